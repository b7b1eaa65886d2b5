// SPDX-License-Identifier: Apache-2.0
#include "cel/fold.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cel/strings.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

class Folder {
 public:
  Folder(const Environment& environment, const Limits& limits, const Prepared& prepared, Ast& ast)
      : environment_(environment),
        prepared_(prepared),
        ast_(ast),
        activation_(environment),
        work_(limits, environment.pool(), environment.factory()) {}

  void Run() { Visit(ast_.root()); }

 private:
  struct Dependence {
    bool outside = false;         // On variables or functions of the environment.
    std::uint32_t outermost = 0;  // Slot of the outermost loop variable it reads, plus 1; 0: none.
  };

  static Dependence Both(Dependence a, Dependence b) {
    Dependence both;
    both.outside = a.outside || b.outside;
    both.outermost = a.outermost == 0   ? b.outermost
                     : b.outermost == 0 ? a.outermost
                                        : std::min(a.outermost, b.outermost);
    return both;
  }

  Dependence Visit(NodeId id) {
    Dependence all;
    switch (ast_.node(id).kind) {
      case NodeKind::kConstant:
        return all;
      case NodeKind::kVariable:
      case NodeKind::kIdent:
      case NodeKind::kStruct:
      case NodeKind::kInvalid:
        all.outside = true;
        return all;
      case NodeKind::kLocal:
        all.outermost = ast_.node(id).index + 1;
        return all;
      case NodeKind::kCall:
        all.outside =
            ast_.node(id).function == nullptr || ast_.node(id).operation == Operation::kUser;
        break;
      default:
        break;
    }
    const bool loops = ast_.node(id).kind == NodeKind::kComprehension;
    for (std::uint32_t i = 0; i < ast_.node(id).child_count; ++i) {
      const bool inside = loops && i > 0;
      Dependence child = Visit(ast_.child(id, i));
      // Its own variable is bound here.
      if (inside && child.outermost == ast_.node(id).index + 1) child.outermost = 0;
      all = Both(all, child);
    }
    if (!all.outside && all.outermost == 0) {
      Compute(id);
    } else {
      Simplify(id);
    }
    return ast_.node(id).kind == NodeKind::kConstant ? Dependence() : all;
  }

  // All folding of one expression shares the budgets of one evaluation, so that it ends.
  void Compute(NodeId id) {
    if (work_.is_exhausted()) return;
    const Value value = Evaluate(ast_, id, environment_, prepared_, activation_, work_);
    if (!value.IsError() && value.kind() != ValueKind::kMessage) ast_.MakeConstant(id, value);
    if (!work_.is_exhausted()) work_.Clear();
  }

  bool IsConstantBool(NodeId id, bool value) const {
    return ast_.node(id).kind == NodeKind::kConstant && ast_.constant(id).IsBool() &&
           ast_.constant(id).bool_value() == value;
  }
  // Whether the node can only be a bool or an error, so that it may stand alone.
  bool IsSurelyBool(NodeId id) const {
    return ast_.checked() && ast_.type(id).kind() == TypeKind::kBool;
  }

  void Simplify(NodeId id) {
    const NodeKind kind = ast_.node(id).kind;
    if (kind == NodeKind::kConditional) {
      const NodeId condition = ast_.child(id, 0);
      if (IsConstantBool(condition, true)) return Become(id, ast_.child(id, 1));
      if (IsConstantBool(condition, false)) return Become(id, ast_.child(id, 2));
    }
    if (kind != NodeKind::kAnd && kind != NodeKind::kOr) return;
    const bool decides = kind == NodeKind::kOr;
    std::vector<NodeId> rest;
    for (const NodeId child : ast_.children(id)) {
      if (IsConstantBool(child, decides)) return ast_.MakeConstant(id, Value::Bool(decides));
      if (!IsConstantBool(child, !decides)) rest.push_back(child);
    }
    if (rest.size() == ast_.children(id).size()) return;
    if (rest.size() > 1) return ast_.SetChildren(id, rest);
    // One term is left; where it might be no bool, a constant keeps watch beside it.
    if (rest.size() == 1 && IsSurelyBool(rest[0])) Become(id, rest[0]);
  }

  // The node becomes one of its descendants; its type was at least as general.
  void Become(NodeId id, NodeId other) {
    if (ast_.checked() && ast_.type(id) != ast_.type(other)) return;
    ast_.node(id) = Node(ast_.node(other));
  }

  const Environment& environment_;
  const Prepared& prepared_;
  Ast& ast_;
  const Activation activation_;
  Workspace work_;
};

class Preparer {
 public:
  Preparer(const Limits& limits, Ast& ast, Prepared& prepared, Issues& issues)
      : limits_(limits), ast_(ast), prepared_(prepared), issues_(issues) {}

  void Visit(NodeId id) {
    for (std::uint32_t i = 0; i < ast_.node(id).child_count; ++i) Visit(ast_.child(id, i));
    const Node& node = ast_.node(id);
    if (node.kind != NodeKind::kCall || node.child_count != 2 || node.index > 0) return;
    const NodeId argument = ast_.child(id, 1);
    if (ast_.node(argument).kind != NodeKind::kConstant ||
        ast_.constant(argument).kind() != ValueKind::kString) {
      return;
    }
    const std::string_view text = ast_.constant(argument).text();
    if (node.operation == Operation::kMatches) {
      Pattern(id, argument, text);
    } else if (node.operation >= Operation::kGetFullYear) {
      const auto zone = FindZone(text);
      if (!zone) {
        issues_.Add(ast_.node(argument).span,
                    "no such time zone; name one of the IANA database, "
                    "such as 'Europe/London', or an offset, '+05:30'");
        return;
      }
      prepared_.zones.push_back(*zone);
      ast_.node(id).index = static_cast<std::uint32_t>(prepared_.zones.size());
    }
  }

 private:
  void Pattern(NodeId id, NodeId argument, std::string_view text) {
    std::string fault;
    if (prepared_.patterns.size() >= limits_.regexes) {
      fault = OverLimit("the expression has more patterns", "regexes", limits_.regexes);
    } else if (auto pattern = CompilePattern(text, limits_, &fault)) {
      prepared_.patterns.push_back(std::move(pattern));
      ast_.node(id).index = static_cast<std::uint32_t>(prepared_.patterns.size());
      return;
    }
    issues_.Add(ast_.node(argument).span, std::move(fault));
  }

  const Limits& limits_;
  Ast& ast_;
  Prepared& prepared_;
  Issues& issues_;
};

}  // namespace

void Fold(const Environment& environment, const Limits& limits, const Prepared& prepared,
          Ast& ast) {
  Folder(environment, limits, prepared, ast).Run();
}

void Prepare(const Limits& limits, Ast& ast, Prepared& prepared, Issues& issues) {
  Preparer(limits, ast, prepared, issues).Visit(ast.root());
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
