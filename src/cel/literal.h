// SPDX-License-Identifier: Apache-2.0
//
// What a literal in the text stands for.
#ifndef SIGNPOST_SRC_CEL_LITERAL_H_
#define SIGNPOST_SRC_CEL_LITERAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cel/source.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Of a token of kInt, decimal or hexadecimal, with its sign. Empty: does not fit.
std::optional<std::int64_t> ParseInt(std::string_view digits, bool negative);
// Of a token of kUint, with the suffix u or U.
std::optional<std::uint64_t> ParseUint(std::string_view text);
// Of a token of kDouble. Beyond the range of doubles: infinite.
double ParseDouble(std::string_view text);

struct Unquoted {
  std::string value;
  std::string fault;  // Empty: none.
  Span where;         // Of the fault, within the token.
};

// Of a token of kString or kBytes, prefix and quotes included.
Unquoted Unquote(std::string_view token, bool bytes);

void AppendUtf8(std::uint32_t code_point, std::string& text);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_LITERAL_H_
