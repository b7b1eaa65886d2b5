// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/adjust.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 60;

class Adjusts : public PermitOffice {
 protected:
  void Add(const std::string& channel, const std::string& kind, const std::string& change) {
    v1::Rule& rule = *catalog.add_rules();
    rule = Parse<v1::Rule>("condition: 'true' effects { adjust { channels: '" + channel +
                           "' kind: COST_KIND_" + kind + " " + change + " } }");
    rule.set_id("r" + std::to_string(catalog.rules_size()));
  }
  std::int64_t CostOf(const std::string& id) const {
    return MicrosOf(On(id).estimate().organisation_cost());
  }
  std::int64_t CustomerCostOf(const std::string& id) const {
    return MicrosOf(On(id).estimate().customer_cost());
  }
};

TEST_F(Adjusts, ProductsFirstThenSums) {
  Add("phone", "STAFF", "add { units: 1 }");
  Add("phone", "STAFF", "multiply: 0.5");
  Add("phone", "STAFF", "multiply: 3");
  Add("phone", "STAFF", "add { nanos: -250000000 }");
  EXPECT_EQ(CostOf("phone"), 5'000'000 * 3 / 2 + 750'000);
  EXPECT_EQ(MicrosOf(On("phone").estimate().direct_cost()), 8'250'000);
  EXPECT_EQ(MicrosOf(On("phone").score()), 8'250'000 + 2'000'000);
  EXPECT_EQ(CostOf("web"), 1'000'000);
}

TEST_F(Adjusts, EveryProductIsRounded) {
  *service_channel(kPhone).mutable_components(0)->mutable_amount() = MoneyOf(5, "");
  Add("phone", "STAFF", "multiply: 0.5");  // 2.5 is 2, not 3.
  EXPECT_EQ(CostOf("phone"), 2);
  Add("phone", "STAFF", "multiply: 0.75");  // 1.5 is 2; at once it were 1.875.
  EXPECT_EQ(CostOf("phone"), 2);
  Add("phone", "STAFF", "multiply: 1.75");  // 3.5 is 4.
  EXPECT_EQ(CostOf("phone"), 4);
  Add("phone", "STAFF", "multiply: 0");
  EXPECT_EQ(CostOf("phone"), 0);
  EXPECT_TRUE(On("phone").estimate().priced());
}

TEST_F(Adjusts, AnAmountMayBecomeNegative) {
  Add("web", "TECHNOLOGY", "add { units: -3 }");
  EXPECT_EQ(CostOf("web"), -2'000'000);
  EXPECT_EQ(MicrosOf(On("web").score()), -2'000'000 + 500'000 + 1'000'000);
}

TEST_F(Adjusts, KindsThatTheChannelDoesNotHave) {
  Add("web", "STAFF", "multiply: 2");
  EXPECT_EQ(On("web").estimate().breakdown_size(), 2);
  Add("web", "STAFF", "add { units: 2 }");
  const v1::Estimate estimate = On("web").estimate();
  EXPECT_EQ(MicrosOf(estimate.organisation_cost()), 3'000'000);
  ASSERT_EQ(estimate.breakdown_size(), 3);
  EXPECT_EQ(estimate.breakdown(0).kind(), v1::COST_KIND_STAFF);
  EXPECT_EQ(MicrosOf(estimate.breakdown(0).amount()), 2'000'000);
}

TEST_F(Adjusts, TheCustomersMoneyButNotTheTime) {
  Add("phone", "CUSTOMER_TIME", "multiply: 2");
  Add("phone", "CUSTOMER_CHARGE", "add { nanos: 300000000 }");
  EXPECT_EQ(CustomerCostOf("phone"), 2'300'000);
  EXPECT_EQ(On("phone").estimate().customer_time().seconds(), 600);
  EXPECT_EQ(CostOf("phone"), 5'000'000);
}

TEST_F(Adjusts, AnUnknownLedgerStaysUnknown) {
  service_channel(kWeb).clear_components();
  service_channel(kWeb).clear_customer();
  Add("web", "STAFF", "add { units: 1 }");
  Add("web", "CUSTOMER_TIME", "add { units: 1 }");
  EXPECT_EQ(ReasonsOf("web"), "UNPRICED CUSTOMER_COST_UNKNOWN");
  EXPECT_EQ(On("web").estimate().breakdown_size(), 0);
}

// Phone completes the web form: 5.00 x 2 of the phone, and 1.00 + 0.50 of the form.
TEST_F(Adjusts, TheAssistingChannelAndTheAssistedOneEachTheirOwn) {
  customer().set_has_internet(false);
  Add("phone", "STAFF", "multiply: 2");
  Add("web", "STAFF", "multiply: 10");
  Add("web", "TECHNOLOGY", "add { nanos: 500000000 }");
  EXPECT_EQ(On("web").assisted_by(), "phone");
  EXPECT_EQ(CostOf("web"), 11'500'000);
  EXPECT_EQ(CostOf("phone"), 10'000'000);
}

Price Direct(std::int64_t staff, std::int64_t overhead) {
  Price price;
  price.priced = price.customer_known = true;
  price.by_kind[v1::COST_KIND_STAFF] = staff;
  price.by_kind[v1::COST_KIND_OVERHEAD] = overhead;
  price.by_kind[v1::COST_KIND_CUSTOMER_CHARGE] = 7;
  return price;
}

v1::Adjust Adding(v1::CostKind kind, std::int64_t micros) {
  v1::Adjust adjust;
  adjust.set_kind(kind);
  *adjust.mutable_add() = MoneyOf(micros, "");
  return adjust;
}

v1::Adjust Multiplying(v1::CostKind kind, double by) {
  v1::Adjust adjust;
  adjust.set_kind(kind);
  adjust.set_multiply(by);
  return adjust;
}

TEST(Adjusted, AnAmountBeyondTheMostIsNotKnown) {
  for (const int sign : {1, -1}) {
    v1::Adjust adjust = Adding(v1::COST_KIND_STAFF, sign * kMost);
    Price price = Adjusted(Direct(0, 0), {&adjust});
    EXPECT_TRUE(price.priced);
    EXPECT_EQ(price.organisation_cost(), sign * kMost);
    price = Adjusted(Direct(sign, 0), {&adjust});
    EXPECT_FALSE(price.priced);
    EXPECT_TRUE(price.customer_known);
    price = Adjusted(Direct(0, sign), {&adjust});  // The total.
    EXPECT_FALSE(price.priced);
    price = Adjusted(Direct(0, -sign), {&adjust});
    EXPECT_TRUE(price.priced);
  }
}

TEST(Adjusted, TheCustomersLedgerByItself) {
  v1::Adjust most = Adding(v1::COST_KIND_CUSTOMER_TIME, kMost - 7);
  v1::Adjust one = Adding(v1::COST_KIND_CUSTOMER_CHARGE, 1);
  EXPECT_TRUE(Adjusted(Direct(0, 0), {&most}).customer_known);
  const Price price = Adjusted(Direct(0, 0), {&most, &one});
  EXPECT_FALSE(price.customer_known);
  EXPECT_TRUE(price.priced);
}

TEST(Adjusted, ASumMayGoBeyondOnItsWayAProductMayNot) {
  const v1::Adjust up = Adding(v1::COST_KIND_STAFF, kMost),
                   down = Adding(v1::COST_KIND_STAFF, -kMost);
  EXPECT_TRUE(Adjusted(Direct(5, 0), {&up, &up, &down, &down}).priced);
  const v1::Adjust twice = Multiplying(v1::COST_KIND_STAFF, 2);
  const v1::Adjust zero = Multiplying(v1::COST_KIND_STAFF, 0);
  EXPECT_TRUE(Adjusted(Direct(kMost / 2, 0), {&twice}).priced);
  EXPECT_FALSE(Adjusted(Direct(kMost / 2 + 1, 0), {&twice}).priced);
  EXPECT_FALSE(Adjusted(Direct(kMost / 2 + 1, 0), {&twice, &zero}).priced);
}

TEST(Adjusted, NothingByNothing) {
  const Price direct = Direct(3, 4);
  EXPECT_EQ(Adjusted(direct, {}).by_kind, direct.by_kind);
}

}  // namespace
}  // namespace signpost::reference
