// SPDX-License-Identifier: Apache-2.0
//
// An estimate taken apart: by kind of cost and by channel, each adding up to it exactly. Not hot:
// it goes over the same visits as Route() once more. Way in: WriteBreakdown.
#ifndef SIGNPOST_SRC_ROUTE_BREAKDOWN_H_
#define SIGNPOST_SRC_ROUTE_BREAKDOWN_H_

#include <array>
#include <vector>

#include "signpost/decision.h"
#include "signpost/plan_view.h"
#include "signpost/v1/decision.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// What a visit costs directly, by v1::CostKind less one.
using KindCosts = std::array<Micros, kCostKinds>;

// Of each option of a service, in their order, as the plan has them.
std::vector<KindCosts> PlanKindCosts(const PlanView& plan, const ServiceRow& service);

// Fills `breakdown` and `steps` of the estimate of an option that was decided with these direct
// costs.
void WriteBreakdown(const PlanView& plan, const ServiceRow& service,
                    const std::vector<KindCosts>& direct, const OptionResult& option,
                    v1::Estimate* message);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_BREAKDOWN_H_
