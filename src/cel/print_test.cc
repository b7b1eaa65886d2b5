// SPDX-License-Identifier: Apache-2.0
#include "cel/print.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

TEST(Print, DoublesReadBackAsThemselves) {
  EXPECT_EQ(PrintDouble(-4.5e-3), "-0.0045");
  EXPECT_EQ(PrintDouble(123.456), "123.456");
  EXPECT_EQ(PrintDouble(1e300), "1e+300");
  EXPECT_EQ(PrintDouble(std::numeric_limits<double>::infinity()), "Infinity");
  EXPECT_EQ(std::stod(PrintDouble(0.1 + 0.2)), 0.1 + 0.2);
  EXPECT_EQ(Print(Value::Double(2)), "2.0");
}

TEST(Print, ShortTextsAreCutBetweenCodePoints) {
  EXPECT_EQ(Shorten("abc", 3), "abc");
  EXPECT_EQ(Shorten("abcd", 3), "abc...");
  EXPECT_EQ(Shorten("aéé", 2), "a...");
  EXPECT_EQ(PrintShort(Value::String(std::string(100, 'x'))),
            "\"" + std::string(60, 'x') + "...\"");
  EXPECT_EQ(PrintShort(Value::List(nullptr, 0)), "a list");
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
