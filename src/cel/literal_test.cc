// SPDX-License-Identifier: Apache-2.0
#include "cel/literal.h"

#include <limits>

#include "gtest/gtest.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

TEST(Literal, Integers) {
  EXPECT_EQ(ParseInt("9223372036854775808", true), std::numeric_limits<std::int64_t>::min());
  EXPECT_FALSE(ParseInt("9223372036854775808", false));
  EXPECT_EQ(ParseInt("0xff", true), -255);
  EXPECT_EQ(ParseUint("18446744073709551615u"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_FALSE(ParseUint("18446744073709551616u"));
}

TEST(Literal, Doubles) {
  EXPECT_EQ(ParseDouble(".5"), 0.5);
  EXPECT_EQ(ParseDouble("1e999"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(ParseDouble("1e-999"), 0.0);
}

TEST(Literal, Escapes) {
  EXPECT_EQ(Unquote(R"('\xff\377\u00e9\U0001f431\n')", false).value, "ÿÿé🐱\n");
  EXPECT_EQ(Unquote(R"(b'\xff\377')", true).value, "\xff\xff");
  EXPECT_EQ(Unquote(R"(br'\xff')", true).value, R"(\xff)");
  EXPECT_EQ(Unquote("'''a'b\n'''", false).value, "a'b\n");
  for (const char* bad : {R"('\q')", R"('\400')", R"('\12')", R"('\ud800')", R"('\U00110000')",
                          R"('\xf')", R"('\u12')"}) {
    EXPECT_NE(Unquote(bad, false).fault, "") << bad;
  }
  EXPECT_NE(Unquote(R"(b'\u0041')", true).fault, "");
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
