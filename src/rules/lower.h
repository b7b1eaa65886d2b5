// SPDX-License-Identifier: Apache-2.0
//
// Brings a checked condition to terms over predicates: negation is pushed down to them (De Morgan,
// which holds with errors, too), nested chains of one kind are joined, and every leaf becomes a
// predicate over one fact if it is one, else a program for the binder. Its way in is Lower().
#ifndef SIGNPOST_SRC_RULES_LOWER_H_
#define SIGNPOST_SRC_RULES_LOWER_H_

#include <memory>
#include <vector>

#include "cel/compile.h"
#include "rules/environment.h"
#include "rules/predicates.h"
#include "signpost/rule_view.h"

SIGNPOST_BEGIN_NAMESPACE

struct Lowered {
  std::vector<TermRow> terms;  // Empty where there are issues.
  bool uses_live = false;
  // Only about live(): what the binder cannot know must be comparable by itself.
  std::vector<cel::Issue> issues;
};

// `program` is a condition compiled in `environment`, checked and folded.
Lowered Lower(const std::shared_ptr<const cel::Program>& program,
              const RuleEnvironment& environment, Predicates* predicates);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_LOWER_H_
