// SPDX-License-Identifier: Apache-2.0
#include "route/breakdown.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "cost/apportion.h"
#include "cost/money.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Apart from what assistance adds.
Micros LedgerOf(const KindCosts& costs, bool of_customer) {
  Micros sum = 0;
  for (int kind = of_customer ? kOrganisationKinds : 0;
       kind < (of_customer ? kCostKinds : kOrganisationKinds); ++kind) {
    sum += costs[static_cast<std::size_t>(kind)];
  }
  return sum;
}

// One decided option, its parts as multiples of 1 / (2^point x kMillion).
class Parts {
 public:
  Parts(const PlanView& plan, const ServiceRow& service, const std::vector<KindCosts>& direct,
        const OptionResult& option)
      : direct_(direct),
        estimate_(option.estimate),
        place_(PlanView::PlaceOf(service, option.channel)),
        staff_(option.assisted_by == kNone ? direct.size()
                                           : PlanView::PlaceOf(service, option.assisted_by)),
        row_(plan.VisitsFrom(service, place_)) {}

  Int128 divisor() const { return kMillion * (static_cast<Int128>(1) << row_.point); }

  // What all visits add to one kind.
  Int128 OfKind(std::size_t kind) const {
    std::vector<std::int64_t> each;
    for (const KindCosts& costs : direct_) each.push_back(costs[kind]);
    Int128 sum = 0;  // A part of a total that fits.
    (void)ScaledSum(row_, each.data(), staff_ < direct_.size() ? direct_[staff_][kind] : 0,
                    estimate_.live_abandonment, &sum);
    return sum;
  }

  // What the visits to one option add, of which each counts `each`, and to the first channel `more`
  // on top.
  Int128 OfStep(std::size_t place, std::int64_t each, std::int64_t more) const {
    const std::int64_t given_up = estimate_.live_abandonment;
    const bool first = place == place_;
    const Int128 of_all = static_cast<Int128>(row_.visits[place]) * (kMillion - given_up);
    const Int128 of_first = first ? (static_cast<Int128>(1) << row_.point) * given_up : 0;
    return (of_all + of_first) * (each + (first ? more : 0));
  }

  std::int64_t StaffCost(bool of_customer) const {
    return staff_ < direct_.size() ? LedgerOf(direct_[staff_], of_customer) : 0;
  }

  // By option.
  std::vector<std::int64_t> Visits() const {
    std::vector<Int128> parts;
    for (std::size_t i = 0; i < row_.size; ++i) parts.push_back(OfStep(i, kMillion, 0));
    return Apportion(parts, divisor(), estimate_.contacts);
  }
  std::vector<std::int64_t> Costs(bool of_customer) const {
    std::vector<Int128> parts;
    for (std::size_t i = 0; i < row_.size; ++i) {
      parts.push_back(OfStep(i, LedgerOf(direct_[i], of_customer), StaffCost(of_customer)));
    }
    return Apportion(parts, divisor(),
                     of_customer ? estimate_.customer_cost : estimate_.organisation_cost);
  }
  // By kind of the ledger.
  std::vector<std::int64_t> Kinds(bool of_customer) const {
    std::vector<Int128> parts;
    for (int kind = of_customer ? kOrganisationKinds : 0;
         kind < (of_customer ? kCostKinds : kOrganisationKinds); ++kind) {
      parts.push_back(OfKind(static_cast<std::size_t>(kind)));
    }
    return Apportion(parts, divisor(),
                     of_customer ? estimate_.customer_cost : estimate_.organisation_cost);
  }
  bool Reaches(std::size_t place) const { return row_.visits[place] != 0; }

 private:
  const std::vector<KindCosts>& direct_;
  const Estimate& estimate_;
  std::size_t place_;
  std::size_t staff_;  // direct_.size(): none.
  VisitsRow row_;
};

}  // namespace

std::vector<KindCosts> PlanKindCosts(const PlanView& plan, const ServiceRow& service) {
  std::vector<KindCosts> costs;
  for (const OptionRow& row : plan.options.Part(service.first_option, service.option_count)) {
    costs.push_back(row.costs);
  }
  return costs;
}

void WriteBreakdown(const PlanView& plan, const ServiceRow& service,
                    const std::vector<KindCosts>& direct, const OptionResult& option,
                    v1::Estimate* message) {
  const Parts parts(plan, service, direct, option);
  const Estimate& estimate = option.estimate;
  const auto money = [&](Micros micros) {
    return ToMoney(micros, plan.Text(plan.header->currency));
  };
  const auto add_kinds = [&](bool of_customer, int kind) {
    for (const Micros amount : parts.Kinds(of_customer)) {
      ++kind;
      if (amount == 0) continue;
      v1::KindCost* cost = message->add_breakdown();
      cost->set_kind(static_cast<v1::CostKind>(kind));
      *cost->mutable_amount() = money(amount);
    }
  };
  if (estimate.priced) add_kinds(false, 0);
  if (estimate.customer_cost_known) add_kinds(true, kOrganisationKinds);

  const std::vector<std::int64_t> visits = parts.Visits();
  std::vector<std::int64_t> organisation, customer;
  if (estimate.priced) organisation = parts.Costs(false);
  if (estimate.customer_cost_known) customer = parts.Costs(true);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (!parts.Reaches(i)) continue;
    v1::StepCost* step = message->add_steps();
    const ChannelRow& channel = plan.channels[plan.options[service.first_option + i].channel];
    step->set_channel(std::string(plan.Text(channel.id)));
    step->set_expected_visits(static_cast<double>(visits[i]) / static_cast<double>(kMillion));
    if (estimate.priced) *step->mutable_organisation_cost() = money(organisation[i]);
    if (estimate.customer_cost_known) *step->mutable_customer_cost() = money(customer[i]);
  }
}

SIGNPOST_END_NAMESPACE
