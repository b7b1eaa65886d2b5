// SPDX-License-Identifier: Apache-2.0
//
// Published and worked cases through the messages; the arithmetic of tariffs is tested with bands.
#include "cost/component_cost.h"

#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

CostContext Dollars(bool full) {
  CostContext context;
  context.currency = "USD";
  context.exchange_rates["GBP"] = "1.25";
  context.full_cost = full;
  return context;
}

// Micro-units of a PER_UNIT component; -1 where a figure is missing.
double Cost(const std::string& tariff, const std::string& entry, bool full = true) {
  const auto component =
      Parse<v1::CostComponent>("basis: COST_BASIS_PER_UNIT tariff { " + tariff + " }");
  const auto cost = ComponentCost(component, Parse<v1::ServiceChannel>(entry), Dollars(full));
  EXPECT_TRUE(cost.ok()) << cost.status();
  return *cost ? static_cast<double>(**cost) : -1;
}

// 65,000 units at 0.0006 and 10 a month: 49, over 65,000 contacts of a unit each.
TEST(ComponentCost, SixtyFiveThousandUnitsAMonth) {
  const std::string tariff =
      "bands { price { nanos: 600000 } } fixed { units: 10 } units_per_contact: 1 "
      "period: TARIFF_PERIOD_MONTH";
  EXPECT_DOUBLE_EQ(Cost(tariff, "monthly_volume: 65000"), 49e6 / 65'000);
  EXPECT_DOUBLE_EQ(Cost(tariff, "monthly_volume: 65000", false), 600) << "the next one";
  EXPECT_DOUBLE_EQ(Cost(tariff, ""), -1);
}

// 201 units, 100 free, 5 a started 100: 10.
TEST(ComponentCost, AHundredFreeThenFiveAStartedHundred) {
  const std::string bands =
      "bands { last_unit: 100 } bands { price { units: 5 } block: 100 whole_blocks: true } ";
  EXPECT_DOUBLE_EQ(Cost(bands + "units_per_contact: 201", ""), 10e6);
  EXPECT_DOUBLE_EQ(Cost(bands + "units_per_contact: 200", ""), 5e6);
  EXPECT_DOUBLE_EQ(Cost(bands + "units_per_contact: 100", ""), 0);
  const std::string monthly = bands + "units_per_contact: 0.5 period: TARIFF_PERIOD_MONTH";
  EXPECT_DOUBLE_EQ(Cost(monthly, "monthly_volume: 401"), 10e6 / 401) << "200.5 units are 201";
  EXPECT_DOUBLE_EQ(Cost(monthly, "monthly_volume: 401", false), 25'000) << "half a unit of 0.05";
  EXPECT_DOUBLE_EQ(Cost(monthly, "monthly_volume: 200", false), 0) << "still free";
}

TEST(ComponentCost, CallsAreBilledByTalkAndHold) {
  const std::string tariff =
      "bands { price { nanos: 30000000 } block: 60 } minimum { nanos: 40000000 } "
      "round_to { nanos: 10000000 } rounding: ROUNDING_MODE_UP "
      "call_seconds { first_seconds: 30 following_seconds: 6 }";
  const auto call = [&](const std::string& handling) {
    return Cost(tariff, "handling { " + handling + " after_contact_work { seconds: 999 } }");
  };
  // 95 s are billed as 96: 0.048, rounded up to 0.05.
  EXPECT_DOUBLE_EQ(call("talk { seconds: 80 nanos: 1 } hold { seconds: 14 }"), 50'000);
  EXPECT_DOUBLE_EQ(call("talk { seconds: 31 }"), 40'000) << "0.018, and the minimum";
  EXPECT_DOUBLE_EQ(Cost(tariff, ""), -1);
}

TEST(ComponentCost, TariffsInAnotherCurrencyAreConvertedAfterTheCharge) {
  EXPECT_DOUBLE_EQ(
      Cost("bands { price { currency_code: 'GBP' units: 1 } } units_per_contact: 3", ""), 3.75e6);
}

TEST(ComponentCost, AChargeThatDoesNotFitIsAnError) {
  const auto component = Parse<v1::CostComponent>(
      "basis: COST_BASIS_PER_UNIT tariff { bands { price { units: 1000000000000 } } "
      "units_per_contact: 1000000000 }");
  EXPECT_EQ(ComponentCost(component, v1::ServiceChannel(), Dollars(false)).status().code(),
            absl::StatusCode::kOutOfRange);
}

TEST(ComponentCost, OccupancyMakesTimeDearer) {
  const auto entry =
      Parse<v1::ServiceChannel>("handling { talk { seconds: 240 } concurrency: 2 occupancy: 0.5 }");
  EXPECT_EQ(*TimesPaid(v1::COST_BASIS_PER_MINUTE, entry, Dollars(false)), Rational(4));
}

// A department of 560,000 with 28 people of 25,000 minutes each: 0.80 a minute; activities of 8, 44
// and 50 minutes cost 6.40, 35.20 and 40.00.
TEST(ComponentCost, ADepartmentOfPracticalCapacity) {
  const auto card = Parse<v1::RateCard>(
      "capacity_rates { kind: COST_KIND_STAFF monthly_cost { units: 560000 } people: 28 "
      "practical_minutes: 25000 }");
  EXPECT_EQ(CapacityPrice(card.capacity_rates(0), Dollars(false)), Rational(800'000));
  const struct {
    int minutes;
    Micros cost;
  } cases[] = {{8, 6'400'000}, {44, 35'200'000}, {50, 40'000'000}};
  for (const auto& c : cases) {
    v1::ServiceChannel entry;
    EXPECT_FALSE(ComputeDirectCost(entry, &card, Dollars(false))->priced) << "no handling";
    entry.mutable_handling()->mutable_talk()->set_seconds(60 * c.minutes);
    const auto cost = ComputeDirectCost(entry, &card, Dollars(false));
    ASSERT_TRUE(cost.ok() && cost->priced);
    EXPECT_EQ(cost->organisation, c.cost);
    EXPECT_EQ(cost->by_kind[v1::COST_KIND_STAFF - 1], c.cost);
  }
}

}  // namespace
}  // namespace signpost
