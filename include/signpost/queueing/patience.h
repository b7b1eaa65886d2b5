// SPDX-License-Identifier: Apache-2.0
//
// Erlang A (M/M/c+M): everybody may wait, and gives up after an exponential patience. Include
// signpost/queueing.h, which tells what all of it has in common.
#ifndef SIGNPOST_QUEUEING_PATIENCE_H_
#define SIGNPOST_QUEUEING_PATIENCE_H_

#include <cmath>
#include <limits>

#include "signpost/queueing/answer.h"
#include "signpost/queueing/erlang.h"
#include "signpost/queueing/real.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace queueing_internal {

// Gauss-Legendre, 16 points on [-1, 1], the positive half.
struct GaussPoint {
  double at;
  double weight;
};
inline constexpr GaussPoint kGauss[8] = {
    {0.095012509837637440185, 0.18945061045506849629},
    {0.28160355077925891323, 0.18260341504492358887},
    {0.45801677765722738634, 0.16915651939500253819},
    {0.61787624440264374845, 0.14959598881657673208},
    {0.7554044083550030339, 0.12462897125553387205},
    {0.86563120238783174388, 0.09515851168249278481},
    {0.94457502307323257608, 0.062253523938647892863},
    {0.9894009349916499326, 0.027152459411754094852},
};

// The wait of somebody with endless patience who finds all agents busy has a density in
// proportion to exp(phi(u)), u = wait / mean patience, phi(u) = x (1 - e^-u) - y u, where
// x = arrival rate x patience and y = agents x patience / handling time (Zeltyn and Mandelbaum
// 2005). It has one peak and its logarithm is concave, so it is integrated from the peak outwards
// in panels about as wide as it bends, at the same price for ten agents or ten million.
struct OfferedWait {
  // Where the series starts, 0 or ln(x / y) > 0; phi(peak + v) - phi(peak) is
  // slope v - bend (v - 1 + e^-v).
  double peak = 0;
  double slope = 0;
  double bend = 0;
  double y = 0;
  // e^-phi(peak).
  double scale = 1;

  // `drift` is x - y, rounded once.
  OfferedWait(double x, double y_, double drift) noexcept : slope(drift), bend(x), y(y_) {
    if (!(drift > 0)) return;
    slope = 0;
    bend = y;
    peak = Log1p(drift / y);
    scale = Exp(x * ExpDeficit(peak) - drift * peak);
  }

  // Integrals over u of e^phi and of it times e^-u (served), 1 - e^-u (gone), u e^-u (wait of the
  // served), all divided by e^phi(peak).
  struct Sums {
    double all = 0;
    double served = 0;
    double gone = 0;
    double served_wait = 0;
  };

  void Add(double v, double weight, Sums* sums) const noexcept {
    const double u = peak + v;
    const double deficit = ExpDeficit(v);
    const double mass = weight * Exp(slope * v - bend * deficit);
    double gone = 0;
    double stayed = 0;
    if (u < 0.5) {
      gone = u - (peak == 0 ? deficit : ExpDeficit(u));
      stayed = 1 - gone;
    } else {
      stayed = Exp(-u);
      gone = 1 - stayed;
    }
    sums->all += mass;
    sums->served += mass * stayed;
    sums->gone += mass * gone;
    sums->served_wait += mass * stayed * u;
  }

  // From v towards `end` (above v: right, below: left), until nothing is left of it.
  void March(double v, double end, Sums* sums) const noexcept {
    const double direction = end > v ? 1 : -1;
    while ((end - v) * direction > 0) {
      const double bent = bend * Exp(-v);
      const double steepness = std::fabs(slope - bend * OneMinusExp(v));
      if (direction > 0 && peak + v > 45 && bent < 1e-17) {
        // From here on a plain exponential of rate y, and nobody is still there to be served.
        const double rest =
            Exp(slope * v - bend * ExpDeficit(v)) * (OneMinusExp(y * (end - v)) / y);
        sums->all += rest;
        sums->gone += rest;
        return;
      }
      double width = direction > 0 ? 2.0 : 0.5;
      if (steepness * width > 8) width = 8 / steepness;
      if (bent * width * width > 16) width = 4 / std::sqrt(bent);
      if (width > (end - v) * direction) width = (end - v) * direction;
      const double middle = v + direction * width / 2;
      Sums panel;
      for (const GaussPoint& point : kGauss) {
        Add(middle - width / 2 * point.at, point.weight * (width / 2), &panel);
        Add(middle + width / 2 * point.at, point.weight * (width / 2), &panel);
      }
      sums->all += panel.all;
      sums->served += panel.served;
      sums->gone += panel.gone;
      sums->served_wait += panel.served_wait;
      if (panel.all <= 1e-19 * sums->all) return;  // Both 0 far from the peak.
      const double next = v + direction * width;
      if (next == v) return;
      v = next;
    }
  }

  // Over u from 0 to `limit`.
  [[nodiscard]] Sums UpTo(double limit) const noexcept {
    Sums sums;
    const double start = limit < peak ? limit - peak : 0;
    March(start, -peak, &sums);
    March(start, limit - peak, &sums);
    return sums;
  }
};

// The ways to be of an Erlang A system, relative to state c divided by `wait.scale`.
struct ImpatientStates {
  StatesBelow below;
  OfferedWait wait;
  OfferedWait::Sums sums;
  [[nodiscard]] double Busy() const noexcept { return wait.y * sums.all; }
  [[nodiscard]] double AtOnce() const noexcept {
    return wait.scale == 0 ? 0 : below.Sum() * wait.scale;
  }
};

[[nodiscard]] inline ImpatientStates StatesOf(const Queue& queue, double patience) noexcept {
  const double load = queue.arrival_rate * queue.handling_time;
  const double ratio = patience / queue.handling_time;
  const OfferedWait wait(load * ratio, static_cast<double>(queue.agents) * ratio,
                         -Slack(queue) * ratio);
  return {Below(load, queue.agents), wait, wait.UpTo(std::numeric_limits<double>::infinity())};
}

[[nodiscard]] inline QueueFault PatienceFault(const Queue& queue, double patience) noexcept {
  if (const QueueFault fault = Fault(queue, 1); fault != QueueFault::kNone) return fault;
  // Beyond 1e15 handling times either way a double cannot tell it from endless or none.
  const double ratio = patience / queue.handling_time;
  if (!(ratio >= 1e-15)) return QueueFault::kPatience;
  if (!(ratio <= 1e15) && !(Slack(queue) > 0)) return QueueFault::kUnstable;
  return QueueFault::kNone;
}

}  // namespace queueing_internal

// Erlang A. `patience`: mean time after which somebody who is still waiting gives up, above 1e-15
// handling times; from 1e15 handling times on (infinity too) it is WaitingQueue. More work than
// the agents can do is no fault. mean_wait is of all arrivals, answer_speed of those served.
// in_system and time_in_system count those who give up too. Faults: kArrivalRate, kHandlingTime,
// kAgents, kPatience, kUnstable (endless patience only).
[[nodiscard]] inline QueueAnswer<QueueMeasures> ImpatientQueue(const Queue& queue,
                                                               double patience) noexcept {
  using namespace queueing_internal;
  if (const QueueFault fault = PatienceFault(queue, patience); fault != QueueFault::kNone) {
    return fault;
  }
  if (patience / queue.handling_time > 1e15) return WaitingQueue(queue);
  const auto count = static_cast<double>(queue.agents);
  QueueMeasures measures;
  const double load = measures.offered_load = queue.arrival_rate * queue.handling_time;
  measures.empty_probability = 1;
  measures.time_in_system = queue.handling_time;
  if (load == 0) return measures;
  const ImpatientStates states = StatesOf(queue, patience);
  const double busy = states.Busy();
  const double total = states.AtOnce() + busy;
  const double empty = EmptyLossSystem(load, queue.agents);
  if (std::isinf(total)) {  // Nobody waits, to within 1e-308.
    measures.empty_probability = empty;
    measures.in_system = load;
    measures.throughput = queue.arrival_rate;
    measures.occupancy = load / count;
    return measures;
  }
  const double at_most_c = states.AtOnce() + states.wait.scale;
  measures.empty_probability = empty * (at_most_c / total);
  measures.wait_probability = busy / total;
  measures.abandonment = states.wait.y * states.sums.gone / total;
  measures.mean_wait = measures.abandonment * patience;
  measures.queue_length = measures.mean_wait * queue.arrival_rate;
  const double working =
      load * (states.below.rest * states.wait.scale / total) + count * (busy / total);
  measures.throughput = working / queue.handling_time;
  measures.occupancy = working / count;
  const double served = states.AtOnce() + states.wait.y * states.sums.served;
  measures.answer_speed = states.wait.y * states.sums.served_wait / served * patience;
  measures.in_system = measures.queue_length + working;
  measures.time_in_system = measures.in_system / queue.arrival_rate;
  return measures;
}

// Share of all arrivals that are answered within `time_limit`, Erlang A: who gives up counts as
// not answered. Faults: as ImpatientQueue, kTimeLimit.
[[nodiscard]] inline QueueAnswer<double> ServiceLevel(const Queue& queue, double patience,
                                                      double time_limit) noexcept {
  using namespace queueing_internal;
  if (const QueueFault fault = PatienceFault(queue, patience); fault != QueueFault::kNone) {
    return fault;
  }
  if (!(time_limit >= 0)) return QueueFault::kTimeLimit;
  if (patience / queue.handling_time > 1e15) return ServiceLevel(queue, time_limit);
  if (queue.arrival_rate * queue.handling_time == 0) return 1.0;
  const ImpatientStates states = StatesOf(queue, patience);
  const double at_once = states.AtOnce();
  const double total = at_once + states.Busy();
  if (std::isinf(total)) return 1.0;
  const double within = states.wait.UpTo(time_limit / patience).served;
  return (at_once + states.wait.y * within) / total;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_PATIENCE_H_
