// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/guarantees.h"

#include <set>

#include "tests/reference/permit_office.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

// The judge keeps them itself, in worlds in which everything happens; in half of them with rules.
TEST(Guarantees, HoldOfTheJudgeInRandomWorlds) {
  std::set<int> reasons, causes, statuses, grounds;
  std::set<std::string> refusals;
  int offers = 0, assisted = 0, reopening = 0, cut = 0;
  int followed = 0, often = 0, priced = 0, unpriced_by_fallback = 0, given_up = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    World world(seed, seed % 2 == 1);
    const v1::Catalog renamed = RenameTypes(world.catalog(), seed);
    Judge judge(world.catalog()), other(renamed);
    for (int i = 0; i < 25; ++i) {
      const v1::Contact contact = world.NextContact();
      const v1::LiveState live = world.NextLiveState();
      const v1::Decision decision = judge.Decide(contact, live);
      ASSERT_EQ(CheckGuarantees(world.catalog(), contact, live, decision), "") << "world " << seed;
      ASSERT_EQ(decision.SerializeAsString(), other.Decide(contact, live).SerializeAsString());
      statuses.insert(decision.status());
      if (decision.has_refusal()) refusals.insert(decision.refusal().code());
      for (const v1::Reason& reason : decision.reasons()) reasons.insert(reason.code());
      for (const v1::Option& option : decision.options()) {
        for (const v1::Reason& reason : option.reasons()) {
          reasons.insert(reason.code());
          grounds.insert(reason.ground());
        }
        assisted += option.assisted_by().empty() ? 0 : 1;
        reopening += option.has_opens_at() ? 1 : 0;
        const v1::Estimate& estimate = option.estimate();
        followed += estimate.expected_contacts() > 1 ? 1 : 0;
        often += estimate.expected_contacts() > 1000 ? 1 : 0;
        priced += estimate.priced() && estimate.steps_size() > 2 ? 1 : 0;
        unpriced_by_fallback += !estimate.priced() && estimate.steps_size() > 1 ? 1 : 0;
        given_up += estimate.priced() && !estimate.has_standard_deviation() ? 1 : 0;
      }
      for (const v1::DesignGap& gap : decision.design_gaps()) {
        causes.insert(gap.causes().begin(), gap.causes().end());
      }
      offers += decision.offers_size();
      cut += decision.offers_size() == 3 ? 1 : 0;
    }
  }
  EXPECT_EQ(statuses.size(), 3u);
  EXPECT_EQ(refusals.size(), 10u);
  EXPECT_EQ(reasons.size(), 17u);
  EXPECT_EQ(grounds.size(), 7u);  // None is one of them.
  EXPECT_EQ(causes.size(), 7u);
  EXPECT_GT(offers, 100);
  EXPECT_GT(assisted, 500);
  EXPECT_GT(reopening, 500);
  EXPECT_GT(cut, 0);
  EXPECT_GT(followed, 10'000);
  EXPECT_GT(often, 500);
  EXPECT_GT(priced, 1000);
  EXPECT_GT(unpriced_by_fallback, 1000);
  EXPECT_GT(given_up, 1000);
}

TEST(Worlds, AreTheSameForTheSameSeed) {
  World one(7), two(7), three(8);
  EXPECT_EQ(one.catalog().SerializeAsString(), two.catalog().SerializeAsString());
  EXPECT_NE(one.catalog().SerializeAsString(), three.catalog().SerializeAsString());
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(one.NextContact().DebugString(), two.NextContact().DebugString());
    EXPECT_EQ(one.NextLiveState().DebugString(), two.NextLiveState().DebugString());
  }
}

// The checks see what they are there to see.
class Broken : public PermitOffice {
 protected:
  Broken() {
    contact.set_arrival_channel("counter");
    customer().add_preferred_channels("phone");
    decision = Decide();
  }
  std::string Fault() const { return CheckGuarantees(catalog, contact, live, decision); }
  v1::Decision decision;
};

TEST_F(Broken, NotByItself) { EXPECT_EQ(Fault(), ""); }

TEST_F(Broken, G1) {
  v1::Decision whole = decision;
  decision.mutable_options()->RemoveLast();
  EXPECT_EQ(Fault(), "G1: counter is hidden");
  decision = whole;
  *decision.add_options() = whole.options(0);
  EXPECT_EQ(Fault(), "G1: a channel is listed twice");
  decision = whole;
  decision.mutable_options(2)->set_available(false);
  decision.mutable_options(2)->set_rank(0);
  EXPECT_EQ(Fault(), "G1: reasons do not explain counter");
}

TEST_F(Broken, Order) {
  decision.mutable_options()->SwapElements(1, 2);
  EXPECT_EQ(Fault(), "rank of counter");
}

TEST_F(Broken, G2) {
  customer().set_preferred_channels(0, "counter");
  EXPECT_EQ(Fault(), "G2: counter was preferred");
}

TEST_F(Broken, G3) {
  customer().set_has_internet(false);
  decision = Decide();
  EXPECT_EQ(Fault(), "");
  for (v1::Option& option : *decision.mutable_options()) {
    if (option.channel() == "web") option.set_assisted_by("counter");
  }
  EXPECT_EQ(Fault(), "G3: assistance of web");
}

TEST_F(Broken, G4) {
  v1::Decision whole = decision;
  customer().add_declined_offers("web");
  EXPECT_EQ(Fault(), "G4: offer of web: declined");
  customer().clear_declined_offers();
  service_channel(kWeb).mutable_readiness()->set_staff_trained(false);
  EXPECT_EQ(Fault(), "G4: offer of web: not ready");
  service_channel(kWeb).mutable_readiness()->set_staff_trained(true);
  decision.clear_offers();
  EXPECT_EQ(Fault(), "G4: web is cheaper, and neither an offer nor a design gap");
  decision = whole;
  for (v1::Option& option : *decision.mutable_options()) {
    if (option.channel() == "web") option.mutable_estimate()->mutable_wait()->set_seconds(301);
  }
  EXPECT_EQ(Fault(), "G4: offer of web costs the customer more, or may");
  decision = whole;
  decision.mutable_price_of_preference()->set_nanos(1000);
  EXPECT_EQ(Fault(), "price of preference");
}

TEST_F(Broken, G5) {
  const v1::Catalog renamed = RenameTypes(catalog, 1);
  EXPECT_NE(renamed.SerializeAsString(), catalog.SerializeAsString());
  EXPECT_EQ(ReferenceDecide(renamed, contact, live).SerializeAsString(),
            decision.SerializeAsString());
}

}  // namespace
}  // namespace signpost::reference
