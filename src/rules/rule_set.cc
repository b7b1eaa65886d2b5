// SPDX-License-Identifier: Apache-2.0
#include "rules/rule_set.h"

#include <utility>

#include "rules/lower.h"

SIGNPOST_BEGIN_NAMESPACE

RuleSetBuilder::RuleSetBuilder(std::shared_ptr<const RuleEnvironment> environment,
                               const cel::Limits& limits)
    : limits_(limits) {
  set_.environment = std::move(environment);
}

RuleSetBuilder::Added RuleSetBuilder::Add(std::string condition, std::string name) {
  cel::Compiled compiled =
      CompileCondition(*set_.environment, std::move(condition), std::move(name), limits_);
  Added added;
  added.issues = std::move(compiled.issues);
  added.source = std::move(compiled.source);
  added.program = std::move(compiled.program);
  ConditionTerms terms;
  terms.first = static_cast<std::uint32_t>(set_.terms.size());
  if (added.program != nullptr) {
    Lowered lowered = Lower(added.program, *set_.environment, &predicates_);
    added.issues = std::move(lowered.issues);
    added.uses_live = terms.uses_live = lowered.uses_live;
    terms.count = static_cast<std::uint32_t>(lowered.terms.size());
    set_.terms.insert(set_.terms.end(), lowered.terms.begin(), lowered.terms.end());
  }
  set_.conditions.push_back(terms);
  return added;
}

RuleSet RuleSetBuilder::Build() {
  set_.facts = predicates_.Number();
  set_.programs = predicates_.programs();
  return std::move(set_);
}

std::vector<std::uint32_t> RuleSet::RunPrograms(const v1::Contact& contact) const {
  std::vector<std::uint32_t> results;
  if (programs.empty()) return results;
  results.reserve(programs.size());
  const cel::Environment& names = environment->cel();
  cel::Workspace contact_work(cel::Limits(), names.pool(), names.factory());
  cel::Activation activation(names);
  Activate(*environment, contact, nullptr, &activation, &contact_work);
  cel::Workspace work(cel::Limits(), names.pool(), names.factory());
  for (const ConditionProgram& program : programs) {
    work.Clear();
    const cel::Value value = program.program->Evaluate(program.node, activation, work);
    std::uint32_t result = 0;
    if (value.IsBool()) {
      result = value.bool_value() ? 1 : 0;
    } else {
      const cel::ErrorCode code =
          value.IsError() ? value.error_code() : cel::ErrorCode::kNoMatchingOverload;
      result = kErrorClass | static_cast<std::uint32_t>(code);
    }
    results.push_back(result);
  }
  return results;
}

SIGNPOST_END_NAMESPACE
