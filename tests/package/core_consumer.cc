// SPDX-License-Identifier: Apache-2.0
//
// Core alone: tables that somebody else compiled, here made by hand. Exit status 0 where it is
// right.
#include <cstdio>

#include "signpost/route.h"

int main() {
  const char text[] = "webbins";
  signpost::PlanHeader header;
  header.fingerprint = 1;
  header.horizon_end = 2'000'000'000;
  signpost::ChannelRow channel;
  channel.id = channel.name = {0, 3};
  signpost::OptionRow option;
  option.flags = option.end_to_end.flags = signpost::kPriced;
  option.end_to_end.organisation_cost = 150'000;
  const signpost::Micros direct_cost = 150'000, no_cost = 0;
  const std::int64_t no_time = 0, once = 1;
  signpost::ServiceRow service;
  service.id = service.name = {3, 4};
  service.channels = 1;
  service.option_count = 1;
  const std::uint32_t first = 0;

  signpost::PlanView plan;
  plan.header = &header;
  plan.text = {text, sizeof text - 1};
  plan.channels = {&channel, 1};
  plan.services = {&service, 1};
  plan.options = {&option, 1};
  plan.direct_costs = {&direct_cost, 1};
  plan.direct_customer_costs = {&no_cost, 1};
  plan.direct_customer_times = {&no_time, 1};
  plan.visits = {&once, 1};  // x 2^visits_point, which is 0.
  plan.channels_by_id = plan.services_by_id = {&first, 1};

  signpost::ContactFacts facts;
  facts.service = "bins";
  facts.time = signpost::Instant{1'700'000'000, 0};
  signpost::Request request;
  if (signpost::Bind(plan, facts, &request).code != signpost::BindCode::kOk) return 1;
  static signpost::Decision decision;
  signpost::Route(plan, request, signpost::LiveState{}, &decision);
  std::printf("recommended: %d\n", decision.recommended);
  return decision.recommended == 0 && decision.options[0].estimate.organisation_cost == 150'000 ? 0
                                                                                                : 2;
}
