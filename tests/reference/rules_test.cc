// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rules.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class RulesMatch : public PermitOffice {
 protected:
  v1::Rule& Add(const std::string& condition, int priority = 0) {
    v1::Rule& rule = *catalog.add_rules();
    rule.set_id("r" + std::to_string(catalog.rules_size()));
    rule.set_condition(condition);
    rule.set_priority(priority);
    return rule;
  }
  void Declare(const std::string& name, v1::AttributeType type) {
    v1::AttributeDeclaration& declared = *catalog.add_attributes();
    declared.set_name(name);
    declared.set_type(type);
  }
  google::protobuf::Value& Attribute(const std::string& name) {
    return (*contact.mutable_attributes())[name];
  }

  // "r1 r3 | r2:UNBOUND": what matched, and what failed.
  std::string Outcome() const {
    const Ruling ruling = Rules(catalog).Apply(contact, live);
    std::string all;
    for (const v1::Rule* rule : ruling.matched) all += rule->id() + " ";
    all += "|";
    for (const auto& [rule, code] : ruling.failed) all += " " + rule->id() + ":" + code;
    return all;
  }
  // "yes", "no", or the code of the error.
  std::string Holds(const std::string& condition) {
    v1::Rule& rule = Add(condition);
    const std::string id = rule.id(), outcome = Outcome();
    catalog.mutable_rules()->RemoveLast();
    if (outcome == id + " |") return "yes";
    return outcome == "|" ? "no" : outcome.substr(outcome.find(':') + 1);
  }
};

TEST_F(RulesMatch, ByPriorityThenCatalogOrder) {
  Add("true");
  Add("true", 1);
  Add("false", 7);
  Add("true");
  Add("true", -2'147'483'648);
  Add("true", 1);
  EXPECT_EQ(Outcome(), "r2 r6 r1 r4 r5 |");
}

TEST_F(RulesMatch, UpToTheFirstThatStops) {
  Declare("age", v1::ATTRIBUTE_TYPE_INT);
  Add("age > 1");
  Add("false").set_stop(true);
  Add("age > 1", 3).set_stop(true);  // An error is no match.
  Add("true").set_stop(true);
  Add("true");
  Add("age > 1");
  Add("true", 5);
  EXPECT_EQ(Outcome(), "r7 r4 | r3:UNBOUND r1:UNBOUND");
}

TEST_F(RulesMatch, FromValidFromBeforeValidTo) {
  const std::int64_t now = contact.time().seconds();
  v1::Rule& rule = Add("true");
  contact.mutable_time()->set_nanos(999'999'999);  // Whole seconds, floored.
  rule.mutable_valid_from()->set_seconds(now);
  EXPECT_EQ(Outcome(), "r1 |");
  rule.mutable_valid_from()->set_seconds(now + 1);
  EXPECT_EQ(Outcome(), "|");
  rule.clear_valid_from();
  rule.mutable_valid_to()->set_seconds(now + 1);
  EXPECT_EQ(Outcome(), "r1 |");
  rule.mutable_valid_to()->set_seconds(now);
  EXPECT_EQ(Outcome(), "|");
  Declare("age", v1::ATTRIBUTE_TYPE_INT);
  rule.set_condition("age > 1");
  rule.set_stop(true);
  Add("true");
  EXPECT_EQ(Outcome(), "r2 |");  // What is not in force neither fails nor stops.
}

TEST_F(RulesMatch, ErrorsAreAbsorbedAsInCel) {
  Declare("age", v1::ATTRIBUTE_TYPE_INT);
  EXPECT_EQ(Holds("age > 1"), "UNBOUND");
  EXPECT_EQ(Holds("!(age > 1)"), "UNBOUND");
  EXPECT_EQ(Holds("age > 1 && contact.urgency > 0"), "no");
  EXPECT_EQ(Holds("age > 1 || contact.urgency == 0"), "yes");
  EXPECT_EQ(Holds("!(age > 1 && contact.urgency > 0)"), "yes");
  EXPECT_EQ(Holds("age > 1 && contact.urgency == 0"), "UNBOUND");
  EXPECT_EQ(Holds("1 / contact.urgency == 1"), "DIVISION_BY_ZERO");
  EXPECT_EQ(Holds("1 % contact.urgency == 1 || age > 1"), "DIVISION_BY_ZERO");
  EXPECT_EQ(Holds("contact.urgency - 9223372036854775807 - 2 < 0"), "OVERFLOW");
  EXPECT_EQ(Holds("contact.customer.needs[0] == 'x'"), "INDEX_OUT_OF_RANGE");
  EXPECT_EQ(Holds("contact.urgency == 0 ? true : age > 1"), "yes");
}

TEST_F(RulesMatch, DefaultsStandInForAttributesThatAreNotStated) {
  Declare("age", v1::ATTRIBUTE_TYPE_INT);
  catalog.mutable_attributes(0)->mutable_default_()->set_number_value(65);
  EXPECT_EQ(Holds("age == 65"), "yes");
  Attribute("age").set_string_value("-9223372036854775808");
  EXPECT_EQ(Holds("age == -9223372036854775808"), "yes");
  EXPECT_EQ(Holds("-age > 0"), "OVERFLOW");
  Attribute("age").set_number_value(64);
  EXPECT_EQ(Holds("dyn(age) >= 64.5"), "no");
  EXPECT_EQ(Holds("63.5 <= dyn(age) && dyn(age) < 65u"), "yes");
  EXPECT_EQ(Holds("dyn(age) == 64.0"), "yes");
}

TEST_F(RulesMatch, EveryTypeOfAttribute) {
  Declare("band", v1::ATTRIBUTE_TYPE_STRING);
  Declare("ratio", v1::ATTRIBUTE_TYPE_DOUBLE);
  Declare("resident", v1::ATTRIBUTE_TYPE_BOOL);
  Declare("tags", v1::ATTRIBUTE_TYPE_STRING_LIST);
  Declare("since", v1::ATTRIBUTE_TYPE_TIMESTAMP);
  Declare("delay", v1::ATTRIBUTE_TYPE_DURATION);
  Attribute("band").set_string_value("B");
  Attribute("ratio").set_number_value(-1.25);
  Attribute("resident").set_bool_value(false);
  for (const char* tag : {"vulnerable", "blue-badge"}) {
    Attribute("tags").mutable_list_value()->add_values()->set_string_value(tag);
  }
  Attribute("since").set_string_value("2026-01-14T11:59:59.000000001+00:00");
  Attribute("delay").set_string_value("-3.5s");
  EXPECT_EQ(Holds("band in ['A', 'B'] && band.matches('^[B-D]$')"), "yes");
  EXPECT_EQ(Holds("ratio == -1.25 && ratio < 0.0"), "yes");
  EXPECT_EQ(Holds("resident"), "no");
  EXPECT_EQ(Holds("'blue-badge' in tags && size(tags) == 2 && tags[0] == 'vulnerable'"), "yes");
  EXPECT_EQ(Holds("tags.exists(t, t.startsWith('blue'))"), "yes");
  EXPECT_EQ(Holds("since == timestamp('2026-01-14T11:59:59.000000001Z')"), "yes");
  EXPECT_EQ(Holds("now - since == duration('999999999ns')"), "yes");
  EXPECT_EQ(Holds("delay == duration('-3500ms')"), "yes");
  EXPECT_EQ(Holds("delay.getSeconds() == -3"), "yes");
}

TEST_F(RulesMatch, TheContactAndNow) {
  contact.mutable_time()->set_nanos(5);
  customer().add_needs("sign-language");
  customer().set_language("cy");
  EXPECT_EQ(Holds("contact.service == 'permit' && contact.customer.id == 'jane'"), "yes");
  EXPECT_EQ(Holds("now == contact.time && now.getMilliseconds() == 0"), "yes");
  EXPECT_EQ(Holds("now == timestamp('2026-01-14T12:00:00.000000005Z')"), "yes");
  EXPECT_EQ(Holds("now.getHours('Europe/London') == 12 && now.getHours('+05:30') == 17"), "yes");
  EXPECT_EQ(Holds("contact.customer.has_internet"), "yes");
  EXPECT_EQ(Holds("has(contact.customer.identity_level)"), "no");
  EXPECT_EQ(Holds("'sign-language' in contact.customer.needs"), "yes");
  EXPECT_EQ(Holds("contact.customer.language.startsWith('en')"), "no");
  EXPECT_EQ(Holds("has(contact.arrival_channel)"), "no");
}

TEST_F(RulesMatch, LiveFacts) {
  EXPECT_EQ(Holds("live('phone').expected_wait == duration('0s')"), "yes");
  EXPECT_EQ(Holds("has(live('phone').expected_wait)"), "no");
  EXPECT_EQ(Holds("live('phone').in_service && live('phone').open"), "yes");
  live = Parse<v1::LiveState>(R"pb(channels {
                                     channel: "phone"
                                     out_of_service: true
                                     expected_wait { seconds: 90 nanos: 1 }
                                   }
                                   channels {
                                     channel: "web"
                                     expected_wait {}
                                   })pb");
  EXPECT_EQ(Holds("live('phone').expected_wait > duration('90s')"), "yes");
  EXPECT_EQ(Holds("live('phone').in_service"), "no");
  EXPECT_EQ(Holds("has(live('web').expected_wait)"), "yes");
  EXPECT_EQ(Holds("live('web').in_service"), "yes");
  EXPECT_EQ(Holds("live('counter').in_service"), "yes");
}

// What is open does not depend on what is in service, nor on the contact's own service.
TEST_F(RulesMatch, OpenAsFarAsOpeningHoursGo) {
  catalog.set_time_zone("America/New_York");  // It is 07:00 there.
  v1::OpeningHours& hours = *catalog.add_opening_hours();
  hours.set_id("office");
  hours.add_periods()->set_opens("07:00");
  hours.mutable_periods(0)->set_closes("17:00");
  for (const int index : {kPhone, kWeb}) channel(index).set_opening_hours("office");
  catalog.mutable_service_channels()->DeleteSubrange(kPhone, 1);
  EXPECT_EQ(Holds("live('phone').open"), "yes");
  contact.mutable_time()->set_seconds(contact.time().seconds() - 1);
  contact.mutable_time()->set_nanos(999'999'999);
  EXPECT_EQ(Holds("live('phone').open"), "no");
  EXPECT_EQ(Holds("live('phone').in_service"), "yes");
  EXPECT_EQ(Holds("live('web').open"), "yes");  // Asynchronous.
  EXPECT_EQ(Holds("live('counter').open"), "yes");
}

TEST_F(RulesMatch, NothingIsLeftOfTheContactBefore) {
  Declare("age", v1::ATTRIBUTE_TYPE_INT);
  Add("age > 1 && live('phone').in_service");
  Rules rules(catalog);
  Attribute("age").set_number_value(2);
  EXPECT_EQ(rules.Apply(contact, live).matched.size(), 1u);
  live = Parse<v1::LiveState>(R"pb(channels { channel: "phone" out_of_service: true })pb");
  EXPECT_EQ(rules.Apply(contact, live).matched.size(), 0u);
  live.Clear();
  EXPECT_EQ(rules.Apply(contact, live).matched.size(), 1u);
  contact.clear_attributes();
  EXPECT_EQ(rules.Apply(contact, live).failed.size(), 1u);
}

TEST_F(RulesMatch, WhatDoesNotCompileIsLoud) {
  EXPECT_EQ(Holds("contact.servcie == 'permit'"), "NOT_COMPILED");
  EXPECT_EQ(Holds("contact.urgency"), "NOT_COMPILED");
}

}  // namespace
}  // namespace signpost::reference
