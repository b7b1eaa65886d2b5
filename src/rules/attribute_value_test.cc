// SPDX-License-Identifier: Apache-2.0
#include "rules/attribute_value.h"

#include <cmath>
#include <cstdint>
#include <string>

#include "gtest/gtest.h"

namespace signpost {
namespace {

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

TEST(AttributeValue, MustBeOfItsType) {
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

TEST(AttributeValue, MeansWhatItsTypeSays) {
  EXPECT_EQ(IntOf(Number(-3)), -3);
  EXPECT_EQ(IntOf(String("-9223372036854775808")), INT64_MIN);
  EXPECT_EQ(IntOf(Number(1e300)), 0);  // Has a fault; no undefined conversion.
  EXPECT_EQ(IntOf(Number(NAN)), 0);
  EXPECT_EQ(TimestampOf(String("1970-01-02t00:00:00.000000001z")).seconds, 86400);
  EXPECT_EQ(TimestampOf(String("1970-01-02t00:00:00.000000001z")).nanos, 1);
  // Before 1970 nanoseconds count forwards, too.
  EXPECT_EQ(TimestampOf(String("1969-12-31T23:59:59.25+00:00")).seconds, -1);
  EXPECT_EQ(TimestampOf(String("1969-12-31T23:59:59.25+00:00")).nanos, 250'000'000);
  EXPECT_EQ(TimestampOf(String("1970-01-01T01:00:00+01:00")).seconds, 0);
  EXPECT_EQ(DurationNanosOf(String("-1.5s")), -1'500'000'000);
  EXPECT_EQ(DurationNanosOf(String("9223372036s")), 9'223'372'036'000'000'000);
}

}  // namespace
}  // namespace signpost
