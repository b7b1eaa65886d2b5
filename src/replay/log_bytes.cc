// SPDX-License-Identifier: Apache-2.0
#include "replay/log_bytes.h"

#include <algorithm>

SIGNPOST_BEGIN_NAMESPACE

namespace {
constexpr std::size_t kChunk = 64 * 1024;
}  // namespace

bool LogBytes::Fill() {
  if (failed_ || !input_->good()) return false;
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kChunk);
  input_->read(buffer_.data() + before, static_cast<std::streamsize>(kChunk));
  buffer_.resize(before + static_cast<std::size_t>(input_->gcount()));
  failed_ = input_->bad();
  return buffer_.size() > before;
}

void LogBytes::Drop(std::size_t count) {
  const std::string_view dropped = ahead().substr(0, count);
  line_ += std::count(dropped.begin(), dropped.end(), '\n');
  bytes_read_ += static_cast<std::int64_t>(dropped.size());
  begin_ += dropped.size();
}

void LogBytes::DropLine() {
  do {
    const std::size_t end = ahead().find('\n');
    if (end != std::string_view::npos) {
      Drop(end + 1);
      return;
    }
    Drop(ahead().size());
  } while (Fill());
}

SIGNPOST_END_NAMESPACE
