// SPDX-License-Identifier: Apache-2.0
//
// Random conditions, many in one plan, on random contacts: the plan finds what the evaluator finds.
// SIGNPOST_PAIRS sets how many pairs of a condition and a contact are tried, SIGNPOST_SEED where
// they begin.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/rules/agreement.h"
#include "tests/rules/expressions.h"

namespace signpost {
namespace {

constexpr std::uint64_t kPairs = 200'000;
constexpr std::size_t kConditions = 200, kContacts = 50;

std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

TEST(RulesAgreement, PlanAndEvaluatorAgree) {
  const std::uint64_t pairs = FromEnvironment("SIGNPOST_PAIRS", kPairs);
  const std::uint64_t first = FromEnvironment("SIGNPOST_SEED", std::random_device{}());
  std::cout << "SIGNPOST_SEED=" << first << "\n";
  Agreement::Counts sum;
  std::size_t written = 0, kept = 0, programs = 0, predicates = 0;
  for (std::uint64_t seed = first; sum.all() < pairs; ++seed) {
    RandomChoices choices(seed);
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < kConditions; ++i) conditions.push_back(MakeCondition(&choices));
    Agreement agreement(conditions);
    ASSERT_TRUE(agreement.ok()) << agreement.fault();
    ASSERT_GT(agreement.conditions().size(), 0u);
    written += conditions.size();
    kept += agreement.conditions().size();
    programs += agreement.plan().view().rules.programs.size;
    predicates += agreement.plan().view().rules.predicates.size;
    for (std::size_t i = 0; i < kContacts; ++i) {
      const v1::Contact contact = MakeContact(&choices);
      const LiveState live = MakeLiveState(&choices);
      const std::string fault = agreement.Disagreement(contact, live);
      ASSERT_EQ(fault, "") << "SIGNPOST_SEED=" << seed << " reproduces";
    }
    sum.holds += agreement.counts().holds;
    sum.fails += agreement.counts().fails;
    sum.errs += agreement.counts().errs;
    sum.limited += agreement.counts().limited;
  }
  std::cout << sum.holds << " held, " << sum.fails << " did not, " << sum.errs << " erred; " << kept
            << " of " << written << " conditions, " << predicates << " predicates, of them "
            << programs << " programs\n";
  // None of it is rare.
  EXPECT_GT(kept, written / 4 * 3);
  EXPECT_GT(sum.holds, sum.all() / 10);
  EXPECT_GT(sum.fails, sum.all() / 10);
  EXPECT_GT(sum.errs, sum.all() / 20);
  EXPECT_EQ(sum.limited, 0u);
  EXPECT_GT(predicates - programs, predicates / 4);
}

}  // namespace
}  // namespace signpost
