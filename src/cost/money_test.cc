// SPDX-License-Identifier: Apache-2.0
#include "cost/money.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>
#include <random>

#include "gtest/gtest.h"

namespace signpost {
namespace {

using boost::multiprecision::cpp_int;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

v1::Money Make(std::int64_t units, std::int32_t nanos) {
  v1::Money money;
  money.set_units(units);
  money.set_nanos(nanos);
  return money;
}

TEST(Money, RoundsHalfToEven) {
  const struct {
    std::int64_t dividend, divisor, quotient;
  } cases[] = {{5, 10, 0}, {15, 10, 2}, {25, 10, 2}, {-5, 10, 0},  {-15, 10, -2}, {-25, 10, -2},
               {4, 10, 0}, {6, 10, 1},  {-4, 10, 0}, {-6, 10, -1}, {0, 7, 0},     {7, 7, 1}};
  for (const auto& c : cases) {
    EXPECT_EQ(static_cast<std::int64_t>(DivideHalfEven(c.dividend, c.divisor)), c.quotient)
        << c.dividend << "/" << c.divisor;
  }
}

// The judge is Boost's arbitrary precision: twice the dividend plus the divisor, floored.
TEST(Money, MultiplyDivideAgreesWithArbitraryPrecision) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 200'000; ++i) {
    const auto draw = [&] { return static_cast<std::int64_t>(random()) >> (random() % 64); };
    const std::int64_t a = draw(), b = draw();
    const std::int64_t divisor = (draw() & kMax) | 1;
    const cpp_int product = cpp_int(a) * b, twice = 2 * product + divisor,
                  step = 2 * cpp_int(divisor);
    cpp_int expected = twice / step;
    if (twice < 0 && twice % step != 0) expected -= 1;
    if (twice % step == 0 && expected % 2 != 0) expected -= 1;
    std::int64_t got = 0;
    if (expected > kMax || expected < kMin) {
      EXPECT_FALSE(MultiplyDivide(a, b, divisor, &got));
    } else {
      ASSERT_TRUE(MultiplyDivide(a, b, divisor, &got));
      ASSERT_EQ(cpp_int(got), expected) << a << " * " << b << " / " << divisor;
    }
  }
}

TEST(Money, AdditionIsChecked) {
  std::int64_t sum = 7;
  EXPECT_FALSE(CheckedAdd(kMax, 1, &sum));
  EXPECT_FALSE(CheckedAdd(kMin, -1, &sum));
  EXPECT_EQ(sum, 7);
  EXPECT_TRUE(CheckedAdd(kMax - 1, 1, &sum));
  EXPECT_EQ(sum, kMax);
}

TEST(Money, FaultsNameTheValue) {
  EXPECT_EQ(MoneyFault(Make(1, 500'000'000), 10), "");
  EXPECT_EQ(MoneyFault(Make(10, 0), 10), "");
  EXPECT_EQ(MoneyFault(Make(-10, 0), 10), "");
  EXPECT_EQ(MoneyFault(Make(0, 0), 0), "");
  EXPECT_NE(MoneyFault(Make(0, 1'000), 0), "");
  EXPECT_NE(MoneyFault(Make(10, 1'000), 10), "");
  EXPECT_NE(MoneyFault(Make(kMin, 0), 10), "");
  EXPECT_NE(MoneyFault(Make(1, -1'000), 10), "");
  EXPECT_NE(MoneyFault(Make(0, 1'000'000'000), 10), "");
  EXPECT_NE(MoneyFault(Make(0, 1), 10).find("micro-unit"), std::string::npos);
}

TEST(Money, GoesThereAndBack) {
  for (const Micros micros :
       {Micros{0}, Micros{1}, Micros{-1}, Micros{1'500'000}, Micros{-2'000'001}, kMax, kMin}) {
    const v1::Money money = ToMoney(micros, "GBP");
    EXPECT_EQ(ToMicros(money), micros);
    EXPECT_EQ(money.currency_code(), "GBP");
  }
}

TEST(Money, IsWrittenForPeople) {
  EXPECT_EQ(FormatMoney(1'500'000, "GBP"), "1.50 GBP");
  EXPECT_EQ(FormatMoney(-1, ""), "-0.000001");
  EXPECT_EQ(FormatMoney(2'594'160, "USD"), "2.59416 USD");
  EXPECT_EQ(FormatMoney(kMin, ""), "-9223372036854.775808");
}

}  // namespace
}  // namespace signpost
