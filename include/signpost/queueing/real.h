// SPDX-License-Identifier: Apache-2.0
//
// The exponential and its relatives from additions, multiplications and divisions only, so that
// every machine with IEEE 754 doubles gives the same bits, which libm does not promise. Internal
// to signpost/queueing.h. Errors are within two units in the last place. Compile with
// -ffp-contract=off, or a fused multiply-add changes the last bit.
#ifndef SIGNPOST_QUEUEING_REAL_H_
#define SIGNPOST_QUEUEING_REAL_H_

#include <cmath>
#include <cstdint>
#include <cstring>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace queueing_internal {

inline constexpr double kLn2High = 6.93147180369123816490e-01;  // 33 bits, so k x this is exact.
inline constexpr double kLn2Low = 1.90821492927058770002e-10;
inline constexpr double kLog2E = 1.44269504088896338700;

// (e^z - 1 - z) / z^2, |z| <= 0.5: the sum of z^n / (n + 2)!, as far as it can be seen.
[[nodiscard]] inline double SecondRemainder(double z) noexcept {
  constexpr double kCoefficients[] = {
      1.0 / 2,         1.0 / 6,          1.0 / 24,          1.0 / 120,          1.0 / 720,
      1.0 / 5040,      1.0 / 40320,      1.0 / 362880,      1.0 / 3628800,      1.0 / 39916800,
      1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200, 1.0 / 1307674368000};
  int n = z > -0.01 && z < 0.01 ? 6 : 13;
  double sum = kCoefficients[n];
  while (--n >= 0) sum = sum * z + kCoefficients[n];
  return sum;
}

// e^x; 0 below -745.2, infinity above 709.8.
[[nodiscard]] inline double Exp(double x) noexcept {
  if (x < -745.2) return 0.0;
  if (x > 709.79) return HUGE_VAL;
  const double k = std::floor(x * kLog2E + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  double tail = 1.0 / 6227020800.0;  // 1/13!, Horner on the Taylor series from r^2 on.
  tail = tail * r + 1.0 / 479001600.0;
  tail = tail * r + 1.0 / 39916800.0;
  tail = tail * r + 1.0 / 3628800.0;
  tail = tail * r + 1.0 / 362880.0;
  tail = tail * r + 1.0 / 40320.0;
  tail = tail * r + 1.0 / 5040.0;
  tail = tail * r + 1.0 / 720.0;
  tail = tail * r + 1.0 / 120.0;
  tail = tail * r + 1.0 / 24.0;
  tail = tail * r + 1.0 / 6.0;
  tail = tail * r + 0.5;
  const double value = 1.0 + (r + r * r * tail);
  const int exponent = static_cast<int>(k);
  if (exponent < -1021 || exponent > 1022) return std::ldexp(value, exponent);
  const std::uint64_t bits = static_cast<std::uint64_t>(exponent + 1023) << 52;
  double power = 0;
  std::memcpy(&power, &bits, sizeof(power));
  return value * power;
}

// x - 1 + e^-x, exact near 0 where it is x^2 / 2. Not negative.
[[nodiscard]] inline double ExpDeficit(double x) noexcept {
  if (x > -0.5 && x < 0.5) return x * x * SecondRemainder(-x);
  return (x - 1.0) + Exp(-x);
}

// 1 - e^-x, exact near 0.
[[nodiscard]] inline double OneMinusExp(double x) noexcept {
  if (x > -0.5 && x < 0.5) return x - ExpDeficit(x);
  return 1.0 - Exp(-x);
}

// ln(1 + z) for z >= 0.
[[nodiscard]] inline double Log1p(double z) noexcept {
  double s = z / (2.0 + z);
  double exponent = 0;
  if (z >= 0.4) {
    int e = 0;
    double m = std::frexp(1.0 + z, &e);
    if (m < 0.70710678118654752) {
      m *= 2.0;
      --e;
    }
    s = (m - 1.0) / (m + 1.0);
    exponent = e;
  }
  const double square = s * s;
  double sum = 0;
  for (int n = 27; n >= 3; n -= 2) sum = (sum + 1.0 / n) * square;
  return exponent * kLn2High + (2.0 * (s + s * sum) + exponent * kLn2Low);
}

}  // namespace queueing_internal
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_REAL_H_
