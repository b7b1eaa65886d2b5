// SPDX-License-Identifier: Apache-2.0
//
// Queues in which nobody gives up: Erlang B (nobody waits), Erlang C (everybody waits) and M/M/c/K
// (so many may wait). Include signpost/queueing.h, which tells what all of it has in common.
#ifndef SIGNPOST_QUEUEING_ERLANG_H_
#define SIGNPOST_QUEUEING_ERLANG_H_

#include <cmath>
#include <cstdint>
#include <limits>

#include "signpost/queueing/answer.h"
#include "signpost/queueing/real.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

inline constexpr std::int64_t kMaxAgents = 1'000'000'000;
inline constexpr std::int64_t kMaxCapacity = 1'000'000'000'000'000;
// Erlangs. Above it a load cannot be told from the next.
inline constexpr double kMaxOfferedLoad = 1e15;

// Work that arrives at random (Poisson), takes an exponential time, and the people who do it.
struct Queue {
  // Contacts per unit of time.
  double arrival_rate = 0;
  // Mean time one contact occupies one agent: AHT, after-contact work included.
  double handling_time = 0;
  // Working on contacts right now, breaks and training taken off.
  std::int64_t agents = 0;
};

// The steady state of a queue.
struct QueueMeasures {
  // Arrival rate x handling time: the agents that the work would keep busy. Erlangs.
  double offered_load = 0;
  // Probability that nobody is there. 0 where it is below 2e-308.
  double empty_probability = 0;
  // Of an arrival that is let in: probability of having to wait.
  double wait_probability = 0;
  // Mean wait of all who are let in, in no time at all or given up included. Time.
  double mean_wait = 0;
  // Average speed of answer: mean wait of those who are served. Time.
  double answer_speed = 0;
  // Mean number waiting.
  double queue_length = 0;
  // Mean number waiting or being served.
  double in_system = 0;
  // Mean time from being let in to leaving. Time.
  double time_in_system = 0;
  // Probability that an arrival is turned away.
  double blocking = 0;
  // Probability that an arrival gives up waiting.
  double abandonment = 0;
  // Contacts served per unit of time.
  double throughput = 0;
  // Share of the agents' time that is busy.
  double occupancy = 0;
};

namespace queueing_internal {

[[nodiscard]] inline QueueFault LoadFault(double offered_load) noexcept {
  return offered_load >= 0 && offered_load <= kMaxOfferedLoad ? QueueFault::kNone
                                                              : QueueFault::kArrivalRate;
}

[[nodiscard]] inline QueueFault Fault(const Queue& queue, std::int64_t fewest_agents) noexcept {
  if (!(queue.arrival_rate >= 0) || std::isinf(queue.arrival_rate)) {
    return QueueFault::kArrivalRate;
  }
  if (!(queue.handling_time > 0) || std::isinf(queue.handling_time)) {
    return QueueFault::kHandlingTime;
  }
  if (queue.agents < fewest_agents || queue.agents > kMaxAgents) return QueueFault::kAgents;
  return LoadFault(queue.arrival_rate * queue.handling_time);
}

// Agents less the offered load, rounded once: near saturation everything hangs on it.
[[nodiscard]] inline double Slack(const Queue& queue) noexcept {
  return std::fma(-queue.arrival_rate, queue.handling_time, static_cast<double>(queue.agents));
}

// States 0 to c-1 of an Erlang B system, relative to state c: c/a + c(c-1)/a^2 + ... Terms of one
// sign, summed until they no longer matter: some 50 times the square root of the load at most.
// `first` is c/a, `rest` the others. Infinite where state c is below 1e-308 of the others.
struct StatesBelow {
  double first = 0;
  double rest = 0;
  [[nodiscard]] double Sum() const noexcept { return first + rest; }
};

[[nodiscard]] inline StatesBelow Below(double load, std::int64_t agents) noexcept {
  StatesBelow below;
  if (agents == 0) return below;
  below.first = static_cast<double>(agents) / load;
  double term = below.first;
  for (std::int64_t left = agents - 1; left > 0; --left) {
    const auto count = static_cast<double>(left);
    term *= count / load;
    below.rest += term;
    if (term > std::numeric_limits<double>::max()) break;
    // What is left is at most term x ratio / (1 - ratio).
    if (count < load && term * count < 1e-17 * below.rest * (load - count)) break;
  }
  return below;
}

// Probability that an Erlang B system is empty: 1 / sum of a^k / k! up to c.
[[nodiscard]] inline double EmptyLossSystem(double load, std::int64_t agents) noexcept {
  double term = 1;
  double sum = 1;
  for (std::int64_t k = 1; k <= agents; ++k) {
    const auto count = static_cast<double>(k);
    term *= load / count;
    sum += term;
    if (sum > std::numeric_limits<double>::max()) return 0;
    if (count > load && term * load < 1e-17 * sum * (count - load)) break;
  }
  return 1 / sum;
}

// r + ... + r^n, and the same weighted by 1 ... n or by n ... 1, for 0 <= r <= 1, by doubling:
// without subtraction, right at r = 1.
struct PowerSums {
  double power = 1;    // r^n
  double plain = 0;    // sum of r^j, j from 1 to n
  double rising = 0;   // sum of j r^j
  double falling = 0;  // sum of (n + 1 - j) r^j
  PowerSums(double r, std::int64_t n) noexcept {
    double count = 0;
    int bit = 62;
    while (bit >= 0 && ((n >> bit) & 1) == 0) --bit;
    for (; bit >= 0; --bit) {
      rising += power * (count * plain + rising);
      falling += count * plain + power * falling;
      plain += power * plain;
      power *= power;
      count *= 2;
      if (((n >> bit) & 1) == 0) continue;
      count += 1;
      power *= r;
      rising += count * power;
      plain += power;
      falling += plain;
    }
  }
};

}  // namespace queueing_internal

// Erlang B: the share of arrivals that find every agent busy where nobody can wait.
// `offered_load` in erlangs, 0 to kMaxOfferedLoad; `agents` 0 to kMaxAgents. A value below 2e-308
// is given as 0. Faults: kArrivalRate, kAgents.
[[nodiscard]] inline QueueAnswer<double> ErlangB(double offered_load,
                                                 std::int64_t agents) noexcept {
  using namespace queueing_internal;
  if (LoadFault(offered_load) != QueueFault::kNone) return QueueFault::kArrivalRate;
  if (agents < 0 || agents > kMaxAgents) return QueueFault::kAgents;
  if (offered_load == 0) return agents == 0 ? 1.0 : 0.0;
  return 1 / (1 + Below(offered_load, agents).Sum());
}

// Erlang C: the share of arrivals that must wait where everybody waits. Arguments as in ErlangB.
// Faults: kArrivalRate, kAgents (0 too), kUnstable.
[[nodiscard]] inline QueueAnswer<double> ErlangC(double offered_load,
                                                 std::int64_t agents) noexcept {
  using namespace queueing_internal;
  if (LoadFault(offered_load) != QueueFault::kNone) return QueueFault::kArrivalRate;
  if (agents < 1 || agents > kMaxAgents) return QueueFault::kAgents;
  const auto count = static_cast<double>(agents);
  if (!(offered_load < count)) return QueueFault::kUnstable;
  if (offered_load == 0) return 0.0;
  // States above c are c times a geometric series of sum c / (c - a).
  return 1 / (1 + (count - offered_load) / count * Below(offered_load, agents).Sum());
}

// M/M/c: everybody waits as long as it takes. Faults: kArrivalRate, kHandlingTime, kAgents,
// kUnstable.
[[nodiscard]] inline QueueAnswer<QueueMeasures> WaitingQueue(const Queue& queue) noexcept {
  using namespace queueing_internal;
  if (const QueueFault fault = Fault(queue, 1); fault != QueueFault::kNone) return fault;
  const double slack = Slack(queue);
  if (!(slack > 0)) return QueueFault::kUnstable;
  const auto count = static_cast<double>(queue.agents);
  QueueMeasures measures;
  const double load = measures.offered_load = queue.arrival_rate * queue.handling_time;
  measures.empty_probability = 1;
  measures.time_in_system = queue.handling_time;
  if (load == 0) return measures;
  const double below = Below(load, queue.agents).Sum();
  const double wait = 1 / (1 + slack / count * below);
  // The loss system's states 0 to c, and the tail beyond them.
  measures.empty_probability =
      EmptyLossSystem(load, queue.agents) / (1 + load / slack / (1 + below));
  measures.wait_probability = wait;
  measures.mean_wait = measures.answer_speed = wait * queue.handling_time / slack;
  measures.queue_length = wait * load / slack;
  measures.in_system = measures.queue_length + load;
  measures.time_in_system = measures.mean_wait + queue.handling_time;
  measures.throughput = queue.arrival_rate;
  measures.occupancy = load / count;
  return measures;
}

// M/M/c/K: at most `capacity` contacts, served and waiting, are let in; others are turned away.
// Means and wait_probability are of those let in. More work than the agents can do is no fault.
// Faults: kArrivalRate, kHandlingTime, kAgents, kCapacity.
[[nodiscard]] inline QueueAnswer<QueueMeasures> FiniteQueue(const Queue& queue,
                                                            std::int64_t capacity) noexcept {
  using namespace queueing_internal;
  if (const QueueFault fault = Fault(queue, 1); fault != QueueFault::kNone) return fault;
  if (capacity < queue.agents || capacity > kMaxCapacity) return QueueFault::kCapacity;
  const auto count = static_cast<double>(queue.agents);
  const std::int64_t places = capacity - queue.agents;
  QueueMeasures measures;
  const double load = measures.offered_load = queue.arrival_rate * queue.handling_time;
  measures.empty_probability = 1;
  measures.time_in_system = queue.handling_time;
  if (load == 0) return measures;
  const StatesBelow below = Below(load, queue.agents);
  // Everything relative to state c, under overload relative to the full state, which is the
  // larger: `scale` is the one in terms of the other.
  double scale = 1;
  double full = 1;
  double waiting = 0;  // States c to full - 1: an arrival waits and is let in.
  double queued = 0;   // Sum of those waiting x probability, over states c + 1 to full.
  double beyond = 0;   // States c + 1 to full.
  if (load <= count) {
    if (places > 0) {
      const PowerSums sums(load / count, places - 1);
      full = sums.power * (load / count);
      waiting = 1 + sums.plain;
      beyond = waiting * (load / count);
      queued = sums.rising + static_cast<double>(places) * full;
    }
  } else {
    const PowerSums sums(count / load, places);
    scale = sums.power;
    waiting = sums.plain;
    beyond = places == 0 ? 0 : sums.plain * load / count;
    queued = places == 0 ? 0 : sums.falling * load / count;
  }
  const double served_at_once = below.Sum() * scale;
  const double total = served_at_once + scale + beyond;
  if (std::isinf(total)) {  // So idle that nobody waits, to within 1e-308.
    measures.empty_probability = EmptyLossSystem(load, queue.agents);
    measures.in_system = load;
    measures.throughput = queue.arrival_rate;
    measures.occupancy = load / count;
    return measures;
  }
  const double let_in = (served_at_once + waiting) / total;
  measures.empty_probability =
      EmptyLossSystem(load, queue.agents) * ((served_at_once + scale) / total);
  measures.blocking = full / total;
  measures.throughput = queue.arrival_rate * let_in;
  measures.wait_probability = waiting / (served_at_once + waiting);
  measures.queue_length = queued / total;
  measures.mean_wait = measures.answer_speed = measures.queue_length / measures.throughput;
  measures.in_system = measures.queue_length + load * let_in;
  measures.time_in_system = measures.mean_wait + queue.handling_time;
  measures.occupancy = load * let_in / count;
  return measures;
}

// M/M/c/c: nobody waits, who finds every agent busy is turned away. Faults: kArrivalRate,
// kHandlingTime, kAgents.
[[nodiscard]] inline QueueAnswer<QueueMeasures> LossQueue(const Queue& queue) noexcept {
  return FiniteQueue(queue, queue.agents);
}

// Share of arrivals answered within `time_limit`, M/M/c. Faults: as WaitingQueue, kTimeLimit.
[[nodiscard]] inline QueueAnswer<double> ServiceLevel(const Queue& queue,
                                                      double time_limit) noexcept {
  using namespace queueing_internal;
  if (const QueueFault fault = Fault(queue, 1); fault != QueueFault::kNone) return fault;
  if (!(time_limit >= 0)) return QueueFault::kTimeLimit;
  const double slack = Slack(queue);
  if (!(slack > 0)) return QueueFault::kUnstable;
  const double load = queue.arrival_rate * queue.handling_time;
  if (load == 0) return 1.0;
  const auto count = static_cast<double>(queue.agents);
  const double at_once = slack * Below(load, queue.agents).Sum();
  if (std::isinf(at_once)) return 1.0;
  return (at_once + count * OneMinusExp(slack * (time_limit / queue.handling_time))) /
         (at_once + count);
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_ERLANG_H_
