// SPDX-License-Identifier: Apache-2.0
#include "rules/place.h"

#include <cstdint>
#include <limits>

#include "cel/compare.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::Value;
using cel::ValueKind;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// The smallest integer that compares as `wanted` or above with a constant (0: equal, 1: above), by
// the evaluator's own comparison, which rises with the integer. Empty: there is none.
std::optional<Point> FirstInteger(const Value& constant, int wanted) {
  const auto reaches = [&](std::int64_t i) {
    const std::optional<int> order = cel::CompareNumbers(Value::Int(i), constant);
    return order && *order >= wanted;
  };
  std::int64_t low = kLeast, high = kMost;
  if (!reaches(high)) return std::nullopt;
  while (low < high) {
    const std::int64_t middle = (low & high) + ((low ^ high) >> 1);  // Floor of the mean.
    if (reaches(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Point{low, 0};
}

Place PlaceAmongIntegers(const Value& constant) {
  Place place;
  place.integers = true;
  if (constant.kind() == ValueKind::kInt) {
    const std::int64_t number = constant.int_value();
    place.from = Point{number, 0};
    if (number != kMost) place.to = Point{number + 1, 0};
    return place;
  }
  place.nowhere =
      constant.kind() == ValueKind::kDouble && constant.double_value() != constant.double_value();
  place.from = FirstInteger(constant, 0);
  place.to = FirstInteger(constant, 1);
  if (place.from && place.to) {
    place.exact = *place.from < *place.to && place.to->value - 1 == place.from->value;
  } else {
    place.exact = place.from && place.from->value == kMost;
  }
  return place;
}

Place PlaceAmongDoubles(const Value& constant) {
  double number = constant.double_value();
  if (constant.kind() == ValueKind::kInt) number = static_cast<double>(constant.int_value());
  if (constant.kind() == ValueKind::kUint) number = static_cast<double>(constant.uint_value());
  Place place;
  place.nowhere = number != number;
  place.facts_of_nan = true;
  place.from = Point{OrderedBits(number), 0};
  return place;
}

}  // namespace

std::optional<Place> PlaceOf(const Value& constant, const cel::Type& type) {
  Place place;
  switch (type.kind()) {
    case cel::TypeKind::kTimestamp:
      if (constant.kind() != ValueKind::kTimestamp) return std::nullopt;
      place.from = Point{constant.seconds(), constant.nanos()};
      return place;
    case cel::TypeKind::kDuration:
      if (constant.kind() != ValueKind::kDuration) return std::nullopt;
      place.from = Point{constant.nanoseconds(), 0};
      return place;
    case cel::TypeKind::kInt:
      if (!constant.IsNumber()) return std::nullopt;
      return PlaceAmongIntegers(constant);
    case cel::TypeKind::kDouble:
      if (!constant.IsNumber()) return std::nullopt;
      return PlaceAmongDoubles(constant);
    default:
      return std::nullopt;
  }
}

SIGNPOST_END_NAMESPACE
