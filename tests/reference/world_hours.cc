// SPDX-License-Identifier: Apache-2.0
//
// Opening hours and attributes of a random world, and the instants at which something changes.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "tests/reference/opening_hours.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

// Contacts stay a year clear of the horizon's ends, but for those that try them.
constexpr std::int64_t kEarliest = 0;
constexpr std::int64_t kLatest = 4'102'444'800 - 367 * 86'400;

std::string DrawZone(Draw& draw) {
  return draw.Of<const char*>({"Europe/London", "America/New_York", "Australia/Lord_Howe",
                               "Asia/Kathmandu", "Africa/Casablanca", "UTC", "Asia/Beirut",
                               "America/Sao_Paulo", "Pacific/Apia", "America/Chicago",
                               "Europe/London"});
}

// An hour in a year when one of those zones does something.
std::int64_t DrawYear(Draw& draw) {
  const std::int64_t year =
      draw.Percent(60)
          ? draw.Between(2024, 2027)
          : draw.Of<std::int64_t>({1970, 1986, 2011, 2018, 2037, 2038, 2039, 2070, 2098});
  const absl::CivilSecond begin(year, 1, 1);
  return absl::ToUnixSeconds(absl::FromCivil(begin, absl::UTCTimeZone())) +
         draw.Below(365 * 24) * 3600;
}

std::int64_t NextJump(const absl::TimeZone& zone, std::int64_t after) {
  absl::TimeZone::CivilTransition jump;
  if (!zone.NextTransition(absl::FromUnixSeconds(after), &jump)) return after;
  return absl::ToUnixSeconds(zone.At(jump.to).trans);
}

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string TimeText(int second) {
  if (second % 60 != 0) {
    return absl::StrFormat("%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  }
  return absl::StrFormat("%02d:%02d", second / 3600, second / 60 % 60);
}

// Times of day, many of them in the hours that daylight saving skips and repeats.
int DrawSecondOfDay(Draw& draw) {
  const int hour = draw.Of<int>({0, 0, 1, 1, 2, 2, 3, 8, 9, 12, 17, 23, 24});
  if (hour == 24) return 86'400;
  return hour * 3600 + draw.Of<int>({0, 0, 0, 15, 30, 59}) * 60 + (draw.Percent(5) ? 1 : 0);
}

template <typename Message>
void DrawTimes(Draw& draw, Message& times) {
  int opens = DrawSecondOfDay(draw), closes = DrawSecondOfDay(draw);
  if (opens > closes) std::swap(opens, closes);
  if (opens == closes) (opens >= 900 ? opens : closes) += opens >= 900 ? -900 : 900;
  times.set_opens(TimeText(opens));
  times.set_closes(TimeText(closes));
}

void DrawExceptions(Draw& draw, absl::CivilDay around, v1::OpeningHours& hours) {
  absl::CivilDay day = around - draw.Below(4);
  for (std::int64_t left = draw.Below(4); left > 0; --left) {
    v1::OpeningException& exception = *hours.add_exceptions();
    exception.set_from(DayText(day));
    if (draw.Percent(50)) {
      // Some shut for most of a year, or for more.
      day += draw.Percent(10) ? draw.Between(300, 400) : draw.Below(3);
      exception.set_to(DayText(day));
    }
    for (std::int64_t periods = draw.Below(3); periods > 0; --periods) {
      DrawTimes(draw, *exception.add_periods());
    }
    // Periods of an exception that overlap are one period: let them be so only in the week.
    while (exception.periods_size() > 1 &&
           SecondOfDay(exception.periods(0).closes()) > SecondOfDay(exception.periods(1).opens())) {
      exception.mutable_periods()->RemoveLast();
    }
    day += 1 + draw.Below(3);
  }
}

void DrawSchedule(Draw& draw, std::int64_t anchor, v1::Catalog& catalog) {
  v1::OpeningHours& hours = *catalog.add_opening_hours();
  hours.set_id(absl::StrFormat("hours-%d", catalog.opening_hours_size()));
  if (draw.Percent(70)) hours.set_time_zone(DrawZone(draw));
  for (std::int64_t left = draw.Below(5); left > 0; --left) {
    v1::WeeklyPeriod& period = *hours.add_periods();
    DrawTimes(draw, period);
    if (draw.Percent(30)) continue;  // Every day.
    for (int day = v1::DAY_OF_WEEK_MONDAY; day <= v1::DAY_OF_WEEK_SUNDAY; ++day) {
      if (draw.Percent(60)) period.add_days(static_cast<v1::DayOfWeek>(day));
    }
  }
  const absl::CivilDay around =
      absl::ToCivilDay(absl::FromUnixSeconds(anchor), ZoneOf(catalog, hours));
  if (draw.Percent(50)) DrawExceptions(draw, around, hours);
}

void DrawAttributes(Draw& draw, v1::Catalog& catalog) {
  const auto declare = [&](const char* name, v1::AttributeType type) {
    v1::AttributeDeclaration& declared = *catalog.add_attributes();
    declared.set_name(name);
    declared.set_type(type);
    return &declared;
  };
  for (const char* name : {"has_account", "is_resident", "has_key"}) {
    if (!draw.Percent(60)) continue;
    v1::AttributeDeclaration* declared = declare(name, v1::ATTRIBUTE_TYPE_BOOL);
    if (draw.Percent(50)) declared->mutable_default_()->set_bool_value(draw.Percent(50));
  }
  if (draw.Percent(20)) declare("age", v1::ATTRIBUTE_TYPE_INT);
  if (draw.Percent(20)) declare("band", v1::ATTRIBUTE_TYPE_STRING);
  if (draw.Percent(20)) declare("ratio", v1::ATTRIBUTE_TYPE_DOUBLE);
  if (draw.Percent(20)) declare("tags", v1::ATTRIBUTE_TYPE_STRING_LIST);
  if (draw.Percent(20)) declare("since", v1::ATTRIBUTE_TYPE_TIMESTAMP);
  if (draw.Percent(20)) declare("delay", v1::ATTRIBUTE_TYPE_DURATION);
}

}  // namespace

std::vector<std::int64_t> DrawHours(Draw& draw, v1::Catalog& catalog) {
  catalog.set_currency("GBP");
  if (draw.Percent(60)) catalog.set_time_zone(DrawZone(draw));
  DrawAttributes(draw, catalog);

  // Half of the worlds live around a clock change of one of their zones.
  std::int64_t anchor = DrawYear(draw);
  absl::TimeZone zone;
  const std::string name = DrawZone(draw);
  if (draw.Percent(50) && absl::LoadTimeZone(name, &zone)) anchor = NextJump(zone, anchor);
  for (std::int64_t left = draw.Below(4); left > 0; --left) DrawSchedule(draw, anchor, catalog);

  std::vector<std::int64_t> instants = {anchor};
  for (const v1::OpeningHours& hours : catalog.opening_hours()) {
    zone = ZoneOf(catalog, hours);
    instants.push_back(NextJump(zone, anchor));
    instants.push_back(NextJump(zone, anchor - 200 * 86'400));
    const absl::CivilDay around = absl::ToCivilDay(absl::FromUnixSeconds(anchor), zone);
    for (absl::CivilDay day = around - 2; day <= around + 2; ++day) {
      for (const auto& [opens, closes] : PeriodsOf(hours, day)) {
        for (const int edge : {opens, closes}) {
          const absl::TimeZone::TimeInfo info = zone.At(absl::CivilSecond(day) + edge);
          instants.push_back(absl::ToUnixSeconds(info.pre));
          instants.push_back(absl::ToUnixSeconds(info.post));
        }
      }
    }
  }
  for (std::int64_t& instant : instants) instant = std::clamp(instant, kEarliest, kLatest);
  return instants;
}

}  // namespace signpost::reference
