// SPDX-License-Identifier: Apache-2.0
//
// A step of Route(): the order of the available options: the customer's choice, the score, ties.
// Standard library only. There is nothing to call here: see route.h.
#ifndef SIGNPOST_ROUTE_RANK_H_
#define SIGNPOST_ROUTE_RANK_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/money.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

constexpr Int128 Score(const PolicyRow& policy, const Estimate& estimate) noexcept {
  return static_cast<Int128>(estimate.organisation_cost) * policy.organisation_weight +
         static_cast<Int128>(estimate.customer_cost) * policy.customer_weight +
         static_cast<Int128>(estimate.wait_cost) * policy.waiting_weight +
         static_cast<Int128>(policy.failure_cost) * (kMillion - estimate.completion) +
         static_cast<Int128>(policy.dissatisfaction_cost) * (kMillion - estimate.satisfaction);
}

struct Lead {
  int channel = kNone;
  ReasonCode reason = ReasonCode::kLowestScore;
  std::int32_t rule = kNone;
};

// The channel that the customer chose, by word or by arriving there; or else what a rule prefers
// and was not tried in vain.
inline Lead FindLead(const Request& request, const RuleEffects& effects,
                     std::uint64_t available) noexcept {
  for (int i = 0; i < request.preferred_count; ++i) {
    const int channel = request.preferred[static_cast<std::size_t>(i)];
    if ((available & Bit(channel)) != 0) return {channel, ReasonCode::kCustomerPreference};
  }
  if (request.arrival != kNone && (available & Bit(request.arrival)) != 0) {
    return {request.arrival, ReasonCode::kArrivalChannel};
  }
  for (std::uint32_t i = 0; i < effects.preferred_count; ++i) {
    const int channel = effects.preferred[i];
    if ((available & ~request.tried & Bit(channel)) != 0) {
      return {channel, ReasonCode::kRulePreference,
              static_cast<std::int32_t>(effects.preferring_rule[i])};
    }
  }
  return {};
}

// Priced and known, customer's cost not known, not priced.
constexpr int Tier(const Estimate& estimate) noexcept {
  return !estimate.priced ? 2 : estimate.customer_cost_known ? 0 : 1;
}

// Fills order, rank, recommended, reason and status.
inline void Rank(const PolicyRow& policy, const Request& request, const RuleEffects& effects,
                 Decision* decision) noexcept {
  std::uint64_t available = 0;
  for (int i = 0; i < decision->option_count; ++i) {
    const OptionResult& option = decision->options[static_cast<std::size_t>(i)];
    if (option.available) available |= Bit(option.channel);
  }
  const Lead lead = FindLead(request, effects, available);
  const bool honoured = policy.honour_preference != 0 && lead.channel != kNone;
  const std::uint64_t asked_for = request.stated | (lead.channel == kNone ? 0 : Bit(lead.channel));

  // What an option is ranked by, before its score; catalog order comes from a stable sort.
  std::array<std::uint8_t, kMaxChannels> group;
  int ranked = 0;
  for (int i = 0; i < decision->option_count; ++i) {
    OptionResult& option = decision->options[static_cast<std::size_t>(i)];
    if (!option.available) continue;
    option.score = Score(policy, option.estimate);
    if ((effects.weighed & Bit(option.channel)) != 0)
      option.score += effects.weight[option.channel] * kMillion;
    if (policy.honour_preference == 0 && option.channel == lead.channel) {
      option.score -= static_cast<Int128>(policy.preference_value) * kMillion;
    }
    const bool tried = (request.tried & ~asked_for & Bit(option.channel)) != 0;
    const bool first = honoured && option.channel == lead.channel;
    const auto key =
        static_cast<std::uint8_t>(first ? 0 : 1 + (tried ? 3 : 0) + Tier(option.estimate));
    group[static_cast<std::size_t>(i)] = key;
    int at = ranked++;
    for (; at > 0; --at) {
      const std::size_t before = decision->order[static_cast<std::size_t>(at - 1)];
      const bool unpriced = !option.estimate.priced;
      if (group[before] < key ||
          (group[before] == key && (unpriced || decision->options[before].score <= option.score))) {
        break;
      }
      decision->order[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(before);
    }
    decision->order[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(i);
  }
  decision->available_count = static_cast<std::uint8_t>(ranked);
  for (int i = 0; i < ranked; ++i) {
    decision->options[decision->order[static_cast<std::size_t>(i)]].rank =
        static_cast<std::uint8_t>(i + 1);
  }
  for (int i = 0, at = ranked; i < decision->option_count; ++i) {
    if (!decision->options[static_cast<std::size_t>(i)].available) {
      decision->order[static_cast<std::size_t>(at++)] = static_cast<std::uint8_t>(i);
    }
  }
  if (ranked == 0) {
    decision->status = DecisionStatus::kNobodyCanServe;
    decision->reason = ReasonCode::kNoChannelAvailable;
    decision->recommended = kNone;
    return;
  }
  decision->status = DecisionStatus::kRecommended;
  decision->reason = honoured ? lead.reason : ReasonCode::kLowestScore;
  if (honoured) decision->preferring_rule = lead.rule;
  decision->recommended = static_cast<std::int8_t>(decision->options[decision->order[0]].channel);
}

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_RANK_H_
