// SPDX-License-Identifier: Apache-2.0
//
// What the matched rules do to the channels of the contact's service, and what the decision tells
// of them.
#ifndef SIGNPOST_TESTS_REFERENCE_EFFECTS_H_
#define SIGNPOST_TESTS_REFERENCE_EFFECTS_H_

#include <vector>

#include "signpost/v1/decision.pb.h"
#include "tests/reference/option.h"
#include "tests/reference/rules.h"

namespace signpost::reference {

// Fills everything of step 2 in every candidate of the contact's service.
void ApplyEffects(const Ruling& ruling, std::vector<Candidate>& candidates);

// Fills matched and failed rules, tags and escalations.
void TellRules(const Ruling& ruling, v1::Decision& decision);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_EFFECTS_H_
