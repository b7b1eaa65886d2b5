// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/cost.h"

#include <string>
#include <vector>

#include "tests/reference/arithmetic.h"

namespace signpost::reference {
namespace {

Rational InCatalogCurrency(const v1::Catalog& catalog, const v1::Money& money) {
  const Rational micros(MicrosOf(money));
  if (money.currency_code().empty() || money.currency_code() == catalog.currency()) return micros;
  for (const v1::ExchangeRate& rate : catalog.exchange_rates()) {
    if (rate.currency_code() == money.currency_code()) return micros * Decimal(rate.rate());
  }
  return micros;
}

std::vector<v1::CostComponent> ComponentsOf(const v1::Catalog& catalog,
                                            const v1::ServiceChannel& service_channel) {
  std::vector<v1::CostComponent> components;
  for (const v1::RateCard& card : catalog.rate_cards()) {
    if (card.id() != service_channel.rate_card()) continue;
    components.assign(card.components().begin(), card.components().end());
  }
  components.insert(components.end(), service_channel.components().begin(),
                    service_channel.components().end());
  return components;
}

Rational MinutesAContact(const v1::Handling& handling) {
  const Integer nanos = Integer(NanosOf(handling.talk())) + NanosOf(handling.hold()) +
                        NanosOf(handling.after_contact_work());
  const Rational minutes(nanos, Integer(60'000'000'000));
  return handling.has_concurrency() ? minutes / Exactly(handling.concurrency()) : minutes;
}

// Micro-units a contact, not rounded; none where it cannot be computed.
std::optional<Rational> AContact(const v1::Catalog& catalog,
                                 const v1::ServiceChannel& service_channel,
                                 const v1::CostComponent& component) {
  const Rational amount = InCatalogCurrency(catalog, component.amount());
  switch (component.basis()) {
    case v1::COST_BASIS_PER_MINUTE:
      if (!service_channel.has_handling()) return std::nullopt;
      return amount * MinutesAContact(service_channel.handling());
    case v1::COST_BASIS_PER_COMPLETION:
      if (!service_channel.has_outcome()) return amount;
      return amount * Exactly(service_channel.outcome().completion_probability());
    case v1::COST_BASIS_PER_MONTH:
      if (catalog.policy().cost_basis() != v1::POLICY_COST_BASIS_FULL) return Rational(0);
      if (!service_channel.has_monthly_volume()) return std::nullopt;
      return amount / Exactly(service_channel.monthly_volume());
    default:
      return amount;
  }
}

// A ledger is rounded once, as a whole. Its kinds are rounded down, and the micro-units then
// missing go, one by one, to the kind that is furthest below its exact cost, the first of equals.
void RoundLedger(const std::array<Rational, v1::CostKind_ARRAYSIZE>& sums, int first, int last,
                 Price& price) {
  Rational exact = 0;
  Integer given = 0;
  for (int kind = first; kind <= last; ++kind) {
    exact += sums[kind];
    const Integer floor = numerator(sums[kind]) / denominator(sums[kind]);  // Never negative.
    price.by_kind[kind] = static_cast<std::int64_t>(floor);
    given += floor;
  }
  for (const Integer total = HalfEven(exact); given < total; ++given) {
    int furthest = first;
    for (int kind = first; kind <= last; ++kind) {
      if (sums[kind] - price.by_kind[kind] > sums[furthest] - price.by_kind[furthest]) {
        furthest = kind;
      }
    }
    ++price.by_kind[furthest];
  }
}

}  // namespace

bool IsCustomerKind(v1::CostKind kind) {
  return kind == v1::COST_KIND_CUSTOMER_TIME || kind == v1::COST_KIND_CUSTOMER_CHARGE;
}

std::int64_t Price::organisation_cost() const {
  std::int64_t sum = 0;
  for (int kind = v1::COST_KIND_STAFF; kind <= v1::COST_KIND_OVERHEAD; ++kind) {
    sum += by_kind[kind];
  }
  return sum;
}

std::int64_t Price::customer_cost() const {
  return by_kind[v1::COST_KIND_CUSTOMER_TIME] + by_kind[v1::COST_KIND_CUSTOMER_CHARGE];
}

Price PriceOf(const v1::Catalog& catalog, const v1::ServiceChannel& service_channel) {
  Price price;

  // Components: exact sums by kind.
  std::array<Rational, v1::CostKind_ARRAYSIZE> sums;
  bool organisation_stated = false, organisation_computable = true;
  bool customer_stated = false, customer_computable = true;
  for (const v1::CostComponent& component : ComponentsOf(catalog, service_channel)) {
    const bool customers = IsCustomerKind(component.kind());
    (customers ? customer_stated : organisation_stated) = true;
    const std::optional<Rational> cost = AContact(catalog, service_channel, component);
    if (cost.has_value()) {
      sums[component.kind()] += *cost;
    } else {
      (customers ? customer_computable : organisation_computable) = false;
    }
  }

  price.priced = organisation_stated && organisation_computable;
  price.customer_known = customer_stated && customer_computable;

  // The customer's ledger in the customer's terms.
  if (service_channel.has_customer()) {
    const v1::CustomerEffort& effort = service_channel.customer();
    const std::int64_t nanos = NanosOf(effort.time()) + NanosOf(effort.travel());
    sums[v1::COST_KIND_CUSTOMER_TIME] =
        Rational(Integer(nanos) * MicrosOf(catalog.policy().customer_minute_value()),
                 Integer(60'000'000'000));
    sums[v1::COST_KIND_CUSTOMER_CHARGE] = InCatalogCurrency(catalog, effort.charge());
    price.customer_time_nanos = nanos;
    price.customer_known = true;
  }

  RoundLedger(sums, v1::COST_KIND_STAFF, v1::COST_KIND_OVERHEAD, price);
  RoundLedger(sums, v1::COST_KIND_CUSTOMER_TIME, v1::COST_KIND_CUSTOMER_CHARGE, price);

  // How it ends.
  if (service_channel.has_outcome()) {
    price.completion_known = true;
    price.completion = Millionths(service_channel.outcome().completion_probability());
  }
  if (service_channel.has_satisfaction()) {
    price.satisfaction = Millionths(service_channel.satisfaction());
  }
  return price;
}

Price Assisted(const Price& self_service, const Price& assistant) {
  Price both = self_service;
  both.priced = self_service.priced && assistant.priced;
  both.customer_known = self_service.customer_known && assistant.customer_known;
  for (std::size_t kind = 0; kind < both.by_kind.size(); ++kind) {
    both.by_kind[kind] += assistant.by_kind[kind];
  }
  both.customer_time_nanos.reset();
  if (self_service.customer_time_nanos.has_value() && assistant.customer_time_nanos.has_value()) {
    both.customer_time_nanos = *self_service.customer_time_nanos + *assistant.customer_time_nanos;
  }
  return both;
}

}  // namespace signpost::reference
