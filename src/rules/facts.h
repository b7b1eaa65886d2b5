// SPDX-License-Identifier: Apache-2.0
//
// Which expressions are facts: FactOf() for a path like `contact.customer.language`, an attribute,
// `now`, `live("phone").open`; PresenceOf() for has() of one.
#ifndef SIGNPOST_SRC_RULES_FACTS_H_
#define SIGNPOST_SRC_RULES_FACTS_H_

#include <optional>

#include "cel/ast.h"
#include "rules/environment.h"
#include "rules/predicates.h"

SIGNPOST_BEGIN_NAMESPACE

// The fact that a node of a checked condition reads; empty where it is none. Lists have kMember.
std::optional<FactKey> FactOf(const cel::Ast& ast, cel::NodeId node,
                              const RuleEnvironment& environment);

// What has() of a field comes to.
struct Presence {
  enum class Test {
    kHolds,         // The fact holds.
    kNotEmptyText,  // The fact is not "".
    kNotZero,       // The fact is not 0.
    kAlways,
  };
  Test test = Test::kHolds;
  FactKey fact;
};
std::optional<Presence> PresenceOf(const cel::Ast& ast, cel::NodeId node,
                                   const RuleEnvironment& environment);

// Whether something at or below the node reads live state.
bool ReadsLive(const cel::Ast& ast, cel::NodeId node);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_FACTS_H_
