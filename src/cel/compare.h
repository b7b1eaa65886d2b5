// SPDX-License-Identifier: Apache-2.0
//
// Equality and order of values at run time, heterogeneous as the language has it.
#ifndef SIGNPOST_SRC_CEL_COMPARE_H_
#define SIGNPOST_SRC_CEL_COMPARE_H_

#include <optional>

#include "cel/operation.h"
#include "cel/value.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// kBool, or an error where a budget ends or a message inside cannot be read. Values of types that
// have nothing in common are unequal.
Value Equal(const Value& a, const Value& b, Workspace& work);

// Of kLess to kGreaterEqual.
Value Order(Operation operation, const Value& a, const Value& b, Workspace& work);

// -1, 0, 1 of two numbers of any kinds; empty with a NaN. Against a double, integers compare as
// the doubles nearest to them: the conformance tests demand it.
std::optional<int> CompareNumbers(const Value& a, const Value& b);

// The order of keys of a map: false, true, numbers, strings. Both must be possible keys, or
// doubles.
int KeyOrder(const Value& a, const Value& b);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_COMPARE_H_
