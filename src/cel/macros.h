// SPDX-License-Identifier: Apache-2.0
//
// Macros: calls that the parser turns into other nodes: has, all, exists, exists_one, map, filter.
#ifndef SIGNPOST_SRC_CEL_MACROS_H_
#define SIGNPOST_SRC_CEL_MACROS_H_

#include <optional>
#include <string>

#include "cel/ast.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct Expansion {
  Node node;
  std::vector<NodeId> children;
  std::string fault;  // Not empty: the arguments are not what the macro needs; see `where`.
  Span where;
};

// Empty where the call is no macro: by name, by number of arguments, by having a receiver.
// `call` has its name and span; `arguments` the receiver first, if it has one.
std::optional<Expansion> Expand(const Ast& ast, const Node& call,
                                absl::Span<const NodeId> arguments);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_MACROS_H_
