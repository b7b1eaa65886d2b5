// SPDX-License-Identifier: Apache-2.0
//
// How many agents a service level or a wait takes. Include signpost/queueing.h, which tells what
// all of it has in common.
#ifndef SIGNPOST_QUEUEING_STAFFING_H_
#define SIGNPOST_QUEUEING_STAFFING_H_

#include <cmath>
#include <cstdint>
#include <limits>

#include "signpost/queueing/answer.h"
#include "signpost/queueing/erlang.h"
#include "signpost/queueing/patience.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// The work that a staffing search finds people for.
struct Workload {
  // As in Queue.
  double arrival_rate = 0;
  double handling_time = 0;
  // Mean patience, as in ImpatientQueue. Infinity: nobody gives up (Erlang C).
  double patience = std::numeric_limits<double>::infinity();
  // Share of paid time that is not spent on contacts: breaks, training, sickness. 0 to below 1.
  double shrinkage = 0;
};

struct Staffing {
  // Fewest that reach the target. At least 1.
  std::int64_t agents = 0;
  // Fewest to schedule so that, after shrinkage, that many are there.
  std::int64_t scheduled = 0;
};

// Fewest n with n x (1 - shrinkage) >= agents, to within a part in 1e12: 14 agents at a shrinkage
// of 0.3 are 20 scheduled, whatever the last bit of 14 / 0.7. Faults: kAgents, kShrinkage.
[[nodiscard]] inline QueueAnswer<std::int64_t> Scheduled(std::int64_t agents,
                                                         double shrinkage) noexcept {
  if (agents < 0 || agents > kMaxAgents) return QueueFault::kAgents;
  if (!(shrinkage >= 0 && shrinkage < 1)) return QueueFault::kShrinkage;
  const double there = 1 - shrinkage;
  const double wanted = static_cast<double>(agents) * (1 - 1e-12) / there;
  if (wanted > 9e15) return QueueFault::kShrinkage;
  return static_cast<std::int64_t>(std::ceil(wanted));
}

namespace queueing_internal {

// The fewest agents for which `good` holds, which must stay true as agents are added. Looks above
// and below the offered load in doubling steps, then halves.
template <typename Good>
[[nodiscard]] QueueAnswer<Staffing> Search(const Workload& work, const Good& good) noexcept {
  Queue queue{work.arrival_rate, work.handling_time, 1};
  if (const QueueFault fault = Fault(queue, 1); fault != QueueFault::kNone) return fault;
  if (!(work.patience / work.handling_time >= 1e-15)) return QueueFault::kPatience;
  if (!(work.shrinkage >= 0 && work.shrinkage < 1)) return QueueFault::kShrinkage;
  const double load = work.arrival_rate * work.handling_time;
  const auto reached = [&](std::int64_t agents) noexcept {
    queue.agents = agents;
    return good(queue);
  };
  if (load >= static_cast<double>(kMaxAgents)) return QueueFault::kUnreachable;
  std::int64_t low = 0;  // Known not to do, or 0.
  std::int64_t high = static_cast<std::int64_t>(load) + 1;
  if (reached(high)) {
    for (std::int64_t step = 1; high - step > low; step *= 2) {
      if (!reached(high - step)) {
        low = high - step;
        break;
      }
      high -= step;
    }
  } else {
    std::int64_t step = 1;
    do {
      if (high >= kMaxAgents) return QueueFault::kUnreachable;
      low = high;
      high = high > kMaxAgents - step ? kMaxAgents : high + step;
      step *= 2;
    } while (!reached(high));
  }
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (reached(middle) ? high : low) = middle;
  }
  const QueueAnswer<std::int64_t> scheduled = Scheduled(high, work.shrinkage);
  if (!scheduled) return scheduled.fault();
  return Staffing{high, *scheduled};
}

}  // namespace queueing_internal

// Fewest agents with which the share `target` of arrivals is answered within `time_limit`.
// `target` above 0, below 1. Faults: kArrivalRate, kHandlingTime, kPatience, kTimeLimit, kTarget,
// kShrinkage, kUnreachable.
[[nodiscard]] inline QueueAnswer<Staffing> StaffForServiceLevel(const Workload& work, double target,
                                                                double time_limit) noexcept {
  if (!(time_limit >= 0)) return QueueFault::kTimeLimit;
  if (!(target > 0 && target < 1)) return QueueFault::kTarget;
  return queueing_internal::Search(work, [&](const Queue& queue) noexcept {
    const QueueAnswer<double> level = ServiceLevel(queue, work.patience, time_limit);
    return level.ok() && *level >= target;
  });
}

// Fewest agents with which the mean wait of all arrivals is at most `longest`. Faults:
// kArrivalRate, kHandlingTime, kPatience, kTarget, kShrinkage, kUnreachable.
[[nodiscard]] inline QueueAnswer<Staffing> StaffForMeanWait(const Workload& work,
                                                            double longest) noexcept {
  if (!(longest >= 0)) return QueueFault::kTarget;
  return queueing_internal::Search(work, [&](const Queue& queue) noexcept {
    const QueueAnswer<QueueMeasures> measures = ImpatientQueue(queue, work.patience);
    return measures.ok() && measures->mean_wait <= longest;
  });
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_STAFFING_H_
