// SPDX-License-Identifier: Apache-2.0
#include "cost/sensitivity.h"

#include <cmath>

SIGNPOST_BEGIN_NAMESPACE

namespace {

// `first` costs no more than `second` where balance(p) <= 0 at its completion probability p:
//   balance(p) = sum over channels of direct cost x (at_zero (1 - p) + at_one p)
//                + per_completion x p x escape.
// With `first` as an end, let a contact from `second` cost alpha until it ends or comes to
// `first`, which it never does with probability escape. E_second = alpha + (1 - escape) E_first,
// so that E_first <= E_second exactly where escape x E_first <= alpha; and E_first =
// (c + (1 - p) A) / (1 - (1 - p) B), with A and B the cost until, and the probability of, coming
// back to `first` after it failed. Multiplied out this is linear in p and in every cost.
struct Balance {
  std::vector<double> at_zero, at_one;
  // Probability that a contact from `second` never comes to `first`.
  double escape = 0;
  // The cost on other channels until it comes back, or the end, from `second` and after a failure.
  std::vector<double> visits_from_second, visits_after_failure;
  // Probability of not coming back after a failure.
  double no_return = 0;

  double At(double p, const std::vector<double>& direct, double per_completion) const {
    double sum = per_completion * p * escape;
    for (std::size_t k = 0; k < direct.size(); ++k) {
      sum += direct[k] * (at_zero[k] * (1 - p) + at_one[k] * p);
    }
    return sum;
  }
  // The largest and the smallest over the costs within their ranges.
  double Highest(double p, const std::vector<double>& low, const std::vector<double>& high,
                 double per_completion) const {
    double sum = per_completion * p * escape;
    for (std::size_t k = 0; k < low.size(); ++k) {
      const double slope = at_zero[k] * (1 - p) + at_one[k] * p;
      sum += slope * (slope > 0 ? high[k] : low[k]);
    }
    return sum;
  }
};

bool AreCosts(const std::vector<double>& costs, std::size_t size) {
  if (costs.size() != size) return false;
  for (const double cost : costs) {
    if (!(cost >= 0) || !std::isfinite(cost)) return false;
  }
  return true;
}

std::optional<Balance> BalanceOf(const BreakEvenQuestion& question) {
  const std::size_t n = question.steps.size();
  const std::size_t first = question.first;
  const std::size_t second = question.second;
  if (first >= n || second >= n || first == second) return std::nullopt;
  if (!(question.per_completion >= 0) || !std::isfinite(question.per_completion)) {
    return std::nullopt;
  }
  Chain stated;
  if (!Chain::Solve(question.steps, &stated).ok()) return std::nullopt;
  std::vector<ChainStep> steps = question.steps;
  steps[first] = ChainStep{};
  Chain ending;  // Without a fault: whatever led out still does, or leads to `first`.
  if (!Chain::Solve(steps, &ending).ok()) return std::nullopt;

  // How likely a contact from `from` never comes to `first`: a sum, not 1 minus one.
  const auto escape = [&](std::size_t from) {
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
      if (k == first) continue;
      sum += ending.Visits(from, k) * (ending.StepCompletion(k) + ending.StepAbandonment(k));
    }
    return sum;
  };
  Balance balance;
  balance.escape = escape(second);
  balance.visits_from_second.assign(n, 0);
  balance.visits_after_failure.assign(n, 0);
  double failure = stated.StepAbandonment(first);
  for (std::size_t j = 0; j < n; ++j) failure += stated.Step(first, j);
  const double abandoned = failure > 0 ? stated.StepAbandonment(first) / failure : 1;
  balance.no_return = abandoned;
  for (std::size_t k = 0; k < n; ++k) {
    if (k != first) balance.visits_from_second[k] = ending.Visits(second, k);
    if (failure == 0 || k == first) continue;
    const double share = stated.Step(first, k) / failure;
    if (share == 0) continue;
    balance.no_return += share * escape(k);
    for (std::size_t j = 0; j < n; ++j) {
      if (j != first) balance.visits_after_failure[j] += share * ending.Visits(k, j);
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    const double own = k == first ? balance.escape : 0;
    balance.at_one.push_back(own - balance.visits_from_second[k]);
    balance.at_zero.push_back(own + balance.escape * balance.visits_after_failure[k] -
                              balance.visits_from_second[k] * balance.no_return);
  }
  return balance;
}

double Value(const std::vector<double>& values, std::size_t where) {
  return where == kToCompletion || where == kToAbandonment ? 0 : values[where];
}

// From where on `function` is at most 0, given that it is so at 1, not at 0, and turns once.
// 60 halvings.
template <typename Function>
double LastCrossing(const Function& function) {
  double above = 0;
  double below = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (above + below) / 2;
    (function(middle) <= 0 ? below : above) = middle;
  }
  return below;
}

}  // namespace

double CostSlope(const Chain& chain, const std::vector<double>& expected, std::size_t start,
                 std::size_t at, std::size_t less, std::size_t more) {
  return chain.Visits(start, at) * (Value(expected, more) - Value(expected, less));
}

double CompletionSlope(const Chain& chain, std::size_t start, std::size_t at, std::size_t less,
                       std::size_t more) {
  const auto completion = [&](std::size_t where) {
    if (where == kToCompletion) return 1.0;
    return where == kToAbandonment ? 0.0 : chain.Completion(where);
  };
  return chain.Visits(start, at) * (completion(more) - completion(less));
}

double ComponentSlope(const Chain& chain, std::size_t start, std::size_t at, double times) {
  return chain.Visits(start, at) * times;
}

std::optional<BreakEven> BreakEvenCompletion(const BreakEvenQuestion& question) {
  if (!AreCosts(question.direct, question.steps.size())) return std::nullopt;
  const std::optional<Balance> balance = BalanceOf(question);
  if (!balance) return std::nullopt;
  // direct[first] is stated at the stated completion; what depends on it is put apart.
  std::vector<double> direct = question.direct;
  double& own = direct[question.first];
  own -= question.per_completion * question.steps[question.first].completion;
  if (own < 0) {
    if (own < -1e-9 * question.direct[question.first]) return std::nullopt;
    own = 0;  // All of it is paid per completion, but for rounding.
  }
  const double at_zero = balance->At(0, direct, question.per_completion);
  const double at_one = balance->At(1, direct, question.per_completion);
  if (at_zero <= 0 && at_one <= 0) return BreakEven{BreakEven::Kind::kAlways, 0, false};
  if (at_zero > 0 && at_one > 0) return BreakEven{BreakEven::Kind::kNever, 0, false};
  return BreakEven{BreakEven::Kind::kAt, at_zero / (at_zero - at_one), at_one <= 0};
}

std::optional<BreakEven> BreakEvenDirectCost(const BreakEvenQuestion& question) {
  if (!AreCosts(question.direct, question.steps.size())) return std::nullopt;
  const std::optional<Balance> balance = BalanceOf(question);
  if (!balance) return std::nullopt;
  if (balance->escape == 0) return BreakEven{BreakEven::Kind::kAlways, 0, false};
  std::vector<double> others = question.direct;
  others[question.first] = 0;
  const double p = question.steps[question.first].completion;
  const double value = -balance->At(p, others, 0) / balance->escape;
  if (value < 0) return BreakEven{BreakEven::Kind::kNever, 0, false};
  return BreakEven{BreakEven::Kind::kAt, value, false};
}

std::optional<BreakEven> BreakEvenQuantity(const BreakEven& direct_cost, double fixed,
                                           double rate) {
  if (!(rate > 0) || !std::isfinite(rate) || !(fixed >= 0)) return std::nullopt;
  if (direct_cost.kind != BreakEven::Kind::kAt) return direct_cost;
  if (direct_cost.value < fixed) return BreakEven{BreakEven::Kind::kNever, 0, false};
  return BreakEven{BreakEven::Kind::kAt, (direct_cost.value - fixed) / rate, false};
}

std::optional<CompletionRange> BreakEvenCompletionRange(const BreakEvenQuestion& question,
                                                        const std::vector<double>& low,
                                                        const std::vector<double>& high) {
  const std::size_t n = question.steps.size();
  if (!AreCosts(low, n) || !AreCosts(high, n)) return std::nullopt;
  for (std::size_t k = 0; k < n; ++k) {
    if (low[k] > high[k]) return std::nullopt;
  }
  const std::optional<Balance> balance = BalanceOf(question);
  if (!balance) return std::nullopt;
  // Convex in p, as the highest of straight lines; the lowest is concave.
  const auto highest = [&](double p) {
    return balance->Highest(p, low, high, question.per_completion);
  };
  const auto lowest = [&](double p) {
    return balance->Highest(p, high, low, question.per_completion);
  };
  CompletionRange range;
  if (highest(1) <= 0) range.surely = highest(0) <= 0 ? 0 : LastCrossing(highest);
  if (lowest(0) > 0) range.possibly = lowest(1) > 0 ? 1 : LastCrossing(lowest);
  return range;
}

std::optional<DesignGapAnswer> FindDesignGap(const DesignGapQuestion& question) {
  BreakEvenQuestion customer = question.organisation;
  customer.direct = question.customer_direct;
  customer.per_completion = 0;
  const auto organisation_completion = BreakEvenCompletion(question.organisation);
  const auto customer_completion = BreakEvenCompletion(customer);
  const auto customer_cost = BreakEvenDirectCost(customer);
  if (!organisation_completion || !customer_completion || !customer_cost) return std::nullopt;
  return DesignGapAnswer{
      *organisation_completion, *customer_completion,
      BreakEvenQuantity(*customer_cost, question.customer_charge, question.minute_value)};
}

SIGNPOST_END_NAMESPACE
