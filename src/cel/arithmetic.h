// SPDX-License-Identifier: Apache-2.0
//
// + - * / % and unary -, checked: what does not fit is an error, and no kinds are mixed.
#ifndef SIGNPOST_SRC_CEL_ARITHMETIC_H_
#define SIGNPOST_SRC_CEL_ARITHMETIC_H_

#include "cel/operation.h"
#include "cel/value.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Of kAdd to kModulo. + also concatenates strings, bytes and lists; + and - also take times.
Value Arithmetic(Operation operation, const Value& a, const Value& b, Workspace& work);
Value Negate(const Value& value, Workspace& work);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_ARITHMETIC_H_
