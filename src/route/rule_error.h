// SPDX-License-Identifier: Apache-2.0
//
// Errors of conditions, by the code that a decision carries.
#ifndef SIGNPOST_SRC_ROUTE_RULE_ERROR_H_
#define SIGNPOST_SRC_ROUTE_RULE_ERROR_H_

#include <cstdint>
#include <string>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// "UNBOUND": stable.
std::string RuleErrorName(std::uint8_t code);
// "an attribute has no value and no default": for people.
std::string RuleErrorText(std::uint8_t code);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_RULE_ERROR_H_
