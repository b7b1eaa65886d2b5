// SPDX-License-Identifier: Apache-2.0
//
// What a user reads about rules that hide, repeat or overrule each other.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/test_sources.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

CatalogResult Load(bool strict = false) {
  CatalogOptions options;
  options.strict = strict;
  return LoadCatalog({Golden("good.textproto"), Golden("bad_rule_analysis.textproto")}, options);
}

TEST(RuleAnalysisFindings, FindingsAboutTwoRulesNameBoth) {
  const CatalogResult result = Load();
  std::vector<std::string> texts;
  for (const Finding& finding : result.findings) texts.push_back(ToString(finding));
  const std::string place = "bad_rule_analysis.textproto:";
  EXPECT_THAT(
      texts,
      testing::IsSupersetOf(
          {place +
               "4:1: warning: rule \"contradiction\" holds for no contact: its condition "
               "contradicts itself or the catalog; correct it, or take it out [RULE_NEVER_MATCHES]",
           place +
               "9:1: warning: rule \"later\" is never reached: wherever it would hold, rule "
               "\"first\" holds before it and stops; give it a higher priority than \"first\", or "
               "take it out [RULE_SHADOWED]",
           place +
               "13:1: warning: rule \"twice\" holds for the same contacts as rule \"once\" and has "
               "the same effects; take one of them out [RULE_DUPLICATE]",
           place +
               "16:1: warning: rule \"in-person\" prefers \"counter\", which rule "
               "\"not-in-person\" excludes before it; both can hold, and then \"not-in-person\" "
               "decides: no preference for it counts; give first place to the one that must win, "
               "or let their conditions rule each other out [RULES_CONFLICT]",
           place +
               "19:1: warning: rule \"no-web\" can hold together with \"no-phone\", and then every "
               "live channel of service \"bins\" is excluded; leave a channel that these contacts "
               "can use [EXCLUSIONS_LEAVE_NONE]"}));
}

TEST(RuleAnalysisFindings, StrictRefusesExclusionsThatLeaveNone) {
  EXPECT_TRUE(Load().catalog);
  const CatalogResult strict = Load(true);
  EXPECT_FALSE(strict.catalog);
  for (const Finding& finding : strict.findings) {
    EXPECT_EQ(finding.severity == Severity::kError, finding.code == "EXCLUSIONS_LEAVE_NONE")
        << ToString(finding);
  }
}

TEST(RuleAnalysisFindings, RulePairsAnalysedSaysWhereItCuts) {
  const auto cuts = [](std::int64_t rules, std::int64_t limit) {
    CatalogOptions options;
    options.limits.rule_pairs_analysed = limit;
    v1::Catalog catalog = GoodMessage();
    catalog.clear_rules();
    for (std::int64_t i = 0; i < rules; ++i) {
      v1::Rule* rule = catalog.add_rules();
      rule->set_id(absl::StrCat("rule", i));
      rule->set_condition(absl::StrCat("balance != ", i));
      rule->set_stop(true);
      rule->add_effects()->set_tag("t");
    }
    const CatalogResult result = ValidateCatalog(catalog, options);
    EXPECT_TRUE(result.catalog) << Text(result);
    const std::vector<std::string> codes = CodesOf(result);
    return std::count(codes.begin(), codes.end(), "ANALYSIS_CUT");
  };
  EXPECT_EQ(cuts(0, 0), 0);
  EXPECT_EQ(cuts(1, 0), 0);
  EXPECT_EQ(cuts(2, 0), 1);
  EXPECT_EQ(cuts(10, 45), 0);  // Each with each.
  EXPECT_EQ(cuts(10, 44), 1);
}

}  // namespace
}  // namespace signpost
