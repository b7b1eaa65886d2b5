// SPDX-License-Identifier: Apache-2.0
//
// A file in text format, and where in it the parts of a string's value were written: behind quotes,
// escapes, and literals that are joined.
#ifndef SIGNPOST_SRC_CATALOG_SOURCE_TEXT_H_
#define SIGNPOST_SRC_CATALOG_SOURCE_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// See Finding, for all three.
struct PlaceInText {
  int line = 0;
  int column = 0;
  std::string excerpt;
};

class SourceText {
 public:
  // Of a whole file, a byte order mark included. Must outlive this.
  explicit SourceText(std::string_view text);

  // The place of the bytes [begin, end) of `value`, where the field that the parser found at `line`
  // and `column` is that string; else empty.
  std::optional<PlaceInText> Find(int line, int column, std::string_view value, std::size_t begin,
                                  std::size_t end) const;

 private:
  std::size_t OffsetOf(int line, int column) const;

  std::string_view text_;
  std::vector<std::size_t> lines_;  // Offset of the first byte of each.
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_SOURCE_TEXT_H_
