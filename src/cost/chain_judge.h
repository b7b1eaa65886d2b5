// SPDX-License-Identifier: Apache-2.0
//
// The judge of chain tests: random chains, and the same chain in exact rational arithmetic by
// plain elimination with subtraction, which is exact there. ExactChain is the way in.
#ifndef SIGNPOST_SRC_COST_CHAIN_JUDGE_H_
#define SIGNPOST_SRC_COST_CHAIN_JUDGE_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "cost/chain.h"

namespace signpost {

using Rational = boost::multiprecision::cpp_rational;

class ExactChain {
 public:
  explicit ExactChain(const std::vector<ChainStep>& steps) : ExactChain(Rows(steps)) {}

  // A row: completion, abandonment, one probability a channel. Divided by its sum.
  explicit ExactChain(std::vector<std::vector<Rational>> rows) : rows_(std::move(rows)) {
    const std::size_t n = rows_.size();
    for (auto& row : rows_) {
      Rational sum = 0;
      for (const Rational& cell : row) sum += cell;
      for (Rational& cell : row) cell /= sum;
    }
    std::vector<std::vector<Rational>> left(n, std::vector<Rational>(n));
    inverse_.assign(n, std::vector<Rational>(n));
    for (std::size_t i = 0; i < n; ++i) {
      inverse_[i][i] = 1;
      for (std::size_t j = 0; j < n; ++j) left[i][j] = Rational(i == j ? 1 : 0) - rows_[i][2 + j];
    }
    for (std::size_t k = 0; k < n; ++k) {
      const Rational pivot = left[k][k];
      for (std::size_t j = 0; j < n; ++j) {
        left[k][j] /= pivot;
        inverse_[k][j] /= pivot;
      }
      for (std::size_t i = 0; i < n; ++i) {
        const Rational factor = left[i][k];
        if (i == k || factor == 0) continue;
        for (std::size_t j = 0; j < n; ++j) {
          left[i][j] -= factor * left[k][j];
          inverse_[i][j] -= factor * inverse_[k][j];
        }
      }
    }
  }

  static std::vector<std::vector<Rational>> Rows(const std::vector<ChainStep>& steps) {
    std::vector<std::vector<Rational>> rows;
    for (const ChainStep& step : steps) {
      std::vector<Rational> row(2 + steps.size());
      row[0] = Rational(step.completion);
      row[1] = Rational(step.abandonment);
      for (const auto& fallback : step.fallbacks) {
        row[2 + fallback.channel] += Rational(fallback.probability);
      }
      rows.push_back(row);
    }
    return rows;
  }

  const Rational& Visits(std::size_t from, std::size_t at) const { return inverse_[from][at]; }
  Rational Contacts(std::size_t from) const { return Cost(std::vector<Rational>(size(), 1))[from]; }
  Rational Completion(std::size_t from) const { return Cost(Column(0))[from]; }
  Rational Abandonment(std::size_t from) const { return Cost(Column(1))[from]; }

  std::vector<Rational> Cost(const std::vector<Rational>& direct) const {
    std::vector<Rational> total(size());
    for (std::size_t i = 0; i < size(); ++i) {
      for (std::size_t j = 0; j < size(); ++j) total[i] += inverse_[i][j] * direct[j];
    }
    return total;
  }

  // Second moment less the square of the first.
  std::vector<Rational> Variance(const std::vector<Rational>& direct) const {
    const std::vector<Rational> mean = Cost(direct);
    std::vector<Rational> right(size());
    for (std::size_t i = 0; i < size(); ++i) {
      Rational next = 0;
      for (std::size_t j = 0; j < size(); ++j) next += rows_[i][2 + j] * mean[j];
      right[i] = direct[i] * direct[i] + 2 * direct[i] * next;
    }
    std::vector<Rational> variance = Cost(right);
    for (std::size_t i = 0; i < size(); ++i) variance[i] -= mean[i] * mean[i];
    return variance;
  }

  std::size_t size() const { return rows_.size(); }

 private:
  std::vector<Rational> Column(std::size_t column) const {
    std::vector<Rational> values;
    for (const auto& row : rows_) values.push_back(row[column]);
    return values;
  }

  std::vector<std::vector<Rational>> rows_, inverse_;
};

// To the nearest whole number, half to even, of what is not negative.
inline boost::multiprecision::cpp_int RoundHalfEven(const Rational& value) {
  const boost::multiprecision::cpp_int over = numerator(value), under = denominator(value);
  boost::multiprecision::cpp_int whole = over / under;
  const boost::multiprecision::cpp_int twice = 2 * (over - whole * under);
  if (twice > under || (twice == under && whole % 2 != 0)) ++whole;
  return whole;
}

inline double RelativeError(double got, const Rational& want) {
  if (want == 0) return std::fabs(got);
  return static_cast<double>(Rational(boost::multiprecision::abs(Rational(got) - want) /
                                      boost::multiprecision::abs(want)));
}

// Rows add up to 1 to the last bit or so. `tiny`: ways out down to 1e-14.
inline std::vector<ChainStep> RandomChain(std::size_t size, bool tiny, std::mt19937_64* random) {
  const auto uniform = [&] { return std::uniform_real_distribution<double>()(*random); };
  std::vector<ChainStep> steps(size);
  for (ChainStep& step : steps) {
    const double out = tiny ? std::pow(10.0, -14 * uniform()) : 0.05 + 0.95 * uniform();
    const double completed = uniform() < 0.2 ? 1 : uniform();
    step.completion = out * completed;
    step.abandonment = out * (1 - completed);
    std::vector<double> weights(size);
    double sum = 0;
    for (double& weight : weights) {
      weight = uniform() < 0.4 ? 0 : (tiny ? std::pow(10.0, -12 * uniform()) : uniform());
      sum += weight;
    }
    if (sum == 0) {
      step.completion = completed;
      step.abandonment = 1 - completed;
      continue;
    }
    for (std::size_t j = 0; j < size; ++j) {
      if (weights[j] > 0) step.fallbacks.push_back({j, weights[j] / sum * (1 - out)});
    }
  }
  return steps;
}

}  // namespace signpost

#endif  // SIGNPOST_SRC_COST_CHAIN_JUDGE_H_
