// SPDX-License-Identifier: Apache-2.0
#include "cel/time.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

TEST(Time, TimestampsGoThereAndBack) {
  for (const char* text : {"2009-02-13T23:31:30Z", "0001-01-01T00:00:00Z",
                           "9999-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.5Z"}) {
    EXPECT_EQ(FormatTimestamp(ParseTimestamp(text)), text);
  }
  EXPECT_EQ(ParseTimestamp("2009-02-14T05:01:30+05:30").seconds(), 1'234'567'890);
  EXPECT_EQ(ParseTimestamp("1969-12-31T23:59:59.5Z").seconds(), -1);
  EXPECT_EQ(ParseTimestamp("1969-12-31T23:59:59.5Z").nanos(), 500'000'000);
}

TEST(Time, RefusesWhatIsNoTimestamp) {
  for (const char* text : {"", "infinite-future", "2009-02-30T00:00:00Z", "2009-13-01T00:00:00Z",
                           "2009-02-13 23:31:30Z", "2009-02-13T23:31:30", "2009-02-13T24:00:00Z",
                           "2009-02-13T23:31:60Z", "2009-02-13T23:31:30.Z", " 2009-02-13T23:31:30Z",
                           "2009-02-13T23:31:30Zx", "10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
                           "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"}) {
    EXPECT_TRUE(ParseTimestamp(text).IsError()) << text;
  }
}

TEST(Time, Durations) {
  const struct {
    const char* text;
    std::int64_t nanos;
  } cases[] = {{"0", 0},
               {"-1h30m", -5'400'000'000'000},
               {"1.5s", 1'500'000'000},
               {".5s", 500'000'000},
               {"250ms", 250'000'000},
               {"1us2ns", 1'002},
               {"3µs", 3'000},
               {"1.0000000000000000000000000001s", 1'000'000'000},
               {"-9223372036854775808ns", std::numeric_limits<std::int64_t>::min()},
               {"9223372036854775807ns", std::numeric_limits<std::int64_t>::max()}};
  for (const auto& c : cases) {
    ASSERT_FALSE(ParseDuration(c.text).IsError()) << c.text;
    EXPECT_EQ(ParseDuration(c.text).nanoseconds(), c.nanos) << c.text;
  }
  for (const char* text : {"", "-", "1", "1d", "s", ".s", "1s ", "1 s", "+-1s", "1sm",
                           "9223372036854775808ns", "99999999999999999999999999h", "1e3s"}) {
    EXPECT_TRUE(ParseDuration(text).IsError()) << text;
  }
  EXPECT_EQ(FormatDuration(Value::Duration(std::numeric_limits<std::int64_t>::min())),
            "-9223372036.854775808s");
}

TEST(Time, ZonesAreOnlyThoseOfTheDatabase) {
  for (const char* name : {"UTC", "Europe/London", "US/Central", "+11:00", "-02:30", "02:00"}) {
    EXPECT_TRUE(FindZone(name)) << name;
  }
  for (const char* name : {"/etc/localtime", "../../../etc/localtime", "localtime", "Nowhere/None",
                           "+24:00", "+5:30", "Europe", "a b"}) {
    EXPECT_FALSE(FindZone(name)) << name;
  }
  // Half past one comes twice when summer ends.
  EXPECT_EQ(CivilOf(Value::Timestamp(1'698'539'400, 0), *FindZone("Europe/London")).hour(), 1);
  EXPECT_EQ(CivilOf(Value::Timestamp(1'698'543'000, 0), *FindZone("Europe/London")).hour(), 1);
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
