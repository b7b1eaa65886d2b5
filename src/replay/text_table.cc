// SPDX-License-Identifier: Apache-2.0
#include "replay/text_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {
constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastLabel = 16;
}  // namespace

std::string GroupedNumber(std::int64_t number) {
  std::string digits = absl::StrCat(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::size_t DisplayWidth(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string TextTable::ToText(std::size_t width) const {
  std::vector<std::size_t> widths(head_.size());
  const auto widen = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(cells[i]));
    }
  };
  widen(head_);
  for (const std::vector<std::string>& row : rows_) widen(row);
  std::size_t numbers = kIndent;
  for (std::size_t i = 1; i < widths.size(); ++i) numbers += kGap + widths[i];
  const std::size_t room = width > numbers + kLeastLabel ? width - numbers : kLeastLabel;
  widths[0] = std::min(widths[0], room);

  std::string text;
  const auto append = [&](const std::vector<std::string>& cells) {
    std::string line = std::string(kIndent, ' ') + cells[0];
    std::size_t taken = DisplayWidth(cells[0]);
    if (taken > widths[0] && cells.size() > 1) {
      text += line + "\n";
      line.assign(kIndent, ' ');
      taken = 0;
    }
    if (cells.size() > 1) line.append(widths[0] - taken, ' ');
    for (std::size_t i = 1; i < cells.size(); ++i) {
      line.append(kGap + widths[i] - DisplayWidth(cells[i]), ' ');
      line += cells[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  };
  append(head_);
  for (const std::vector<std::string>& row : rows_) append(row);
  return text;
}

SIGNPOST_END_NAMESPACE
