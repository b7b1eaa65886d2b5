// SPDX-License-Identifier: Apache-2.0
#include "plan/compile_hours.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "catalog/dates.h"
#include "signpost/opening_hours.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::uint32_t kDay = static_cast<std::uint32_t>(kSecondsPerDay);

// Of a text that the catalog has checked.
std::uint32_t TimeOfDay(const std::string& text) {
  return static_cast<std::uint32_t>(ParseTimeOfDay(text).value_or(0));
}

// Sorts, and joins what overlaps or touches within one day.
void AppendPeriods(std::vector<PeriodRow> periods, std::vector<PeriodRow>* rows) {
  std::sort(periods.begin(), periods.end(),
            [](const PeriodRow& a, const PeriodRow& b) { return a.opens < b.opens; });
  const std::size_t first = rows->size();
  for (const PeriodRow& period : periods) {
    const bool joins = rows->size() > first && period.opens <= rows->back().closes &&
                       period.opens / kDay == rows->back().opens / kDay;
    if (joins) {
      rows->back().closes = std::max(rows->back().closes, period.closes);
    } else {
      rows->push_back(period);
    }
  }
}

void CompileSchedule(const v1::OpeningHours& hours, ScheduleRow* row, PlanTables* tables) {
  std::vector<PeriodRow> weekly;
  for (const v1::WeeklyPeriod& period : hours.periods()) {
    const PeriodRow of_day = {TimeOfDay(period.opens()), TimeOfDay(period.closes())};
    for (std::uint32_t day = 0; day < 7; ++day) {
      const bool listed =
          std::count(period.days().begin(), period.days().end(), static_cast<int>(day) + 1) > 0;
      if (period.days().empty() || listed)
        weekly.push_back({day * kDay + of_day.opens, day * kDay + of_day.closes});
    }
  }
  row->first_period = static_cast<std::uint32_t>(tables->periods.size());
  AppendPeriods(std::move(weekly), &tables->periods);
  row->period_count = static_cast<std::uint32_t>(tables->periods.size()) - row->first_period;

  row->first_exception = static_cast<std::uint32_t>(tables->exceptions.size());
  for (const v1::OpeningException& exception : hours.exceptions()) {
    ExceptionRow compiled;
    compiled.first_day = ParseDate(exception.from()).value_or(0);
    compiled.last_day =
        exception.to().empty() ? compiled.first_day : ParseDate(exception.to()).value_or(0);
    compiled.first_period = static_cast<std::uint32_t>(tables->periods.size());
    std::vector<PeriodRow> periods;
    for (const v1::OpeningTimes& times : exception.periods()) {
      periods.push_back({TimeOfDay(times.opens()), TimeOfDay(times.closes())});
    }
    AppendPeriods(std::move(periods), &tables->periods);
    compiled.period_count =
        static_cast<std::uint32_t>(tables->periods.size()) - compiled.first_period;
    tables->exceptions.push_back(compiled);
  }
  row->exception_count =
      static_cast<std::uint32_t>(tables->exceptions.size()) - row->first_exception;
  std::sort(tables->exceptions.begin() + row->first_exception, tables->exceptions.end(),
            [](const ExceptionRow& a, const ExceptionRow& b) { return a.first_day < b.first_day; });
}

// The instant at which a change of the clocks happens.
absl::Time InstantOf(const absl::TimeZone& zone, const absl::TimeZone::CivilTransition& change) {
  const absl::TimeZone::TimeInfo from = zone.At(change.from);
  if (from.kind == absl::TimeZone::TimeInfo::SKIPPED) return from.trans;
  const absl::TimeZone::TimeInfo to = zone.At(change.to);
  return to.kind == absl::TimeZone::TimeInfo::REPEATED ? to.trans : to.pre;
}

void CompileTransitions(const absl::TimeZone& zone, ZoneRow* row, PlanTables* tables) {
  const auto offset_at = [&zone](absl::Time time) {
    return static_cast<std::int32_t>(zone.At(time).offset);
  };
  // A search for the next opening may look beyond the horizon.
  const absl::Time end = absl::FromUnixSeconds(tables->header.horizon_end + kOpeningSearchSeconds);
  absl::Time at = absl::FromUnixSeconds(tables->header.horizon_begin);
  row->first_transition = static_cast<std::uint32_t>(tables->transitions.size());
  tables->transitions.push_back({tables->header.horizon_begin, offset_at(at), 0});
  absl::TimeZone::CivilTransition change;
  while (zone.NextTransition(at, &change)) {
    at = InstantOf(zone, change);
    if (at > end) break;
    const std::int32_t offset = offset_at(at);
    if (offset != tables->transitions.back().offset)
      tables->transitions.push_back({absl::ToUnixSeconds(at), offset, 0});
  }
  row->transition_count =
      static_cast<std::uint32_t>(tables->transitions.size()) - row->first_transition;
}

}  // namespace

absl::Status CompileHours(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables) {
  std::map<std::string, std::uint32_t> zones;
  for (const v1::OpeningHours& hours : catalog.opening_hours()) {
    const std::string& stated = hours.time_zone().empty() ? catalog.time_zone() : hours.time_zone();
    const std::string name = stated.empty() ? "UTC" : stated;
    const auto [entry, is_new] =
        zones.try_emplace(name, static_cast<std::uint32_t>(tables->zones.size()));
    if (is_new) {
      absl::TimeZone zone;
      if (!absl::LoadTimeZone(name, &zone)) {
        return absl::NotFoundError(absl::StrCat(
            "opening_hours \"", hours.id(), "\": the system's time zone database has no zone \"",
            name, "\": install tzdata, or correct the name"));
      }
      ZoneRow row;
      row.name = text->Add(name);
      CompileTransitions(zone, &row, tables);
      tables->zones.push_back(row);
    }
    ScheduleRow row;
    row.zone = entry->second;
    CompileSchedule(hours, &row, tables);
    tables->schedules.push_back(row);
  }
  return absl::OkStatus();
}

SIGNPOST_END_NAMESPACE
