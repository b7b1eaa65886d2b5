// SPDX-License-Identifier: Apache-2.0
#include "catalog/check_rules.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/test_sources.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Findings with their excerpts, as the command line prints them.
std::string Shown(const CatalogResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) {
    absl::StrAppend(&text, ToString(finding), "\n");
    if (!finding.excerpt.empty()) absl::StrAppend(&text, finding.excerpt, "\n");
  }
  return text;
}

TEST(CheckRules, ACaretStandsUnderWhatIsWrongInTheFile) {
  const std::string text =
      "rules {\n"
      "  id: \"young\"\n"
      "  condition: \"contact.service == \\\"tax\\\" && \"\n"
      "\t'balanse < 18 || contact.customer.has_internett'\n"
      "  stop: true\n"
      "}\n";
  EXPECT_EQ(Shown(LoadCatalog({Golden("good.textproto"), {"more.txtpb", text}})),
            "more.txtpb:4:10: error: rule \"young\": undeclared name 'balanse'; did you mean "
            "'balance'? [RULE_CONDITION]\n"
            "\t'balanse < 18 || contact.customer.has_internett'\n"
            "\t ^^^^^^^\n"
            "more.txtpb:4:43: error: rule \"young\": signpost.v1.Customer has no field "
            "'has_internett'; did you mean 'has_internet'? [RULE_CONDITION]\n"
            "\t'balanse < 18 || contact.customer.has_internett'\n"
            "\t                                  ^^^^^^^^^^^^^\n");
}

TEST(CheckRules, WithoutPlaceInTheFileItIsThatInTheCondition) {
  v1::Catalog part;
  v1::Rule* rule = part.add_rules();
  rule->set_id("young");
  rule->set_condition("true &&\n\xC3\xA9 < 18");
  rule->set_stop(true);
  const std::string expected =
      "rules[0].condition: error: rule \"young\", condition 2:1: unexpected character '\xC3\xA9'; "
      "correct the condition [RULE_CONDITION]\n"
      "\xC3\xA9 < 18\n"
      "^\n";
  EXPECT_EQ(Shown(LoadCatalog({Golden("good.textproto"), {"more.json", ToJson(part)}})),
            "more.json: " + expected);
  EXPECT_EQ(Shown(LoadCatalog({Golden("good.textproto"), {"more.pb", part.SerializeAsString()}})),
            "more.pb: " + expected);
  v1::Catalog whole = GoodMessage();
  whole.clear_rules();
  whole.MergeFrom(part);
  EXPECT_EQ(Shown(ValidateCatalog(whole)), expected);
}

// The parser records a list in brackets once; what is in it has places of its own.
TEST(CheckRules, RulesInBracketsHavePlaces) {
  const std::string text =
      "rules: [\n"
      "  { id: 'a' condition: 'true' stop: true },\n"
      "  { id: 'b' condition: 'a && b' stop: true }\n"
      "]\n";
  const CatalogResult result =
      LoadCatalog({Golden("good.textproto"), {"x.txtpb", "# Nothing."}, {"more.txtpb", text}});
  ASSERT_EQ(result.findings.size(), 2u) << Text(result);
  EXPECT_THAT(ToString(result.findings[0]), testing::StartsWith("more.txtpb:3:25: "));
  EXPECT_THAT(ToString(result.findings[1]), testing::StartsWith("more.txtpb:3:30: "));
  EXPECT_EQ(result.findings[1].path, "rules[1].condition");
}

TEST(CheckRules, NamesInListsAreFoundEach) {
  const std::string text =
      "rules { id: 'a' stop: true condition: \"contact.service in ['tax', 'taxx', 'binns']\" }";
  EXPECT_EQ(Shown(LoadCatalog({Golden("good.textproto"), {"more.txtpb", text}})),
            "more.txtpb:1:67: warning: rule \"a\": no service has the id \"taxx\"; did you mean "
            "\"tax\"? [RULE_UNKNOWN_ID]\n" +
                text + "\n" + std::string(66, ' ') +
                "^^^^^^\n"
                "more.txtpb:1:75: warning: rule \"a\": no service has the id \"binns\"; did you "
                "mean \"bins\"? [RULE_UNKNOWN_ID]\n" +
                text + "\n" + std::string(74, ' ') + "^^^^^^^\n");
}

TEST(CheckRules, WhatStandsInAConditionSteersNoTerminal) {
  v1::Catalog message = GoodMessage();
  v1::Rule* rule = message.add_rules();
  rule->set_id("x\x1B[2J\n");
  rule->set_condition("contact.service == '\x1B[2J' && contact.id.matches('[\x1B')");
  message.add_rules()->set_condition("contact.arrival_channel == '\x1B[2J\\n'");
  const CatalogResult result = ValidateCatalog(message);
  int excerpts = 0;
  for (const Finding& finding : result.findings) {
    excerpts += finding.excerpt.empty() ? 0 : 1;
    EXPECT_EQ(ToString(finding).find_first_of("\x1B\n"), std::string::npos) << ToString(finding);
    EXPECT_EQ(finding.excerpt.find('\x1B'), std::string::npos);
  }
  EXPECT_GE(excerpts, 2);
}

// The services are tax (phone, counter, web), bins (phone, web), apps (app).
std::vector<std::string> Exclusions(const std::string& condition, const std::string& effects) {
  v1::Catalog message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(channels { id: "phone" } channels { id: "counter" }
         channels { id: "web" requires: "INTERNET" } channels { id: "app" requires: "MOBILE_PHONE" }
         channels { id: "old" lifecycle { stage: LIFECYCLE_STAGE_RETIRED } }
         services { id: "tax" } services { id: "bins" } services { id: "apps" }
         service_channels { service: "tax" channel: "phone" }
         service_channels { service: "tax" channel: "counter" }
         service_channels { service: "tax" channel: "web" }
         service_channels { service: "bins" channel: "phone" }
         service_channels { service: "bins" channel: "web" }
         service_channels { service: "bins" channel: "old" }
         service_channels { service: "apps" channel: "app" }
         rules { id: "r" valid_to { seconds: 1 } )" +
          effects + "}",
      &message));
  message.mutable_rules(0)->set_condition(condition);
  std::vector<std::string> found;
  for (const Finding& finding : ValidateCatalog(message).findings) {
    if (finding.code == "EXCLUSION_LEAVES_NONE" || finding.code == "EXCLUSION_LEAVES_DIGITAL") {
      EXPECT_EQ(finding.path, "rules[0].effects[0].exclude");
      found.push_back(finding.message.substr(9));
    }
  }
  return found;
}

std::string Excluding(const std::string& channels, const std::string& ground = "SAFETY") {
  return "effects { exclude { channels: [" + channels + "] ground: EXCLUSION_GROUND_" + ground +
         " } }";
}

TEST(CheckRules, ExclusionsThatLeaveNothing) {
  EXPECT_THAT(Exclusions("true", Excluding("'counter', 'web'")), IsEmpty());
  EXPECT_THAT(Exclusions("true", Excluding("'phone', 'web'")),
              ElementsAre("leaves service \"bins\" no live channel (G1)"));
  EXPECT_THAT(Exclusions("true", Excluding("'phone', 'web', 'app'")),
              ElementsAre("leaves service \"bins\" and 1 more no live channel (G1)"));
  // Of several effects together.
  EXPECT_THAT(Exclusions("true", Excluding("'phone'") + Excluding("'web'", "LEGAL")),
              ElementsAre("leaves service \"bins\" no live channel (G1)"));
  EXPECT_THAT(Exclusions("true", Excluding("'phone'")),
              ElementsAre("leaves service \"bins\" only digital channels (G3)"));
  EXPECT_THAT(Exclusions("true", Excluding("'phone', 'counter', 'app'")),
              ElementsAre("leaves service \"apps\" no live channel (G1)",
                          "leaves service \"tax\" and 1 more only digital channels (G3)"));
}

// The engine ignores it where only digital channels, or none, would be left.
TEST(CheckRules, ExclusionsForCapacityKeepWhatIsNotDigital) {
  EXPECT_THAT(Exclusions("true", Excluding("'phone', 'counter', 'web'", "CAPACITY")), IsEmpty());
  EXPECT_THAT(Exclusions("true", Excluding("'app'", "CAPACITY")),
              ElementsAre("leaves service \"apps\" no live channel (G1)"));
  EXPECT_THAT(Exclusions("true", Excluding("'web'", "CAPACITY") + Excluding("'phone'")),
              ElementsAre("leaves service \"bins\" no live channel (G1)"));
}

TEST(CheckRules, ExclusionsSpeakOfTheServicesThatTheConditionAllows) {
  const auto bins = [](const std::string& condition) {
    return !Exclusions(condition, Excluding("'phone', 'web'")).empty();
  };
  for (const char* condition :
       {"contact.urgency > 1", "contact.service == 'bins'", "'bins' == contact.service",
        "contact.service in ['tax', 'bins']", "contact.service != 'tax'",
        "contact.service == 'tax' || contact.urgency > 1",
        "contact.service == 'tax' || (contact.service == 'bins' && contact.urgency > 1)",
        "contact.service in {'tax': 1}", "!(contact.service == 'tax')",
        "contact.service in ['bins', 'apps'] && contact.service in ['tax', 'bins']"}) {
    EXPECT_TRUE(bins(condition)) << condition;
  }
  for (const char* condition :
       {"contact.service == 'tax'", "contact.service in ['tax', 'apps']", "false",
        "contact.urgency > 1 && contact.service == 'tax'",
        "contact.service == 'tax' || contact.service == 'apps'",
        "contact.service in ['bins', 'apps'] && contact.service in ['tax', 'apps']"}) {
    EXPECT_FALSE(bins(condition)) << condition;
  }
}

TEST(CheckRules, CapacityNeedsAnEndOrALiveFact) {
  const auto codes = [](const std::string& rest) {
    const std::string rule =
        "rules { id: 'r' effects { exclude { channels: 'counter' "
        "ground: EXCLUSION_GROUND_CAPACITY } } " +
        rest + "}";
    return CodesOf(LoadCatalog({Golden("good.textproto"), {"more.txtpb", rule}}));
  };
  EXPECT_THAT(codes("condition: 'true'"), ElementsAre("CAPACITY_UNBOUNDED"));
  EXPECT_THAT(codes("condition: 'true' valid_from {}"), ElementsAre("CAPACITY_UNBOUNDED"));
  EXPECT_THAT(codes("condition: 'true' valid_to { seconds: 1 }"), IsEmpty());
  EXPECT_THAT(codes("condition: 'has_account && !live(\"counter\").open'"), IsEmpty());
  // What is wrong with the condition comes first.
  EXPECT_THAT(codes("condition: 'live('"), ElementsAre("RULE_CONDITION"));
}

TEST(CheckRules, FactorsHaveSixDecimals) {
  const auto codes = [](double by) {
    v1::Catalog message = GoodMessage();
    v1::Adjust* adjust = message.mutable_rules(2)->mutable_effects(1)->mutable_adjust();
    adjust->set_multiply(by);
    return CodesOf(ValidateCatalog(message));
  };
  for (const double by : {0.0, -0.0, 1.0, 0.000001, 999.999999, 1000.0, 0.1, 1.1, 123.456789}) {
    EXPECT_THAT(codes(by), IsEmpty()) << by;
  }
  EXPECT_THAT(codes(-0.000001), ElementsAre("NUMBER_RANGE"));
  EXPECT_THAT(codes(1000.000001), ElementsAre("NUMBER_RANGE"));
  EXPECT_THAT(codes(0.0000001), ElementsAre("NUMBER_MALFORMED"));
  EXPECT_THAT(codes(1.0000005), ElementsAre("NUMBER_MALFORMED"));
}

TEST(CheckRules, StrictMakesAnErrorOfAServiceLeftWithoutChannel) {
  CatalogOptions strict;
  strict.strict = true;
  const std::string rule =
      "rules { id: 'r' condition: 'true' effects { exclude { channels: ['phone', 'web'] "
      "ground: EXCLUSION_GROUND_LEGAL } } }";
  const std::vector<CatalogSource> sources = {Golden("good.textproto"), {"more.txtpb", rule}};
  EXPECT_TRUE(LoadCatalog(sources).catalog);
  EXPECT_FALSE(LoadCatalog(sources, strict).catalog);
}

// 65,536 bytes each, however often it stands in conditions.
TEST(CheckRules, RegularExpressionsOfAllConditionsCountTogether) {
  CatalogOptions options;
  const auto load = [&](std::int64_t limit, int different) {
    options.limits.regex_bytes_total = limit;
    v1::Catalog message;
    for (int i = 0; i < 2 * different; ++i) {
      message.add_rules()->set_condition(
          absl::StrCat("contact.id.matches('", i % different, "') || contact.id.matches('0')"));
    }
    return About("regex_bytes_total", ValidateCatalog(message, options));
  };
  EXPECT_THAT(load(3 * 65'536, 3), IsEmpty());
  EXPECT_THAT(load(3 * 65'536, 5),
              ElementsAre("327680 is over the limit regex_bytes_total of 196608"));
  EXPECT_THAT(load(3 * 65'536 - 1, 3), testing::SizeIs(1));
  EXPECT_THAT(load(0, 0), IsEmpty());
  EXPECT_THAT(load(0, 1), testing::SizeIs(1));
}

// A condition has limits of its own, the bytes of a text are not among them.
TEST(CheckRules, LimitsOfConditionsAreNotThoseOfTexts) {
  CatalogOptions options;
  options.limits.text_bytes = 3;
  v1::Catalog message;
  message.add_rules()->set_condition("contact.service == 'tax'");
  EXPECT_THAT(About("text_bytes", ValidateCatalog(message, options)), IsEmpty());
  // A literal may have as many entries as there may be nodes.
  std::string list = "contact.urgency in [0";
  for (int i = 1; i < 15'000; ++i) absl::StrAppend(&list, ",", i);
  message.mutable_rules(0)->set_condition(list + "]");
  EXPECT_THAT(
      About("condition_nodes", ValidateCatalog(message, options)),
      ElementsAre(HasSubstr("10001 parts or more are over the limit condition_nodes of 10000")));
  options.limits.condition_nodes = 15'010;
  const CatalogResult result = ValidateCatalog(message, options);
  EXPECT_THAT(CodesOf(result), testing::Not(testing::Contains("OVER_LIMIT"))) << Text(result);
  EXPECT_THAT(CodesOf(result), testing::Not(testing::Contains("RULE_CONDITION"))) << Text(result);
}

}  // namespace
}  // namespace signpost
