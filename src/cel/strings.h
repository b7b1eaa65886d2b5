// SPDX-License-Identifier: Apache-2.0
//
// Functions of strings: contains, startsWith, endsWith, matches.
#ifndef SIGNPOST_SRC_CEL_STRINGS_H_
#define SIGNPOST_SRC_CEL_STRINGS_H_

#include <memory>
#include <string>
#include <string_view>

#include "cel/limits.h"
#include "cel/operation.h"
#include "cel/value.h"
#include "cel/workspace.h"
#include "re2/re2.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Of kContains, kStartsWith, kEndsWith.
Value StringTest(Operation operation, const Value& text, const Value& part, Workspace& work);

// A pattern within the limits, or nullptr and what is wrong with it.
std::unique_ptr<const RE2> CompilePattern(std::string_view pattern, const Limits& limits,
                                          std::string* fault);

// Whether `pattern` is found anywhere in `text`. `prepared` is the pattern where it is constant,
// else nullptr.
Value Matches(const Value& text, const Value& pattern, const RE2* prepared, Workspace& work);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_STRINGS_H_
