// SPDX-License-Identifier: Apache-2.0
//
// Random queues against the definitions, state by state, in 50-digit arithmetic.
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "signpost/queueing.h"

namespace signpost {
namespace {

using Real = boost::multiprecision::cpp_bin_float_50;

struct Judged {
  Real empty, wait_probability, mean_wait, queue_length, blocking, abandonment, throughput,
      occupancy;
};

// A birth-death process by its states: arrivals let in up to `capacity`, those waiting leave at
// `theta` each. Starts at the state with the most mass, so that nothing overflows.
Judged Judge(const Queue& queue, const Real& theta, std::int64_t capacity) {
  const Real lambda = queue.arrival_rate;
  const Real mu = 1 / Real(queue.handling_time);
  const std::int64_t c = queue.agents;
  const auto leave = [&](std::int64_t n) -> Real {
    return n <= c ? Real(mu * n) : Real(mu * c + theta * (n - c));
  };
  std::int64_t peak = 0;  // The last state that is reached at least as fast as it is left.
  {
    std::int64_t low = 0;
    std::int64_t high = capacity;
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      (leave(middle) <= lambda ? low : high) = middle;
    }
    peak = leave(high) <= lambda ? high : low;
  }
  Real total = 0, waits = 0, queued = 0, busy = 0, empty = 0, full = 0;
  const auto count = [&](std::int64_t n, const Real& mass) {
    total += mass;
    busy += mass * std::min(n, c);
    if (n >= c && n < capacity) waits += mass;
    if (n > c) queued += mass * (n - c);
    if (n == 0) empty = mass;
    if (n == capacity) full = mass;
  };
  Real mass = 1;
  for (std::int64_t n = peak;; ++n) {
    count(n, mass);
    if (n == capacity || (n > c && mass * (n - c) < Real("1e-45") * queued)) break;
    mass *= lambda / leave(n + 1);
  }
  mass = 1;
  for (std::int64_t n = peak; n > 0; --n) {
    mass *= leave(n) / lambda;
    count(n - 1, mass);
  }
  Judged judged;
  judged.empty = empty / total;
  judged.blocking = full / total;
  const Real let_in = 1 - judged.blocking;
  judged.wait_probability = waits / total / let_in;
  judged.queue_length = queued / total;
  judged.mean_wait = judged.queue_length / (lambda * let_in);
  judged.abandonment = theta * judged.queue_length / lambda;
  judged.throughput = mu * busy / total;
  judged.occupancy = busy / total / c;
  return judged;
}

class Worst {
 public:
  void Compare(const std::string& name, double got, const Real& want, const Queue& queue,
               const std::string& more) {
    if (want < Real("3e-308")) return;
    const double error = static_cast<double>(boost::multiprecision::abs((got - want) / want));
    EXPECT_LE(error, 1e-10) << name << " lambda=" << queue.arrival_rate
                            << " T=" << queue.handling_time << " c=" << queue.agents << " " << more
                            << ": " << got << " for " << want;
    double& worst = worst_[name];
    if (!(error <= worst)) worst = error;
  }
  void Compare(const QueueMeasures& got, const Judged& want, const Queue& queue,
               const std::string& model, const std::string& more = "") {
    Compare(model + " empty", got.empty_probability, want.empty, queue, more);
    Compare(model + " wait probability", got.wait_probability, want.wait_probability, queue, more);
    Compare(model + " mean wait", got.mean_wait, want.mean_wait, queue, more);
    Compare(model + " queue length", got.queue_length, want.queue_length, queue, more);
    Compare(model + " throughput", got.throughput, want.throughput, queue, more);
    Compare(model + " occupancy", got.occupancy, want.occupancy, queue, more);
  }
  void Print() const {
    for (const auto& [name, worst] : worst_) {
      std::printf("  %-28s worst relative error %.1e\n", name.c_str(), worst);
    }
  }

 private:
  std::map<std::string, double> worst_;
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}
  double Between(double low, double high) {
    return low + (high - low) * std::uniform_real_distribution<double>()(random_);
  }
  double Log(double low, double high) { return std::exp(Between(std::log(low), std::log(high))); }
  // A queue whose load is near its agents, as those that matter are.
  Queue Next(double most_agents, double most_occupancy) {
    Queue queue;
    queue.agents = static_cast<std::int64_t>(Log(1, most_agents));
    queue.handling_time = Log(0.01, 1000);
    const auto agents = static_cast<double>(queue.agents);
    const double load = Between(0, 1) < 0.3 ? agents * Log(1e-3, most_occupancy)
                                            : agents + Between(-5, 5) * std::sqrt(agents);
    queue.arrival_rate =
        std::min(std::max(load, 1e-3 * agents), most_occupancy * agents) / queue.handling_time;
    return queue;
  }

 private:
  std::mt19937_64 random_;
};

constexpr std::uint64_t kSeed = 20240405;

TEST(QueueingJudge, ErlangCAgainstItsStates) {
  Draw draw(kSeed);
  Worst worst;
  for (int i = 0; i < 300; ++i) {
    const Queue queue = draw.Next(i < 10 ? 10000 : 300, 0.98);
    const auto got = WaitingQueue(queue);
    ASSERT_TRUE(got.ok());
    worst.Compare(*got, Judge(queue, 0, 1'000'000'000'000), queue, "C");
    const Judged loss = Judge(queue, 0, queue.agents);
    worst.Compare("B blocking", LossQueue(queue)->blocking, loss.blocking, queue, "");
  }
  worst.Print();
}

TEST(QueueingJudge, FiniteQueueAgainstItsStates) {
  Draw draw(kSeed + 1);
  Worst worst;
  for (int i = 0; i < 400; ++i) {
    const Queue queue = draw.Next(200, i % 4 == 0 ? 50 : 1.2);
    const std::int64_t capacity =
        queue.agents + static_cast<std::int64_t>(draw.Between(0, 1) < 0.2 ? 0 : draw.Log(1, 600));
    const auto got = FiniteQueue(queue, capacity);
    ASSERT_TRUE(got.ok());
    const Judged want = Judge(queue, 0, capacity);
    worst.Compare(*got, want, queue, "K", "K=" + std::to_string(capacity));
    worst.Compare("K blocking", got->blocking, want.blocking, queue, "");
  }
  worst.Print();
}

TEST(QueueingJudge, ErlangAAgainstItsStates) {
  Draw draw(kSeed + 2);
  Worst worst;
  for (int i = 0; i < 500; ++i) {
    const Queue queue = draw.Next(i < 10 ? 10000 : 300, i % 3 == 0 ? 20 : 1.1);
    const double patience = queue.handling_time * draw.Log(1e-4, i < 480 ? 100 : 10000);
    const auto got = ImpatientQueue(queue, patience);
    ASSERT_TRUE(got.ok());
    const Judged want = Judge(queue, 1 / Real(patience), 1'000'000'000'000);
    const std::string more = "patience=" + std::to_string(patience);
    worst.Compare(*got, want, queue, "A", more);
    worst.Compare("A abandonment", got->abandonment, want.abandonment, queue, more);
  }
  worst.Print();
}

// What those who find k waiting meet, stage by stage: the served within `limit` by uniformization,
// their mean wait by the stages' rates.
TEST(QueueingJudge, WaitsOfTheServedAgainstTheirStages) {
  Draw draw(kSeed + 3);
  Worst worst;
  for (int i = 0; i < 40; ++i) {
    const Queue queue = draw.Next(40, 2);
    const double patience = queue.handling_time * draw.Log(0.05, 5);
    const double limit = queue.handling_time * draw.Log(0.01, 0.5);
    const Real theta = 1 / Real(patience);
    const Real serving = Real(queue.agents) / Real(queue.handling_time);
    const Real lambda = queue.arrival_rate;
    std::vector<Real> mass{1};  // State c + k.
    Real total = 1;
    for (int k = 1; k < 3000 && mass.back() > Real("1e-22") * total; ++k) {
      mass.push_back(mass.back() * lambda / (serving + theta * k));
      total += mass.back();
    }
    Real below = 0, step = 1;
    for (std::int64_t n = queue.agents; n > 0; --n) {
      step *= Real(n) / Real(queue.handling_time) / lambda;
      below += step;
    }
    const auto count = static_cast<int>(mass.size());
    Real served = below, served_wait = 0, given_served = 0;
    for (int k = 0; k < count; ++k) {
      given_served += 1 / (serving + theta * (k + 1));
      const Real share = mass[k] * serving / (serving + theta * (k + 1));
      served += share;
      served_wait += share * given_served;
    }
    const std::string more = "patience=" + std::to_string(patience);
    worst.Compare("A answer speed", ImpatientQueue(queue, patience)->answer_speed,
                  served_wait / served, queue, more);

    const Real fastest = serving + theta * count;
    const Real mean = fastest * Real(limit);
    std::vector<Real> within(count, 0);  // Served within m jumps of the uniform clock.
    Real weight = exp(-mean), seen = weight;
    std::vector<Real> sum(count, 0);
    for (int m = 1; seen < 1 - Real("1e-22") && m < 20000; ++m) {
      for (int k = count - 1; k >= 0; --k) {
        const Real advance = (serving + theta * k) / fastest;
        within[k] = advance * (k == 0 ? Real(1) : within[k - 1]) +
                    (1 - advance - theta / fastest) * within[k];
      }
      weight *= mean / m;
      seen += weight;
      for (int k = 0; k < count; ++k) sum[k] += weight * within[k];
    }
    Real level = below;
    for (int k = 0; k < count; ++k) level += mass[k] * sum[k];
    worst.Compare("A service level", *ServiceLevel(queue, patience, limit), level / (below + total),
                  queue, more);
  }
  worst.Print();
}

}  // namespace
}  // namespace signpost
