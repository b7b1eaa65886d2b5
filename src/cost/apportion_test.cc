// SPDX-License-Identifier: Apache-2.0
#include "cost/apportion.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Apportion, WhatIsMissingGoesToTheLargestRemainders) {
  EXPECT_THAT(Apportion({14, 17, 19}, 10, 5), ElementsAre(1, 2, 2));
  EXPECT_THAT(Apportion({15, 15, 10}, 10, 4), ElementsAre(2, 1, 1)) << "the first of equals";
  EXPECT_THAT(Apportion({10, 20}, 10, 3), ElementsAre(1, 2));
  EXPECT_THAT(Apportion({4, 4, 4}, 10, 1), ElementsAre(1, 0, 0));
  EXPECT_THAT(Apportion({-4, 14}, 10, 1), ElementsAre(0, 1)) << "-0.4 is -1 and a rest of 0.6";
  EXPECT_THAT(Apportion({}, 10, 0), IsEmpty());
}

}  // namespace
}  // namespace signpost
