// SPDX-License-Identifier: Apache-2.0
//
// Opening hours and time zones.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "catalog/check.h"
#include "catalog/dates.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Names of the IANA database only: "localtime" is another zone on every machine, "Fixed/" and
// "libc:" are the loader's own, "right/" counts leap seconds, "posix/" is the database again.
bool IsZoneName(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '_' || c == '-' || c == '+';
  });
  return plain && !name.empty() && name.front() != '/' && name != "localtime" &&
         name != "posixrules" && name != "Factory" && !absl::StartsWith(name, "Fixed/") &&
         !absl::StartsWith(name, "right/") && !absl::StartsWith(name, "posix/");
}

void CheckTimes(const CheckContext& context, const std::string& opens, const std::string& closes,
                const Path& path) {
  const auto from = ParseTimeOfDay(opens), to = ParseTimeOfDay(closes);
  const auto malformed = [&](const char* field, const std::string& text) {
    context.report->Add(Code::TIME_MALFORMED, path.At(field),
                        absl::StrCat(field, " is \"", text, "\", no time of day"),
                        "write HH:MM or HH:MM:SS, 00:00 to 24:00");
  };
  if (!from) malformed("opens", opens);
  if (!to) malformed("closes", closes);
  if (from && to && *from >= *to) {
    context.report->Add(Code::PERIOD_ORDER, path.At("closes"),
                        absl::StrCat("closes at ", closes, ", not after it opens at ", opens),
                        "write what runs past midnight as two periods");
  }
}

void CheckDays(const CheckContext& context, const v1::WeeklyPeriod& period, const Path& path) {
  std::uint32_t seen = 0;
  for (int i = 0; i < period.days_size(); ++i) {
    const int day = period.days(i);
    if (!v1::DayOfWeek_IsValid(day)) continue;  // CheckValues said so.
    if (day == v1::DAY_OF_WEEK_UNSPECIFIED) {
      context.report->Add(Code::FIELD_MISSING, path.At("days", i), "no day of the week",
                          "name one, or leave days empty for every day");
    } else if ((seen >> day & 1) != 0) {
      context.report->Add(Code::ENTRY_REPEATED, path.At("days", i),
                          absl::StrCat(v1::DayOfWeek_Name(period.days(i)), " is there already"),
                          "take it out");
    }
    seen |= 1u << day;
  }
}

void CheckExceptions(const CheckContext& context, const v1::OpeningHours& hours, const Path& path) {
  struct Days {
    std::int32_t from, to;
    int index;
  };
  std::vector<Days> all;
  for (int i = 0; i < hours.exceptions_size(); ++i) {
    const v1::OpeningException& exception = hours.exceptions(i);
    const Path at = path.At("exceptions", i);
    for (int k = 0; k < exception.periods_size(); ++k) {
      CheckTimes(context, exception.periods(k).opens(), exception.periods(k).closes(),
                 at.At("periods", k));
    }
    const auto from = ParseDate(exception.from());
    const auto to = exception.to().empty() ? from : ParseDate(exception.to());
    const auto malformed = [&](const char* field, const std::string& text) {
      context.report->Add(Code::DATE_MALFORMED, at.At(field),
                          absl::StrCat(field, " is \"", text, "\", no date"),
                          "give a day of the calendar as YYYY-MM-DD");
    };
    if (!from) malformed("from", exception.from());
    if (!to && !exception.to().empty()) malformed("to", exception.to());
    if (!from || !to) continue;
    if (*to < *from) {
      context.report->Add(
          Code::EXCEPTION_ORDER, at.At("to"),
          absl::StrCat("to is ", exception.to(), ", before from, ", exception.from()),
          "give the last day, or leave it out for one day");
      continue;
    }
    all.push_back({*from, *to, i});
  }
  std::sort(all.begin(), all.end(), [](const Days& a, const Days& b) {
    return a.from != b.from ? a.from < b.from : a.index < b.index;
  });
  // Against the one that reaches furthest so far.
  for (std::size_t i = 1, furthest = 0; i < all.size(); ++i) {
    if (all[i].from <= all[furthest].to) {
      const int later = std::max(all[i].index, all[furthest].index);
      const int earlier = std::min(all[i].index, all[furthest].index);
      context.report->Add(
          Code::EXCEPTION_OVERLAP, path.At("exceptions", later),
          absl::StrCat("has days of the exception from ", hours.exceptions(earlier).from(), " too"),
          "let one exception speak for each day");
    }
    if (all[i].to > all[furthest].to) furthest = i;
  }
}

}  // namespace

void CheckZone(const CheckContext& context, const std::string& zone, const Path& path) {
  absl::TimeZone loaded;
  if (IsZoneName(zone) && absl::LoadTimeZone(zone, &loaded)) return;
  context.report->Add(Code::ZONE_UNKNOWN, path, absl::StrCat("no time zone \"", zone, "\""),
                      "give an IANA name as \"Europe/London\"; if it is one, install tzdata");
}

void CheckHours(const CheckContext& context) {
  const Path root;
  for (int i = 0; i < context.catalog.opening_hours_size(); ++i) {
    const v1::OpeningHours& hours = context.catalog.opening_hours(i);
    const Path path = root.At("opening_hours", i);
    if (!hours.time_zone().empty()) CheckZone(context, hours.time_zone(), path.At("time_zone"));
    bool any_period = hours.periods_size() > 0;
    for (int k = 0; k < hours.periods_size(); ++k) {
      const Path period = path.At("periods", k);
      CheckDays(context, hours.periods(k), period);
      CheckTimes(context, hours.periods(k).opens(), hours.periods(k).closes(), period);
    }
    for (const auto& exception : hours.exceptions()) {
      any_period = any_period || exception.periods_size() > 0;
    }
    CheckExceptions(context, hours, path);
    if (!any_period) {
      context.report->Add(Code::HOURS_EMPTY, path,
                          absl::StrCat("\"", hours.id(), "\" has no period: never open"),
                          "add periods, or leave opening_hours of the channel empty: always open");
    }
  }
}

SIGNPOST_END_NAMESPACE
