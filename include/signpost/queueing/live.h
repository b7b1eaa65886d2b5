// SPDX-License-Identifier: Apache-2.0
//
// What the next contact must expect, from what a platform sees right now. Include
// signpost/queueing.h, which tells what all of it has in common.
#ifndef SIGNPOST_QUEUEING_LIVE_H_
#define SIGNPOST_QUEUEING_LIVE_H_

#include <cmath>
#include <cstdint>
#include <limits>

#include "signpost/queueing/answer.h"
#include "signpost/queueing/erlang.h"
#include "signpost/queueing/patience.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// A queue as it stands.
struct QueueState {
  // At work, 0 to kMaxAgents; 0: nobody serves now.
  std::int64_t agents = 0;
  // Of them handling a contact, 0 to agents.
  std::int64_t busy_agents = 0;
  // Waiting now, 0 to kMaxCapacity. kUnknownLength: the platform does not say.
  std::int64_t queue_length = 0;
  // Mean, AHT.
  double handling_time = 0;
  // Mean time after which somebody waiting gives up, as in ImpatientQueue. Infinity: nobody does.
  double patience = std::numeric_limits<double>::infinity();
  // Contacts per unit of time. Read only where queue_length is kUnknownLength.
  double arrival_rate = 0;
  static constexpr std::int64_t kUnknownLength = -1;
};

struct NextContact {
  // Mean time until it is served or gives up. Time.
  double wait = 0;
  // Probability that it gives up.
  double abandonment = 0;
};

// What a contact that joined the end of this queue now would meet.
//
// Model: M/M/c+M given the state, first come first served. With n contacts to be waited for (those
// waiting less the free agents, who take one each) and every agent busy, the n + 1 departures that
// the newcomer needs come at the rates c/T + n/P, ..., c/T (T handling time, P patience, those
// ahead give up too), while it gives up itself at the rate 1/P. The product of the stages
// telescopes: abandonment = (n + 1) / P / (c/T + (n + 1) / P), wait = (n + 1) / (c/T + (n + 1)/P).
// Those who arrive later join behind and do not matter. A free agent and nobody to wait for: no
// wait. Times are memoryless: a call that has lasted an hour is expected to last another T.
// Where queue_length is unknown it is the steady state's (ImpatientQueue) by arrival_rate, whose
// faults may then occur. Nobody at work: abandonment 1 after P, or kUnstable where P is infinite.
// Three divisions. Faults: kHandlingTime, kAgents, kPatience, kState, kUnstable.
[[nodiscard]] inline QueueAnswer<NextContact> ExpectNext(const QueueState& state) noexcept {
  if (!(state.handling_time > 0) || std::isinf(state.handling_time)) {
    return QueueFault::kHandlingTime;
  }
  if (state.agents < 0 || state.agents > kMaxAgents) return QueueFault::kAgents;
  if (!(state.patience >= 1e-15 * state.handling_time) || state.patience == 0) {
    return QueueFault::kPatience;
  }
  if (state.busy_agents < 0 || state.busy_agents > state.agents ||
      state.queue_length < QueueState::kUnknownLength || state.queue_length > kMaxCapacity) {
    return QueueFault::kState;
  }
  if (state.agents == 0) {
    if (std::isinf(state.patience)) return QueueFault::kUnstable;
    return NextContact{state.patience, 1};
  }
  if (state.queue_length == QueueState::kUnknownLength) {
    const QueueAnswer<QueueMeasures> steady =
        ImpatientQueue({state.arrival_rate, state.handling_time, state.agents}, state.patience);
    if (!steady) return steady.fault();
    return NextContact{steady->mean_wait, steady->abandonment};
  }
  const std::int64_t free_agents = state.agents - state.busy_agents;
  if (state.queue_length < free_agents) return NextContact{};
  const auto stages = static_cast<double>(state.queue_length - free_agents + 1);
  const auto agents = static_cast<double>(state.agents);
  const double given_up = stages * (state.handling_time / state.patience);
  const double rate = agents + given_up;
  return NextContact{state.handling_time * (stages / rate), given_up / rate};
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_LIVE_H_
