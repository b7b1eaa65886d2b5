// SPDX-License-Identifier: Apache-2.0
//
// A chain as the hot path needs it, in integers. Way in: SolveFixed.
//
// Every figure is the exact one of the stated probabilities (the doubles as they are, a row that is
// off 1 within the tolerance divided by its sum), rounded once, half to even: solved as in chain.h,
// with 113 bits, of which an answer of 62 bits needs 50 fewer. Whoever computes the exact figure in
// another way gets the same integers. ExpectedTotal of signpost/visits.h multiplies them; against
// exact arithmetic throughout, its error for direct costs c_j is at most
//   1/2 + sum over j of |c_j| x 2^-(point + 1)   micro-units:
// for 8 channels of 10.00 each 0.500003.
#ifndef SIGNPOST_SRC_COST_CHAIN_FIXED_H_
#define SIGNPOST_SRC_COST_CHAIN_FIXED_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cost/chain.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

struct FixedChain {
  std::size_t size = 0;
  // kVisitsPoint, or the largest at which every entry is below 2^62.
  int point = kVisitsPoint;
  // Visits x 2^point, row by row.
  std::vector<std::int64_t> visits;
  // Probability of being completed in the end, millionths.
  std::vector<std::int32_t> completion;
  // Bit j: a contact that starts here may come to channel j, itself included, however rarely.
  std::vector<std::uint64_t> reaches;

  VisitsRow Row(std::size_t from) const { return {visits.data() + from * size, size, from, point}; }
};

// For each channel, bit j: a contact that starts there may come to channel j, itself included.
// Fallbacks to channels from 0 to 63, whatever their probabilities.
std::vector<std::uint64_t> ReachedFrom(const std::vector<ChainStep>& steps);

// Of steps in which Chain::Solve finds no fault. Empty where a channel is expected to be visited
// 2^62 times or more.
std::optional<FixedChain> SolveFixed(const std::vector<ChainStep>& steps);

// To the nearest whole number, half to even. |value| below 2^62.
[[nodiscard]] inline std::int64_t RoundHalfEven(double value) noexcept {
  const double below = std::floor(value);
  const double rest = value - below;  // Exact.
  auto whole = static_cast<std::int64_t>(below);
  if (rest > 0.5 || (rest == 0.5 && whole % 2 != 0)) ++whole;
  return whole;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_CHAIN_FIXED_H_
