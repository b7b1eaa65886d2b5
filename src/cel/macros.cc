// SPDX-License-Identifier: Apache-2.0
#include "cel/macros.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

constexpr struct {
  std::string_view name;
  Macro macro;
  std::size_t arguments;  // The receiver included.
} kComprehensions[] = {{"all", Macro::kAll, 3},
                       {"exists", Macro::kExists, 3},
                       {"exists_one", Macro::kExistsOne, 3},
                       {"existsOne", Macro::kExistsOne, 3},
                       {"map", Macro::kMap, 3},
                       {"map", Macro::kMap, 4},
                       {"filter", Macro::kFilter, 3}};

Expansion ExpandHas(const Ast& ast, const Node& call, NodeId argument) {
  Expansion result;
  const Node& selection = ast.node(argument);
  if (selection.kind == NodeKind::kInvalid) return result;
  if (selection.kind != NodeKind::kSelect) {
    result.fault = "has() needs the selection of a field, as in has(contact.customer)";
    result.where = ast.Extent(argument);
    return result;
  }
  result.node = selection;
  result.node.kind = NodeKind::kHas;
  result.node.span.begin = call.span.begin;
  result.children = {ast.child(argument, 0)};
  return result;
}

}  // namespace

std::optional<Expansion> Expand(const Ast& ast, const Node& call,
                                absl::Span<const NodeId> arguments) {
  const std::string_view name = ast.NameAt(call.name);
  if (!call.receiver) {
    if (name != "has" || arguments.size() != 1 || call.rooted) return std::nullopt;
    return ExpandHas(ast, call, arguments[0]);
  }
  for (const auto& macro : kComprehensions) {
    if (macro.name != name || macro.arguments != arguments.size()) continue;
    Expansion result;
    const Node& variable = ast.node(arguments[1]);
    if (variable.kind == NodeKind::kInvalid) return result;
    if (variable.kind != NodeKind::kIdent || variable.rooted) {
      result.fault = std::string(name) + "() needs a simple name as its variable";
      result.where = ast.Extent(arguments[1]);
      return result;
    }
    result.node = call;
    result.node.kind = NodeKind::kComprehension;
    result.node.macro = macro.macro;
    result.node.name = variable.name;
    result.children.push_back(arguments[0]);
    result.children.insert(result.children.end(), arguments.begin() + 2, arguments.end());
    return result;
  }
  return std::nullopt;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
