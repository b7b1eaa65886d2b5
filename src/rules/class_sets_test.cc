// SPDX-License-Identifier: Apache-2.0
//
// Sets of classes against sets of bits.
#include "rules/class_sets.h"

#include "gtest/gtest.h"
#include "signpost/rule_view.h"

namespace signpost {
namespace {

constexpr std::uint32_t kBits = 8;

ClassSet FromBits(std::uint32_t bits) {
  ClassSet set;
  for (std::uint32_t i = 0; i < kBits; ++i) {
    if ((bits >> i & 1) != 0) set.Append(i, i);
  }
  return set;
}

std::uint32_t ToBits(const ClassSet& set) {
  std::uint32_t bits = 0;
  for (std::uint32_t i = 0; i < kBits; ++i) bits |= (set.Has(i) ? 1U : 0U) << i;
  return bits;
}

TEST(ClassSet, DoesWhatBitsDo) {
  for (std::uint32_t a = 0; a < 1U << kBits; ++a) {
    const ClassSet in_a = FromBits(a);
    ASSERT_EQ(ToBits(in_a), a);
    ASSERT_EQ(in_a.empty(), a == 0);
    for (std::uint32_t b = 0; b < 1U << kBits; ++b) {
      const ClassSet in_b = FromBits(b);
      ASSERT_EQ(Union(in_a, in_b), FromBits(a | b)) << a << " " << b;
      ASSERT_EQ(Intersection(in_a, in_b), FromBits(a & b)) << a << " " << b;
      ASSERT_EQ(Difference(in_a, in_b), FromBits(a & ~b)) << a << " " << b;
      ASSERT_EQ(in_a.Covers(in_b), (b & ~a) == 0) << a << " " << b;
      ASSERT_EQ(in_a == in_b, a == b);
    }
  }
}

TEST(ClassSet, HoldsTheClassOfErrors) {
  ClassSet all(0, 3);
  all.Append(kErrorClass, kErrorClass);
  EXPECT_EQ(all.ranges().size(), 2U);
  EXPECT_EQ(Difference(all, ClassSet(0, 3)), ClassSet(kErrorClass, kErrorClass));
  EXPECT_FALSE(ClassSet(0, 3).Covers(all));
}

}  // namespace
}  // namespace signpost
