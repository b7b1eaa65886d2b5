// SPDX-License-Identifier: Apache-2.0
#include "rules/number_domains.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "signpost/live_state.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr Int128 kFirstTime = -62'135'596'800 * kNanosPerSecond;  // The years 1 to 9999.
constexpr Int128 kLastTime = 253'402'300'800 * kNanosPerSecond - 1;
constexpr Int128 kMostDuration = 9'223'372'036 * kNanosPerSecond;  // As an attribute is written.
constexpr Int128 kMin64 = std::numeric_limits<std::int64_t>::min();
constexpr Int128 kMax64 = std::numeric_limits<std::int64_t>::max();
constexpr Int128 kMostIdentityLevel = 9;

NumberRange Certain(Int128 low, Int128 high) { return {low, high, low, high, false, false}; }

}  // namespace

NumberRange NumberRangeOf(FactSource source, v1::AttributeType type) {
  switch (source) {
    case FactSource::kNow: {
      NumberRange range = Certain(kFirstTime, kLastTime);
      range.is_time = true;
      return range;
    }
    case FactSource::kUrgency:
      return Certain(std::numeric_limits<std::int32_t>::min(),
                     std::numeric_limits<std::int32_t>::max());
    case FactSource::kIdentityLevel:
      return Certain(0, kMostIdentityLevel);
    case FactSource::kLiveWait:
      return Certain(0, kMaxWaitNanos);
    default:
      break;
  }
  // Who binds without a message may state what a message must not.
  switch (type) {
    case v1::ATTRIBUTE_TYPE_DOUBLE: {
      using Double = std::numeric_limits<double>;
      return {OrderedBits(-Double::infinity()),
              OrderedBits(Double::infinity()),
              OrderedBits(Double::lowest()),
              OrderedBits(Double::max()),
              true,
              false};
    }
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return {
          kMin64 * kNanosPerSecond, kMax64 * kNanosPerSecond, kFirstTime, kLastTime, false, true};
    case v1::ATTRIBUTE_TYPE_DURATION:
      return {kMin64, kMax64, -kMostDuration, kMostDuration, false, false};
    default:
      return Certain(kMin64, kMax64);
  }
}

Int128 NumberOf(const PointRow& point, const NumberRange& range) {
  return range.is_time ? point.value * kNanosPerSecond + point.nanos : Int128{point.value};
}

NumberClasses NumberClassesOf(const std::vector<Int128>& points, const std::vector<Int128>& cuts,
                              const NumberRange& range) {
  NumberClasses classes;
  // Numbers from `low` to `high` are a class, where there are some.
  const auto add = [&](Int128 low, Int128 high) {
    if (std::max(low, range.low) > std::min(high, range.high)) return;
    if (std::max(low, range.certain_low) <= std::min(high, range.certain_high))
      classes.certain.Append(classes.size, classes.size);
    ++classes.size;
  };
  classes.first.push_back(0);
  std::size_t met = 0;  // Of `points`.
  Int128 low = range.low;
  for (const Int128 cut : cuts) {
    const bool is_point = met < points.size() && points[met] == cut;
    add(low, cut - 1);
    classes.before.push_back(classes.size);
    if (is_point) classes.first.push_back(classes.size);
    add(cut, cut);
    if (is_point) classes.first.push_back(classes.size);
    if (is_point) ++met;
    low = cut + 1;
  }
  add(low, range.high);
  classes.before.push_back(classes.size);
  classes.first.push_back(classes.size);
  if (range.nan) ++classes.size;
  classes.first.push_back(classes.size);
  return classes;
}

SIGNPOST_END_NAMESPACE
