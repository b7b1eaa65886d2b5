// SPDX-License-Identifier: Apache-2.0
//
// Every bound on what one CEL expression may be and may do.
#ifndef SIGNPOST_SRC_CEL_LIMITS_H_
#define SIGNPOST_SRC_CEL_LIMITS_H_

#include <cstdint>
#include <string>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Zero always means "none allowed", never "no bound". Going over one is an error that names the
// limit as written here and its value.
struct Limits {
  // Unicode code points of the source text.
  std::uint32_t source_code_points = 100'000;
  // Nodes of the syntax tree, after macros.
  std::uint32_t nodes = 10'000;
  // Levels of the syntax tree, and of parentheses and operators in the text. A chain of && or of
  // || is one level. At most kDepthCeiling, because parser, checker and evaluator recurse to it.
  std::uint32_t nesting_depth = 64;
  // Entries of one list or map literal, terms of one chain of && or ||, arguments of one call.
  std::uint32_t literal_entries = 10'000;
  // Comprehensions inside of each other.
  std::uint32_t macro_nesting = 12;
  // Issues reported for one source; a last one says that there are more.
  std::uint32_t issues = 100;
  // Instructions of one compiled regular expression.
  std::uint32_t regex_program_size = 2'000;
  // Bytes that one regular expression may use, compiled and while matching.
  std::uint32_t regex_bytes = 64 * 1024;
  // Regular expressions of one program that are compiled with it.
  std::uint32_t regexes = 128;

  // Of one evaluation. Elements that all comprehensions visit together.
  std::uint32_t iterations = 10'000;
  // Bytes of all values that are built: concatenations, conversions, lists, maps, messages.
  std::uint32_t built_bytes = 4 * 1024 * 1024;
  // Nodes evaluated and elements compared or copied, and bytes scanned by 64, all together.
  std::uint32_t steps = 5'000'000;
  // Regular expressions that are not constant, compiled while evaluating.
  std::uint32_t dynamic_regexes = 16;

  static constexpr std::uint32_t kDepthCeiling = 200;

  // Empty where these limits can be used, else what is wrong.
  std::string Fault() const;
};

// "expression is nested deeper than limit nesting_depth allows (64)": what every error says.
std::string OverLimit(const char* what, const char* limit, std::uint64_t value);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_LIMITS_H_
