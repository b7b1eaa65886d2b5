// SPDX-License-Identifier: Apache-2.0
//
// Random conditions over the names of world.h: predicates over every kind of fact, what is no
// predicate, errors, and chains of all of these.
#ifndef SIGNPOST_TESTS_RULES_EXPRESSIONS_H_
#define SIGNPOST_TESTS_RULES_EXPRESSIONS_H_

#include <string>

#include "tests/rules/world.h"

namespace signpost {

// Of type bool; nearly always one that the checker passes.
std::string MakeCondition(Choices* choices);

}  // namespace signpost

#endif  // SIGNPOST_TESTS_RULES_EXPRESSIONS_H_
