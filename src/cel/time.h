// SPDX-License-Identifier: Apache-2.0
//
// Timestamps and durations: ranges, their texts, and zones.
#ifndef SIGNPOST_SRC_CEL_TIME_H_
#define SIGNPOST_SRC_CEL_TIME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "cel/value.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
inline constexpr std::int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;

// Values, or an error of code kRange. Nanoseconds may have any sign and size.
Value MakeTimestamp(std::int64_t seconds, std::int64_t nanos);
Value MakeDuration(std::int64_t seconds, std::int64_t nanos);

// "2009-02-13T23:31:30.123Z", offset "+05:30" allowed; or an error.
Value ParseTimestamp(std::string_view text);
std::string FormatTimestamp(const Value& timestamp);
// "-1h30m", "1.5s", "250ms", "0"; or an error.
Value ParseDuration(std::string_view text);
// Seconds, with as many decimals as it needs: "1.5s".
std::string FormatDuration(const Value& duration);

// "Europe/London", "+05:30", "-02:30", "02:00", "UTC".
struct Zone {
  absl::TimeZone zone;
  std::int64_t offset = 0;  // Seconds added to the time before `zone` is asked.
};
// Empty: no such zone.
std::optional<Zone> FindZone(std::string_view name);

// The civil second of a timestamp in a zone.
absl::CivilSecond CivilOf(const Value& timestamp, const Zone& zone);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_TIME_H_
