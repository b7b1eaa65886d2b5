// SPDX-License-Identifier: Apache-2.0
//
// When a schedule is open, asked of Abseil's time zones one instant at a time.
#ifndef SIGNPOST_TESTS_REFERENCE_OPENING_HOURS_H_
#define SIGNPOST_TESTS_REFERENCE_OPENING_HOURS_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "signpost/v1/catalog.pb.h"

namespace signpost::reference {

// From the first second, up to but without the second one; seconds of the day.
using Period = std::pair<int, int>;

// The zone that holds: the schedule's, the catalog's, UTC.
absl::TimeZone ZoneOf(const v1::Catalog& catalog, const v1::OpeningHours& hours);

// "HH:MM" or "HH:MM:SS".
int SecondOfDay(const std::string& text);
// "YYYY-MM-DD".
absl::CivilDay DayOf(const std::string& text);

// The hours of one local day; exceptions replace those of the week.
std::vector<Period> PeriodsOf(const v1::OpeningHours& hours, absl::CivilDay day);

bool IsOpen(const v1::OpeningHours& hours, const absl::TimeZone& zone, absl::Time time);

// The first open instant after `time`, which is closed, at most 366 x 24 hours later.
std::optional<absl::Time> OpensAt(const v1::OpeningHours& hours, const absl::TimeZone& zone,
                                  absl::Time time);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_OPENING_HOURS_H_
