// SPDX-License-Identifier: Apache-2.0
//
// Binds names: what in the tree is a variable, a loop variable, a constant, a function.
#ifndef SIGNPOST_SRC_CEL_BINDER_H_
#define SIGNPOST_SRC_CEL_BINDER_H_

#include "cel/ast.h"
#include "cel/environment.h"
#include "cel/limits.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Undeclared names, calls that no overload could take, and message construction go to `undeclared`
// where it is given; where it is nullptr, they are left to become errors when they are evaluated.
// Limits go to `issues`.
void Bind(const Environment& environment, const Limits& limits, Ast& ast, Issues& issues,
          Issues* undeclared);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_BINDER_H_
