// SPDX-License-Identifier: Apache-2.0
#include "catalog/source_text.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/v1/catalog.pb.h"

namespace signpost {
namespace {

// "line:column", or nothing.
std::string Where(const std::string& text, int line, int column, const std::string& value,
                  std::size_t begin, std::size_t end, std::string* excerpt = nullptr) {
  const auto place = SourceText(text).Find(line, column, value, begin, end);
  if (!place) return "";
  if (excerpt != nullptr) *excerpt = place->excerpt;
  return std::to_string(place->line) + ":" + std::to_string(place->column);
}

TEST(SourceText, FindsWhatStandsBehindQuotesEscapesAndJoints) {
  const std::string text =
      "\xEF\xBB\xBFrules {\n"
      "\tcondition : # why\n"
      "    \"a\\\"b\" # more\n"
      "\t'c\\x41\\101\\u00e9'\r\n"
      "}";
  const std::string value = "a\"bcAA\xC3\xA9";
  std::string excerpt;
  EXPECT_EQ(Where(text, 2, 9, value, 0, 1, &excerpt), "3:6");
  EXPECT_EQ(excerpt, "    \"a\\\"b\" # more\n     ^");
  EXPECT_EQ(Where(text, 2, 9, value, 1, 3, &excerpt), "3:7");
  EXPECT_EQ(excerpt, "    \"a\\\"b\" # more\n      ^^^");
  EXPECT_EQ(Where(text, 2, 9, value, 3, 4), "4:10");
  EXPECT_EQ(Where(text, 2, 9, value, 5, 8, &excerpt), "4:15");
  EXPECT_EQ(excerpt, "\t'c\\x41\\101\\u00e9'\n\t      ^^^^^^^^^^");
  // From one literal into the next: as far as the line goes.
  EXPECT_EQ(Where(text, 2, 9, value, 0, 8, &excerpt), "3:6");
  EXPECT_EQ(excerpt, "    \"a\\\"b\" # more\n     ^^^^^^^^^^^^");
  // The end, where something is missing.
  EXPECT_EQ(Where(text, 2, 9, value, 8, 8, &excerpt), "4:25");
  EXPECT_EQ(excerpt, "\t'c\\x41\\101\\u00e9'\n\t                ^");
  EXPECT_EQ(Where("condition: ''", 1, 1, "", 0, 0), "1:13");
}

TEST(SourceText, SaysNothingWhereItIsNotThatValue) {
  const std::string text = "condition: \"abc\"";
  EXPECT_EQ(Where(text, 1, 1, "abd", 0, 1), "");
  EXPECT_EQ(Where(text, 1, 1, "abc", 0, 4), "");
  EXPECT_EQ(Where(text, 1, 1, "abc", 4, 4), "");
  EXPECT_EQ(Where(text, 0, 0, "abc", 0, 1), "");
  EXPECT_EQ(Where(text, 2, 1, "abc", 0, 1), "");
  EXPECT_EQ(Where(text, 1, 99, "abc", 0, 1), "");
  EXPECT_EQ(Where("", 1, 1, "abc", 0, 1), "");
  for (const char* cut : {"condition: \"a\\", "condition: '", "condition: \"\\x", "condition"}) {
    EXPECT_EQ(Where(cut, 1, 1, "abc", 0, 1), "") << cut;
  }
}

// Values written in any way that text format allows, read back by its own parser; the writer knows
// where it wrote each character.
TEST(SourceText, AgreesWithTheWriter) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto one_of = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  struct Character {
    std::string utf8;
    std::vector<std::string> written;
  };
  const Character kCharacters[] = {
      {"a", {"a", "\\141", "\\x61", "\\u0061", "\\U00000061"}},
      {"\"", {"\\\"", "\\042", "\\x22"}},
      {"'", {"\\'", "\\47"}},
      {"\\", {"\\\\", "\\134"}},
      {"\n", {"\\n", "\\012"}},
      {"\t", {"\\t", "\t"}},
      {"?", {"?", "\\?"}},
      {" ", {" ", "\\040"}},
      {"\xC3\xA9", {"\xC3\xA9", "\\303\\251", "\\xc3\\xA9", "\\u00e9"}},
      {"\xF0\x9F\x98\x80", {"\xF0\x9F\x98\x80", "\\U0001F600", "\\ud83d\\ude00"}}};
  for (int round = 0; round < 3'000; ++round) {
    std::string text = one_of({"", "\n", "revision: 'x' ", "\t", "# \xC3\xA9\n  "}) + "rules { ";
    const std::size_t field = text.size();
    text += "condition" + one_of({":", " : ", ":\n\t", ": # no\n"});
    std::string value;
    std::vector<std::size_t> values, places;
    const std::size_t pieces = 1 + random() % 3;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::string quote = one_of({"'", "\""});
      text += quote;
      for (std::size_t i = random() % 8; i > 0; --i) {
        const Character& c = kCharacters[random() % std::size(kCharacters)];
        values.push_back(value.size());
        places.push_back(text.size());
        value += c.utf8;
        text += one_of(c.written);
      }
      text += quote + one_of({" ", "\n", "", " # 'x'\n\t"});
    }
    text += "}";
    // What the parser makes of it, and where it saw the field.
    v1::Catalog catalog;
    google::protobuf::TextFormat::Parser parser;
    google::protobuf::TextFormat::ParseInfoTree tree;
    parser.WriteLocationsTo(&tree);
    ASSERT_TRUE(parser.ParseFromString(text, &catalog)) << text;
    ASSERT_EQ(catalog.rules(0).condition(), value) << text;
    const auto* rules = v1::Catalog::descriptor()->FindFieldByName("rules");
    const auto* condition = v1::Rule::descriptor()->FindFieldByName("condition");
    const auto at = tree.GetTreeForNested(rules, 0)->GetLocation(condition, -1);
    const std::string before = text.substr(0, field);
    ASSERT_EQ(at.line, std::count(before.begin(), before.end(), '\n')) << text;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t start = text.rfind('\n', places[i] - 1) + 1;
      int column = 0;
      for (std::size_t k = start; k < places[i]; ++k)
        column += text[k] == '\t' ? 8 - column % 8 : 1;
      const std::string above = text.substr(0, places[i]);
      const auto line = std::count(above.begin(), above.end(), '\n') + 1;
      EXPECT_EQ(Where(text, at.line + 1, at.column + 1, value, values[i], values[i] + 1),
                std::to_string(line) + ":" + std::to_string(column + 1))
          << text << "\n"
          << i;
    }
  }
}

}  // namespace
}  // namespace signpost
