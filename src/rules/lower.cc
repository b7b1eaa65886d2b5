// SPDX-License-Identifier: Apache-2.0
#include "rules/lower.h"

#include <optional>
#include <string>
#include <utility>

#include "cel/unparse.h"
#include "rules/facts.h"
#include "rules/place.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::NodeId;
using cel::NodeKind;
using cel::Operation;
using cel::Value;
using cel::ValueKind;

// The operation with its sides exchanged.
Operation Mirrored(Operation operation) {
  switch (operation) {
    case Operation::kLess:
      return Operation::kGreater;
    case Operation::kLessEqual:
      return Operation::kGreaterEqual;
    case Operation::kGreater:
      return Operation::kLess;
    case Operation::kGreaterEqual:
      return Operation::kLessEqual;
    default:
      return operation;
  }
}

class Lowering {
 public:
  Lowering(const std::shared_ptr<const cel::Program>& program, const RuleEnvironment& environment,
           Predicates* predicates)
      : program_(program),
        ast_(program->ast()),
        environment_(environment),
        predicates_(*predicates) {}

  Lowered Take() {
    lowered_.uses_live = ReadsLive(ast_, ast_.root());
    Emit(ast_.root(), false);
    if (!lowered_.issues.empty()) lowered_.terms.clear();
    return std::move(lowered_);
  }

 private:
  // Recursion is as deep as the tree, which limit nesting_depth bounds.
  void Emit(NodeId node, bool negated) {
    const cel::Node& its = ast_.node(node);
    if (its.kind == NodeKind::kCall && its.operation == Operation::kNot &&
        ast_.type(ast_.child(node, 0)).kind() == cel::TypeKind::kBool) {
      return Emit(ast_.child(node, 0), !negated);
    }
    if ((its.kind == NodeKind::kAnd || its.kind == NodeKind::kOr) && AllBool(node)) {
      const bool any = (its.kind == NodeKind::kOr) != negated;
      const std::size_t at = Open(any ? TermKind::kAny : TermKind::kAll);
      EmitChain(node, negated, any);
      return Close(at);
    }
    if (its.kind == NodeKind::kConstant && ast_.constant(node).IsBool()) {
      return AddTerm(TermKind::kConstant, ast_.constant(node).bool_value() != negated ? 1 : 0);
    }
    if (!EmitPredicate(node, negated)) EmitProgram(node, negated);
  }

  // The terms of a chain and of chains of the same kind right inside of it.
  void EmitChain(NodeId node, bool negated, bool any) {
    for (const NodeId child : ast_.children(node)) {
      bool inner_negated = negated;
      NodeId inner = child;
      while (ast_.node(inner).kind == NodeKind::kCall &&
             ast_.node(inner).operation == Operation::kNot &&
             ast_.type(ast_.child(inner, 0)).kind() == cel::TypeKind::kBool) {
        inner = ast_.child(inner, 0);
        inner_negated = !inner_negated;
      }
      const NodeKind kind = ast_.node(inner).kind;
      const bool chain = (kind == NodeKind::kAnd || kind == NodeKind::kOr) && AllBool(inner);
      if (chain && ((kind == NodeKind::kOr) != inner_negated) == any) {
        EmitChain(inner, inner_negated, any);
      } else {
        Emit(inner, inner_negated);
      }
    }
  }

  // A term that is not known to be a truth value could be an error that a chain must report itself.
  bool AllBool(NodeId chain) const {
    for (const NodeId child : ast_.children(chain)) {
      if (ast_.type(child).kind() != cel::TypeKind::kBool) return false;
    }
    return true;
  }

  std::size_t Open(TermKind kind) {
    AddTerm(kind, 0);
    return lowered_.terms.size() - 1;
  }
  void Close(std::size_t at) {
    lowered_.terms[at].operand = static_cast<std::uint32_t>(lowered_.terms.size());
  }
  void AddTerm(TermKind kind, std::uint32_t operand, bool negated = false) {
    TermRow term;
    term.kind = kind;
    term.operand = operand;
    term.negated = negated ? 1 : 0;
    lowered_.terms.push_back(term);
  }
  void AddPredicate(std::uint32_t predicate, bool negated) {
    AddTerm(TermKind::kPredicate, predicate, negated);
  }

  bool EmitPredicate(NodeId node, bool negated) {
    const cel::Node& its = ast_.node(node);
    if (its.kind == NodeKind::kHas) return EmitPresence(node, negated);
    if (const std::optional<FactKey> fact = FactOf(ast_, node, environment_)) {
      if (fact->kind != FactKind::kTruth) return false;
      AddPredicate(predicates_.Holds(*fact), negated);
      return true;
    }
    if (its.kind != NodeKind::kCall || its.child_count != 2) return false;
    const NodeId left = ast_.child(node, 0), right = ast_.child(node, 1);
    switch (its.operation) {
      case Operation::kIn:
        return EmitIn(left, right, negated);
      case Operation::kEqual:
      case Operation::kLess:
      case Operation::kLessEqual:
      case Operation::kGreater:
      case Operation::kGreaterEqual:
        return EmitComparison(left, its.operation, right, negated) ||
               EmitComparison(right, Mirrored(its.operation), left, negated);
      case Operation::kNotEqual:
        return EmitComparison(left, Operation::kEqual, right, !negated) ||
               EmitComparison(right, Operation::kEqual, left, !negated);
      default:
        return false;
    }
  }

  bool EmitPresence(NodeId node, bool negated) {
    const std::optional<Presence> presence = PresenceOf(ast_, node, environment_);
    if (!presence) return false;
    switch (presence->test) {
      case Presence::Test::kHolds:
        AddPredicate(predicates_.Holds(presence->fact), negated);
        break;
      case Presence::Test::kNotEmptyText:
        AddPredicate(predicates_.TextIn(presence->fact, {""}), !negated);
        break;
      case Presence::Test::kNotZero:
        AddPredicate(predicates_.NumberAmong(presence->fact, {Point{0, 0}}), !negated);
        break;
      case Presence::Test::kAlways:
        AddTerm(TermKind::kConstant, negated ? 0 : 1);
        break;
    }
    return true;
  }

  bool EmitComparison(NodeId operand, Operation operation, NodeId other, bool negated) {
    if (ast_.node(other).kind != NodeKind::kConstant) return false;
    const std::optional<FactKey> fact = FactOf(ast_, operand, environment_);
    if (!fact) return false;
    const Value& constant = ast_.constant(other);
    switch (fact->kind) {
      case FactKind::kText:
        if (operation != Operation::kEqual || constant.kind() != ValueKind::kString) return false;
        AddPredicate(predicates_.TextIn(*fact, {std::string(constant.text())}), negated);
        return true;
      case FactKind::kTruth:
        if (operation != Operation::kEqual || !constant.IsBool()) return false;
        AddPredicate(predicates_.Holds(*fact), negated == constant.bool_value());
        return true;
      case FactKind::kNumber: {
        const std::optional<Place> place = PlaceOf(constant, ast_.type(operand));
        if (!place) return false;
        EmitOrder(*fact, operation, *place, negated);
        return true;
      }
      default:
        return false;
    }
  }

  void EmitOrder(const FactKey& fact, Operation operation, const Place& place, bool negated) {
    if (place.nowhere) return AddPredicate(predicates_.NumberAmong(fact, {}), negated);
    switch (operation) {
      case Operation::kEqual: {
        if (place.exact) return AddPredicate(predicates_.NumberAmong(fact, {*place.from}), negated);
        Interval interval;
        interval.low = place.from;
        interval.high = place.to;
        interval.high_open = true;
        const bool none = !place.from || (place.to && *place.from == *place.to);
        return AddPredicate(
            none ? predicates_.NumberAmong(fact, {}) : predicates_.NumberIn(fact, interval),
            negated);
      }
      case Operation::kGreaterEqual:
        return EmitFrom(fact, place.from, false, negated);
      case Operation::kGreater:
        return place.integers ? EmitFrom(fact, place.to, false, negated)
                              : EmitFrom(fact, place.from, true, negated);
      default:
        break;
    }
    // Below is not at or above, so that both ways to write it are one predicate. But not of a NaN.
    const bool less = operation == Operation::kLess;
    if (!place.facts_of_nan) {
      return EmitOrder(fact, less ? Operation::kGreaterEqual : Operation::kGreater, place,
                       !negated);
    }
    Interval interval;
    interval.high = place.from;
    interval.high_open = less;
    AddPredicate(predicates_.NumberIn(fact, interval), negated);
  }

  // From a point on; without one: never.
  void EmitFrom(const FactKey& fact, const std::optional<Point>& low, bool open, bool negated) {
    if (!low) return AddPredicate(predicates_.NumberAmong(fact, {}), negated);
    Interval interval;
    interval.low = low;
    interval.low_open = open;
    AddPredicate(predicates_.NumberIn(fact, interval), negated);
  }

  bool EmitIn(NodeId element, NodeId list, bool negated) {
    if (const std::optional<FactKey> fact = FactOf(ast_, list, environment_)) {
      if (fact->kind != FactKind::kMember || ast_.node(element).kind != NodeKind::kConstant ||
          ast_.constant(element).kind() != ValueKind::kString) {
        return false;
      }
      AddPredicate(predicates_.HasMember(*fact, std::string(ast_.constant(element).text())),
                   negated);
      return true;
    }
    const std::optional<FactKey> fact = FactOf(ast_, element, environment_);
    if (!fact || ast_.node(list).kind != NodeKind::kConstant) return false;
    const Value& constants = ast_.constant(list);
    if (constants.kind() != ValueKind::kList || constants.from_field()) return false;
    if (fact->kind == FactKind::kText) {
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < constants.count(); ++i) {
        if (constants.items()[i].kind() != ValueKind::kString) return false;
        texts.emplace_back(constants.items()[i].text());
      }
      AddPredicate(predicates_.TextIn(*fact, std::move(texts)), negated);
      return true;
    }
    if (fact->kind != FactKind::kNumber) return false;
    std::vector<Point> points;
    for (std::size_t i = 0; i < constants.count(); ++i) {
      const std::optional<Place> place = PlaceOf(constants.items()[i], ast_.type(element));
      // Integers that a double stands for are a stretch, not a point: rare enough for a program.
      if (!place || (!place->exact && !place->nowhere)) return false;
      if (!place->nowhere) points.push_back(*place->from);
    }
    AddPredicate(predicates_.NumberAmong(*fact, std::move(points)), negated);
    return true;
  }

  void EmitProgram(NodeId node, bool negated) {
    if (ReadsLive(ast_, node)) {
      lowered_.issues.push_back(program_->source().At(
          ast_.Extent(node),
          "live() must stand by itself, or be compared with a constant: it is known only when the "
          "contact is routed"));
      return;
    }
    ConditionProgram program{program_, node, cel::Unparse(ast_, node)};
    AddPredicate(predicates_.ProgramHolds(program), negated);
  }

  const std::shared_ptr<const cel::Program>& program_;
  const cel::Ast& ast_;
  const RuleEnvironment& environment_;

  Predicates& predicates_;
  Lowered lowered_;
};

}  // namespace

Lowered Lower(const std::shared_ptr<const cel::Program>& program,
              const RuleEnvironment& environment, Predicates* predicates) {
  return Lowering(program, environment, predicates).Take();
}

SIGNPOST_END_NAMESPACE
