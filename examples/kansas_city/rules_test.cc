// SPDX-License-Identifier: Apache-2.0
//
// Each rule of the example at work on one contact.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "catalog/read.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/decide.h"

namespace signpost {
namespace {

const Plan& KansasCity() {
  static const Plan plan = [] {
    const auto files =
        ReadCatalogFiles({SIGNPOST_SOURCE_DIR "/examples/kansas_city/catalog"}, Limits{});
    const CatalogResult loaded = LoadCatalog(*files);
    for (const Finding& finding : loaded.findings)
      EXPECT_EQ(finding.severity, Severity::kWarning) << ToString(finding);
    return *CompilePlan(*loaded.catalog);
  }();
  return plan;
}

// Tuesday, 2 June 2020, 10:00 and 23:00 in Kansas City.
const char kDay[] = "time { seconds: 1591110000 } ";
const char kNight[] = "time { seconds: 1591156800 } ";
const char kGraffiti[] = "service: 'graffiti-private-property-nhs' ";
const char kSewage[] = "service: 'storm-water-sewer-sewer-backup-leak-water-services' ";

v1::Decision DecideText(const std::string& contact, const std::string& live = "") {
  v1::Contact message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(contact, &message)) << contact;
  v1::LiveState live_message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(live, &live_message)) << live;
  const auto state = BindLiveState(KansasCity(), live_message);
  EXPECT_TRUE(state.ok()) << state.status();
  const v1::Decision decision = Decide(KansasCity(), message, *state);
  EXPECT_NE(decision.status(), v1::DECISION_STATUS_REFUSED) << decision.refusal().text();
  EXPECT_EQ(decision.failed_rule_count(), 0) << decision.ShortDebugString();
  return decision;
}

// "phone: rule, rule; tag, tag; role", with the channels that rules exclude behind it.
std::string Text(const v1::Decision& decision) {
  std::vector<std::string> rules, excluded;
  for (const v1::MatchedRule& rule : decision.matched_rules()) rules.push_back(rule.rule());
  for (const v1::Option& option : decision.options()) {
    for (const v1::Reason& reason : option.reasons()) {
      if (reason.code() == v1::REASON_CODE_EXCLUDED_BY_RULE) excluded.push_back(option.channel());
    }
  }
  return absl::StrCat(decision.recommended(), ": ", absl::StrJoin(rules, ", "), "; ",
                      absl::StrJoin(decision.tags(), ", "), "; ",
                      absl::StrJoin(decision.escalations(), ", "), "; -",
                      absl::StrJoin(excluded, ", -"));
}

std::string Day(const std::string& more) { return absl::StrCat(kDay, kGraffiti, more); }

TEST(KansasCityRules, LeaveAnOrdinaryContactAlone) {
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'email'"))), "email: ; ; ; -");
}

TEST(KansasCityRules, Danger) {
  // Nothing else is asked about life and limb.
  EXPECT_EQ(Text(DecideText(
                Day("urgency: 9 attributes { key: 'vulnerable' value { bool_value: true } }"))),
            "phone: life-in-danger; hand-over-to-911; head-of-customer-service; -");
  const std::string slow = "-email, -twitter, -chatbot, -fax, -mail";
  EXPECT_EQ(Text(DecideText(absl::StrCat(kDay, kSewage, "arrival_channel: 'email'"))),
            "phone: hazard-slow-channels, hazard-by-phone; urgent-hazard; service-owner; "
            "-web, -email, -twitter, -chatbot, -voicemail, -fax, -mail");
  EXPECT_EQ(
      Text(DecideText(absl::StrCat(kNight, kSewage, "arrival_channel: 'email'"))),
      "web: hazard-slow-channels, out-of-hours; urgent-hazard, out-of-hours; service-owner; " +
          slow);
  // The web stays for who cannot use a line, and where the line is down.
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'web' customer { has_voice: false } "
                                "attributes { key: 'hazard' value { string_value: 'cave-in' } }"))),
            "web: hazard-slow-channels; urgent-hazard; service-owner; " + slow);
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'web' urgency: 5"),
                            "channels { channel: 'phone' out_of_service: true }")),
            "web: hazard-slow-channels; urgent-hazard; service-owner; " + slow);
}

TEST(KansasCityRules, Access) {
  EXPECT_EQ(Text(DecideText(Day("customer { needs: 'deaf' }"))),
            "web: text-only; text-only; ; -phone, -voicemail");
  EXPECT_EQ(Text(DecideText(absl::StrCat(kDay, kSewage, "customer { needs: 'deaf' }"))),
            "web: text-only, hazard-slow-channels; text-only, urgent-hazard; service-owner; "
            "-phone, -email, -twitter, -chatbot, -voicemail, -fax, -mail");
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'mail' customer { needs: 'low-vision' }"))),
            "phone: reading-help; reading-help; ; -fax, -mail");
}

TEST(KansasCityRules, WhoAsks) {
  EXPECT_EQ(Text(DecideText(Day("attributes { key: 'vulnerable' value { bool_value: true } }"))),
            "phone: vulnerable-resident; vulnerable; ; -");
  const std::string failed = "attempts { channel: 'web' outcome: CONTACT_OUTCOME_FAILED } ";
  EXPECT_EQ(Text(DecideText(Day(failed + failed))),
            "phone: called-before; third-contact; service-owner; -");
  EXPECT_EQ(Text(DecideText(
                Day(failed + "attempts { channel: 'web' outcome: CONTACT_OUTCOME_COMPLETED }"))),
            "phone: ; ; ; -")
      << "what was tried in vain once comes after the rest";
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'chatbot' customer { language: 'es-MX' }"))),
            "phone: spanish; spanish-speaking-agent; ; -chatbot");
  EXPECT_EQ(Text(DecideText(Day("customer { language: 'vi' }"))),
            "phone: interpreter; interpreter; ; -chatbot");
  EXPECT_EQ(Text(DecideText(Day("arrival_channel: 'web' customer { language: 'en-US' }"))),
            "web: ; ; ; -");
  const std::string account =
      "arrival_channel: 'email' attributes { key: 'own_account' value { bool_value: true } } ";
  EXPECT_NE(DecideText(Day(account)).recommended(), "email");
  EXPECT_EQ(DecideText(Day(account)).tags(0), "verify-identity");
  EXPECT_EQ(Text(DecideText(Day(account + "customer { identity_level: 2 }"))), "email: ; ; ; -");
  EXPECT_EQ(
      Text(DecideText(Day("arrival_channel: 'web' customer { segment: 'elected-official' }"))),
      "web: elected-official; elected-official; head-of-customer-service; -");
}

TEST(KansasCityRules, InterpretersCost) {
  const auto phone_cost = [](const std::string& language) {
    const v1::Decision decision =
        DecideText(Day("arrival_channel: 'phone' customer { language: '" + language + "' }"));
    return decision.options(0).estimate().direct_cost();
  };
  EXPECT_EQ(phone_cost("vi").units() - phone_cost("en").units(), 5);
  EXPECT_EQ(phone_cost("vi").nanos(), phone_cost("en").nanos());
}

TEST(KansasCityRules, WaitsOnTheLine) {
  const auto live = [](int seconds) {
    return absl::StrCat("channels { channel: 'phone' expected_wait { seconds: ", seconds, " } }");
  };
  const std::string call = Day("arrival_channel: 'phone'");
  EXPECT_EQ(Text(DecideText(call, live(600))), "phone: ; ; ; -");
  EXPECT_EQ(Text(DecideText(call, live(601))), "phone: phone-slow; ; ; -");
  EXPECT_EQ(Text(DecideText(call, live(1200))), "phone: phone-slow; ; ; -");
  EXPECT_EQ(Text(DecideText(call, live(1201))),
            "web: phone-busy, phone-slow; phone-busy; ; -phone");
  EXPECT_EQ(
      DecideText(call + "attributes { key: 'vulnerable' value { bool_value: true } }", live(1201))
          .recommended(),
      "phone");
}

TEST(KansasCityRules, PilotOf2020) {
  const auto script = [](std::int64_t seconds) {
    const v1::Decision decision =
        DecideText(absl::StrCat("time { seconds: ", seconds, " } ", kGraffiti,
                                "arrival_channel: 'phone' customer { has_internet: true }"));
    return decision.offers_size() == 0 ? "none" : decision.offers(0).script().substr(34, 29);
  };
  const std::string pilot = script(1591110000);
  EXPECT_EQ(pilot, "can send us a photo with the ");
  EXPECT_NE(script(1559660400), pilot) << "Tuesday, 4 June 2019";
  EXPECT_NE(script(1622646000), pilot) << "Wednesday, 2 June 2021";
}

TEST(KansasCityRules, OutOfHours) {
  EXPECT_EQ(Text(DecideText(absl::StrCat(kNight, kGraffiti, "arrival_channel: 'phone'"))),
            "web: out-of-hours; out-of-hours; ; -");
}

}  // namespace
}  // namespace signpost
