// SPDX-License-Identifier: Apache-2.0
//
// From a queue as a platform sees it to what the next contact must expect, in a live state.
// Standard library only; noexcept, no allocation. Off the hot path: call it when the queue changes,
// not when a contact comes. SetQueue is the way in; queueing.h has the models.
#ifndef SIGNPOST_LIVE_QUEUE_H_
#define SIGNPOST_LIVE_QUEUE_H_

#include <cmath>
#include <cstdint>

#include "signpost/live_state.h"
#include "signpost/queueing.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Puts the expected wait and abandonment of the next contact of a channel into *live, rounded half
// to even to nanoseconds and millionths. Times of `queue` are in seconds, its arrival rate is a
// second's. Faults: those of ExpectNext; kOutOfRange, the channel is not 0 to 63 or the wait is
// longer than 366 days. On a fault *live is left alone.
[[nodiscard]] inline QueueFault SetQueue(int channel, const QueueState& queue,
                                         LiveState* live) noexcept {
  const QueueAnswer<NextContact> next = ExpectNext(queue);
  if (!next) return next.fault();
  const auto round = [](double value) {
    const double below = std::floor(value);
    const double rest = value - below;  // Exact.
    const auto whole = static_cast<std::int64_t>(below);
    return whole + (rest > 0.5 || (rest == 0.5 && whole % 2 != 0) ? 1 : 0);
  };
  const double nanos = next->wait * 1e9;
  if (!(nanos <= static_cast<double>(kMaxWaitNanos))) return QueueFault::kOutOfRange;
  if (!live->SetExpectedWait(channel, round(nanos))) return QueueFault::kOutOfRange;
  // 0 to 1, and the channel is one: fits.
  (void)live->SetAbandonment(channel, round(next->abandonment * 1e6));
  return QueueFault::kNone;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_LIVE_QUEUE_H_
