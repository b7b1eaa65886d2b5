// SPDX-License-Identifier: Apache-2.0
#include "signpost/replay.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "replay/text_table.h"

namespace signpost {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string kGolden = SIGNPOST_SOURCE_DIR "/tests/golden/replay/";

Catalog LoadGolden() {
  CatalogResult result =
      LoadCatalog({{"catalog.textproto", ReadAll(kGolden + "catalog.textproto")}});
  for (const Finding& finding : result.findings) {
    EXPECT_EQ(finding.severity, Severity::kWarning) << ToString(finding);
  }
  return *result.catalog;
}

v1::LogMapping GoldenMapping() {
  v1::LogMapping mapping;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadAll(kGolden + "mapping.textproto"),
                                                            &mapping));
  return mapping;
}

constexpr char kHead[] = "case,service,date,time,source,online,count\n";

absl::StatusOr<v1::ReplayReport> ReplayText(const std::string& rows, ReplayOptions options = {}) {
  const auto log = ReadLog(std::make_unique<std::istringstream>(kHead + rows), "log.csv");
  return Replay(LoadGolden(), GoldenMapping(), *log, options);
}

std::int64_t Micros(const v1::Money& money) {
  return money.units() * 1'000'000 + money.nanos() / 1'000;
}

TEST(Replay, CountsEachColumnByHand) {
  // Phone 2.83, 90 %, 5 minutes; web 0.15, 95 % for waste, 4 minutes; 0.10 a minute.
  const auto report = ReplayText("1,Waste,04/03/2024,10:00,PHONE,yes,3\n");
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_THAT(report->modes(), SizeIs(2));
  const v1::ModeReport& honour = report->modes(0);
  EXPECT_EQ(honour.preference(), v1::PREFERENCE_MODE_HONOUR);
  EXPECT_EQ(Micros(honour.total().as_used().organisation_cost()), 8'490'000);
  EXPECT_EQ(Micros(honour.total().as_recommended().organisation_cost()), 8'490'000);
  EXPECT_EQ(Micros(honour.total().with_every_offer().organisation_cost()), 450'000);
  EXPECT_EQ(Micros(honour.total().with_every_offer().customer_cost()), 1'200'000);
  EXPECT_EQ(honour.total().as_used().customer_time().seconds(), 900);
  ASSERT_THAT(honour.offers(), SizeIs(1));
  EXPECT_EQ(honour.offers(0).channel(), "web");
  EXPECT_EQ(honour.offers(0).contacts(), 3);
  EXPECT_EQ(Micros(honour.offers(0).saving()), 8'040'000);
  EXPECT_EQ(Micros(honour.price_of_preference().total()), 8'040'000);
  // Preferred by 1.00, which is less than web saves: WEIGH sends them there.
  const v1::ModeReport& weigh = report->modes(1);
  EXPECT_EQ(weigh.preference(), v1::PREFERENCE_MODE_WEIGH);
  EXPECT_EQ(Micros(weigh.total().as_used().organisation_cost()), 8'490'000);
  EXPECT_EQ(Micros(weigh.total().as_recommended().organisation_cost()), 450'000);
  EXPECT_THAT(weigh.offers(), SizeIs(0));
  ASSERT_THAT(weigh.by_owner(), SizeIs(2));
  EXPECT_EQ(weigh.by_owner(0).id(), "customer-services");
  EXPECT_EQ(weigh.by_owner(0).columns().as_recommended().contacts(), 0);
  EXPECT_EQ(weigh.by_owner(1).columns().as_recommended().contacts(), 3);
}

TEST(Replay, UnpricedContactsAreInNoSum) {
  const auto report =
      ReplayText("1,Waste,04/03/2024,10:00,POST,,2\n2,Waste,04/03/2024,10:00,,,1\n");
  ASSERT_TRUE(report.ok());
  const v1::Ledger& used = report->modes(0).total().as_used();
  EXPECT_EQ(used.contacts(), 3);
  EXPECT_EQ(used.contacts_without_organisation_cost(), 3);
  EXPECT_EQ(used.contacts_without_customer_cost(), 3);
  EXPECT_EQ(Micros(used.organisation_cost()), 0);
  EXPECT_EQ(report->modes(0).by_channel().rbegin()->id(), "");
  EXPECT_EQ(report->modes(0).organisation_comparison().contacts(), 0);
  EXPECT_EQ(report->modes(0).price_of_preference().contacts_without(), 2);
}

TEST(Replay, ChannelsServicesAndOwnersAddUp) {
  const auto report = ReplayText(ReadAll(kGolden + "log.csv").substr(sizeof(kHead) - 1));
  ASSERT_TRUE(report.ok());
  for (const v1::ModeReport& mode : report->modes()) {
    for (const auto& rows : {mode.by_channel(), mode.by_service(), mode.by_owner()}) {
      std::int64_t contacts = 0, used = 0, offers = 0;
      for (const v1::LedgerRow& row : rows) {
        contacts += row.columns().as_recommended().contacts();
        used += Micros(row.columns().as_used().organisation_cost());
        offers += Micros(row.columns().with_every_offer().customer_cost());
      }
      EXPECT_EQ(contacts, report->contacts());
      EXPECT_EQ(used, Micros(mode.total().as_used().organisation_cost()));
      EXPECT_EQ(offers, Micros(mode.total().with_every_offer().customer_cost()));
    }
  }
  const v1::LogReading& reading = report->reading();
  EXPECT_EQ(reading.rows(),
            reading.contact_rows() + reading.set_aside_rows() + reading.unreadable_rows());
}

TEST(Replay, WeightsAndOrderOfRowsDoNotMatter) {
  std::vector<std::string> rows = {
      "1,Waste,04/03/2024,10:00,PHONE,,1\n", "2,Council Tax,04/03/2024,22:00,WEB,no,1\n",
      "3,Parks,04/03/2024,22:00,WEB,no,1\n", "4,Waste,04/03/2024,10:00,SYS,,1\n"};
  std::string once, thrice, backwards;
  for (const std::string& row : rows) {
    once += row.substr(0, row.size() - 2) + "3\n";
    thrice += row + row + row;
    backwards = row + row + row + backwards;
  }
  auto expected = ReplayText(once);
  ASSERT_TRUE(expected.ok());
  expected->clear_reading();
  for (const std::string& text : {thrice, backwards}) {
    auto report = ReplayText(text);
    ASSERT_TRUE(report.ok());
    report->clear_reading();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*expected, *report));
  }
}

TEST(Replay, OverflowIsAnErrorWithItsLine) {
  // Each row stands for as many contacts as one may; their costs do not fit after some thousands.
  std::string rows;
  for (int i = 0; i < 10'000; ++i) rows += "1,Waste,04/03/2024,10:00,PHONE,,1000000000\n";
  const auto costs = ReplayText(rows);
  EXPECT_EQ(costs.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_THAT(costs.status().message(), HasSubstr("line "));
}

TEST(Replay, OneRowStandsForABillionAndNoMore) {
  const auto report = ReplayText(
      "1,Waste,04/03/2024,10:00,PHONE,,1000000000\n2,Waste,04/03/2024,10:00,PHONE,,1000000001\n"
      "3,Waste,04/03/2024,10:00,PHONE,,0\n");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->contacts(), 1'000'000'000);
  EXPECT_EQ(report->reading().contact_rows(), 2);
  ASSERT_THAT(report->reading().unreadable_examples(), SizeIs(1));
  EXPECT_EQ(report->reading().unreadable_examples(0).line(), 3);
}

TEST(Replay, ShowsAsManyExamplesAsAsked) {
  std::string rows;
  for (int i = 0; i < 25; ++i) rows += "broken\n1,Parks,04/03/2024,10:00,PHONE,,1\n";
  const auto report = ReplayText(rows);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->reading().unreadable_rows(), 25);
  EXPECT_THAT(report->reading().unreadable_examples(), SizeIs(10));
  EXPECT_THAT(report->reading().refused_examples(), SizeIs(10));
  EXPECT_EQ(report->refused(0).contacts(), 25);
  ReplayOptions options;
  options.examples = 0;
  EXPECT_THAT(ReplayText(rows, options)->reading().unreadable_examples(), SizeIs(0));
}

TEST(Replay, LiveStateHoldsForEveryRow) {
  ReplayOptions options;
  v1::LiveChannel* web = options.live.add_channels();
  web->set_channel("web");
  web->set_out_of_service(true);
  v1::LiveChannel* phone = options.live.add_channels();
  phone->set_channel("phone");
  phone->mutable_expected_wait()->set_seconds(60);
  const auto report = ReplayText("1,Waste,04/03/2024,10:00,PHONE,,3\n", options);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->modes(0).total().as_used().wait().seconds(), 180);
  ASSERT_THAT(report->modes(0).unavailable(), SizeIs(1));
  EXPECT_EQ(report->modes(0).unavailable(0).reason(), v1::REASON_CODE_OUT_OF_SERVICE);
  EXPECT_EQ(report->modes(0).unavailable(0).contacts(), 3);
  options.live.mutable_channels(0)->set_channel("fax");
  EXPECT_EQ(ReplayText("", options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Replay, TellsProgressAndAbsentKeys) {
  ReplayOptions options;
  std::vector<std::int64_t> rows;
  options.progress = [&](const ReplayProgress& progress) { rows.push_back(progress.rows); };
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "{\"service\":\"waste\",\"count\":1}\n";
  const auto log = ReadLog(std::make_unique<std::istringstream>(text), "log.jsonl");
  const auto report = Replay(LoadGolden(), GoldenMapping(), *log, options);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(rows, (std::vector<std::int64_t>{4096, 5000}));
  EXPECT_THAT(report->reading().absent_columns(),
              ::testing::ElementsAre("case", "date", "time", "source", "online"));
  EXPECT_EQ(report->refused(0).code(), "TIME_MISSING");
}

TEST(Replay, RefusesAMappingThatDoesNotFit) {
  v1::LogMapping mapping;
  mapping.add_fields()->set_field("servise");
  const auto log = ReadLog(std::make_unique<std::istringstream>(kHead), "log.csv");
  const auto report = Replay(LoadGolden(), mapping, *log);
  EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(report.status().message(), HasSubstr("fields[0].field"));
  EXPECT_THAT(CheckMapping(mapping, LoadGolden()), SizeIs(3));
}

TEST(ReportText, IsAtMost100ColumnsWide) {
  const auto report = ReplayText(ReadAll(kGolden + "log.csv").substr(sizeof(kHead) - 1));
  ASSERT_TRUE(report.ok());
  std::istringstream lines(ReportText(*report));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), 100u) << line;
}

TEST(TextTable, AlignsAndGivesLongNamesALine) {
  TextTable table({"name", "n"});
  table.AddRow({"a", GroupedNumber(-1234567)});
  table.AddRow({"a name that is too long for it", "1"});
  EXPECT_EQ(table.ToText(30),
            "  name                       n\n"
            "  a                 -1,234,567\n"
            "  a name that is too long for it\n"
            "                             1\n");
  EXPECT_EQ(GroupedNumber(123), "123");
  EXPECT_EQ(GroupedNumber(-123), "-123");
  EXPECT_EQ(GroupedNumber(INT64_MIN), "-9,223,372,036,854,775,808");
  EXPECT_EQ(DisplayWidth("caf\xC3\xA9"), 4u);
}

}  // namespace
}  // namespace signpost
