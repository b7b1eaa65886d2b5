// SPDX-License-Identifier: Apache-2.0
//
// The example says what the city's log says: its count table and the raw log, where that is at
// hand, give the same report, and both give the figures of an independent calculation.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "catalog/read.h"
#include "gtest/gtest.h"
#include "signpost/replay.h"

namespace signpost {
namespace {

const std::string kExample = SIGNPOST_SOURCE_DIR "/examples/kansas_city/";
const std::string kRawLog = SIGNPOST_SOURCE_DIR "/../shared/data/kansas_city_311/kc311.csv";

v1::ReplayReport ReplayLog(const std::string& log_path, const std::string& mapping_path,
                           bool rules = true) {
  auto files = ReadCatalogFiles({kExample + "catalog"}, Limits{});
  EXPECT_TRUE(files.ok()) << files.status();
  if (!rules) {
    const auto is_rules = [](const CatalogSource& file) {
      return file.name.find("70-rules") != std::string::npos;
    };
    files->erase(std::remove_if(files->begin(), files->end(), is_rules), files->end());
  }
  const CatalogResult loaded = LoadCatalog(*files);
  EXPECT_TRUE(loaded.catalog.has_value());
  const auto mapping_file = ReadCatalogFiles({mapping_path}, Limits{});
  EXPECT_TRUE(mapping_file.ok()) << mapping_file.status();
  v1::LogMapping mapping;
  std::vector<Finding> findings;
  EXPECT_TRUE(ReadMessage(mapping_file->front(), Limits{}, &mapping, &findings).ok());
  auto log = OpenLog(log_path);
  EXPECT_TRUE(log.ok()) << log.status();
  ReplayOptions options;
  options.rules = true;
  auto report = Replay(*loaded.catalog, mapping, **log, options);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.value_or(v1::ReplayReport());
}

v1::ReplayReport ReplayCounts(bool rules = true) {
  return ReplayLog(kExample + "counts.csv", kExample + "counts_mapping.textproto", rules);
}

// Contacts by channel, used or recommended under HONOUR.
std::map<std::string, int> Contacts(const v1::ReplayReport& report, bool recommended) {
  std::map<std::string, int> contacts;
  for (const v1::LedgerRow& row : report.modes(0).by_channel()) {
    const v1::LedgerColumns& columns = row.columns();
    contacts[row.id()] =
        static_cast<int>((recommended ? columns.as_recommended() : columns.as_used()).contacts());
  }
  return contacts;
}

std::string Text(const v1::Money& money) {
  return std::to_string(money.units()) + "." + std::to_string(money.nanos() / 10'000'000);
}

// Channels used, counted in the log with nothing but `cut`, `sort` and `uniq`.
TEST(KansasCity, CountsWhatTheLogCounts) {
  const v1::ReplayReport report = ReplayCounts();
  EXPECT_EQ(report.contacts(), 77'707);
  ASSERT_EQ(report.set_aside_size(), 1);
  EXPECT_EQ(report.set_aside(0).label(), "internal");
  EXPECT_EQ(report.set_aside(0).contacts(), 2'495);
  EXPECT_EQ(report.reading().unreadable_rows(), 1) << "the row without a source";
  const std::map<std::string, int> used = {{"phone", 61'154}, {"web", 11'570},  {"email", 3'429},
                                           {"twitter", 728},  {"chatbot", 350}, {"voicemail", 208},
                                           {"walk_in", 142},  {"fax", 117},     {"mail", 9}};
  ASSERT_EQ(report.modes_size(), 2);
  for (const v1::ModeReport& mode : report.modes()) {
    std::map<std::string, int> counted;
    for (const v1::LedgerRow& row : mode.by_channel()) {
      if (row.columns().as_used().contacts() > 0) {
        counted[row.id()] = static_cast<int>(row.columns().as_used().contacts());
      }
    }
    EXPECT_EQ(counted, used);
  }
}

// The same sums from a program of a few lines in another language. It knows of no rules.
TEST(KansasCity, CostsWhatAnIndependentCalculationSays) {
  const v1::ReplayReport report = ReplayCounts(/*rules=*/false);
  ASSERT_EQ(report.modes_size(), 2);
  const v1::LedgerColumns& honour = report.modes(0).total();
  EXPECT_EQ(report.modes(0).preference(), v1::PREFERENCE_MODE_HONOUR);
  EXPECT_EQ(Text(honour.as_used().organisation_cost()), "191145.53");
  EXPECT_EQ(Text(honour.as_recommended().organisation_cost()), "183877.98");
  EXPECT_EQ(Text(honour.with_every_offer().organisation_cost()), "111209.18");
  EXPECT_EQ(honour.as_used().contacts_without_organisation_cost(), 4'507);
  const v1::LedgerColumns& weigh = report.modes(1).total();
  EXPECT_EQ(report.modes(1).preference(), v1::PREFERENCE_MODE_WEIGH);
  EXPECT_EQ(Text(weigh.as_recommended().organisation_cost()), "33531.15");
}

// What rules do to the log, counted in counts.csv by service, staffed hours and source: requests
// about hazards that came by something slow go to the phone while it is staffed, else to the web.
TEST(KansasCity, RulesMoveWhatACountOfHazardsSays) {
  const v1::ReplayReport report = ReplayCounts();
  std::map<std::string, int> expected = Contacts(ReplayCounts(/*rules=*/false), true);
  expected["web"] -= 59;
  expected["email"] -= 38 + 1;
  expected["voicemail"] -= 3;
  expected["twitter"] -= 2;
  expected["phone"] += 59 + 38 + 3 + 2;
  expected["web"] += 1;
  EXPECT_EQ(Contacts(report, true), expected);
  std::map<std::string, std::int64_t> held, decided;
  for (const v1::RuleCoverage& rule : report.rules().rules()) {
    EXPECT_EQ(rule.erred(), 0) << rule.rule();
    if (rule.held() > 0) held[rule.rule()] = rule.held();
    if (rule.modes(0).decided() > 0) decided[rule.rule()] = rule.modes(0).decided();
  }
  EXPECT_EQ(held, (std::map<std::string, std::int64_t>{{"hazard-slow-channels", 1'584},
                                                       {"hazard-by-phone", 1'388},
                                                       {"own-account", 2},
                                                       {"photo-pilot", 251},
                                                       {"out-of-hours", 7'026}}));
  // What came by e-mail and Twitter would have stayed there without the first, and gone to the web
  // without the second; the web form itself is the second's.
  EXPECT_EQ(decided, (std::map<std::string, std::int64_t>{{"hazard-slow-channels", 38 + 2 + 1},
                                                          {"hazard-by-phone", 59 + 38 + 3 + 2}}));
}

TEST(KansasCity, TheRawLogGivesTheSameReport) {
  if (!std::filesystem::exists(kRawLog)) GTEST_SKIP() << "skipped: no raw log at " << kRawLog;
  v1::ReplayReport raw = ReplayLog(kRawLog, kExample + "mapping.textproto");
  v1::ReplayReport counts = ReplayCounts();
  EXPECT_EQ(raw.reading().rows(), 80'203);
  // How contacts are laid out in rows is all that differs.
  raw.clear_reading();
  counts.clear_reading();
  EXPECT_EQ(raw.SerializeAsString(), counts.SerializeAsString()) << "the reports differ";
}

}  // namespace
}  // namespace signpost
