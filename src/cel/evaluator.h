// SPDX-License-Identifier: Apache-2.0
//
// Evaluates a bound tree, checked or not. Never looks at types of the checker: it decides by what
// the values are.
#ifndef SIGNPOST_SRC_CEL_EVALUATOR_H_
#define SIGNPOST_SRC_CEL_EVALUATOR_H_

#include <memory>
#include <vector>

#include "cel/ast.h"
#include "cel/environment.h"
#include "cel/time.h"
#include "cel/workspace.h"
#include "re2/re2.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// What is made ready once for constant arguments; Node::index counts from 1.
struct Prepared {
  std::vector<std::unique_ptr<const RE2>> patterns;
  std::vector<Zone> zones;
};

// The value of the node `root`, an error value included. `activation` is of the environment that
// the tree was bound in. Takes the budgets as it finds them.
Value Evaluate(const Ast& ast, NodeId root, const Environment& environment,
               const Prepared& prepared, const Activation& activation, Workspace& work);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_EVALUATOR_H_
