// SPDX-License-Identifier: Apache-2.0
#include "cost/chain_fixed.h"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <utility>

#include "cost/elimination.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// IEEE 754 binary128 in software: the same digits on every machine.
using Real = boost::multiprecision::number<boost::multiprecision::cpp_bin_float_quad::backend_type,
                                           boost::multiprecision::et_off>;

// |value| below 2^62.
std::int64_t Round(const Real& value) {
  const Real below = boost::multiprecision::floor(value);
  const Real rest = value - below;  // Exact.
  auto whole = below.convert_to<std::int64_t>();
  const Real half = 0.5;
  if (rest > half || (rest == half && whole % 2 != 0)) ++whole;
  return whole;
}

}  // namespace

std::vector<std::uint64_t> ReachedFrom(const std::vector<ChainStep>& steps) {
  std::vector<std::uint64_t> reaches(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    reaches[i] = std::uint64_t{1} << i;
    for (const ChainStep::Fallback& fallback : steps[i].fallbacks) {
      if (fallback.probability > 0) reaches[i] |= std::uint64_t{1} << fallback.channel;
    }
  }
  for (std::size_t over = 0; over < steps.size(); ++over) {  // Warshall's closure.
    for (std::uint64_t& from : reaches) {
      if ((from >> over & 1) != 0) from |= reaches[over];
    }
  }
  return reaches;
}

std::optional<FixedChain> SolveFixed(const std::vector<ChainStep>& steps) {
  const std::size_t n = steps.size();
  FixedChain fixed;
  fixed.size = n;
  fixed.reaches = ReachedFrom(steps);

  std::vector<Real> off_diagonal(n * n, Real(0)), out(n), sum(n), completion(n);
  for (std::size_t i = 0; i < n; ++i) {
    completion[i] = Real(steps[i].completion);
    out[i] = completion[i] + Real(steps[i].abandonment);
    sum[i] = out[i];
    for (const ChainStep::Fallback& fallback : steps[i].fallbacks) {
      sum[i] += Real(fallback.probability);
      if (fallback.channel != i) {
        off_diagonal[i * n + fallback.channel] += Real(fallback.probability);
      }
    }
  }
  const Elimination<Real> elimination(n, std::move(off_diagonal), std::move(out));

  std::vector<Real> visits(n * n, Real(0));
  Real largest = 1;
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<Real> column(n, Real(0));
    column[j] = sum[j];
    elimination.Solve(&column);
    for (std::size_t i = 0; i < n; ++i) {
      if (column[i] > largest) largest = column[i];
      visits[i * n + j] = std::move(column[i]);
    }
  }
  int exponent = 0;
  boost::multiprecision::frexp(largest, &exponent);  // largest < 2^exponent
  fixed.point = 62 - exponent < kVisitsPoint ? 62 - exponent : kVisitsPoint;
  if (fixed.point < 0) return std::nullopt;
  for (const Real& value : visits) {
    fixed.visits.push_back(Round(boost::multiprecision::ldexp(value, fixed.point)));
  }
  elimination.Solve(&completion);
  for (const Real& value : completion) {
    fixed.completion.push_back(static_cast<std::int32_t>(Round(value * Real(1'000'000))));
  }
  return fixed;
}

SIGNPOST_END_NAMESPACE
