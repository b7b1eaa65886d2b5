// SPDX-License-Identifier: Apache-2.0
#include "cost/chain.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_format.h"
#include "cost/elimination.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

ChainFault Fault(ChainFault::Code code, std::size_t channel, std::string text,
                 std::size_t fallback = ChainFault::kNoFallback) {
  return ChainFault{code, channel, fallback, std::move(text)};
}

bool IsProbability(double value) { return value >= 0 && value <= 1; }

ChainFault CheckStep(const ChainStep& step, std::size_t channel, std::size_t size) {
  using Code = ChainFault::Code;
  if (!IsProbability(step.completion)) {
    return Fault(Code::kProbability, channel,
                 absl::StrFormat("completion is %g, outside 0 to 1", step.completion));
  }
  if (!IsProbability(step.abandonment)) {
    return Fault(Code::kProbability, channel,
                 absl::StrFormat("abandonment is %g, outside 0 to 1", step.abandonment));
  }
  double sum = step.completion + step.abandonment;
  for (std::size_t i = 0; i < step.fallbacks.size(); ++i) {
    const ChainStep::Fallback& fallback = step.fallbacks[i];
    if (fallback.channel >= size) {
      return Fault(Code::kUnknownChannel, channel,
                   "a fallback leads to a channel that is not there", i);
    }
    if (!IsProbability(fallback.probability)) {
      return Fault(
          Code::kProbability, channel,
          absl::StrFormat("a fallback's probability is %g, outside 0 to 1", fallback.probability),
          i);
    }
    sum += fallback.probability;
  }
  // Few terms between 0 and 1: their sum in doubles is off by 1e-14 at most, whatever the order.
  if (std::fabs(sum - 1) > kProbabilitySumTolerance + 1e-14) {
    return Fault(
        Code::kSum, channel,
        absl::StrFormat("completion, abandonment and fallbacks add up to %.12g, not to 1", sum));
  }
  return {};
}

// The first channel from which neither end is ever reached, or `steps.size()`.
std::size_t FirstWithoutWayOut(const std::vector<ChainStep>& steps) {
  std::vector<bool> leads_out(steps.size(), false);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (leads_out[i]) continue;
      bool out = steps[i].completion > 0 || steps[i].abandonment > 0;
      for (const ChainStep::Fallback& fallback : steps[i].fallbacks) {
        out = out || (fallback.probability > 0 && leads_out[fallback.channel]);
      }
      leads_out[i] = out;
      changed = changed || out;
    }
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!leads_out[i]) return i;
  }
  return steps.size();
}

bool AllFinite(const std::vector<double>& values) {
  for (const double value : values) {
    if (!std::isfinite(value)) return false;
  }
  return true;
}

}  // namespace

ChainFault Chain::Solve(const std::vector<ChainStep>& steps, Chain* chain) {
  using Code = ChainFault::Code;
  const std::size_t n = steps.size();
  if (n == 0 || n > kMaxChainChannels) {
    return Fault(Code::kSize, 0,
                 absl::StrFormat("a chain of %d channels, not 1 to %d", n, kMaxChainChannels));
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (ChainFault fault = CheckStep(steps[i], i, n); !fault.ok()) return fault;
  }
  if (const std::size_t lost = FirstWithoutWayOut(steps); lost < n) {
    return Fault(Code::kNoWayOut, lost,
                 "from here a contact is never completed or abandoned: state a completion or "
                 "abandonment probability above 0 on the way");
  }

  Chain solved;
  solved.size_ = n;
  solved.step_.assign(n * n, 0);
  std::vector<double> sum(n), out(n), off_diagonal(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (const ChainStep::Fallback& fallback : steps[i].fallbacks) {
      solved.step_[i * n + fallback.channel] += fallback.probability;
    }
    out[i] = steps[i].completion + steps[i].abandonment;
    sum[i] = out[i];
    for (std::size_t j = 0; j < n; ++j) {
      sum[i] += solved.step_[i * n + j];
      if (j != i) off_diagonal[i * n + j] = solved.step_[i * n + j];
    }
  }
  const Elimination<double> elimination(n, std::move(off_diagonal), std::move(out));

  solved.visits_.resize(n * n);
  solved.contacts_.assign(n, 0);
  std::vector<double> column(n);
  for (std::size_t j = 0; j < n; ++j) {
    column.assign(n, 0);
    column[j] = sum[j];
    elimination.Solve(&column);
    for (std::size_t i = 0; i < n; ++i) {
      solved.visits_[i * n + j] = column[i];
      solved.contacts_[i] += column[i];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(solved.contacts_[i])) {
      return Fault(Code::kOutOfRange, i, "the expected contacts exceed 1.8e308");
    }
  }
  for (const ChainStep& step : steps) {
    solved.completion_.push_back(step.completion);
    solved.abandonment_.push_back(step.abandonment);
  }
  elimination.Solve(&solved.completion_);
  elimination.Solve(&solved.abandonment_);
  for (std::size_t i = 0; i < n; ++i) {
    solved.step_completion_.push_back(steps[i].completion / sum[i]);
    solved.step_abandonment_.push_back(steps[i].abandonment / sum[i]);
    for (std::size_t j = 0; j < n; ++j) solved.step_[i * n + j] /= sum[i];
  }
  *chain = std::move(solved);
  return {};
}

std::optional<std::vector<double>> Chain::ExpectedCost(const std::vector<double>& direct) const {
  if (direct.size() != size_ || !AllFinite(direct)) return std::nullopt;
  std::vector<double> total(size_, 0);
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = 0; j < size_; ++j) total[i] += Visits(i, j) * direct[j];
  }
  if (!AllFinite(total)) return std::nullopt;
  return total;
}

std::optional<std::vector<double>> Chain::CostVariance(const std::vector<double>& direct) const {
  const std::optional<std::vector<double>> expected = ExpectedCost(direct);
  if (!expected) return std::nullopt;
  // Each visit adds the variance of what is still to come after the step that it takes.
  std::vector<double> at_step(size_, 0);
  for (std::size_t j = 0; j < size_; ++j) {
    double mean = 0;
    for (std::size_t k = 0; k < size_; ++k) mean += Step(j, k) * (*expected)[k];
    at_step[j] = (StepCompletion(j) + StepAbandonment(j)) * mean * mean;
    for (std::size_t k = 0; k < size_; ++k) {
      const double off = (*expected)[k] - mean;
      at_step[j] += Step(j, k) * off * off;
    }
  }
  return ExpectedCost(at_step);
}

SIGNPOST_END_NAMESPACE
