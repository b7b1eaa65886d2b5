// SPDX-License-Identifier: Apache-2.0
//
// Which classes of a number there are: those of a plan lie on and between the points that rules
// compare it with, and some hold no number (between 64 and 65 there is no whole one). Way in:
// NumberClassesOf().
#ifndef SIGNPOST_SRC_RULES_NUMBER_DOMAINS_H_
#define SIGNPOST_SRC_RULES_NUMBER_DOMAINS_H_

#include <cstdint>
#include <vector>

#include "rules/class_sets.h"
#include "signpost/money.h"
#include "signpost/rule_view.h"
#include "signpost/v1/attribute.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// Numbers as whole ones, next to each other: times in nanoseconds, doubles by OrderedBits().
inline constexpr Int128 kNanosPerSecond = 1'000'000'000;

struct NumberRange {
  Int128 low = 0, high = 0;                  // Perhaps a contact has it.
  Int128 certain_low = 0, certain_high = 0;  // A contact can state it.
  bool nan = false;                          // Perhaps it is none.
  bool is_time = false;
};

// `type` is that of the attribute, where the source is one.
NumberRange NumberRangeOf(FactSource source, v1::AttributeType type);
Int128 NumberOf(const PointRow& point, const NumberRange& range);

struct NumberClasses {
  // By class of the plan: the first of the classes that are left, numbered anew. One more at the
  // end.
  std::vector<std::uint32_t> first;
  std::uint32_t size = 0;
  ClassSet certain;                   // Of those: what a contact can state.
  std::vector<std::uint32_t> before;  // By entry of `cuts`: classes below it. One more at the end.
};

// `points` are those of the plan. `cuts` has all of them, and others that divide classes further.
// Both are in order.
NumberClasses NumberClassesOf(const std::vector<Int128>& points, const std::vector<Int128>& cuts,
                              const NumberRange& range);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_NUMBER_DOMAINS_H_
