// SPDX-License-Identifier: Apache-2.0
//
// Explain(): outcomes of rules, places of errors, and what contacts had.
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

constexpr char kCatalog[] = R"(
  currency: "GBP" time_zone: "Europe/London" policy { customer_minute_value { units: 1 } }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "vip" type: ATTRIBUTE_TYPE_BOOL }
  attributes { name: "tier" type: ATTRIBUTE_TYPE_STRING default { string_value: "basic" } }
  opening_hours { id: "office" periods { days: DAY_OF_WEEK_MONDAY opens: "08:00" closes: "18:00" } }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED opening_hours: "office" } channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
  services { id: "council-tax" } services { id: "waste" }
  service_channels { service: "*" channel: "phone" } service_channels { service: "*" channel: "web" }
  parties { id: "p" } participations { party: "p" responsibility: RESPONSIBILITY_ACCOUNTABLE }
  participations { party: "p" responsibility: RESPONSIBILITY_RESPONSIBLE }
)";

Plan MakePlan(const std::string& rules) {
  const CatalogResult loaded =
      LoadCatalog({{"memory.textproto", kCatalog + rules, CatalogFormat::kText}});
  for (const Finding& finding : loaded.findings)
    EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
  return *CompilePlan(*loaded.catalog);
}

Plan PlanWithCondition(const std::string& condition) {
  return MakePlan("rules { id: 'r' condition: '" + condition + "' effects { tag: 't' } }");
}

v1::Contact MakeContact(const std::string& more = "") {
  v1::Contact contact, rest;
  contact.set_id("c1");
  contact.set_service("council-tax");
  contact.mutable_time()->set_seconds(1'795'255'200);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(more, &rest)) << more;
  contact.MergeFrom(rest);
  return contact;
}

// A line a rule, a line a predicate.
std::string Text(const absl::StatusOr<v1::Explanation>& explanation) {
  if (!explanation.ok()) return std::string(explanation.status().message());
  std::string text;
  for (const v1::ExplainedRule& rule : explanation->rules()) {
    absl::StrAppend(&text, rule.rule(), " ", v1::RuleOutcome_Name(rule.outcome()).substr(13));
    if (!rule.error().empty()) absl::StrAppend(&text, " ", rule.error(), " ", rule.error_text());
    absl::StrAppend(&text, "\n");
    for (const v1::ExplainedPredicate& predicate : rule.predicates()) {
      absl::StrAppend(&text, "  ", predicate.predicate(), " | ",
                      predicate.has_holds() ? predicate.holds() ? "yes" : "no" : predicate.error());
      for (const v1::ExplainedFact& fact : predicate.facts())
        absl::StrAppend(&text, " | ", fact.fact(), " = ", fact.had(),
                        fact.is_default() ? " (default)" : "");
      absl::StrAppend(&text, "\n");
    }
  }
  return text;
}

TEST(Explain, ListsEveryRuleWithItsOutcome) {
  const Plan plan = MakePlan(R"(
    rules { id: "late" condition: "age >= 0" effects { tag: "a" } }
    rules { id: "elderly" priority: 9 condition: "contact.service == 'council-tax' && age >= 65 && !contact.customer.has_internet" effects { prefer { channels: "phone" } } }
    rules { id: "over" priority: 8 condition: "age >= 1" effects { tag: "b" } valid_to { seconds: 1795255200 } }
    rules { id: "young" priority: 7 condition: '!(age >= 18 || vip)' effects { tag: "c" } }
    rules { id: "errs" priority: 6 condition: "age > 10 && vip" effects { tag: "d" } }
    rules { id: "stops" priority: 5 condition: "tier == 'basic'" effects { tag: "e" } stop: true })");
  const v1::Contact contact = MakeContact("attributes { key: 'age' value { number_value: 70 } }");
  EXPECT_EQ(Text(Explain(plan, contact)),
            "elderly MATCHED\n"
            "  contact.service == \"council-tax\" | yes | contact.service = \"council-tax\"\n"
            "  age >= 65 | yes | age = 70\n"
            "  !contact.customer.has_internet | yes | contact.customer.has_internet = unset\n"
            "over NOT_VALID\n"
            "  age >= 1 | yes | age = 70\n"
            "young NOT_MATCHED\n"
            "  age < 18 | no | age = 70\n"
            "  !vip | UNBOUND | vip = unset\n"
            "errs FAILED UNBOUND `vip`: attribute vip has neither a value nor a default\n"
            "  age >= 11 | yes | age = 70\n"
            "  vip | UNBOUND | vip = unset\n"
            "stops MATCHED\n"
            "  tier == \"basic\" | yes | tier = \"basic\" (default)\n"
            "late STOPPED\n"
            "  age >= 0 | yes | age = 70\n");
  EXPECT_EQ(Explain(plan, contact)->contact_id(), "c1");
}

TEST(Explain, AgreesWithTheDecision) {
  const Plan plan = MakePlan(R"(
    rules { id: "a" condition: "age >= 65" effects { tag: "a" } }
    rules { id: "b" condition: "vip" effects { tag: "b" } })");
  for (const char* more : {"", "attributes { key: 'age' value { number_value: 65 } }",
                           "attributes { key: 'vip' value { bool_value: true } }"}) {
    const v1::Contact contact = MakeContact(more);
    const v1::Decision decision = Decide(plan, contact);
    int matched = 0, failed = 0;
    const auto explanation = Explain(plan, contact);
    ASSERT_TRUE(explanation.ok()) << explanation.status();
    for (const v1::ExplainedRule& rule : explanation->rules()) {
      if (rule.outcome() == v1::RULE_OUTCOME_MATCHED) {
        EXPECT_EQ(decision.matched_rules(matched++).rule(), rule.rule());
      }
      if (rule.outcome() == v1::RULE_OUTCOME_FAILED) {
        EXPECT_EQ(decision.failed_rules(failed).code(), rule.error());
        EXPECT_EQ(decision.failed_rules(failed++).text(), rule.error_text());
      }
    }
    EXPECT_EQ(matched, decision.matched_rule_count());
    EXPECT_EQ(failed, decision.failed_rule_count());
  }
}

TEST(Explain, RefusesWhatCannotBeBound) {
  const Plan plan = PlanWithCondition("age > 1");
  v1::Contact contact = MakeContact();
  contact.set_service("fishing");
  EXPECT_EQ(Text(Explain(plan, contact)).substr(0, 16), "UNKNOWN_SERVICE:");
  EXPECT_EQ(Explain(plan, contact).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Explain, ShowsWhatTheContactHad) {
  const auto had = [](const std::string& condition, const std::string& more,
                      const LiveState& live = {}) {
    std::string text;
    const auto explanation = Explain(PlanWithCondition(condition), MakeContact(more), live);
    if (!explanation.ok()) return explanation.status().ToString();
    for (const v1::ExplainedFact& fact : explanation->rules(0).predicates(0).facts())
      absl::StrAppend(&text, text.empty() ? "" : ", ", fact.fact(), " = ", fact.had());
    return text;
  };
  EXPECT_EQ(had("contact.urgency > 2", "urgency: -3"), "contact.urgency = -3");
  EXPECT_EQ(had("contact.customer.language == \"cy\"", ""), "contact.customer.language = \"\"");
  EXPECT_EQ(had("\"deaf\" in contact.customer.needs", "customer { needs: 'deaf' needs: 'x' }"),
            "contact.customer.needs = [\"deaf\", \"x\"]");
  EXPECT_EQ(had("contact.customer.identity_level > 1", "customer { identity_level: 0 }"),
            "contact.customer.identity_level = 0");
  EXPECT_EQ(had("has(contact.customer.can_read)", "customer { can_read: false }"),
            "contact.customer.can_read = false");
  EXPECT_EQ(had("now > timestamp(\"2026-01-01T00:00:00Z\")", "time { nanos: 5 }"),
            "now = timestamp(\"2026-11-21T10:00:00.000000005Z\")");
  EXPECT_EQ(had("live(\"phone\").open", ""), "live(\"phone\").open = false");
  EXPECT_EQ(had("live(\"phone\").expected_wait > duration(\"1s\")", ""),
            "live(\"phone\").expected_wait = unset");
  LiveState live;
  ASSERT_TRUE(live.SetExpectedWait(0, 1'500'000'000));
  EXPECT_EQ(had("has(live(\"phone\").expected_wait)", "", live),
            "live(\"phone\").expected_wait = duration(\"1.5s\")");
  const std::string long_text(300, 'x');
  EXPECT_EQ(had("contact.id == \"\"", "id: '" + long_text + "'"),
            "contact.id = \"" + std::string(255, 'x') + "...");
}

TEST(Explain, ShowsWhatAProgramReads) {
  const auto explanation = Explain(
      PlanWithCondition("contact.attempts.exists(a, a.channel == \"web\" && a.channel != "
                        "contact.customer.region)"
                        " == (has(contact.customer.language) ? age > 1 : tier.startsWith(\"b\"))"),
      MakeContact("attempts { channel: 'web' outcome: CONTACT_OUTCOME_FAILED }"
                  "attempts { channel: 'phone' } customer { region: 'north' }"));
  EXPECT_EQ(Text(explanation).substr(Text(explanation).find(" | ")),
            " | yes | contact.attempts = [{channel: \"web\", outcome: 2}, {channel: \"phone\"}]"
            " | contact.customer.region = \"north\" | contact.customer.language = unset"
            " | age = unset | tier = \"basic\" (default)\n");
}

TEST(FailedRule, NamesThePlaceOfTheErrorThatNothingAbsorbs) {
  const auto failure = [](const std::string& condition) {
    const v1::Decision decision =
        Decide(PlanWithCondition(condition), MakeContact("customer { region: 'a' }"));
    return decision.failed_rules_size() == 1 ? decision.failed_rules(0).text() : "none";
  };
  const std::string age = "`age >= 65`: attribute age has neither a value nor a default";
  const std::string vip = "`vip`: attribute vip has neither a value nor a default";
  EXPECT_EQ(failure("age >= 65"), age);
  EXPECT_EQ(failure("age >= 65 && vip"), age);
  EXPECT_EQ(failure("(age >= 65 && contact.urgency == 1) || vip"), vip);
  EXPECT_EQ(failure("(age >= 65 && contact.urgency == 1)"), "none");
  EXPECT_EQ(failure("(age >= 65 || contact.urgency == 0) && !(!vip)"), vip);
  EXPECT_EQ(failure("1 / contact.urgency > 2"), "`1 / contact.urgency > 2`: a division by zero");
  // With live state in it, a place is named only where there is no choice.
  EXPECT_EQ(failure("age >= 65 && live(\"web\").in_service"), age);
  EXPECT_EQ(failure("(age >= 65 && !live(\"web\").in_service) || vip"),
            "an attribute has neither a value nor a default");
}

}  // namespace
}  // namespace signpost
