// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rank.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class Ranks : public PermitOffice {
 protected:
  std::string Because() const {
    const v1::Decision decision = Decide();
    EXPECT_EQ(decision.reasons_size(), 1);
    return v1::ReasonCode_Name(decision.reasons(0).code()).substr(12);
  }
  std::int64_t ScoreOf(const std::string& id) const { return MicrosOf(On(id).score()); }
};

TEST_F(Ranks, ByScore) {
  EXPECT_EQ(Ranking(), "web phone counter");
  EXPECT_EQ(Because(), "LOWEST_SCORE");
  EXPECT_EQ(ScoreOf("phone"), 7'000'000);
  EXPECT_EQ(ScoreOf("web"), 2'500'000);
  EXPECT_EQ(ScoreOf("counter"), 15'500'000);
  EXPECT_EQ(On("counter").rank(), 3);
  EXPECT_EQ(Decide().recommended(), "web");
}

TEST_F(Ranks, EveryTermOfTheScore) {
  v1::RoutingPolicy& policy = *catalog.mutable_policy();
  policy.mutable_weights()->set_organisation_cost(2);
  policy.mutable_weights()->set_customer_cost(0.5);
  policy.mutable_weights()->set_waiting(3);
  policy.mutable_dissatisfaction_cost()->set_units(4);
  service_channel(kPhone).set_satisfaction(0.75);
  live = Parse<v1::LiveState>(R"pb(channels {
                                     channel: "phone"
                                     expected_wait { seconds: 120 }
                                   })pb");
  // 5.00 x 2 + 1.00 x 0.5 + 0.20 x 3 + 10 x 0.1 + 4 x 0.25
  EXPECT_EQ(ScoreOf("phone"), 10'000'000 + 500'000 + 600'000 + 1'000'000 + 1'000'000);
  policy.mutable_weights()->set_organisation_cost(0);
  policy.mutable_weights()->set_customer_cost(0);
  policy.mutable_weights()->set_waiting(0);
  EXPECT_EQ(ScoreOf("phone"), 2'000'000);
}

TEST_F(Ranks, TheScoreIsShownRoundedButComparedWhole) {
  v1::RoutingPolicy& policy = *catalog.mutable_policy();
  policy.clear_failure_cost();
  policy.mutable_customer_minute_value()->set_nanos(0);
  policy.mutable_weights()->set_organisation_cost(0.5);
  service_channel(kCounter).clear_customer();
  service_channel(kCounter).mutable_customer();
  *service_channel(kPhone).mutable_components(0)->mutable_amount() = MoneyOf(4, "");
  *service_channel(kWeb).mutable_components(0)->mutable_amount() = MoneyOf(5, "");
  *service_channel(kCounter).mutable_components(0)->mutable_amount() = MoneyOf(3, "");
  EXPECT_EQ(Ranking(), "counter phone web");  // 1.5, 2.0, 2.5
  for (const char* id : {"counter", "phone", "web"}) EXPECT_EQ(ScoreOf(id), 2);
}

TEST_F(Ranks, TiesGoByCatalogOrder) {
  for (const int index : {kPhone, kWeb, kCounter}) {
    const std::string id = service_channel(index).channel();
    service_channel(index) = service_channel(kPhone);
    service_channel(index).set_channel(id);
  }
  EXPECT_EQ(Ranking(), "phone web counter");
  catalog.mutable_channels()->SwapElements(0, 2);
  EXPECT_EQ(Ranking(), "counter web phone");
}

TEST_F(Ranks, Tiers) {
  service_channel(kWeb).clear_components();
  service_channel(kPhone).clear_customer();
  EXPECT_EQ(Ranking(), "counter phone web");
  EXPECT_EQ(ScoreOf("phone"), 6'000'000);  // Without the customer's term.
  EXPECT_FALSE(On("web").has_score());
}

TEST_F(Ranks, ThePreferenceIsHonoured) {
  customer().add_preferred_channels("counter");
  customer().add_preferred_channels("web");
  contact.set_arrival_channel("phone");
  EXPECT_EQ(Ranking(), "counter web phone");
  EXPECT_EQ(Because(), "CUSTOMER_PREFERENCE");
  customer().set_can_travel(false);
  EXPECT_EQ(Ranking(), "web phone");
  customer().clear_preferred_channels();
  EXPECT_EQ(Ranking(), "phone web");
  EXPECT_EQ(Because(), "ARRIVAL_CHANNEL");
  customer().set_has_voice(false);
  EXPECT_EQ(Because(), "LOWEST_SCORE");
}

TEST_F(Ranks, ThePreferenceIsWeighed) {
  v1::RoutingPolicy& policy = *catalog.mutable_policy();
  policy.set_preference(v1::PREFERENCE_MODE_WEIGH);
  contact.set_arrival_channel("phone");
  *policy.mutable_preference_value() = MoneyOf(4'499'999, "");
  EXPECT_EQ(Ranking(), "web phone counter");
  EXPECT_EQ(ScoreOf("phone"), 2'500'001);
  *policy.mutable_preference_value() = MoneyOf(4'500'000, "");
  EXPECT_EQ(Ranking(), "phone web counter");  // A tie, and the phone is first in the catalog.
  EXPECT_EQ(Because(), "LOWEST_SCORE");
  customer().add_preferred_channels("counter");
  EXPECT_EQ(ScoreOf("phone"), 7'000'000);
  EXPECT_EQ(ScoreOf("counter"), 11'000'000);
  policy.mutable_preference_value()->set_units(100);
  EXPECT_EQ(ScoreOf("counter"), 15'500'000 - 100'500'000);
}

TEST_F(Ranks, AFailedChannelGoesBehindUnlessItIsAskedFor) {
  contact.add_attempts()->set_channel("web");
  EXPECT_EQ(Ranking(), "phone counter web");
  contact.set_arrival_channel("web");
  EXPECT_EQ(Ranking(), "web phone counter");
  customer().add_preferred_channels("counter");
  EXPECT_EQ(Ranking(), "counter phone web");  // The lead is another one now.
  customer().add_preferred_channels("web");
  EXPECT_EQ(Ranking(), "counter web phone");  // Asked for, if second.
  customer().clear_preferred_channels();
  catalog.mutable_policy()->set_preference(v1::PREFERENCE_MODE_WEIGH);
  EXPECT_EQ(Ranking(), "web phone counter");
  contact.clear_arrival_channel();
  EXPECT_EQ(Ranking(), "phone counter web");
}

TEST_F(Ranks, AnUnpricedChoiceIsHonoured) {
  service_channel(kCounter).clear_components();
  customer().add_preferred_channels("counter");
  EXPECT_EQ(Ranking(), "counter web phone");
  EXPECT_FALSE(Decide().has_price_of_preference());
  EXPECT_EQ(Decide().offers_size() + Decide().design_gaps_size(), 0);
}

}  // namespace
}  // namespace signpost::reference
