// SPDX-License-Identifier: Apache-2.0
#include "cel/binder.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

class Binder {
 public:
  Binder(const Environment& environment, const Limits& limits, Ast& ast, Issues& issues,
         Issues* undeclared)
      : environment_(environment),
        limits_(limits),
        ast_(ast),
        issues_(issues),
        undeclared_(undeclared) {}

  void Run() {
    Visit(ast_.root());
    ast_.set_locals(locals_);
  }

 private:
  void Report(NodeId id, std::string message) {
    if (undeclared_ != nullptr) undeclared_->Add(ast_.node(id).span, std::move(message));
  }

  void Visit(NodeId id) {
    switch (ast_.node(id).kind) {
      case NodeKind::kIdent:
      case NodeKind::kSelect:
        return Name(id);
      case NodeKind::kCall:
        return Call(id);
      case NodeKind::kComprehension:
        return Comprehension(id);
      case NodeKind::kStruct:
        Report(id, "messages cannot be constructed in expressions");
        return;
      default:
        return VisitChildren(id);
    }
  }
  void VisitChildren(NodeId id) {
    for (std::uint32_t i = 0; i < ast_.node(id).child_count; ++i) Visit(ast_.child(id, i));
  }

  // Slot of the innermost loop variable of that name, or -1.
  int Local(std::string_view name) const {
    for (std::size_t i = scope_.size(); i-- > 0;) {
      if (scope_[i] == name) return static_cast<int>(i);
    }
    return -1;
  }

  // The identifier that a chain of selections starts with; false: it starts otherwise, or with a
  // loop variable.
  bool Qualified(NodeId id, std::string& name, bool& rooted) const {
    const Node& node = ast_.node(id);
    if (node.kind == NodeKind::kIdent) {
      if (!node.rooted && Local(ast_.name(id)) >= 0) return false;
      name = ast_.name(id);
      rooted = node.rooted;
      return true;
    }
    if (node.kind != NodeKind::kSelect || node.rooted) return false;
    if (!Qualified(ast_.child(id, 0), name, rooted)) return false;
    name += '.';
    name += ast_.name(id);
    return true;
  }

  // a.b.c: the longest prefix that is declared wins; what is left are fields.
  void Name(NodeId id) {
    std::string name;
    bool rooted = false;
    if (Qualified(id, name, rooted)) {
      if (const std::optional<Meaning> meaning = environment_.Resolve(name, rooted)) {
        if (meaning->kind == Meaning::kConstant) return ast_.MakeConstant(id, meaning->constant);
        const Span span = ast_.Extent(id);
        Node& node = ast_.node(id);
        if (node.kind == NodeKind::kSelect) node.name = ast_.AddName(name);
        node.kind = NodeKind::kVariable;
        node.rooted = rooted;
        node.index = meaning->variable;
        node.span = span;
        node.child_count = 0;
        node.depth = 1;
        return;
      }
    }
    if (ast_.node(id).kind == NodeKind::kSelect) return Visit(ast_.child(id, 0));
    Node& node = ast_.node(id);
    const int local = node.rooted ? -1 : Local(ast_.name(id));
    if (local >= 0) {
      node.kind = NodeKind::kLocal;
      node.index = static_cast<std::uint32_t>(local);
      return;
    }
    std::vector<std::string_view> locals(scope_.begin(), scope_.end());
    std::string suggestion = SuggestFrom(ast_.name(id), locals);
    if (suggestion.empty()) suggestion = environment_.SuggestVariable(ast_.name(id));
    Report(id, absl::StrFormat("undeclared name '%s'%s", ast_.name(id), suggestion));
  }

  void Call(NodeId id) {
    std::string name(ast_.name(id));
    bool rooted = ast_.node(id).rooted;
    // a.b.f(x) is the function "a.b.f" where there is one, and not a member of a.b.
    std::string qualified;
    if (ast_.node(id).receiver && Qualified(ast_.child(id, 0), qualified, rooted)) {
      if (const Function* function = environment_.ResolveFunction(qualified + "." + name, rooted)) {
        const auto arguments = ast_.children(id).subspan(1);
        ast_.SetChildren(id, arguments);
        ast_.node(id).receiver = false;
        ast_.node(id).rooted = rooted;
        ast_.node(id).name = ast_.AddName(qualified + "." + name);
        Attach(id, function);
        return VisitChildren(id);
      }
      rooted = false;
    }
    VisitChildren(id);
    const Function* function = ast_.node(id).receiver ? environment_.FindFunction(name)
                                                      : environment_.ResolveFunction(name, rooted);
    if (function == nullptr) {
      Report(id, absl::StrFormat("undeclared function '%s'%s", name,
                                 environment_.SuggestFunction(name)));
      return;
    }
    Attach(id, function);
  }

  void Attach(NodeId id, const Function* function) {
    Node& node = ast_.node(id);
    node.function = function;
    const bool fits = std::any_of(
        function->overloads.begin(), function->overloads.end(), [&](const Overload& overload) {
          return overload.member == node.receiver && overload.arguments.size() == node.child_count;
        });
    if (fits) node.operation = function->operation;
    // The checker reports those that do not fit, with the types of their arguments.
  }

  void Comprehension(NodeId id) {
    Visit(ast_.child(id, 0));
    if (scope_.size() >= limits_.macro_nesting) {
      issues_.AddOverLimit(ast_.node(id).span, "comprehensions are nested deeper", "macro_nesting",
                           limits_.macro_nesting);
      return;
    }
    ast_.node(id).index = static_cast<std::uint32_t>(scope_.size());
    scope_.emplace_back(ast_.name(id));
    locals_ = std::max(locals_, static_cast<std::uint32_t>(scope_.size()));
    for (std::uint32_t i = 1; i < ast_.node(id).child_count; ++i) Visit(ast_.child(id, i));
    scope_.pop_back();
  }

  const Environment& environment_;
  const Limits& limits_;
  Ast& ast_;
  Issues& issues_;
  Issues* const undeclared_;
  std::vector<std::string> scope_;  // Loop variables, the outermost first.
  std::uint32_t locals_ = 0;
};

}  // namespace

void Bind(const Environment& environment, const Limits& limits, Ast& ast, Issues& issues,
          Issues* undeclared) {
  Binder(environment, limits, ast, issues, undeclared).Run();
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
