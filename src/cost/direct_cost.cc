// SPDX-License-Identifier: Apache-2.0
#include "cost/direct_cost.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

cpp_int RoundHalfEven(const Rational& value) {
  const cpp_int numerator = boost::multiprecision::numerator(value);
  const cpp_int denominator = boost::multiprecision::denominator(value);
  cpp_int quotient = 0, remainder = 0;
  boost::multiprecision::divide_qr(numerator, denominator, quotient, remainder);
  const cpp_int twice = 2 * abs(remainder);
  if (twice > denominator || (twice == denominator && quotient % 2 != 0))
    quotient += numerator < 0 ? -1 : 1;
  return quotient;
}

// "0.85" as 85/100; the catalog has checked the form.
Rational ParseDecimal(const std::string& text) {
  cpp_int digits = 0, scale = 1;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    digits = digits * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  return Rational(digits, scale);
}

Rational InCatalogCurrency(const v1::Money& money, const CostContext& context) {
  const Rational micros = Rational(ToMicros(money));
  if (money.currency_code().empty() || money.currency_code() == context.currency) return micros;
  const auto rate = context.exchange_rates.find(money.currency_code());
  return rate == context.exchange_rates.end() ? micros : micros * ParseDecimal(rate->second);
}

// Micro-units of one component; nothing where a figure that it needs is missing.
std::optional<Rational> ComponentCost(const v1::CostComponent& component,
                                      const v1::ServiceChannel& service_channel,
                                      const CostContext& context) {
  const Rational amount = InCatalogCurrency(component.amount(), context);
  switch (component.basis()) {
    case v1::COST_BASIS_PER_CONTACT:
      return amount;
    case v1::COST_BASIS_PER_MINUTE: {
      if (!service_channel.has_handling()) return std::nullopt;
      const v1::Handling& handling = service_channel.handling();
      const Rational nanos = Rational(ToNanos(handling.talk())) + ToNanos(handling.hold()) +
                             ToNanos(handling.after_contact_work());
      const Rational concurrency =
          handling.has_concurrency() ? Rational(handling.concurrency()) : Rational(1);
      return amount * nanos / kNanosPerMinute / concurrency;
    }
    case v1::COST_BASIS_PER_COMPLETION:
      if (!service_channel.has_outcome()) return amount;
      return amount * Rational(service_channel.outcome().completion_probability());
    case v1::COST_BASIS_PER_MONTH:
      if (!context.full_cost) return Rational(0);
      if (!service_channel.has_monthly_volume()) return std::nullopt;
      return amount / Rational(service_channel.monthly_volume());
    default:
      return std::nullopt;
  }
}

struct Sums {
  std::array<Rational, kCostKinds> by_kind = {};
  bool organisation_present = false, organisation_complete = true;
  bool customer_present = false, customer_complete = true;
};

template <typename Components>
void AddComponents(const Components& components, const v1::ServiceChannel& service_channel,
                   const CostContext& context, Sums* sums) {
  for (const v1::CostComponent& component : components) {
    const int kind = component.kind() - 1;
    const bool customer = kind >= kOrganisationKinds;
    (customer ? sums->customer_present : sums->organisation_present) = true;
    const std::optional<Rational> cost = ComponentCost(component, service_channel, context);
    if (!cost) {
      (customer ? sums->customer_complete : sums->organisation_complete) = false;
      continue;
    }
    sums->by_kind[static_cast<std::size_t>(kind)] += *cost;
  }
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
  if (card != nullptr) AddComponents(card->components(), service_channel, context, &sums);
  AddComponents(service_channel.components(), service_channel, context, &sums);

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
