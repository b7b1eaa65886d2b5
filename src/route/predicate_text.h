// SPDX-License-Identifier: Apache-2.0
//
// Facts and predicates of a plan back to CEL, from its tables alone.
//
//   `contact.service in ["a", "b"]`, `"deaf" in contact.customer.needs`, `age >= 65`,
//   `has(contact.customer.has_internet)`, `live("phone").expected_wait > duration("300s")`
#ifndef SIGNPOST_SRC_ROUTE_PREDICATE_TEXT_H_
#define SIGNPOST_SRC_ROUTE_PREDICATE_TEXT_H_

#include <cstdint>
#include <string>

#include "signpost/plan_view.h"

SIGNPOST_BEGIN_NAMESPACE

// The group that a fact is in.
const FactGroupRow& GroupOf(const RuleView& rules, std::uint32_t fact);

// What a group is about: `age`, `contact.customer.needs`, `live("phone").open`. Empty: programs.
std::string FactText(const PlanView& plan, const FactGroupRow& group);

// Text that lowers to the predicate again in the environment of the catalog, or, where whole
// numbers were compared with what is none, to one that holds for the same. `negated`: what holds
// where the predicate does not, with the opposite operator where there is one, else as `!(...)`.
std::string PredicateText(const PlanView& plan, const PredicateRow& predicate, bool negated);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_PREDICATE_TEXT_H_
