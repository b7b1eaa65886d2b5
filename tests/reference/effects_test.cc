// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/effects.h"

#include "gmock/gmock.h"
#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class Effects : public PermitOffice {
 protected:
  v1::Rule& Add(const std::string& effects, const std::string& condition = "true") {
    v1::Rule& rule = *catalog.add_rules();
    rule = Parse<v1::Rule>(effects);
    rule.set_id("r" + std::to_string(catalog.rules_size()));
    rule.set_condition(condition);
    return rule;
  }
  void Exclude(const std::string& channel, const std::string& ground) {
    Add("effects { exclude { channels: '" + channel + "' ground: EXCLUSION_GROUND_" + ground +
        " } }");
  }
  void Prefer(const std::string& channel) {
    Add("effects { prefer { channels: '" + channel + "' } }");
  }
  // "EXCLUDED_BY_RULE r1 SAFETY;"
  std::string ByRule(const std::string& id) const {
    std::string all;
    const v1::Option option = On(id);
    for (const v1::Reason& reason : option.reasons()) {
      if (reason.rule().empty()) continue;
      all += v1::ReasonCode_Name(reason.code()).substr(12) + " " + reason.rule() + " " +
             v1::ExclusionGround_Name(reason.ground()).substr(17) + ";";
    }
    return all;
  }
  // Why the first channel is first: "web RULE_PREFERENCE r1".
  std::string Lead() const {
    const v1::Decision decision = Decide();
    const v1::Reason& reason = decision.reasons(0);
    return decision.recommended() + " " + v1::ReasonCode_Name(reason.code()).substr(12) + " " +
           reason.rule();
  }
};

TEST_F(Effects, ExclusionWithItsRuleAndGround) {
  Exclude("web", "LEGAL");
  EXPECT_EQ(ByRule("web"), "EXCLUDED_BY_RULE r1 LEGAL;");
  EXPECT_FALSE(On("web").available());
  EXPECT_EQ(On("web").rank(), 0);
  EXPECT_EQ(Ranking(), "phone counter");
  EXPECT_TRUE(On("web").has_estimate());
}

TEST_F(Effects, NothingFromARuleThatDoesNotMatch) {
  Add("effects { exclude { channels: 'web' ground: EXCLUSION_GROUND_LEGAL } }", "false");
  Add("effects { exclude { channels: 'web' ground: EXCLUSION_GROUND_LEGAL } }", "1 / 0 == 1");
  const v1::Decision decision = Decide();
  EXPECT_EQ(Ranking(), "web phone counter");
  EXPECT_EQ(decision.matched_rule_count(), 0);
  EXPECT_EQ(decision.failed_rule_count(), 1);
  ASSERT_EQ(decision.failed_rules_size(), 1);
  EXPECT_EQ(decision.failed_rules(0).rule(), "r2");
  EXPECT_EQ(decision.failed_rules(0).code(), "DIVISION_BY_ZERO");
}

TEST_F(Effects, TheFirstThatNamesAChannelDecidesWhetherItIsExcludedOrPreferred) {
  Prefer("phone");
  Exclude("phone", "SAFETY");
  EXPECT_EQ(ByRule("phone"), "");
  EXPECT_EQ(Lead(), "phone RULE_PREFERENCE r1");
  catalog.mutable_rules(1)->set_priority(1);
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r2 SAFETY;");
  EXPECT_EQ(Lead(), "web LOWEST_SCORE ");
  Exclude("phone", "LEGAL");
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r2 SAFETY;");
  catalog.mutable_rules(2)->set_priority(2);
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r3 LEGAL;");
}

TEST_F(Effects, ChannelByChannelAndInTheOrderOfTheEffects) {
  Add(R"(effects { exclude { channels: "web" ground: EXCLUSION_GROUND_SECURITY } }
         effects { prefer { channels: "web" channels: "counter" channels: "phone" } }
         effects { exclude { channels: "counter" ground: EXCLUSION_GROUND_LEGAL } })");
  EXPECT_EQ(ByRule("web"), "EXCLUDED_BY_RULE r1 SECURITY;");
  EXPECT_EQ(ByRule("counter"), "");
  EXPECT_EQ(Lead(), "counter RULE_PREFERENCE r1");
}

TEST_F(Effects, NothingAboutChannelsThatTheServiceDoesNotHave) {
  catalog.mutable_service_channels()->DeleteSubrange(kPhone, 1);
  Prefer("phone");
  Exclude("phone", "SAFETY");
  Add(R"(effects { weigh { channels: "phone" money { units: 9 } } }
         effects { offer { channel: "phone" script: "s" } })");
  const v1::Decision decision = Decide();
  EXPECT_EQ(Ranking(), "web counter");
  EXPECT_EQ(decision.matched_rule_count(), 3);
  EXPECT_EQ(Lead(), "web LOWEST_SCORE ");
}

TEST_F(Effects, WhatIsExcludedNeitherAssistsNorIsAssisted) {
  customer().set_has_internet(false);
  EXPECT_EQ(On("web").assisted_by(), "phone");
  Exclude("phone", "ELIGIBILITY");
  EXPECT_EQ(On("web").assisted_by(), "");
  catalog.clear_rules();
  Exclude("web", "ELIGIBILITY");
  EXPECT_EQ(On("web").assisted_by(), "");
  EXPECT_EQ(ReasonsOf("web"), "EXCLUDED_BY_RULE CUSTOMER_CANNOT_USE(INTERNET)");
}

TEST_F(Effects, ExclusionsThatLeaveNothing) {
  for (const char* id : {"web", "phone", "counter"}) Exclude(id, "SECURITY");
  const v1::Decision decision = Decide();
  EXPECT_EQ(decision.status(), v1::DECISION_STATUS_NOBODY_CAN_SERVE);
  ASSERT_EQ(decision.options_size(), 3);
  for (const v1::Option& option : decision.options()) {
    EXPECT_EQ(option.reasons(0).code(), v1::REASON_CODE_EXCLUDED_BY_RULE);
  }
  EXPECT_EQ(decision.matched_rule_count(), 3);
}

TEST_F(Effects, CapacityMayCloseWhatIsDigitalAndOneOfTwoThatAreNot) {
  Exclude("web", "CAPACITY");
  Exclude("phone", "CAPACITY");
  EXPECT_EQ(ByRule("web"), "EXCLUDED_BY_RULE r1 CAPACITY;");
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r2 CAPACITY;");
  EXPECT_EQ(Ranking(), "counter");
}

TEST_F(Effects, CapacityNeverLeavesOnlyWhatIsDigital) {
  for (const char* id : {"phone", "counter"}) Exclude(id, "CAPACITY");
  EXPECT_EQ(ByRule("phone"), "CAPACITY_EXCLUSION_IGNORED r1 CAPACITY;");
  EXPECT_EQ(ByRule("counter"), "CAPACITY_EXCLUSION_IGNORED r2 CAPACITY;");
  EXPECT_EQ(Ranking(), "web phone counter");
  Exclude("web", "CAPACITY");  // Of what is digital it holds.
  EXPECT_EQ(ByRule("web"), "EXCLUDED_BY_RULE r3 CAPACITY;");
  EXPECT_EQ(Ranking(), "phone counter");
}

// The counter cannot be used, whatever capacity says: the phone is then the last that is not
// digital.
TEST_F(Effects, CapacityCountsOnWhatNothingElseBlocks) {
  customer().set_can_travel(false);
  Exclude("phone", "CAPACITY");
  EXPECT_EQ(ByRule("phone"), "CAPACITY_EXCLUSION_IGNORED r1 CAPACITY;");
  Exclude("counter", "CAPACITY");
  EXPECT_EQ(ByRule("counter"), "CAPACITY_EXCLUSION_IGNORED r2 CAPACITY;");
  EXPECT_EQ(Ranking(), "web phone");
  catalog.mutable_rules()->RemoveLast();
  Exclude("counter", "SAFETY");
  EXPECT_EQ(ByRule("phone"), "CAPACITY_EXCLUSION_IGNORED r1 CAPACITY;");
  customer().set_has_voice(false);  // None is left that capacity could take away.
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r1 CAPACITY;");
  EXPECT_EQ(ByRule("counter"), "EXCLUDED_BY_RULE r2 SAFETY;");
}

TEST_F(Effects, AMobilePhoneIsDigitalToo) {
  Exclude("phone", "CAPACITY");
  channel(kCounter).add_requires("MOBILE_PHONE");
  EXPECT_EQ(ByRule("phone"), "CAPACITY_EXCLUSION_IGNORED r1 CAPACITY;");
  channel(kPhone).add_requires("MOBILE_PHONE");
  EXPECT_EQ(ByRule("phone"), "EXCLUDED_BY_RULE r1 CAPACITY;");
}

TEST_F(Effects, TheRulesPreferenceLeadsWhereTheCustomerHasNone) {
  Add("effects { prefer { channels: 'counter' channels: 'phone' } }");
  Prefer("web");
  EXPECT_EQ(Lead(), "counter RULE_PREFERENCE r1");
  EXPECT_EQ(Ranking(), "counter web phone");
  customer().set_can_travel(false);
  EXPECT_EQ(Lead(), "phone RULE_PREFERENCE r1");
  customer().set_has_voice(false);
  EXPECT_EQ(Lead(), "web RULE_PREFERENCE r2");
  customer().set_has_voice(true);
  contact.set_arrival_channel("web");
  EXPECT_EQ(Lead(), "web ARRIVAL_CHANNEL ");
  customer().add_preferred_channels("phone");
  EXPECT_EQ(Lead(), "phone CUSTOMER_PREFERENCE ");
}

TEST_F(Effects, TheRulesPreferenceDoesNotLeadToWhatFailedBefore) {
  Add("effects { prefer { channels: 'counter' channels: 'phone' } }");
  contact.add_attempts()->set_channel("counter");
  EXPECT_EQ(Lead(), "phone RULE_PREFERENCE r1");
  EXPECT_EQ(Ranking(), "phone web counter");
  contact.add_attempts()->set_channel("phone");
  EXPECT_EQ(Lead(), "web LOWEST_SCORE ");
}

TEST_F(Effects, UnderWeighTheRulesPreferenceIsCredited) {
  Prefer("phone");
  catalog.mutable_policy()->set_preference(v1::PREFERENCE_MODE_WEIGH);
  *catalog.mutable_policy()->mutable_preference_value() = MoneyOf(1'500'000, "");
  EXPECT_EQ(MicrosOf(On("phone").score()), 7'000'000 - 1'500'000);
  EXPECT_EQ(MicrosOf(On("web").score()), 2'500'000);
  EXPECT_EQ(Lead(), "web LOWEST_SCORE ");
  contact.set_arrival_channel("counter");
  EXPECT_EQ(MicrosOf(On("phone").score()), 7'000'000);
  EXPECT_EQ(MicrosOf(On("counter").score()), 14'000'000);
}

TEST_F(Effects, WeighedMoneyAddsUp) {
  Add("effects { weigh { channels: 'web' channels: 'phone' channels: 'web' money { units: 5 } } }");
  Add("effects { weigh { channels: 'web' money { nanos: -400000000 } } }");
  catalog.mutable_policy()->mutable_weights()->set_organisation_cost(2);
  EXPECT_EQ(MicrosOf(On("web").score()), 3'500'000 + 4'600'000);
  EXPECT_EQ(MicrosOf(On("phone").score()), 12'000'000 + 5'000'000);
  EXPECT_EQ(MicrosOf(On("web").estimate().organisation_cost()), 1'000'000);
  service_channel(kWeb).clear_components();
  EXPECT_FALSE(On("web").has_score());
}

TEST_F(Effects, TagsAndEscalationsOnceEachInTheirOrder) {
  Add(R"(effects { tag: "b" } effects { escalate { role: "chief" } } effects { tag: "a" })");
  Add(R"(effects { tag: "never" })", "false");
  Add(R"(effects { tag: "a" } effects { tag: "c" } effects { escalate { role: "duty" } }
         effects { escalate { role: "chief" } })")
      .set_priority(1);
  const v1::Decision decision = Decide();
  EXPECT_THAT(decision.tags(), testing::ElementsAre("a", "c", "b"));
  EXPECT_FALSE(decision.tags_cut());
  EXPECT_THAT(decision.escalations(), testing::ElementsAre("duty", "chief"));
  EXPECT_FALSE(decision.escalations_cut());
}

TEST_F(Effects, OfEachListTheFirstSixteenAndTheCount) {
  Add("");
  for (int index = 1; index <= 17; ++index) {
    const std::string n = std::to_string(index);
    Add("effects { tag: 't" + n + "' } effects { escalate { role: 'e" + n + "' } }");
    Add("", "1 / 0 == 1");
    const v1::Decision decision = Decide();
    const int listed = std::min(index, 16);
    EXPECT_EQ(decision.tags_size(), listed);
    EXPECT_EQ(decision.tags_cut(), index > 16);
    EXPECT_EQ(decision.tags(listed - 1), "t" + std::to_string(listed));
    EXPECT_EQ(decision.escalations_size(), listed);
    EXPECT_EQ(decision.escalations_cut(), index > 16);
    EXPECT_EQ(decision.failed_rules_size(), listed);
    EXPECT_EQ(decision.failed_rule_count(), index);
    EXPECT_EQ(decision.matched_rules_size(), std::min(index + 1, 16));
    EXPECT_EQ(decision.matched_rule_count(), index + 1);
  }
}

TEST_F(Effects, ARefusedContactHasNoRules) {
  Add("effects { tag: 'a' }");
  contact.clear_time();
  const v1::Decision decision = Decide();
  EXPECT_EQ(decision.matched_rule_count() + decision.tags_size(), 0);
}

}  // namespace
}  // namespace signpost::reference
