// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/tariff.h"

#include <algorithm>

namespace signpost::reference {
namespace {

Integer Floor(const Rational& value) { return numerator(value) / denominator(value); }
Integer Ceiling(const Rational& value) { return Floor(value) + (Floor(value) == value ? 0 : 1); }

Integer BlockOf(const v1::PriceBand& band) { return band.has_block() ? band.block() : 1; }

// What so many units, all of one band, cost.
Rational InBand(const v1::PriceBand& band, const Integer& units) {
  if (units <= 0) return 0;
  const Rational blocks(units, BlockOf(band));
  const Rational paid = band.whole_blocks() ? Rational(Ceiling(blocks)) : blocks;
  return MicrosOf(band.flat()) + paid * MicrosOf(band.price());
}

Rational Rounded(const v1::Tariff& tariff, const Rational& charge) {
  const Rational step = tariff.has_round_to() ? MicrosOf(tariff.round_to()) : 1;
  const Rational steps = charge / step;
  switch (tariff.rounding()) {
    case v1::ROUNDING_MODE_UP:
      return step * Ceiling(steps);
    case v1::ROUNDING_MODE_DOWN:
      return step * Floor(steps);
    case v1::ROUNDING_MODE_HALF_UP:
      return step * Floor(steps + Rational(1, 2));
    default:
      return step * HalfEven(steps);
  }
}

Rational ChargeOf(const v1::Tariff& tariff, const Integer& units) {
  Rational charge = MicrosOf(tariff.fixed());
  Integer first = 0;  // Units of the bands before.
  for (const v1::PriceBand& band : tariff.bands()) {
    const Integer last = band.has_last_unit() ? std::min<Integer>(band.last_unit(), units) : units;
    if (tariff.scheme() != v1::TARIFF_SCHEME_VOLUME) {
      charge += InBand(band, last - first);
    } else if (first < units && last == units) {
      charge += InBand(band, units);
    }
    first = std::max(first, last);
  }
  return std::max<Rational>(Rounded(tariff, charge), MicrosOf(tariff.minimum()));
}

std::optional<Rational> UnitsOf(const v1::Tariff& tariff, const v1::ServiceChannel& entry) {
  if (!tariff.has_call_seconds()) return Exactly(tariff.units_per_contact());
  if (!entry.has_handling()) return std::nullopt;
  const Integer nanos =
      Integer(NanosOf(entry.handling().talk())) + NanosOf(entry.handling().hold());
  const Integer seconds = Ceiling(Rational(nanos, Integer(1'000'000'000)));
  if (seconds == 0) return Rational(0);
  Integer billed = tariff.call_seconds().first_seconds();
  while (billed < seconds) billed += tariff.call_seconds().following_seconds();
  return Rational(billed);
}

}  // namespace

std::optional<Rational> TariffCost(const v1::Tariff& tariff, const v1::ServiceChannel& entry,
                                   bool full) {
  const std::optional<Rational> units = UnitsOf(tariff, entry);
  if (!units.has_value()) return std::nullopt;
  if (tariff.period() != v1::TARIFF_PERIOD_MONTH) return ChargeOf(tariff, Floor(*units));
  if (!entry.has_monthly_volume()) return std::nullopt;
  const Rational volume = Exactly(entry.monthly_volume());
  const Integer month = Ceiling(*units * volume);
  if (full) return ChargeOf(tariff, month) / volume;
  for (const v1::PriceBand& band : tariff.bands()) {
    if (band.has_last_unit() && band.last_unit() < month) continue;
    return *units * MicrosOf(band.price()) / BlockOf(band);
  }
  return std::nullopt;
}

std::string CurrencyOf(const v1::Tariff& tariff) { return tariff.bands(0).price().currency_code(); }

}  // namespace signpost::reference
