// SPDX-License-Identifier: Apache-2.0
//
// Rules that say different things of one channel: ConflictSearch.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "rules/analysed_rules.h"
#include "signpost/plan_view.h"
#include "signpost/rule_effects.h"

SIGNPOST_BEGIN_NAMESPACE

ConflictSearch::ConflictSearch(RuleAnalysis* analysis)
    : analysis_(*analysis), channels_(static_cast<std::size_t>(analysis->index.channels.size())) {}

// The first of the channels for which both count.
bool ConflictSearch::Find(const AnalysedRule& first, const AnalysedRule& later, int place,
                          std::uint64_t channels, RuleFindingKind kind) {
  for (; channels != 0; channels &= channels - 1) {
    const int channel = __builtin_ctzll(channels);
    for (const Clause& a : first.clauses) {
      for (const Clause& b : later.clauses) {
        if (!analysis_.budget.Spend(1)) return false;
        std::optional<Clause> both = analysis_.sets.Common(a, b);
        if (both) both = analysis_.WithChannel(*both, channel);
        if (!both || !analysis_.IsReached(*both, place, {})) continue;
        RuleFinding finding;
        finding.kind = kind;
        finding.rule = later.index;
        finding.other = first.index;
        finding.channel = channel;
        analysis_.findings.push_back(std::move(finding));
        return true;
      }
    }
  }
  return false;
}

std::uint64_t ConflictSearch::OfferedOtherwise(const AnalysedRule& first,
                                               const AnalysedRule& later) const {
  std::uint64_t channels = 0;
  internal::ForEachChannel(first.effects.offers & later.effects.offers, [&](int channel) {
    const std::string& id = analysis_.catalog.channels(channel).id();
    if (ScriptOf(analysis_.MessageOf(first), id) != ScriptOf(analysis_.MessageOf(later), id))
      channels |= Bit(channel);
  });
  return channels;
}

void ConflictSearch::Compare(int before, int place) {
  const AnalysedRule& first = analysis_.rules[static_cast<std::size_t>(before)];
  const AnalysedRule& later = analysis_.rules[static_cast<std::size_t>(place)];
  const ChannelEffects& had = first.effects;
  const ChannelEffects& comes = later.effects;
  Find(first, later, place, had.excludes & comes.prefers, RuleFindingKind::kExcludedBefore);
  Find(first, later, place, had.prefers & comes.excludes, RuleFindingKind::kPreferredBefore);
  Find(first, later, place, OfferedOtherwise(first, later), RuleFindingKind::kOtherScriptBefore);
}

void ConflictSearch::Add(int place) {
  const AnalysedRule& rule = analysis_.rules[static_cast<std::size_t>(place)];
  const ChannelEffects& effects = rule.effects;
  if (!effects.any() || !rule.is_decided || analysis_.budget.cut()) return;
  const auto services = FewServices(rule.clauses, analysis_.domains);

  std::vector<int> others;
  const auto meet = [&](std::uint64_t channels, RulesByService Channel::*rules) {
    internal::ForEachChannel(channels, [&](int channel) {
      const auto its = (channels_[static_cast<std::size_t>(channel)].*rules).Meeting(services);
      others.insert(others.end(), its.begin(), its.end());
    });
  };
  meet(effects.prefers, &Channel::excluding);
  meet(effects.excludes, &Channel::preferring);
  meet(effects.offers, &Channel::offering);
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  for (const int before : others) {
    if (!analysis_.budget.Spend(1)) return;
    Compare(before, place);
  }

  if (rule.stop) return;  // It never holds together with a later one.
  const auto add = [&](std::uint64_t channels, RulesByService Channel::*rules) {
    internal::ForEachChannel(channels, [&](int channel) {
      (channels_[static_cast<std::size_t>(channel)].*rules).Add(place, services);
    });
  };
  add(effects.excludes, &Channel::excluding);
  add(effects.prefers, &Channel::preferring);
  add(effects.offers, &Channel::offering);
}

SIGNPOST_END_NAMESPACE
