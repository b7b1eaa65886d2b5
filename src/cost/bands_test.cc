// SPDX-License-Identifier: Apache-2.0
#include "cost/bands.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace signpost {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr Micros kUnit = kMicrosPerUnit;

Micros MustCharge(const Tariff& tariff, std::int64_t units) {
  Micros charge = -1;
  EXPECT_EQ(Charge(tariff, units, &charge), TariffFault::kNone);
  return charge;
}

TEST(Bands, SixtyFiveThousandUnits) {
  Tariff tariff;
  tariff.bands = {{kNoLastUnit, 600}};
  tariff.fixed = 10 * kUnit;
  EXPECT_EQ(MustCharge(tariff, 65'000), 49 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 0), 10 * kUnit);
}

TEST(Bands, AHundredFreeThenFiveAStartedHundred) {
  Tariff tariff;
  tariff.bands = {{100, 0}, {kNoLastUnit, 5 * kUnit, 100, true}};
  EXPECT_EQ(MustCharge(tariff, 201), 10 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 200), 5 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 101), 5 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 100), 0);
}

TEST(Bands, ADepartmentOfPracticalCapacity) {
  // 560,000 buy 700,000 minutes, 0.80 each.
  const struct {
    std::int64_t minutes;
    Micros cost;
  } cases[] = {{1, 800'000}, {8, 6'400'000}, {44, 35'200'000}, {50, 40'000'000}, {0, 0}};
  for (const auto& c : cases) {
    Micros activity = -1;
    ASSERT_EQ(ActivityCost(560'000 * kUnit, 700'000, c.minutes, &activity), TariffFault::kNone);
    EXPECT_EQ(activity, c.cost);
  }
  Micros activity = -1;
  EXPECT_EQ(ActivityCost(-1, 5, 5, &activity), TariffFault::kAmount);
  EXPECT_EQ(ActivityCost(1, 0, 5, &activity), TariffFault::kAmount);
  EXPECT_EQ(ActivityCost(1, 5, -5, &activity), TariffFault::kUnits);
  EXPECT_EQ(ActivityCost(kMax, 1, 2, &activity), TariffFault::kOverflow);
  EXPECT_EQ(activity, -1);
}

TEST(Bands, GraduatedAndVolumeDiffer) {
  Tariff tariff;
  tariff.bands = {{10, 5 * kUnit}, {20, 4 * kUnit, 1, false, kUnit}, {kNoLastUnit, 3 * kUnit}};
  EXPECT_EQ(MustCharge(tariff, 10), 50 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 11), 55 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 25), (50 + 40 + 1 + 15) * kUnit);
  tariff.scheme = Tariff::Scheme::kVolume;
  EXPECT_EQ(MustCharge(tariff, 10), 50 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 11), 45 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 20), 81 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 21), 63 * kUnit);
  tariff.minimum = 70 * kUnit;
  EXPECT_EQ(MustCharge(tariff, 21), 70 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 0), 70 * kUnit);
  EXPECT_EQ(MustCharge(tariff, 24), 72 * kUnit);
}

TEST(Bands, RoundsOnce) {
  // 1 micro-unit for 3 units in each of two bands: 2/3 + 1/3 is 1, not 1 + 0.
  Tariff tariff;
  tariff.bands = {{2, 1, 3}, {kNoLastUnit, 1, 3}};
  EXPECT_EQ(MustCharge(tariff, 3), 1);
  const struct {
    Rounding rounding;
    Micros cents[4];  // Of 0.004, 0.005, 0.015 and 0.016.
  } cases[] = {{Rounding::kHalfEven, {0, 0, 2, 2}},
               {Rounding::kHalfUp, {0, 1, 2, 2}},
               {Rounding::kUp, {1, 1, 2, 2}},
               {Rounding::kDown, {0, 0, 1, 1}}};
  const std::int64_t units[] = {4, 5, 15, 16};
  for (const auto& c : cases) {
    Tariff cents;
    cents.bands = {{kNoLastUnit, 1'000}};
    cents.round_to = 10'000;
    cents.rounding = c.rounding;
    for (int i = 0; i < 4; ++i) EXPECT_EQ(MustCharge(cents, units[i]), c.cents[i] * 10'000);
  }
}

TEST(Bands, BillingIncrements) {
  const struct {
    BillingIncrement increment;
    std::int64_t seconds, billed;
  } cases[] = {{{60, 60}, 0, 0},  {{60, 60}, 1, 60},  {{60, 60}, 60, 60}, {{60, 60}, 61, 120},
               {{60, 1}, 61, 61}, {{30, 6}, 1, 30},   {{30, 6}, 31, 36},  {{30, 6}, 36, 36},
               {{30, 6}, 37, 42}, {{1, 1}, 199, 199}, {{60, 30}, 95, 120}};
  for (const auto& c : cases) {
    std::int64_t billed = -1;
    ASSERT_EQ(BilledSeconds(c.increment, c.seconds, &billed), TariffFault::kNone);
    EXPECT_EQ(billed, c.billed) << c.seconds;
  }
  std::int64_t billed = -1;
  EXPECT_EQ(BilledSeconds({0, 1}, 5, &billed), TariffFault::kAmount);
  EXPECT_EQ(BilledSeconds({1, 0}, 5, &billed), TariffFault::kAmount);
  EXPECT_EQ(BilledSeconds({1, 1}, -5, &billed), TariffFault::kUnits);
  EXPECT_EQ(BilledSeconds({1, kMax - 1}, kMax, &billed), TariffFault::kNone);
  EXPECT_EQ(BilledSeconds({2, kMax - 2}, kMax, &billed), TariffFault::kNone);
  EXPECT_EQ(BilledSeconds({3, kMax - 5}, kMax, &billed), TariffFault::kOverflow);
}

TEST(Bands, BadTariffsAreRefused) {
  Micros charge = -1;
  const auto fault = [&](const Tariff& tariff) { return Charge(tariff, 5, &charge); };
  Tariff good;
  good.bands = {{3, 1}, {kNoLastUnit, 1}};
  EXPECT_EQ(fault(Tariff{}), TariffFault::kBands);
  Tariff bad = good;
  bad.bands[1].last_unit = 9;
  EXPECT_EQ(fault(bad), TariffFault::kBands);
  bad = good;
  bad.bands[0].last_unit = 0;
  EXPECT_EQ(fault(bad), TariffFault::kBands);
  bad = good;
  bad.bands[0].price = -1;
  EXPECT_EQ(fault(bad), TariffFault::kAmount);
  bad = good;
  bad.bands[0].block = 0;
  EXPECT_EQ(fault(bad), TariffFault::kAmount);
  bad = good;
  bad.round_to = 0;
  EXPECT_EQ(fault(bad), TariffFault::kAmount);
  bad = good;
  bad.bands[1].price = kMax;
  EXPECT_EQ(fault(bad), TariffFault::kOverflow);
  bad = good;
  bad.fixed = kMax;
  EXPECT_EQ(fault(bad), TariffFault::kOverflow);
  EXPECT_EQ(Charge(good, -1, &charge), TariffFault::kUnits);
  EXPECT_EQ(charge, -1);
}

TEST(Bands, RandomTariffsAgainstRationals) {
  std::mt19937_64 random(65000);
  for (int i = 0; i < 20'000; ++i) {
    Tariff tariff;
    tariff.scheme = i % 2 == 0 ? Tariff::Scheme::kGraduated : Tariff::Scheme::kVolume;
    const std::size_t count = 1 + random() % 4;
    std::int64_t last = 0;
    for (std::size_t b = 0; b < count; ++b) {
      last += 1 + static_cast<std::int64_t>(random() % 300);
      tariff.bands.push_back({b + 1 == count ? kNoLastUnit : last,
                              static_cast<Micros>(random() % 2'000'000),
                              1 + static_cast<std::int64_t>(random() % 120), random() % 2 == 0,
                              random() % 3 == 0 ? static_cast<Micros>(random() % 9'000) : 0});
    }
    tariff.fixed = static_cast<Micros>(random() % 5'000'000);
    const Micros steps[] = {1, 2, 3, 7, 10'000};
    tariff.round_to = steps[random() % 5];
    tariff.rounding = static_cast<Rounding>(random() % 4);
    const std::int64_t units = static_cast<std::int64_t>(random() % 1'200);

    cpp_rational sum = tariff.fixed;
    std::int64_t before = 0;
    for (const PriceBand& band : tariff.bands) {
      std::int64_t inside = 0;  // Unit by unit.
      for (std::int64_t unit = 1; unit <= units; ++unit) {
        const std::int64_t decides = i % 2 == 0 ? unit : units;
        inside += decides > before && decides <= band.last_unit;
      }
      before = band.last_unit;
      if (inside == 0) continue;
      cpp_rational blocks(inside, band.block);
      if (band.whole_blocks) blocks = (inside + band.block - 1) / band.block;
      sum += band.flat + blocks * band.price;
    }
    sum /= tariff.round_to;
    cpp_int whole = numerator(sum) / denominator(sum);
    const cpp_rational rest = sum - whole;
    const cpp_rational half(1, 2);
    const bool odd = whole % 2 != 0;
    if ((tariff.rounding == Rounding::kUp && rest > 0) ||
        (tariff.rounding == Rounding::kHalfUp && rest >= half) ||
        (tariff.rounding == Rounding::kHalfEven && (rest > half || (rest == half && odd)))) {
      ++whole;
    }
    ASSERT_EQ(cpp_int(MustCharge(tariff, units)), cpp_int(whole * tariff.round_to)) << i;
  }
}

}  // namespace
}  // namespace signpost
