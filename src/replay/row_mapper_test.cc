// SPDX-License-Identifier: Apache-2.0
#include "replay/row_mapper.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace signpost {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr char kCatalog[] = R"pb(
  time_zone: "America/Chicago"
  attributes { name: "cases" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "score" type: ATTRIBUTE_TYPE_DOUBLE }
  attributes { name: "repeat" type: ATTRIBUTE_TYPE_BOOL }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "due" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "delay" type: ATTRIBUTE_TYPE_DURATION }
  attributes { name: "ward" type: ATTRIBUTE_TYPE_STRING }
)pb";
constexpr char kNeeded[] = R"pb(
  fields { field: "service" columns: "service" }
  fields { field: "time" constant: "2020-01-02T03:04:05Z" }
)pb";

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

std::optional<RowMapper> Compile(const std::string& mapping, std::string* faults = nullptr) {
  std::vector<Finding> findings;
  auto mapper =
      RowMapper::Compile(Parse<v1::LogMapping>(mapping), Parse<v1::Catalog>(kCatalog), &findings);
  EXPECT_EQ(mapper.has_value(), findings.empty());
  for (const Finding& finding : findings) {
    if (faults != nullptr) *faults += ToString(finding) + "\n";
  }
  return mapper;
}

std::string CompileError(const std::string& mapping) {
  std::string faults;
  EXPECT_FALSE(Compile(mapping, &faults).has_value());
  return faults;
}

MappedRow Map(const std::string& mapping, const std::map<std::string, std::string>& values,
              bool is_list = false) {
  MappedRow mapped;
  const auto mapper = Compile(mapping);
  EXPECT_TRUE(mapper.has_value());
  if (!mapper) return mapped;
  LogRow row;
  for (const std::string& column : mapper->columns()) {
    const auto found = values.find(column);
    row.values.push_back(
        {found == values.end() ? "" : found->second, true, is_list && column == "c"});
  }
  mapper->Map(row, &mapped);
  return mapped;
}

// The contact of a row, in text format on one line, without the service and time of kNeeded.
std::string MapText(const std::string& fields, const std::map<std::string, std::string>& values,
                    bool is_list = false) {
  MappedRow mapped = Map(kNeeded + fields, values, is_list);
  if (mapped.kind == MappedRow::Kind::kUnreadable) return mapped.fault;
  mapped.contact.clear_service();
  mapped.contact.clear_time();
  return mapped.contact.ShortDebugString();
}

std::int64_t MapSeconds(const std::string& zone, const std::string& format,
                        const std::string& time) {
  const std::string mapping =
      "time_zone: '" + zone + "' fields { field: 'service' constant: 's' } " +
      "fields { field: 'time' columns: 't' time_formats: '" + format + "' }";
  const MappedRow mapped = Map(mapping, {{"t", time}});
  EXPECT_EQ(mapped.fault, "");
  return mapped.contact.time().seconds();
}

TEST(RowMapper, JoinsMakesIdentifiersAndTranslates) {
  const std::string mapping = R"pb(
    fields {
      field: "service"
      columns: "category"
      columns: "type"
      joiner: " / "
      as_identifier: true
      translations { from: "street-light-out" to: "lights" }
    }
    fields { field: "time" constant: "2020-01-02T03:04:05Z" })pb";
  EXPECT_EQ(
      Map(mapping, {{"category", "Trash & Recycling"}, {"type", " (Dumping) "}}).contact.service(),
      "trash-recycling-dumping");
  EXPECT_EQ(Map(mapping, {{"category", "Street Light"}, {"type", "OUT"}}).contact.service(),
            "lights");
  EXPECT_EQ(Map(mapping, {}).contact.service(), "");
}

TEST(RowMapper, TranslatesOrKeepsOrTakesOtherwise) {
  const std::string field = R"pb(fields { field: "arrival_channel" columns: "c"
                                          translations { from: "PHONE" from: "Tel" to: "phone" }
                                          translations { from: "" to: "none" })pb";
  EXPECT_EQ(MapText(field + "}", {{"c", "Tel"}}), "arrival_channel: \"phone\"");
  EXPECT_EQ(MapText(field + "}", {{"c", "other"}}), "arrival_channel: \"other\"");
  EXPECT_EQ(MapText(field + "}", {{"c", ""}}), "arrival_channel: \"none\"");
  EXPECT_EQ(MapText(field + "otherwise: 'x' }", {{"c", "other"}}), "arrival_channel: \"x\"");
  EXPECT_EQ(MapText(field + "otherwise: '' }", {{"c", "other"}}), "");
}

TEST(RowMapper, FillsEveryTypeOfField) {
  EXPECT_EQ(MapText(R"pb(fields { field: "urgency" columns: "c" })pb", {{"c", "-3"}}),
            "urgency: -3");
  EXPECT_EQ(
      MapText(R"pb(fields { field: "customer.identity_level" columns: "c" })pb", {{"c", "2"}}),
      "customer { identity_level: 2 }");
  EXPECT_EQ(MapText(R"pb(fields { field: "customer.has_internet" columns: "c" })pb", {{"c", "No"}}),
            "customer { has_internet: false }");
  EXPECT_EQ(MapText(R"pb(fields { field: "customer.can_read" columns: "c" })pb", {{"c", "1"}}),
            "customer { can_read: true }");
  EXPECT_EQ(MapText(R"pb(fields { field: "customer.language" columns: "c" })pb", {{"c", "es"}}),
            "customer { language: \"es\" }");
  const std::string preferred = R"pb(fields {
                                       field: "customer.preferred_channels"
                                       columns: "c"
                                       translations { from: "Tel" to: "phone" }
                                     })pb";
  EXPECT_EQ(MapText(preferred, {{"c", "web; Tel;;"}}),
            "customer { preferred_channels: \"web\" preferred_channels: \"phone\" }");
  EXPECT_EQ(MapText(preferred, {{"c", "a;b\x1fTel"}}, true),
            "customer { preferred_channels: \"a;b\" preferred_channels: \"phone\" }");
  EXPECT_EQ(MapText(R"pb(fields { field: "attempts" columns: "c" separator: "+" })pb",
                    {{"c", "web=abandoned+phone"}}),
            "attempts { channel: \"web\" outcome: CONTACT_OUTCOME_ABANDONED } "
            "attempts { channel: \"phone\" }");
}

TEST(RowMapper, FillsEveryTypeOfAttribute) {
  const auto attribute = [](const std::string& name, const std::string& value) {
    const MappedRow mapped =
        Map(std::string(kNeeded) + "fields { field: 'attributes." + name + "' columns: 'c' }",
            {{"c", value}});
    if (!mapped.fault.empty()) return mapped.fault;
    return mapped.contact.attributes().at(name).ShortDebugString();
  };
  EXPECT_EQ(attribute("cases", "12"), "number_value: 12");
  EXPECT_EQ(attribute("cases", "9007199254740993"), "string_value: \"9007199254740993\"");
  EXPECT_EQ(attribute("cases", "1.5"), "attributes.cases: \"1.5\" is no whole number");
  EXPECT_EQ(attribute("score", "0.25"), "number_value: 0.25");
  EXPECT_EQ(attribute("score", "inf"), "attributes.score: \"inf\" is no number");
  EXPECT_EQ(attribute("repeat", "yes"), "bool_value: true");
  EXPECT_EQ(attribute("tags", "a;b"),
            "list_value { values { string_value: \"a\" } values { string_value: \"b\" } }");
  EXPECT_EQ(attribute("due", "2020-06-01T12:00:00.5-05:00"),
            "string_value: \"2020-06-01T17:00:00.5Z\"");
  EXPECT_EQ(attribute("delay", "3.5s"), "string_value: \"3.5s\"");
  EXPECT_EQ(attribute("delay", "soon"),
            "attributes.delay: \"soon\" is no duration like 90s or 3.5s");
  EXPECT_EQ(attribute("ward", "7"), "string_value: \"7\"");
}

TEST(RowMapper, SaysWhichValueCannotBeUsed) {
  EXPECT_EQ(MapText(R"pb(fields { field: "urgency" columns: "c" })pb", {{"c", "3000000000"}}),
            "urgency: \"3000000000\" is outside -2147483648 to 2147483647");
  EXPECT_EQ(MapText(R"pb(fields { field: "customer.has_voice" columns: "c" })pb", {{"c", "maybe"}}),
            "customer.has_voice: \"maybe\" is neither true, yes, y, t, 1 nor false, no, n, f, 0");
  EXPECT_EQ(MapText(R"pb(fields { field: "id" columns: "c" required: true })pb", {}),
            "id: is empty, and the mapping requires it");
  EXPECT_EQ(MapText(R"pb(fields { field: "id" columns: "c" })pb", {{"c", "x"}}, true),
            "id: the column holds a list");
}

TEST(RowMapper, ReadsTimesInTheirZone) {
  EXPECT_EQ(MapSeconds("", "%m/%d/%Y %I:%M %p", "01/04/2007 02:31 PM"), 1167942660);
  EXPECT_EQ(MapSeconds("UTC", "%Y-%m-%d %H:%M", "1969-12-31 23:59"), -60);
  EXPECT_EQ(MapSeconds("UTC", "%s", "1167942660"), 1167942660);
  // 2020-03-08 02:30 is skipped in Chicago: read with the offset before, it is 03:30 summer time.
  EXPECT_EQ(MapSeconds("America/Chicago", "%Y-%m-%d %H:%M", "2020-03-08 02:30"),
            MapSeconds("UTC", "%Y-%m-%d %H:%M", "2020-03-08 08:30"));
  // 2020-11-01 01:30 occurs twice: the first time is summer time.
  EXPECT_EQ(MapSeconds("America/Chicago", "%Y-%m-%d %H:%M", "2020-11-01 01:30"),
            MapSeconds("UTC", "%Y-%m-%d %H:%M", "2020-11-01 06:30"));
  // Formats in turn.
  EXPECT_EQ(MapSeconds("UTC", "%d.%m.%Y' time_formats: '%Y-%m-%d", "1970-01-02"), 86400);
}

TEST(RowMapper, RefusesWhatIsNoTime) {
  const auto fault = [](const std::string& formats, const std::string& time) {
    return Map("fields { field: 'service' constant: 's' } fields { field: 'time' columns: 't' " +
                   formats + "}",
               {{"t", time}})
        .fault;
  };
  EXPECT_EQ(
      fault("", "2020-13-01T00:00:00Z"),
      "time: \"2020-13-01T00:00:00Z\" is no time of the form 2020-12-31T23:59:00Z (RFC 3339)");
  EXPECT_EQ(fault("time_formats: '%Y'", "x\ty"), "time: \"x\\ty\" is no time of the form \"%Y\"");
  EXPECT_THAT(fault("", "infinite-future"), HasSubstr("is outside the years 1 to 9999"));
}

TEST(RowMapper, CountsAndSetsAside) {
  const std::string mapping = std::string(kNeeded) + R"pb(
    count_column: "n"
    set_asides { column: "source" values: "SYS" values: "" label: "internal" })pb";
  EXPECT_EQ(Map(mapping, {{"n", "12"}, {"source", "x"}}).count, 12);
  EXPECT_EQ(Map(mapping, {{"n", "0"}, {"source", "x"}}).kind, MappedRow::Kind::kContact);
  const MappedRow aside = Map(mapping, {{"n", "3"}, {"source", "SYS"}});
  EXPECT_EQ(aside.kind, MappedRow::Kind::kSetAside);
  EXPECT_EQ(aside.label, "internal");
  EXPECT_EQ(aside.count, 3);
  for (const char* count : {"", "-1", "1.5", "9223372036854775808", "x"}) {
    const MappedRow mapped = Map(mapping, {{"n", count}, {"source", "x"}});
    EXPECT_EQ(mapped.kind, MappedRow::Kind::kUnreadable) << count;
    EXPECT_THAT(mapped.fault, HasSubstr("count column \"n\""));
  }
}

TEST(RowMapper, ReportsEveryFaultOfAMapping) {
  const std::string error = CompileError(R"pb(
    time_zone: "Mars/Base"
    fields { field: "servise" columns: "a" }
    fields { field: "id" columns: "a" constant: "b" }
    fields { field: "id" }
    fields { field: "urgency" columns: "a" time_formats: "%Y" separator: "," }
    fields {
      field: "customer.needs"
      columns: "a"
      separator: ""
      as_identifier: true
      translations { from: "A b" to: "x" }
      translations { to: "y" }
    }
    fields { field: "attributes.unknown" columns: "a" }
    fields {
      field: "arrival_channel"
      columns: "a"
      translations { from: "x" to: "1" }
      translations { from: "x" to: "2" }
    }
    set_asides {})pb");
  for (const char* fault :
       {"time_zone: error: \"Mars/Base\"",
        "fields[0].field: error: \"servise\" is no field of a contact",
        "fields[1]: error: id has columns and a constant",
        "fields[2]: error: id has neither columns nor",
        "fields[2].field: error: id is mapped twice",
        "fields[3].time_formats: error: urgency is no time",
        "fields[3].separator: error: urgency is no list", "fields[4].separator: error: is empty",
        "fields[4].translations[0].from: error: \"A b\" can never come",
        "fields[4].translations[1].from", "fields[5].field: error: \"attributes.unknown\"",
        "fields[6].translations[1].from: error: \"x\"", "without service", "without time",
        "set_asides[0].column", "set_asides[0].label", "set_asides[0].values"}) {
    EXPECT_THAT(error, HasSubstr(fault));
  }
}

TEST(RowMapper, AsksForEachColumnOnce) {
  const auto mapper = Compile(std::string(kNeeded) + R"pb(
    fields { field: "id" columns: "service" columns: "b" }
    count_column: "b"
    set_asides { column: "c" values: "x" label: "y" })pb");
  ASSERT_TRUE(mapper.has_value());
  EXPECT_THAT(mapper->columns(), UnorderedElementsAre("service", "b", "c"));
}

}  // namespace
}  // namespace signpost
