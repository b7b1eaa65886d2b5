// SPDX-License-Identifier: Apache-2.0
//
// What follows a contact, in integers: how often it is expected to come to each channel, as a plan
// holds it, times what a visit counts there (money, time, contacts). Standard library only; pure,
// noexcept, no allocation. route.h and the plan's compiler both compute with this and nothing else.
// ExpectedTotal is the way in.
#ifndef SIGNPOST_VISITS_H_
#define SIGNPOST_VISITS_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "signpost/money.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// No cost of a contact reaches this, direct or with all that follows, on either side of zero: two
// of them can be added, or subtracted. Of a time in nanoseconds it is 36 years.
inline constexpr Micros kMaxCost = Micros{1} << 60;

// Visits are rounded half-even to 2^-44, unless a channel is visited 2^18 times or more: the point
// then moves, so that every entry is below 2^62.
inline constexpr int kVisitsPoint = 44;

// Of a contact that starts on the option `start` of a service: its expected visits to each of the
// `size` options, the start included, x 2^point.
struct VisitsRow {
  const std::int64_t* visits = nullptr;
  std::size_t size = 0;
  std::size_t start = 0;
  int point = kVisitsPoint;
};

// Sum of visits[j] x each[j], and of visits[start] x more_at_start, times 2^point. False, and *sum
// is left alone, where it does not fit.
[[nodiscard]] constexpr bool SumVisits(const VisitsRow& row, const std::int64_t* each,
                                       std::int64_t more_at_start, Int128* sum) noexcept {
  Int128 total = static_cast<Int128>(row.visits[row.start]) * more_at_start;
  for (std::size_t j = 0; j < row.size; ++j) {
    if (__builtin_add_overflow(total, static_cast<Int128>(row.visits[j]) * each[j], &total)) {
      return false;
    }
  }
  *sum = total;
  return true;
}

// The same sum where only a share of the contacts goes beyond the first visit: `given_up`
// millionths are abandoned at it, with what it counts. Times 2^point x kMillion; exact. False where
// what is counted reaches 2^106 / 2^point, which no cost below kMaxCost does, and *sum is then left
// alone.
[[nodiscard]] constexpr bool ScaledSum(const VisitsRow& row, const std::int64_t* each,
                                       std::int64_t more_at_start, std::int32_t given_up,
                                       Int128* sum) noexcept {
  Int128 total = 0;
  if (!SumVisits(row, each, more_at_start, &total)) return false;
  const Int128 first = (static_cast<Int128>(each[row.start]) + more_at_start) *
                       (static_cast<Int128>(1) << row.point);
  constexpr Int128 kTooMuch = static_cast<Int128>(1) << 106;
  if (total >= kTooMuch || total <= -kTooMuch || first >= kTooMuch || first <= -kTooMuch) {
    return false;
  }
  *sum = total * (kMillion - given_up) + first * given_up;
  return true;
}

// sum / (2^point x kMillion), rounded to a whole number, half to even, without a division of 128
// bits where less will do. False, and *total is left alone, where it does not fit in 64 bits.
[[nodiscard]] constexpr bool RoundScaled(Int128 sum, int point, std::int64_t* total) noexcept {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const Int128 whole = sum >> point;  // Floor: GCC and Clang shift arithmetically.
  const Int128 below = sum & ((static_cast<Int128>(1) << point) - 1);
  Int128 quotient = 0;
  Int128 remainder = 0;
  if (whole <= kMost && whole >= kLeast) {
    quotient = static_cast<std::int64_t>(whole) / kMillion;
    remainder = static_cast<std::int64_t>(whole) % kMillion;
  } else {
    quotient = whole / kMillion;
    remainder = whole - quotient * kMillion;
  }
  if (remainder < 0) {
    remainder += kMillion;
    --quotient;
  }
  const Int128 twice = ((remainder << point) + below) * 2;
  const Int128 divisor = static_cast<Int128>(kMillion) << point;
  if (twice > divisor || (twice == divisor && (quotient & 1) != 0)) ++quotient;
  if (quotient > kMost || quotient < kLeast) return false;
  *total = static_cast<std::int64_t>(quotient);
  return true;
}

// The sum of SumVisits as a whole number, rounded once, half to even; with `given_up` millionths of
// the contacts abandoned at the first visit, with what it counts. False, and *total is left alone,
// where it does not fit in 64 bits.
[[nodiscard]] constexpr bool ExpectedTotal(const VisitsRow& row, const std::int64_t* each,
                                           std::int64_t more_at_start, std::int32_t given_up,
                                           std::int64_t* total) noexcept {
  Int128 sum = 0;
  if (given_up != 0) {
    return ScaledSum(row, each, more_at_start, given_up, &sum) &&
           RoundScaled(sum, row.point, total);
  }
  if (!SumVisits(row, each, more_at_start, &sum)) return false;
  Int128 whole = sum >> row.point;  // Floor: GCC and Clang shift arithmetically.
  const Int128 one = static_cast<Int128>(1) << row.point;
  const Int128 rest = sum & (one - 1);
  const Int128 half = one >> 1;
  if (row.point > 0 && (rest > half || (rest == half && (whole & 1) != 0))) ++whole;
  if (whole > std::numeric_limits<std::int64_t>::max() ||
      whole < std::numeric_limits<std::int64_t>::min()) {
    return false;
  }
  *total = static_cast<std::int64_t>(whole);
  return true;
}

// ExpectedTotal of money or nanoseconds. False, and *total is left alone, too where the total
// reaches kMaxCost, or would if nobody gave up.
[[nodiscard]] constexpr bool ExpectedCost(const VisitsRow& row, const std::int64_t* each,
                                          std::int64_t more_at_start, std::int32_t given_up,
                                          std::int64_t* total) noexcept {
  std::int64_t value = 0;
  if (given_up != 0) {
    Int128 of_all = 0;
    if (!SumVisits(row, each, more_at_start, &of_all)) return false;
    const Int128 most = static_cast<Int128>(kMaxCost) * (static_cast<Int128>(1) << row.point);
    if (of_all >= most || of_all <= -most) return false;
  }
  if (!ExpectedTotal(row, each, more_at_start, given_up, &value)) return false;
  if (value >= kMaxCost || value <= -kMaxCost) return false;
  *total = value;
  return true;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_VISITS_H_
