// SPDX-License-Identifier: Apache-2.0
#include "cost/component_cost.h"

#include <cstdint>
#include <string>

#include "cost/bands.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

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

// What is worth this many units in the catalog's currency.
Rational Convert(const Rational& amount, const std::string& currency, const CostContext& context) {
  if (currency.empty() || currency == context.currency) return amount;
  const auto rate = context.exchange_rates.find(currency);
  return rate == context.exchange_rates.end() ? amount : amount * ParseDecimal(rate->second);
}

std::int64_t CeilingOf(const Rational& value) {  // Not negative.
  const cpp_int over = numerator(value), under = denominator(value);
  return static_cast<std::int64_t>(cpp_int((over + under - 1) / under));
}

Rounding RoundingOf(v1::RoundingMode mode) {
  switch (mode) {
    case v1::ROUNDING_MODE_HALF_UP:
      return Rounding::kHalfUp;
    case v1::ROUNDING_MODE_UP:
      return Rounding::kUp;
    case v1::ROUNDING_MODE_DOWN:
      return Rounding::kDown;
    default:
      return Rounding::kHalfEven;
  }
}

Tariff TariffOf(const v1::Tariff& message) {
  Tariff tariff;
  tariff.scheme = message.scheme() == v1::TARIFF_SCHEME_VOLUME ? Tariff::Scheme::kVolume
                                                               : Tariff::Scheme::kGraduated;
  for (const v1::PriceBand& band : message.bands()) {
    PriceBand price;
    if (band.has_last_unit()) price.last_unit = band.last_unit();
    price.price = ToMicros(band.price());
    if (band.has_block()) price.block = band.block();
    price.whole_blocks = band.whole_blocks();
    price.flat = ToMicros(band.flat());
    tariff.bands.push_back(price);
  }
  tariff.fixed = ToMicros(message.fixed());
  tariff.minimum = ToMicros(message.minimum());
  if (message.has_round_to()) tariff.round_to = ToMicros(message.round_to());
  tariff.rounding = RoundingOf(message.rounding());
  return tariff;
}

// The first band states the currency of all.
const std::string& CurrencyOf(const v1::Tariff& tariff) {
  return tariff.bands(0).price().currency_code();
}

// Units of one visit; nothing where handling is missing.
std::optional<Rational> UnitsOf(const v1::Tariff& tariff, const v1::ServiceChannel& entry) {
  if (tariff.units_case() != v1::Tariff::kCallSeconds) return Rational(tariff.units_per_contact());
  if (!entry.has_handling()) return std::nullopt;
  const std::int64_t nanos = ToNanos(entry.handling().talk()) + ToNanos(entry.handling().hold());
  const BillingIncrement increment = {tariff.call_seconds().first_seconds(),
                                      tariff.call_seconds().following_seconds()};
  std::int64_t billed = 0;
  const std::int64_t seconds = (nanos + kNanosPerSecond - 1) / kNanosPerSecond;
  if (BilledSeconds(increment, seconds, &billed) != TariffFault::kNone) return std::nullopt;
  return Rational(billed);
}

absl::StatusOr<Rational> ChargeOf(const v1::Tariff& tariff, std::int64_t units) {
  Micros charge = 0;
  if (Charge(TariffOf(tariff), units, &charge) != TariffFault::kNone) {
    return absl::OutOfRangeError("a tariff's charge does not fit: use smaller amounts");
  }
  return Rational(charge);
}

absl::StatusOr<std::optional<Rational>> TariffCost(const v1::Tariff& tariff,
                                                   const v1::ServiceChannel& entry,
                                                   const CostContext& context) {
  const std::optional<Rational> units = UnitsOf(tariff, entry);
  if (!units) return std::nullopt;
  if (tariff.period() != v1::TARIFF_PERIOD_MONTH) {
    const absl::StatusOr<Rational> charge = ChargeOf(tariff, CeilingOf(*units));
    if (!charge.ok()) return charge.status();
    return Convert(*charge, CurrencyOf(tariff), context);
  }
  if (!entry.has_monthly_volume()) return std::nullopt;
  const Rational volume(entry.monthly_volume());
  const Rational in_month = *units * volume;
  if (in_month >= Rational(kNoLastUnit)) {
    return absl::OutOfRangeError("the units of a month do not fit: use larger units");
  }
  const std::int64_t month = CeilingOf(in_month);
  if (context.full_cost) {
    const absl::StatusOr<Rational> charge = ChargeOf(tariff, month);
    if (!charge.ok()) return charge.status();
    return Convert(Rational(*charge / volume), CurrencyOf(tariff), context);
  }
  for (const PriceBand& band : TariffOf(tariff).bands) {
    if (month > band.last_unit) continue;
    return Convert(Rational(*units * band.price / band.block), CurrencyOf(tariff), context);
  }
  return std::nullopt;  // The last band has no end: never here.
}

}  // namespace

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

Rational InCatalogCurrency(const v1::Money& money, const CostContext& context) {
  return Convert(Rational(ToMicros(money)), money.currency_code(), context);
}

std::optional<Rational> TimesPaid(v1::CostBasis basis, const v1::ServiceChannel& service_channel,
                                  const CostContext& context) {
  switch (basis) {
    case v1::COST_BASIS_PER_CONTACT:
      return Rational(1);
    case v1::COST_BASIS_PER_MINUTE: {
      if (!service_channel.has_handling()) return std::nullopt;
      const v1::Handling& handling = service_channel.handling();
      Rational minutes = (Rational(ToNanos(handling.talk())) + ToNanos(handling.hold()) +
                          ToNanos(handling.after_contact_work())) /
                         kNanosPerMinute;
      if (handling.has_concurrency()) minutes /= Rational(handling.concurrency());
      if (handling.has_occupancy()) minutes /= Rational(handling.occupancy());
      return minutes;
    }
    case v1::COST_BASIS_PER_COMPLETION:
      if (!service_channel.has_outcome()) return Rational(1);
      return Rational(service_channel.outcome().completion_probability());
    case v1::COST_BASIS_PER_MONTH:
      if (!context.full_cost) return Rational(0);
      if (!service_channel.has_monthly_volume()) return std::nullopt;
      return 1 / Rational(service_channel.monthly_volume());
    default:
      return std::nullopt;
  }
}

absl::StatusOr<std::optional<Rational>> ComponentCost(const v1::CostComponent& component,
                                                      const v1::ServiceChannel& service_channel,
                                                      const CostContext& context) {
  if (component.basis() == v1::COST_BASIS_PER_UNIT) {
    return TariffCost(component.tariff(), service_channel, context);
  }
  const std::optional<Rational> times = TimesPaid(component.basis(), service_channel, context);
  if (!times) return std::nullopt;
  return Rational(InCatalogCurrency(component.amount(), context) * *times);
}

Rational CapacityPrice(const v1::CapacityRate& rate, const CostContext& context) {
  Rational minutes(rate.practical_minutes());
  if (rate.has_people()) minutes *= Rational(rate.people());
  return InCatalogCurrency(rate.monthly_cost(), context) / minutes;
}

SIGNPOST_END_NAMESPACE
