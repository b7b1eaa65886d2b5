// SPDX-License-Identifier: Apache-2.0
//
// Elimination without subtraction (Grassmann, Taksar and Heyman 1985) for any type of real number.
// chain.cc and chain_fixed.cc solve with it; nobody else needs it.
#ifndef SIGNPOST_SRC_COST_ELIMINATION_H_
#define SIGNPOST_SRC_COST_ELIMINATION_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// An M-matrix as its off-diagonal entries (negated) and its row sums `out`, factored in place:
// afterwards row k holds the elimination factors left of the diagonal and U right of it.
template <typename Real>
struct Elimination {
  std::size_t size;
  std::vector<Real> entry;
  std::vector<Real> diagonal;

  Elimination(std::size_t n, std::vector<Real> off_diagonal, std::vector<Real> out)
      : size(n), entry(std::move(off_diagonal)), diagonal(n) {
    for (std::size_t k = 0; k < n; ++k) {
      Real ways_out = out[k];
      for (std::size_t j = k + 1; j < n; ++j) ways_out += entry[k * n + j];
      diagonal[k] = ways_out;
      for (std::size_t i = k + 1; i < n; ++i) {
        if (entry[i * n + k] == 0) continue;
        const Real factor = entry[i * n + k] / ways_out;
        entry[i * n + k] = factor;
        for (std::size_t j = k + 1; j < n; ++j) {
          if (j != i && entry[k * n + j] != 0) entry[i * n + j] += factor * entry[k * n + j];
        }
        out[i] += factor * out[k];
      }
    }
  }

  // Solves for one right-hand side, in place.
  void Solve(std::vector<Real>* values) const {
    std::vector<Real>& x = *values;
    for (std::size_t k = 0; k < size; ++k) {
      if (x[k] == 0) continue;
      for (std::size_t i = k + 1; i < size; ++i) {
        if (entry[i * size + k] != 0) x[i] += entry[i * size + k] * x[k];
      }
    }
    for (std::size_t k = size; k-- > 0;) {
      for (std::size_t j = k + 1; j < size; ++j) {
        if (entry[k * size + j] != 0) x[k] += entry[k * size + j] * x[j];
      }
      if (x[k] != 0) x[k] /= diagonal[k];
    }
  }
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_ELIMINATION_H_
