// SPDX-License-Identifier: Apache-2.0
//
// Days and times of day as catalogs write them.
#ifndef SIGNPOST_SRC_CATALOG_DATES_H_
#define SIGNPOST_SRC_CATALOG_DATES_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Days since 1970-01-01 of YYYY-MM-DD, a day of the proleptic Gregorian calendar from 0001-01-01 to
// 9999-12-31.
std::optional<std::int32_t> ParseDate(std::string_view text);

// Seconds since midnight of HH:MM or HH:MM:SS, 00:00 to 24:00.
std::optional<std::int32_t> ParseTimeOfDay(std::string_view text);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_DATES_H_
