// SPDX-License-Identifier: Apache-2.0
//
// Constant folding: the pass that computes beforehand what no variable can change, and prepares
// constant patterns and time zones. Switchable, because it must not change any result.
#ifndef SIGNPOST_SRC_CEL_FOLD_H_
#define SIGNPOST_SRC_CEL_FOLD_H_

#include "cel/ast.h"
#include "cel/environment.h"
#include "cel/evaluator.h"
#include "cel/limits.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Replaces subtrees without variables and without functions of the environment by their values;
// errors stay as they are. Takes terms out of && and || that decide nothing, and branches of ?:
// that are never taken. A checked tree stays checked.
void Fold(const Environment& environment, const Limits& limits, const Prepared& prepared, Ast& ast);

// Compiles constant patterns of matches() and looks up constant time zones. What is wrong with
// them, or over the limits of regular expressions, goes to `issues`. What is prepared already is
// left alone: call it before Fold(), so that no fault hides, and again for what folding made.
void Prepare(const Limits& limits, Ast& ast, Prepared& prepared, Issues& issues);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_FOLD_H_
