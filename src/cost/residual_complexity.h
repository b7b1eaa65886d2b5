// SPDX-License-Identifier: Apache-2.0
//
// Easy contacts leave a channel first: what stays takes longer. For what-if replays; no decision
// uses it. Way in: ResidualHandling.
#ifndef SIGNPOST_SRC_COST_RESIDUAL_COMPLEXITY_H_
#define SIGNPOST_SRC_COST_RESIDUAL_COMPLEXITY_H_

#include <cmath>
#include <optional>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Mean handling time of the contacts that stay, where those of the whole channel took
// `handling_time` on average and a `share_left` of them, 0 to below 1, has left:
//   handling_time x (1 + elasticity x share_left).
// `elasticity` (ResidualComplexity in service.proto): 0, those who leave are like the others; 1,
// the first to leave take no time, so that the work that leaves is only share_left squared of all.
// Above 1 the first who leave would add to the work that stays: believe it only with evidence.
// Empty where a number is NaN, infinite or out of range.
[[nodiscard]] inline std::optional<double> ResidualHandling(double handling_time, double elasticity,
                                                            double share_left) {
  if (!(handling_time >= 0) || !(elasticity >= 0) || !(share_left >= 0 && share_left < 1)) {
    return std::nullopt;
  }
  const double result = handling_time * (1 + elasticity * share_left);
  if (!std::isfinite(result)) return std::nullopt;
  return result;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_RESIDUAL_COMPLEXITY_H_
