// SPDX-License-Identifier: Apache-2.0
//
// What follows a contact: the channels of one service as an absorbing Markov chain. From a channel
// a contact is completed, abandoned, or falls back to a channel (itself too). Way in:
// Chain::Solve.
//
// Solved by elimination without subtraction (Grassmann, Taksar and Heyman 1985): a diagonal is
// never 1 - q but the sum of the ways out, so that a completion of 1e-12 keeps all its digits.
// Every result has a relative error below 1e-12 (measured: 1e-14). Additions, multiplications and
// divisions only: the same bits on every machine with -ffp-contract=off.
#ifndef SIGNPOST_SRC_COST_CHAIN_H_
#define SIGNPOST_SRC_COST_CHAIN_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// How a contact on one channel goes on. Channels are numbered from 0 in the caller's order.
struct ChainStep {
  struct Fallback {
    std::size_t channel = 0;
    double probability = 0;
  };
  double completion = 1;
  double abandonment = 0;
  // Several to the same channel add up.
  std::vector<Fallback> fallbacks;
};

// Why a chain has no answer, and where.
struct ChainFault {
  enum class Code {
    kNone,
    // No channel, or more than kMaxChainChannels.
    kSize,
    // A probability that is NaN or outside [0, 1].
    kProbability,
    // Completion, abandonment and fallbacks are off 1 by more than 1e-9.
    kSum,
    // A fallback to a channel that is not there.
    kUnknownChannel,
    // From here nothing is ever completed or abandoned: the contact goes round for ever.
    kNoWayOut,
    // The expected contacts exceed what a double holds.
    kOutOfRange,
  };
  static constexpr std::size_t kNoFallback = static_cast<std::size_t>(-1);

  Code code = Code::kNone;
  // The channel at fault, the first in order.
  std::size_t channel = 0;
  // Position in its fallbacks, where one of them is at fault.
  std::size_t fallback = kNoFallback;
  // What is wrong, without the channel's name: "completion is 1.2, outside 0 to 1".
  std::string text;

  bool ok() const { return code == Code::kNone; }
};

inline constexpr std::size_t kMaxChainChannels = 64;
inline constexpr double kProbabilitySumTolerance = 1e-9;

// A solved chain. Immutable; safe to read from any thread. Rows that are off 1 within the
// tolerance are divided by their sum.
class Chain {
 public:
  // Solves `steps` into *chain. On a fault *chain is left alone.
  static ChainFault Solve(const std::vector<ChainStep>& steps, Chain* chain);

  std::size_t size() const { return size_; }

  // Fundamental matrix: expected visits to `at` of a contact that starts on `from`, the start
  // included.
  double Visits(std::size_t from, std::size_t at) const { return visits_[from * size_ + at]; }
  // Expected contacts until it is over, the first included.
  double Contacts(std::size_t from) const { return contacts_[from]; }
  // Probability that it is completed, or abandoned, in the end; together 1.
  double Completion(std::size_t from) const { return completion_[from]; }
  double Abandonment(std::size_t from) const { return abandonment_[from]; }

  // One step: probability to be completed or abandoned here, or to go on to `to`.
  double StepCompletion(std::size_t at) const { return step_completion_[at]; }
  double StepAbandonment(std::size_t at) const { return step_abandonment_[at]; }
  double Step(std::size_t at, std::size_t to) const { return step_[at * size_ + to]; }

  // Expected total of what each visit costs, for every start. One finite number a channel, else
  // empty; empty too where a total overflows. With costs of one sign right to 1e-12 relative.
  std::optional<std::vector<double>> ExpectedCost(const std::vector<double>& direct) const;

  // Variance of that total, a visit to a channel always costing the same. Same conditions.
  // A sum of squares, hence never negative.
  std::optional<std::vector<double>> CostVariance(const std::vector<double>& direct) const;

 private:
  std::size_t size_ = 0;
  std::vector<double> visits_, contacts_, completion_, abandonment_;
  std::vector<double> step_, step_completion_, step_abandonment_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_CHAIN_H_
