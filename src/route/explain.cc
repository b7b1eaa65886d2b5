// SPDX-License-Identifier: Apache-2.0
//
// Why the rules did what they did to one contact. Its way in is Explain() of signpost/decide.h.
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "catalog/utf8.h"
#include "route/fact_value.h"
#include "route/predicate_text.h"
#include "route/rule_error.h"
#include "route/rule_fault.h"
#include "signpost/decide.h"
#include "signpost/rules.h"

SIGNPOST_BEGIN_NAMESPACE

absl::StatusOr<v1::Explanation> Explain(const Plan& plan, const v1::Contact& contact,
                                        const LiveState& live) {
  const absl::StatusOr<Request> request = BindContact(plan, contact);
  if (!request.ok()) return request.status();
  const PlanView& view = plan.view();
  const RuleView& rules = view.rules;
  const FactView facts(view, *request, live);
  const FactReader reader(plan, *request, contact, live);

  v1::Explanation explanation;
  explanation.set_contact_id(IsUtf8(contact.id()) ? contact.id() : absl::CHexEscape(contact.id()));
  bool stopped = false;
  for (std::uint32_t i = 0; i < rules.rules.size; ++i) {
    const RuleRow& row = rules.rules[i];
    const Slice<TermRow> terms = rules.terms.Part(row.first_term, row.term_count);
    v1::ExplainedRule* rule = explanation.add_rules();
    rule->set_rule(std::string(view.Text(row.id)));
    const Truth truth = EvaluateCondition(rules, terms, facts);
    if (stopped) {
      rule->set_outcome(v1::RULE_OUTCOME_STOPPED);
    } else if (!IsValid(row, request->time)) {
      rule->set_outcome(v1::RULE_OUTCOME_NOT_VALID);
    } else if (truth.IsError()) {
      rule->set_outcome(v1::RULE_OUTCOME_FAILED);
      rule->set_error(RuleErrorName(truth.error_code()));
      rule->set_error_text(RuleFaultText(view, *request, &live, i, truth.error_code()));
    } else {
      rule->set_outcome(truth.IsTrue() ? v1::RULE_OUTCOME_MATCHED : v1::RULE_OUTCOME_NOT_MATCHED);
      stopped = truth.IsTrue() && row.stop != 0;
    }
    for (const TermRow& term : terms) {
      if (term.kind != TermKind::kPredicate) continue;
      const PredicateRow& predicate = rules.predicates[term.operand];
      const Truth its = EvaluateTerm(rules, term, facts);
      v1::ExplainedPredicate* explained = rule->add_predicates();
      explained->set_predicate(PredicateText(view, predicate, term.negated != 0));
      if (its.IsError()) {
        explained->set_error(RuleErrorName(its.error_code()));
      } else {
        explained->set_holds(its.IsTrue());
      }
      for (v1::ExplainedFact& fact : reader.Read(predicate.fact))
        *explained->add_facts() = std::move(fact);
    }
  }
  return explanation;
}

SIGNPOST_END_NAMESPACE
