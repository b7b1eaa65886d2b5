// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/cost.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

TEST(Arithmetic, RoundsHalfToEvenAndTakesDoublesAsTheyAre) {
  EXPECT_EQ(HalfEven(Rational(5, 2)), 2);
  EXPECT_EQ(HalfEven(Rational(7, 2)), 4);
  EXPECT_EQ(HalfEven(Rational(-5, 2)), -2);
  EXPECT_EQ(HalfEven(Rational(-7, 2)), -4);
  EXPECT_EQ(HalfEven(Rational(8, 3)), 3);
  EXPECT_EQ(HalfEven(Rational(-8, 3)), -3);
  EXPECT_EQ(HalfEven(Rational(0)), 0);
  EXPECT_EQ(Exactly(0.5), Rational(1, 2));
  EXPECT_EQ(Exactly(0.1), Rational(Integer("3602879701896397"), Integer("36028797018963968")));
  EXPECT_EQ(Millionths(0.123456), 123'456);
  // 1.5e-6 as a double lies just below 1.5e-6, 2.5e-6 just above: neither is a half.
  EXPECT_EQ(Millionths(1.5e-6), Exactly(1.5e-6) < Rational(3, 2'000'000) ? 1 : 2);
  EXPECT_EQ(Millionths(2.5e-6), Exactly(2.5e-6) > Rational(5, 2'000'000) ? 3 : 2);
  EXPECT_EQ(Decimal("1.05"), Rational(21, 20));
  EXPECT_EQ(Decimal("3"), Rational(3));
}

class Cost : public PermitOffice {
 protected:
  Cost() { service_channel(kPhone).clear_components(); }

  void Add(v1::CostKind kind, v1::CostBasis basis, std::int64_t micros,
           const std::string& currency = "") {
    v1::CostComponent& component = *service_channel(kPhone).add_components();
    component.set_kind(kind);
    component.set_basis(basis);
    *component.mutable_amount() = MoneyOf(micros, currency);
  }
  Price Phone() { return PriceOf(catalog, service_channel(kPhone)); }
};

TEST_F(Cost, EveryBasis) {
  service_channel(kPhone).mutable_handling()->mutable_talk()->set_seconds(200);
  service_channel(kPhone).mutable_handling()->mutable_hold()->set_seconds(60);
  service_channel(kPhone).mutable_handling()->mutable_after_contact_work()->set_seconds(40);
  service_channel(kPhone).mutable_handling()->set_concurrency(2);
  service_channel(kPhone).set_monthly_volume(1000);
  Add(v1::COST_KIND_CONSUMABLES, v1::COST_BASIS_PER_CONTACT, 100'000);
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_MINUTE, 400'000);      // x 5 / 2 = 1.00
  Add(v1::COST_KIND_TECHNOLOGY, v1::COST_BASIS_PER_COMPLETION, 10);  // x 0.9 = 9 micro-units
  Add(v1::COST_KIND_ACCOMMODATION, v1::COST_BASIS_PER_MONTH, 3'000'000'000);  // 3.00 under FULL
  EXPECT_EQ(Phone().organisation_cost(), 1'100'009);
  catalog.mutable_policy()->set_cost_basis(v1::POLICY_COST_BASIS_FULL);
  EXPECT_EQ(Phone().organisation_cost(), 4'100'009);
  EXPECT_EQ(Phone().by_kind[v1::COST_KIND_ACCOMMODATION], 3'000'000);
}

TEST_F(Cost, RateCardAndOwnComponentsAreSummedBeforeTheyAreRounded) {
  service_channel(kPhone).mutable_handling()->mutable_talk()->set_seconds(30);
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_MINUTE, 1);
  EXPECT_EQ(Phone().organisation_cost(), 0);  // A half, to the even zero.
  v1::RateCard& card = *catalog.add_rate_cards();
  card.set_id("card");
  *card.add_components() = service_channel(kPhone).components(0);
  service_channel(kPhone).set_rate_card("card");
  EXPECT_EQ(Phone().organisation_cost(), 1);  // Two halves.
  card.mutable_components(0)->set_kind(v1::COST_KIND_OVERHEAD);
  EXPECT_EQ(Phone().organisation_cost(), 1);  // A ledger is rounded as a whole,
  EXPECT_EQ(Phone().by_kind[v1::COST_KIND_STAFF],
            1);  // and the first of equals gets what is missing.
  EXPECT_EQ(Phone().by_kind[v1::COST_KIND_OVERHEAD], 0);
}

TEST_F(Cost, ForeignAmounts) {
  v1::ExchangeRate& rate = *catalog.add_exchange_rates();
  rate.set_currency_code("USD");
  rate.set_rate("0.750000001");
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_CONTACT, 2'000'000, "USD");
  Add(v1::COST_KIND_OVERHEAD, v1::COST_BASIS_PER_CONTACT, 2'000'000, "GBP");
  EXPECT_EQ(Phone().organisation_cost(), 1'500'000 + 2'000'000);
  *service_channel(kPhone).mutable_customer()->mutable_charge() = MoneyOf(2, "USD");
  EXPECT_EQ(Phone().by_kind[v1::COST_KIND_CUSTOMER_CHARGE], 2);  // 1.500000002
}

TEST_F(Cost, UnpricedIsNotZero) {
  EXPECT_FALSE(Phone().priced);
  EXPECT_EQ(ReasonsOf("phone"), "UNPRICED");
  EXPECT_EQ(Ranking(), "web counter phone");
  EXPECT_FALSE(On("phone").estimate().has_organisation_cost());
  EXPECT_FALSE(On("phone").estimate().has_direct_cost());
  EXPECT_FALSE(On("phone").has_score());
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_MONTH, 1);
  EXPECT_TRUE(Phone().priced);
  catalog.mutable_policy()->set_cost_basis(v1::POLICY_COST_BASIS_FULL);
  EXPECT_FALSE(Phone().priced);
  service_channel(kPhone).set_monthly_volume(10);
  EXPECT_TRUE(Phone().priced);
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_MINUTE, 1);
  EXPECT_FALSE(Phone().priced);
  service_channel(kPhone).mutable_handling();
  EXPECT_TRUE(Phone().priced);
}

TEST_F(Cost, TheCustomersLedger) {
  Add(v1::COST_KIND_STAFF, v1::COST_BASIS_PER_CONTACT, 5'000'000);
  EXPECT_EQ(Phone().customer_cost(), 1'000'000);
  service_channel(kPhone).clear_customer();
  EXPECT_EQ(ReasonsOf("phone"), "CUSTOMER_COST_UNKNOWN");
  EXPECT_FALSE(On("phone").estimate().has_customer_cost());
  Add(v1::COST_KIND_CUSTOMER_TIME, v1::COST_BASIS_PER_CONTACT, 300'000);
  EXPECT_EQ(ReasonsOf("phone"), "");
  EXPECT_EQ(Phone().customer_cost(), 300'000);
  EXPECT_EQ(Phone().organisation_cost(), 5'000'000);
  EXPECT_FALSE(On("phone").estimate().has_customer_time());
  Add(v1::COST_KIND_CUSTOMER_TIME, v1::COST_BASIS_PER_MINUTE, 300'000);
  EXPECT_EQ(ReasonsOf("phone"), "CUSTOMER_COST_UNKNOWN");
  service_channel(kPhone).clear_components();
  Add(v1::COST_KIND_CUSTOMER_CHARGE, v1::COST_BASIS_PER_CONTACT, 300'000);
  EXPECT_EQ(ReasonsOf("phone"), "UNPRICED");
}

// 1 micro-unit a minute for 30 and for 90 seconds: 0.5 and 1.5 micro-units.
TEST_F(Cost, TimeIsRoundedHalfToEven) {
  EXPECT_EQ(TimeCost(30'000'000'000, 1), 0);
  EXPECT_EQ(TimeCost(90'000'000'000, 1), 2);
  EXPECT_EQ(TimeCost(30'000'000'001, 1), 1);
}

TEST_F(Cost, TheEstimateOfAnUnavailableChannelIsThereAllTheSame) {
  channel(kCounter).mutable_lifecycle()->set_stage(v1::LIFECYCLE_STAGE_PLANNED);
  const v1::Estimate estimate = On("counter").estimate();
  EXPECT_EQ(estimate.scope(), v1::ESTIMATE_SCOPE_END_TO_END);
  EXPECT_TRUE(estimate.priced());
  EXPECT_EQ(MicrosOf(estimate.organisation_cost()), 8'000'000);
  EXPECT_EQ(MicrosOf(estimate.direct_cost()), 8'000'000);
  EXPECT_EQ(MicrosOf(estimate.customer_cost()), 7'500'000);
  EXPECT_EQ(estimate.customer_time().seconds(), 3000);
  EXPECT_FALSE(estimate.has_wait());
  EXPECT_EQ(estimate.expected_contacts(), 1);
  ASSERT_EQ(estimate.breakdown_size(), 3);
  EXPECT_EQ(estimate.breakdown(0).kind(), v1::COST_KIND_STAFF);
  EXPECT_EQ(estimate.breakdown(1).kind(), v1::COST_KIND_CUSTOMER_TIME);
  EXPECT_EQ(MicrosOf(estimate.breakdown(2).amount()), 2'500'000);
}

TEST_F(Cost, CompletionThatIsNotStatedIsOne) {
  EXPECT_EQ(On("phone").estimate().completion_probability(), 0.9);
  service_channel(kPhone).clear_outcome();
  EXPECT_EQ(On("phone").estimate().completion_probability(), 1);
  SetCompletion(kPhone, 1.0 / 3);
  EXPECT_EQ(On("phone").estimate().completion_probability(), 0.333333);
}

// The web completes 0.5, 0.25 call, 0.25 give up; of the calls 0.8 are completed, 0.2 go back to
// the web: visits from the web 1 / 0.95 and 0.25 / 0.95, from the phone 1 / 0.95 and 0.2 / 0.95.
class EndToEnd : public PermitOffice {
 protected:
  EndToEnd() {
    *service_channel(kWeb).mutable_outcome() = Parse<v1::Outcome>(
        R"pb(completion_probability: 0.5
             abandonment_probability: 0.25
             fallbacks { channel: "phone" probability: 0.25 })pb");
    *service_channel(kPhone).mutable_outcome() =
        Parse<v1::Outcome>(R"pb(completion_probability: 0.8
                                fallbacks { channel: "web" probability: 0.2 })pb");
  }
  v1::Estimate Web() const { return On("web").estimate(); }
};

TEST_F(EndToEnd, ByHand) {
  EXPECT_EQ(MicrosOf(Web().direct_cost()), 1'000'000);
  EXPECT_EQ(MicrosOf(Web().organisation_cost()), 2'368'421);  // (1 + 5 / 4) / 0.95
  EXPECT_EQ(MicrosOf(Web().customer_cost()), 789'474);        // (0.5 + 1 / 4) / 0.95
  EXPECT_EQ(Web().customer_time().seconds(), 473);            // 450 / 0.95 = 473.684
  EXPECT_EQ(Web().expected_contacts(), 1.315789);             // 1.25 / 0.95
  EXPECT_EQ(Web().completion_probability(), 0.736842);        // 0.7 / 0.95
  EXPECT_EQ(Web().abandonment_probability(), 0.263158);
  ASSERT_EQ(Web().steps_size(), 2);
  EXPECT_EQ(Web().steps(0).channel(), "phone");
  EXPECT_EQ(MicrosOf(Web().steps(0).organisation_cost()), 1'315'789);
  EXPECT_EQ(MicrosOf(Web().steps(1).organisation_cost()), 1'052'632);
  EXPECT_EQ(MicrosOf(On("phone").estimate().organisation_cost()), 5'473'684);  // 5.2 / 0.95
  EXPECT_EQ(MicrosOf(On("counter").estimate().organisation_cost()), 8'000'000);
}

// A contact costs 1 with 0.75 and so on; the second moment by hand: E[T^2] = (c^2 + 2 c next) over
// the visits. Web 1: 1 + 2 x 0.25 x 5.473684 = 3.736842; phone: 25 + 10 x 0.2 x 2.368421 =
// 29.736842; second = (3.736842 + 0.25 x 29.736842) / 0.95 = 11.759003; less 2.368421^2: 6.149584.
TEST_F(EndToEnd, StandardDeviation) {
  EXPECT_NEAR(static_cast<double>(MicrosOf(Web().standard_deviation())), 2'479'836, 2);
}

TEST_F(EndToEnd, LiveAbandonmentTouchesTheFirstStepOnly) {
  live = Parse<v1::LiveState>(R"pb(channels { channel: "web" abandonment_probability: 0.5 })pb");
  EXPECT_EQ(MicrosOf(Web().organisation_cost()), 1'684'211);  // 1 + 0.5 x 1.368421
  EXPECT_EQ(Web().expected_contacts(), 1.157895);
  EXPECT_EQ(Web().completion_probability(), 0.368421);
  EXPECT_FALSE(Web().has_standard_deviation());
  EXPECT_EQ(MicrosOf(On("phone").estimate().organisation_cost()), 5'473'684);
}

TEST_F(EndToEnd, AssistanceCountsAtEveryVisit) {
  customer().set_has_internet(false);
  EXPECT_EQ(On("web").assisted_by(), "phone");
  EXPECT_EQ(MicrosOf(Web().direct_cost()), 6'000'000);
  EXPECT_EQ(MicrosOf(Web().organisation_cost()), 7'631'579);  // (6 + 5 / 4) / 0.95
  EXPECT_EQ(Web().completion_probability(), 0.736842);
}

TEST_F(EndToEnd, WhatAFallbackLacksIsLackedEndToEnd) {
  service_channel(kPhone).clear_components();
  EXPECT_EQ(ReasonsOf("web"), "UNPRICED");
  service_channel(kPhone).clear_customer();
  EXPECT_EQ(ReasonsOf("web"), "UNPRICED CUSTOMER_COST_UNKNOWN");
  EXPECT_EQ(ReasonsOf("counter"), "");
  service_channel(kWeb).mutable_outcome()->mutable_fallbacks(0)->set_probability(0);
  service_channel(kWeb).mutable_outcome()->set_abandonment_probability(0.5);
  EXPECT_EQ(ReasonsOf("web"), "");
}

TEST_F(EndToEnd, ARowThatIsOffOneIsDividedByItsSum) {
  service_channel(kWeb).mutable_outcome()->clear_fallbacks();
  service_channel(kWeb).mutable_outcome()->set_completion_probability(0.5);
  service_channel(kWeb).mutable_outcome()->set_abandonment_probability(0.125);
  EXPECT_EQ(Web().completion_probability(), 0.8);
}

}  // namespace
}  // namespace signpost::reference
