// SPDX-License-Identifier: Apache-2.0
//
// What a program of a condition reads of one contact, for who asks why it came out as it did. Way
// in: ReadingsOf().
#ifndef SIGNPOST_SRC_RULES_READINGS_H_
#define SIGNPOST_SRC_RULES_READINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rule_set.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

struct ProgramReading {
  std::string fact;   // As CEL: `contact.customer.region`, `age`.
  std::string value;  // As CEL, messages as `{channel: "web"}`; "unset" where there is none.
};

// The paths that begin with a variable, in the order of the text, each once. The contact has passed
// binding.
std::vector<ProgramReading> ReadingsOf(const RuleSet& set, std::uint32_t program,
                                       const v1::Contact& contact);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_READINGS_H_
