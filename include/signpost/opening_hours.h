// SPDX-License-Identifier: Apache-2.0
//
// Is a schedule of a plan open at an instant, and when does it open next. Standard library only; no
// allocation, no system call. Instants are seconds since 1970-01-01T00:00:00Z within the plan's
// horizon.
//
// An instant is open where its local wall-clock time lies in a period of that day: a repeated hour
// is open both times, a skipped one never happens.
#ifndef SIGNPOST_OPENING_HOURS_H_
#define SIGNPOST_OPENING_HOURS_H_

#include <algorithm>
#include <cstdint>
#include <limits>

#include "signpost/plan_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kOpeningSearchSeconds = 366 * kSecondsPerDay;

namespace internal {

constexpr std::int64_t FloorDivide(std::int64_t value, std::int64_t divisor) noexcept {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// The transition in force at an instant.
inline const TransitionRow* TransitionAt(Slice<TransitionRow> transitions,
                                         std::int64_t at) noexcept {
  const TransitionRow* after =
      std::upper_bound(transitions.begin() + 1, transitions.end(), at,
                       [](std::int64_t t, const TransitionRow& row) { return t < row.at; });
  return after - 1;
}

// The first exception that does not end before the day, or end().
inline const ExceptionRow* ExceptionFrom(Slice<ExceptionRow> exceptions,
                                         std::int64_t day) noexcept {
  return std::lower_bound(exceptions.begin(), exceptions.end(), day,
                          [](const ExceptionRow& row, std::int64_t d) { return row.last_day < d; });
}

// The periods of one local day, and what to subtract from their times to get seconds of that day.
struct DayPeriods {
  Slice<PeriodRow> periods;
  std::int64_t base = 0;
};

inline DayPeriods PeriodsOf(const PlanView& plan, const ScheduleRow& schedule,
                            std::int64_t day) noexcept {
  const Slice<ExceptionRow> exceptions =
      plan.exceptions.Part(schedule.first_exception, schedule.exception_count);
  const ExceptionRow* exception = ExceptionFrom(exceptions, day);
  if (exception != exceptions.end() && exception->first_day <= day) {
    return {plan.periods.Part(exception->first_period, exception->period_count), 0};
  }
  const std::int64_t weekday = (day % 7 + 10) % 7;  // 1970-01-01 was a Thursday; Monday is 0.
  return {plan.periods.Part(schedule.first_period, schedule.period_count),
          weekday * kSecondsPerDay};
}

inline bool OpenAtLocal(const PlanView& plan, const ScheduleRow& schedule,
                        std::int64_t local) noexcept {
  const std::int64_t day = FloorDivide(local, kSecondsPerDay);
  const DayPeriods of_day = PeriodsOf(plan, schedule, day);
  const std::int64_t second = local - day * kSecondsPerDay + of_day.base;
  for (const PeriodRow& period : of_day.periods) {
    if (second < period.opens) return false;
    if (second < period.closes) return true;
  }
  return false;
}

// The first local second from `local` on, and before `limit`, that lies in a period; kNever if
// none.
inline std::int64_t NextOpenLocal(const PlanView& plan, const ScheduleRow& schedule,
                                  std::int64_t local, std::int64_t limit) noexcept {
  const Slice<ExceptionRow> exceptions =
      plan.exceptions.Part(schedule.first_exception, schedule.exception_count);
  std::int64_t day = FloorDivide(local, kSecondsPerDay);
  while (day * kSecondsPerDay < limit) {
    const DayPeriods of_day = PeriodsOf(plan, schedule, day);
    for (const PeriodRow& period : of_day.periods) {
      const std::int64_t opens = period.opens - of_day.base, closes = period.closes - of_day.base;
      if (opens >= kSecondsPerDay) break;
      if (closes <= 0) continue;
      const std::int64_t from =
          std::max(local, day * kSecondsPerDay + std::max<std::int64_t>(opens, 0));
      if (from < day * kSecondsPerDay + std::min(closes, kSecondsPerDay))
        return from < limit ? from : kNever;
    }
    ++day;
    if (schedule.period_count == 0) {  // Only exceptions open it: go to the next one.
      const ExceptionRow* next = ExceptionFrom(exceptions, day);
      if (next == exceptions.end()) return kNever;
      day = std::max<std::int64_t>(day, next->first_day);
    }
  }
  return kNever;
}

inline Slice<TransitionRow> TransitionsOf(const PlanView& plan,
                                          const ScheduleRow& schedule) noexcept {
  const ZoneRow& zone = plan.zones[schedule.zone];
  return plan.transitions.Part(zone.first_transition, zone.transition_count);
}

}  // namespace internal

// What is added to UTC to get the zone's local time at an instant, in seconds.
inline std::int32_t OffsetAt(const PlanView& plan, const ZoneRow& zone, std::int64_t at) noexcept {
  return internal::TransitionAt(plan.transitions.Part(zone.first_transition, zone.transition_count),
                                at)
      ->offset;
}

// True where the schedule is open at the instant.
inline bool IsOpen(const PlanView& plan, const ScheduleRow& schedule, std::int64_t at) noexcept {
  const TransitionRow* now = internal::TransitionAt(internal::TransitionsOf(plan, schedule), at);
  return internal::OpenAtLocal(plan, schedule, at + now->offset);
}

// The first instant after `at` at which the schedule is open, if it is at most 366 days later;
// otherwise kNever. Bounded by the 366 days and the zone's transitions in them.
inline std::int64_t NextOpening(const PlanView& plan, const ScheduleRow& schedule,
                                std::int64_t at) noexcept {
  const Slice<TransitionRow> transitions = internal::TransitionsOf(plan, schedule);
  const std::int64_t last = at + kOpeningSearchSeconds;
  std::int64_t from = at + 1;
  for (const TransitionRow* now = internal::TransitionAt(transitions, from); from <= last; ++now) {
    const bool final = now + 1 == transitions.end();
    const std::int64_t until = final ? last + 1 : std::min((now + 1)->at, last + 1);
    const std::int64_t local =
        internal::NextOpenLocal(plan, schedule, from + now->offset, until + now->offset);
    if (local != kNever) return local - now->offset;
    if (final) break;
    from = until;
  }
  return kNever;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_OPENING_HOURS_H_
