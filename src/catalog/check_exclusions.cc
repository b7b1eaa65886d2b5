// SPDX-License-Identifier: Apache-2.0
//
// G1 and G3 of exclusions: what one rule leaves of the live channels of each service that its
// condition can hold for.
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check_rules.h"

SIGNPOST_BEGIN_NAMESPACE

ExclusionChecks::ExclusionChecks(const CheckContext& context)
    : context_(context), live_(context.index.services.size()) {
  const CatalogIndex& index = context.index;
  for (int channel = 0; channel < index.channels.size(); ++channel) {
    const std::uint64_t bit = std::uint64_t{1} << channel;
    if (IsDigital(context.catalog.channels(channel))) digital_ |= bit;
    for (int service = 0; service < index.services.size(); ++service) {
      const int candidate = index.Candidate(service, channel);
      if (candidate >= 0 && IsLive(context, candidate)) live_[service] |= bit;
    }
  }
  absl::flat_hash_map<std::uint64_t, std::size_t> known;
  for (int service = 0; service < index.services.size(); ++service) {
    const auto [at, is_new] = known.emplace(live_[service], groups_.size());
    if (is_new) groups_.push_back({live_[service], service, 0});
    ++groups_[at->second].count;
  }
}

void ExclusionChecks::Weigh(std::uint64_t all, std::uint64_t lasting, std::uint64_t live, int first,
                            int count, Outcome* outcome) const {
  const auto add = [&](Covered* covered) {
    if (covered->count == 0) covered->first = first;
    covered->count += count;
  };
  // For CAPACITY the last channels that are not digital are not excluded.
  const bool keeps_other = (live & ~digital_ & ~lasting) != 0;
  if (live == 0 || keeps_other) return;
  if ((live & ~all) == 0) {
    add(&outcome->none);
  } else if ((live & ~digital_) != 0) {
    add(&outcome->digital);
  }
}

const ExclusionChecks::Outcome& ExclusionChecks::OfEveryService(std::uint64_t all,
                                                                std::uint64_t lasting) {
  const auto [at, is_new] = outcomes_.try_emplace(std::make_pair(all, lasting));
  if (is_new) {
    for (const Group& group : groups_) {
      Weigh(all, lasting, group.live, group.first, group.count, &at->second);
    }
  }
  return at->second;
}

void ExclusionChecks::Check(int rule, std::uint64_t all, std::uint64_t lasting,
                            const ConditionFacts& facts, const Path& path) {
  if (all == 0) return;
  Outcome outcome;
  if (facts.services) {
    for (const int service : *facts.services) {
      Weigh(all, lasting, live_[service], service, 1, &outcome);
    }
  } else {
    outcome = OfEveryService(all, lasting);
  }
  const auto say = [&](const Covered& covered) {
    std::string text =
        absl::StrCat("service \"", context_.catalog.services(covered.first).id(), "\"");
    if (covered.count > 1) absl::StrAppend(&text, " and ", covered.count - 1, " more");
    return text;
  };
  if (outcome.none.count > 0) {
    context_.report->Add(Code::EXCLUSION_LEAVES_NONE, path,
                         absl::StrCat(RuleName(context_, rule), " leaves ", say(outcome.none),
                                      " no live channel (G1)"),
                         "exclude fewer, or say in the condition which services are meant");
  }
  if (outcome.digital.count > 0) {
    context_.report->Add(Code::EXCLUSION_LEAVES_DIGITAL, path,
                         absl::StrCat(RuleName(context_, rule), " leaves ", say(outcome.digital),
                                      " only digital channels (G3)"),
                         "keep one that requires neither INTERNET nor MOBILE_PHONE");
  }
}

SIGNPOST_END_NAMESPACE
