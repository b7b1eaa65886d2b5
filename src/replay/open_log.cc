// SPDX-License-Identifier: Apache-2.0
//
// From a path or a stream to the reader of its format.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "replay/csv_reader.h"
#include "replay/json_lines_reader.h"
#include "signpost/log.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

LogFormat FormatOf(std::istream& input, const std::string& name, LogFormat stated) {
  if (stated != LogFormat::kAuto) return stated;
  if (absl::EndsWithIgnoreCase(name, ".csv")) return LogFormat::kCsv;
  for (const char* ending : {".jsonl", ".ndjson", ".json"}) {
    if (absl::EndsWithIgnoreCase(name, ending)) return LogFormat::kJsonLines;
  }
  return input.peek() == '{' ? LogFormat::kJsonLines : LogFormat::kCsv;
}

}  // namespace

std::unique_ptr<LogReader> ReadLog(std::unique_ptr<std::istream> input, const std::string& name,
                                   const LogOptions& options) {
  const LogFormat format = FormatOf(*input, name, options.format);
  return format == LogFormat::kJsonLines ? NewJsonLinesReader(std::move(input), name, options)
                                         : NewCsvReader(std::move(input), name, options);
}

absl::StatusOr<std::unique_ptr<LogReader>> OpenLog(const std::string& path,
                                                   const LogOptions& options) {
  if (path == "-") {
    return ReadLog(std::make_unique<std::istream>(std::cin.rdbuf()), "standard input", options);
  }
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return absl::NotFoundError(absl::StrCat(path, ": no such file"));
  }
  if (std::filesystem::is_directory(status)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": is a directory, a log is one file of CSV or JSON Lines"));
  }
  errno = 0;
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!file->is_open()) {
    return absl::PermissionDeniedError(
        absl::StrCat(path, ": cannot be opened: ", std::strerror(errno)));
  }
  std::unique_ptr<LogReader> reader = ReadLog(std::move(file), path, options);
  const auto size = std::filesystem::file_size(path, error);
  if (!error) reader->set_size(static_cast<std::int64_t>(size));
  return reader;
}

SIGNPOST_END_NAMESPACE
