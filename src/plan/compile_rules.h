// SPDX-License-Identifier: Apache-2.0
//
// Rules to the tables of a plan: CompileRules().
#ifndef SIGNPOST_SRC_PLAN_COMPILE_RULES_H_
#define SIGNPOST_SRC_PLAN_COMPILE_RULES_H_

#include <memory>

#include "absl/status/status.h"
#include "cost/direct_cost.h"
#include "plan/tables.h"
#include "rules/rule_set.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// `set` holds the conditions of the catalog's rules in its order. Channels, attributes, roles,
// scripts and the index of attributes must be in the tables. Error: kOutOfRange where an amount
// does not fit once it is in the catalog's currency; it names the rule.
absl::Status CompileRules(const v1::Catalog& catalog, std::shared_ptr<const RuleSet> set,
                          const CostContext& context, TextWriter* text, PlanTables* tables);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_COMPILE_RULES_H_
