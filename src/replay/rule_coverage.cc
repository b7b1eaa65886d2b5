// SPDX-License-Identifier: Apache-2.0
#include "replay/rule_coverage.h"

#include <cstddef>
#include <string>

#include "signpost/route.h"
#include "signpost/rules.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Whether a channel that the rule excludes for this contact is not.
bool KeepsExcluded(std::uint64_t channels, const Decision& decision) {
  for (std::size_t i = 0; i < decision.option_count; ++i) {
    const OptionResult& option = decision.options[i];
    if ((channels & Bit(option.channel)) != 0 &&
        (option.reasons & ReasonBit(ReasonCode::kExcludedByRule)) == 0) {
      return true;
    }
  }
  return false;
}

// Whether something else is recommended than the first of the rule's channels that could be.
// Tried in vain, a channel can only be what the customer asked for.
bool PassesOverPreferred(Slice<std::uint8_t> channels, const Request& request,
                         const Decision& decision) {
  bool any = false;
  for (const std::uint8_t channel : channels) {
    const OptionResult* option = decision.Find(channel);
    if (option == nullptr) continue;
    any = true;
    if (decision.recommended == channel) return false;
    if (option->available && (request.tried & Bit(channel)) == 0) return true;
  }
  return any;
}

}  // namespace

RuleCoverageTally::RuleCoverageTally(const PlanView& plan)
    : plan_(plan), counts_(plan.rules.rules.size), may_decide_(plan.rules.rules.size) {
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const RuleRow& rule = plan.rules.rules[i];
    may_decide_[i] = rule.stop;
    for (const EffectRow& effect : plan.rules.effects.Part(rule.first_effect, rule.effect_count)) {
      if (effect.kind < EffectKind::kOffer) may_decide_[i] = 1;
    }
  }
}

bool RuleCoverageTally::Decides(std::uint32_t rule, const Request& request, const LiveState& live,
                                const Decision& decision) {
  if (may_decide_[rule] == 0) return false;
  Route(plan_, request, live, &without_, static_cast<std::int32_t>(rule));
  return without_.status != decision.status || without_.recommended != decision.recommended;
}

bool RuleCoverageTally::IsOverruled(std::uint32_t rule, const Request& request,
                                    const Decision& decision) const {
  const RuleRow& row = plan_.rules.rules[rule];
  for (const EffectRow& effect : plan_.rules.effects.Part(row.first_effect, row.effect_count)) {
    if (effect.kind == EffectKind::kExclude && KeepsExcluded(effect.channels, decision))
      return true;
    if (effect.kind == EffectKind::kPrefer &&
        PassesOverPreferred(plan_.rules.preferred.Part(effect.first_channel, effect.channel_count),
                            request, decision)) {
      return true;
    }
  }
  return false;
}

void RuleCoverageTally::Add(const Request& request, const LiveState& live, const Decision& decision,
                            std::int64_t count) {
  // Rules that MatchRules() passes over before it visits one, or at the end, are not valid.
  std::uint32_t next = 0;
  bool stopped = false;
  const auto pass_over = [&](std::size_t end) {
    for (; next < end; ++next) counts_[next].not_valid += count;
  };
  MatchRules(plan_, request, live, kNone, [&](std::uint32_t rule, Truth truth) {
    pass_over(rule);
    ++next;
    Counts& its = counts_[rule];
    if (truth.IsError()) {
      its.erred += count;
    } else if (truth.IsFalse()) {
      its.did_not_hold += count;
    } else {
      its.held += count;
      if (Decides(rule, request, live, decision)) its.decided += count;
      if (IsOverruled(rule, request, decision)) its.overruled += count;
      stopped = plan_.rules.rules[rule].stop != 0;
    }
  });
  if (!stopped) return pass_over(counts_.size());
  for (; next < counts_.size(); ++next) counts_[next].not_reached += count;
}

void RuleCoverageTally::AddTo(v1::PreferenceMode preference, v1::RuleReport* report) const {
  const bool first = report->rules().empty();
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const Counts& counts = counts_[i];
    v1::RuleCoverage* rule =
        first ? report->add_rules() : report->mutable_rules(static_cast<int>(i));
    if (first) {
      rule->set_rule(std::string(plan_.Text(plan_.rules.rules[i].id)));
      rule->set_held(counts.held);
      rule->set_did_not_hold(counts.did_not_hold);
      rule->set_erred(counts.erred);
      rule->set_not_valid(counts.not_valid);
      rule->set_not_reached(counts.not_reached);
      if (counts.held == 0) report->add_never_held(rule->rule());
    }
    v1::RuleInfluence* mode = rule->add_modes();
    mode->set_preference(preference);
    mode->set_decided(counts.decided);
    mode->set_overruled(counts.overruled);
  }
}

SIGNPOST_END_NAMESPACE
