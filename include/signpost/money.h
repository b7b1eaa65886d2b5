// SPDX-License-Identifier: Apache-2.0
//
// Money as whole micro-units (a millionth of a currency unit) in 64 bits, every operation checked.
// Standard library only. All functions are pure and safe to call from any thread.
#ifndef SIGNPOST_MONEY_H_
#define SIGNPOST_MONEY_H_

#include <cstdint>
#include <limits>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// A product of two 64-bit numbers. GCC and Clang have it on every 64-bit target.
__extension__ typedef __int128 Int128;

// Micro-units of the plan's currency: 1.50 is 1'500'000.
using Micros = std::int64_t;

inline constexpr std::int64_t kMicrosPerUnit = 1'000'000;
// Weights, probabilities and satisfaction are whole millionths wherever they meet money.
inline constexpr std::int64_t kMillion = 1'000'000;
inline constexpr std::int64_t kNanosPerMinute = 60'000'000'000;

// Adds b to a. Returns false, and leaves *sum alone, where the result does not fit in 64 bits.
[[nodiscard]] constexpr bool CheckedAdd(std::int64_t a, std::int64_t b,
                                        std::int64_t* sum) noexcept {
  std::int64_t result = 0;
  if (__builtin_add_overflow(a, b, &result)) return false;
  *sum = result;
  return true;
}

// Divides and rounds to the nearest whole number, a half to the even one (IEEE 754
// roundTiesToEven, "banker's rounding"). `divisor` must be above 0.
[[nodiscard]] constexpr Int128 DivideHalfEven(Int128 dividend, Int128 divisor) noexcept {
  // A division of 128 bits costs four times one of 64, and its remainder as much again.
  const auto low = static_cast<std::int64_t>(dividend);
  const auto by = static_cast<std::int64_t>(divisor);
  Int128 quotient = low == dividend && by == divisor ? low / by : dividend / divisor;
  Int128 remainder = dividend - quotient * divisor;
  if (remainder < 0) {  // Floor, so that the remainder is not negative.
    remainder += divisor;
    --quotient;
  }
  const Int128 rest = divisor - remainder;
  if (remainder > rest || (remainder == rest && quotient % 2 != 0)) ++quotient;
  return quotient;
}

// a x b / divisor, rounded half to even, with the product exact. `divisor` must be above 0.
// Returns false, and leaves *result alone, where the result does not fit in 64 bits.
[[nodiscard]] constexpr bool MultiplyDivide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            std::int64_t* result) noexcept {
  const Int128 value = DivideHalfEven(static_cast<Int128>(a) * b, divisor);
  if (value > std::numeric_limits<std::int64_t>::max() ||
      value < std::numeric_limits<std::int64_t>::min()) {
    return false;
  }
  *result = static_cast<std::int64_t>(value);
  return true;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_MONEY_H_
