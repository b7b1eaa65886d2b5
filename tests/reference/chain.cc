// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/chain.h"

#include <utility>

namespace signpost::reference {
namespace {

Real RealOf(const Rational& value) { return Real(numerator(value)) / Real(denominator(value)); }

// Completion, then one column a channel.
std::vector<std::vector<Rational>> RowsOf(const std::vector<const v1::ServiceChannel*>& channels) {
  std::vector<std::vector<Rational>> rows;
  for (const v1::ServiceChannel* from : channels) {
    std::vector<Rational> row(1 + channels.size());
    const v1::Outcome& outcome = from->outcome();
    row[0] = from->has_outcome() ? Exactly(outcome.completion_probability()) : Rational(1);
    Rational sum = row[0] + Exactly(outcome.abandonment_probability());
    for (const v1::Fallback& fallback : outcome.fallbacks()) {
      for (std::size_t to = 0; to < channels.size(); ++to) {
        if (channels[to]->channel() == fallback.channel()) {
          row[1 + to] += Exactly(fallback.probability());
        }
      }
      sum += Exactly(fallback.probability());
    }
    for (Rational& cell : row) cell /= sum;
    rows.push_back(row);
  }
  return rows;
}

// left x = right, for every column of `right`, which becomes x.
void Solve(std::vector<std::vector<Real>> left, std::vector<std::vector<Real>>& right) {
  const std::size_t n = left.size();
  const auto subtract = [](std::vector<Real>& from, const std::vector<Real>& row,
                           const Real& factor) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] != 0) from[j] -= factor * row[j];
    }
  };
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (abs(left[i][k]) > abs(left[pivot][k])) pivot = i;
    }
    std::swap(left[k], left[pivot]);
    std::swap(right[k], right[pivot]);
    const Real inverse = 1 / left[k][k];
    for (Real& cell : left[k]) cell *= inverse;
    for (Real& cell : right[k]) cell *= inverse;
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k || left[i][k] == 0) continue;
      const Real factor = left[i][k];
      subtract(left[i], left[k], factor);
      subtract(right[i], right[k], factor);
    }
  }
}

std::vector<std::vector<bool>> Closure(const std::vector<std::vector<Rational>>& rows) {
  const std::size_t n = rows.size();
  std::vector<std::vector<bool>> reaches(n, std::vector<bool>(n));
  for (std::size_t from = 0; from < n; ++from) {
    std::vector<std::size_t> left = {from};
    reaches[from][from] = true;
    while (!left.empty()) {
      const std::size_t at = left.back();
      left.pop_back();
      for (std::size_t to = 0; to < n; ++to) {
        if (rows[at][1 + to] == 0 || reaches[from][to]) continue;
        reaches[from][to] = true;
        left.push_back(to);
      }
    }
  }
  return reaches;
}

// Boost takes the logarithm of what it converts.
Integer Whole(const Real& value) { return value == 0 ? Integer(0) : value.convert_to<Integer>(); }

}  // namespace

Integer HalfEven(const Real& value) {
  const Real halves = 2 * value;
  const Real nearest = floor(halves + Real("0.5"));
  if (abs(halves - nearest) < Real("1e-60")) {
    return HalfEven(Rational(Whole(nearest), Integer(2)));
  }
  return Whole(floor(value + Real("0.5")));
}

Chain ChainOf(const std::vector<const v1::ServiceChannel*>& channels) {
  const std::size_t n = channels.size();
  const std::vector<std::vector<Rational>> rows = RowsOf(channels);
  Chain chain;
  chain.reaches = Closure(rows);
  std::vector<std::vector<Real>> left, right;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<Real> step, left_row, right_row(n + 1);
    for (std::size_t j = 0; j < n; ++j) {
      step.push_back(RealOf(rows[i][1 + j]));
      left_row.push_back((i == j ? 1 : 0) - step[j]);
    }
    right_row[i] = 1;
    right_row[n] = RealOf(rows[i][0]);
    chain.step.push_back(step);
    left.push_back(left_row);
    right.push_back(right_row);
  }
  Solve(left, right);
  Real largest = 1;
  for (std::vector<Real>& row : right) {
    chain.completion.push_back(static_cast<std::int64_t>(HalfEven(row[n] * 1'000'000)));
    row.pop_back();
    for (const Real& visits : row) largest = visits > largest ? visits : largest;
  }
  chain.visits = right;
  while (HalfEven(largest * Real(Integer(1) << chain.point)) >= Integer(1) << 62) --chain.point;
  for (const std::vector<Real>& row : chain.visits) {
    chain.fixed.emplace_back();
    for (const Real& visits : row) {
      chain.fixed.back().push_back(HalfEven(visits * Real(Integer(1) << chain.point)));
    }
  }
  return chain;
}

// From the first two moments: a total is a visit and what follows, so that its square is the
// visit's, twice their product and that of what follows.
std::vector<Real> StandardDeviations(const Chain& chain, const std::vector<std::int64_t>& direct) {
  const std::size_t n = chain.size();
  const auto apply = [n](const std::vector<std::vector<Real>>& matrix,
                         const std::vector<Real>& values) {
    std::vector<Real> result(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) result[i] += matrix[i][j] * values[j];
    }
    return result;
  };
  const std::vector<Real> costs(direct.begin(), direct.end());
  const std::vector<Real> mean = apply(chain.visits, costs);
  const std::vector<Real> next = apply(chain.step, mean);
  std::vector<Real> squares(n);
  for (std::size_t i = 0; i < n; ++i) {
    squares[i] = costs[i] * costs[i] + 2 * costs[i] * next[i];
  }
  std::vector<Real> second = apply(chain.visits, squares);
  for (std::size_t i = 0; i < n; ++i) {
    const Real variance = second[i] - mean[i] * mean[i];
    second[i] = variance > 0 ? Real(sqrt(variance)) : Real(0);
  }
  return second;
}

}  // namespace signpost::reference
