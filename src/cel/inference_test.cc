// SPDX-License-Identifier: Apache-2.0
#include "cel/inference.h"

#include "gtest/gtest.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

TEST(Inference, WrappersTakeTheirPrimitiveAndNull) {
  Inference inference;
  const Type wrapper = Type::Wrapper(TypeKind::kInt);
  EXPECT_TRUE(inference.Assign(wrapper, TypeKind::kInt));
  EXPECT_TRUE(inference.Assign(TypeKind::kInt, wrapper));
  EXPECT_TRUE(inference.Assign(TypeKind::kNull, wrapper));
  EXPECT_FALSE(inference.Assign(TypeKind::kNull, TypeKind::kInt));
  EXPECT_FALSE(inference.Assign(wrapper, TypeKind::kString));
}

TEST(Inference, KeepsNothingOfWhatFailed) {
  Inference inference;
  const Type variable = inference.Fresh();
  const Type pair[] = {TypeKind::kInt, TypeKind::kString};
  const Type wanted[] = {variable, variable};
  EXPECT_FALSE(inference.Assign(pair, wanted));
  EXPECT_TRUE(inference.Substitute(variable, true).IsDyn());
  EXPECT_TRUE(inference.Assign(TypeKind::kBool, variable));
  EXPECT_EQ(inference.Substitute(Type::List(variable), true), Type::List(TypeKind::kBool));
}

TEST(Inference, NoVariableStandsForATypeThatHoldsIt) {
  Inference inference;
  const Type variable = inference.Fresh();
  EXPECT_FALSE(inference.Assign(Type::List(variable), variable));
}

TEST(Inference, TypesThatDoubleWithEveryCallEndAsDyn) {
  Inference inference;
  Type type = TypeKind::kInt;
  for (int i = 0; i < 200; ++i) {
    const Type t = Type::Parameter("T");
    auto signature = inference.Instantiate({t, Type::Abstract("pair", {t, t})});
    ASSERT_TRUE(inference.Assign(type, signature[0]));
    type = inference.Substitute(signature[1], true);
  }
  EXPECT_LE(type.size(), 10'000u);
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
