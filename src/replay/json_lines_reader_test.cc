// SPDX-License-Identifier: Apache-2.0
#include "replay/json_lines_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace signpost {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::vector<std::string> Read(std::string text, const std::vector<std::string>& columns,
                              std::int64_t row_bytes = 1 << 20) {
  LogOptions options;
  options.row_bytes = row_bytes;
  const auto reader = NewJsonLinesReader(std::make_unique<std::istringstream>(std::move(text)),
                                         "log.jsonl", options);
  EXPECT_TRUE(reader->Select(columns).ok());
  std::vector<std::string> rows;
  LogRow row;
  while (*reader->Next(&row)) {
    std::string line = std::to_string(row.line);
    if (!row.unreadable.empty()) line += "!" + row.unreadable;
    for (const LogValue& value : row.values) {
      line += value.present ? value.is_list ? "[" : "|" : "-";
      line += value.text;
    }
    rows.push_back(line);
  }
  return rows;
}

TEST(JsonLinesReader, ReadsKeysAndNestedKeys) {
  EXPECT_THAT(Read("{\"a\":{\"b\":\"x\"},\"c\":\"y\"}\n{\"a.b\":\"z\"}\n", {"a.b", "c"}),
              ElementsAre("1|x|y", "2|z-"));
}

TEST(JsonLinesReader, TurnsPlainValuesIntoText) {
  EXPECT_THAT(Read(R"({"a":12,"b":0.1,"c":true,"d":null,"e":-3.0,"f":1e-7})",
                   {"a", "b", "c", "d", "e", "f"}),
              ElementsAre("1|12|0.1|true-|-3|1e-07"));
}

TEST(JsonLinesReader, KeepsLists) {
  EXPECT_THAT(Read("{\"a\":[\"x\",2,\"\"],\"b\":[]}", {"a", "b"}), ElementsAre("1[x\x1f"
                                                                               "2\x1f["));
}

TEST(JsonLinesReader, SkipsBlankLinesTakesBothLineEndsAndAByteOrderMark) {
  EXPECT_THAT(Read("\xEF\xBB\xBF{\"a\":1}\r\n\r\n  \n{\"a\":2}", {"a"}), ElementsAre("1|1", "4|2"));
}

TEST(JsonLinesReader, ReportsWhatIsNoObjectAndGoesOn) {
  const auto rows = Read("[1]\nnonsense\n{\"a\":\n\"text\"\n{\"a\":1}\n", {"a"});
  ASSERT_THAT(rows, SizeIs(5));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_THAT(rows[i], StartsWith(std::to_string(i + 1) + "!not one JSON object on one line"));
  }
  EXPECT_EQ(rows[4], "5|1");
}

TEST(JsonLinesReader, ReportsValuesThatItCannotCarry) {
  const auto rows = Read(
      "{\"a\":9007199254740993}\n{\"a\":{\"b\":1}}\n{\"a\":[[1]]}\n{\"a\":[null]}\n{\"b\":"
      "9007199254740993}\n",
      {"a"});
  ASSERT_THAT(rows, SizeIs(5));
  EXPECT_THAT(rows[0], HasSubstr("1!key \"a\" holds a number of 2^53 or more"));
  EXPECT_THAT(rows[1], HasSubstr("2!key \"a\" holds an object"));
  EXPECT_THAT(rows[2], HasSubstr("3!key \"a\" holds a list within a list"));
  EXPECT_THAT(rows[3], HasSubstr("4!key \"a\" holds null within a list"));
  EXPECT_EQ(rows[4], "5-");
}

TEST(JsonLinesReader, ReportsBytesThatAreNoText) {
  const auto rows = Read(std::string("{\"a\":\"\xFF\"}\n{\"a\":\"\0\"}\n", 20), {"a"});
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(rows[0], HasSubstr("1!not UTF-8"));
  EXPECT_THAT(rows[1], HasSubstr("2!NUL byte"));
}

TEST(JsonLinesReader, HoldsTheRowLimit) {
  EXPECT_THAT(Read("{\"a\":1}\n", {"a"}, 7), ElementsAre("1|1"));
  EXPECT_THAT(Read("{\"a\":12}\n{\"a\":1}", {"a"}, 7),
              ElementsAre("1!longer than the limit row_bytes (7)", "2|1"));
  EXPECT_THAT(Read("{}\n", {"a"}, 0), ElementsAre("1!longer than the limit row_bytes (0)"));
}

TEST(JsonLinesReader, SurvivesDeepNesting) {
  const auto rows = Read("{\"a\":" + std::string(100'000, '[') + "\n{\"a\":1}\n", {"a"});
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0], "1!brackets nest more than 100 deep");
  EXPECT_EQ(rows[1], "2|1");
}

TEST(JsonLinesReader, AnEmptyLogHasNoRows) { EXPECT_THAT(Read("", {"a"}), SizeIs(0)); }

}  // namespace
}  // namespace signpost
