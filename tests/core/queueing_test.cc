// SPDX-License-Identifier: Apache-2.0
#include "signpost/queueing.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <ios>
#include <limits>

#include "gtest/gtest.h"

namespace signpost {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Queueing, OneAgentIsTheTextbook) {
  // M/M/1, rho 0.8: L = 4, W = 5, Lq = 3.2, Wq = 4.
  const auto queue = WaitingQueue({0.8, 1, 1});
  ASSERT_TRUE(queue.ok());
  EXPECT_NEAR(queue->in_system, 4, 1e-14);
  EXPECT_NEAR(queue->time_in_system, 5, 1e-14);
  EXPECT_NEAR(queue->queue_length, 3.2, 1e-14);
  EXPECT_NEAR(queue->mean_wait, 4, 1e-14);
  EXPECT_NEAR(queue->empty_probability, 0.2, 1e-15);
  EXPECT_NEAR(*ServiceLevel({0.8, 1, 1}, 5), 1 - 0.8 * std::exp(-1.0), 1e-15);
}

TEST(Queueing, NoWorkNoWait) {
  for (const auto& answer : {WaitingQueue({0, 5, 3}), FiniteQueue({0, 5, 3}, 4),
                             LossQueue({0, 5, 3}), ImpatientQueue({0, 5, 3}, 7)}) {
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->empty_probability, 1);
    EXPECT_EQ(answer->mean_wait, 0);
    EXPECT_EQ(answer->throughput, 0);
  }
  EXPECT_EQ(*ErlangB(0, 0), 1);
  EXPECT_EQ(*ErlangB(0, 2), 0);
  EXPECT_EQ(*ErlangC(0, 2), 0);
  EXPECT_EQ(*ServiceLevel({0, 5, 3}, 0), 1);
  EXPECT_EQ(StaffForServiceLevel({0, 5}, 0.8, 20)->agents, 1);
}

TEST(Queueing, EveryFaultIsAValue) {
  const Queue good{1, 2, 3};
  for (const double bad : {kNan, -1.0, kInfinity, 1e300}) {
    const Queue queue{bad, 2, 3};
    EXPECT_EQ(WaitingQueue(queue).fault(), QueueFault::kArrivalRate) << bad;
    EXPECT_EQ(FiniteQueue(queue, 9).fault(), QueueFault::kArrivalRate);
    EXPECT_EQ(ImpatientQueue(queue, 9).fault(), QueueFault::kArrivalRate);
    EXPECT_EQ(ServiceLevel(queue, 9).fault(), QueueFault::kArrivalRate);
    EXPECT_EQ(ErlangB(bad, 3).fault(), QueueFault::kArrivalRate);
    EXPECT_EQ(ErlangC(bad, 3).fault(), QueueFault::kArrivalRate);
    EXPECT_EQ(StaffForMeanWait({bad, 2}, 3).fault(), QueueFault::kArrivalRate);
  }
  for (const double bad : {kNan, -1.0, kInfinity, 0.0}) {
    EXPECT_EQ(WaitingQueue({1, bad, 3}).fault(), QueueFault::kHandlingTime) << bad;
    EXPECT_EQ(ExpectNext({3, 1, 0, bad}).fault(), QueueFault::kHandlingTime);
  }
  for (const std::int64_t bad : {std::int64_t{-1}, std::int64_t{0}, kMaxAgents + 1}) {
    EXPECT_EQ(WaitingQueue({1, 2, bad}).fault(), QueueFault::kAgents) << bad;
    EXPECT_EQ(ImpatientQueue({1, 2, bad}, 5).fault(), QueueFault::kAgents) << bad;
    EXPECT_EQ(LossQueue({1, 2, bad}).fault(), QueueFault::kAgents) << bad;
  }
  EXPECT_EQ(FiniteQueue(good, 2).fault(), QueueFault::kCapacity);
  EXPECT_EQ(FiniteQueue(good, kMaxCapacity + 1).fault(), QueueFault::kCapacity);
  for (const double bad : {kNan, -1.0, 0.0, 1e-300}) {
    EXPECT_EQ(ImpatientQueue(good, bad).fault(), QueueFault::kPatience) << bad;
    EXPECT_EQ(ServiceLevel(good, bad, 1).fault(), QueueFault::kPatience) << bad;
    EXPECT_EQ(ExpectNext({3, 1, 0, 60, bad}).fault(), QueueFault::kPatience) << bad;
  }
  EXPECT_EQ(WaitingQueue({1.5, 2, 3}).fault(), QueueFault::kUnstable);
  EXPECT_EQ(ErlangC(3, 3).fault(), QueueFault::kUnstable);
  EXPECT_EQ(ImpatientQueue({1.5, 2, 3}, kInfinity).fault(), QueueFault::kUnstable);
  EXPECT_EQ(ServiceLevel(good, kNan).fault(), QueueFault::kTimeLimit);
  EXPECT_EQ(ServiceLevel(good, 5, -1).fault(), QueueFault::kTimeLimit);
  for (const double bad : {kNan, 0.0, 1.0, -0.2}) {
    EXPECT_EQ(StaffForServiceLevel({1, 2}, bad, 1).fault(), QueueFault::kTarget) << bad;
  }
  EXPECT_EQ(StaffForMeanWait({1, 2}, -1).fault(), QueueFault::kTarget);
  EXPECT_EQ(StaffForMeanWait({1, 2}, 0).fault(), QueueFault::kNone);  // Underflows to no wait.
  EXPECT_EQ(StaffForMeanWait({1, 2, 5, 1.0}, 1).fault(), QueueFault::kShrinkage);
  EXPECT_EQ(StaffForServiceLevel({1e9, 2}, 0.5, 1).fault(), QueueFault::kUnreachable);
  EXPECT_EQ(ExpectNext({3, 4, 0, 60}).fault(), QueueFault::kState);
  EXPECT_EQ(ExpectNext({3, 1, -2, 60}).fault(), QueueFault::kState);
  EXPECT_EQ(ExpectNext({0, 0, 0, 60}).fault(), QueueFault::kUnstable);
  for (int fault = 0; fault <= static_cast<int>(QueueFault::kUnreachable); ++fault) {
    EXPECT_STRNE(Describe(static_cast<QueueFault>(fault)), "unknown fault");
  }
}

TEST(Queueing, ExtremesStayNumbers) {
  for (const double load : {1e-300, 1e-9, 0.5, 1e3, 1e6, 1e9, 1e15}) {
    for (const std::int64_t agents : {std::int64_t{1}, std::int64_t{10'000}, kMaxAgents}) {
      for (const double patience : {1e-15, 1e-6, 1.0, 1e6, 1e15}) {
        const auto a = ImpatientQueue({load, 1, agents}, patience);
        ASSERT_TRUE(a.ok());
        EXPECT_TRUE(a->abandonment >= 0 && a->abandonment <= 1 + 1e-12);
        EXPECT_TRUE(std::isfinite(a->mean_wait) && std::isfinite(a->in_system));
        EXPECT_NEAR(a->throughput / load + a->abandonment, 1, 1e-9)
            << load << " " << agents << " " << patience;
        const auto level = ServiceLevel({load, 1, agents}, patience, 0.1);
        EXPECT_TRUE(*level >= 0 && *level <= 1 + 1e-12);
      }
      const auto k = FiniteQueue({load, 1, agents}, kMaxCapacity);
      ASSERT_TRUE(k.ok());
      EXPECT_TRUE(k->blocking >= 0 && k->blocking <= 1 && std::isfinite(k->mean_wait));
      EXPECT_FALSE(std::isnan(*ErlangB(load, agents)));
    }
  }
}

TEST(Queueing, ShrinkageIsNotAtTheMercyOfTheLastBit) {
  EXPECT_EQ(*Scheduled(14, 0.3), 20);
  EXPECT_EQ(*Scheduled(7, 0.3), 10);
  EXPECT_EQ(*Scheduled(8, 0.3), 12);
  EXPECT_EQ(*Scheduled(9, 0.1), 10);
  EXPECT_EQ(*Scheduled(100, 0), 100);
  EXPECT_EQ(*Scheduled(0, 0.3), 0);
  // 14 agents, see the reference file.
  EXPECT_EQ(StaffForServiceLevel({200 / 3600.0, 180, kInfinity, 0.3}, 0.8, 20)->scheduled, 20);
}

TEST(Queueing, ServiceLevelWithPatienceIsAnIntegral) {
  // c = 1: P(answered within t) = (1 + lambda int_0^t e^{phi - theta v} dv) / (1 + lambda J);
  // with theta = mu the virtual wait has a closed form: the number in the system is Poisson.
  const double a = 2.5;
  const double level = *ServiceLevel({a, 1, 1}, 1, kInfinity);
  const auto queue = ImpatientQueue({a, 1, 1}, 1);
  EXPECT_NEAR(queue->empty_probability, std::exp(-a), 1e-15);
  EXPECT_NEAR(queue->in_system, a, 1e-13);
  EXPECT_NEAR(level, 1 - queue->abandonment, 1e-14);
  EXPECT_NEAR(*ServiceLevel({a, 1, 1}, 1, 0), std::exp(-a), 1e-15);
}

// The bits of a few thousand answers, the same with every compiler and option that keeps IEEE 754
// (-ffp-contract=off, no -ffast-math). A change here changes answers somewhere.
TEST(Queueing, SameBitsEverywhere) {
  std::uint64_t state = 42;
  const auto draw = [&state] {  // SplitMix64, 0 to 1; neither libm nor <random> take part.
    state += 0x9e3779b97f4a7c15;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
  };
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    hash = (hash ^ bits) * 0x100000001b3;
  };
  for (int i = 0; i < 2000; ++i) {
    const Queue queue{draw() * 40, 0.1 + draw(), 1 + static_cast<std::int64_t>(draw() * 60)};
    const double patience = 0.01 + draw() * 10;
    const auto a = ImpatientQueue(queue, patience);
    add(a->mean_wait);
    add(a->empty_probability);
    add(a->answer_speed);
    add(*ServiceLevel(queue, patience, draw()));
    add(*ServiceLevel(queue, draw()));
    add(FiniteQueue(queue, queue.agents + i % 50)->blocking);
  }
  EXPECT_EQ(hash, 0x1ee25c7b49938cad) << std::hex << "0x" << hash;
}

TEST(ExpectNext, FollowsTheStateItSees) {
  // A free agent: no wait.
  EXPECT_EQ(ExpectNext({10, 9, 0, 300, 120})->wait, 0);
  // All busy, nobody waits: the first of 10 departures, 300 / 10 seconds.
  EXPECT_NEAR(ExpectNext({10, 10, 0, 300})->wait, 30, 1e-12);
  EXPECT_NEAR(ExpectNext({10, 10, 4, 300})->wait, 150, 1e-12);
  EXPECT_EQ(ExpectNext({10, 10, 4, 300})->abandonment, 0);
  // Those waiting go to the free agents first.
  EXPECT_NEAR(ExpectNext({10, 8, 6, 300})->wait, 150, 1e-12);
  EXPECT_EQ(ExpectNext({10, 8, 1, 300})->wait, 0);
  // With patience: 5 stages. abandonment = 5/60 / (10/300 + 5/60), wait = abandonment x patience.
  const auto next = ExpectNext({10, 10, 4, 300, 60});
  EXPECT_NEAR(next->abandonment, (5 / 60.0) / (10 / 300.0 + 5 / 60.0), 1e-15);
  EXPECT_NEAR(next->wait, next->abandonment * 60, 1e-12);
  // Nobody at work.
  EXPECT_EQ(ExpectNext({0, 0, 3, 300, 60})->abandonment, 1);
  EXPECT_EQ(ExpectNext({0, 0, 3, 300, 60})->wait, 60);
  // Queue not known: the steady state.
  const auto steady = ImpatientQueue({0.05, 300, 10}, 60);
  EXPECT_EQ(ExpectNext({10, 10, QueueState::kUnknownLength, 300, 60, 0.05})->wait,
            steady->mean_wait);
}

// The state that arrivals see, averaged, is the steady state: PASTA.
TEST(ExpectNext, AveragesToTheSteadyState) {
  const Queue queue{0.05, 240, 12};
  const double patience = 150;
  const auto steady = ImpatientQueue(queue, patience);
  double mass = steady->empty_probability;
  double wait = 0;
  double abandonment = 0;
  for (std::int64_t n = 0; n < 400; ++n) {
    const std::int64_t busy = std::min(n, queue.agents);
    const auto next = ExpectNext({queue.agents, busy, n - busy, queue.handling_time, patience});
    wait += mass * next->wait;
    abandonment += mass * next->abandonment;
    const std::int64_t served = std::min(n + 1, queue.agents);
    mass *= queue.arrival_rate / (static_cast<double>(served) / queue.handling_time +
                                  static_cast<double>(n + 1 - served) / patience);
  }
  EXPECT_NEAR(wait, steady->mean_wait, 1e-11 * steady->mean_wait);
  EXPECT_NEAR(abandonment, steady->abandonment, 1e-11 * steady->abandonment);
}

}  // namespace
}  // namespace signpost
