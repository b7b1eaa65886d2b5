// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/offers.h"

#include "tests/reference/owners.h"
#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class Offers : public PermitOffice {
 protected:
  Offers() { contact.set_arrival_channel("phone"); }

  // "web 4.0": channels offered with what they save.
  std::string Offered() const {
    std::string all;
    const v1::Decision decision = Decide();
    for (const v1::Offer& offer : decision.offers()) {
      all += offer.channel() + " " + std::to_string(MicrosOf(offer.saving())) + ";";
    }
    return all;
  }
  std::string Gaps() const {
    std::string all;
    const v1::Decision decision = Decide();
    for (const v1::DesignGap& gap : decision.design_gaps()) {
      all += gap.channel() + " " + std::to_string(MicrosOf(gap.saving()));
      for (const int cause : gap.causes()) {
        all += " " + v1::DesignGapCause_Name(static_cast<v1::DesignGapCause>(cause)).substr(17);
      }
      all += ";";
    }
    return all;
  }
};

TEST_F(Offers, ACheaperChannelThatIsNoWorse) {
  EXPECT_EQ(Decide().recommended(), "phone");
  EXPECT_EQ(Offered(), "web 4000000;");
  EXPECT_EQ(Gaps(), "");
  EXPECT_EQ(MicrosOf(Decide().price_of_preference()), 4'000'000);
  EXPECT_EQ(Decide().offers(0).rests_on_unknown_size(), 0);
}

TEST_F(Offers, TheRecommendedChannelIsTheCheapest) {
  contact.set_arrival_channel("web");
  EXPECT_EQ(Offered() + Gaps(), "");
  EXPECT_TRUE(Decide().has_price_of_preference());
  EXPECT_EQ(MicrosOf(Decide().price_of_preference()), 0);
}

TEST_F(Offers, ARuleSuppliesTheScriptAndWaivesTheLeastSaving) {
  v1::OfferPolicy& policy = *catalog.mutable_policy()->mutable_offers();
  *policy.mutable_minimum_saving() = MoneyOf(5'000'000, "");
  for (const char* id : {"first", "second"}) {
    v1::Script& script = *catalog.add_scripts();
    script.set_id(id);
    script.set_text(std::string("The ") + id + ".");
    script.set_channel("counter");  // Whatever it speaks of by itself.
    v1::Rule& rule = *catalog.add_rules();
    rule.set_id(id);
    rule.set_condition("true");
    rule.add_effects()->mutable_offer()->set_channel("web");
    rule.mutable_effects(0)->mutable_offer()->set_script(id);
  }
  EXPECT_EQ(Offered(), "web 4000000;");
  EXPECT_EQ(Decide().offers(0).script(), "The first.");
  catalog.mutable_rules(1)->set_priority(1);
  EXPECT_EQ(Decide().offers(0).script(), "The second.");
  policy.set_maximum(0);  // Neither the maximum nor G4.
  EXPECT_EQ(Offered() + Gaps(), "");
  policy.set_maximum(1);
  customer().add_declined_offers("web");
  EXPECT_EQ(Offered(), "");
  EXPECT_EQ(Gaps(), "web 4000000 DECLINED;");
  customer().clear_declined_offers();
  *service_channel(kWeb).mutable_components(0)->mutable_amount() = MoneyOf(4'999'999, "");
  EXPECT_EQ(Offered(), "web 1;");
  *service_channel(kWeb).mutable_components(0)->mutable_amount() = MoneyOf(5'000'000, "");
  EXPECT_EQ(Offered() + Gaps(), "");
}

TEST_F(Offers, LeastSaving) {
  v1::OfferPolicy& policy = *catalog.mutable_policy()->mutable_offers();
  *policy.mutable_minimum_saving() = MoneyOf(4'000'000, "");
  EXPECT_EQ(Offered(), "web 4000000;");
  *policy.mutable_minimum_saving() = MoneyOf(4'000'001, "");
  EXPECT_EQ(Offered() + Gaps(), "");
  EXPECT_EQ(MicrosOf(Decide().price_of_preference()), 4'000'000);
}

TEST_F(Offers, LargestSavingFirstAndAtMostTheMaximum) {
  contact.set_arrival_channel("counter");
  SetCompletion(kCounter, 0.9);
  EXPECT_EQ(Offered(), "web 7000000;phone 3000000;");
  *service_channel(kPhone).mutable_components() = service_channel(kWeb).components();
  EXPECT_EQ(Offered(), "phone 7000000;web 7000000;");
  catalog.mutable_policy()->mutable_offers()->set_maximum(1);
  EXPECT_EQ(Offered() + Gaps(), "phone 7000000;");
  catalog.mutable_policy()->mutable_offers()->set_maximum(0);
  EXPECT_EQ(Offered() + Gaps(), "");
}

TEST_F(Offers, ADeclinedOneMakesRoomForTheNext) {
  contact.set_arrival_channel("counter");
  SetCompletion(kCounter, 0.9);
  catalog.mutable_policy()->mutable_offers()->set_maximum(1);
  customer().add_declined_offers("web");
  EXPECT_EQ(Offered(), "phone 3000000;");
  EXPECT_EQ(Gaps(), "web 7000000 DECLINED;");
}

TEST_F(Offers, WorseForTheCustomer) {
  service_channel(kWeb).mutable_customer()->mutable_time()->set_seconds(600);
  EXPECT_EQ(Gaps(), "");
  service_channel(kWeb).mutable_customer()->mutable_time()->set_seconds(601);
  EXPECT_EQ(Gaps(), "web 4000000 WORSE_CUSTOMER_COST;");
  // A second of waiting on the phone evens it out.
  live = Parse<v1::LiveState>(R"pb(channels {
                                     channel: "phone"
                                     expected_wait { seconds: 1 }
                                   })pb");
  EXPECT_EQ(Gaps(), "");
}

TEST_F(Offers, WorseCompletion) {
  SetCompletion(kWeb, 0.899999);
  EXPECT_EQ(Gaps(), "web 4000000 WORSE_COMPLETION;");
  SetCompletion(kWeb, 0.8999999);
  EXPECT_EQ(Offered(), "web 4000000;");
}

TEST_F(Offers, NotKnownToBeNoWorse) {
  service_channel(kWeb).clear_outcome();
  EXPECT_EQ(Gaps(), "web 4000000 UNKNOWN;");
  service_channel(kWeb).clear_customer();
  EXPECT_EQ(Gaps(), "web 4000000 UNKNOWN;");
  *service_channel(kWeb).mutable_outcome() = service_channel(kPhone).outcome();
  EXPECT_EQ(Gaps(), "web 4000000 UNKNOWN;");
  service_channel(kWeb).mutable_customer();
  EXPECT_EQ(Gaps(), "");
  service_channel(kPhone).clear_customer();  // Of the recommended one.
  EXPECT_EQ(Gaps(), "web 4000000 UNKNOWN;");
}

TEST_F(Offers, EveryCauseInItsOrder) {
  service_channel(kWeb).mutable_customer()->mutable_time()->set_seconds(601);
  SetCompletion(kWeb, 0.5);
  service_channel(kWeb).clear_readiness();
  customer().add_declined_offers("web");
  contact.add_attempts()->set_channel("web");
  EXPECT_EQ(Gaps(),
            "web 4000000 WORSE_CUSTOMER_COST WORSE_COMPLETION COMMUNICATIONS_NOT_LIVE "
            "STAFF_NOT_TRAINED DECLINED ALREADY_TRIED;");
}

TEST_F(Offers, RestOnWhatIsNotKnown) {
  customer().clear_has_internet();
  customer().clear_can_read();
  const v1::Decision decision = Decide();
  ASSERT_EQ(decision.offers_size(), 1);
  ASSERT_EQ(decision.offers(0).rests_on_unknown_size(), 2);
  EXPECT_EQ(decision.offers(0).rests_on_unknown(0), "INTERNET");
  EXPECT_EQ(decision.offers(0).rests_on_unknown(1), "READING");
}

TEST_F(Offers, AnUnpricedChannelIsNeitherOfferNorGap) {
  service_channel(kWeb).clear_components();
  EXPECT_EQ(Offered() + Gaps(), "");
}

// "R:web-team@SERVICE_CHANNEL" of one aspect.
std::string Owners(const v1::Catalog& catalog, const std::string& service,
                   const std::string& channel) {
  std::string all;
  for (const v1::Owner& owner : OwnersOf(catalog, service, channel)) {
    all += v1::OwnershipAspect_Name(owner.aspect()).substr(17) + " " +
           v1::Responsibility_Name(owner.responsibility()).substr(15) + " " + owner.party() + "/" +
           owner.role() + " " + v1::OwnershipScope_Name(owner.scope()).substr(16) + "\n";
  }
  return all;
}

TEST(Owners, TheMostSpecificScopeOfEachAspectAndResponsibility) {
  v1::Catalog catalog = Parse<v1::Catalog>(R"pb(
    participations { party: "board" responsibility: RESPONSIBILITY_ACCOUNTABLE }
    participations {
      party: "web-team"
      role: "champion"
      responsibility: RESPONSIBILITY_RESPONSIBLE
      channels: "web"
      aspects: OWNERSHIP_ASPECT_SERVICE_DELIVERY
      aspects: OWNERSHIP_ASPECT_CONTENT
    }
    participations {
      party: "parks"
      responsibility: RESPONSIBILITY_RESPONSIBLE
      services: "permit"
      aspects: OWNERSHIP_ASPECT_UNSPECIFIED
    }
    participations { party: "aunt" responsibility: RESPONSIBILITY_INFORMED }
    participations { party: "uncle" responsibility: RESPONSIBILITY_INFORMED }
    participations { party: "aunt" responsibility: RESPONSIBILITY_INFORMED }
    participations {
      party: "desk"
      responsibility: RESPONSIBILITY_ACCOUNTABLE
      services: "permit"
      channels: "counter"
    }
  )pb");
  const std::string informed =
      "SERVICE_DELIVERY INFORMED aunt/ ORGANISATION\n"
      "SERVICE_DELIVERY INFORMED uncle/ ORGANISATION\n";
  EXPECT_EQ(Owners(catalog, "permit", "web"),
            "SERVICE_DELIVERY RESPONSIBLE parks/ SERVICE\n"
            "SERVICE_DELIVERY ACCOUNTABLE board/ ORGANISATION\n" +
                informed + "CONTENT RESPONSIBLE web-team/champion CHANNEL\n");
  EXPECT_EQ(Owners(catalog, "licence", "web"),
            "SERVICE_DELIVERY RESPONSIBLE web-team/champion CHANNEL\n"
            "SERVICE_DELIVERY ACCOUNTABLE board/ ORGANISATION\n" +
                informed + "CONTENT RESPONSIBLE web-team/champion CHANNEL\n");
  EXPECT_EQ(Owners(catalog, "permit", "counter"),
            "SERVICE_DELIVERY RESPONSIBLE parks/ SERVICE\n"
            "SERVICE_DELIVERY ACCOUNTABLE desk/ SERVICE_CHANNEL\n" +
                informed);
}

TEST_F(Offers, OwnersAreThoseOfTheRecommendedChannel) {
  *catalog.add_participations() = Parse<v1::Participation>(
      R"pb(party: "calls" responsibility: RESPONSIBILITY_RESPONSIBLE channels: "phone")pb");
  ASSERT_EQ(Decide().owners_size(), 1);
  EXPECT_EQ(Decide().owners(0).party(), "calls");
  contact.set_arrival_channel("web");
  EXPECT_EQ(Decide().owners_size(), 0);
}

}  // namespace
}  // namespace signpost::reference
