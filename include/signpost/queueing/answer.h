// SPDX-License-Identifier: Apache-2.0
//
// What the functions of signpost/queueing.h give back: a value, or the reason why there is none.
#ifndef SIGNPOST_QUEUEING_ANSWER_H_
#define SIGNPOST_QUEUEING_ANSWER_H_

#include <cstdint>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Why a queueing question has no answer. Where several apply, the first in this order.
enum class QueueFault : std::uint8_t {
  kNone = 0,
  // NaN, negative, infinite, or an offered load above kMaxOfferedLoad.
  kArrivalRate,
  // NaN, infinite, zero or negative.
  kHandlingTime,
  // Negative, zero where somebody must serve, or above kMaxAgents.
  kAgents,
  // Places in the system (served and waiting) below the agents, or above kMaxCapacity.
  kCapacity,
  // NaN, zero or negative.
  kPatience,
  // A time limit that is NaN or negative.
  kTimeLimit,
  // A target outside (0, 1), or a wait limit that is NaN or negative.
  kTarget,
  // Outside [0, 1).
  kShrinkage,
  // A state that cannot be: busy agents above agents, a negative queue.
  kState,
  // At least as much work arrives as the agents can do and nobody gives up: the queue grows for
  // ever. Add agents, or state a patience.
  kUnstable,
  // No number of agents up to kMaxAgents reaches the target.
  kUnreachable,
  // An answer that its receiver cannot hold: see there.
  kOutOfRange,
};

// In English, for a report or a log; static storage.
[[nodiscard]] constexpr const char* Describe(QueueFault fault) noexcept {
  switch (fault) {
    case QueueFault::kNone:
      return "no fault";
    case QueueFault::kArrivalRate:
      return "the arrival rate must be a number from 0 to a load of 1e15 erlangs";
    case QueueFault::kHandlingTime:
      return "the handling time must be a finite number above 0";
    case QueueFault::kAgents:
      return "the agents must be a whole number from 1 to 1000000000";
    case QueueFault::kCapacity:
      return "the capacity must be a whole number from the number of agents to 1000000000000000";
    case QueueFault::kPatience:
      return "the mean patience must be a number above 0";
    case QueueFault::kTimeLimit:
      return "the time limit must be a number not below 0";
    case QueueFault::kTarget:
      return "the target must be above 0 and below 1, or a wait not below 0";
    case QueueFault::kShrinkage:
      return "the shrinkage must be a number from 0 to below 1";
    case QueueFault::kState:
      return "busy agents must be from 0 to the agents, and the queue not below 0";
    case QueueFault::kUnstable:
      return "as much work arrives as the agents can do: add agents or state a patience";
    case QueueFault::kUnreachable:
      return "no number of agents reaches the target";
    case QueueFault::kOutOfRange:
      return "the wait is longer than 366 days";
  }
  return "unknown fault";
}

// A value or a fault, never a NaN. Reading the value of a fault gives T{}.
template <typename T>
class [[nodiscard]] QueueAnswer {
 public:
  constexpr QueueAnswer(T value) noexcept : value_(value) {}  // NOLINT: an answer is its value
  constexpr QueueAnswer(QueueFault fault) noexcept : fault_(fault) {}  // NOLINT

  [[nodiscard]] constexpr bool ok() const noexcept { return fault_ == QueueFault::kNone; }
  constexpr explicit operator bool() const noexcept { return ok(); }
  [[nodiscard]] constexpr QueueFault fault() const noexcept { return fault_; }
  constexpr const T& operator*() const noexcept { return value_; }
  constexpr const T* operator->() const noexcept { return &value_; }

 private:
  T value_{};
  QueueFault fault_ = QueueFault::kNone;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_QUEUEING_ANSWER_H_
