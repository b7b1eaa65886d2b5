// SPDX-License-Identifier: Apache-2.0
#include "rules/class_sets.h"

#include <algorithm>
#include <cstddef>

SIGNPOST_BEGIN_NAMESPACE

void ClassSet::Append(std::uint32_t first, std::uint32_t last) {
  if (first > last) return;
  if (!ranges_.empty() && first <= ranges_.back().last + 1) {  // No class is the highest number.
    ranges_.back().last = std::max(ranges_.back().last, last);
  } else {
    ranges_.push_back({first, last});
  }
}

bool ClassSet::Has(std::uint32_t fact_class) const {
  const auto* at = std::partition_point(
      ranges_.begin(), ranges_.end(),
      [fact_class](const ClassRange& range) { return range.last < fact_class; });
  return at != ranges_.end() && at->first <= fact_class;
}

bool ClassSet::Covers(const ClassSet& other) const {
  const auto* mine = ranges_.begin();
  for (const ClassRange& range : other.ranges_) {
    while (mine != ranges_.end() && mine->last < range.first) ++mine;
    if (mine == ranges_.end() || range.first < mine->first || mine->last < range.last) return false;
  }
  return true;
}

ClassSet Union(const ClassSet& a, const ClassSet& b) {
  ClassSet sum;
  const auto* in_a = a.ranges().begin();
  const auto* in_b = b.ranges().begin();
  while (in_a != a.ranges().end() || in_b != b.ranges().end()) {
    const bool take_a =
        in_b == b.ranges().end() || (in_a != a.ranges().end() && in_a->first <= in_b->first);
    const ClassRange& range = take_a ? *in_a++ : *in_b++;
    sum.Append(range.first, range.last);
  }
  return sum;
}

ClassSet Intersection(const ClassSet& a, const ClassSet& b) {
  ClassSet common;
  const auto* in_a = a.ranges().begin();
  const auto* in_b = b.ranges().begin();
  while (in_a != a.ranges().end() && in_b != b.ranges().end()) {
    common.Append(std::max(in_a->first, in_b->first), std::min(in_a->last, in_b->last));
    if (in_a->last < in_b->last) {
      ++in_a;
    } else {
      ++in_b;
    }
  }
  return common;
}

ClassSet Difference(const ClassSet& a, const ClassSet& b) {
  ClassSet rest;
  const auto* taken = b.ranges().begin();
  for (const ClassRange& range : a.ranges()) {
    std::uint32_t from = range.first;
    while (taken != b.ranges().end() && taken->last < from) ++taken;
    bool any_left = true;
    for (const auto* at = taken; at != b.ranges().end() && at->first <= range.last; ++at) {
      if (at->first > from) rest.Append(from, at->first - 1);
      any_left = at->last < range.last;
      from = at->last + 1;
      if (!any_left) break;
    }
    if (any_left) rest.Append(from, range.last);
  }
  return rest;
}

SIGNPOST_END_NAMESPACE
