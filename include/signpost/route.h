// SPDX-License-Identifier: Apache-2.0
//
// Route(): one contact, bound to a plan, decided. Standard library only; no allocation, no lock, no
// exception, no system call, no text; work bounded by the 64 channels. Safe to call from any number
// of threads on one plan.
//
// Order of work: rules, availability, assistance, estimates, ranking, offers. Each step is a
// function of its own below, and each works on all options before the next begins.
#ifndef SIGNPOST_ROUTE_H_
#define SIGNPOST_ROUTE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/live_state.h"
#include "signpost/opening_hours.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

constexpr std::uint32_t LifecycleReasons(const LifecycleRow& lifecycle, std::int64_t time,
                                         bool out_of_pilot) noexcept {
  std::uint32_t reasons = 0;
  if (lifecycle.stage == Stage::kPlanned || time < lifecycle.live_from)
    reasons |= ReasonBit(ReasonCode::kNotYetLive);
  if (lifecycle.stage == Stage::kRetired || time >= lifecycle.retire_from)
    reasons |= ReasonBit(ReasonCode::kRetired);
  if (lifecycle.stage == Stage::kPilot && out_of_pilot && reasons == 0)
    reasons = ReasonBit(ReasonCode::kNotInPilot);
  return reasons;
}

// Fills reasons, missing and unknown of every option. Returns the channels that nothing blocks.
inline std::uint64_t CheckAvailability(const PlanView& plan, const Request& request,
                                       const LiveState& live, Slice<OptionRow> rows,
                                       Decision* decision) noexcept {
  std::uint64_t free = 0;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const OptionRow& row = rows[i];
    const ChannelRow& channel = plan.channels[row.channel];
    const std::uint64_t bit = Bit(row.channel);
    OptionResult& option = decision->options[i];
    option = OptionResult{};
    option.channel = row.channel;
    option.reasons =
        LifecycleReasons(channel.lifecycle, request.time,
                         (request.out_of_channel_pilot & bit) != 0) |
        LifecycleReasons(row.lifecycle, request.time, (request.out_of_service_pilot & bit) != 0);
    if (channel.opening_hours != kNone &&
        !IsOpen(plan, plan.schedules[static_cast<std::size_t>(channel.opening_hours)],
                request.time)) {
      option.reasons |= ReasonBit(ReasonCode::kClosed);
    }
    if ((live.out_of_service() & bit) != 0) option.reasons |= ReasonBit(ReasonCode::kOutOfService);
    option.missing = channel.requirements & request.failed;
    option.unknown = channel.requirements & request.unknown;
    if (option.missing != 0) option.reasons |= ReasonBit(ReasonCode::kCustomerCannotUse);
    if (option.unknown != 0) option.reasons |= ReasonBit(ReasonCode::kAccessUnknown);
    if ((request.tried & bit) != 0) option.reasons |= ReasonBit(ReasonCode::kAlreadyTried);
    option.available = (option.reasons & kBlockingReasons) == 0;
    if (option.available) free |= bit;
  }
  return free;
}

// Blocks what rules exclude, but for exclusions that do not hold. Returns the channels of `free`
// that are left.
inline std::uint64_t ExcludeByRules(const PlanView& plan, const RuleEffects& effects,
                                    std::uint64_t free, const ServiceRow& service,
                                    Decision* decision) noexcept {
  const std::uint64_t others = effects.excluded & ~effects.capacity;
  const std::uint64_t ignored =
      IgnoredExclusions(plan, free & ~others, service.channels, effects.capacity);
  for (std::size_t i = 0; i < decision->option_count; ++i) {
    OptionResult& option = decision->options[i];
    const std::uint64_t bit = Bit(option.channel);
    if ((effects.excluded & bit) == 0) continue;
    option.rule = static_cast<std::int32_t>(effects.excluding_rule[option.channel]);
    option.ground = effects.ground[option.channel];
    if ((ignored & bit) != 0) {
      option.reasons |= ReasonBit(ReasonCode::kCapacityExclusionIgnored);
    } else {
      option.reasons |= ReasonBit(ReasonCode::kExcludedByRule);
      option.available = false;
    }
  }
  return free & ~(effects.excluded & ~ignored);
}

// Gives a self-service option that only the customer's access blocks to the first free channel
// whose staff can complete it; it then rests on what is unknown for reaching them, too.
inline void Assist(const PlanView& plan, std::uint64_t free, std::uint64_t unknown,
                   Decision* decision) noexcept {
  for (int i = 0; i < decision->option_count; ++i) {
    OptionResult& option = decision->options[static_cast<std::size_t>(i)];
    const ChannelRow& channel = plan.channels[option.channel];
    if ((option.reasons & kBlockingReasons) != ReasonBit(ReasonCode::kCustomerCannotUse)) continue;
    const std::uint64_t staff = channel.self_service != 0 ? channel.assisted_by & free : 0;
    if (staff == 0) continue;
    const int served_by = __builtin_ctzll(staff);
    option.assisted_by = static_cast<std::int8_t>(served_by);
    option.available = true;
    option.unknown |= plan.channels[static_cast<std::size_t>(served_by)].requirements & unknown;
    if (option.unknown != 0) option.reasons |= ReasonBit(ReasonCode::kAccessUnknown);
  }
}

// What a visit to each option of a service costs, by its place: what the plan says, or what rules
// made of it.
struct DirectCosts {
  const Micros* organisation = nullptr;
  const Micros* customer = nullptr;
  // Some differ from the plan's, so that its end-to-end figures do not hold.
  bool changed = false;
  // Places whose ledger rules have made unknown.
  std::uint64_t organisation_unknown = 0;
  std::uint64_t customer_unknown = 0;
};

inline DirectCosts PlanDirectCosts(const PlanView& plan, const ServiceRow& service) noexcept {
  return {plan.direct_costs.data + service.first_option,
          plan.direct_customer_costs.data + service.first_option, false, 0, 0};
}

// Room for the ledgers of a service, by place.
struct AdjustedLedgers {
  std::array<Micros, kMaxChannels> organisation;
  std::array<Micros, kMaxChannels> customer;
};

// The costs with what rules adjusted; they lie in the plan, or in *room.
inline DirectCosts AdjustedCosts(const PlanView& plan, const ServiceRow& service,
                                 const RuleEffects& effects, const Decision& decision,
                                 AdjustedLedgers* room) noexcept {
  DirectCosts costs = PlanDirectCosts(plan, service);
  if (decision.adjusted == 0) return costs;
  for (std::size_t place = 0; place < service.option_count; ++place) {
    const int channel = plan.options[service.first_option + place].channel;
    Micros organisation = costs.organisation[place], customer = costs.customer[place];
    if ((decision.adjusted & Bit(channel)) != 0) {
      organisation = customer = 0;
      const auto& kinds = decision.adjusted_costs[static_cast<std::size_t>(channel)];
      // Each is within 2^60: the sums fit.
      for (std::size_t kind = 0; kind < kCostKinds; ++kind)
        (kind < kOrganisationKinds ? organisation : customer) += kinds[kind];
      if ((effects.organisation_overflow & Bit(channel)) != 0)
        costs.organisation_unknown |= Bit(static_cast<int>(place));
      if ((effects.customer_overflow & Bit(channel)) != 0)
        costs.customer_unknown |= Bit(static_cast<int>(place));
    }
    room->organisation[place] = organisation;
    room->customer[place] = customer;
  }
  costs.organisation = room->organisation.data();
  costs.customer = room->customer.data();
  costs.changed = true;
  return costs;
}

// Whether a contact may come to one of the places, or is helped by the staff of one.
inline bool Meets(const VisitsRow& row, int staff, std::uint64_t places) noexcept {
  if (staff != kNone && (places & Bit(staff)) != 0) return true;
  bool meets = false;
  ForEachChannel(places, [&](int place) {
    meets = meets || row.visits[static_cast<std::size_t>(place)] != 0;
  });
  return meets;
}

// Fills what the contact comes to where the plan's figures do not hold: every visit to the option
// costs what the staff who assist it cost on top, and what follows the first visit scales by one
// minus the live abandonment. `staff`: their place, or kNone. Returns `flags` without those of
// figures that do not fit.
inline unsigned EstimateAnew(const PlanView& plan, const ServiceRow& service,
                             const DirectCosts& costs, std::size_t place, int staff, unsigned flags,
                             Estimate* estimate) noexcept {
  const VisitsRow row = plan.VisitsFrom(service, place);
  const std::int32_t given_up = estimate->live_abandonment;
  const EndToEndRow& compiled = plan.options[service.first_option + place].end_to_end;
  if (costs.organisation_unknown != 0 && Meets(row, staff, costs.organisation_unknown))
    flags &= ~static_cast<unsigned>(kPriced);
  if (costs.customer_unknown != 0 && Meets(row, staff, costs.customer_unknown))
    flags &= ~static_cast<unsigned>(kCustomerCostKnown);
  const auto total = [&](OptionFlag flag, const std::int64_t* each, std::int64_t* sum) {
    const std::int64_t more = staff == kNone ? 0 : each[staff];
    if ((flags & flag) != 0 && !ExpectedCost(row, each, more, given_up, sum)) {
      flags &= ~static_cast<unsigned>(flag);
    }
  };
  total(kPriced, costs.organisation, &estimate->organisation_cost);
  total(kCustomerCostKnown, costs.customer, &estimate->customer_cost);
  if (staff == kNone && given_up == 0) {  // Only costs have changed.
    estimate->customer_time = compiled.customer_time;
  } else {
    total(kCustomerTimeKnown, plan.direct_customer_times.data + service.first_option,
          &estimate->customer_time);
  }
  estimate->contacts = compiled.contacts;
  estimate->completion = compiled.completion;
  if (given_up != 0) {
    static constexpr auto kOnce = [] {
      std::array<std::int64_t, kMaxChannels> once = {};
      for (std::int64_t& contact : once) contact = kMillion;
      return once;
    }();
    // No more than without: fits.
    (void)ExpectedTotal(row, kOnce.data(), 0, given_up, &estimate->contacts);
    estimate->completion = static_cast<std::int32_t>(
        DivideHalfEven(static_cast<Int128>(kMillion - given_up) * compiled.completion, kMillion));
  }
  return flags;
}

inline void EstimateOption(const PlanView& plan, const ServiceRow& service, const LiveState& live,
                           const DirectCosts& costs, std::size_t place,
                           OptionResult* option) noexcept {
  Estimate& estimate = option->estimate;
  const OptionRow& row = plan.options[service.first_option + place];
  unsigned flags = row.end_to_end.flags;
  int served_by = option->channel;
  int staff = kNone;
  estimate.direct_cost = costs.organisation[place];
  if (option->assisted_by != kNone) {
    served_by = option->assisted_by;
    staff = static_cast<int>(PlanView::PlaceOf(service, served_by));
    // Both are below kMaxCost: fits.
    estimate.direct_cost += costs.organisation[staff];
    flags &= plan.options[service.first_option + static_cast<std::size_t>(staff)].flags |
             ~static_cast<unsigned>(kPriced | kCustomerCostKnown | kCustomerTimeKnown);
  }
  estimate.live_abandonment = live.Abandonment(served_by);
  if (costs.changed || staff != kNone || estimate.live_abandonment != 0) {
    flags = EstimateAnew(plan, service, costs, place, staff, flags, &estimate);
  } else {
    estimate.organisation_cost = row.end_to_end.organisation_cost;
    estimate.customer_cost = row.end_to_end.customer_cost;
    estimate.customer_time = row.end_to_end.customer_time;
    estimate.contacts = row.end_to_end.contacts;
    estimate.completion = row.end_to_end.completion;
    estimate.standard_deviation = row.end_to_end.standard_deviation;
  }
  estimate.abandonment = static_cast<std::int32_t>(kMillion) - estimate.completion;
  estimate.satisfaction = row.satisfaction;
  estimate.priced = (flags & kPriced) != 0;
  estimate.customer_cost_known = (flags & kCustomerCostKnown) != 0;
  estimate.customer_time_known = (flags & kCustomerTimeKnown) != 0;
  estimate.completion_known = (flags & kCompletionKnown) != 0;
  if (!estimate.priced) {
    estimate.organisation_cost = estimate.direct_cost = 0;
    option->reasons |= ReasonBit(ReasonCode::kUnpriced);
  }
  if (!estimate.customer_cost_known) {
    estimate.customer_cost = 0;
    option->reasons |= ReasonBit(ReasonCode::kCustomerCostUnknown);
  }
  if (!estimate.customer_time_known) estimate.customer_time = 0;
  estimate.wait_known = live.WaitKnown(served_by);
  estimate.wait = live.Wait(served_by);
  if (estimate.wait != 0) {
    // At most 366 days at the highest minute value that a catalog may state: fits.
    estimate.wait_cost = static_cast<Micros>(DivideHalfEven(
        static_cast<Int128>(estimate.wait) * plan.header->policy.customer_minute_value,
        kNanosPerMinute));
  }
}

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

// What speaks against offering a cheaper option instead of the recommended one (guarantee G4).
inline std::uint32_t FindGapCauses(const Request& request, const OptionRow& row,
                                   const OptionResult& cheaper,
                                   const OptionResult& recommended) noexcept {
  const Estimate& its = cheaper.estimate;
  const Estimate& present = recommended.estimate;
  const bool costs_known = its.customer_cost_known && present.customer_cost_known;
  const bool completion_known = its.completion_known && present.completion_known;
  std::uint32_t causes = 0;
  if (costs_known &&
      its.customer_cost + its.wait_cost > present.customer_cost + present.wait_cost) {
    causes |= GapBit(GapCause::kWorseCustomerCost);
  }
  if (completion_known && its.completion < present.completion)
    causes |= GapBit(GapCause::kWorseCompletion);
  if (!costs_known || !completion_known) causes |= GapBit(GapCause::kUnknown);
  if ((row.flags & kCommunicationsLive) == 0) causes |= GapBit(GapCause::kCommunicationsNotLive);
  if ((row.flags & kStaffTrained) == 0) causes |= GapBit(GapCause::kStaffNotTrained);
  if ((request.declined & Bit(cheaper.channel)) != 0) causes |= GapBit(GapCause::kDeclined);
  if ((request.tried & Bit(cheaper.channel)) != 0) causes |= GapBit(GapCause::kAlreadyTried);
  return causes;
}

// Puts an entry in its place: largest saving first, catalog order among equals.
template <typename Entry>
inline void InsertBySaving(const Entry& entry, std::array<Entry, kMaxChannels>* list,
                           std::uint8_t* count) noexcept {
  std::size_t at = (*count)++;
  for (; at > 0 && (*list)[at - 1].saving < entry.saving; --at) (*list)[at] = (*list)[at - 1];
  (*list)[at] = entry;
}

// Fills offers, gaps and the price of preference.
inline void MakeOffers(const PolicyRow& policy, const Request& request, const RuleEffects& effects,
                       Slice<OptionRow> rows, Decision* decision) noexcept {
  const OptionResult& recommended = decision->options[decision->order[0]];
  if (!recommended.estimate.priced) return;
  Micros cheapest = recommended.estimate.organisation_cost;
  for (std::size_t i = 0; i < rows.size; ++i) {
    OptionResult& option = decision->options[i];
    if (!option.available || !option.estimate.priced) continue;
    const bool rule_offers = (effects.offered & Bit(option.channel)) != 0;
    if (rule_offers)
      option.offer_script = static_cast<std::int32_t>(effects.script[option.channel]);
    const Micros saving =
        recommended.estimate.organisation_cost - option.estimate.organisation_cost;
    if (option.estimate.organisation_cost < cheapest) cheapest = option.estimate.organisation_cost;
    if (saving <= 0 || (saving < policy.minimum_saving && !rule_offers)) continue;
    const std::uint32_t causes = FindGapCauses(request, rows[i], option, recommended);
    if (causes == 0) {
      InsertBySaving(OfferResult{saving, option.channel}, &decision->offers,
                     &decision->offer_count);
    } else {
      InsertBySaving(GapResult{saving, causes, option.channel}, &decision->gaps,
                     &decision->gap_count);
    }
  }
  if (decision->offer_count > policy.maximum_offers) {
    decision->offer_count = static_cast<std::uint8_t>(policy.maximum_offers);
  }
  decision->price_of_preference_known = true;
  decision->price_of_preference = recommended.estimate.organisation_cost - cheapest;
}

}  // namespace internal

// Decides a request. Effect: *decision is the answer, and nothing of what stood there before is
// left within its counts. Where the request was bound to another plan, its status is kWrongPlan and
// nothing else may be read. Where no channel can serve, its status is kNobodyCanServe and every
// option is listed with its reasons. `without_rule` is a rule to leave out, for asking what it
// changed.
inline void Route(const PlanView& plan, const Request& request, const LiveState& live,
                  Decision* decision, std::int32_t without_rule = kNone) noexcept {
  decision->option_count = decision->available_count = decision->offer_count = decision->gap_count =
      0;
  decision->price_of_preference_known = false;
  decision->price_of_preference = 0;
  decision->recommended = kNone;
  decision->service = request.service;
  decision->preferring_rule = kNone;
  decision->adjusted = 0;
  decision->matched_rules.count = decision->failed_rules.count = 0;
  decision->tags.Clear();
  decision->escalations.Clear();
  if (request.plan_fingerprint != plan.header->fingerprint) {
    decision->status = DecisionStatus::kWrongPlan;
    return;
  }
  const ServiceRow& service = plan.services[request.service];
  const Slice<OptionRow> rows = plan.options.Part(service.first_option, service.option_count);
  const PolicyRow& policy = plan.header->policy;
  decision->option_count = static_cast<std::uint8_t>(rows.size);

  internal::RuleEffects effects;
  if (plan.rules.rules.size != 0) {
    internal::ApplyRules(plan, request, live, service, without_rule, &effects, decision);
  }
  std::uint64_t free = internal::CheckAvailability(plan, request, live, rows, decision);
  if (effects.excluded != 0)
    free = internal::ExcludeByRules(plan, effects, free, service, decision);
  internal::Assist(plan, free, request.unknown, decision);
  internal::AdjustedLedgers room;
  const internal::DirectCosts costs =
      internal::AdjustedCosts(plan, service, effects, *decision, &room);
  for (std::size_t i = 0; i < rows.size; ++i) {
    internal::EstimateOption(plan, service, live, costs, i, &decision->options[i]);
  }
  internal::Rank(policy, request, effects, decision);
  if (decision->status == DecisionStatus::kRecommended)
    internal::MakeOffers(policy, request, effects, rows, decision);
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_H_
