// SPDX-License-Identifier: Apache-2.0
#include "replay/csv_reader.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "replay/log_bytes.h"
#include "replay/utf8.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr bool EndsOrBreaksField(char c) { return c == ',' || c == '\n' || c == '\r' || c == '"'; }

class CsvReader final : public LogReader {
 public:
  CsvReader(std::unique_ptr<std::istream> input, std::string name, const LogOptions& options)
      : bytes_(std::move(input)),
        name_(std::move(name)),
        row_bytes_(static_cast<std::size_t>(std::max<std::int64_t>(options.row_bytes, 0))) {}

  absl::Status Select(const std::vector<std::string>& columns) override;
  absl::StatusOr<bool> Next(LogRow* row) override;
  std::int64_t bytes_read() const override { return bytes_.bytes_read(); }

 private:
  // Reads the next row that is not blank into fields_ or fault_. False: none is left.
  bool ReadRow();
  // Takes one row apart from the start of ahead(). Returns its length with the line's end, or 0
  // with fault_ set. *first_line becomes the length of its first line where a quoted field goes on
  // beyond it.
  std::size_t Split(std::size_t* first_line);
  // Whether there is a byte at `at` of the row, reading on where needed. False with fault_ set
  // where the row is longer than the limit.
  bool Have(std::size_t at);
  // The field that starts at *at, which becomes the place behind it. False with fault_ set.
  bool UnquotedField(std::size_t* at);
  bool QuotedField(std::size_t* at, std::size_t* first_line);
  void Broken(std::string reason) { fault_ = std::move(reason); }
  std::string* NextField();

  LogBytes bytes_;
  const std::string name_;
  const std::size_t row_bytes_;
  bool selected_ = false;
  std::vector<std::size_t> wanted_;
  std::size_t column_count_ = 0;
  // Of the row in hand.
  std::int64_t line_ = 0;
  std::vector<std::string> fields_;
  std::size_t field_count_ = 0;
  std::string fault_;
};

std::string* CsvReader::NextField() {
  if (field_count_ == fields_.size()) fields_.emplace_back();
  std::string* field = &fields_[field_count_++];
  field->clear();
  return field;
}

bool CsvReader::Have(std::size_t at) {
  if (at > row_bytes_) {
    Broken(absl::StrCat("longer than the limit row_bytes (", row_bytes_, ")"));
    return false;
  }
  return at < bytes_.ahead().size() || bytes_.Fill();
}

bool CsvReader::UnquotedField(std::size_t* at) {
  const std::size_t start = *at;
  for (;;) {
    if (!Have(*at)) {
      if (!fault_.empty()) return false;
      break;
    }
    const std::string_view rest = bytes_.ahead().substr(*at, row_bytes_ + 1 - *at);
    std::size_t length = 0;
    while (length < rest.size() && !EndsOrBreaksField(rest[length])) ++length;
    *at += length;
    if (length == rest.size()) continue;
    if (rest[length] != '"') break;
    Broken("a quote within a field that does not start with one: write it as \"\" within quotes");
    return false;
  }
  NextField()->assign(bytes_.ahead().substr(start, *at - start));
  return true;
}

bool CsvReader::QuotedField(std::size_t* at, std::size_t* first_line) {
  std::string* field = NextField();
  ++*at;  // The opening quote.
  for (;;) {
    if (!Have(*at)) {
      Broken(fault_.empty() ? "a quoted field is not closed before the end of the log"
                            : "a quoted field is not closed within the limit row_bytes (" +
                                  std::to_string(row_bytes_) + ")");
      return false;
    }
    const std::string_view rest = bytes_.ahead().substr(*at, row_bytes_ + 1 - *at);
    const std::size_t length = std::min(rest.find('"'), rest.size());
    const std::string_view text = rest.substr(0, length);
    if (*first_line == 0) {
      const std::size_t feed = text.find('\n');
      if (feed != std::string_view::npos) *first_line = *at + feed + 1;
    }
    field->append(text);
    *at += length;
    if (length == rest.size()) continue;
    ++*at;  // A closing quote, or the first of two.
    if (!Have(*at)) return fault_.empty();
    if (bytes_.ahead()[*at] != '"') return true;
    field->push_back('"');
    ++*at;
  }
}

std::size_t CsvReader::Split(std::size_t* first_line) {
  field_count_ = 0;
  std::size_t at = 0;
  for (;;) {
    const bool quoted = Have(at) && bytes_.ahead()[at] == '"';
    if (!fault_.empty()) return 0;
    if (!(quoted ? QuotedField(&at, first_line) : UnquotedField(&at))) return 0;
    if (!Have(at)) return fault_.empty() ? at : 0;  // The log's last line may lack its end.
    const char c = bytes_.ahead()[at++];
    if (c == ',') continue;
    if (c == '\n') return at;
    if (c != '\r') {
      Broken("text after the closing quote of a field: write a quote within quotes as \"\"");
      return 0;
    }
    if (!Have(at)) return fault_.empty() ? at : 0;
    if (bytes_.ahead()[at++] == '\n') return at;
    Broken("a carriage return without a line feed: put the field in quotes, or end lines with LF");
    return 0;
  }
}

bool CsvReader::ReadRow() {
  for (;;) {
    fault_.clear();
    line_ = bytes_.line();
    if (bytes_.ahead().empty() && !bytes_.Fill()) return false;
    std::size_t first_line = 0;
    const std::size_t length = Split(&first_line);
    if (!fault_.empty()) {
      first_line > 0 ? bytes_.Drop(first_line) : bytes_.DropLine();
      return true;
    }
    const std::string_view row = bytes_.ahead().substr(0, length);
    const bool blank = row == "\n" || row == "\r\n" || row == "\r";
    if (!blank) fault_ = TextFault(row);
    bytes_.Drop(length);
    if (!blank) return true;
  }
}

absl::Status CsvReader::Select(const std::vector<std::string>& columns) {
  if (selected_) return absl::FailedPreconditionError("Select was called twice");
  while (bytes_.ahead().size() < kByteOrderMark.size() && bytes_.Fill()) {
  }
  const std::string_view start = bytes_.ahead().substr(0, kByteOrderMark.size());
  if (start == kByteOrderMark) bytes_.Drop(start.size());
  const bool any = ReadRow();
  if (bytes_.failed()) return absl::DataLossError(absl::StrCat(name_, ": reading failed"));
  if (!any) {
    return absl::InvalidArgumentError(
        absl::StrCat(name_, ": the log is empty: a CSV log starts with a line of column names"));
  }
  if (!fault_.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(name_, ":", line_, ": the header line: ", fault_,
                                                   ": the log must be CSV in UTF-8"));
  }
  column_count_ = field_count_;
  const auto begin = fields_.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(column_count_);
  for (auto it = begin; it != end; ++it) {
    const auto first = std::find(begin, it, *it);
    if (it->empty() || first == it) continue;
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s:%d: the header names the column \"%s\" twice, as number %d and %d: rename one", name_,
        line_, *it, first - begin + 1, it - begin + 1));
  }
  std::vector<std::string> missing;
  for (const std::string& column : columns) {
    const auto found = std::find(begin, end, column);
    if (found == end || column.empty()) missing.push_back("\"" + column + "\"");
    wanted_.push_back(static_cast<std::size_t>(found - begin));
  }
  if (!missing.empty()) {
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s:%d: the log has no column %s, which the mapping names; its columns are: %s", name_,
        line_, absl::StrJoin(missing, ", "), absl::StrJoin(begin, end, ", ")));
  }
  selected_ = true;
  return absl::OkStatus();
}

absl::StatusOr<bool> CsvReader::Next(LogRow* row) {
  if (!selected_) return absl::FailedPreconditionError("Select comes before Next");
  const bool any = ReadRow();
  if (bytes_.failed()) {
    return absl::DataLossError(absl::StrCat(name_, ":", line_, ": reading failed"));
  }
  if (!any) return false;
  row->line = line_;
  if (fault_.empty() && field_count_ != column_count_) {
    fault_ = absl::StrCat(field_count_, field_count_ == 1 ? " field" : " fields",
                          ", the header has ", column_count_);
  }
  row->unreadable = fault_;
  row->values.resize(fault_.empty() ? wanted_.size() : 0);
  for (std::size_t i = 0; i < row->values.size(); ++i) {
    row->values[i].text = fields_[wanted_[i]];
    row->values[i].present = true;
    row->values[i].is_list = false;
  }
  return true;
}

}  // namespace

std::unique_ptr<LogReader> NewCsvReader(std::unique_ptr<std::istream> input, std::string name,
                                        const LogOptions& options) {
  return std::make_unique<CsvReader>(std::move(input), std::move(name), options);
}

SIGNPOST_END_NAMESPACE
