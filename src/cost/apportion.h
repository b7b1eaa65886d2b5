// SPDX-License-Identifier: Apache-2.0
//
// Parts of a rounded total that add up to it: each is rounded down, and what is then missing goes,
// one by one, to the largest remainders, the first of equals before the others. Way in: Apportion.
#ifndef SIGNPOST_SRC_COST_APPORTION_H_
#define SIGNPOST_SRC_COST_APPORTION_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "signpost/money.h"

SIGNPOST_BEGIN_NAMESPACE

// parts[i] / divisor, exactly, are what adds up to `total` once that is rounded to a whole number.
// `divisor` must be above 0, each quotient within 64 bits.
inline std::vector<std::int64_t> Apportion(const std::vector<Int128>& parts, Int128 divisor,
                                           std::int64_t total) {
  std::vector<std::int64_t> floors;
  std::vector<Int128> remainders;
  Int128 missing = total;
  for (const Int128 part : parts) {
    Int128 floor = part / divisor;
    Int128 remainder = part % divisor;
    if (remainder < 0) {
      remainder += divisor;
      --floor;
    }
    floors.push_back(static_cast<std::int64_t>(floor));
    remainders.push_back(remainder);
    missing -= floor;
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; missing > 0 && i < order.size(); ++i, --missing) ++floors[order[i]];
  return floors;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_APPORTION_H_
