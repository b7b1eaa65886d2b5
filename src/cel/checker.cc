// SPDX-License-Identifier: Apache-2.0
#include "cel/checker.h"

#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "cel/inference.h"
#include "cel/messages.h"
#include "cel/standard.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

Type ConstantType(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return TypeKind::kNull;
    case ValueKind::kBool:
      return TypeKind::kBool;
    case ValueKind::kInt:
      return TypeKind::kInt;
    case ValueKind::kUint:
      return TypeKind::kUint;
    case ValueKind::kDouble:
      return TypeKind::kDouble;
    case ValueKind::kString:
      return TypeKind::kString;
    case ValueKind::kBytes:
      return TypeKind::kBytes;
    case ValueKind::kType:
      return TypeKind::kTypeType;
    default:
      return TypeKind::kDyn;
  }
}

class Checker {
 public:
  Checker(const Environment& environment, Ast& ast, Issues& issues)
      : environment_(environment), ast_(ast), issues_(issues) {}

  void Run() {
    types_.resize(ast_.size());
    Visit(ast_.root());
    for (Type& type : types_) type = inference_.Substitute(type, true);
    ast_.set_types(std::move(types_));
  }

 private:
  const Type& Visit(NodeId id) { return types_[id] = TypeOf(id); }

  Type Report(Span span, std::string message) {
    issues_.Add(span, std::move(message));
    return TypeKind::kError;
  }
  std::string Show(const Type& type) const { return inference_.Substitute(type, true).ToString(); }

  Type TypeOf(NodeId id) {
    const Node& node = ast_.node(id);
    switch (node.kind) {
      case NodeKind::kInvalid:
      case NodeKind::kIdent:
        return TypeKind::kError;
      case NodeKind::kStruct:
        for (const NodeId child : ast_.children(id)) Visit(child);
        return TypeKind::kError;
      case NodeKind::kConstant:
        return ConstantType(ast_.constant(id));
      case NodeKind::kVariable:
        return environment_.variable_type(node.index);
      case NodeKind::kLocal:
        return scope_[node.index];
      case NodeKind::kSelect:
        return Select(id);
      case NodeKind::kHas:
        return Select(id), Type(TypeKind::kBool);
      case NodeKind::kCall:
        return Call(id);
      case NodeKind::kAnd:
      case NodeKind::kOr:
        for (const NodeId child : ast_.children(id)) Want(child, TypeKind::kBool);
        return TypeKind::kBool;
      case NodeKind::kConditional:
        return Conditional(id);
      case NodeKind::kList:
        return List(id);
      case NodeKind::kMap:
        return Map(id);
      case NodeKind::kComprehension:
        return Comprehension(id);
    }
    return TypeKind::kDyn;
  }

  void Want(NodeId id, const Type& type) {
    const Type found = Visit(id);
    if (inference_.Assign(found, type)) return;
    Report(ast_.Extent(id), absl::StrFormat("expected %s, found %s", type.ToString(), Show(found)));
  }

  Type Select(NodeId id) {
    const Type operand = inference_.Substitute(Visit(ast_.child(id, 0)), false);
    Node& node = ast_.node(id);
    const std::string_view name = ast_.name(id);
    switch (operand.kind()) {
      case TypeKind::kDyn:
      case TypeKind::kError:
        return operand;
      case TypeKind::kVariable:
        inference_.Assign(Type(), operand);
        return TypeKind::kDyn;
      case TypeKind::kMap:
        return operand.parameters()[1];
      case TypeKind::kMessage: {
        node.field = FindField(operand.message(), name, environment_.pool());
        if (node.field != nullptr) return Type::Field(node.field);
        std::vector<std::string_view> known;
        for (int i = 0; i < operand.message()->field_count(); ++i) {
          known.push_back(operand.message()->field(i)->name());
        }
        return NoField(node.span, name, operand, SuggestFrom(name, known));
      }
      case TypeKind::kRecord: {
        const int field = operand.record()->Find(name);
        if (field >= 0) {
          node.index = static_cast<std::uint32_t>(field);
          return operand.record()->fields[node.index].type;
        }
        std::vector<std::string_view> known;
        for (const RecordField& f : operand.record()->fields) known.push_back(f.name);
        return NoField(node.span, name, operand, SuggestFrom(name, known));
      }
      default:
        return Report(node.span,
                      absl::StrFormat("a value of type %s has no fields", Show(operand)));
    }
  }
  Type NoField(Span span, std::string_view name, const Type& type, const std::string& suggestion) {
    return Report(span,
                  absl::StrFormat("%s has no field '%s'%s", type.ToString(), name, suggestion));
  }

  Type Conditional(NodeId id) {
    Want(ast_.child(id, 0), TypeKind::kBool);
    const Type then = Visit(ast_.child(id, 1));
    const Type other = Visit(ast_.child(id, 2));
    const Type both = inference_.Fresh();
    if (inference_.Assign({then, other}, {both, both})) return inference_.Substitute(both, false);
    return Report(ast_.node(id).span,
                  absl::StrFormat("both branches must be of one type, found %s and %s; dyn() "
                                  "allows both",
                                  Show(then), Show(other)));
  }

  Type List(NodeId id) {
    if (ast_.children(id).empty()) return Type::List(inference_.Fresh());
    Type element;
    bool first = true;
    for (std::uint32_t i = 0; i < ast_.node(id).child_count; ++i) {
      const Type type = Visit(ast_.child(id, i));
      element = first ? type : inference_.Join(element, type);
      first = false;
    }
    return Type::List(inference_.Substitute(element, false));
  }

  Type Map(NodeId id) {
    Type key = inference_.Fresh(), value = inference_.Fresh();
    for (std::uint32_t i = 0; i + 1 < ast_.node(id).child_count; i += 2) {
      const NodeId at = ast_.child(id, i);
      const Type k = Visit(at);
      switch (inference_.Substitute(k, true).kind()) {
        case TypeKind::kDyn:
        case TypeKind::kError:
        case TypeKind::kBool:
        case TypeKind::kInt:
        case TypeKind::kUint:
        case TypeKind::kString:
          break;
        default:
          Report(ast_.Extent(at),
                 absl::StrFormat("a key of a map is a bool, int, uint or string, not %s", Show(k)));
      }
      key = i == 0 ? k : inference_.Join(key, k);
      const Type v = Visit(ast_.child(id, i + 1));
      value = i == 0 ? v : inference_.Join(value, v);
    }
    return Type::Map(inference_.Substitute(key, false), inference_.Substitute(value, false));
  }

  Type Comprehension(NodeId id) {
    const NodeId range = ast_.child(id, 0);
    const Type over = inference_.Substitute(Visit(range), false);
    Type variable;
    switch (over.kind()) {
      case TypeKind::kList:
      case TypeKind::kMap:
        variable = over.parameters()[0];
        break;
      case TypeKind::kVariable:
        inference_.Assign(Type(), over);
        break;
      case TypeKind::kDyn:
      case TypeKind::kError:
        break;
      default:
        Report(ast_.Extent(range), absl::StrFormat("%s() goes over a list or a map, found %s",
                                                   MacroName(id), Show(over)));
    }
    scope_.push_back(variable);
    const std::uint32_t last = ast_.node(id).child_count - 1;
    Type result = TypeKind::kBool;
    if (ast_.node(id).macro == Macro::kMap) {
      if (last == 2) Want(ast_.child(id, 1), TypeKind::kBool);
      result = Type::List(inference_.Substitute(Visit(ast_.child(id, last)), false));
    } else {
      Want(ast_.child(id, last), TypeKind::kBool);
      if (ast_.node(id).macro == Macro::kFilter) {
        result = Type::List(inference_.Substitute(variable, false));
      }
    }
    scope_.pop_back();
    return result;
  }
  std::string_view MacroName(NodeId id) const {
    static constexpr std::string_view kNames[] = {"",           "all", "exists",
                                                  "exists_one", "map", "filter"};
    return kNames[static_cast<int>(ast_.node(id).macro)];
  }

  Type Call(NodeId id) {
    std::vector<Type> arguments;
    bool faulty = false;
    for (std::uint32_t i = 0; i < ast_.node(id).child_count; ++i) {
      arguments.push_back(inference_.Substitute(Visit(ast_.child(id, i)), false));
      faulty = faulty || arguments.back().kind() == TypeKind::kError;
    }
    Node& node = ast_.node(id);
    if (node.function == nullptr) return TypeKind::kError;
    bool found = false;
    Type result;
    for (const Overload& overload : node.function->overloads) {
      if (overload.member != node.receiver || overload.arguments.size() != arguments.size()) {
        continue;
      }
      std::vector<Type> signature = overload.arguments;
      signature.push_back(overload.result);
      signature = inference_.Instantiate(signature);
      const Type own = std::move(signature.back());
      signature.pop_back();
      if (!inference_.Assign(arguments, signature)) continue;
      const Type mine = inference_.Substitute(own, false);
      node.overload = found ? nullptr : &overload;
      result = !found || mine == result ? mine : Type();
      found = true;
    }
    if (found) return result;
    return faulty ? Type(TypeKind::kError) : NoOverload(id, arguments);
  }

  Type NoOverload(NodeId id, const std::vector<Type>& arguments) {
    const Node& node = ast_.node(id);
    std::string takes;
    for (const Overload& overload : node.function->overloads) {
      if (takes.size() > 200) {
        takes += "; ...";
        break;
      }
      takes += takes.empty() ? "" : "; ";
      takes += Signature(overload.arguments, overload.member);
    }
    return Report(node.span, absl::StrFormat("'%s' does not take %s; it takes %s",
                                             SpokenName(node.function->name),
                                             Signature(arguments, node.receiver), takes));
  }
  std::string Signature(absl::Span<const Type> arguments, bool member) const {
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (member && i == 0) {
        text += Show(arguments[0]) + ".";
        continue;
      }
      text += (i == (member ? 1 : 0) ? "(" : ", ") + Show(arguments[i]);
    }
    return arguments.size() == (member ? 1 : 0) ? text + "()" : text + ")";
  }

  const Environment& environment_;
  Ast& ast_;
  Issues& issues_;
  Inference inference_;
  std::vector<Type> types_;
  std::vector<Type> scope_;  // Of the loop variables, the outermost first.
};

}  // namespace

void Check(const Environment& environment, Ast& ast, Issues& issues) {
  Checker(environment, ast, issues).Run();
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
