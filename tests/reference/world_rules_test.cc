// SPDX-License-Identifier: Apache-2.0
//
// Rules of random worlds are there to try everything: what they come to all in all.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/reference/refusal.h"
#include "tests/reference/rules.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

TEST(WorldRules, AreTheSameForTheSameSeed) {
  World one(7, true), two(7, true), without(7);
  EXPECT_EQ(one.catalog().SerializeAsString(), two.catalog().SerializeAsString());
  EXPECT_GT(one.catalog().rules_size(), 0);
  EXPECT_EQ(without.catalog().rules_size(), 0);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(one.NextContact().DebugString(), two.NextContact().DebugString());
  }
}

TEST(WorldRules, MatchMissAndFail) {
  std::map<std::string, int> errors;
  std::set<int> effects;
  int looked_at = 0, matched = 0, failed = 0, stopped = 0, crowded = 0, asks_live = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    World world(seed, true);
    Rules rules(world.catalog());
    for (const v1::Rule& rule : world.catalog().rules()) {
      for (const v1::Effect& effect : rule.effects()) effects.insert(effect.effect_case());
      asks_live += rule.condition().find("live(") != std::string::npos ? 1 : 0;
    }
    for (int i = 0; i < 20; ++i) {
      const v1::Contact contact = world.NextContact();
      const v1::LiveState live = world.NextLiveState();
      if (!RefusalOf(world.catalog(), contact).empty()) continue;
      const Ruling ruling = rules.Apply(contact, live);
      for (const auto& [rule, code] : ruling.failed) {
        ++errors[code];
        ASSERT_NE(code, "NOT_COMPILED") << "world " << seed << ": " << rule->condition();
      }
      looked_at += world.catalog().rules_size();
      matched += static_cast<int>(ruling.matched.size());
      failed += static_cast<int>(ruling.failed.size());
      crowded += ruling.matched.size() > 16 ? 1 : 0;
      stopped += !ruling.matched.empty() && ruling.matched.back()->stop() ? 1 : 0;
    }
  }
  EXPECT_GT(matched, looked_at / 4);
  EXPECT_LT(matched, looked_at / 2);
  EXPECT_GT(failed, looked_at / 30);
  EXPECT_LT(failed, looked_at / 6);
  EXPECT_GT(stopped, 1000);
  EXPECT_GT(crowded, 20);
  EXPECT_GT(asks_live, 500);
  EXPECT_EQ(effects.size(), 7u);
  for (const char* code : {"UNBOUND", "DIVISION_BY_ZERO", "OVERFLOW", "RANGE", "INDEX_OUT_OF_RANGE",
                           "NO_SUCH_KEY", "INVALID_ARGUMENT", "NO_MATCHING_OVERLOAD"}) {
    EXPECT_GT(errors[code], 10) << code;
  }
}

}  // namespace
}  // namespace signpost::reference
