// SPDX-License-Identifier: Apache-2.0
//
// Policy, rate cards and service channels of a random world.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/cost.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

using Pairs = std::set<std::pair<std::string, std::string>>;  // Service and channel.

v1::Money DrawMoney(Draw& draw, std::initializer_list<std::int64_t> micros) {
  const std::int64_t amount = draw.Of<std::int64_t>(micros);
  return MoneyOf(amount, draw.Percent(50) ? "GBP" : "");
}

// Doubles of which many lie on, or next to, half a millionth.
double DrawShare(Draw& draw) {
  return draw.Of<double>({1.0, 1.0, 0.9, 0.5, 0.25, 0.0, 0.123456, 0.1234565, 0.1234575, 0.0000005,
                          1.0 / 3, static_cast<double>(draw.Below(1'000'001)) / 1e6,
                          static_cast<double>(draw.Below(10'000'001)) / 1e7});
}

void DrawPolicy(Draw& draw, v1::RoutingPolicy& policy) {
  policy.set_preference(static_cast<v1::PreferenceMode>(draw.Below(3)));
  policy.set_cost_basis(static_cast<v1::PolicyCostBasis>(draw.Below(3)));
  *policy.mutable_customer_minute_value() =
      DrawMoney(draw, {0, 1, 3, 100'000, 250'000, 333'333, draw.Below(2'000'000)});
  if (draw.Percent(70)) {
    *policy.mutable_preference_value() = DrawMoney(draw, {0, 500'000, 1'000'000, 5'000'000});
  }
  if (draw.Percent(60)) {
    *policy.mutable_failure_cost() = DrawMoney(draw, {0, 1, 1'000'000, 7'000'003, 20'000'000});
  }
  if (draw.Percent(50)) {
    *policy.mutable_dissatisfaction_cost() = DrawMoney(draw, {0, 1'000'000, 3'333'333});
  }
  const auto weight = [&] {
    return draw.Of<double>({0.0, 1.0, 1.0, 0.5, 2.0, 1000.0, 0.0000005, 1.2345675, 0.1});
  };
  if (draw.Percent(50)) policy.mutable_weights()->set_organisation_cost(weight());
  if (draw.Percent(50)) policy.mutable_weights()->set_customer_cost(weight());
  if (draw.Percent(50)) policy.mutable_weights()->set_waiting(weight());
  if (draw.Percent(50))
    policy.mutable_offers()->set_maximum(draw.Of<std::uint32_t>({0, 1, 2, 100}));
  if (draw.Percent(50)) {
    *policy.mutable_offers()->mutable_minimum_saving() =
        DrawMoney(draw, {0, 1, 500'000, 1'000'000, 1'500'000});
  }
}

void DrawExchangeRates(Draw& draw, v1::Catalog& catalog) {
  for (const char* currency : {"EUR", "USD"}) {
    if (draw.Percent(50)) continue;
    v1::ExchangeRate& rate = *catalog.add_exchange_rates();
    rate.set_currency_code(currency);
    rate.set_rate(draw.Of<const char*>({"0.85", "1", "1.5", "0.5", "0.333333333", "1.123456789"}));
    rate.set_date("2026-01-31");
    rate.set_source("A central bank");
  }
}

struct Taste {
  bool plain;  // Whole amounts a contact, so that scores tie.
  bool tidy;   // Little is left unsaid, so that there are offers.
  std::vector<std::string> currencies;
};

// All in one currency, as it must be.
v1::Tariff DrawTariff(Draw& draw, const Taste& taste) {
  const std::string currency = draw.Percent(20) ? draw.OneOf(taste.currencies) : "GBP";
  const auto money = [&](std::initializer_list<std::int64_t> micros) {
    return MoneyOf(draw.Of<std::int64_t>(micros), currency);
  };
  v1::Tariff tariff;
  tariff.set_scheme(static_cast<v1::TariffScheme>(draw.Below(3)));
  std::int64_t last = 0;
  for (std::int64_t left = draw.Between(1, 3); left > 0; --left) {
    v1::PriceBand& band = *tariff.add_bands();
    last += draw.Of<std::int64_t>({1, 2, 10, 100, 1000});
    if (left > 1) band.set_last_unit(last);
    *band.mutable_price() = money({0, 1, 600, 30'000, 33'333, 1'000'000});
    if (draw.Percent(40)) band.set_block(draw.Of<std::int64_t>({1, 3, 60, 100}));
    band.set_whole_blocks(draw.Percent(50));
    if (draw.Percent(20)) *band.mutable_flat() = money({0, 500'000});
  }
  if (draw.Percent(30)) *tariff.mutable_fixed() = money({0, 1, 2'000'000});
  if (draw.Percent(30)) *tariff.mutable_minimum() = money({0, 100'001, 3'000'000});
  if (draw.Percent(50)) *tariff.mutable_round_to() = money({1, 2, 10'000, 3'333});
  tariff.set_rounding(static_cast<v1::RoundingMode>(draw.Below(5)));
  tariff.set_period(static_cast<v1::TariffPeriod>(draw.Below(3)));
  if (draw.Percent(40)) {
    tariff.mutable_call_seconds()->set_first_seconds(draw.Of<std::int64_t>({1, 30, 60, 7}));
    tariff.mutable_call_seconds()->set_following_seconds(draw.Of<std::int64_t>({1, 6, 60, 7}));
  } else if (tariff.period() == v1::TARIFF_PERIOD_MONTH) {
    tariff.set_units_per_contact(draw.Of<double>({0, 1, 1.4, 2.5, 1.0 / 3}));
  } else {
    tariff.set_units_per_contact(draw.Of<double>({0, 1, 2, 3, 11, 250}));
  }
  return tariff;
}

v1::CostComponent DrawComponent(Draw& draw, const Taste& taste, bool customers) {
  v1::CostComponent component;
  component.set_kind(static_cast<v1::CostKind>(
      customers ? draw.Between(v1::COST_KIND_CUSTOMER_TIME, v1::COST_KIND_CUSTOMER_CHARGE)
                : draw.Between(v1::COST_KIND_STAFF, v1::COST_KIND_OVERHEAD)));
  if (taste.plain) {
    component.set_basis(v1::COST_BASIS_PER_CONTACT);
    *component.mutable_amount() = DrawMoney(draw, {1'000'000, 2'000'000});
    return component;
  }
  component.set_basis(static_cast<v1::CostBasis>(
      draw.Between(v1::COST_BASIS_PER_CONTACT, v1::COST_BASIS_PER_UNIT)));
  if (component.basis() == v1::COST_BASIS_PER_UNIT) {
    *component.mutable_tariff() = DrawTariff(draw, taste);
    return component;
  }
  *component.mutable_amount() = DrawMoney(draw, {0, 1, 3, 5, 500'000, 500'001, 1'000'000, 1'000'000,
                                                 2'500'000, 15'000'001, draw.Below(20'000'000)});
  if (draw.Percent(20)) component.mutable_amount()->set_currency_code(draw.OneOf(taste.currencies));
  if (draw.Percent(50)) {
    component.mutable_evidence()->set_source("A published table");
    component.mutable_evidence()->set_year(2025);
  }
  return component;
}

void DrawRateCards(Draw& draw, const Taste& taste, v1::Catalog& catalog) {
  for (std::int64_t left = draw.Below(4); left > 0; --left) {
    v1::RateCard& card = *catalog.add_rate_cards();
    card.set_id(absl::StrFormat("card-%d", catalog.rate_cards_size()));
    for (std::int64_t parts = draw.Between(1, 3); parts > 0; --parts) {
      *card.add_components() = DrawComponent(draw, taste, !taste.tidy && draw.Percent(15));
    }
    if (taste.plain || !draw.Percent(30)) continue;
    v1::CapacityRate& rate = *card.add_capacity_rates();
    rate.set_kind(
        static_cast<v1::CostKind>(draw.Between(v1::COST_KIND_STAFF, v1::COST_KIND_OVERHEAD)));
    *rate.mutable_monthly_cost() = DrawMoney(draw, {0, 1, 560'000'000'000, 7'000'000'007});
    if (draw.Percent(50)) rate.set_people(draw.Of<double>({28, 1, 0.5, 3.7}));
    rate.set_practical_minutes(draw.Of<double>({25'000, 8'400, 7'001.3}));
  }
}

bool StatesCustomersCosts(const v1::Catalog& catalog, const v1::ServiceChannel& service_channel) {
  bool states = false;
  const auto look = [&](const auto& components) {
    for (const auto& component : components) states = states || IsCustomerKind(component.kind());
  };
  look(service_channel.components());
  for (const v1::RateCard& card : catalog.rate_cards()) {
    if (card.id() == service_channel.rate_card()) look(card.components());
  }
  return states;
}

// How much of a contact's end is left to fallbacks: none, half at most, or nearly all of it.
enum class Looping { kNone, kSome, kMost };

// Completion, abandonment and fallbacks to channels that serve all that this one does. At least
// 0.00001 is completed or abandoned, so that nothing is out of range.
void DrawOutcome(Draw& draw, const Taste& taste, Looping looping, const v1::Catalog& catalog,
                 const Pairs& pairs, v1::ServiceChannel& service_channel) {
  v1::Outcome& outcome = *service_channel.mutable_outcome();
  double completion = taste.plain ? draw.Of<double>({1.0, 0.9}) : DrawShare(draw);
  double rest = 1 - completion;
  if (looping == Looping::kMost) {
    const double out = draw.Of<double>({0.5, 0.1, 0.001, 0.00001});
    completion = draw.Percent(70) ? out : 0;
    rest = 1 - completion;
  }
  outcome.set_completion_probability(completion);
  const int most = looping == Looping::kNone ? 0 : looping == Looping::kSome ? 2 : 5;
  for (const v1::Channel& channel : catalog.channels()) {
    const bool serves = pairs.count({"*", channel.id()}) > 0 ||
                        pairs.count({service_channel.service(), channel.id()}) > 0;
    const bool itself = channel.id() == service_channel.channel();
    if (!serves || outcome.fallbacks_size() == most || (itself && !draw.Percent(30)) ||
        !draw.Percent(looping == Looping::kMost ? 60 : 20)) {
      continue;
    }
    v1::Fallback& fallback = *outcome.add_fallbacks();
    fallback.set_channel(channel.id());
    fallback.set_probability(looping == Looping::kMost && rest > 0.001 ? rest - 0.00001 : rest / 2);
    if (draw.Percent(40)) fallback.set_probability(rest / 2);
    if (draw.Percent(3)) fallback.set_probability(rest < 1e-9 ? 0 : draw.Of<double>({0, 1e-12}));
    rest -= fallback.probability();
  }
  // Off 1 by as much as is allowed.
  if (rest < 0.5 && draw.Percent(10)) rest += draw.Of<double>({0.9e-9, 0.5e-9});
  outcome.set_abandonment_probability(rest);
}

void DrawServiceChannel(Draw& draw, const Taste& taste, const std::vector<std::int64_t>& instants,
                        const Pairs& pairs, Looping looping, v1::Catalog& catalog,
                        v1::ServiceChannel& service_channel) {
  if (draw.Percent(15)) *service_channel.mutable_lifecycle() = DrawLifecycle(draw, instants);
  if (catalog.rate_cards_size() > 0 && draw.Percent(40)) {
    service_channel.set_rate_card(draw.OneOf(catalog.rate_cards()).id());
  }
  const int unsaid = taste.tidy ? 2 : 25;
  for (std::int64_t parts = draw.Of<int>({taste.tidy, 1, 1, 2, 3}); parts > 0; --parts) {
    *service_channel.add_components() = DrawComponent(draw, taste, !taste.tidy && draw.Percent(15));
  }
  if (!draw.Percent(unsaid)) {
    v1::Handling& handling = *service_channel.mutable_handling();
    *handling.mutable_talk() = draw.Duration();
    if (draw.Percent(50)) *handling.mutable_hold() = draw.Duration();
    if (draw.Percent(50)) *handling.mutable_after_contact_work() = draw.Duration();
    if (handling.talk().seconds() == 0) handling.mutable_talk()->set_seconds(30);
    if (draw.Percent(30)) handling.set_occupancy(draw.Of<double>({1, 0.85, 0.5, 1.0 / 3}));
    if (draw.Percent(50)) handling.set_concurrency(draw.Of<double>({1, 2, 3, 1.5, 0.3, 2.7}));
  }
  if (!draw.Percent(unsaid)) DrawOutcome(draw, taste, looping, catalog, pairs, service_channel);
  if (!StatesCustomersCosts(catalog, service_channel) && !draw.Percent(unsaid)) {
    v1::CustomerEffort& effort = *service_channel.mutable_customer();
    if (!taste.plain) *effort.mutable_time() = draw.Duration();
    if (!taste.plain && draw.Percent(30)) *effort.mutable_travel() = draw.Duration();
    if (draw.Percent(40)) {
      *effort.mutable_charge() = DrawMoney(draw, {0, 3, 500'000, 2'300'001});
      if (draw.Percent(30))
        effort.mutable_charge()->set_currency_code(draw.OneOf(taste.currencies));
    }
  }
  if (draw.Percent(50)) service_channel.set_satisfaction(DrawShare(draw));
  if (draw.Percent(20)) *service_channel.mutable_processing_time() = draw.Duration();
  service_channel.mutable_readiness()->set_communications_live(!draw.Percent(unsaid));
  service_channel.mutable_readiness()->set_staff_trained(!draw.Percent(unsaid));
  if (draw.Percent(3)) service_channel.clear_readiness();
  if (!draw.Percent(unsaid)) {
    service_channel.set_monthly_volume(draw.Of<double>({1, 1000, 3, 0.7, 12345.678, 1e6}));
  }
}

}  // namespace

void DrawCosts(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog) {
  DrawPolicy(draw, *catalog.mutable_policy());
  DrawExchangeRates(draw, catalog);
  Taste taste{draw.Percent(25), draw.Percent(50), {"GBP"}};
  for (const v1::ExchangeRate& rate : catalog.exchange_rates()) {
    taste.currencies.push_back(rate.currency_code());
  }
  DrawRateCards(draw, taste, catalog);

  Pairs pairs;
  for (const v1::Channel& channel : catalog.channels()) {
    if (draw.Percent(25)) pairs.emplace("*", channel.id());
    for (const v1::Service& service : catalog.services()) {
      if (draw.Percent(65)) pairs.emplace(service.id(), channel.id());
    }
  }
  for (const v1::Service& service : catalog.services()) {
    pairs.emplace(service.id(), draw.OneOf(catalog.channels()).id());  // None is without a channel.
  }
  const auto looping =
      draw.Of<Looping>({Looping::kNone, Looping::kSome, Looping::kSome, Looping::kMost});
  for (const auto& [service, channel] : pairs) {
    v1::ServiceChannel& service_channel = *catalog.add_service_channels();
    service_channel.set_service(service);
    service_channel.set_channel(channel);
    DrawServiceChannel(draw, taste, instants, pairs, looping, catalog, service_channel);
  }
  // Catalog order is that of the channels, whatever the order of this list.
  for (int left = catalog.service_channels_size(); left > 1; --left) {
    catalog.mutable_service_channels()->SwapElements(left - 1, static_cast<int>(draw.Below(left)));
  }
}

}  // namespace signpost::reference
