// SPDX-License-Identifier: Apache-2.0
//
// Nearest names, dates and times, UTF-8, values of attributes.
#include <cmath>
#include <string>
#include <vector>

#include "catalog/attribute_value.h"
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

google::protobuf::Value String(const std::string& text) {
  google::protobuf::Value value;
  value.set_string_value(text);
  return value;
}

google::protobuf::Value Number(double number) {
  google::protobuf::Value value;
  value.set_number_value(number);
  return value;
}

TEST(AttributeValues, MustBeOfTheirType) {
  google::protobuf::Value yes, list;
  yes.set_bool_value(true);
  list.mutable_list_value()->add_values()->set_string_value("a");
  const struct {
    v1::AttributeType type;
    google::protobuf::Value value;
    bool fine;
  } cases[] = {
      {v1::ATTRIBUTE_TYPE_STRING, String(""), true},
      {v1::ATTRIBUTE_TYPE_STRING, yes, false},
      {v1::ATTRIBUTE_TYPE_STRING, {}, false},
      {v1::ATTRIBUTE_TYPE_BOOL, yes, true},
      {v1::ATTRIBUTE_TYPE_BOOL, String("true"), false},
      {v1::ATTRIBUTE_TYPE_INT, Number(-3), true},
      {v1::ATTRIBUTE_TYPE_INT, Number(9007199254740991.0), true},
      {v1::ATTRIBUTE_TYPE_INT, Number(9007199254740992.0), false},
      {v1::ATTRIBUTE_TYPE_INT, Number(0.5), false},
      {v1::ATTRIBUTE_TYPE_INT, Number(NAN), false},
      {v1::ATTRIBUTE_TYPE_INT, String("-9223372036854775808"), true},
      {v1::ATTRIBUTE_TYPE_INT, String("9223372036854775808"), false},
      {v1::ATTRIBUTE_TYPE_INT, String(" 1"), false},
      {v1::ATTRIBUTE_TYPE_INT, yes, false},
      {v1::ATTRIBUTE_TYPE_DOUBLE, Number(0.5), true},
      {v1::ATTRIBUTE_TYPE_DOUBLE, Number(INFINITY), false},
      {v1::ATTRIBUTE_TYPE_DOUBLE, String("0.5"), false},
      {v1::ATTRIBUTE_TYPE_STRING_LIST, list, true},
      {v1::ATTRIBUTE_TYPE_STRING_LIST, String("a"), false},
      {v1::ATTRIBUTE_TYPE_TIMESTAMP, String("2026-01-31T09:00:00Z"), true},
      {v1::ATTRIBUTE_TYPE_TIMESTAMP, String("2026-01-31t09:00:00.123456789+01:00"), true},
      {v1::ATTRIBUTE_TYPE_TIMESTAMP, String("9999-12-31T23:59:59-00:01"), false},
      {v1::ATTRIBUTE_TYPE_TIMESTAMP, String("2026-01-31"), false},
      {v1::ATTRIBUTE_TYPE_TIMESTAMP, String("infinite-future"), false},
      {v1::ATTRIBUTE_TYPE_DURATION, String("3.5s"), true},
      {v1::ATTRIBUTE_TYPE_DURATION, String("-9223372036s"), true},
      {v1::ATTRIBUTE_TYPE_DURATION, String("9223372036.000000001s"), false},
      {v1::ATTRIBUTE_TYPE_DURATION, String("3m"), false},
      {v1::ATTRIBUTE_TYPE_UNSPECIFIED, String(""), false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(AttributeFault(c.type, c.value).empty(), c.fine)
        << v1::AttributeType_Name(c.type) << " " << c.value.ShortDebugString();
  }
}

}  // namespace
}  // namespace signpost
