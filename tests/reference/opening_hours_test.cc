// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/opening_hours.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

absl::Time At(const std::string& text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << text << error;
  return time;
}

v1::OpeningHours Daily(const std::string& zone, const std::string& opens,
                       const std::string& closes) {
  v1::OpeningHours hours;
  hours.set_time_zone(zone);
  v1::WeeklyPeriod& period = *hours.add_periods();
  period.set_opens(opens);
  period.set_closes(closes);
  return hours;
}

bool Open(const v1::OpeningHours& hours, const std::string& time) {
  return IsOpen(hours, ZoneOf({}, hours), At(time));
}

std::string Opens(const v1::OpeningHours& hours, const std::string& time) {
  const auto opens = OpensAt(hours, ZoneOf({}, hours), At(time));
  if (!opens.has_value()) return "never";
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", *opens, absl::UTCTimeZone());
}

TEST(OpeningHours, EdgesOfAPeriod) {
  const v1::OpeningHours hours = Daily("America/New_York", "09:00", "17:30:01");  // UTC-5.
  EXPECT_FALSE(Open(hours, "2026-01-14T13:59:59Z"));
  EXPECT_TRUE(Open(hours, "2026-01-14T14:00:00Z"));
  EXPECT_TRUE(Open(hours, "2026-01-14T22:30:00Z"));
  EXPECT_FALSE(Open(hours, "2026-01-14T22:30:01Z"));
  EXPECT_EQ(Opens(hours, "2026-01-14T22:30:01Z"), "2026-01-15T14:00:00Z");
}

TEST(OpeningHours, DaysAreLocal) {
  v1::OpeningHours hours = Daily("Asia/Kathmandu", "00:00", "24:00");  // UTC+5:45.
  hours.mutable_periods(0)->add_days(v1::DAY_OF_WEEK_SUNDAY);
  EXPECT_FALSE(Open(hours, "2026-01-17T18:14:59Z"));
  EXPECT_TRUE(Open(hours, "2026-01-17T18:15:00Z"));
  EXPECT_FALSE(Open(hours, "2026-01-18T18:15:00Z"));
  EXPECT_EQ(Opens(hours, "2026-01-18T18:15:00Z"), "2026-01-24T18:15:00Z");
}

// London, 2026-03-29: 01:00 to 02:00 never happens.
TEST(OpeningHours, AnHourThatIsSkipped) {
  EXPECT_EQ(Opens(Daily("Europe/London", "01:00", "02:00"), "2026-03-28T02:00:00Z"),
            "2026-03-30T00:00:00Z");
  const v1::OpeningHours half = Daily("Europe/London", "01:30", "03:00");
  EXPECT_EQ(Opens(half, "2026-03-29T00:59:59Z"), "2026-03-29T01:00:00Z");
  EXPECT_TRUE(Open(half, "2026-03-29T01:59:59Z"));
  EXPECT_FALSE(Open(half, "2026-03-29T02:00:00Z"));
}

// London, 2026-10-25: 01:00 to 02:00 happens twice, from 00:00Z and from 01:00Z.
TEST(OpeningHours, AnHourThatIsRepeated) {
  const v1::OpeningHours quarter = Daily("Europe/London", "01:30", "01:45");
  EXPECT_TRUE(Open(quarter, "2026-10-25T00:30:00Z"));
  EXPECT_FALSE(Open(quarter, "2026-10-25T00:45:00Z"));
  EXPECT_TRUE(Open(quarter, "2026-10-25T01:30:00Z"));
  EXPECT_EQ(Opens(quarter, "2026-10-25T00:45:00Z"), "2026-10-25T01:30:00Z");
  // Set back into the middle of a period.
  const v1::OpeningHours early = Daily("Europe/London", "00:30", "01:15");
  EXPECT_EQ(Opens(early, "2026-10-25T00:20:00Z"), "2026-10-25T01:00:00Z");
}

// Lord Howe changes by half an hour: 2026-04-05 at 02:00 (UTC+11) back to 01:30.
TEST(OpeningHours, HalfAnHourIsRepeated) {
  const v1::OpeningHours hours = Daily("Australia/Lord_Howe", "01:30", "01:40");
  EXPECT_TRUE(Open(hours, "2026-04-04T14:35:00Z"));
  EXPECT_EQ(Opens(hours, "2026-04-04T14:45:00Z"), "2026-04-04T15:00:00Z");
}

// Sao Paulo, 2018-11-04: midnight never happens; 2018-02-18: Saturday's last hour happens twice.
TEST(OpeningHours, ClockChangesAtMidnight) {
  const v1::OpeningHours night = Daily("America/Sao_Paulo", "00:00", "00:30");
  EXPECT_EQ(Opens(night, "2018-11-03T04:00:00Z"), "2018-11-05T02:00:00Z");
  const v1::OpeningHours late = Daily("America/Sao_Paulo", "23:00", "23:30");
  EXPECT_EQ(Opens(late, "2018-02-18T01:30:00Z"), "2018-02-18T02:00:00Z");
}

// Apia had no 2011-12-30.
TEST(OpeningHours, ADayThatNeverHappened) {
  v1::OpeningHours hours = Daily("Pacific/Apia", "09:00", "10:00");
  hours.mutable_periods(0)->add_days(v1::DAY_OF_WEEK_FRIDAY);
  EXPECT_EQ(Opens(hours, "2011-12-24T00:00:00Z"), "2012-01-05T19:00:00Z");
}

TEST(OpeningHours, ExceptionsReplaceTheWeek) {
  v1::OpeningHours hours = Daily("UTC", "09:00", "17:00");
  v1::OpeningException& christmas = *hours.add_exceptions();
  christmas.set_from("2026-12-24");
  christmas.set_to("2026-12-26");
  v1::OpeningTimes& times = *hours.add_exceptions()->add_periods();
  times.set_opens("10:00");
  times.set_closes("12:00");
  hours.mutable_exceptions(1)->set_from("2026-12-27");
  EXPECT_EQ(Opens(hours, "2026-12-23T17:00:00Z"), "2026-12-27T10:00:00Z");
  EXPECT_FALSE(Open(hours, "2026-12-27T12:00:00Z"));
}

TEST(OpeningHours, TheAnswerIsWithin366Days) {
  v1::OpeningHours hours;
  hours.set_time_zone("UTC");
  v1::OpeningTimes& times = *hours.add_exceptions()->add_periods();
  times.set_opens("09:00");
  times.set_closes("10:00");
  hours.mutable_exceptions(0)->set_from("2027-01-15");
  EXPECT_EQ(Opens(hours, "2026-01-14T09:00:00Z"), "2027-01-15T09:00:00Z");
  EXPECT_EQ(Opens(hours, "2026-01-14T08:59:59Z"), "never");
}

// The brute force that it says it is: second by second around clock changes.
TEST(OpeningHours, TheFirstOpenSecondIsFound) {
  for (const char* zone : {"Europe/London", "Australia/Lord_Howe", "Africa/Casablanca"}) {
    const v1::OpeningHours hours = Daily(zone, "01:10", "02:20");
    absl::TimeZone::CivilTransition jump;
    absl::Time change = At("2026-02-01T00:00:00Z");
    for (int changes = 0; changes < 2; ++changes) {
      ASSERT_TRUE(ZoneOf({}, hours).NextTransition(change, &jump));
      change = ZoneOf({}, hours).At(jump.to).trans;
      for (absl::Time t = change - absl::Hours(3); t < change + absl::Hours(2);
           t += absl::Minutes(7)) {
        if (IsOpen(hours, ZoneOf({}, hours), t)) continue;
        absl::Time expected = t;
        while (!IsOpen(hours, ZoneOf({}, hours), expected)) expected += absl::Seconds(1);
        EXPECT_EQ(OpensAt(hours, ZoneOf({}, hours), t), expected) << zone << t;
      }
    }
  }
}

class Closed : public PermitOffice {};

TEST_F(Closed, SaysWhenItOpens) {
  *catalog.add_opening_hours() = Daily("", "13:00", "14:00");
  catalog.mutable_opening_hours(0)->set_id("short");
  for (const int index : {kPhone, kWeb}) channel(index).set_opening_hours("short");
  EXPECT_EQ(ReasonsOf("phone"), "CLOSED");
  EXPECT_EQ(On("phone").opens_at().seconds(), contact.time().seconds() + 3600);
  EXPECT_EQ(ReasonsOf("web"), "");  // Asynchronous.
  catalog.set_time_zone("Europe/Paris");
  EXPECT_EQ(ReasonsOf("phone"), "");
  EXPECT_FALSE(On("phone").has_opens_at());
}

}  // namespace
}  // namespace signpost::reference
