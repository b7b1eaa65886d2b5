// SPDX-License-Identifier: Apache-2.0
//
// Where a constant lies among the numbers that a fact may be: PlaceOf(). Comparing a fact with the
// constant is then asking on which side of two points it is.
#ifndef SIGNPOST_SRC_RULES_PLACE_H_
#define SIGNPOST_SRC_RULES_PLACE_H_

#include <optional>

#include "cel/type.h"
#include "cel/value.h"
#include "rules/predicates.h"

SIGNPOST_BEGIN_NAMESPACE

// Everything from `from` to before `to` equals the constant, the rest is below or above. Unset: the
// numbers end before.
struct Place {
  std::optional<Point> from;
  std::optional<Point> to;    // Of integers only.
  bool exact = true;          // One point equals it, `from`.
  bool integers = false;      // Each has a next one, so that no end need be open.
  bool nowhere = false;       // A NaN: no comparison holds.
  bool facts_of_nan = false;  // The fact may be a NaN: not below is not at or above.
};

// `type` is the fact's. Empty where the two do not compare as numbers, timestamps or durations.
std::optional<Place> PlaceOf(const cel::Value& constant, const cel::Type& type);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_PLACE_H_
