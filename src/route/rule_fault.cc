// SPDX-License-Identifier: Apache-2.0
#include "route/rule_fault.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cel/value.h"
#include "route/predicate_text.h"
#include "route/rule_error.h"
#include "signpost/rules.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::uint32_t kNoTerm = 0xFFFF'FFFF;

// A condition with every term evaluated, so that what absorbs an error is known.
class FaultFinder {
 public:
  FaultFinder(const RuleView& rules, Slice<TermRow> terms, const FactView& facts)
      : rules_(rules), terms_(terms), facts_(facts) {}

  // The term that the error of the condition comes from; kNoTerm: it does not end in one.
  std::uint32_t Find() const { return Evaluate(0).fault; }

 private:
  struct Outcome {
    bool holds = false;
    std::uint32_t fault = kNoTerm;
    std::uint32_t end = 0;  // One behind its last term.
  };

  // Recursion is as deep as the condition, at most kMaxTermDepth.
  Outcome Evaluate(std::uint32_t at) const {
    const TermRow& term = terms_[at];
    if (term.kind < TermKind::kAll) {
      const Truth truth = EvaluateTerm(rules_, term, facts_);
      return {truth.IsTrue(), truth.IsError() ? at : kNoTerm, at + 1};
    }
    const bool decides = term.kind == TermKind::kAny;
    Outcome outcome{!decides, kNoTerm, term.operand};
    bool decided = false;
    for (std::uint32_t inner = at + 1; inner < term.operand;) {
      const Outcome its = Evaluate(inner);
      inner = its.end;
      if (its.fault != kNoTerm) {
        outcome.fault = std::min(outcome.fault, its.fault);
      } else if (its.holds == decides) {
        decided = true;
      }
    }
    if (decided) return {decides, kNoTerm, term.operand};
    return outcome;
  }

  const RuleView& rules_;
  const Slice<TermRow> terms_;
  const FactView& facts_;
};

// Of a condition about live state that is not known.
std::uint32_t FindOnlyFault(const RuleView& rules, Slice<TermRow> terms, const FactView& facts) {
  std::uint32_t found = kNoTerm;
  for (std::uint32_t i = 0; i < terms.size; ++i) {
    const TermRow& term = terms[i];
    if (term.kind != TermKind::kPredicate || !EvaluateTerm(rules, term, facts).IsError()) continue;
    if (found != kNoTerm && terms[found].operand != term.operand) return kNoTerm;
    if (found == kNoTerm) found = i;
  }
  return found;
}

bool ReadsLive(const RuleView& rules, Slice<TermRow> terms) {
  return std::any_of(terms.begin(), terms.end(), [&rules](const TermRow& term) {
    return term.kind == TermKind::kPredicate &&
           rules.predicates[term.operand].fact >= rules.first_live_fact;
  });
}

}  // namespace

std::string RuleFaultText(const PlanView& plan, const Request& request, const LiveState* live,
                          std::uint32_t rule, std::uint8_t code) {
  const RuleView& rules = plan.rules;
  const RuleRow& row = rules.rules[rule];
  const Slice<TermRow> terms = rules.terms.Part(row.first_term, row.term_count);
  const LiveState nothing;
  const FactView facts(plan, request, live == nullptr ? nothing : *live);
  const std::uint32_t found = live == nullptr && ReadsLive(rules, terms)
                                  ? FindOnlyFault(rules, terms, facts)
                                  : FaultFinder(rules, terms, facts).Find();
  if (found == kNoTerm) return RuleErrorText(code);
  const TermRow& term = terms[found];
  const PredicateRow& predicate = rules.predicates[term.operand];
  const FactGroupRow& group = GroupOf(rules, predicate.fact);
  std::string what = RuleErrorText(code);
  if (group.source == FactSource::kAttribute &&
      code == static_cast<std::uint8_t>(cel::ErrorCode::kUnbound)) {
    what = absl::StrCat("attribute ", FactText(plan, group), " has neither a value nor a default");
  }
  return absl::StrCat("`", PredicateText(plan, predicate, term.negated != 0), "`: ", what);
}

SIGNPOST_END_NAMESPACE
