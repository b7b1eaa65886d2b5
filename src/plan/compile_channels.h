// SPDX-License-Identifier: Apache-2.0
//
// Channels, what they require of the customer, attributes and lifecycles into rows.
#ifndef SIGNPOST_SRC_PLAN_COMPILE_CHANNELS_H_
#define SIGNPOST_SRC_PLAN_COMPILE_CHANNELS_H_

#include "plan/tables.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

LifecycleRow CompileLifecycle(const v1::Lifecycle& lifecycle);

// Fills channels, requirements (in the order in which channels first name them) and attributes.
void CompileChannels(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_COMPILE_CHANNELS_H_
