// SPDX-License-Identifier: Apache-2.0
//
// Formats, merging and places.
#include <string>
#include <vector>

#include "catalog/read.h"
#include "catalog/test_sources.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/mapping.pb.h"

namespace signpost {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Formats, TextJsonAndBinaryGiveTheSameCatalog) {
  const v1::Catalog text = GoodMessage();
  ASSERT_GT(text.channels_size(), 0);
  const CatalogResult json = LoadCatalog({{"a.json", ToJson(text)}});
  const CatalogResult binary = LoadCatalog({{"a.binpb", text.SerializeAsString()}});
  ASSERT_TRUE(json.catalog && binary.catalog) << Text(json) << Text(binary);
  EXPECT_TRUE(MessageDifferencer::Equals(text, json.catalog->message()));
  EXPECT_TRUE(MessageDifferencer::Equals(text, binary.catalog->message()));
  const CatalogResult built = ValidateCatalog(text);
  ASSERT_TRUE(built.catalog);
  EXPECT_TRUE(MessageDifferencer::Equals(text, built.catalog->message()));
}

TEST(Formats, AreToldByContentWhereTheNameDoesNot) {
  const v1::Catalog good = GoodMessage();
  const std::string text = Golden("good.textproto").content;
  EXPECT_EQ(FormatOf({"-", text}), CatalogFormat::kText);
  EXPECT_EQ(FormatOf({"-", ToJson(good)}), CatalogFormat::kJson);
  EXPECT_EQ(FormatOf({"-", "\xEF\xBB\xBF \n{}"}), CatalogFormat::kJson);
  EXPECT_EQ(FormatOf({"-", good.SerializeAsString()}), CatalogFormat::kBinary);
  EXPECT_EQ(FormatOf({"-", ""}), CatalogFormat::kText);
  EXPECT_EQ(FormatOf({"a.JSON", text}), CatalogFormat::kJson);
  EXPECT_EQ(FormatOf({"a.pb", text}), CatalogFormat::kBinary);
  EXPECT_EQ(FormatOf({"a.pbtxt", "{"}), CatalogFormat::kText);
  EXPECT_EQ(FormatOf({"a.json", text, CatalogFormat::kText}), CatalogFormat::kText);
  EXPECT_TRUE(LoadCatalog({{"-", "\xEF\xBB\xBF" + text}}).catalog);
  EXPECT_TRUE(LoadCatalog({{"-", "\xEF\xBB\xBF" + ToJson(good)}}).catalog);
}

TEST(Formats, UnknownFieldsAndEnumValuesSurviveBinary) {
  v1::Catalog message = GoodMessage();
  message.mutable_channels(0)->set_type(static_cast<v1::ChannelType>(4711));
  message.GetReflection()->MutableUnknownFields(&message)->AddVarint(1000, 42);
  v1::Channel* channel = message.mutable_channels(1);
  channel->GetReflection()->MutableUnknownFields(channel)->AddLengthDelimited(2000, "later");
  const std::string bytes = message.SerializeAsString();
  const CatalogResult result = LoadCatalog({{"a.binpb", bytes}});
  ASSERT_TRUE(result.catalog) << Text(result);
  EXPECT_EQ(result.catalog->message().SerializeAsString(), bytes);
  EXPECT_EQ(static_cast<int>(result.catalog->message().channels(0).type()), 4711);
}

TEST(Formats, MistakesInTextHavePlaceAndNearestField) {
  const auto load = [](const std::string& text) { return Text(LoadCatalog({{"a.txtpb", text}})); };
  EXPECT_EQ(load("currency: \"GBP\"\nchanels {}\n"),
            "a.txtpb:2:9: error: Message type \"signpost.v1.Catalog\" has no field named "
            "\"chanels\".; did you mean \"channels\"? [TEXT_MALFORMED]\n");
  EXPECT_THAT(load("currency: \"GBP\"\n  currency: \"EUR\"\n"), StartsWith("a.txtpb:2:"));
  EXPECT_THAT(load("channels { mode: CHANNEL_MODE_SELF }"), StartsWith("a.txtpb:1:"));
  EXPECT_THAT(load("channels {"), HasSubstr("TEXT_MALFORMED"));
  EXPECT_THAT(load(std::string("\0\xff", 2)), HasSubstr("TEXT_MALFORMED"));
}

// Protobuf's own readers let the last one win.
TEST(Formats, NoFieldMayBeGivenTwice) {
  const auto load = [](const char* name, const std::string& text) {
    return Text(LoadCatalog({{name, text}}));
  };
  EXPECT_EQ(load("a.txtpb",
                 "service_channels {\n outcome {\n  completion_probability: 0 # None.\n"
                 "  completion_probability: -1\n } }"),
            "a.txtpb:4:3: error: \"completion_probability\" is given twice; keep one of the two "
            "[TEXT_MALFORMED]\n");
  EXPECT_EQ(load("a.json", "{\"currency\": \"}\\\"{\",\n \"currency\": \"EUR\"}"),
            "a.json:2:2: error: \"currency\" is given twice; keep one of the two "
            "[JSON_MALFORMED]\n");
  EXPECT_EQ(load("a.json",
                 R"({"serviceChannels": [{"rate_card": "a", "service": "s", "rateCard": "b"},
                     {"rateCard": "a"}]})"),
            "a.json:1:57: error: \"rateCard\" is given twice; keep one of the two "
            "[JSON_MALFORMED]\n");
  v1::Contact contact;
  std::vector<Finding> findings;
  const std::string maps = R"({"attributes": {"my_key": 1, "myKey": [{"a": 1}, {"a": 1}]}})";
  EXPECT_TRUE(ReadMessage({"c", maps}, Limits{}, &contact, &findings).ok());
  EXPECT_FALSE(
      ReadMessage({"c", R"({"attributes": {"a": 1, "a": 2}})"}, Limits{}, &contact, &findings)
          .ok());
}

TEST(Formats, MistakesInJsonAndBinary) {
  const auto json = [](const std::string& text) { return Text(LoadCatalog({{"a.json", text}})); };
  EXPECT_THAT(json(R"({"chanels": []})"), HasSubstr("chanels"));
  EXPECT_THAT(json(R"({"channels": [{"mode": "NEITHER"}]})"), HasSubstr("NEITHER"));
  EXPECT_THAT(json("{\"currency\": \"\xff\"}"), HasSubstr("[JSON_MALFORMED]"));
  EXPECT_THAT(json("[1, 2]"), HasSubstr("JSON_MALFORMED"));
  const std::string bytes = GoodMessage().SerializeAsString();
  EXPECT_THAT(Text(LoadCatalog({{"a.pb", bytes.substr(0, bytes.size() - 1)}})),
              StartsWith("a.pb: error: not the wire format of signpost.v1.Catalog"));
}

TEST(Formats, AllSourcesThatCannotBeReadAreFound) {
  const CatalogResult result =
      LoadCatalog({{"1.textproto", "x"}, {"2.json", "x"}, {"3.pb", "x"}, Golden("good.textproto")});
  EXPECT_THAT(CodesOf(result), ElementsAre("TEXT_MALFORMED", "JSON_MALFORMED", "BINARY_MALFORMED"));
  EXPECT_FALSE(result.catalog);
}

TEST(Merging, JoinsListsInOrderAndTakesSingleFieldsOnce) {
  const std::vector<CatalogSource> sources = {
      {"1.txtpb", "currency: 'GBP' policy { customer_minute_value {} } channels { id: 'a' }"},
      {"2.json", R"({"currency": "GBP", "channels": [{"id": "b"}],
                     "policy": {"customerMinuteValue": {}}, "revision": "7"})"},
      {"3.txtpb", "channels { id: 'c' mode: CHANNEL_MODE_ASSISTED }\nchannels { id: 'd' }"}};
  const CatalogResult result = LoadCatalog(sources);
  EXPECT_EQ(Text(result),
            "1.txtpb: services: error: no services; add at least one [FIELD_MISSING]\n"
            "1.txtpb:1:53: error: no mode; say who does the work: CHANNEL_MODE_SELF_SERVICE or "
            "CHANNEL_MODE_ASSISTED [FIELD_MISSING]\n"
            "2.json: channels[0].mode: error: no mode; say who does the work: "
            "CHANNEL_MODE_SELF_SERVICE or CHANNEL_MODE_ASSISTED [FIELD_MISSING]\n"
            "3.txtpb:2:1: error: no mode; say who does the work: CHANNEL_MODE_SELF_SERVICE or "
            "CHANNEL_MODE_ASSISTED [FIELD_MISSING]\n");
  EXPECT_EQ(result.findings.back().path, "channels[1].mode");
}

TEST(Merging, RefusesConflicts) {
  const CatalogResult result =
      LoadCatalog({{"1.txtpb", "currency: 'GBP' policy { customer_minute_value { units: 1 } }"},
                   {"2.txtpb", "policy { customer_minute_value { units: 2 } }\ncurrency: 'EUR'"}});
  EXPECT_EQ(Text(result),
            "2.txtpb:1:1: error: another policy than in 1.txtpb; give it in one source only "
            "[MERGE_CONFLICT]\n"
            "2.txtpb:2:1: error: another currency than in 1.txtpb; give it in one source only "
            "[MERGE_CONFLICT]\n");
}

// [a, b] has one place in the text, a b has two.
TEST(Places, OfListsInBrackets) {
  const auto places = [](const std::string& text) {
    std::vector<std::string> lines;
    const CatalogResult result = LoadCatalog({{"a.txtpb", text}});
    for (const Finding& finding : result.findings) {
      if (finding.code != "REQUIREMENT_UNKNOWN" && finding.code != "ID_DUPLICATE") continue;
      lines.push_back(std::to_string(finding.line) + " " + finding.path);
    }
    return lines;
  };
  EXPECT_THAT(places("channels {\n requires: [\n 'A',\n 'B'\n ]\n }"),
              ElementsAre("2 channels[0].requires[0]", "2 channels[0].requires[1]"));
  EXPECT_THAT(places("channels {\n requires: 'A'\n requires: 'B'\n }"),
              ElementsAre("2 channels[0].requires[0]", "3 channels[0].requires[1]"));
  EXPECT_THAT(places("channels: [\n {\n id: 'a'\n },\n {\n id: 'a'\n }\n ]"),
              ElementsAre("6 channels[1].id"));
}

TEST(ReadMessage, ReadsAnyMessage) {
  Limits limits;
  std::vector<Finding> findings;
  v1::Contact contact;
  EXPECT_TRUE(ReadMessage({"-", R"({"id": "1", "time": "2026-01-02T03:04:05Z"})"}, limits, &contact,
                          &findings)
                  .ok());
  EXPECT_EQ(contact.time().seconds(), 1767323045);
  const absl::Status status =
      ReadMessage({"c.txtpb", "id: \"2\" servce: \"x\""}, limits, &contact, &findings);
  EXPECT_THAT(std::string(status.message()), HasSubstr("did you mean \"service\"?"));
  EXPECT_EQ(findings.size(), 1u);
  EXPECT_EQ(contact.ByteSizeLong(), 0u);
  v1::LogMapping mapping;
  EXPECT_TRUE(ReadMessage({"m", "count_column: 'n'"}, limits, &mapping, &findings).ok());
}

}  // namespace
}  // namespace signpost
