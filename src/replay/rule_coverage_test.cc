// SPDX-License-Identifier: Apache-2.0
//
// What rules did to a log of four rows, counted by hand.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "signpost/replay.h"

namespace signpost {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string kGolden = SIGNPOST_SOURCE_DIR "/tests/golden/replay/";

v1::ReplayReport ReplayText(const std::string& rows, bool rules) {
  const CatalogResult loaded =
      LoadCatalog({{"catalog.textproto", ReadAll(kGolden + "catalog.textproto")},
                   {"rules.textproto", ReadAll(kGolden + "rules.textproto")}});
  for (const Finding& finding : loaded.findings)
    EXPECT_EQ(finding.severity, Severity::kWarning) << ToString(finding);
  v1::LogMapping mapping;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadAll(kGolden + "mapping.textproto"),
                                                            &mapping));
  const auto log = ReadLog(
      std::make_unique<std::istringstream>("case,service,date,time,source,online,count\n" + rows),
      "log.csv");
  ReplayOptions options;
  options.rules = rules;
  const auto report = Replay(*loaded.catalog, mapping, *log, options);
  EXPECT_TRUE(report.ok()) << report.status();
  return *report;
}

constexpr char kRows[] =
    "1,Waste,04/03/2024,10:00,PHONE,,3\n"
    "2,Waste,04/03/2024,10:00,WEB,yes,2\n"
    "3,Council Tax,04/03/2024,22:00,PHONE,,5\n"
    "4,Council Tax,04/03/2024,10:00,,,7\n";

TEST(RuleCoverage, CountsByHand) {
  const v1::RuleReport report = ReplayText(kRows, true).rules();
  std::string text;
  for (const v1::RuleCoverage& rule : report.rules()) {
    absl::StrAppend(&text, rule.rule(), ":");
    for (const std::int64_t count :
         {rule.held(), rule.did_not_hold(), rule.erred(), rule.not_valid(), rule.not_reached()}) {
      absl::StrAppend(&text, " ", count);
    }
    ASSERT_EQ(rule.modes_size(), 2);
    EXPECT_EQ(rule.modes(0).preference(), v1::PREFERENCE_MODE_HONOUR);
    EXPECT_EQ(rule.modes(1).preference(), v1::PREFERENCE_MODE_WEIGH);
    for (const v1::RuleInfluence& mode : rule.modes())
      absl::StrAppend(&text, " | ", mode.decided(), " ", mode.overruled());
    absl::StrAppend(&text, "\n");
  }
  EXPECT_EQ(
      text,
      // held, did not hold, erred, not valid, not reached | decided, overruled under HONOUR | WEIGH
      // Would leave waste with the web alone.
      "busy: 5 12 0 0 0 | 0 5 | 0 5\n"
      // HONOUR: who came by web goes to the phone. WEIGH: so do callers, for whom web is 2.68 less.
      "unsafe: 5 12 0 0 0 | 2 0 | 5 0\n"
      // The web is excluded.
      "by-web: 5 12 0 0 0 | 0 5 | 0 5\n"
      // Row 3, its phone closed, and row 4, which came by nothing, go to mail; web without it.
      // WEIGH ranks mail, unpriced, last.
      "by-mail: 12 5 0 0 0 | 12 0 | 0 12\n"
      "elderly: 0 0 17 0 0 | 0 0 | 0 0\n"
      // Keeps no-web from excluding what WEIGH recommends for taxes.
      "last-word: 12 5 0 0 0 | 0 0 | 12 0\n"
      // The web is excluded already.
      "no-web: 5 0 0 0 12 | 0 0 | 0 0\n"
      "old: 0 0 0 5 12 | 0 0 | 0 0\n"
      "far-away: 0 5 0 0 12 | 0 0 | 0 0\n");
  EXPECT_THAT(report.never_held(), ::testing::ElementsAre("elderly", "old", "far-away"));
}

TEST(RuleCoverage, IsOnlyMadeWhereAskedForAndChangesNothingElse) {
  v1::ReplayReport with = ReplayText(kRows, true);
  const v1::ReplayReport without = ReplayText(kRows, false);
  EXPECT_TRUE(with.has_rules());
  EXPECT_FALSE(without.has_rules());
  with.clear_rules();
  EXPECT_EQ(with.SerializeAsString(), without.SerializeAsString());
}

TEST(RuleCoverage, OfNoContactsNamesEveryRule) {
  const v1::RuleReport report = ReplayText("", true).rules();
  EXPECT_EQ(report.rules_size(), 9);
  EXPECT_EQ(report.never_held_size(), 9);
}

}  // namespace
}  // namespace signpost
