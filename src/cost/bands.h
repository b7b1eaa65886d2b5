// SPDX-License-Identifier: Apache-2.0
//
// Tariffs of bought-in channels (call minutes, message segments, postage): price bands, minimum
// charge, billing increment, rounding; and the rate of a department's capacity. Exact in integers,
// rounded once. Pure functions. Way in: Charge.
#ifndef SIGNPOST_SRC_COST_BANDS_H_
#define SIGNPOST_SRC_COST_BANDS_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "signpost/money.h"

SIGNPOST_BEGIN_NAMESPACE

enum class Rounding {
  kHalfEven,
  // Half away from zero; amounts are not negative.
  kHalfUp,
  kUp,
  kDown,
};

inline constexpr std::int64_t kNoLastUnit = std::numeric_limits<std::int64_t>::max();

// A price for the units from the one after the band before to `last_unit`.
struct PriceBand {
  // Inclusive, counted from 1, rising from band to band. The last band's is kNoLastUnit.
  std::int64_t last_unit = kNoLastUnit;
  // For `block` units. Not negative; finer prices than a micro-unit take a larger block.
  Micros price = 0;
  std::int64_t block = 1;
  // A started block is paid in full. False: in proportion.
  bool whole_blocks = false;
  // Once, where any unit falls into the band.
  Micros flat = 0;
};

struct Tariff {
  enum class Scheme {
    // Each unit at the price of the band it falls into.
    kGraduated,
    // Every unit at the price of the band that the last one falls into, with that band's flat.
    kVolume,
  };
  Scheme scheme = Scheme::kGraduated;
  std::vector<PriceBand> bands;
  // Once, whatever is used, nothing too.
  Micros fixed = 0;
  // The charge with `fixed` is at least this, nothing used too.
  Micros minimum = 0;
  // The charge is rounded once, to a multiple of `round_to` micro-units (10'000: a cent) above 0.
  // The minimum is not.
  Micros round_to = 1;
  Rounding rounding = Rounding::kHalfEven;
};

enum class TariffFault {
  kNone,
  // No band, last units that do not rise, or the last band has a last unit.
  kBands,
  // A negative amount, a block or `round_to` that is not above 0.
  kAmount,
  // Negative units.
  kUnits,
  // The charge, or a sum on the way to it, does not fit in 64 bits.
  kOverflow,
};

// Puts into *charge what `units` cost. On a fault *charge is left alone.
[[nodiscard]] TariffFault Charge(const Tariff& tariff, std::int64_t units, Micros* charge);

// What a call is billed for, in seconds: `first` at least, then in steps of `following` (60/60,
// 1/1, 30/6). A call of 0 seconds was not answered and is not billed.
struct BillingIncrement {
  std::int64_t first = 1;
  std::int64_t following = 1;
};

// Both increments above 0, `seconds` not negative: else kAmount, kUnits. Puts the result into
// *billed.
[[nodiscard]] TariffFault BilledSeconds(const BillingIncrement& increment, std::int64_t seconds,
                                        std::int64_t* billed);

// Time-driven activity-based costing: what an activity of `minutes` costs where `cost` buys
// `capacity_minutes` of practical capacity. Rounded once, half to even. Faults: kAmount (negative
// cost, capacity not above 0), kUnits, kOverflow.
[[nodiscard]] TariffFault ActivityCost(Micros cost, std::int64_t capacity_minutes,
                                       std::int64_t minutes, Micros* activity);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_BANDS_H_
