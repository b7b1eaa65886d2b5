// SPDX-License-Identifier: Apache-2.0
//
// A million random queues: what must hold between the answers whatever the numbers are. Laws that
// take an integral more are each asked of every eighth queue.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>

#include "gtest/gtest.h"
#include "signpost/queueing.h"

namespace signpost {
namespace {

constexpr std::uint64_t kSeed = 19170131;  // Erlang's paper appeared in 1917.
constexpr double kSlop = 1e-11;            // Relative, for what rounding may do to an inequality.
constexpr double kTiny = 1e-300;
constexpr double kEndless = std::numeric_limits<double>::infinity();

// A million, or what SIGNPOST_QUEUES says: under sanitizers they take long.
int Queues() {
  const char* stated = std::getenv("SIGNPOST_QUEUES");
  return stated == nullptr ? 1'000'000 : std::atoi(stated);
}

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}
  double Between(double low, double high) {
    return low + (high - low) * std::uniform_real_distribution<double>()(random_);
  }
  double Log(double low, double high) { return std::exp(Between(std::log(low), std::log(high))); }

 private:
  std::mt19937_64 random_;
};

bool AtMost(double a, double b) { return a <= b * (1 + kSlop) + kTiny; }

bool IsShare(double value) { return value >= 0 && value <= 1 + kSlop; }

bool AllSane(const QueueMeasures& m) {
  return IsShare(m.empty_probability) && IsShare(m.wait_probability) && IsShare(m.blocking) &&
         IsShare(m.abandonment) && IsShare(m.occupancy) && std::isfinite(m.mean_wait) &&
         m.mean_wait >= 0 && std::isfinite(m.answer_speed) && m.answer_speed >= 0 &&
         std::isfinite(m.queue_length) && std::isfinite(m.in_system) &&
         std::isfinite(m.time_in_system) && std::isfinite(m.throughput) && m.throughput >= 0;
}

// Little's law, twice, and that what arrives is served, turned away or gone.
bool Balances(const QueueMeasures& m, const Queue& queue) {
  const double let_in = queue.arrival_rate * (1 - m.blocking);
  const auto near = [](double a, double b, double scale) {
    return std::fabs(a - b) <= 1e-10 * scale + 1e-300;
  };
  return near(m.queue_length, let_in * m.mean_wait, m.queue_length) &&
         near(m.in_system, let_in * m.time_in_system, m.in_system) &&
         near(queue.arrival_rate, m.throughput + queue.arrival_rate * (m.blocking + m.abandonment),
              queue.arrival_rate) &&
         near(m.occupancy * static_cast<double>(queue.agents), m.throughput * queue.handling_time,
              m.occupancy * static_cast<double>(queue.agents));
}

TEST(QueueingLaws, AMillionRandomQueues) {
  std::printf("seed %llu\n", static_cast<unsigned long long>(kSeed));
  Draw draw(kSeed);
  int shown = 0;
  int stable = 0;
  for (int i = 0, queues = Queues(); i < queues && shown < 10; ++i) {
    const char* broken = nullptr;
    const auto expect = [&](bool holds, const char* law) {
      if (!holds && broken == nullptr) broken = law;
    };
    Queue queue;
    queue.agents = static_cast<std::int64_t>(draw.Log(1, i % 100 == 0 ? 20000 : 200));
    queue.handling_time = draw.Log(1e-3, 1e5);
    const auto agents = static_cast<double>(queue.agents);
    queue.arrival_rate = agents * draw.Log(0.05, 3) / queue.handling_time;
    const double load = queue.arrival_rate * queue.handling_time;
    const double patience = queue.handling_time * draw.Log(1e-3, 1e4);
    const double limit = queue.handling_time * draw.Log(1e-3, 3);
    Queue more = queue;
    more.agents += 1 + queue.agents / 7;
    Queue busier = queue;
    busier.arrival_rate *= 1 + draw.Log(1e-6, 0.3);
    const double busier_load = busier.arrival_rate * busier.handling_time;

    const double b = *ErlangB(load, queue.agents);
    expect(IsShare(b), "B is a probability");
    expect(AtMost(b, *ErlangB(busier_load, queue.agents)), "B grows with the load");
    expect(AtMost(*ErlangB(load, more.agents), b), "B falls with the agents");
    // B(c) = a B(c-1) / (c + a B(c-1)).
    const double before = load * *ErlangB(load, queue.agents - 1);
    expect(b < kTiny || std::fabs(b - before / (agents + before)) <= 1e-11 * b, "B's recursion");

    const std::int64_t capacity = queue.agents + static_cast<std::int64_t>(draw.Log(1, 1000)) - 1;
    const auto finite = FiniteQueue(queue, capacity);
    expect(finite.ok() && AllSane(*finite) && Balances(*finite, queue), "M/M/c/K is sane");
    expect(AtMost(finite->blocking, b), "room to wait turns fewer away");
    expect(AtMost(finite->blocking, FiniteQueue(busier, capacity)->blocking),
           "blocking grows with the load");
    expect(AtMost(FiniteQueue(queue, capacity + 3)->blocking, finite->blocking),
           "blocking falls with the capacity");

    const auto a = ImpatientQueue(queue, patience);
    expect(a.ok() && AllSane(*a) && Balances(*a, queue), "Erlang A is sane");
    if (i % 8 == 0) {
      const auto a_more = ImpatientQueue(more, patience);
      expect(AtMost(a_more->abandonment, a->abandonment), "A: abandonment falls with the agents");
      expect(AtMost(a_more->mean_wait, a->mean_wait), "A: wait falls with the agents");
    }
    if (i % 8 == 1) {
      const auto a_busier = ImpatientQueue(busier, patience);
      expect(AtMost(a->abandonment, a_busier->abandonment), "A: abandonment grows with the load");
      expect(AtMost(a->wait_probability, a_busier->wait_probability), "A: waiting grows with load");
      expect(AtMost(a->occupancy, a_busier->occupancy), "A: occupancy grows with the load");
    }
    expect(AtMost(b, a->wait_probability), "B is at most A's wait probability");
    expect(AtMost(a->answer_speed * (1 - a->abandonment), a->mean_wait),
           "A: the wait of the served is part of the wait of all");
    if (i % 8 == 2) {
      const double a_level = *ServiceLevel(queue, patience, limit);
      expect(IsShare(a_level) && AtMost(a_level, 1 - a->abandonment + 1e-14),
             "A: service level is at most the share served");
      expect(AtMost(1 - a->wait_probability - 1e-14, a_level), "A: those at once are within");
      expect(AtMost(a_level, *ServiceLevel(queue, patience, 2 * limit)),
             "A: service level grows with the limit");
      expect(AtMost(a_level, *ServiceLevel(more, patience, limit)),
             "A: service level grows with the agents");
    }

    const auto c = WaitingQueue(queue);
    const double slack = std::fma(-queue.arrival_rate, queue.handling_time, agents);
    expect(c.ok() == (slack > 0), "C needs more agents than load");
    if (c.ok()) {
      ++stable;
      expect(AllSane(*c) && Balances(*c, queue), "Erlang C is sane");
      expect(AtMost(b, c->wait_probability), "B <= C");
      expect(AtMost(a->wait_probability, c->wait_probability), "A <= C: wait probability");
      expect(AtMost(a->mean_wait, c->mean_wait), "A <= C: mean wait");
      expect(AtMost(finite->wait_probability, c->wait_probability), "M/M/c/K <= C");
      expect(AtMost(WaitingQueue(more)->mean_wait, c->mean_wait), "C falls with the agents");
      if (const auto c_busier = WaitingQueue(busier)) {
        expect(AtMost(c->mean_wait, c_busier->mean_wait), "C grows with the load");
      }
      const double level = *ServiceLevel(queue, limit);
      expect(IsShare(level) && AtMost(level, *ServiceLevel(more, limit)),
             "C: service level grows with the agents");
      expect(AtMost(level, *ServiceLevel(queue, 2 * limit)), "C: it grows with the limit");
      expect(std::fabs(*ServiceLevel(queue, 0) + c->wait_probability - 1) < 1e-12,
             "C: within no time are those who do not wait");
      if (i % 8 == 3) {
        // The correction is of the order of mean queue / patience.
        const double far = 1e14 * queue.handling_time;
        const double gap = (1 + c->queue_length) * agents / slack * 1e-12 + 1e-11;
        const auto a_far = ImpatientQueue(queue, far);
        expect(std::fabs(a_far->mean_wait - c->mean_wait) <= gap * c->mean_wait,
               "A -> C as patience grows: wait");
        expect(std::fabs(*ServiceLevel(queue, far, limit) - level) <= gap, "A -> C: service level");
      }
      expect(ImpatientQueue(queue, kEndless)->mean_wait == c->mean_wait, "endless patience is C");
    }
    if (broken != nullptr) {
      ++shown;
      ADD_FAILURE() << broken << ": set " << i << " lambda=" << queue.arrival_rate
                    << " T=" << queue.handling_time << " c=" << queue.agents
                    << " patience=" << patience << " limit=" << limit << " K=" << capacity;
    }
  }
  std::printf("%d of the queues stable without abandonment\n", stable);
}

TEST(QueueingLaws, StaffingIsTheFewest) {
  Draw draw(kSeed + 1);
  for (int i = 0; i < 3000; ++i) {
    Workload work;
    work.handling_time = draw.Log(1, 1000);
    work.arrival_rate = draw.Log(0.01, i % 50 == 0 ? 10000 : 100) / work.handling_time;
    if (i % 2 == 0) work.patience = work.handling_time * draw.Log(0.01, 100);
    work.shrinkage = draw.Between(0, 0.5);
    const double target = draw.Between(0.05, 0.999);
    const double limit = work.handling_time * draw.Log(0.001, 1);
    const auto by_level = StaffForServiceLevel(work, target, limit);
    ASSERT_TRUE(by_level.ok()) << Describe(by_level.fault());
    const auto level = [&](std::int64_t agents) {
      const auto value =
          ServiceLevel({work.arrival_rate, work.handling_time, agents}, work.patience, limit);
      return value.ok() ? *value : -1;
    };
    EXPECT_GE(level(by_level->agents), target);
    if (by_level->agents > 1) {
      EXPECT_LT(level(by_level->agents - 1), target);
    }
    const auto by_wait = StaffForMeanWait(work, limit);
    ASSERT_TRUE(by_wait.ok());
    const auto wait = [&](std::int64_t agents) {
      const auto value =
          ImpatientQueue({work.arrival_rate, work.handling_time, agents}, work.patience);
      return value.ok() ? value->mean_wait : kEndless;
    };
    EXPECT_LE(wait(by_wait->agents), limit);
    if (by_wait->agents > 1) {
      EXPECT_GT(wait(by_wait->agents - 1), limit);
    }
    EXPECT_GE(static_cast<double>(by_wait->scheduled) * (1 - work.shrinkage),
              static_cast<double>(by_wait->agents) * (1 - 1e-11));
    EXPECT_LT(static_cast<double>(by_wait->scheduled - 1) * (1 - work.shrinkage),
              static_cast<double>(by_wait->agents));
  }
}

}  // namespace
}  // namespace signpost
