// SPDX-License-Identifier: Apache-2.0
//
// The bad catalogs of tests/golden/catalog: exactly the findings that their comments name.
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "catalog/codes.h"
#include "catalog/test_sources.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

const char* const kBad[] = {
    "bad_ids.textproto",          "bad_channels.textproto",   "bad_hours.textproto",
    "bad_services.textproto",     "bad_costs.textproto",      "bad_words.textproto",
    "bad_policy.textproto",       "bad_guarantees.textproto", "bad_rules.textproto",
    "bad_empty.textproto",        "bad_chains.textproto",     "bad_tariffs.textproto",
    "bad_rule_analysis.textproto"};

CatalogResult Load(const CatalogSource& bad, bool strict = false) {
  CatalogOptions options;
  options.strict = strict;
  if (absl::StrContains(bad.content, "# Stands alone.")) return LoadCatalog({bad}, options);
  return LoadCatalog({Golden("good.textproto"), bad}, options);
}

// "line CODE", or "0 CODE path".
std::multiset<std::string> Expected(const std::string& content) {
  std::multiset<std::string> expected;
  std::istringstream lines(content);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (absl::StartsWith(line, "#! ")) expected.insert(absl::StrCat("0 ", line.substr(3)));
    const std::size_t comment = line.rfind("  # ");
    if (comment == std::string::npos) continue;
    for (const auto code : absl::StrSplit(line.substr(comment + 4), ' ')) {
      expected.insert(absl::StrCat(number, " ", code));
    }
  }
  return expected;
}

std::multiset<std::string> Found(const CatalogResult& result) {
  std::multiset<std::string> found;
  for (const Finding& finding : result.findings) {
    std::string entry = absl::StrCat(finding.line, " ", finding.code);
    if (finding.line == 0 && !finding.path.empty()) absl::StrAppend(&entry, " ", finding.path);
    found.insert(entry);
  }
  return found;
}

TEST(GoldenCatalogs, TheGoodOneHasNoFindings) {
  CatalogOptions strict;
  strict.strict = true;
  const CatalogResult result = LoadCatalog({Golden("good.textproto")}, strict);
  EXPECT_TRUE(result.catalog.has_value());
  EXPECT_EQ(Text(result), "");
}

class BadCatalog : public testing::TestWithParam<const char*> {};

TEST_P(BadCatalog, HasExactlyTheFindingsItNames) {
  const CatalogSource source = Golden(GetParam());
  const CatalogResult result = Load(source);
  EXPECT_EQ(Found(result), Expected(source.content)) << Text(result);
  for (const Finding& finding : result.findings) {
    EXPECT_EQ(finding.file, source.name) << ToString(finding);
    EXPECT_FALSE(finding.message.empty()) << ToString(finding);
    EXPECT_FALSE(finding.remedy.empty()) << ToString(finding);
    EXPECT_EQ(ToString(finding).find('\n'), std::string::npos);
    EXPECT_EQ(finding.line > 0, finding.column > 0) << ToString(finding);
  }
  bool any_error = false;
  for (const Finding& finding : result.findings) any_error |= finding.severity == Severity::kError;
  EXPECT_EQ(result.catalog.has_value(), !any_error);
}

INSTANTIATE_TEST_SUITE_P(Files, BadCatalog, testing::ValuesIn(kBad), [](const auto& info) {
  return std::string(info.param).substr(0, std::string(info.param).find('.'));
});

TEST(GoldenCatalogs, StrictTurnsGuaranteesIntoErrors) {
  const CatalogSource source = Golden("bad_guarantees.textproto");
  const CatalogResult lax = Load(source), strict = Load(source, true);
  for (const Finding& finding : lax.findings) {
    EXPECT_EQ(finding.severity == Severity::kError, finding.code == "ACCOUNTABLE_SEVERAL")
        << ToString(finding);
  }
  EXPECT_FALSE(strict.catalog.has_value());
  for (const Finding& finding : strict.findings) {
    EXPECT_EQ(finding.severity == Severity::kWarning, finding.code == "OFFER_NOT_READY")
        << ToString(finding);
  }
}

TEST(GoldenCatalogs, EveryCodeOccurs) {
  std::set<std::string> seen;
  const auto add = [&](const CatalogResult& result) {
    for (const std::string& code : CodesOf(result)) seen.insert(code);
  };
  for (const char* name : kBad) add(Load(Golden(name)));
  CatalogOptions impossible, few, no_pairs;
  impossible.limits.channels = 65;
  no_pairs.limits.rule_pairs_analysed = 0;
  few.limits.findings_reported = 1;
  add(LoadCatalog({}, impossible));
  add(LoadCatalog({{"a.json", "{"}, {"a.textproto", "{"}, {"a.binpb", "{"}}));
  add(LoadCatalog({{"a.json", "{\"currency\":\"GBP\"}"}, {"a.textproto", "currency: 'EUR'"}}));
  add(LoadCatalog({Golden("bad_policy.textproto")}, few));
  add(LoadCatalog({Golden("good.textproto"), Golden("bad_rule_analysis.textproto")}, no_pairs));
  for (const CodeEntry& code : kCodes) EXPECT_TRUE(seen.count(code.name)) << code.name;
}

// What a user reads, to the letter.
TEST(GoldenCatalogs, FindingsNamePlaceValueAndRemedy) {
  const CatalogResult result = LoadCatalog(
      {Golden("good.textproto"),
       {"more.textproto",
        "service_channels {\n  service: \"bins\"\n  channel: \"countr\"\n  rate_card: \"web\"\n"
        "  outcome { completion_probability: 0.5 }\n  customer {}\n}\n"},
       {"more.json",
        R"({"serviceChannels": [{"service": "tax", "channel": "Phone", "rateCard": "web",
            "outcome": {"completionProbability": 1}, "customer": {}}]})"}});
  EXPECT_EQ(Text(result),
            "more.textproto:3:3: error: no channel has the id \"countr\"; did you mean "
            "\"counter\"? [ID_UNRESOLVED]\n"
            "more.textproto:5:3: error: completion, abandonment and fallbacks add up to 0.5; make "
            "them add up to 1, within 1e-9 [OUTCOME_SUM]\n"
            "more.json: service_channels[0].channel: error: no channel has the id \"Phone\"; did "
            "you mean \"phone\"? [ID_UNRESOLVED]\n");
}

}  // namespace
}  // namespace signpost
