// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/told_rules.h"

namespace signpost::reference {
namespace {

constexpr int kListed = 16;

template <typename List>
bool Contains(const List& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

ToldRules::ToldRules(const v1::Catalog& catalog, const v1::Contact& contact,
                     const v1::Decision& decision)
    : decision_(decision), time_(contact.time().seconds()) {
  std::vector<const v1::Rule*> order;
  for (const v1::Rule& rule : catalog.rules()) order.push_back(&rule);
  std::stable_sort(order.begin(), order.end(), [](const v1::Rule* a, const v1::Rule* b) {
    return a->priority() > b->priority();
  });
  int place = 0;
  for (const v1::Rule* rule : order) rules_.emplace(rule->id(), Placed{rule, place++});
  for (const v1::MatchedRule& matched : decision.matched_rules()) {
    const auto found = rules_.find(matched.rule());
    if (found == rules_.end()) continue;
    matched_.push_back(found->second.rule);
    last_matched_ = found->second.place;
  }
  all_are_listed_ = decision.matched_rule_count() <= decision.matched_rules_size();
}

bool ToldRules::IsInForce(const v1::Rule& rule) const {
  return (!rule.has_valid_from() || rule.valid_from().seconds() <= time_) &&
         (!rule.has_valid_to() || time_ < rule.valid_to().seconds());
}

Verdict ToldRules::VerdictOn(const std::string& channel) const {
  Verdict for_capacity;  // Gives way to an exclusion on another ground.
  for (const v1::Rule* rule : matched_) {
    for (const v1::Effect& effect : rule->effects()) {
      const bool excludes = Contains(effect.exclude().channels(), channel);
      const bool capacity = excludes && effect.exclude().ground() == v1::EXCLUSION_GROUND_CAPACITY;
      if (for_capacity.rule != nullptr) {
        if (excludes && !capacity) return {rule, &effect};
      } else if (capacity) {
        for_capacity = {rule, &effect};
      } else if (excludes || Contains(effect.prefer().channels(), channel)) {
        return {rule, &effect};
      }
    }
  }
  // A rule that is not listed may have taken its place.
  return all_are_listed_ ? for_capacity : Verdict{};
}

const v1::Rule* ToldRules::MayHaveMatched(const std::string& id) const {
  const auto found = rules_.find(id);
  if (found == rules_.end()) return nullptr;
  const auto& [rule, place] = found->second;
  const bool may = IsListed(rule) || (!all_are_listed_ && place > last_matched_);
  return may && IsInForce(*rule) ? rule : nullptr;
}

std::string ToldRules::Fault() const {
  const std::string fault = FaultOfLists();
  return fault.empty() ? FaultOfWords() : fault;
}

std::string ToldRules::FaultOfLists() const {
  const auto is_cut = [](int listed, int count) { return listed == std::min(count, kListed); };
  if (!is_cut(decision_.matched_rules_size(), decision_.matched_rule_count()) ||
      !is_cut(decision_.failed_rules_size(), decision_.failed_rule_count()) ||
      decision_.tags_size() > kListed || decision_.escalations_size() > kListed ||
      (decision_.tags_cut() && decision_.tags_size() != kListed) ||
      (decision_.escalations_cut() && decision_.escalations_size() != kListed)) {
    return "rules: a list and its count";
  }
  int last = -1;
  bool stopped = false;
  for (const v1::MatchedRule& matched : decision_.matched_rules()) {
    const auto found = rules_.find(matched.rule());
    if (found == rules_.end() || !IsInForce(*found->second.rule)) {
      return "rules: " + matched.rule() + " cannot match";
    }
    if (stopped || found->second.place <= last) return "rules: order of " + matched.rule();
    last = found->second.place;
    stopped = found->second.rule->stop();
  }
  if (stopped && !all_are_listed_) return "rules: some after the one that stops";
  const int end = stopped ? last : static_cast<int>(rules_.size());
  last = -1;
  for (const v1::FailedRule& failed : decision_.failed_rules()) {
    const auto found = rules_.find(failed.rule());
    if (found == rules_.end() || failed.code().empty() || !IsInForce(*found->second.rule) ||
        IsListed(found->second.rule) || found->second.place <= last || found->second.place >= end) {
      return "rules: " + failed.rule() + " cannot fail";
    }
    last = found->second.place;
  }
  return "";
}

std::string ToldRules::FaultOfWords() const {
  std::vector<std::string> tags, roles;
  const auto add = [](const std::string& word, std::vector<std::string>& words) {
    if (!Contains(words, word)) words.push_back(word);
  };
  for (const v1::Rule* rule : matched_) {
    for (const v1::Effect& effect : rule->effects()) {
      if (effect.has_tag()) add(effect.tag(), tags);
      if (effect.has_escalate()) add(effect.escalate().role(), roles);
    }
  }
  const auto agree = [&](const std::vector<std::string>& words, const auto& listed, bool cut) {
    const auto size = static_cast<int>(words.size());
    const int count = listed.size() + (cut ? 1 : 0);  // Or more.
    if (size > kListed ? !cut : size > count) return false;
    if (all_are_listed_ && size < count) return false;
    const auto end = words.begin() + std::min({size, kListed, listed.size()});
    return std::equal(words.begin(), end, listed.begin());
  };
  if (!agree(tags, decision_.tags(), decision_.tags_cut())) return "rules: tags";
  const bool roles_agree = agree(roles, decision_.escalations(), decision_.escalations_cut());
  return roles_agree ? "" : "rules: escalations";
}

}  // namespace signpost::reference
