// SPDX-License-Identifier: Apache-2.0
#include "cost/chain.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <vector>

#include "cost/chain_fixed.h"
#include "cost/chain_judge.h"
#include "gtest/gtest.h"
#include "tests/core/reference_csv.h"

namespace signpost {
namespace {

constexpr std::uint64_t kSeed = 19850901;  // GTH appeared in 1985.

Chain MustSolve(const std::vector<ChainStep>& steps) {
  Chain chain;
  const ChainFault fault = Chain::Solve(steps, &chain);
  EXPECT_TRUE(fault.ok()) << fault.text;
  return chain;
}

TEST(Chain, WebThatFailsCalls) {
  // One web visit in five fails and calls; one call in ten goes to the counter.
  const Chain chain =
      MustSolve({{0.78, 0, {{1, 0.2}, {2, 0.02}}}, {0.85, 0.05, {{2, 0.1}}}, {0.98, 0.02, {}}});
  const auto cost = chain.ExpectedCost({0.15, 2.83, 8.62});
  ASSERT_TRUE(cost.has_value());
  EXPECT_NEAR((*cost)[0], 1.0608, 1e-15);
  EXPECT_NEAR((*cost)[1], 3.692, 1e-15);
  EXPECT_NEAR(chain.Contacts(0), 1.24, 1e-15);
  EXPECT_NEAR(chain.Completion(0), 0.9892, 1e-15);
  // Variance by hand for the call: 8.62^2 x 0.1 x 0.9.
  EXPECT_NEAR((*chain.CostVariance({0.15, 2.83, 8.62}))[1], 8.62 * 8.62 * 0.09, 1e-13);
}

TEST(Chain, OneChannel) {
  const Chain chain = MustSolve({{0.7, 0.3, {}}});
  EXPECT_EQ(chain.Visits(0, 0), 1);
  EXPECT_EQ(chain.Completion(0), 0.7);
  EXPECT_EQ(chain.Abandonment(0), 0.3);
  EXPECT_EQ((*chain.CostVariance({5}))[0], 0);
  const Chain again = MustSolve({{1e-12, 0, {{0, 1 - 1e-12}}}});
  EXPECT_NEAR(again.Contacts(0) * 1e-12, 1, 1e-15);
  EXPECT_NEAR(again.Completion(0), 1, 1e-15);
}

TEST(Chain, CompletionZeroIsAnAnswer) {
  const Chain chain = MustSolve({{0, 1, {}}, {0, 0, {{0, 1}}}});
  EXPECT_EQ(chain.Completion(1), 0);
  EXPECT_EQ(chain.Abandonment(1), 1);
  EXPECT_EQ(chain.Contacts(1), 2);
}

TEST(Chain, ACycleThatCompletesOnceInATrillion) {
  const double p = 1e-12;
  const Chain chain = MustSolve({{p, 0, {{1, 1 - p}}}, {p, 0, {{0, 1 - p}}}});
  EXPECT_NEAR(chain.Contacts(0) * p, 1, 1e-14);
  EXPECT_NEAR(chain.Completion(0), 1, 1e-14);
  EXPECT_NEAR((*chain.ExpectedCost({1, 3}))[0] * p, 2, 1e-11);
  const auto fixed = SolveFixed({{p, 0, {{1, 1 - p}}}, {p, 0, {{0, 1 - p}}}});
  ASSERT_TRUE(fixed.has_value());
  EXPECT_EQ(fixed->point, 23);
  EXPECT_EQ(fixed->completion[0], 1'000'000);
  const Micros direct[] = {1'000'000, 3'000'000};
  Micros total = 0;
  ASSERT_TRUE(ExpectedTotal(fixed->Row(0), direct, 0, 0, &total));
  EXPECT_NEAR(static_cast<double>(total), 2e18, 2e8);
}

TEST(Chain, FaultsNameTheirPlace) {
  using Code = ChainFault::Code;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const struct {
    std::vector<ChainStep> steps;
    Code code;
    std::size_t channel;
    std::size_t fallback;
  } cases[] = {
      {{}, Code::kSize, 0, ChainFault::kNoFallback},
      {std::vector<ChainStep>(65), Code::kSize, 0, ChainFault::kNoFallback},
      {{{1, 0, {}}, {nan, 0, {}}}, Code::kProbability, 1, ChainFault::kNoFallback},
      {{{1, 0, {}}, {1, -0.1, {}}}, Code::kProbability, 1, ChainFault::kNoFallback},
      {{{0.5, 0, {{0, 0.1}, {0, 1.5}}}}, Code::kProbability, 0, 1},
      {{{0.5, 0, {{0, nan}}}}, Code::kProbability, 0, 0},
      {{{0.5, 0, {{1, 0.5}}}}, Code::kUnknownChannel, 0, 0},
      {{{0.5, 0.4, {}}}, Code::kSum, 0, ChainFault::kNoFallback},
      {{{0.5, 0.5 + 2e-9, {}}}, Code::kSum, 0, ChainFault::kNoFallback},
      {{{0.5, 0, {{1, 0.5}}}, {0, 0, {{2, 1}}}, {0, 0, {{1, 1}}}},
       Code::kNoWayOut,
       1,
       ChainFault::kNoFallback},
      // What is missing from 1 is no way out.
      {{{0, 0, {{0, 1 - 5e-10}}}}, Code::kNoWayOut, 0, ChainFault::kNoFallback},
  };
  Chain chain = MustSolve({{1, 0, {}}});
  for (const auto& c : cases) {
    const ChainFault fault = Chain::Solve(c.steps, &chain);
    EXPECT_EQ(fault.code, c.code) << fault.text;
    EXPECT_EQ(fault.channel, c.channel);
    EXPECT_EQ(fault.fallback, c.fallback);
    EXPECT_FALSE(fault.text.empty());
    EXPECT_EQ(chain.size(), 1u);
  }
  const double tiny = std::numeric_limits<double>::denorm_min();
  EXPECT_EQ(Chain::Solve({{tiny, 0, {{0, 1}}}}, &chain).code, Code::kOutOfRange);
  EXPECT_TRUE(Chain::Solve({{0.5, 0.5 + 5e-10, {}}}, &chain).ok());
  EXPECT_FALSE(chain.ExpectedCost({1, 2}).has_value());
  EXPECT_FALSE(chain.ExpectedCost({nan}).has_value());
}

TEST(Chain, Reference) {
  const std::vector<ReferenceRow> rows = ReadReference();
  if (rows.empty()) GTEST_SKIP() << "skipped: no ../shared/reference/queueing.csv";
  int used = 0;
  double worst = 0;
  for (const ReferenceRow& row : rows) {
    if (row.at("model").rfind("absorbing", 0) != 0) continue;
    ++used;
    const auto table = Numbers(row.at("P_rowmajor"));
    const auto cost = Numbers(row.at("cost"));
    const std::size_t all = cost.size();
    std::vector<std::size_t> transient, absorbing;
    for (std::size_t i = 0; i < all; ++i) {
      (table[i * all + i] == 1 ? absorbing : transient).push_back(i);
    }
    ASSERT_LE(absorbing.size(), 2u);
    std::vector<ChainStep> steps;
    std::vector<double> direct;
    for (const std::size_t i : transient) {
      ChainStep step;
      step.completion = table[i * all + absorbing[0]];
      if (absorbing.size() > 1) step.abandonment = table[i * all + absorbing[1]];
      for (std::size_t j = 0; j < transient.size(); ++j) {
        step.fallbacks.push_back({j, table[i * all + transient[j]]});
      }
      steps.push_back(step);
      direct.push_back(cost[i]);
    }
    const Chain chain = MustSolve(steps);
    const auto expected = chain.ExpectedCost(direct);
    const auto compare = [&](double got, double want, double tolerance) {
      EXPECT_LE(std::fabs(got - want), tolerance * std::fabs(want)) << row.at("model");
      if (want != 0) worst = std::max(worst, std::fabs(got / want - 1));
    };
    const auto steps_wanted = Numbers(row.at("exact_expected_steps"));
    const auto cost_wanted = Numbers(row.at("exact_expected_cost"));
    const auto visits_wanted = Numbers(row.at("fundamental_rowmajor"));  // Octave's, to 1e-9.
    const auto ends_wanted = Numbers(row.at("absorption_rowmajor"));
    for (std::size_t i = 0; i < transient.size(); ++i) {
      compare(chain.Contacts(i), steps_wanted[transient[i]], 1e-9);
      compare((*expected)[i], cost_wanted[transient[i]], 1e-9);
      compare(chain.Completion(i), ends_wanted[transient[i] * all + absorbing[0]], 1e-9);
      if (absorbing.size() > 1) {
        compare(chain.Abandonment(i), ends_wanted[transient[i] * all + absorbing[1]], 1e-9);
      }
      for (std::size_t j = 0; j < transient.size(); ++j) {
        compare(chain.Visits(i, j), visits_wanted[transient[i] * all + transient[j]], 1e-9);
      }
    }
  }
  EXPECT_EQ(used, 6);
  std::printf("worst relative error %.1e (absorbing6: its row adds up to 1 - 2.9e-17)\n", worst);
}

TEST(Chain, AgainstExactRationals) {
  std::mt19937_64 random(kSeed);
  double worst = 0;
  double worst_variance = 0;
  Rational worst_fixed = 0;
  for (int i = 0; i < 200; ++i) {
    const std::vector<ChainStep> steps = RandomChain(1 + i % 8, i % 3 == 0, &random);
    const Chain chain = MustSolve(steps);
    const ExactChain exact(steps);
    const std::size_t n = steps.size();
    const auto compare = [&](double got, const Rational& want) {
      const double error = RelativeError(got, want);
      EXPECT_LE(error, 1e-12) << "chain " << i;
      worst = std::max(worst, error);
    };
    std::vector<double> direct;
    std::vector<Micros> micros;
    std::vector<Rational> rational;
    for (std::size_t j = 0; j < n; ++j) {
      micros.push_back(static_cast<Micros>(random() % 50'000'000));
      direct.push_back(static_cast<double>(micros.back()));
      rational.push_back(micros.back());
    }
    const auto cost = chain.ExpectedCost(direct);
    const auto variance = chain.CostVariance(direct);
    const auto fixed = SolveFixed(steps);
    ASSERT_TRUE(cost && variance);
    const std::vector<Rational> exact_cost = exact.Cost(rational);
    const std::vector<Rational> exact_variance = exact.Variance(rational);
    for (std::size_t j = 0; j < n; ++j) {
      compare(chain.Completion(j), exact.Completion(j));
      compare(chain.Abandonment(j), exact.Abandonment(j));
      compare(chain.Contacts(j), exact.Contacts(j));
      compare((*cost)[j], exact_cost[j]);
      for (std::size_t k = 0; k < n; ++k) compare(chain.Visits(j, k), exact.Visits(j, k));
      const double scale = static_cast<double>(exact_cost[j] * exact_cost[j]);
      const double off = std::fabs((*variance)[j] - static_cast<double>(exact_variance[j]));
      EXPECT_LE(off, 1e-12 * (static_cast<double>(exact_variance[j]) + 1e-3 * scale));
      if (exact_variance[j] != 0) {
        worst_variance = std::max(worst_variance, off / static_cast<double>(exact_variance[j]));
      }
      if (!fixed) continue;
      // The exact figures, rounded once.
      const boost::multiprecision::cpp_int one = boost::multiprecision::cpp_int(1) << fixed->point;
      for (std::size_t k = 0; k < n; ++k) {
        EXPECT_EQ(fixed->visits[j * n + k], RoundHalfEven(exact.Visits(j, k) * Rational(one)));
        EXPECT_EQ((fixed->reaches[j] >> k & 1) != 0, exact.Visits(j, k) != 0);
      }
      EXPECT_EQ(fixed->completion[j], RoundHalfEven(exact.Completion(j) * 1'000'000));
      Micros total = 0;
      if (!ExpectedTotal(fixed->Row(j), micros.data(), 0, 0, &total)) continue;
      Rational bound(1, 2);
      for (std::size_t k = 0; k < n; ++k) bound += rational[k] * Rational(1, 2 * one);
      const Rational error = boost::multiprecision::abs(exact_cost[j] - total);
      EXPECT_LE(error, bound);
      if (fixed->point == kVisitsPoint && exact_cost[j] < 1'000'000'000) {
        worst_fixed = std::max(worst_fixed, error);
      }
    }
  }
  std::printf("worst relative error %.1e, of a variance %.1e; fixed point %.3f micro-units\n",
              worst, worst_variance, static_cast<double>(worst_fixed));
}

// The mean of n independent totals is within 5 standard errors of the expectation with probability
// 1 - 6e-7 each, by the central limit theorem; the standard error is the one the chain states. The
// sample variance is held against the same with its fourth moment, from the sample.
TEST(Chain, AMillionSimulatedJourneys) {
  const std::vector<ChainStep> steps = {{0.70, 0.03, {{0, 0.10}, {1, 0.15}, {2, 0.02}}},
                                        {0.78, 0.04, {{0, 0.02}, {1, 0.08}, {2, 0.08}}},
                                        {0.94, 0.01, {{1, 0.03}, {2, 0.02}}},
                                        {0.40, 0.10, {{0, 0.25}, {1, 0.15}, {3, 0.10}}}};
  const std::vector<double> direct = {0.15, 2.83, 8.62, 0.40};
  const Chain chain = MustSolve(steps);
  const auto cost = chain.ExpectedCost(direct);
  const auto variance = chain.CostVariance(direct);
  constexpr int kJourneys = 1'000'000;
  std::printf("seed %llu\n", static_cast<unsigned long long>(kSeed));
  std::mt19937_64 random(kSeed);
  for (const std::size_t start : {std::size_t{0}, std::size_t{3}}) {
    double sum = 0, square = 0, fourth = 0, contacts = 0;
    int completed = 0;
    for (int i = 0; i < kJourneys; ++i) {
      double total = 0;
      for (std::size_t at = start;;) {
        total += direct[at];
        contacts += 1;
        double draw = std::uniform_real_distribution<double>()(random);
        if ((draw -= steps[at].completion) < 0) {
          ++completed;
          break;
        }
        if ((draw -= steps[at].abandonment) < 0) break;
        for (const auto& fallback : steps[at].fallbacks) {
          if ((draw -= fallback.probability) < 0 || &fallback == &steps[at].fallbacks.back()) {
            at = fallback.channel;
            break;
          }
        }
      }
      const double off = total - (*cost)[start];
      sum += off;
      square += off * off;
      fourth += off * off * off * off;
    }
    const double n = kJourneys;
    EXPECT_LE(std::fabs(sum / n), 5 * std::sqrt((*variance)[start] / n));
    const double spread = fourth / n - (square / n) * (square / n);
    EXPECT_LE(std::fabs(square / n - (*variance)[start]), 5 * std::sqrt(spread / n));
    const double p = chain.Completion(start);
    EXPECT_LE(std::fabs(completed / n - p), 5 * std::sqrt(p * (1 - p) / n));
    // Contacts are the cost of a chain that charges 1 a visit.
    const double contact_variance = (*chain.CostVariance({1, 1, 1, 1}))[start];
    EXPECT_LE(std::fabs(contacts / n - chain.Contacts(start)), 5 * std::sqrt(contact_variance / n));
    std::printf("start %zu: cost %.5f, simulated %.5f; sd %.5f, simulated %.5f\n", start,
                (*cost)[start], (*cost)[start] + sum / n, std::sqrt((*variance)[start]),
                std::sqrt(square / n));
  }
}

TEST(Chain, SixtyFourChannels) {
  std::mt19937_64 random(kSeed + 2);
  const Chain chain = MustSolve(RandomChain(64, false, &random));
  for (std::size_t i = 0; i < 64; ++i) {
    EXPECT_NEAR(chain.Completion(i) + chain.Abandonment(i), 1, 1e-13);
    EXPECT_GE(chain.Visits(i, i), 1);
  }
}

}  // namespace
}  // namespace signpost
