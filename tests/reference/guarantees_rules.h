// SPDX-License-Identifier: Apache-2.0
//
// What no rule can do, as properties of a decision: it must follow from the rules that it says have
// matched, and within G1 and G2.
#ifndef SIGNPOST_TESTS_REFERENCE_GUARANTEES_RULES_H_
#define SIGNPOST_TESTS_REFERENCE_GUARANTEES_RULES_H_

#include <string>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"

namespace signpost::reference {

// Empty, or what is wrong: an exclusion without a rule and a ground that this rule has for the
// channel, one that no matched rule makes, or one for CAPACITY that leaves only what is digital; a
// preference that overrides the customer's; lists that are not those of the rules.
std::string CheckRules(const v1::Catalog& catalog, const v1::Contact& contact,
                       const v1::Decision& decision);

// Whether a matched rule offers the channel; those that are not listed may.
enum class OfferedByRule { kNo, kPerhaps, kYes };
OfferedByRule IsOfferedByRule(const v1::Catalog& catalog, const v1::Decision& decision,
                              const std::string& channel);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_GUARANTEES_RULES_H_
