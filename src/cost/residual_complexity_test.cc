// SPDX-License-Identifier: Apache-2.0
#include "cost/residual_complexity.h"

#include <limits>

#include "gtest/gtest.h"

namespace signpost {
namespace {

TEST(ResidualComplexity, RisesWithTheShareThatLeft) {
  EXPECT_EQ(ResidualHandling(300, 0.2, 0), 300);
  EXPECT_DOUBLE_EQ(*ResidualHandling(300, 0.2, 0.1), 306) << "a tenth has left: 2% longer";
  EXPECT_DOUBLE_EQ(*ResidualHandling(300, 0, 0.9), 300);
  EXPECT_EQ(ResidualHandling(0, 0.5, 0.5), 0);
}

// Contacts of 0 to 2 minutes, evenly, the shortest leave first: the mean of the rest is 1 + share.
// That is elasticity 1, and the work that left is its square.
TEST(ResidualComplexity, OneIsAnEvenSpreadWhoseEasiestLeave) {
  for (const double share : {0.0, 0.25, 0.5, 0.99}) {
    const double rest = (2 * share + 2) / 2;
    EXPECT_DOUBLE_EQ(*ResidualHandling(1, 1, share), rest);
    EXPECT_NEAR(1 - (1 - share) * rest, share * share, 1e-15);
  }
}

TEST(ResidualComplexity, RefusesWhatIsOutOfRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(ResidualHandling(300, 0.2, 1));
  EXPECT_FALSE(ResidualHandling(300, 0.2, -0.1));
  EXPECT_FALSE(ResidualHandling(300, -0.1, 0.5));
  EXPECT_FALSE(ResidualHandling(-1, 0.2, 0.5));
  EXPECT_FALSE(ResidualHandling(nan, 0.2, 0.5));
  EXPECT_FALSE(ResidualHandling(300, nan, 0.5));
  EXPECT_FALSE(ResidualHandling(300, 0.2, nan));
  EXPECT_FALSE(ResidualHandling(infinite, 0.2, 0.5));
  EXPECT_FALSE(ResidualHandling(300, infinite, 0.5));
}

}  // namespace
}  // namespace signpost
