// SPDX-License-Identifier: Apache-2.0
//
// Reasons in English, made from codes after the decision.
#ifndef SIGNPOST_SRC_ROUTE_REASON_TEXT_H_
#define SIGNPOST_SRC_ROUTE_REASON_TEXT_H_

#include <cstdint>
#include <string>

#include "signpost/decision.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"

SIGNPOST_BEGIN_NAMESPACE

// Why an option stands where it does; `opens_at` is kNever where it is not known.
std::string OptionReasonText(const PlanView& plan, const Request& request,
                             const OptionResult& option, ReasonCode code, std::int64_t opens_at);

// Why the decision is as it is.
std::string DecisionReasonText(const PlanView& plan, const Decision& decision);

// RFC 3339 in the offset that the schedule's zone has then.
std::string FormatLocal(const PlanView& plan, const ScheduleRow& schedule, std::int64_t at);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_REASON_TEXT_H_
