// SPDX-License-Identifier: Apache-2.0
#include "cost/direct_cost.h"

#include <array>
#include <cmath>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

v1::ServiceChannel Parse(const std::string& text) {
  v1::ServiceChannel message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

CostContext Pounds() {
  CostContext context;
  context.currency = "GBP";
  context.customer_minute_value = 200'000;  // 0.20 a minute.
  return context;
}

DirectCost Compute(const std::string& text, const CostContext& context = Pounds()) {
  const auto cost = ComputeDirectCost(Parse(text), nullptr, context);
  EXPECT_TRUE(cost.ok()) << cost.status();
  return cost.value_or(DirectCost{});
}

std::string Component(const std::string& kind, const std::string& basis,
                      const std::string& amount) {
  return "components { kind: COST_KIND_" + kind + " basis: COST_BASIS_" + basis + " amount { " +
         amount + " } } ";
}

TEST(DirectCost, PerMinuteIsAverageHandlingTimeOverConcurrency) {
  // 0.55 a minute x 283 s / 2 = 1.29708333...
  const DirectCost cost = Compute(Component("STAFF", "PER_MINUTE", "nanos: 550000000") +
                                  "handling { talk { seconds: 180 } hold { seconds: 43 } "
                                  "after_contact_work { seconds: 60 } concurrency: 2 }");
  EXPECT_TRUE(cost.priced);
  EXPECT_EQ(cost.organisation, 1'297'083);
  EXPECT_EQ(cost.by_kind[v1::COST_KIND_STAFF - 1], 1'297'083);
}

TEST(DirectCost, ComponentsOfAKindAreRoundedOnceTogether) {
  // Three times a third of a micro-unit: 0.000001 x 20 s / 60 s each.
  const std::string third = Component("STAFF", "PER_MINUTE", "nanos: 1000");
  const std::string handling = "handling { talk { seconds: 20 } }";
  EXPECT_EQ(Compute(third + handling).organisation, 0);
  EXPECT_EQ(Compute(third + third + third + handling).organisation, 1);
}

TEST(DirectCost, ALedgerIsRoundedOnceAndItsKindsAddUp) {
  // Five kinds of 0.000001 a minute for 25 s: 2.0833 micro-units in all, not five times nothing.
  std::string text = "handling { talk { seconds: 25 } } ";
  for (const char* kind : {"STAFF", "ACCOMMODATION", "TECHNOLOGY", "CONSUMABLES", "OVERHEAD"}) {
    text += Component(kind, "PER_MINUTE", "nanos: 1000");
  }
  const DirectCost cost = Compute(text);
  EXPECT_EQ(cost.organisation, 2);
  EXPECT_EQ(cost.by_kind, (std::array<Micros, kCostKinds>{1, 1, 0, 0, 0, 0, 0}));
  // The larger remainder first: 0.3 and 0.9 of a micro-unit.
  const DirectCost uneven = Compute("handling { talk { seconds: 18 } } " +
                                    Component("STAFF", "PER_MINUTE", "nanos: 1000") +
                                    Component("TECHNOLOGY", "PER_MINUTE", "nanos: 3000"));
  EXPECT_EQ(uneven.organisation, 1);
  EXPECT_EQ(uneven.by_kind[0], 0);
  EXPECT_EQ(uneven.by_kind[2], 1);
}

TEST(DirectCost, HalvesGoToTheEvenMicroUnit) {
  const std::string handling = "handling { talk { seconds: 30 } }";
  EXPECT_EQ(Compute(Component("STAFF", "PER_MINUTE", "nanos: 1000") + handling).organisation, 0);
  EXPECT_EQ(Compute(Component("STAFF", "PER_MINUTE", "nanos: 3000") + handling).organisation, 2);
  EXPECT_EQ(Compute(Component("STAFF", "PER_MINUTE", "nanos: 5000") + handling).organisation, 2);
}

TEST(DirectCost, PerCompletionTakesTheProbabilityAsStated) {
  const std::string component = Component("CONSUMABLES", "PER_COMPLETION", "units: 3");
  EXPECT_EQ(Compute(component + "outcome { completion_probability: 0.3333333333333333 "
                                "abandonment_probability: 0.6666666666666667 }")
                .organisation,
            1'000'000);
  EXPECT_EQ(Compute(component).organisation, 3'000'000)
      << "without outcome every contact completes";
}

TEST(DirectCost, MonthlyCostsCountUnderFullOnly) {
  const std::string text =
      Component("TECHNOLOGY", "PER_MONTH", "units: 1000") + "monthly_volume: 4000";
  EXPECT_TRUE(Compute(text).priced);
  EXPECT_EQ(Compute(text).organisation, 0);
  CostContext full = Pounds();
  full.full_cost = true;
  EXPECT_EQ(Compute(text, full).organisation, 250'000);
  EXPECT_FALSE(Compute(Component("TECHNOLOGY", "PER_MONTH", "units: 1000"), full).priced);
}

TEST(DirectCost, AMissingPriceIsUnpricedNeverZero) {
  EXPECT_FALSE(Compute("").priced);
  EXPECT_FALSE(Compute(Component("CUSTOMER_CHARGE", "PER_CONTACT", "units: 1")).priced);
  EXPECT_FALSE(Compute(Component("STAFF", "PER_MINUTE", "units: 1")).priced) << "no handling";
  EXPECT_TRUE(Compute(Component("STAFF", "PER_CONTACT", "units: 0")).priced);
}

TEST(DirectCost, CustomerLedgerFromEffortOrComponents) {
  const DirectCost effort =
      Compute("customer { time { seconds: 90 } travel { seconds: 600 } charge { units: 2 } }");
  EXPECT_TRUE(effort.customer_known && effort.customer_time_known);
  EXPECT_EQ(effort.customer_time, 690'000'000'000);
  EXPECT_EQ(effort.customer, 2'300'000 + 2'000'000);
  const DirectCost components =
      Compute(Component("CUSTOMER_TIME", "PER_CONTACT", "units: 1") +
              Component("CUSTOMER_CHARGE", "PER_CONTACT", "nanos: 500000000"));
  EXPECT_TRUE(components.customer_known);
  EXPECT_FALSE(components.customer_time_known);
  EXPECT_EQ(components.customer, 1'500'000);
  EXPECT_FALSE(Compute("").customer_known);
}

TEST(DirectCost, ForeignAmountsAreConvertedBeforeRounding) {
  CostContext context = Pounds();
  context.exchange_rates["USD"] = "0.7333";
  EXPECT_EQ(Compute(Component("STAFF", "PER_CONTACT", "currency_code: 'USD' units: 1 nanos: 5000"),
                    context)
                .organisation,
            733'304)
      << "1.000005 x 0.7333 = 0.7333036665";
}

TEST(DirectCost, OverflowIsAnError) {
  CostContext context = Pounds();
  const std::string large = Component("STAFF", "PER_CONTACT", "units: 1000000000000");
  EXPECT_TRUE(ComputeDirectCost(Parse(large), nullptr, context).ok());
  const auto cost = ComputeDirectCost(Parse(large + large), nullptr, context);
  EXPECT_EQ(cost.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_NE(std::string(cost.status().message()).find("organisation cost"), std::string::npos)
      << cost.status();
}

TEST(DirectCost, MillionthsAreTheExactValueRoundedHalfToEven) {
  EXPECT_EQ(ToMillionths(0), 0);
  EXPECT_EQ(ToMillionths(1), 1'000'000);
  EXPECT_EQ(ToMillionths(0.1), 100'000);
  EXPECT_EQ(ToMillionths(std::ldexp(1.0, -1) / 1e6 + 0.0), 0) << "just about half";
  EXPECT_EQ(ToMillionths(0.5 + std::ldexp(1.0, -7)), 507'812) << "507812.5, a half";
  EXPECT_EQ(ToMillionths(0.5 + 3 * std::ldexp(1.0, -7)), 523'438) << "523437.5, a half";
  EXPECT_EQ(ToMillionths(1000), 1'000'000'000);
}

}  // namespace
}  // namespace signpost
