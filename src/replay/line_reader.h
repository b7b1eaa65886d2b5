// SPDX-License-Identifier: Apache-2.0
//
// Lines of JSON Lines: one at a time, bounded, checked to be text.
#ifndef SIGNPOST_SRC_REPLAY_LINE_READER_H_
#define SIGNPOST_SRC_REPLAY_LINE_READER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <utility>

#include "replay/log_bytes.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

class LineReader {
 public:
  // A line of more than `line_bytes`, its end not counted, has a fault and is skipped unkept.
  LineReader(std::unique_ptr<std::istream> input, std::int64_t line_bytes)
      : bytes_(std::move(input)),
        line_bytes_(static_cast<std::size_t>(std::max<std::int64_t>(line_bytes, 0))) {}

  // Moves on to the next line that is not blank; a byte order mark is skipped. False: none is left,
  // or the input failed.
  bool Next();

  // Number of the line, from 1.
  std::int64_t line() const { return line_; }
  // What stands on it, without line feed. Means nothing where there is a fault.
  const std::string& text() const { return text_; }
  // Too long, or no text; empty: neither.
  const std::string& fault() const { return fault_; }

  std::int64_t bytes_read() const { return bytes_.bytes_read(); }
  bool failed() const { return bytes_.failed(); }

 private:
  LogBytes bytes_;
  const std::size_t line_bytes_;
  std::int64_t line_ = 0;
  std::string text_;
  std::string fault_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_LINE_READER_H_
