// SPDX-License-Identifier: Apache-2.0
//
// Aligned tables in plain text.
#ifndef SIGNPOST_SRC_REPLAY_TEXT_TABLE_H_
#define SIGNPOST_SRC_REPLAY_TEXT_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// The first column is aligned to the left, the others to the right. A first cell too long for its
// column gets a line of its own. Widths count code points.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> head) : head_(std::move(head)) {}

  void AddRow(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  // The whole, each line indented by two spaces and at most `width` wide where numbers allow it.
  std::string ToText(std::size_t width = 100) const;

 private:
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> rows_;
};

// 1234567 is "1,234,567".
std::string GroupedNumber(std::int64_t number);

// Columns that text takes on a terminal, where each code point takes one.
std::size_t DisplayWidth(std::string_view text);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_TEXT_TABLE_H_
