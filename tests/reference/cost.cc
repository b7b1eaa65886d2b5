// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/cost.h"

#include <string>
#include <vector>

#include "tests/reference/arithmetic.h"
#include "tests/reference/tariff.h"

namespace signpost::reference {
namespace {

Rational Convert(const v1::Catalog& catalog, const Rational& micros, const std::string& currency) {
  if (currency.empty() || currency == catalog.currency()) return micros;
  for (const v1::ExchangeRate& rate : catalog.exchange_rates()) {
    if (rate.currency_code() == currency) return micros * Decimal(rate.rate());
  }
  return micros;
}

Rational InCatalogCurrency(const v1::Catalog& catalog, const v1::Money& money) {
  return Convert(catalog, Rational(MicrosOf(money)), money.currency_code());
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
  const Rational at_once = handling.has_concurrency() ? Exactly(handling.concurrency()) : 1;
  const Rational busy = handling.has_occupancy() ? Exactly(handling.occupancy()) : 1;
  return minutes / (at_once * busy);
}

// Micro-units a contact, not rounded; none where it cannot be computed.
std::optional<Rational> AContact(const v1::Catalog& catalog,
                                 const v1::ServiceChannel& service_channel,
                                 const v1::CostComponent& component) {
  const bool full = catalog.policy().cost_basis() == v1::POLICY_COST_BASIS_FULL;
  const Rational amount = InCatalogCurrency(catalog, component.amount());
  switch (component.basis()) {
    case v1::COST_BASIS_PER_UNIT: {
      const v1::Tariff& tariff = component.tariff();
      const std::optional<Rational> cost = TariffCost(tariff, service_channel, full);
      if (!cost.has_value()) return std::nullopt;
      return Convert(catalog, *cost, CurrencyOf(tariff));
    }
    case v1::COST_BASIS_PER_MINUTE:
      if (!service_channel.has_handling()) return std::nullopt;
      return amount * MinutesAContact(service_channel.handling());
    case v1::COST_BASIS_PER_COMPLETION:
      if (!service_channel.has_outcome()) return amount;
      return amount * Exactly(service_channel.outcome().completion_probability());
    case v1::COST_BASIS_PER_MONTH:
      if (!full) return Rational(0);
      if (!service_channel.has_monthly_volume()) return std::nullopt;
      return amount / Exactly(service_channel.monthly_volume());
    default:
      return amount;
  }
}

// Parts that add up to their exact sum rounded once: they are rounded down, and the units then
// missing go, one by one, to the part that is furthest below its exact value, the first of equals.
std::vector<std::int64_t> Share(const std::vector<Rational>& exact) {
  Rational sum = 0;
  Integer given = 0;
  std::vector<std::int64_t> parts;
  for (const Rational& part : exact) {
    sum += part;
    Integer floor = numerator(part) / denominator(part);
    if (part < 0 && floor * denominator(part) != numerator(part)) --floor;  // It was cut towards 0.
    parts.push_back(static_cast<std::int64_t>(floor));
    given += floor;
  }
  for (const Integer total = HalfEven(sum); given < total; ++given) {
    std::size_t furthest = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      if (exact[i] - parts[i] > exact[furthest] - parts[furthest]) furthest = i;
    }
    ++parts[furthest];
  }
  return parts;
}

void RoundLedger(const std::array<Rational, v1::CostKind_ARRAYSIZE>& sums, int first, int last,
                 Price& price) {
  const std::vector<std::int64_t> parts =
      Share(std::vector<Rational>(sums.begin() + first, sums.begin() + last + 1));
  for (int kind = first; kind <= last; ++kind) price.by_kind[kind] = parts[kind - first];
}

// 2^60: nothing of a contact may reach it.
const Integer kTooMuch = Integer(1) << 60;

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

  for (const v1::RateCard& card : catalog.rate_cards()) {
    if (card.id() != service_channel.rate_card()) continue;
    for (const v1::CapacityRate& rate : card.capacity_rates()) {
      organisation_stated = true;
      if (!service_channel.has_handling()) {
        organisation_computable = false;
        continue;
      }
      const Rational people = rate.has_people() ? Exactly(rate.people()) : 1;
      sums[rate.kind()] += MinutesAContact(service_channel.handling()) *
                           InCatalogCurrency(catalog, rate.monthly_cost()) /
                           (people * Exactly(rate.practical_minutes()));
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

Journeys JourneysOf(const std::vector<const v1::ServiceChannel*>& channels,
                    const std::vector<Price>& prices) {
  Journeys journeys;
  journeys.chain = ChainOf(channels);
  journeys.prices = prices;
  std::vector<std::int64_t> direct;
  for (const Price& price : prices) direct.push_back(price.priced ? price.organisation_cost() : 0);
  journeys.deviations = StandardDeviations(journeys.chain, direct);
  return journeys;
}

Forecast ForecastOf(const Journeys& journeys, std::size_t start, const Price* assistant,
                    std::int64_t given_up) {
  const Chain& chain = journeys.chain;
  const std::size_t n = chain.size();
  const Rational goes_on(Integer(1'000'000 - given_up), Integer(1'000'000));

  // Visits: the first for certain, the others as far as the contact goes on.
  std::vector<Rational> visits, if_nobody_gave_up;
  for (std::size_t j = 0; j < n; ++j) {
    const Rational all(chain.fixed[start][j], Integer(1) << chain.point);
    const Rational first = j == start ? 1 : 0;
    visits.push_back(first + goes_on * (all - first));
    if_nobody_gave_up.push_back(all);
  }

  // What a visit costs.
  std::vector<Price> prices = journeys.prices;
  Price& own = prices[start];
  if (assistant != nullptr) {
    own.priced = own.priced && assistant->priced;
    own.customer_known = own.customer_known && assistant->customer_known;
    for (std::size_t kind = 0; kind < own.by_kind.size(); ++kind) {
      own.by_kind[kind] += assistant->by_kind[kind];
    }
    if (own.customer_time_nanos.has_value() && assistant->customer_time_nanos.has_value()) {
      *own.customer_time_nanos += *assistant->customer_time_nanos;
    } else {
      own.customer_time_nanos.reset();
    }
  }

  // A figure is known where it is known of every channel that the contact may come to.
  Forecast forecast;
  Price& total = forecast.total;
  total = own;
  total.completion = static_cast<std::int64_t>(HalfEven(goes_on * chain.completion[start]));
  bool time_known = true;
  for (std::size_t j = 0; j < n; ++j) {
    if (!chain.reaches[start][j]) continue;
    total.priced = total.priced && prices[j].priced;
    total.customer_known = total.customer_known && prices[j].customer_known;
    total.completion_known = total.completion_known && prices[j].completion_known;
    time_known = time_known && prices[j].customer_time_nanos.has_value();
  }

  const auto sum_over = [&](const std::vector<Rational>& times, const auto& of_visit) {
    Rational exact = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (chain.reaches[start][j]) exact += times[j] * of_visit(prices[j]);
    }
    return exact;
  };
  const auto sum = [&](const auto& of_visit) { return sum_over(visits, of_visit); };
  // As it is, and if nobody gave up.
  const auto fits = [&](const auto& of_visit) {
    return abs(HalfEven(sum(of_visit))) < kTooMuch &&
           (given_up == 0 || abs(HalfEven(sum_over(if_nobody_gave_up, of_visit))) < kTooMuch);
  };
  total.priced = total.priced && fits([](const Price& p) { return p.organisation_cost(); });
  total.customer_known =
      total.customer_known && fits([](const Price& p) { return p.customer_cost(); });
  total.customer_time_nanos.reset();
  const auto time = [](const Price& p) { return *p.customer_time_nanos; };
  if (time_known && fits(time))
    total.customer_time_nanos = static_cast<std::int64_t>(HalfEven(sum(time)));

  std::array<Rational, v1::CostKind_ARRAYSIZE> kinds;
  for (int kind = v1::COST_KIND_STAFF; kind <= v1::COST_KIND_CUSTOMER_CHARGE; ++kind) {
    const bool known =
        IsCustomerKind(static_cast<v1::CostKind>(kind)) ? total.customer_known : total.priced;
    if (known) kinds[kind] = sum([kind](const Price& p) { return p.by_kind[kind]; });
  }
  RoundLedger(kinds, v1::COST_KIND_STAFF, v1::COST_KIND_OVERHEAD, total);
  RoundLedger(kinds, v1::COST_KIND_CUSTOMER_TIME, v1::COST_KIND_CUSTOMER_CHARGE, total);

  // The same by channel.
  std::vector<Rational> contacts, organisation(n), customer(n);
  for (std::size_t j = 0; j < n; ++j) {
    contacts.push_back(visits[j] * 1'000'000);
    if (total.priced) organisation[j] = visits[j] * prices[j].organisation_cost();
    if (total.customer_known) customer[j] = visits[j] * prices[j].customer_cost();
  }
  const std::vector<std::int64_t> visited = Share(contacts), paid = Share(organisation),
                                  borne = Share(customer);
  for (std::size_t j = 0; j < n; ++j) {
    forecast.contacts += visited[j];
    if (chain.fixed[start][j] != 0) forecast.steps.push_back({j, visited[j], paid[j], borne[j]});
  }
  forecast.direct_cost = total.priced ? prices[start].organisation_cost() : 0;
  if (total.priced && assistant == nullptr && given_up == 0) {
    forecast.standard_deviation = static_cast<std::int64_t>(HalfEven(journeys.deviations[start]));
  }
  return forecast;
}

}  // namespace signpost::reference
