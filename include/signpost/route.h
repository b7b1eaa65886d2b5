// SPDX-License-Identifier: Apache-2.0
//
// Route(): one contact, bound to a plan, decided. Standard library only; no allocation, no lock, no
// exception, no system call, no text; work bounded by the 64 channels. Safe to call from any number
// of threads on one plan.
//
// Order of work: rules, availability, assistance, estimates, ranking, offers. Each step has a
// file of its own in signpost/route, and works on all options before the next begins.
#ifndef SIGNPOST_ROUTE_H_
#define SIGNPOST_ROUTE_H_

#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/live_state.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/route/availability.h"
#include "signpost/route/estimate.h"
#include "signpost/route/offers.h"
#include "signpost/route/rank.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Decides a request. Effect: *decision is the answer, and nothing of what stood there before is
// left within its counts. Where the request was bound to another plan, its status is kWrongPlan and
// nothing else may be read. Where no channel can serve, its status is kNobodyCanServe and every
// option is listed with its reasons. `without_rule` is a rule to leave out, for asking what it
// changed.
inline void Route(const PlanView& plan, const Request& request, const LiveState& live,
                  Decision* decision, std::int32_t without_rule = kNone) noexcept {
  decision->option_count = decision->available_count = decision->offer_count = decision->gap_count =
      0;
  decision->price_of_preference_known = false;
  decision->price_of_preference = 0;
  decision->recommended = kNone;
  decision->service = request.service;
  decision->preferring_rule = kNone;
  decision->adjusted = 0;
  decision->matched_rules.count = decision->failed_rules.count = 0;
  decision->tags.Clear();
  decision->escalations.Clear();
  if (request.plan_fingerprint != plan.header->fingerprint) {
    decision->status = DecisionStatus::kWrongPlan;
    return;
  }
  const ServiceRow& service = plan.services[request.service];
  const Slice<OptionRow> rows = plan.options.Part(service.first_option, service.option_count);
  const PolicyRow& policy = plan.header->policy;
  decision->option_count = static_cast<std::uint8_t>(rows.size);

  internal::RuleEffects effects;
  if (plan.rules.rules.size != 0) {
    internal::ApplyRules(plan, request, live, service, without_rule, &effects, decision);
  }
  std::uint64_t free = internal::CheckAvailability(plan, request, live, rows, decision);
  if (effects.excluded != 0)
    free = internal::ExcludeByRules(plan, effects, free, service, decision);
  internal::Assist(plan, free, request.unknown, decision);
  internal::AdjustedLedgers room;
  const internal::DirectCosts costs =
      internal::AdjustedCosts(plan, service, effects, *decision, &room);
  for (std::size_t i = 0; i < rows.size; ++i) {
    internal::EstimateOption(plan, service, live, costs, i, &decision->options[i]);
  }
  internal::Rank(policy, request, effects, decision);
  if (decision->status == DecisionStatus::kRecommended)
    internal::MakeOffers(policy, request, effects, rows, decision);
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_H_
