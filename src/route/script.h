// SPDX-License-Identifier: Apache-2.0
//
// Which of a plan's scripts staff say, by channel, service and language.
#ifndef SIGNPOST_SRC_ROUTE_SCRIPT_H_
#define SIGNPOST_SRC_ROUTE_SCRIPT_H_

#include <cstdint>
#include <string_view>

#include "signpost/plan_view.h"
#include "signpost/v1/script.pb.h"

SIGNPOST_BEGIN_NAMESPACE

struct ScriptQuery {
  v1::ScriptKind kind = v1::SCRIPT_KIND_OFFER;
  std::int32_t channel = kNone;
  std::int32_t service = kNone;
  std::int32_t requirement = kNone;  // For ASK.
  std::string_view language;         // BCP 47.
};

// The text of the script that fits best, as v1::Script says; empty where none does.
std::string_view FindScript(const PlanView& plan, const ScriptQuery& query);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_SCRIPT_H_
