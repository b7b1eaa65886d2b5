// SPDX-License-Identifier: Apache-2.0
//
// The conditions of a catalog's rules, compiled and lowered one after the other: no syntax tree is
// kept but of what only the evaluator can do. Way in: RuleSetBuilder.
#ifndef SIGNPOST_SRC_RULES_RULE_SET_H_
#define SIGNPOST_SRC_RULES_RULE_SET_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cel/compile.h"
#include "rules/environment.h"
#include "rules/predicates.h"
#include "signpost/rule_view.h"

SIGNPOST_BEGIN_NAMESPACE

// The terms of one condition, within RuleSet::terms.
struct ConditionTerms {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool uses_live = false;
};

// Immutable; safe to use from any thread.
struct RuleSet {
  std::shared_ptr<const RuleEnvironment> environment;
  std::vector<ConditionTerms> conditions;  // In the order in which they were added.
  std::vector<TermRow> terms;
  FactTables facts;
  std::vector<ConditionProgram> programs;

  // What each program gives for a contact that has passed binding: 0, 1, or kErrorClass with the
  // code of the error.
  std::vector<std::uint32_t> RunPrograms(const v1::Contact& contact) const;
};

class RuleSetBuilder {
 public:
  RuleSetBuilder(std::shared_ptr<const RuleEnvironment> environment, const cel::Limits& limits);

  struct Added {
    // Empty: the condition is in the set.
    std::vector<cel::Issue> issues;
    std::shared_ptr<const cel::Source> source;    // For Source::Format(issue).
    std::shared_ptr<const cel::Program> program;  // Null where there are issues of the language.
    bool uses_live = false;
  };
  // The condition of the next rule. One with issues takes its place with no terms.
  Added Add(std::string condition, std::string name);

  // The set of all that was added. Call it once.
  RuleSet Build();

 private:
  const cel::Limits limits_;
  RuleSet set_;
  Predicates predicates_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_RULE_SET_H_
