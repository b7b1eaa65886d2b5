// SPDX-License-Identifier: Apache-2.0
//
// Gives every node of a bound tree its type, and refuses what no value could satisfy.
#ifndef SIGNPOST_SRC_CEL_CHECKER_H_
#define SIGNPOST_SRC_CEL_CHECKER_H_

#include "cel/ast.h"
#include "cel/environment.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Names that are not bound count as reported already. Never changes what an expression means.
void Check(const Environment& environment, Ast& ast, Issues& issues);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_CHECKER_H_
