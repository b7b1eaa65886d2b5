// SPDX-License-Identifier: Apache-2.0
#include "cost/bands.h"

#include <algorithm>
#include <cstddef>

SIGNPOST_BEGIN_NAMESPACE

namespace {

// A sum of fractions of micro-units: whole ones, and what is left over one common divisor.
class ExactSum {
 public:
  // Adds numerator / divisor, both not negative, divisor above 0. False where it does not fit.
  [[nodiscard]] bool Add(Int128 numerator, std::int64_t divisor) {
    if (!AddWhole(numerator / divisor)) return false;
    Int128 rest = numerator % divisor;
    if (rest == 0) return true;
    // rest_ / divisor_ + rest / divisor over their least common multiple.
    Int128 a = divisor_, b = divisor;
    while (b != 0) {
      const Int128 remainder = a % b;
      a = b;
      b = remainder;
    }
    Int128 common = 0, left = 0, right = 0;
    if (__builtin_mul_overflow(divisor_ / a, static_cast<Int128>(divisor), &common) ||
        __builtin_mul_overflow(rest_, common / divisor_, &left) ||
        __builtin_mul_overflow(rest, common / divisor, &right) ||
        __builtin_add_overflow(left, right, &rest_)) {
      return false;
    }
    divisor_ = common;
    const Int128 carry = rest_ / divisor_;
    rest_ %= divisor_;
    return AddWhole(carry);
  }

  // To a multiple of `step`. False where it does not fit.
  [[nodiscard]] bool Round(Micros step, Rounding rounding, Micros* rounded) const {
    const Int128 floor = whole_ / step;
    const Int128 over = whole_ % step;  // Above floor x step, and rest_ / divisor_ more.
    bool up = false;
    if (over != 0 || rest_ != 0) {
      const Int128 twice = 2 * over;
      // Sign of (over + rest) - step / 2, without fractions: 2 rest < 2 divisor.
      int side = twice > step ? 1 : twice == step ? (rest_ != 0) : -1;
      if (twice == step - 1) {  // An odd step: half a micro-unit short of the middle.
        const Int128 short_of = divisor_ - rest_;
        side = rest_ > short_of ? 1 : rest_ == short_of ? 0 : -1;
      }
      switch (rounding) {
        case Rounding::kHalfEven:
          up = side > 0 || (side == 0 && floor % 2 != 0);
          break;
        case Rounding::kHalfUp:
          up = side >= 0;
          break;
        case Rounding::kUp:
          up = true;
          break;
        case Rounding::kDown:
          break;
      }
    }
    const Int128 result = (floor + (up ? 1 : 0)) * step;
    if (result > std::numeric_limits<Micros>::max()) return false;
    *rounded = static_cast<Micros>(result);
    return true;
  }

 private:
  [[nodiscard]] bool AddWhole(Int128 amount) {
    whole_ += amount;  // Each part is below 2^127 / 2, and whole_ within 64 bits before.
    return whole_ <= std::numeric_limits<Micros>::max();
  }

  Int128 whole_ = 0;
  Int128 rest_ = 0;
  Int128 divisor_ = 1;
};

TariffFault Check(const Tariff& tariff) {
  if (tariff.bands.empty() || tariff.bands.back().last_unit != kNoLastUnit) {
    return TariffFault::kBands;
  }
  std::int64_t before = 0;
  for (const PriceBand& band : tariff.bands) {
    if (band.last_unit <= before) return TariffFault::kBands;
    before = band.last_unit;
    if (band.price < 0 || band.block <= 0 || band.flat < 0) return TariffFault::kAmount;
  }
  if (tariff.fixed < 0 || tariff.minimum < 0 || tariff.round_to <= 0) return TariffFault::kAmount;
  return TariffFault::kNone;
}

bool AddUnits(const PriceBand& band, std::int64_t units, ExactSum* sum) {
  if (units == 0) return true;
  if (!sum->Add(band.flat, 1)) return false;
  if (band.whole_blocks) {
    const std::int64_t blocks = units / band.block + (units % band.block != 0);
    return sum->Add(static_cast<Int128>(blocks) * band.price, 1);
  }
  return sum->Add(static_cast<Int128>(units) * band.price, band.block);
}

}  // namespace

TariffFault Charge(const Tariff& tariff, std::int64_t units, Micros* charge) {
  if (const TariffFault fault = Check(tariff); fault != TariffFault::kNone) return fault;
  if (units < 0) return TariffFault::kUnits;
  ExactSum sum;
  if (!sum.Add(tariff.fixed, 1)) return TariffFault::kOverflow;
  std::int64_t before = 0;
  for (const PriceBand& band : tariff.bands) {
    if (units <= before) break;
    const bool graduated = tariff.scheme == Tariff::Scheme::kGraduated;
    const std::int64_t inside = graduated                 ? std::min(units, band.last_unit) - before
                                : units <= band.last_unit ? units
                                                          : 0;
    if (!AddUnits(band, inside, &sum)) return TariffFault::kOverflow;
    before = band.last_unit;
  }
  Micros rounded = 0;
  if (!sum.Round(tariff.round_to, tariff.rounding, &rounded)) return TariffFault::kOverflow;
  *charge = std::max(rounded, tariff.minimum);
  return TariffFault::kNone;
}

TariffFault BilledSeconds(const BillingIncrement& increment, std::int64_t seconds,
                          std::int64_t* billed) {
  if (increment.first <= 0 || increment.following <= 0) return TariffFault::kAmount;
  if (seconds < 0) return TariffFault::kUnits;
  if (seconds <= increment.first) {
    *billed = seconds == 0 ? 0 : increment.first;
    return TariffFault::kNone;
  }
  const std::int64_t more = seconds - increment.first;
  const std::int64_t steps = more / increment.following + (more % increment.following != 0);
  const Int128 total = static_cast<Int128>(steps) * increment.following + increment.first;
  if (total > std::numeric_limits<std::int64_t>::max()) return TariffFault::kOverflow;
  *billed = static_cast<std::int64_t>(total);
  return TariffFault::kNone;
}

TariffFault ActivityCost(Micros cost, std::int64_t capacity_minutes, std::int64_t minutes,
                         Micros* activity) {
  if (cost < 0 || capacity_minutes <= 0) return TariffFault::kAmount;
  if (minutes < 0) return TariffFault::kUnits;
  return MultiplyDivide(cost, minutes, capacity_minutes, activity) ? TariffFault::kNone
                                                                   : TariffFault::kOverflow;
}

SIGNPOST_END_NAMESPACE
