// SPDX-License-Identifier: Apache-2.0
//
// Syntax trees back to text.
#ifndef SIGNPOST_SRC_CEL_UNPARSE_H_
#define SIGNPOST_SRC_CEL_UNPARSE_H_

#include <string>

#include "cel/ast.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// The text of the node and everything below it, with no more parentheses than it needs. As parsed,
// bound, checked or folded: text of a tree as parsed parses to the same tree; of a tree behind the
// binder or the checker it compiles to the same tree in the same environment, constants that
// folding made included (but what an empty list or map would hold, no text says). Without text are
// kInvalid and kStruct, which no program has; they give
// "<invalid>". Recurses as deep as the tree, which Limits::nesting_depth bounds.
std::string Unparse(const Ast& ast, NodeId id);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_UNPARSE_H_
