// SPDX-License-Identifier: Apache-2.0
//
// What the rules that hold do to one decision: exclusions, preferences, adjusted costs, weights,
// offers, tags, escalations. Standard library only. Part of Route(); its one way in is
// ApplyRules().
#ifndef SIGNPOST_RULE_EFFECTS_H_
#define SIGNPOST_RULE_EFFECTS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/plan_view.h"
#include "signpost/rules.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

// No adjusted cost may leave this range: sums of a service's costs fit in 64 bits then.
inline constexpr Micros kMaxAdjustedCost = Micros{1} << 60;

constexpr bool InCostRange(Int128 amount) noexcept {
  return -kMaxAdjustedCost <= amount && amount <= kMaxAdjustedCost;
}

// Arrays are by channel and hold something where the mask beside them says so.
struct RuleEffects {
  std::uint64_t decided = 0;   // Channels that an exclusion or a preference has taken.
  std::uint64_t excluded = 0;  // On whatever ground.
  std::uint64_t capacity = 0;  // Of those, on the ground of CAPACITY.
  std::array<std::uint32_t, kMaxChannels> excluding_rule;
  std::array<Ground, kMaxChannels> ground;

  std::uint32_t preferred_count = 0;
  std::array<std::uint8_t, kMaxChannels> preferred;  // Channels, best first.
  std::array<std::uint32_t, kMaxChannels> preferring_rule;

  std::uint64_t weighed = 0;
  std::array<Int128, kMaxChannels> weight;  // Micro-units on the score.

  std::uint64_t offered = 0;
  std::array<std::uint32_t, kMaxChannels> script;

  // What is added to adjusted_costs of the decision when all products are done.
  std::array<std::array<Int128, kCostKinds>, kMaxChannels> additions;
  // Channels with a cost that left its range, by ledger.
  std::uint64_t organisation_overflow = 0;
  std::uint64_t customer_overflow = 0;
};

template <typename Visit>
inline void ForEachChannel(std::uint64_t channels, Visit visit) noexcept {
  for (; channels != 0; channels &= channels - 1) visit(__builtin_ctzll(channels));
}

// An exclusion for CAPACITY may turn out not to hold: another ground takes its place.
inline void Exclude(const EffectRow& effect, std::uint32_t rule, std::uint64_t channels,
                    RuleEffects* effects) noexcept {
  const bool for_capacity = effect.ground == Ground::kCapacity;
  const std::uint64_t open = ~effects->decided | (for_capacity ? 0 : effects->capacity);
  ForEachChannel(channels & open, [&](int channel) {
    const auto at = static_cast<std::size_t>(channel);
    effects->excluding_rule[at] = rule;
    effects->ground[at] = effect.ground;
    effects->excluded |= Bit(channel);
    effects->capacity =
        for_capacity ? effects->capacity | Bit(channel) : effects->capacity & ~Bit(channel);
  });
  effects->decided |= channels;
}

inline void Prefer(const PlanView& plan, const EffectRow& effect, std::uint32_t rule,
                   std::uint64_t channels, RuleEffects* effects) noexcept {
  for (const std::uint8_t channel :
       plan.rules.preferred.Part(effect.first_channel, effect.channel_count)) {
    if ((channels & ~effects->decided & Bit(channel)) == 0) continue;
    effects->preferring_rule[effects->preferred_count] = rule;
    effects->preferred[effects->preferred_count++] = channel;
    effects->decided |= Bit(channel);
  }
}

inline void Adjust(const PlanView& plan, const ServiceRow& service, const EffectRow& effect,
                   std::uint64_t channels, RuleEffects* effects, Decision* decision) noexcept {
  ForEachChannel(channels, [&](int channel) {
    const auto at = static_cast<std::size_t>(channel);
    if ((decision->adjusted & Bit(channel)) == 0) {
      decision->adjusted |= Bit(channel);
      decision->adjusted_costs[at] = plan.FindOption(service, channel)->costs;
      effects->additions[at] = {};
    }
    if (effect.kind == EffectKind::kAdd) {
      effects->additions[at][effect.cost_kind] += effect.amount;
      return;
    }
    Micros& amount = decision->adjusted_costs[at][effect.cost_kind];
    const Int128 product = DivideHalfEven(static_cast<Int128>(amount) * effect.amount, kMillion);
    if (InCostRange(product)) {
      amount = static_cast<Micros>(product);
    } else {
      (effect.cost_kind < kOrganisationKinds ? effects->organisation_overflow
                                             : effects->customer_overflow) |= Bit(channel);
    }
  });
}

// Adds up what the rules changed.
inline void FinishAdjusting(RuleEffects* effects, Decision* decision) noexcept {
  ForEachChannel(decision->adjusted, [&](int channel) {
    const auto at = static_cast<std::size_t>(channel);
    Int128 organisation = 0, customer = 0;
    bool organisation_fits = true, customer_fits = true;
    for (std::size_t kind = 0; kind < kCostKinds; ++kind) {
      const bool of_organisation = kind < kOrganisationKinds;
      const Int128 sum = decision->adjusted_costs[at][kind] + effects->additions[at][kind];
      (of_organisation ? organisation_fits : customer_fits) &= InCostRange(sum);
      if (InCostRange(sum)) decision->adjusted_costs[at][kind] = static_cast<Micros>(sum);
      (of_organisation ? organisation : customer) += sum;
    }
    if (!organisation_fits || !InCostRange(organisation))
      effects->organisation_overflow |= Bit(channel);
    if (!customer_fits || !InCostRange(customer)) effects->customer_overflow |= Bit(channel);
  });
}

inline void ApplyEffect(const PlanView& plan, const ServiceRow& service, const EffectRow& effect,
                        std::uint32_t rule, RuleEffects* effects, Decision* decision) noexcept {
  const std::uint64_t channels = effect.channels & service.channels;
  switch (effect.kind) {
    case EffectKind::kExclude:
      Exclude(effect, rule, channels, effects);
      break;
    case EffectKind::kPrefer:
      Prefer(plan, effect, rule, channels, effects);
      break;
    case EffectKind::kAdd:
    case EffectKind::kMultiply:
      Adjust(plan, service, effect, channels, effects, decision);
      break;
    case EffectKind::kWeigh:
      ForEachChannel(channels, [&](int channel) {
        const auto at = static_cast<std::size_t>(channel);
        if ((effects->weighed & Bit(channel)) == 0) effects->weight[at] = 0;
        effects->weighed |= Bit(channel);
        effects->weight[at] += effect.amount;
      });
      break;
    case EffectKind::kOffer:
      ForEachChannel(channels & ~effects->offered, [&](int channel) {
        effects->offered |= Bit(channel);
        effects->script[static_cast<std::size_t>(channel)] = effect.operand;
      });
      break;
    case EffectKind::kTag:
      decision->tags.Add(effect.operand);
      break;
    case EffectKind::kEscalate:
      decision->escalations.Add(effect.operand);
      break;
  }
}

// Runs the rules and collects their effects. Fills of the decision what is about rules, and the
// adjusted costs. `skip` is a rule to leave out, or kNone.
inline void ApplyRules(const PlanView& plan, const Request& request, const LiveState& live,
                       const ServiceRow& service, std::int32_t skip, RuleEffects* effects,
                       Decision* decision) noexcept {
  MatchRules(plan, request, live, skip, [&](std::uint32_t rule, Truth truth) {
    if (truth.IsError()) decision->failed_rules.Add({rule, truth.error_code()});
    if (!truth.IsTrue()) return;
    decision->matched_rules.Add(rule);
    const RuleRow& row = plan.rules.rules[rule];
    for (const EffectRow& effect : plan.rules.effects.Part(row.first_effect, row.effect_count)) {
      ApplyEffect(plan, service, effect, rule, effects, decision);
    }
  });
  FinishAdjusting(effects, decision);
}

// Where the exclusions for CAPACITY would leave only digital channels of those that nothing else
// blocks (`free`), those of other channels do not hold: returns them.
inline std::uint64_t IgnoredExclusions(const PlanView& plan, std::uint64_t free,
                                       std::uint64_t service_channels,
                                       std::uint64_t capacity) noexcept {
  if (capacity == 0) return 0;
  std::uint64_t digital = 0;
  ForEachChannel(service_channels, [&](int channel) {
    if (plan.channels[static_cast<std::size_t>(channel)].digital != 0) digital |= Bit(channel);
  });
  const bool had_other = (free & ~digital) != 0;
  const bool keeps_other = (free & ~digital & ~capacity) != 0;
  return had_other && !keeps_other ? capacity & ~digital : 0;
}

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_RULE_EFFECTS_H_
