// SPDX-License-Identifier: Apache-2.0
//
// The judge of opening hours is Abseil's civil time: a second is open where its wall-clock time
// lies in a period. Every schedule is compared with it second by second around what can go wrong.
#include "plan/compile_hours.h"

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/opening_hours.h"

namespace signpost {
namespace {

constexpr std::int64_t kBegin = 946'684'800;  // 2000-01-01.
constexpr std::int64_t kEnd = 2'208'988'800;  // 2040-01-01.

struct Compiled {
  v1::Catalog catalog;
  PlanTables tables;
  PlanView view;
};

std::unique_ptr<Compiled> Compile(const std::string& hours) {
  auto compiled = std::make_unique<Compiled>();
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString("opening_hours {" + hours + "}",
                                                            &compiled->catalog));
  compiled->tables.header.horizon_begin = kBegin;
  compiled->tables.header.horizon_end = kEnd;
  TextWriter text(&compiled->tables);
  const absl::Status status = CompileHours(compiled->catalog, &text, &compiled->tables);
  EXPECT_TRUE(status.ok()) << status;
  compiled->view = compiled->tables.View();
  return compiled;
}

std::int64_t At(const std::string& rfc3339) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, rfc3339, &time, &error)) << error;
  return absl::ToUnixSeconds(time);
}

bool Open(const Compiled& compiled, const std::string& rfc3339) {
  return IsOpen(compiled.view, compiled.view.schedules[0], At(rfc3339));
}

std::int64_t Next(const Compiled& compiled, const std::string& rfc3339) {
  return NextOpening(compiled.view, compiled.view.schedules[0], At(rfc3339));
}

TEST(OpeningHours, EdgesAreOpenAndClosed) {
  const auto hours = Compile(
      "id: 'h' time_zone: 'Europe/London' periods { days: DAY_OF_WEEK_MONDAY opens: '09:00' "
      "closes: '17:00' }");
  EXPECT_FALSE(Open(*hours, "2026-01-05T08:59:59Z"));
  EXPECT_TRUE(Open(*hours, "2026-01-05T09:00:00Z"));
  EXPECT_TRUE(Open(*hours, "2026-01-05T16:59:59Z"));
  EXPECT_FALSE(Open(*hours, "2026-01-05T17:00:00Z"));
  EXPECT_FALSE(Open(*hours, "2026-01-06T12:00:00Z"));
  EXPECT_TRUE(Open(*hours, "2026-07-06T08:00:00Z")) << "summer time";
  EXPECT_EQ(Next(*hours, "2026-01-05T17:00:00Z"), At("2026-01-12T09:00:00Z"));
  EXPECT_EQ(Next(*hours, "2026-01-05T09:00:00Z"), At("2026-01-05T09:00:01Z")) << "after, not at";
}

TEST(OpeningHours, SkippedHourNeverHappens) {  // 2026-03-29 01:00 to 02:00 in London.
  const auto hours = Compile(
      "id: 'h' time_zone: 'Europe/London' periods { opens: '01:15' closes: '01:45' } periods { "
      "opens: '01:50' closes: '02:10' }");
  EXPECT_FALSE(Open(*hours, "2026-03-29T00:59:59Z"));
  EXPECT_TRUE(Open(*hours, "2026-03-29T01:00:00Z")) << "02:00, in the second period";
  EXPECT_TRUE(Open(*hours, "2026-03-29T01:09:59Z"));
  EXPECT_FALSE(Open(*hours, "2026-03-29T01:10:00Z"));
  EXPECT_EQ(Next(*hours, "2026-03-29T00:30:00Z"), At("2026-03-29T01:00:00Z"));
}

TEST(OpeningHours, RepeatedHourIsOpenTwice) {  // 2026-10-25 01:00 to 02:00 in London.
  const auto hours =
      Compile("id: 'h' time_zone: 'Europe/London' periods { opens: '01:15' closes: '01:45' }");
  EXPECT_TRUE(Open(*hours, "2026-10-25T00:15:00Z"));
  EXPECT_FALSE(Open(*hours, "2026-10-25T00:45:00Z"));
  EXPECT_TRUE(Open(*hours, "2026-10-25T01:15:00Z"));
  EXPECT_EQ(Next(*hours, "2026-10-25T00:45:00Z"), At("2026-10-25T01:15:00Z"));
}

TEST(OpeningHours, ExceptionsReplaceTheWeek) {
  const auto hours = Compile(
      "id: 'h' time_zone: 'UTC' periods { opens: '09:00' closes: '17:00' } "
      "exceptions { from: '2026-12-24' to: '2026-12-26' } "
      "exceptions { from: '2026-12-31' periods { opens: '09:00' closes: '12:00' } }");
  EXPECT_FALSE(Open(*hours, "2026-12-24T10:00:00Z"));
  EXPECT_FALSE(Open(*hours, "2026-12-26T16:00:00Z"));
  EXPECT_TRUE(Open(*hours, "2026-12-27T10:00:00Z"));
  EXPECT_TRUE(Open(*hours, "2026-12-31T11:59:59Z"));
  EXPECT_FALSE(Open(*hours, "2026-12-31T12:00:00Z"));
  EXPECT_EQ(Next(*hours, "2026-12-23T17:00:00Z"), At("2026-12-27T09:00:00Z"));
}

TEST(OpeningHours, NoOpeningWithinTheSearchIsNever) {
  const auto never = Compile("id: 'h' time_zone: 'UTC'");
  EXPECT_FALSE(Open(*never, "2026-01-01T00:00:00Z"));
  EXPECT_EQ(Next(*never, "2026-01-01T00:00:00Z"), kNever);
  const auto once = Compile(
      "id: 'h' time_zone: 'UTC' exceptions { from: '2027-01-02' periods { opens: '00:00' closes: "
      "'24:00' } }");
  EXPECT_EQ(Next(*once, "2026-01-01T00:00:00Z"), At("2027-01-02T00:00:00Z"))
      << "366 days later, to the second";
  EXPECT_EQ(Next(*once, "2025-12-31T23:59:59Z"), kNever) << "a second more";
}

// The judge: wall-clock time by Abseil, periods by the message.
bool OpenByCivilTime(const v1::OpeningHours& hours, const absl::TimeZone& zone, std::int64_t at) {
  const absl::CivilSecond local = absl::ToCivilSecond(absl::FromUnixSeconds(at), zone);
  const std::string day = absl::FormatCivilTime(absl::CivilDay(local));
  const std::string second = absl::FormatTime("%H:%M:%S", absl::FromUnixSeconds(at), zone);
  const auto within = [&second](const auto& period) {
    return period.opens() <= second && second < period.closes();
  };
  for (const v1::OpeningException& exception : hours.exceptions()) {
    const std::string last = exception.to().empty() ? exception.from() : exception.to();
    if (exception.from() <= day && day <= last) {
      return std::any_of(exception.periods().begin(), exception.periods().end(), within);
    }
  }
  const int weekday = static_cast<int>(absl::GetWeekday(local)) + 1;
  return std::any_of(
      hours.periods().begin(), hours.periods().end(), [&](const v1::WeeklyPeriod& period) {
        const bool today = period.days().empty() ||
                           std::count(period.days().begin(), period.days().end(), weekday) > 0;
        return today && within(period);
      });
}

class OpeningHoursInZone : public testing::TestWithParam<const char*> {};

TEST_P(OpeningHoursInZone, AgreesWithCivilTime) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto pick = [&random](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  const auto times = [&pick] {
    const int opens = pick(24 * 12 - 1), closes = opens + 1 + pick(24 * 12 - opens - 1);
    return absl::StrFormat("opens: '%02d:%02d:00' closes: '%02d:%02d:00'", opens / 12,
                           opens % 12 * 5, closes / 12, closes % 12 * 5);
  };
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone(GetParam(), &zone));
  for (int round = 0; round < 30; ++round) {
    std::string text = std::string("id: 'h' time_zone: '") + GetParam() + "' ";
    for (int i = pick(4); i > 0; --i) {
      text += "periods { " + times();
      for (int day = 1; day <= 7; ++day)
        text += pick(2) != 0 ? " days: " + v1::DayOfWeek_Name(static_cast<v1::DayOfWeek>(day)) : "";
      text += "} ";
    }
    absl::CivilDay from(2009 + pick(16), 1 + pick(12), 1 + pick(28));
    for (int i = pick(4); i > 0; --i, from += 60) {
      text += "exceptions { from: '" + absl::FormatCivilTime(from) + "' to: '" +
              absl::FormatCivilTime(from + pick(5)) + "' ";
      text += pick(2) != 0 ? "periods { " + times() + " } }" : "}";
    }
    const auto compiled = Compile(text);
    const v1::OpeningHours& hours = compiled->catalog.opening_hours(0);
    const ScheduleRow& schedule = compiled->view.schedules[0];

    absl::TimeZone::CivilTransition change;
    absl::Time start = absl::FromUnixSeconds(kBegin) + absl::Hours(24 * 365 * (5 + pick(20)));
    if (pick(2) != 0 && zone.NextTransition(start, &change)) start = zone.At(change.from).trans;
    std::int64_t at = absl::ToUnixSeconds(start) - 86'400 + pick(86'400);
    for (int step = 0; step < 600; ++step, at += 1 + pick(599)) {
      const bool expected = OpenByCivilTime(hours, zone, at);
      ASSERT_EQ(IsOpen(compiled->view, schedule, at), expected) << text << " at " << at;
    }
    // The next opening is open, the second before is not (or is the start), and nothing between is.
    const std::int64_t next = NextOpening(compiled->view, schedule, at);
    const std::int64_t until = next == kNever ? at + kOpeningSearchSeconds : next;
    if (next != kNever) {
      EXPECT_TRUE(OpenByCivilTime(hours, zone, next)) << text << " at " << at;
      if (next > at + 1) {
        EXPECT_FALSE(OpenByCivilTime(hours, zone, next - 1)) << text << " at " << at;
      }
    }
    for (int i = 0; i < 2000 && until > at + 2; ++i) {
      const std::int64_t between =
          at + 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(until - at - 1));
      ASSERT_FALSE(OpenByCivilTime(hours, zone, between))
          << text << " from " << at << " between " << between;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Zones, OpeningHoursInZone,
                         testing::Values("UTC", "Europe/London", "America/Chicago",
                                         "Australia/Lord_Howe", "Africa/Casablanca",
                                         "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia",
                                         "Asia/Pyongyang", "Antarctica/Troll"));

}  // namespace
}  // namespace signpost
