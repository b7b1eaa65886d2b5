// SPDX-License-Identifier: Apache-2.0
//
// The hot path as a host compiles it, for symbols.sh to look at.
#include "signpost/route.h"

signpost::BindCode BindOne(const signpost::PlanView& plan, const signpost::ContactFacts& facts,
                           signpost::Request* request) {
  return signpost::Bind(plan, facts, request).code;
}

void RouteOne(const signpost::PlanView& plan, const signpost::Request& request,
              const signpost::LiveState& live, signpost::Decision* decision) {
  signpost::Route(plan, request, live, decision);
}
