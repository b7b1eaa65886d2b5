// SPDX-License-Identifier: Apache-2.0
//
// Where in a condition the error is that it ended in. Way in: RuleFaultText().
#ifndef SIGNPOST_SRC_ROUTE_RULE_FAULT_H_
#define SIGNPOST_SRC_ROUTE_RULE_FAULT_H_

#include <cstdint>
#include <string>

#include "signpost/live_state.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"

SIGNPOST_BEGIN_NAMESPACE

// "`age >= 65`: attribute age has neither a value nor a default", for a rule whose condition ends
// in the error `code`. `live` may be null: then, of a condition about live state, the place is
// named only where there is but one.
std::string RuleFaultText(const PlanView& plan, const Request& request, const LiveState* live,
                          std::uint32_t rule, std::uint8_t code);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_RULE_FAULT_H_
