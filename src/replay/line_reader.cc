// SPDX-License-Identifier: Apache-2.0
#include "replay/line_reader.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "replay/utf8.h"

SIGNPOST_BEGIN_NAMESPACE

bool LineReader::Next() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  for (;;) {
    line_ = bytes_.line();
    fault_.clear();
    std::size_t searched = 0;
    std::size_t end = std::string_view::npos;
    for (;;) {
      end = bytes_.ahead().find('\n', searched);
      searched = bytes_.ahead().size();
      if (end != std::string_view::npos || searched > line_bytes_ || !bytes_.Fill()) break;
    }
    if (bytes_.ahead().empty() || bytes_.failed()) return false;
    std::string_view text = bytes_.ahead().substr(0, end);
    if (text.size() > line_bytes_) {
      fault_ = absl::StrCat("longer than the limit row_bytes (", line_bytes_, ")");
      bytes_.DropLine();
      return true;
    }
    if (bytes_.bytes_read() == 0 && text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      text.remove_prefix(kByteOrderMark.size());
    }
    const bool blank = text.find_first_not_of(" \t\r") == std::string_view::npos;
    if (!blank) {
      fault_ = TextFault(text);
      text_.assign(text);
    }
    bytes_.Drop(end == std::string_view::npos ? bytes_.ahead().size() : end + 1);
    if (!blank) return true;
  }
}

SIGNPOST_END_NAMESPACE
