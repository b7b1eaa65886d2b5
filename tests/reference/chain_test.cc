// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/chain.h"

#include <string>

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

v1::ServiceChannel On(const std::string& channel, const std::string& outcome) {
  auto service_channel = Parse<v1::ServiceChannel>("outcome {" + outcome + "}");
  service_channel.set_channel(channel);
  return service_channel;
}

TEST(HalfEvenOfReals, SnapsToHalves) {
  EXPECT_EQ(HalfEven(Real("2.5")), 2);
  EXPECT_EQ(HalfEven(Real("3.5") - Real("1e-70")), 4);
  EXPECT_EQ(HalfEven(Real("2.5") + Real("1e-70")), 2);
  EXPECT_EQ(HalfEven(Real("2.5") + Real("1e-50")), 3);
  EXPECT_EQ(HalfEven(Real("7.49")), 7);
}

// From A half the contacts go to B, from B half come back: visits 4/3 and 2/3.
TEST(Chain, TwoChannels) {
  const v1::ServiceChannel a = On("a", R"pb(completion_probability: 0.5
                                            fallbacks { channel: "b" probability: 0.5 })pb");
  const v1::ServiceChannel b = On("b", R"pb(abandonment_probability: 0.5
                                            fallbacks { channel: "a" probability: 0.5 })pb");
  const v1::ServiceChannel c = On("c", "completion_probability: 1");
  const Chain chain = ChainOf({&a, &b, &c});
  EXPECT_EQ(chain.point, 44);
  EXPECT_EQ(chain.fixed[0][0], Integer("23456248059221"));  // 2^44 x 4/3 = 23456248059221.33
  EXPECT_EQ(chain.fixed[0][1], Integer("11728124029611"));  // 2^44 x 2/3 = 11728124029610.67
  EXPECT_EQ(chain.fixed[0][2], 0);
  EXPECT_EQ(chain.completion[0], 666'667);
  EXPECT_EQ(chain.completion[1], 333'333);
  EXPECT_TRUE(chain.reaches[1][0]);
  EXPECT_FALSE(chain.reaches[2][0]);
  // From A a contact costs 1 a visit: 1 to 4, ... each step has the chance of a half; the number of
  // visits is geometric with mean 2 and variance 2.
  const Real deviation = StandardDeviations(chain, {1, 1, 1})[0];
  EXPECT_LT(abs(deviation * deviation - 2), Real("1e-100"));
}

TEST(Chain, ThePointMovesForWhatIsVisitedOften) {
  v1::ServiceChannel a = On("a", R"pb(completion_probability: 0.5
                                      fallbacks { channel: "a" probability: 0.5 })pb");
  a.mutable_outcome()->set_completion_probability(1.0 / (std::int64_t{1} << 30));
  a.mutable_outcome()->mutable_fallbacks(0)->set_probability(1 - 1.0 / (std::int64_t{1} << 30));
  Chain chain = ChainOf({&a});
  EXPECT_EQ(chain.point, 31);  // 2^30 visits x 2^32 would be 2^62.
  EXPECT_EQ(chain.fixed[0][0], Integer(1) << 61);
  EXPECT_EQ(chain.completion[0], 1'000'000);
}

}  // namespace
}  // namespace signpost::reference
