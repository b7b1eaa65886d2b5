// SPDX-License-Identifier: Apache-2.0
#include "cost/sensitivity.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

#include "cost/chain_judge.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using Rows = std::vector<std::vector<Rational>>;
constexpr std::uint64_t kSeed = 20120402;

std::vector<Rational> Exact(const std::vector<double>& values) {
  return std::vector<Rational>(values.begin(), values.end());
}

std::vector<double> RandomCosts(std::size_t size, std::mt19937_64* random) {
  std::vector<double> costs;
  for (std::size_t i = 0; i < size; ++i) {
    costs.push_back(std::uniform_real_distribution<double>(0.05, 12)(*random));
  }
  return costs;
}

// Difference quotients in rational arithmetic over a step of 1e-30, where what is left of the
// second derivative is far below what is compared.
TEST(Sensitivity, SlopesAgainstRationalDifferences) {
  std::mt19937_64 random(kSeed);
  const Rational step(1, boost::multiprecision::pow(boost::multiprecision::cpp_int(10), 30));
  double worst = 0;
  for (int i = 0; i < 60; ++i) {
    const std::size_t n = 1 + static_cast<std::size_t>(i) % 5;
    const std::vector<ChainStep> steps = RandomChain(n, false, &random);
    const std::vector<double> direct = RandomCosts(n, &random);
    Chain chain;
    ASSERT_TRUE(Chain::Solve(steps, &chain).ok());
    const auto expected = chain.ExpectedCost(direct);
    const ExactChain before(steps);
    const std::size_t at = random() % n;
    const std::size_t start = random() % n;
    for (std::size_t less = 0; less < n + 2; ++less) {
      for (std::size_t more = 0; more < n + 2; ++more) {
        if (less == more) continue;
        // Columns of a row: completion, abandonment, channels.
        const auto where = [](std::size_t column) {
          return column == 0 ? kToCompletion : column == 1 ? kToAbandonment : column - 2;
        };
        Rows rows = ExactChain::Rows(steps);
        for (auto& row : rows) {
          Rational sum = 0;
          for (const Rational& cell : row) sum += cell;
          for (Rational& cell : row) cell /= sum;
        }
        rows[at][less] -= step;
        rows[at][more] += step;
        const ExactChain after(rows);
        const Rational cost_slope =
            (after.Cost(Exact(direct))[start] - before.Cost(Exact(direct))[start]) / step;
        const double got = CostSlope(chain, *expected, start, at, where(less), where(more));
        const double scale = chain.Visits(start, at) * 12;
        EXPECT_LE(std::fabs(got - static_cast<double>(cost_slope)), 1e-13 * scale + 1e-13);
        worst = std::max(worst, std::fabs(got - static_cast<double>(cost_slope)) / scale);
        const Rational completion_slope =
            (after.Completion(start) - before.Completion(start)) / step;
        EXPECT_NEAR(CompletionSlope(chain, start, at, where(less), where(more)),
                    static_cast<double>(completion_slope), 1e-13 * scale + 1e-13);
      }
    }
    // A component that enters 2.5 times.
    std::vector<Rational> dearer = Exact(direct);
    dearer[at] += step * Rational(5, 2);
    const Rational slope = (before.Cost(dearer)[start] - before.Cost(Exact(direct))[start]) / step;
    EXPECT_LE(RelativeError(ComponentSlope(chain, start, at, 2.5), slope), 1e-12);
  }
  std::printf("worst error of a slope, against visits x dearest channel: %.1e\n", worst);
}

// E_first - E_second at a completion probability, failures shared as stated.
Rational Difference(const BreakEvenQuestion& question, const Rational& completion) {
  Rows rows = ExactChain::Rows(question.steps);
  std::vector<Rational>& row = rows[question.first];
  Rational failure = 0;
  for (std::size_t j = 1; j < row.size(); ++j) failure += row[j];
  for (std::size_t j = 1; j < row.size(); ++j) {
    row[j] = failure == 0 ? Rational(j == 1 ? 1 : 0) * (1 - completion)
                          : Rational(row[j] / failure * (1 - completion));
  }
  row[0] = completion;
  std::vector<Rational> direct = Exact(question.direct);
  direct[question.first] += Rational(question.per_completion) *
                            (completion - Rational(question.steps[question.first].completion));
  const std::vector<Rational> cost = ExactChain(rows).Cost(direct);
  return cost[question.first] - cost[question.second];
}

TEST(BreakEven, SignChangesThereAndNowhereElse) {
  std::mt19937_64 random(kSeed + 1);
  int at = 0, always = 0, never = 0;
  for (int i = 0; i < 300; ++i) {
    BreakEvenQuestion question;
    const std::size_t n = 2 + static_cast<std::size_t>(i) % 4;
    question.steps = RandomChain(n, false, &random);
    question.direct = RandomCosts(n, &random);
    question.second = 1 + random() % (n - 1);
    if (i % 3 == 0) {
      question.per_completion = 0.5;
      question.direct[0] += 0.5 * question.steps[0].completion;
    }
    const auto answer = BreakEvenCompletion(question);
    ASSERT_TRUE(answer.has_value());
    const Rational little(1, 1'000'000'000);
    if (answer->kind == BreakEven::Kind::kAt) {
      ++at;
      const Rational p(answer->value);
      EXPECT_GE(p, 0);
      EXPECT_LE(p, 1);
      if (p > little && p < 1 - little) {
        EXPECT_EQ(Difference(question, p + little) < 0, answer->cheaper_above);
        EXPECT_EQ(Difference(question, p - little) < 0, !answer->cheaper_above);
      }
    } else {
      (answer->kind == BreakEven::Kind::kAlways ? always : never)++;
      for (const int percent : {1, 40, 70, 100}) {
        EXPECT_EQ(Difference(question, Rational(percent, 100)) <= 0,
                  answer->kind == BreakEven::Kind::kAlways);
      }
    }
    const auto cost = BreakEvenDirectCost(question);
    ASSERT_TRUE(cost.has_value());
    BreakEvenQuestion moved = question;
    moved.per_completion = 0;
    const Rational p(question.steps[0].completion);
    if (cost->kind == BreakEven::Kind::kAt) {
      moved.direct[0] = cost->value * (1 - 1e-9);
      EXPECT_LE(Difference(moved, p), 0);
      moved.direct[0] = cost->value * (1 + 1e-9) + 1e-9;
      EXPECT_GE(Difference(moved, p), 0);
    } else {
      ASSERT_EQ(cost->kind, BreakEven::Kind::kNever);
      moved.direct[0] = 0;
      EXPECT_GT(Difference(moved, p), 0);
    }
  }
  std::printf("%d at a value, %d always, %d never\n", at, always, never);
  EXPECT_GT(at, 30);
}

TEST(BreakEven, WebAgainstPhoneByHand) {
  // Web 0.15, what it does not complete calls (2.83, always completes): 0.15 + (1 - p) 2.83 = 2.83
  // at p = 0.15 / 2.83.
  BreakEvenQuestion question;
  question.steps = {{0.8, 0, {{1, 0.2}}}, {1, 0, {}}};
  question.direct = {0.15, 2.83};
  const auto completion = BreakEvenCompletion(question);
  ASSERT_EQ(completion->kind, BreakEven::Kind::kAt);
  EXPECT_NEAR(completion->value, 0.15 / 2.83, 1e-15);
  EXPECT_TRUE(completion->cheaper_above);
  const auto cost = BreakEvenDirectCost(question);
  EXPECT_NEAR(cost->value, 0.8 * 2.83, 1e-15);
  // 0.10 fixed and 0.40 a minute.
  EXPECT_NEAR(BreakEvenQuantity(*cost, 0.10, 0.40)->value, (0.8 * 2.83 - 0.10) / 0.40, 1e-14);
  EXPECT_EQ(BreakEvenQuantity(*cost, 3, 0.40)->kind, BreakEven::Kind::kNever);
  EXPECT_FALSE(BreakEvenQuantity(*cost, 0, 0).has_value());

  // The customer: web 4.00 of time and money, a call 3.00. Even a web visit that always completes
  // is not their choice; at 0.2 a minute and no charge it is from 0.8 x 3 / 0.2 = 12 minutes down.
  const auto gap = FindDesignGap({question, {4, 3}, 0, 0.2});
  ASSERT_TRUE(gap.has_value());
  EXPECT_EQ(gap->organisation_completion.kind, BreakEven::Kind::kAt);
  EXPECT_EQ(gap->customer_completion.kind, BreakEven::Kind::kNever);
  EXPECT_NEAR(gap->customer_minutes->value, 12, 1e-13);
  EXPECT_FALSE(FindDesignGap({question, {4}, 0, 0.2}).has_value());
}

TEST(BreakEven, RangesHoldAtEveryCorner) {
  std::mt19937_64 random(kSeed + 2);
  int surely = 0;
  for (int i = 0; i < 40; ++i) {
    BreakEvenQuestion question;
    question.steps = RandomChain(3, false, &random);
    question.direct = {1, 1, 1};
    std::vector<double> low = RandomCosts(3, &random);
    low[0] /= 20;
    const std::vector<double> high = {low[0] * 1.5, low[1] * 1.1, low[2] * 1.3};
    const auto range = BreakEvenCompletionRange(question, low, high);
    ASSERT_TRUE(range.has_value());
    EXPECT_FALSE(BreakEvenCompletionRange(question, high, low).has_value());
    for (int corner = 0; corner < 8; ++corner) {
      for (std::size_t k = 0; k < 3; ++k) {
        question.direct[k] = (corner >> k) % 2 == 0 ? low[k] : high[k];
      }
      if (range->surely) {
        ++surely;
        const double p = std::min(1.0, *range->surely + 1e-9);
        EXPECT_LE(Difference(question, Rational(p)), 0);
      }
      if (range->possibly && *range->possibly > 1e-9) {
        EXPECT_GT(Difference(question, Rational(*range->possibly - 1e-9)), 0);
      }
    }
  }
  EXPECT_GT(surely, 50);
}

TEST(BreakEven, BadQuestionsHaveNoAnswer) {
  BreakEvenQuestion question;
  question.steps = {{0.8, 0, {{1, 0.2}}}, {1, 0, {}}};
  question.direct = {0.15, 2.83};
  BreakEvenQuestion bad = question;
  bad.second = 0;
  EXPECT_FALSE(BreakEvenCompletion(bad).has_value());
  bad.second = 2;
  EXPECT_FALSE(BreakEvenDirectCost(bad).has_value());
  bad = question;
  bad.direct[1] = -1;
  EXPECT_FALSE(BreakEvenCompletion(bad).has_value());
  bad = question;
  bad.steps[1].completion = 0.5;
  EXPECT_FALSE(BreakEvenCompletion(bad).has_value());
  bad = question;
  bad.per_completion = 5;
  EXPECT_FALSE(BreakEvenCompletion(bad).has_value());
  // Whoever calls always ends on the web: the web is never the dearer.
  bad = question;
  bad.steps = {{1, 0, {}}, {0, 0, {{0, 1}}}};
  EXPECT_EQ(BreakEvenDirectCost(bad)->kind, BreakEven::Kind::kAlways);
  EXPECT_EQ(BreakEvenCompletion(bad)->kind, BreakEven::Kind::kAlways);
}

}  // namespace
}  // namespace signpost
