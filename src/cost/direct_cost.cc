// SPDX-License-Identifier: Apache-2.0
#include "cost/direct_cost.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cost/component_cost.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using boost::multiprecision::cpp_int;

struct Sums {
  std::array<Rational, kCostKinds> by_kind = {};
  bool organisation_present = false, organisation_complete = true;
  bool customer_present = false, customer_complete = true;
};

void Add(int kind, const std::optional<Rational>& cost, Sums* sums) {
  const bool customer = kind >= kOrganisationKinds;
  (customer ? sums->customer_present : sums->organisation_present) = true;
  if (!cost) {
    (customer ? sums->customer_complete : sums->organisation_complete) = false;
    return;
  }
  sums->by_kind[static_cast<std::size_t>(kind)] += *cost;
}

template <typename Components>
absl::Status AddComponents(const Components& components, const v1::ServiceChannel& service_channel,
                           const CostContext& context, Sums* sums) {
  for (const v1::CostComponent& component : components) {
    const absl::StatusOr<std::optional<Rational>> cost =
        ComponentCost(component, service_channel, context);
    if (!cost.ok()) return cost.status();
    Add(component.kind() - 1, *cost, sums);
  }
  return absl::OkStatus();
}

// Rounds the kinds of one ledger, `first` to before `last`, none of them negative, so that they add
// up to their exact sum rounded once: each is rounded down, and the micro-units then missing go to
// the largest remainders, the first of equals before the others. Nothing where the sum reaches
// kMaxCost.
std::optional<Micros> RoundLedger(int first, int last,
                                  const std::array<Rational, kCostKinds>& exact,
                                  std::array<Micros, kCostKinds>* rounded) {
  Rational sum = 0;
  for (int kind = first; kind < last; ++kind) sum += exact[static_cast<std::size_t>(kind)];
  const cpp_int total = RoundHalfEven(sum);
  if (total >= kMaxCost) return std::nullopt;

  std::vector<std::pair<Rational, std::size_t>> remainders;
  auto missing = static_cast<Micros>(total);
  for (auto kind = static_cast<std::size_t>(first); kind < static_cast<std::size_t>(last); ++kind) {
    const cpp_int floor = boost::multiprecision::numerator(exact[kind]) /
                          boost::multiprecision::denominator(exact[kind]);
    (*rounded)[kind] = static_cast<Micros>(floor);
    missing -= (*rounded)[kind];
    remainders.emplace_back(exact[kind] - floor, kind);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; missing > 0; ++i, --missing) ++(*rounded)[remainders[i].second];
  return static_cast<Micros>(total);
}

}  // namespace

std::optional<Micros> InCatalogMicros(const v1::Money& money, const CostContext& context) {
  const cpp_int micros = RoundHalfEven(InCatalogCurrency(money, context));
  if (abs(micros) >= kMaxCost) return std::nullopt;
  return static_cast<Micros>(micros);
}

std::int64_t ToMillionths(double value) {
  return static_cast<std::int64_t>(RoundHalfEven(Rational(value) * kMillion));
}

std::int64_t ToNanos(const google::protobuf::Duration& duration) {
  return duration.seconds() * 1'000'000'000 + duration.nanos();
}

absl::StatusOr<DirectCost> ComputeDirectCost(const v1::ServiceChannel& service_channel,
                                             const v1::RateCard* card, const CostContext& context) {
  Sums sums;
  if (card != nullptr) {
    const absl::Status added = AddComponents(card->components(), service_channel, context, &sums);
    if (!added.ok()) return added;
    for (const v1::CapacityRate& rate : card->capacity_rates()) {
      std::optional<Rational> cost = TimesPaid(v1::COST_BASIS_PER_MINUTE, service_channel, context);
      if (cost) *cost *= CapacityPrice(rate, context);
      Add(rate.kind() - 1, cost, &sums);
    }
  }
  const absl::Status added =
      AddComponents(service_channel.components(), service_channel, context, &sums);
  if (!added.ok()) return added;

  DirectCost result;
  result.priced = sums.organisation_present && sums.organisation_complete;
  result.customer_known = sums.customer_present && sums.customer_complete;
  if (service_channel.has_customer()) {
    const v1::CustomerEffort& effort = service_channel.customer();
    result.customer_known = result.customer_time_known = true;
    result.customer_time = ToNanos(effort.time()) + ToNanos(effort.travel());
    sums.by_kind[v1::COST_KIND_CUSTOMER_TIME - 1] +=
        Rational(result.customer_time) * context.customer_minute_value / kNanosPerMinute;
    sums.by_kind[v1::COST_KIND_CUSTOMER_CHARGE - 1] += InCatalogCurrency(effort.charge(), context);
  }

  const auto round = [&](int first, int last, const char* ledger, Micros* total) {
    const std::optional<Micros> rounded = RoundLedger(first, last, sums.by_kind, &result.by_kind);
    if (rounded) *total = *rounded;
    return rounded ? absl::OkStatus()
                   : absl::OutOfRangeError(absl::StrCat(
                         "the ", ledger,
                         " cost of a contact is 2^60 micro-units or more: use smaller amounts"));
  };
  if (result.priced) {
    const absl::Status status = round(0, kOrganisationKinds, "organisation", &result.organisation);
    if (!status.ok()) return status;
  }
  if (result.customer_known) {
    const absl::Status status = round(kOrganisationKinds, kCostKinds, "customer", &result.customer);
    if (!status.ok()) return status;
  }
  return result;
}

SIGNPOST_END_NAMESPACE
