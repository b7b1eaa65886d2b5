// SPDX-License-Identifier: Apache-2.0
//
// Opening hours and time zones into schedules, periods and UTC offset transitions.
#ifndef SIGNPOST_SRC_PLAN_COMPILE_HOURS_H_
#define SIGNPOST_SRC_PLAN_COMPILE_HOURS_H_

#include "absl/status/status.h"
#include "plan/tables.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// Fills schedules (one an OpeningHours, in order), periods, exceptions, zones and transitions; the
// header's horizon must be set. Error: kNotFound, a zone that the system does not know.
absl::Status CompileHours(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_COMPILE_HOURS_H_
