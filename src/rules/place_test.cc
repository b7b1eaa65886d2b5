// SPDX-License-Identifier: Apache-2.0
//
// Every comparison that a place decides is the evaluator's.
#include "rules/place.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "cel/compare.h"
#include "cel/print.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using cel::Value;

const std::set<std::int64_t>& Integers() {
  static const std::set<std::int64_t> integers = [] {
    std::set<std::int64_t> made = {INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX, 0, 65};
    for (const int shift : {1, 31, 32, 52, 53, 54, 62}) {
      for (std::int64_t near = -3; near <= 3; ++near) {
        made.insert((std::int64_t{1} << shift) + near);
        made.insert(-(std::int64_t{1} << shift) + near);
      }
    }
    // Doubles near 2^63 are 512 and 1,024 apart.
    for (const std::int64_t near : {255, 256, 257, 511, 512, 513, 1023, 1024, 1025})
      made.insert(INT64_MAX - near);
    return made;
  }();
  return integers;
}

std::vector<Value> Numbers() {
  std::vector<Value> numbers;
  for (const std::int64_t i : Integers()) {
    numbers.push_back(Value::Int(i));
    numbers.push_back(Value::Uint(static_cast<std::uint64_t>(i)));
    for (const double d : {static_cast<double>(i), static_cast<double>(i) + 0.5,
                           std::nextafter(static_cast<double>(i), INFINITY),
                           std::nextafter(static_cast<double>(i), -INFINITY)}) {
      numbers.push_back(Value::Double(d));
    }
  }
  for (const double d :
       {-0.0, 1e300, -1e300, static_cast<double>(INFINITY), -static_cast<double>(INFINITY),
        std::nan(""), std::numeric_limits<double>::denorm_min()}) {
    numbers.push_back(Value::Double(d));
  }
  return numbers;
}

// -1, 0 or 1 as the place has it; 2 where nothing holds.
int Side(const Place& place, const Point& at) {
  if (place.nowhere) return 2;
  if (place.exact && !place.integers) {
    return at == *place.from ? 0 : at < *place.from ? -1 : 1;
  }
  if (!place.from || at < *place.from) return -1;
  return place.to && !(at < *place.to) ? 1 : 0;
}

TEST(Place, OfNumbersAmongIntegers) {
  for (const Value& constant : Numbers()) {
    const std::optional<Place> place = PlaceOf(constant, cel::TypeKind::kInt);
    ASSERT_TRUE(place.has_value());
    int equal = 0;
    for (const std::int64_t i : Integers()) {
      const int side = cel::CompareNumbers(Value::Int(i), constant).value_or(2);
      ASSERT_EQ(Side(*place, {i, 0}), side) << i << " with " << cel::Print(constant);
      if (side == 0) ++equal;
    }
    if (place->exact && !place->nowhere) {
      EXPECT_TRUE(place->from) << cel::Print(constant);
      const int its = cel::CompareNumbers(Value::Int(place->from->value), constant).value_or(2);
      EXPECT_EQ(its, 0) << cel::Print(constant);
      EXPECT_LE(equal, 1) << cel::Print(constant);
    }
  }
}

TEST(Place, OfNumbersAmongDoubles) {
  for (const Value& constant : Numbers()) {
    const std::optional<Place> place = PlaceOf(constant, cel::TypeKind::kDouble);
    ASSERT_TRUE(place.has_value());
    for (const Value& fact : Numbers()) {
      if (fact.kind() != cel::ValueKind::kDouble || std::isnan(fact.double_value())) continue;
      ASSERT_EQ(Side(*place, {OrderedBits(fact.double_value()), 0}),
                cel::CompareNumbers(fact, constant).value_or(2))
          << cel::Print(fact) << " with " << cel::Print(constant);
    }
  }
}

TEST(Place, OfTimesOnlyAmongTimes) {
  const std::optional<Place> time =
      PlaceOf(Value::Timestamp(-1, 250'000'000), cel::TypeKind::kTimestamp);
  ASSERT_TRUE(time.has_value());
  EXPECT_TRUE(time->exact);
  EXPECT_EQ(time->from->value, -1);
  EXPECT_EQ(time->from->nanos, 250'000'000);
  EXPECT_EQ(PlaceOf(Value::Duration(-5), cel::TypeKind::kDuration)->from->value, -5);
  EXPECT_FALSE(PlaceOf(Value::Duration(-5), cel::TypeKind::kTimestamp));
  EXPECT_FALSE(PlaceOf(Value::Timestamp(1, 0), cel::TypeKind::kDuration));
  EXPECT_FALSE(PlaceOf(Value::Int(1), cel::TypeKind::kTimestamp));
  EXPECT_FALSE(PlaceOf(Value::String("1"), cel::TypeKind::kInt));
  EXPECT_FALSE(PlaceOf(Value::Bool(true), cel::TypeKind::kDouble));
  EXPECT_FALSE(PlaceOf(Value::Int(1), cel::TypeKind::kString));
}

}  // namespace
}  // namespace signpost
