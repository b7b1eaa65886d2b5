// SPDX-License-Identifier: Apache-2.0
#include "cel/evaluator.h"

#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_format.h"
#include "cel/arithmetic.h"
#include "cel/collections.h"
#include "cel/compare.h"
#include "cel/conversions.h"
#include "cel/messages.h"
#include "cel/print.h"
#include "cel/standard.h"
#include "cel/strings.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

class Evaluator {
 public:
  Evaluator(const Ast& ast, const Environment& environment, const Prepared& prepared,
            const Activation& activation, Workspace& work)
      : ast_(ast),
        environment_(environment),
        prepared_(prepared),
        activation_(activation),
        work_(work),
        locals_(ast.locals()) {}

  // Recursion is as deep as the tree, which limit nesting_depth bounds.
  Value Of(NodeId id) {
    if (!work_.Step(1)) return work_.exhausted();
    Value value = Compute(id);
    if (value.IsError() && value.error_node() == Value::kNoNode) value.set_error_node(id);
    return value;
  }

 private:
  Value Compute(NodeId id) {
    const Node& node = ast_.node(id);
    switch (node.kind) {
      case NodeKind::kConstant:
        return ast_.constant(id);
      case NodeKind::kVariable:
        return Variable(node.index);
      case NodeKind::kLocal:
        return locals_[node.index];
      case NodeKind::kSelect:
        return Select(id);
      case NodeKind::kHas: {
        const Value operand = Of(ast_.child(id, 0));
        return operand.IsError() ? operand : HasName(operand, ast_.name(id), work_);
      }
      case NodeKind::kCall:
        return Call(id);
      case NodeKind::kAnd:
        return Chain(id, false);
      case NodeKind::kOr:
        return Chain(id, true);
      case NodeKind::kConditional: {
        const Value condition = Of(ast_.child(id, 0));
        if (condition.IsBool()) return Of(ast_.child(id, condition.bool_value() ? 1 : 2));
        return condition.IsError() ? condition : work_.NoOverload("?:", condition);
      }
      case NodeKind::kList:
        return List(id);
      case NodeKind::kMap:
        return Map(id);
      case NodeKind::kComprehension:
        return Comprehension(id);
      case NodeKind::kIdent:
        return Undeclared("name", id);
      case NodeKind::kStruct:
        return Value::Error(ErrorCode::kUnsupported, "messages cannot be constructed");
      case NodeKind::kInvalid:
        break;
    }
    return Value::Error(ErrorCode::kUnsupported, "the expression has errors");
  }

  Value Undeclared(const char* what, NodeId id) {
    return work_.Fail(ErrorCode::kUndeclared,
                      absl::StrFormat("undeclared %s '%s'", what, ast_.name(id)));
  }

  Value Variable(std::uint32_t slot) {
    const Value& value = activation_.Get(slot);
    if (value.kind() == ValueKind::kUnset) {
      return Value::Error(ErrorCode::kUnbound, environment_.variable_name(slot));
    }
    return Adapt(value, work_);
  }

  Value Select(NodeId id) {
    const Value operand = Of(ast_.child(id, 0));
    if (operand.IsError()) return operand;
    const Node& node = ast_.node(id);
    if (node.field != nullptr && operand.kind() == ValueKind::kMessage &&
        operand.message().GetDescriptor() == node.field->containing_type()) {
      return ReadField(operand.message(), node.field, work_);
    }
    return SelectName(operand, ast_.name(id), work_);
  }

  // `decides` in any term decides; failing that an error in any term; failing that !decides.
  Value Chain(NodeId id, bool decides) {
    Value fault;
    for (const NodeId child : ast_.children(id)) {
      const Value term = Of(child);
      if (term.IsBool()) {
        if (term.bool_value() == decides) return term;
        continue;
      }
      if (work_.is_exhausted()) return work_.exhausted();
      if (!fault.IsError()) {
        fault = term.IsError() ? term : work_.NoOverload(decides ? "||" : "&&", term);
      }
    }
    return fault.IsError() ? fault : Value::Bool(!decides);
  }

  Value List(NodeId id) {
    const auto children = ast_.children(id);
    if (!work_.Build(children.size() * sizeof(Value))) return work_.exhausted();
    auto* items = work_.Array<Value>(children.size());
    for (std::size_t i = 0; i < children.size(); ++i) {
      items[i] = Of(children[i]);
      if (items[i].IsError()) return items[i];
    }
    return Value::List(items, children.size());
  }

  Value Map(NodeId id) {
    const auto children = ast_.children(id);
    if (!work_.Build(children.size() * sizeof(Value))) return work_.exhausted();
    auto* entries = work_.Array<MapEntry>(children.size() / 2);
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      MapEntry& entry = entries[i / 2];
      entry.key = Of(children[i]);
      if (entry.key.IsError()) return entry.key;
      entry.value = Of(children[i + 1]);
      if (entry.value.IsError()) return entry.value;
    }
    return MakeMap(entries, children.size() / 2, work_);
  }

  Value Comprehension(NodeId id) {
    const Node& node = ast_.node(id);
    Value range = Of(ast_.child(id, 0));
    if (range.IsError()) return range;
    if (range.kind() == ValueKind::kMap) range = SortedMap(range, work_);
    if (range.IsError()) return range;
    if (range.kind() != ValueKind::kList && range.kind() != ValueKind::kMap) {
      return work_.NoOverload("comprehension", range);
    }
    const std::size_t size = Size(range);
    const auto element = [&](std::size_t i) {
      return range.kind() == ValueKind::kMap ? range.entries()[i].key : ElementAt(range, i, work_);
    };
    switch (node.macro) {
      case Macro::kAll:
        return Quantify(id, size, element, false);
      case Macro::kExists:
        return Quantify(id, size, element, true);
      case Macro::kExistsOne:
        return ExistsOne(id, size, element);
      default:
        return Collect(id, size, element);
    }
  }

  // Sets the loop variable; false: there is no going on, and `fault` says why.
  template <typename Element>
  bool Next(NodeId id, Element& element, std::size_t i, Value& fault) {
    if (!work_.Iterate()) return fault = work_.exhausted(), false;
    locals_[ast_.node(id).index] = element(i);
    return true;
  }

  // all() as &&, exists() as ||, over the elements.
  template <typename Element>
  Value Quantify(NodeId id, std::size_t size, Element element, bool decides) {
    Value fault;
    for (std::size_t i = 0; i < size; ++i) {
      if (!Next(id, element, i, fault)) return fault;
      const Value term = Of(ast_.child(id, 1));
      if (term.IsBool()) {
        if (term.bool_value() == decides) return term;
        continue;
      }
      if (work_.is_exhausted()) return work_.exhausted();
      if (!fault.IsError()) {
        fault = term.IsError() ? term : work_.NoOverload(decides ? "exists" : "all", term);
      }
    }
    return fault.IsError() ? fault : Value::Bool(!decides);
  }

  template <typename Element>
  Value ExistsOne(NodeId id, std::size_t size, Element element) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      Value term;
      if (!Next(id, element, i, term)) return term;
      term = Of(ast_.child(id, 1));
      if (!term.IsBool()) return term.IsError() ? term : work_.NoOverload("exists_one", term);
      if (term.bool_value()) ++count;
    }
    return Value::Bool(count == 1);
  }

  // map() and filter().
  template <typename Element>
  Value Collect(NodeId id, std::size_t size, Element element) {
    const bool filter = ast_.node(id).macro == Macro::kFilter;
    const bool tests = filter || ast_.node(id).child_count == 3;
    if (!work_.Build(size * sizeof(Value))) return work_.exhausted();
    auto* items = work_.Array<Value>(size);
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      Value value;
      if (!Next(id, element, i, value)) return value;
      if (tests) {
        const Value keep = Of(ast_.child(id, 1));
        if (!keep.IsBool()) return keep.IsError() ? keep : work_.NoOverload("filter", keep);
        if (!keep.bool_value()) continue;
      }
      value = filter ? locals_[ast_.node(id).index] : Of(ast_.child(id, tests ? 2 : 1));
      if (value.IsError()) return value;
      items[count++] = value;
    }
    return Value::List(items, count);
  }

  Value Call(NodeId id) {
    const Node& node = ast_.node(id);
    if (node.operation == Operation::kUser || node.child_count > 2 || node.child_count == 0) {
      return CallUser(id);
    }
    const Value a = Of(ast_.child(id, 0));
    if (a.IsError()) return a;
    Value b;
    if (node.child_count == 2) {
      b = Of(ast_.child(id, 1));
      if (b.IsError()) return b;
    }
    switch (node.operation) {
      case Operation::kNot:
        return a.IsBool() ? Value::Bool(!a.bool_value()) : work_.NoOverload("!", a);
      case Operation::kNegate:
        return Negate(a, work_);
      case Operation::kAdd:
      case Operation::kSubtract:
      case Operation::kMultiply:
      case Operation::kDivide:
      case Operation::kModulo:
        return Arithmetic(node.operation, a, b, work_);
      case Operation::kEqual:
        return Equal(a, b, work_);
      case Operation::kNotEqual: {
        const Value same = Equal(a, b, work_);
        return same.IsBool() ? Value::Bool(!same.bool_value()) : same;
      }
      case Operation::kLess:
      case Operation::kLessEqual:
      case Operation::kGreater:
      case Operation::kGreaterEqual:
        return Order(node.operation, a, b, work_);
      case Operation::kIn:
        return In(a, b, work_);
      case Operation::kIndex:
        return Index(a, b, work_);
      case Operation::kSize:
        return SizeOf(a, work_);
      case Operation::kContains:
      case Operation::kStartsWith:
      case Operation::kEndsWith:
        return StringTest(node.operation, a, b, work_);
      case Operation::kMatches:
        return Matches(a, b, node.index > 0 ? prepared_.patterns[node.index - 1].get() : nullptr,
                       work_);
      case Operation::kType:
        return Value::TypeNamed(TypeNameOf(a));
      case Operation::kDyn:
        return a;
      case Operation::kNone:
        return NoFunction(id, a, b);
      default:
        return node.operation >= Operation::kGetFullYear ? TimeAccess(id, a, b)
                                                         : Convert(node.operation, a, work_);
    }
  }

  Value NoFunction(NodeId id, const Value& a, const Value& b) {
    const Node& node = ast_.node(id);
    if (node.function == nullptr) return Undeclared("function", id);
    const std::string name = SpokenName(node.function->name);
    return b.kind() == ValueKind::kUnset ? work_.NoOverload(name, a) : work_.NoOverload(name, a, b);
  }

  Value TimeAccess(NodeId id, const Value& time, const Value& name) {
    const Node& node = ast_.node(id);
    if (node.child_count == 1) return Access(node.operation, time, nullptr, work_);
    if (node.index > 0) {
      return Access(node.operation, time, &prepared_.zones[node.index - 1], work_);
    }
    if (name.kind() != ValueKind::kString) {
      return work_.NoOverload(node.function->name, time, name);
    }
    // It may read a file.
    if (!work_.Step(1'000)) return work_.exhausted();
    const auto zone = FindZone(name.text());
    if (!zone) {
      return work_.Fail(ErrorCode::kInvalidArgument, "no such time zone: " + PrintShort(name));
    }
    return Access(node.operation, time, &*zone, work_);
  }

  Value CallUser(NodeId id) {
    const Node& node = ast_.node(id);
    absl::InlinedVector<Value, 4> arguments;
    for (const NodeId child : ast_.children(id)) {
      arguments.push_back(Of(child));
      if (arguments.back().IsError()) return arguments.back();
    }
    if (node.operation != Operation::kUser) {
      return node.function == nullptr
                 ? Undeclared("function", id)
                 : work_.Fail(ErrorCode::kNoMatchingOverload,
                              absl::StrFormat("'%s' does not take %d arguments",
                                              SpokenName(node.function->name), node.child_count));
    }
    if (!node.function->implementation) {
      return work_.Fail(ErrorCode::kUnsupported, "function '" + node.function->name +
                                                     "' is declared, but has no implementation");
    }
    const Value result = node.function->implementation({arguments, activation_, work_});
    return result.kind() == ValueKind::kUnset ? Value::Null() : Adapt(result, work_);
  }

  const Ast& ast_;
  const Environment& environment_;
  const Prepared& prepared_;
  const Activation& activation_;
  Workspace& work_;
  absl::InlinedVector<Value, 4> locals_;
};

}  // namespace

Value Evaluate(const Ast& ast, NodeId root, const Environment& environment,
               const Prepared& prepared, const Activation& activation, Workspace& work) {
  const Value value = Evaluator(ast, environment, prepared, activation, work).Of(root);
  return work.is_exhausted() ? work.exhausted() : value;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
