// SPDX-License-Identifier: Apache-2.0
//
// Refusals in words, texts of reasons, scripts and attribute values. Decisions themselves are
// judged in tests/reference.
#include "signpost/decide.h"

#include <string>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

constexpr char kCatalog[] = R"(
  revision: "r1" currency: "GBP" time_zone: "Europe/London"
  policy { customer_minute_value { nanos: 200000000 } }
  opening_hours { id: "office" periods { days: DAY_OF_WEEK_MONDAY opens: "08:00" closes: "18:00" } }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "since" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "held" type: ATTRIBUTE_TYPE_DURATION }
  attributes { name: "balance" type: ATTRIBUTE_TYPE_DOUBLE }
  attributes { name: "vip" type: ATTRIBUTE_TYPE_BOOL }
  channels { id: "phone" name: "Phone line" mode: CHANNEL_MODE_ASSISTED opening_hours: "office" requires: "VOICE" assists: "web" }
  channels { id: "counter" mode: CHANNEL_MODE_ASSISTED requires: "TRAVEL" assists: "web" }
  channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET" requires: "IDENTITY_LEVEL_2" }
  services { id: "council-tax" }
  service_channels { service: "*" channel: "phone" }
  service_channels { service: "*" channel: "counter" customer { time { seconds: 300 } }
    outcome { completion_probability: 0.9 abandonment_probability: 0.1 }
    components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 8 } } }
  service_channels { service: "*" channel: "web" customer { time { seconds: 300 } }
    outcome { completion_probability: 0.9 abandonment_probability: 0.1 }
    readiness { communications_live: true staff_trained: true }
    components { kind: COST_KIND_TECHNOLOGY basis: COST_BASIS_PER_CONTACT amount { nanos: 150000000 } } }
  parties { id: "revenues" }
  participations { party: "revenues" responsibility: RESPONSIBILITY_ACCOUNTABLE }
  participations { party: "revenues" responsibility: RESPONSIBILITY_RESPONSIBLE }
  scripts { id: "any" kind: SCRIPT_KIND_OFFER text: "any" }
  scripts { id: "web-en" kind: SCRIPT_KIND_OFFER channel: "web" language: "en" text: "web, English" }
  scripts { id: "web-cy" kind: SCRIPT_KIND_OFFER channel: "web" language: "cy" text: "web, Welsh" }
  scripts { id: "fails" kind: SCRIPT_KIND_OUT_OF_SERVICE channel: "phone" text: "The lines are down." }
  scripts { id: "ask" kind: SCRIPT_KIND_ASK requirement: "INTERNET" text: "Are you online?" })";

Plan MakePlan() {
  const CatalogResult loaded = LoadCatalog({{"memory.textproto", kCatalog, CatalogFormat::kText}});
  for (const Finding& finding : loaded.findings) {
    EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
  }
  auto plan = CompilePlan(*loaded.catalog);
  EXPECT_TRUE(plan.ok()) << plan.status();
  return *plan;
}

v1::Contact MakeContact(const std::string& more = "") {
  v1::Contact contact;
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(
      "id: 'c1' service: 'council-tax' time { seconds: 1795255200 }" + more, &contact))
      << more;
  return contact;
}

std::string Refusal(const v1::Contact& contact) {
  const v1::Decision decision = Decide(MakePlan(), contact);
  EXPECT_EQ(decision.status(), v1::DECISION_STATUS_REFUSED);
  EXPECT_EQ(decision.contact_id(), contact.id());
  EXPECT_EQ(decision.plan_revision(), "r1");
  return decision.refusal().code() + ": " + decision.refusal().text();
}

TEST(Decide, RefusalsNameTheValueAndTheRemedy) {
  v1::Contact contact = MakeContact();
  contact.set_service("council-tex");
  EXPECT_EQ(
      Refusal(contact),
      "UNKNOWN_SERVICE: the catalog has no service \"council-tex\"; did you mean \"council-tax\"?");
  contact.set_service("");
  EXPECT_EQ(Refusal(contact), "SERVICE_MISSING: the contact names no service; set `service`");
  contact = MakeContact();
  contact.clear_time();
  EXPECT_EQ(Refusal(contact),
            "TIME_MISSING: the contact has no time; set `time`, or use --now on the command line");
  EXPECT_EQ(Refusal(MakeContact(" time { nanos: -1 }")).substr(0, 13), "TIME_INVALID:");
  contact = MakeContact();
  contact.mutable_time()->set_seconds(-1);
  EXPECT_EQ(Refusal(contact),
            "TIME_OUTSIDE_HORIZON: the time 1969-12-31T23:59:59+00:00 is outside "
            "1970-01-01T00:00:00+00:00 to 2100-01-01T00:00:00+00:00, for which the plan knows its "
            "time zones; compile the catalog for a longer horizon");
  EXPECT_EQ(Refusal(MakeContact(" arrival_channel: 'fone'")),
            "UNKNOWN_CHANNEL: arrival_channel: the catalog has no \"fone\"; it has phone, "
            "counter, web");
  EXPECT_EQ(Refusal(MakeContact(" customer { preferred_channels: ['web', 'web'] }")),
            "DUPLICATE_PREFERENCE: preferred_channels names \"web\" twice; name each channel once");
  EXPECT_EQ(Refusal(MakeContact(" customer { identity_level: 10 }")),
            "IDENTITY_LEVEL_RANGE: identity_level is 10; use 0 to 9, or leave it out where it is "
            "not known");
  EXPECT_EQ(
      Refusal(MakeContact(" attributes { key: 'agee' value { number_value: 1 } }")),
      "UNDECLARED_ATTRIBUTE: the catalog declares no attribute \"agee\"; did you mean \"age\"?");
  EXPECT_EQ(Refusal(MakeContact(" attributes { key: 'age' value { number_value: 1.5 } }")),
            "ATTRIBUTE_TYPE: attribute \"age\" is 1.5, no whole number that a double holds "
            "exactly: write a string of digits");
}

TEST(Decide, LimitsAtAboveAndZero) {
  const Plan plan = MakePlan();
  Limits limits;
  const auto code = [&](const std::string& more) {
    const auto request = BindContact(plan, MakeContact(more), limits);
    return request.ok() ? "" : std::string(request.status().message()).substr(0, 18);
  };
  const std::string two = " customer { preferred_channels: ['web', 'phone'] }";
  const std::string attribute = " attributes { key: 'vip' value { bool_value: true } }";
  limits.contact_list_entries = 2;
  EXPECT_EQ(code(two), "");
  limits.contact_list_entries = 1;
  EXPECT_EQ(code(two), "CONTACT_TOO_LARGE:");
  EXPECT_EQ(code(" attempts { channel: 'web' } attempts { channel: 'web' }"), "CONTACT_TOO_LARGE:");
  EXPECT_EQ(code(" customer { needs: 'a' needs: 'b' }"), "CONTACT_TOO_LARGE:");
  limits.contact_list_entries = 0;
  EXPECT_EQ(code(""), "");
  EXPECT_EQ(code(" customer { declined_offers: 'web' }"), "CONTACT_TOO_LARGE:");
  limits.contact_attributes = 1;
  EXPECT_EQ(code(attribute), "");
  limits.contact_attributes = 0;
  EXPECT_EQ(code(""), "");
  EXPECT_EQ(code(attribute), "CONTACT_TOO_LARGE:");
  limits = Limits{};
  limits.contact_list_entries = 1;
  const std::string tags =
      " attributes { key: 'tags' value { list_value { values { string_value: 'a' } ";
  EXPECT_EQ(code(tags + "} } }"), "");
  EXPECT_EQ(code(tags + "values { string_value: 'b' } } } }"), "CONTACT_TOO_LARGE:");
}

TEST(Decide, RefusalsAreText) {
  v1::Contact contact = MakeContact();
  contact.set_arrival_channel("\xFF\x1b[2J");
  const std::string text = Decide(MakePlan(), contact).refusal().text();
  for (const char c : text) EXPECT_TRUE(c >= ' ' && c < 0x7F) << text;
  EXPECT_NE(text.find("has no"), std::string::npos) << text;
}

TEST(Decide, HorizonEndsAreInAndOut) {
  v1::Contact contact = MakeContact();
  contact.mutable_time()->set_seconds(0);
  EXPECT_EQ(Decide(MakePlan(), contact).status(), v1::DECISION_STATUS_RECOMMENDED);
  contact.mutable_time()->set_seconds(4'102'444'799);
  EXPECT_EQ(Decide(MakePlan(), contact).status(), v1::DECISION_STATUS_RECOMMENDED);
  contact.mutable_time()->set_seconds(4'102'444'800);
  EXPECT_EQ(Decide(MakePlan(), contact).status(), v1::DECISION_STATUS_REFUSED);
}

TEST(Decide, AttributeValuesAreOfTheirType) {
  const std::pair<const char*, bool> cases[] = {
      {"key: 'age' value { number_value: 65 }", true},
      {"key: 'age' value { number_value: -9007199254740991 }", true},
      {"key: 'age' value { number_value: 9007199254740992 }", false},
      {"key: 'age' value { string_value: '9223372036854775807' }", true},
      {"key: 'age' value { string_value: '9223372036854775808' }", false},
      {"key: 'age' value { number_value: nan }", false},
      {"key: 'age' value { null_value: NULL_VALUE }", false},
      {"key: 'tags' value { list_value { values { string_value: 'a' } } }", true},
      {"key: 'tags' value { list_value { values { number_value: 1 } } }", false},
      {"key: 'tags' value { string_value: 'a' }", false},
      {"key: 'since' value { string_value: '2026-01-31T09:00:00Z' }", true},
      {"key: 'since' value { string_value: '2026-02-30T09:00:00Z' }", false},
      {"key: 'held' value { string_value: '3.5s' }", true},
      {"key: 'held' value { string_value: '9223372037s' }", false},
      {"key: 'held' value { number_value: 3.5 }", false},
      {"key: 'balance' value { number_value: 1e300 }", true},
      {"key: 'balance' value { bool_value: true }", false},
      {"key: 'vip' value { bool_value: false }", true},
      {"key: 'vip' value { string_value: 'true' }", false}};
  const Plan plan = MakePlan();
  for (const auto& [text, fits] : cases) {
    const v1::Contact contact = MakeContact(std::string(" attributes {") + text + "}");
    EXPECT_EQ(BindContact(plan, contact).ok(), fits) << text;
  }
}

TEST(Decide, ReasonsHaveTexts) {
  const Plan plan = MakePlan();
  v1::LiveState live_message;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "channels { channel: 'phone' out_of_service: true }", &live_message));
  const auto live = BindLiveState(plan, live_message);
  ASSERT_TRUE(live.ok());
  const v1::Decision decision = Decide(
      plan,
      MakeContact(
          " customer { has_internet: false has_voice: true } attempts { channel: 'counter' }"),
      *live);
  std::string texts;
  for (const v1::Option& option : decision.options()) {
    for (const v1::Reason& reason : option.reasons()) {
      texts += option.channel() + ": " + reason.text() +
               (reason.script().empty() ? "" : " / " + reason.script()) + "\n";
    }
  }
  EXPECT_EQ(
      texts,
      "web: the customer does not have: INTERNET; staff of counter complete it\n"
      "web: not known whether the customer has: TRAVEL, IDENTITY_LEVEL_2\n"
      "counter: this contact was tried here before and not completed\n"
      "counter: not known whether the customer has: TRAVEL\n"
      "phone: closed, opens 2026-11-23T08:00:00+00:00\n"
      "phone: out of service / The lines are down.\n"
      "phone: no organisation cost: no component, or its handling or monthly volume is missing, "
      "here or where it falls back to\n"
      "phone: no customer cost: neither effort nor component, or its handling is missing, here or "
      "where it falls back to\n");
}

TEST(Decide, ScriptsGoByChannelThenLanguage) {
  const Plan plan = MakePlan();
  const auto script = [&plan](const std::string& language) {
    const v1::Decision decision =
        Decide(plan, MakeContact(" arrival_channel: 'counter' customer { language: '" + language +
                                 "' identity_level: 2 }"));
    EXPECT_EQ(decision.offers_size(), 1);
    EXPECT_EQ(decision.offers(0).ask(), "Are you online?");
    return decision.offers(0).script();
  };
  EXPECT_EQ(script("cy"), "web, Welsh");
  EXPECT_EQ(script("CY-gb"), "web, Welsh");
  EXPECT_EQ(script("en-GB"), "web, English");
  EXPECT_EQ(script("fr"), "web, English") << "any language before another channel's";
  EXPECT_EQ(script(""), "web, English");
}

TEST(Decide, TheSameCatalogGivesTheSameBytes) {
  const v1::Contact contact = MakeContact(" customer { has_internet: false }");
  EXPECT_EQ(Decide(MakePlan(), contact).SerializeAsString(),
            Decide(MakePlan(), contact).SerializeAsString());
}

}  // namespace
}  // namespace signpost
