// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/opening_hours.h"

#include <cstdlib>
#include <string>

namespace signpost::reference {

absl::TimeZone ZoneOf(const v1::Catalog& catalog, const v1::OpeningHours& hours) {
  std::string name = hours.time_zone();
  if (name.empty()) name = catalog.time_zone();
  if (name.empty()) name = "UTC";
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(name, &zone)) std::abort();  // The catalog is valid: it exists.
  return zone;
}

int SecondOfDay(const std::string& text) {
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  return two(0) * 3600 + two(3) * 60 + (text.size() > 5 ? two(6) : 0);
}

absl::CivilDay DayOf(const std::string& text) {
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  return absl::CivilDay(two(0) * 100 + two(2), two(5), two(8));
}

std::vector<Period> PeriodsOf(const v1::OpeningHours& hours, absl::CivilDay day) {
  std::vector<Period> periods;
  for (const v1::OpeningException& exception : hours.exceptions()) {
    const absl::CivilDay from = DayOf(exception.from());
    const absl::CivilDay to = exception.to().empty() ? from : DayOf(exception.to());
    if (day < from || day > to) continue;
    for (const v1::OpeningTimes& times : exception.periods()) {
      periods.emplace_back(SecondOfDay(times.opens()), SecondOfDay(times.closes()));
    }
    return periods;
  }
  const int weekday = static_cast<int>(absl::GetWeekday(day)) + 1;  // Both count from Monday.
  for (const v1::WeeklyPeriod& period : hours.periods()) {
    bool today = period.days().empty();
    for (const int named : period.days()) today = today || named == weekday;
    if (today) periods.emplace_back(SecondOfDay(period.opens()), SecondOfDay(period.closes()));
  }
  return periods;
}

bool IsOpen(const v1::OpeningHours& hours, const absl::TimeZone& zone, absl::Time time) {
  const absl::CivilSecond local = zone.At(time).cs;
  const int second = local.hour() * 3600 + local.minute() * 60 + local.second();
  for (const auto& [opens, closes] : PeriodsOf(hours, absl::CivilDay(local))) {
    if (opens <= second && second < closes) return true;
  }
  return false;
}

// A schedule opens either where the wall clock shows the start of a period, or where the wall
// clock jumps. All such instants are tried; whether each is open is asked of IsOpen.
std::optional<absl::Time> OpensAt(const v1::OpeningHours& hours, const absl::TimeZone& zone,
                                  absl::Time time) {
  const absl::Time last = time + 366 * absl::Hours(24);
  std::optional<absl::Time> first;
  const auto consider = [&](absl::Time candidate) {
    if (candidate <= time || candidate > last) return;
    if (first.has_value() && candidate >= *first) return;
    if (IsOpen(hours, zone, candidate)) first = candidate;
  };

  absl::TimeZone::CivilTransition jump;
  for (absl::Time at = time; zone.NextTransition(at, &jump);) {
    at = zone.At(jump.to).trans;
    if (at > last) break;
    consider(at);
  }

  // A wall clock that is set back over midnight shows a day twice, so one day more is looked at
  // on either side.
  absl::CivilDay last_day = absl::CivilDay(zone.At(last).cs) + 1;
  for (absl::CivilDay day = absl::CivilDay(zone.At(time).cs) - 1; day <= last_day; ++day) {
    for (const auto& [opens, closes] : PeriodsOf(hours, day)) {
      const absl::TimeZone::TimeInfo instants = zone.At(absl::CivilSecond(day) + opens);
      consider(instants.pre);
      consider(instants.trans);
      consider(instants.post);
    }
    if (first.has_value()) last_day = std::min(last_day, absl::CivilDay(zone.At(*first).cs) + 1);
  }
  return first;
}

}  // namespace signpost::reference
