// SPDX-License-Identifier: Apache-2.0
//
// The bytes of a log, read ahead in chunks, with the line that the first of them is on. Holds no
// more than its user leaves undropped plus one chunk.
#ifndef SIGNPOST_SRC_REPLAY_LOG_BYTES_H_
#define SIGNPOST_SRC_REPLAY_LOG_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

class LogBytes {
 public:
  explicit LogBytes(std::unique_ptr<std::istream> input) : input_(std::move(input)) {}

  // What is read and not dropped. Valid until the next call of Fill or Drop.
  std::string_view ahead() const { return {buffer_.data() + begin_, buffer_.size() - begin_}; }

  // Reads on. False where nothing more comes: the end, or failed().
  bool Fill();

  // Lets go of the first `count` bytes of ahead().
  void Drop(std::size_t count);

  // Drops up to and including the next line feed, however far that is.
  void DropLine();

  // Number of the line, from 1, on which ahead() starts.
  std::int64_t line() const { return line_; }
  // Dropped so far.
  std::int64_t bytes_read() const { return bytes_read_; }
  // The input broke off with an error, as a disk or a directory does.
  bool failed() const { return failed_; }

 private:
  std::unique_ptr<std::istream> input_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::int64_t line_ = 1;
  std::int64_t bytes_read_ = 0;
  bool failed_ = false;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_LOG_BYTES_H_
