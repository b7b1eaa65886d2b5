// SPDX-License-Identifier: Apache-2.0
//
// The checks see every way in which rules could break a guarantee.
#include "tests/reference/guarantees_rules.h"

#include <utility>

#include "tests/reference/guarantees.h"
#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class BrokenByRules : public PermitOffice {
 protected:
  v1::Rule& Add(const std::string& rest) {
    v1::Rule& rule = *catalog.add_rules();
    rule = Parse<v1::Rule>("condition: 'true' " + rest);
    rule.set_id("r" + std::to_string(catalog.rules_size()));
    return rule;
  }
  void Exclude(const std::string& channel, const std::string& ground) {
    Add("effects { exclude { channels: '" + channel + "' ground: EXCLUSION_GROUND_" + ground +
        " } }");
  }
  // Decides anew; what is changed in `decision` afterwards is what is broken.
  void Judge() {
    decision = Decide();
    EXPECT_EQ(Fault(), "");
  }
  std::string Fault() const { return CheckGuarantees(catalog, contact, live, decision); }
  v1::Option& Broken(const std::string& id) {
    for (v1::Option& option : *decision.mutable_options()) {
      if (option.channel() == id) return option;
    }
    return *decision.add_options();
  }
  // The fault with this in place of what the judge decided.
  template <typename Change>
  std::string With(Change change) {
    const v1::Decision whole = decision;
    change();
    const std::string fault = Fault();
    decision = whole;
    return fault;
  }

  v1::Decision decision;
};

TEST_F(BrokenByRules, AnExclusionNeedsItsRuleAndItsGround) {
  Exclude("web", "SAFETY");
  Exclude("phone", "LEGAL");
  Add("effects { tag: 'a' }");
  Judge();
  v1::Reason& reason = *Broken("web").mutable_reasons(0);
  EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->clear_rule(); }),
            "G1: not what excludes web");
  EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->set_rule("r9"); }),
            "G1: not what excludes web");
  EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->set_rule("r2"); }),
            "G1: not what excludes web");
  for (const v1::ExclusionGround ground :
       {v1::EXCLUSION_GROUND_UNSPECIFIED, v1::EXCLUSION_GROUND_LEGAL}) {
    EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->set_ground(ground); }),
              "G1: exclusion of web without ground");
  }
  EXPECT_EQ(With([&] { *Broken("web").add_reasons() = reason; }), "G1: excluded twice: web");
  EXPECT_EQ(With([&] {
              v1::Reason& unknown = *Broken("web").add_reasons();
              unknown.set_code(v1::REASON_CODE_UNPRICED);
              unknown.set_rule("r1");
            }),
            "G1: a rule is no reason of web");
}

TEST_F(BrokenByRules, AGroundOutsideOfTheListIsNoneEvenIfTheRuleStatesIt) {
  Exclude("web", "SAFETY");
  Judge();
  catalog.mutable_rules(0)->mutable_effects(0)->mutable_exclude()->set_ground(
      static_cast<v1::ExclusionGround>(7));
  Broken("web").mutable_reasons(0)->set_ground(static_cast<v1::ExclusionGround>(7));
  EXPECT_EQ(Fault(), "G1: exclusion of web without ground");
}

TEST_F(BrokenByRules, WhoeverNoMatchedRuleExcludesIsNotExcluded) {
  Exclude("web", "SAFETY");
  Judge();
  v1::Option& counter = Broken("counter");
  *counter.add_reasons() = Broken("web").reasons(0);
  counter.set_available(false);
  counter.set_rank(0);
  decision.mutable_options()->SwapElements(1, 2);
  EXPECT_EQ(Fault(), "G1: exclusion of counter without ground");
}

TEST_F(BrokenByRules, WhoeverAMatchedRuleExcludesIsExcluded) {
  Judge();
  Exclude("web", "SAFETY");
  decision.add_matched_rules()->set_rule("r1");
  decision.set_matched_rule_count(1);
  EXPECT_EQ(Fault(), "G1: web is not excluded");
  Add("priority: 1 effects { prefer { channels: 'web' } }");
  decision = Decide();
  EXPECT_EQ(Fault(), "");  // Decided otherwise before.
}

// With more matches than are listed it must at least be a rule that could be among the others.
TEST_F(BrokenByRules, BeyondTheSixteenthRule) {
  for (int index = 0; index < 16; ++index) Add("effects { tag: 'a' }");
  Exclude("web", "SAFETY");
  Exclude("web", "LEGAL");
  Add("effects { prefer { channels: 'counter' } }");
  Judge();
  EXPECT_EQ(decision.matched_rule_count(), 19);
  EXPECT_EQ(Broken("web").reasons(0).rule(), "r17");
  EXPECT_EQ(decision.reasons(0).rule(), "r19");
  EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->set_rule("r16"); }),
            "G1: exclusion of web without ground");
  EXPECT_EQ(With([&] { Broken("web").mutable_reasons(0)->set_rule("r18"); }),
            "G1: exclusion of web without ground");
  EXPECT_EQ(With([&] { decision.mutable_reasons(0)->set_rule("r16"); }),
            "G2: r16 does not prefer counter");
  EXPECT_EQ(With([&] { decision.mutable_reasons(0)->set_rule("r20"); }),
            "G2: r20 does not prefer counter");
}

TEST_F(BrokenByRules, CapacityMayNotLeaveOnlyWhatIsDigital) {
  for (const char* id : {"phone", "counter"}) Exclude(id, "CAPACITY");
  Judge();
  for (const char* id : {"phone", "counter"}) {
    Broken(id).mutable_reasons(0)->set_code(v1::REASON_CODE_EXCLUDED_BY_RULE);
    Broken(id).set_available(false);
    Broken(id).set_rank(0);
  }
  EXPECT_EQ(Fault(), "G1: capacity leaves only digital channels");
}

TEST_F(BrokenByRules, CapacityIsIgnoredForNothingElse) {
  Exclude("web", "SAFETY");
  Exclude("phone", "CAPACITY");
  Judge();
  v1::Option& phone = Broken("phone");
  phone.mutable_reasons(0)->set_code(v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED);
  phone.set_available(true);
  phone.set_rank(2);
  decision.mutable_options()->SwapElements(1, 2);
  EXPECT_EQ(Fault().substr(0, 2), "ra");  // The order.
  std::sort(decision.mutable_options()->begin(), decision.mutable_options()->end(),
            [](const v1::Option& a, const v1::Option& b) {
              return std::make_pair(!a.available(), a.rank()) <
                     std::make_pair(!b.available(), b.rank());
            });
  EXPECT_EQ(CheckRules(catalog, contact, decision), "G1: capacity is ignored without need");
}

TEST_F(BrokenByRules, OnlyCapacityIsIgnoredAndOnlyOfWhatIsNotDigital) {
  Exclude("web", "CAPACITY");
  Exclude("phone", "SAFETY");
  Judge();
  for (const char* id : {"web", "phone"}) {
    EXPECT_EQ(With([&] {
                Broken(id).mutable_reasons(0)->set_code(v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED);
                Broken(id).set_available(true);
              }).empty(),
              false);
    const v1::Decision whole = decision;
    Broken(id).mutable_reasons(0)->set_code(v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED);
    EXPECT_EQ(CheckRules(catalog, contact, decision),
              std::string("G1: an exclusion of ") + id + " is ignored");
    decision = whole;
  }
}

TEST_F(BrokenByRules, TheCustomersPreferenceComesBeforeTheRules) {
  Add("effects { prefer { channels: 'counter' } }");
  Judge();
  customer().add_preferred_channels("phone");
  EXPECT_EQ(Fault(), "G2: phone was preferred");
  customer().clear_preferred_channels();
  contact.set_arrival_channel("phone");
  EXPECT_EQ(Fault(), "G2: the customer's preference comes first");
  contact.clear_arrival_channel();
  catalog.mutable_policy()->set_preference(v1::PREFERENCE_MODE_WEIGH);
  EXPECT_EQ(Fault(), "G2: the customer's preference comes first");
}

TEST_F(BrokenByRules, TheRulesPreferenceIsTheirOwn) {
  Add("effects { prefer { channels: 'counter' } }");
  Add("effects { prefer { channels: 'counter' channels: 'phone' } }");
  Judge();
  v1::Reason& reason = *decision.mutable_reasons(0);
  const std::string fault = "G2: r1 prefers counter";
  EXPECT_EQ(With([&] { decision.mutable_reasons(0)->set_rule("r2"); }), fault);
  EXPECT_EQ(With([&] { decision.mutable_reasons(0)->clear_rule(); }), "G2: whose preference it is");
  EXPECT_EQ(With([&] { decision.mutable_reasons(0)->set_code(v1::REASON_CODE_LOWEST_SCORE); }),
            "G2: whose preference it is");
  EXPECT_EQ(With([&] {
              decision.mutable_reasons(0)->set_code(v1::REASON_CODE_LOWEST_SCORE);
              decision.mutable_reasons(0)->clear_rule();
            }),
            fault);
  EXPECT_EQ(With([&] { *decision.add_reasons() = reason; }), "G2: one reason");
  contact.add_attempts()->set_channel("counter");
  v1::Reason& tried = *Broken("counter").add_reasons();
  tried.set_code(v1::REASON_CODE_ALREADY_TRIED);
  EXPECT_EQ(CheckRules(catalog, contact, decision), "G2: r2 prefers phone");
}

TEST_F(BrokenByRules, AnOfferByARuleKeepsG4) {
  contact.set_arrival_channel("phone");
  catalog.mutable_policy()->mutable_offers()->mutable_minimum_saving()->set_units(5);
  catalog.add_scripts()->set_id("s");
  Add("effects { offer { channel: 'web' script: 's' } }");
  Judge();
  ASSERT_EQ(decision.offers_size(), 1);
  EXPECT_EQ(With([&] { decision.clear_offers(); }),
            "G4: web is cheaper, and neither an offer nor a design gap");
  EXPECT_EQ(With([&] {
              decision.clear_matched_rules();
              decision.set_matched_rule_count(0);
            }),
            "G4: offer of web: saving");
  customer().add_declined_offers("web");
  EXPECT_EQ(Fault(), "G4: offer of web: declined");
  customer().clear_declined_offers();
  service_channel(kWeb).mutable_readiness()->set_staff_trained(false);
  EXPECT_EQ(Fault(), "G4: offer of web: not ready");
}

TEST_F(BrokenByRules, TheListsAreThoseOfTheRules) {
  const std::int64_t now = contact.time().seconds();
  Add("effects { tag: 'a' }");
  Add("effects { tag: 'b' } effects { escalate { role: 'x' } }");
  Add("").set_condition("1 / 0 == 1");
  Add("stop: true");
  Add("");
  Judge();
  EXPECT_EQ(With([&] { decision.set_matched_rule_count(4); }), "rules: a list and its count");
  EXPECT_EQ(With([&] { decision.set_failed_rule_count(0); }), "rules: a list and its count");
  EXPECT_EQ(With([&] { decision.set_tags_cut(true); }), "rules: a list and its count");
  EXPECT_EQ(With([&] { decision.mutable_matched_rules(0)->set_rule("r7"); }),
            "rules: r7 cannot match");
  EXPECT_EQ(With([&] { decision.mutable_matched_rules()->SwapElements(0, 1); }),
            "rules: order of r1");
  EXPECT_EQ(With([&] { decision.mutable_matched_rules(1)->set_rule("r1"); }), "rules: order of r1");
  EXPECT_EQ(With([&] {
              decision.add_matched_rules()->set_rule("r5");
              decision.set_matched_rule_count(4);
            }),
            "rules: order of r5");
  for (const char* id : {"r1", "r4", "r5", "r9"}) {
    EXPECT_EQ(With([&] { decision.mutable_failed_rules(0)->set_rule(id); }),
              std::string("rules: ") + id + " cannot fail");
  }
  EXPECT_EQ(With([&] { decision.mutable_failed_rules(0)->clear_code(); }), "rules: r3 cannot fail");
  EXPECT_EQ(With([&] { decision.mutable_tags()->SwapElements(0, 1); }), "rules: tags");
  EXPECT_EQ(With([&] { decision.set_escalations(0, "y"); }), "rules: escalations");
  catalog.mutable_rules(1)->mutable_valid_to()->set_seconds(now);
  EXPECT_EQ(Fault(), "rules: r2 cannot match");
  catalog.mutable_rules(1)->mutable_valid_to()->set_seconds(now + 1);
  EXPECT_EQ(Fault(), "");
  catalog.mutable_rules(2)->mutable_valid_from()->set_seconds(now + 1);
  EXPECT_EQ(Fault(), "rules: r3 cannot fail");
}

TEST_F(BrokenByRules, NobodyCanServeStillListsEverybody) {
  for (const char* id : {"web", "phone", "counter"}) Exclude(id, "SECURITY");
  Judge();
  EXPECT_EQ(decision.status(), v1::DECISION_STATUS_NOBODY_CAN_SERVE);
  decision.mutable_options()->RemoveLast();
  EXPECT_EQ(Fault(), "G1: counter is hidden");
}

}  // namespace
}  // namespace signpost::reference
