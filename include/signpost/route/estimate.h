// SPDX-License-Identifier: Apache-2.0
//
// A step of Route(): what a contact on each channel comes to, end to end: as the plan has it, or
// anew where rules, staff who assist, or live abandonment change it. Standard library only. There
// is nothing to call here: see route.h.
#ifndef SIGNPOST_ROUTE_ESTIMATE_H_
#define SIGNPOST_ROUTE_ESTIMATE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/live_state.h"
#include "signpost/plan_view.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

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

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_ESTIMATE_H_
