// SPDX-License-Identifier: Apache-2.0
//
// What to fix first, and where the cheaper of two channels changes. Pure functions over a chain;
// for reports: they are floating point and decide nothing.
//
// Money may be in any unit, the same throughout, and on either ledger: with the customer's costs a
// break-even says when the channel becomes the customer's own choice. Where the organisation's
// break-even is met and the customer's is not lies the design gap.
#ifndef SIGNPOST_SRC_COST_SENSITIVITY_H_
#define SIGNPOST_SRC_COST_SENSITIVITY_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "cost/chain.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Where one step of a contact may lead: completed, abandoned, or on to a channel.
inline constexpr std::size_t kToCompletion = static_cast<std::size_t>(-1);
inline constexpr std::size_t kToAbandonment = static_cast<std::size_t>(-2);

// Change of the expected cost of a contact that starts on `start`, per unit of probability moved
// at channel `at` from one way (`less`) to another (`more`): a channel's number or one of the two
// above. `expected` is Chain::ExpectedCost, on whichever ledger. The rows of `chain` must add up
// to 1 for the unit to be exact; indices must be in range.
double CostSlope(const Chain& chain, const std::vector<double>& expected, std::size_t start,
                 std::size_t at, std::size_t less, std::size_t more);

// The same of the probability of being completed in the end.
double CompletionSlope(const Chain& chain, std::size_t start, std::size_t at, std::size_t less,
                       std::size_t more);

// Change of the expected cost per unit of one cost component of channel `at`, which enters its
// direct cost `times` times: 1 for a component per contact, AHT in minutes / concurrency per
// minute, the completion probability per completion, 1 / monthly volume per month.
double ComponentSlope(const Chain& chain, std::size_t start, std::size_t at, double times);

// Two channels of one service: for which values of something of `first` is `first` the cheaper,
// end to end? A tie counts as cheaper.
struct BreakEvenQuestion {
  std::vector<ChainStep> steps;
  // Direct cost a visit, one a channel, not negative.
  std::vector<double> direct;
  // Part of direct[first] that is paid per completion: amount x completion probability. The
  // amount; 0 where there is none.
  double per_completion = 0;
  std::size_t first = 0;
  std::size_t second = 1;
};

struct BreakEven {
  enum class Kind {
    // Cheaper on one side of `value`.
    kAt,
    // Cheaper whatever the value.
    kAlways,
    // Cheaper for no value in range.
    kNever,
  };
  Kind kind = Kind::kNever;
  double value = 0;
  // kAt: `first` is cheaper above `value`; false: below.
  bool cheaper_above = false;
};

// All of these: empty where the chain has a fault, a cost is negative or not finite, the channels
// are the same or not there.

// By the completion probability of `first`, 0 to 1. What it does not complete is shared between
// abandonment and fallbacks as stated; if it states that it completes everything, the rest is
// abandoned.
std::optional<BreakEven> BreakEvenCompletion(const BreakEvenQuestion& question);

// By its direct cost a visit, 0 or more, all included. Cheaper below.
std::optional<BreakEven> BreakEvenDirectCost(const BreakEvenQuestion& question);

// The quantity q at which `fixed` + `rate` x q is the break-even direct cost: handling time in
// minutes with rate = amount per minute / concurrency, the price of a component with rate = how
// often it is paid a visit, the customer's time with rate = value of a minute. `rate` above 0,
// `fixed` not negative: else empty.
std::optional<BreakEven> BreakEvenQuantity(const BreakEven& direct_cost, double fixed, double rate);

// Between evidence ranges: `low` and `high` bound each channel's direct cost, of `first` without
// what it pays per completion.
struct CompletionRange {
  // At this completion probability of `first` or above, it is cheaper wherever in their ranges the
  // costs lie; unset: at none.
  std::optional<double> surely;
  // Below this one it is dearer wherever they lie; unset: it is never sure to be dearer.
  std::optional<double> possibly;
};

// Empty also where a low is above its high. `question.direct` is not read.
std::optional<CompletionRange> BreakEvenCompletionRange(const BreakEvenQuestion& question,
                                                        const std::vector<double>& low,
                                                        const std::vector<double>& high);

// Above the first and below the second value the cheaper channel for the organisation is not the
// customer's own choice. Each ledger has its own direct costs.
struct DesignGapQuestion {
  BreakEvenQuestion organisation;
  std::vector<double> customer_direct;
  // Of customer_direct[first]: what is not time, and the value of a minute.
  double customer_charge = 0;
  double minute_value = 0;
};
struct DesignGapAnswer {
  BreakEven organisation_completion;
  BreakEven customer_completion;
  // Minutes of the customer's time on `first`. Empty where minute_value is 0.
  std::optional<BreakEven> customer_minutes;
};
std::optional<DesignGapAnswer> FindDesignGap(const DesignGapQuestion& question);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_SENSITIVITY_H_
