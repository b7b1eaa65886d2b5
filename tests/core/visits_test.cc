// SPDX-License-Identifier: Apache-2.0
#include "signpost/visits.h"

#include <cstdint>
#include <iostream>
#include <limits>
#include <random>

#include "gtest/gtest.h"

namespace signpost {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Visits, RoundOnceHalfToEven) {
  const std::int64_t row[] = {1, 3};  // 0.5 and 1.5 visits at point 1.
  const Micros half[] = {1, 0}, three_halves[] = {0, 1}, minus[] = {-1, 0};
  Micros total = 7;
  ASSERT_TRUE(ExpectedTotal({row, 2, 0, 1}, half, 0, 0, &total));
  EXPECT_EQ(total, 0);
  ASSERT_TRUE(ExpectedTotal({row, 2, 0, 1}, three_halves, 0, 0, &total));
  EXPECT_EQ(total, 2);
  ASSERT_TRUE(ExpectedTotal({row, 2, 0, 1}, minus, 0, 0, &total));
  EXPECT_EQ(total, 0);
  ASSERT_TRUE(ExpectedTotal({row, 2, 0, 0}, three_halves, 0, 0, &total));
  EXPECT_EQ(total, 3);
  ASSERT_TRUE(ExpectedTotal({row, 2, 1, 1}, half, 4, 0, &total)) << "0.5 x 1 + 1.5 x 4";
  EXPECT_EQ(total, 6);
}

TEST(Visits, WhatFollowsTheFirstVisitScales) {
  const std::int64_t row[] = {std::int64_t{3} << 31, std::int64_t{1} << 32};  // 1.5 and 1.
  const Micros each[] = {10, 7};
  const VisitsRow visits{row, 2, 0, 32};
  Micros total = 0;
  ASSERT_TRUE(ExpectedTotal(visits, each, 0, 0, &total));
  EXPECT_EQ(total, 22);
  ASSERT_TRUE(ExpectedTotal(visits, each, 0, 500'000, &total));
  EXPECT_EQ(total, 16) << "10 + half of 12";
  ASSERT_TRUE(ExpectedTotal(visits, each, 0, 1'000'000, &total));
  EXPECT_EQ(total, 10);
  ASSERT_TRUE(ExpectedTotal(visits, each, 2, 250'000, &total));
  EXPECT_EQ(total, 22) << "12 + 0.75 x (18 + 7 - 12) = 21.75";
}

TEST(Visits, SayWhereATotalDoesNotFit) {
  const std::int64_t once[] = {std::int64_t{1} << 32, std::int64_t{1} << 32};
  const std::int64_t often[] = {std::int64_t{1} << 61, std::int64_t{1} << 61};
  const Micros most[] = {kMost, 0}, twice[] = {kMost, 1}, both[] = {kMost, kMost};
  const Micros below[] = {kMaxCost - 1, 0}, at[] = {kMaxCost - 1, 1};
  Micros total = 3;
  EXPECT_FALSE(ExpectedTotal({often, 2, 0, 32}, both, 0, 0, &total));
  EXPECT_FALSE(ExpectedTotal({often, 2, 0, 32}, at, 0, 1'000'000, &total));
  EXPECT_FALSE(ExpectedTotal({once, 2, 0, 32}, twice, 0, 0, &total));
  EXPECT_FALSE(ExpectedTotal({once, 2, 0, 32}, most, 1, 0, &total));
  EXPECT_FALSE(ExpectedCost({once, 2, 0, 32}, at, 0, 0, &total));
  EXPECT_FALSE(ExpectedCost({once, 2, 0, 32}, at, 0, 1, &total)) << "rounds up to it";
  EXPECT_EQ(total, 3);
  EXPECT_TRUE(ExpectedTotal({once, 2, 0, 32}, most, 0, 0, &total));
  EXPECT_EQ(total, kMost);
  EXPECT_TRUE(ExpectedCost({once, 2, 0, 32}, below, 0, 0, &total));
  EXPECT_EQ(total, kMaxCost - 1);
}

// Against the same sums in 128-bit division.
TEST(Visits, RandomRows) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937_64 random(seed);
  for (int i = 0; i < 200'000; ++i) {
    std::int64_t row[4], each[4];
    const int point = static_cast<int>(random() % 45);
    for (int j = 0; j < 4; ++j) {
      row[j] = static_cast<std::int64_t>(random() >> (20 + random() % 40));
      each[j] = static_cast<std::int64_t>(random() >> (30 + random() % 30)) - 500;
    }
    const std::size_t start = random() % 4;
    const auto more = static_cast<std::int64_t>(random() % 1000);
    const auto given_up = static_cast<std::int32_t>(i % 3 == 0 ? 0 : random() % 1'000'001);
    Int128 sum = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      sum += static_cast<Int128>(row[j]) * (each[j] + (j == start ? more : 0));
    }
    const Int128 one = static_cast<Int128>(1) << point;
    const Int128 first = (each[start] + more) * one;
    const Int128 too_much = static_cast<Int128>(1) << 106;
    const Int128 expected =
        DivideHalfEven(first * kMillion + (sum - first) * (kMillion - given_up), one * kMillion);
    std::int64_t total = 0;
    const bool fits = ExpectedTotal({row, 4, start, point}, each, more, given_up, &total);
    if (expected > kMost || expected < -kMost) continue;
    ASSERT_TRUE(fits || sum >= too_much || sum <= -too_much || first >= too_much ||
                first <= -too_much)
        << i;
    ASSERT_TRUE(!fits || total == expected) << i;
  }
}

}  // namespace
}  // namespace signpost
