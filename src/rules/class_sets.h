// SPDX-License-Identifier: Apache-2.0
//
// Sets of the classes that one fact may have, as ranges: a condition that allows a thousand of a
// hundred thousand services costs a thousand entries, one that allows all but one costs two.
#ifndef SIGNPOST_SRC_RULES_CLASS_SETS_H_
#define SIGNPOST_SRC_RULES_CLASS_SETS_H_

#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

struct ClassRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // In it.

  friend bool operator==(const ClassRange& a, const ClassRange& b) {
    return a.first == b.first && a.last == b.last;
  }
};

class ClassSet {
 public:
  using Ranges = absl::InlinedVector<ClassRange, 2>;

  ClassSet() = default;
  // Empty where `first` is above `last`.
  ClassSet(std::uint32_t first, std::uint32_t last) { Append(first, last); }

  // Adds a range that begins behind the first class of every range so far. None where `first` is
  // above `last`.
  void Append(std::uint32_t first, std::uint32_t last);

  bool empty() const { return ranges_.empty(); }
  const Ranges& ranges() const { return ranges_; }
  bool Has(std::uint32_t fact_class) const;
  // Whether every class of `other` is in this set.
  bool Covers(const ClassSet& other) const;

  friend bool operator==(const ClassSet& a, const ClassSet& b) { return a.ranges_ == b.ranges_; }
  friend bool operator!=(const ClassSet& a, const ClassSet& b) { return !(a == b); }

 private:
  Ranges ranges_;  // In order, none touching the next.
};

ClassSet Union(const ClassSet& a, const ClassSet& b);
ClassSet Intersection(const ClassSet& a, const ClassSet& b);
// What is in `a` and not in `b`.
ClassSet Difference(const ClassSet& a, const ClassSet& b);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_CLASS_SETS_H_
