// SPDX-License-Identifier: Apache-2.0
#include "replay/csv_reader.h"

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
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::unique_ptr<LogReader> Reader(std::string text, std::int64_t row_bytes = 1 << 20) {
  LogOptions options;
  options.row_bytes = row_bytes;
  return NewCsvReader(std::make_unique<std::istringstream>(std::move(text)), "log.csv", options);
}

// One text a row: "LINE|value|value", or "LINE!reason".
std::vector<std::string> Rows(LogReader* reader) {
  std::vector<std::string> rows;
  LogRow row;
  for (;;) {
    const absl::StatusOr<bool> more = reader->Next(&row);
    EXPECT_TRUE(more.ok()) << more.status();
    if (!more.ok() || !*more) return rows;
    std::string text = std::to_string(row.line);
    if (!row.unreadable.empty()) text += "!" + row.unreadable;
    for (const LogValue& value : row.values) text += "|" + value.text;
    rows.push_back(text);
  }
}

std::vector<std::string> Read(const std::string& text, const std::vector<std::string>& columns,
                              std::int64_t row_bytes = 1 << 20) {
  const auto reader = Reader(text, row_bytes);
  const absl::Status selected = reader->Select(columns);
  EXPECT_TRUE(selected.ok()) << selected;
  return Rows(reader.get());
}

std::string SelectError(const std::string& text, const std::vector<std::string>& columns) {
  const absl::Status status = Reader(text)->Select(columns);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

TEST(CsvReader, ReadsSelectedColumnsInTheOrderAsked) {
  EXPECT_THAT(Read("a,b,c\n1,2,3\n4,,6\n", {"c", "a"}), ElementsAre("2|3|1", "3|6|4"));
}

TEST(CsvReader, KnowsQuotesCommasAndLinesWithinFields) {
  EXPECT_THAT(Read("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n\"\",z\n", {"a", "b"}),
              ElementsAre("2|x, \"y\"|1\n2", "4||z"));
}

TEST(CsvReader, TakesBothLineEndsALastLineWithoutAndAByteOrderMark) {
  EXPECT_THAT(Read("\xEF\xBB\xBF"
                   "a,b\r\n1,2\r\n3,4",
                   {"a", "b"}),
              ElementsAre("2|1|2", "3|3|4"));
  EXPECT_THAT(Read("\"a\"\n\"1\"", {"a"}), ElementsAre("2|1"));
}

TEST(CsvReader, KeepsSpaces) {
  EXPECT_THAT(Read("a,b\n x , \n", {"a", "b"}), ElementsAre("2| x | "));
}

TEST(CsvReader, SkipsBlankLinesAndCountsThem) {
  EXPECT_THAT(Read("a\n\n1\n\r\n2\n\n", {"a"}), ElementsAre("3|1", "5|2"));
}

TEST(CsvReader, ReportsRowsWithOtherNumbersOfFieldsAndGoesOn) {
  EXPECT_THAT(Read("a,b\n1\n1,2,3\n1,2\n", {"a"}),
              ElementsAre("2!1 field, the header has 2", "3!3 fields, the header has 2", "4|1"));
}

TEST(CsvReader, ReportsBrokenQuotesAndGoesOnAtTheNextLine) {
  const auto rows = Read("a,b\n5\" pipe,x\n\"5\" pipe,x\nok,1\n", {"a"});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[0], HasSubstr("2!a quote within a field"));
  EXPECT_THAT(rows[1], HasSubstr("3!text after the closing quote"));
  EXPECT_EQ(rows[2], "4|ok");
}

TEST(CsvReader, AnOpenQuoteCostsOneLineAndNotTheRestOfTheLog) {
  const auto rows = Read("a,b\n\"open,1\nok,2\nok,3\n", {"b"});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[0], HasSubstr("2!a quoted field is not closed before the end of the log"));
  EXPECT_EQ(rows[1], "3|2");
  EXPECT_EQ(rows[2], "4|3");
}

TEST(CsvReader, AnOpenQuoteThatMeetsALaterOneCostsOneLine) {
  const auto rows = Read("a,b\n\"open,1\nok,2\n\"ok\",3\n", {"b"});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[0], HasSubstr("2!text after the closing quote"));
  EXPECT_EQ(rows[1], "3|2");
  EXPECT_EQ(rows[2], "4|3");
}

TEST(CsvReader, ReportsLoneCarriageReturns) {
  const auto rows = Read("a,b\n1\r2,3\n4,5\n", {"a"});
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(rows[0], HasSubstr("2!a carriage return"));
  EXPECT_EQ(rows[1], "3|4");
}

TEST(CsvReader, ReportsBytesThatAreNoText) {
  const auto rows = Read(std::string("a,b\n1,\0\n", 8) + "caf\xE9,2\n\xC3\xA9,3\n", {"a"});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0], "2!NUL byte at byte 3 of the row");
  EXPECT_EQ(rows[1], "3!not UTF-8: byte 0xE9 at byte 4 of the row");
  EXPECT_EQ(rows[2], "4|\xC3\xA9");
}

TEST(CsvReader, HoldsTheRowLimit) {
  const std::string header = "a,b\n";
  EXPECT_THAT(Read(header + "12,45\n", {"a"}, 5), ElementsAre("2|12"));
  const auto rows = Read(header + "12,456\n1,2\n", {"a"}, 5);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0], "2!longer than the limit row_bytes (5)");
  EXPECT_EQ(rows[1], "3|1");
  EXPECT_FALSE(Reader(header, 0)->Select({"a"}).ok());
}

TEST(CsvReader, AQuotedFieldBeyondTheLimitCostsOneLine) {
  const auto rows = Read("a\n\"12\n4\n5678901\n", {"a"}, 6);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[0], HasSubstr("2!a quoted field is not closed within the limit"));
  EXPECT_EQ(rows[1], "3|4");
  EXPECT_THAT(rows[2], HasSubstr("4!longer than the limit"));
}

// A line of 64 MiB made on the fly, between two good ones.
class HugeLine final : public std::streambuf {
 protected:
  int_type underflow() override {
    static constexpr std::size_t kChunks = 1024;
    if (chunk_ > kChunks) return traits_type::eof();
    buffer_ = chunk_ == 0 ? "a\n1\n" : std::string(64 * 1024, 'x');
    if (chunk_ == kChunks) buffer_ += "\n2\n";
    ++chunk_;
    setg(buffer_.data(), buffer_.data(), buffer_.data() + buffer_.size());
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::size_t chunk_ = 0;
  std::string buffer_;
};

TEST(CsvReader, SkipsAHugeLineAsOneRow) {
  HugeLine huge;
  const auto reader = NewCsvReader(std::make_unique<std::istream>(&huge), "huge", {});
  ASSERT_TRUE(reader->Select({"a"}).ok());
  EXPECT_THAT(Rows(reader.get()),
              ElementsAre("2|1", "3!longer than the limit row_bytes (1048576)", "4|2"));
  EXPECT_EQ(reader->bytes_read(), 1024 * 64 * 1024 + 7);
}

TEST(CsvReader, RefusesALogWithoutHeader) {
  EXPECT_THAT(SelectError("", {"a"}), HasSubstr("log.csv: the log is empty"));
  EXPECT_THAT(SelectError("\xEF\xBB\xBF", {"a"}), HasSubstr("the log is empty"));
  EXPECT_THAT(SelectError("\n\n", {"a"}), HasSubstr("the log is empty"));
  EXPECT_THAT(SelectError("\x7F"
                          "ELF\x01\xFF,\n",
                          {"a"}),
              HasSubstr("log.csv:1: the header line: not UTF-8: byte 0xFF"));
}

TEST(CsvReader, RefusesMissingAndDoubleColumns) {
  EXPECT_EQ(SelectError("a,b\n", {"c", "a", "d", "c"}),
            "log.csv:1: the log has no column \"c\", \"d\", which the mapping names; its columns "
            "are: a, b");
  EXPECT_THAT(SelectError("a,b,a\n", {"b"}), HasSubstr("\"a\" twice, as number 1 and 3"));
  EXPECT_THAT(Read("a,,\n1,2,3\n", {"a"}), ElementsAre("2|1"));
}

TEST(CsvReader, IsUsedInOrder) {
  LogRow row;
  const auto reader = Reader("a\n");
  EXPECT_EQ(reader->Next(&row).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(reader->Select({"a"}).ok());
  EXPECT_EQ(reader->Select({"a"}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Rows(reader.get()), IsEmpty());
}

// Every text over a small alphabet: nothing hangs, and every line with something on it is counted
// as a row or lies within a quoted field of one.
TEST(CsvReader, CountsEveryLineOfEveryShortText) {
  const std::string alphabet = "a,\"\n\r";
  std::vector<std::string> texts = {""};
  for (std::size_t length = 0; length < 6; ++length) {
    std::vector<std::string> longer;
    for (const std::string& text : texts) {
      for (const char c : alphabet) longer.push_back(text + c);
    }
    texts = std::move(longer);
    for (const std::string& text : texts) {
      const auto reader = Reader("h\n" + text);
      ASSERT_TRUE(reader->Select({"h"}).ok());
      LogRow row;
      std::int64_t last = 1;
      std::size_t fields = 0;
      while (*reader->Next(&row)) {
        ASSERT_GT(row.line, last) << text;
        last = row.line;
        for (const LogValue& value : row.values) fields += value.text.size();
      }
      ASSERT_LE(fields, text.size());
      ASSERT_EQ(static_cast<std::size_t>(reader->bytes_read()), text.size() + 2) << text;
    }
  }
}

}  // namespace
}  // namespace signpost
