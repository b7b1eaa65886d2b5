// SPDX-License-Identifier: Apache-2.0
//
// Which rules of a plan hold for a bound request. Standard library only; no allocation. Route() is
// the usual way in; MatchRules() is for who wants to see every rule.
//
//   signpost::MatchRules(plan.view(), request, live, signpost::kNone,
//                        [&](std::uint32_t rule, signpost::Truth truth) { ... });
#ifndef SIGNPOST_RULES_H_
#define SIGNPOST_RULES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/fact_classes.h"
#include "signpost/live_state.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/rule_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// What a condition gives: true, false, or an error with its code (as CEL: false && error is false,
// true || error is true, !error is that error).
class Truth {
 public:
  constexpr Truth() noexcept = default;
  static constexpr Truth Of(bool holds) noexcept { return Truth(holds ? 1 : 0); }
  static constexpr Truth Error(std::uint32_t error_class) noexcept { return Truth(error_class); }

  constexpr bool IsTrue() const noexcept { return value_ == 1; }
  constexpr bool IsFalse() const noexcept { return value_ == 0; }
  constexpr bool IsError() const noexcept { return signpost::IsError(value_); }
  constexpr std::uint8_t error_code() const noexcept { return static_cast<std::uint8_t>(value_); }
  // 0, 1, or the class of the error.
  constexpr std::uint32_t value() const noexcept { return value_; }

 private:
  constexpr explicit Truth(std::uint32_t value) noexcept : value_(value) {}
  std::uint32_t value_ = 0;
};

// Three of live state a channel.
inline constexpr int kMaxLiveFacts = 3 * kMaxChannels;

// The classes of all facts of one decision: those that were bound, and live state's.
class FactView {
 public:
  FactView(const PlanView& plan, const Request& request, const LiveState& live) noexcept
      : bound_(request.facts.data()), first_live_(plan.rules.first_live_fact) {
    const RuleView& rules = plan.rules;
    if (rules.absent.size == first_live_) return;
    for (std::size_t g = rules.groups.size; g-- > 0;) {
      const FactGroupRow& group = rules.groups[g];
      if (group.source < FactSource::kLiveWait) break;
      const int channel = static_cast<int>(group.operand);
      std::uint32_t& its = live_[group.first_fact - first_live_];
      if (group.source == FactSource::kLiveWait) {
        its = internal::ClassOfNumber(plan, group, {live.Wait(channel), 0, false});
      } else if (group.source == FactSource::kLiveWaitKnown) {
        its = live.WaitKnown(channel) ? 1 : 0;
      } else {
        its = (live.out_of_service() & Bit(channel)) != 0 ? 0 : 1;
      }
    }
  }

  std::uint32_t operator[](std::uint32_t fact) const noexcept {
    return fact < first_live_ ? bound_[fact] : live_[fact - first_live_];
  }

 private:
  const std::uint32_t* bound_;
  std::uint32_t first_live_;
  std::array<std::uint32_t, kMaxLiveFacts> live_;
};

inline Truth EvaluatePredicate(const RuleView& rules, const PredicateRow& predicate,
                               const FactView& facts) noexcept {
  const std::uint32_t its = facts[predicate.fact];
  if (IsError(its)) return Truth::Error(its);
  if (predicate.is_set == 0) return Truth::Of(predicate.first <= its && its <= predicate.last);
  const std::uint32_t* set = rules.class_sets.data + predicate.first;
  std::uint32_t low = 0, high = predicate.last;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (set[middle] < its) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Truth::Of(low < predicate.last && set[low] == its);
}

inline Truth EvaluateTerm(const RuleView& rules, const TermRow& term,
                          const FactView& facts) noexcept {
  if (term.kind == TermKind::kConstant) return Truth::Of(term.operand != 0);
  const Truth truth = EvaluatePredicate(rules, rules.predicates[term.operand], facts);
  return term.negated != 0 && !truth.IsError() ? Truth::Of(truth.IsFalse()) : truth;
}

// Evaluates a condition. Of several errors the first in the order of the text is the result.
inline Truth EvaluateCondition(const RuleView& rules, Slice<TermRow> terms,
                               const FactView& facts) noexcept {
  struct Open {
    std::uint32_t end;
    std::uint32_t decides;  // kAny: one that holds decides; kAll: one that does not.
    std::uint32_t fault;    // The class of the first error, or 0.
  };
  std::array<Open, kMaxTermDepth> open;  // Written as it is entered.
  std::size_t depth = 0;
  std::uint32_t at = 0;
  Truth truth;
  for (;;) {
    const TermRow& term = terms[at];
    ++at;
    if (term.kind >= TermKind::kAll) {
      open[depth++] = {term.operand, term.kind == TermKind::kAny ? 1U : 0U, 0};
      continue;  // The compiler writes no group without terms.
    }
    truth = EvaluateTerm(rules, term, facts);
    // Close every group that this decides or ends.
    for (;;) {
      if (depth == 0) return truth;
      Open& group = open[depth - 1];
      if (truth.IsError()) {
        if (group.fault == 0) group.fault = truth.value();
      } else if (truth.value() == group.decides) {
        at = group.end;
        --depth;
        continue;
      }
      if (at < group.end) break;
      truth = group.fault != 0 ? Truth::Error(group.fault) : Truth::Of(group.decides == 0);
      --depth;
    }
  }
}

inline bool IsValid(const RuleRow& rule, std::int64_t time) noexcept {
  return rule.valid_from <= time && time < rule.valid_to;
}

// Calls visit(rule, truth) for the rules that are valid at the request's time, in the order in
// which they apply, up to the one whose `stop` ends it. The request must be bound to this plan.
// `skip` is a rule to leave out, as if the catalog did not have it; kNone: none.
template <typename Visit>
inline void MatchRules(const PlanView& plan, const Request& request, const LiveState& live,
                       std::int32_t skip, Visit visit) noexcept {
  const RuleView& rules = plan.rules;
  if (rules.rules.size == 0) return;
  const FactView facts(plan, request, live);
  for (std::size_t i = 0; i < rules.rules.size; ++i) {
    const RuleRow& rule = rules.rules[i];
    if (!IsValid(rule, request.time) || static_cast<std::int32_t>(i) == skip) continue;
    const Truth truth =
        EvaluateCondition(rules, rules.terms.Part(rule.first_term, rule.term_count), facts);
    visit(static_cast<std::uint32_t>(i), truth);
    if (truth.IsTrue() && rule.stop != 0) return;
  }
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_RULES_H_
