// SPDX-License-Identifier: Apache-2.0
//
// Nearest names, dates and times, UTF-8.
#include <string>
#include <vector>

#include "catalog/dates.h"
#include "catalog/nearest.h"
#include "catalog/utf8.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NearestNames, ByDistanceThenOrder) {
  const std::vector<std::string_view> names = {"counter", "web",    "phone", "phones",
                                               "Phone",   "iphone", "mail",  ""};
  EXPECT_THAT(NearestNames("phone", names), ElementsAre("phone", "Phone", "phones"));
  EXPECT_THAT(NearestNames("phnoe", names), ElementsAre("phone", "Phone"));
  EXPECT_THAT(NearestNames("wbe", names), ElementsAre("web"));
  EXPECT_THAT(NearestNames("telegraph", names), IsEmpty());
  EXPECT_THAT(NearestNames(std::string(100'000, 'x'), names), IsEmpty());
  EXPECT_EQ(DidYouMean("phone", {"phones", "iphone"}), "did you mean \"phones\" or \"iphone\"?");
  EXPECT_EQ(DidYouMean("x", {}), "");
}

TEST(Dates, OnlyDaysOfTheCalendar) {
  EXPECT_EQ(ParseDate("1970-01-01"), 0);
  EXPECT_EQ(ParseDate("2000-02-29"), 11016);
  EXPECT_EQ(ParseDate("1969-12-31"), -1);
  EXPECT_TRUE(ParseDate("0001-01-01") && ParseDate("9999-12-31"));
  for (const char* bad : {"", "1900-02-29", "2026-00-01", "2026-01-00", "2026-04-31", "0000-01-01",
                          "2026-1-01", "2026-01-01 ", "2026/01/01", "-026-01-01"}) {
    EXPECT_FALSE(ParseDate(bad)) << bad;
  }
}

TEST(Dates, TimesOfDay) {
  EXPECT_EQ(ParseTimeOfDay("00:00"), 0);
  EXPECT_EQ(ParseTimeOfDay("23:59:59"), 86399);
  EXPECT_EQ(ParseTimeOfDay("24:00"), 86400);
  EXPECT_EQ(ParseTimeOfDay("24:00:00"), 86400);
  for (const char* bad : {"", "24:00:01", "24:01", "25:00", "9:00", "09:60", "09:00:60",
                          "09:00:", "09-00", "09:00:1", " 9:00", "+9:00"}) {
    EXPECT_FALSE(ParseTimeOfDay(bad)) << bad;
  }
}

TEST(Utf8, ShortestFormWithoutSurrogates) {
  for (const char* good : {"", "a", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF0\x90\x80\x80",
                           "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const char* bad : {"\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC2", "\xE2\x82", "\xC2\x41"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace signpost
