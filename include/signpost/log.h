// SPDX-License-Identifier: Apache-2.0
//
// Logs of past contacts, read row by row: CSV with a header line, or JSON Lines. For Replay (see
// replay.h). Memory does not grow with the number of rows, nor with the length of one.
//
//   auto log = signpost::OpenLog("calls.csv");
//   if (!log.ok()) return log.status();
//   if (absl::Status columns = (*log)->Select({"channel", "date"}); !columns.ok()) return columns;
//   signpost::LogRow row;
//   for (;;) {
//     absl::StatusOr<bool> more = (*log)->Next(&row);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     if (row.unreadable.empty()) Use(row.values[0].text, row.values[1].text);
//   }
#ifndef SIGNPOST_LOG_H_
#define SIGNPOST_LOG_H_

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

enum class LogFormat {
  // By the name's ending (.csv; .jsonl, .ndjson, .json), else by the first byte: { is JSON Lines.
  kAuto,
  // RFC 4180 with a header line, UTF-8, comma, LF or CRLF.
  kCsv,
  // One JSON object a line, UTF-8.
  kJsonLines,
};

struct LogOptions {
  LogFormat format = LogFormat::kAuto;
  // Longest row in bytes; a longer one is unreadable, and is skipped without being kept. At least
  // 1; 0 and less: every row is unreadable.
  std::int64_t row_bytes = std::int64_t{1} << 20;
};

// One value of a row, as text.
struct LogValue {
  std::string text;
  // False: this row does not have the column (JSON Lines, an absent key or null).
  bool present = false;
  // The value was a JSON list; its items are in `text`, joined by kListJoint.
  bool is_list = false;
};
// Unit separator: hardly in any text.
inline constexpr char kListJoint = '\x1f';

struct LogRow {
  // Number, from 1, of the line on which the row starts.
  std::int64_t line = 0;
  // Why the row cannot be read; empty: it can. Unreadable rows have no values.
  std::string unreadable;
  // One for each selected column, in the order of Select.
  std::vector<LogValue> values;
};

// Not safe for use by several threads at once.
class LogReader {
 public:
  LogReader() = default;
  virtual ~LogReader() = default;
  LogReader(const LogReader&) = delete;
  LogReader& operator=(const LogReader&) = delete;

  // Says which columns are wanted; once, before the first Next. JSON Lines: keys, a.b for the key b
  // of the object at key a (unless a key is itself called a.b).
  // InvalidArgument: the log has no such column, or its header is missing, unreadable or names a
  // column twice (CSV only: in JSON Lines each row has the keys it has). DataLoss: see Next.
  // FailedPrecondition: called twice.
  virtual absl::Status Select(const std::vector<std::string>& columns) = 0;

  // Reads one row into *row, whose capacity is used again. False: the log is at its end.
  // A row that cannot be read is a row with `unreadable`, and not an error; reading goes on.
  // DataLoss: the input itself broke off. FailedPrecondition: no columns selected.
  virtual absl::StatusOr<bool> Next(LogRow* row) = 0;

  // Bytes of the rows read so far, for progress.
  virtual std::int64_t bytes_read() const = 0;

  // Bytes in all, where the log is a file.
  std::optional<std::int64_t> size() const { return size_; }
  void set_size(std::int64_t bytes) { size_ = bytes; }

 private:
  std::optional<std::int64_t> size_;
};

// Opens the file at `path`; "-" is standard input.
// NotFound: no such file. InvalidArgument: a directory. PermissionDenied: cannot be opened.
absl::StatusOr<std::unique_ptr<LogReader>> OpenLog(const std::string& path,
                                                   const LogOptions& options = {});

// Reads from `input`, which it owns. `name` stands in errors, and its ending may say the format.
std::unique_ptr<LogReader> ReadLog(std::unique_ptr<std::istream> input, const std::string& name,
                                   const LogOptions& options = {});

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_LOG_H_
