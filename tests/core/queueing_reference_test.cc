// SPDX-License-Identifier: Apache-2.0
//
// Every queueing row of ../shared/reference/queueing.csv, against its exact_ columns.
#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "signpost/queueing.h"
#include "tests/core/reference_csv.h"

namespace signpost {
namespace {

constexpr double kTolerance = 1e-9;

class Comparison {
 public:
  void Compare(const ReferenceRow& row, const std::string& column, double got) {
    const std::string& cell = row.at("exact_" + column);
    if (cell.empty()) return;
    const double want = Number(cell);
    if (want == 0 || std::fabs(want) < 1e-300) {  // Underflows, or nearly.
      EXPECT_LE(got, 1e-300) << column;
      ++skipped_;
      return;
    }
    const double error = std::fabs(got - want) / std::fabs(want);
    EXPECT_LE(error, kTolerance) << row.at("model") << " c=" << row.at("c")
                                 << " lambda=" << row.at("lambda") << " mu=" << row.at("mu")
                                 << " theta=" << row.at("theta") << " " << column << ": " << got
                                 << " for " << want;
    ++compared_;
    std::pair<double, int>& worst = worst_[row.at("model") + " " + column];
    if (!(error <= worst.first)) worst.first = error;
    ++worst.second;
  }
  void Print() const {
    std::printf("%d values compared, %d underflow\n", compared_, skipped_);
    for (const auto& [name, worst] : worst_) {
      std::printf("  %-24s %4d values, worst relative error %.1e\n", name.c_str(), worst.second,
                  worst.first);
    }
  }
  int compared() const { return compared_; }

 private:
  int compared_ = 0;
  int skipped_ = 0;
  std::map<std::string, std::pair<double, int>> worst_;
};

void CompareMeasures(const ReferenceRow& row, const QueueMeasures& measures,
                     Comparison* comparison) {
  comparison->Compare(row, "U", measures.occupancy);
  comparison->Compare(row, "p0", measures.empty_probability);
  comparison->Compare(row, "p_wait", measures.wait_probability);
  comparison->Compare(row, "wq", measures.mean_wait);
  comparison->Compare(row, "w_total", measures.time_in_system);
  comparison->Compare(row, "lq", measures.queue_length);
  comparison->Compare(row, "l_system", measures.in_system);
  comparison->Compare(row, "p_abandon", measures.abandonment);
  comparison->Compare(row, "x_throughput", measures.throughput);
}

TEST(QueueingReference, EveryRow) {
  const std::vector<ReferenceRow> rows = ReadReference();
  if (rows.empty()) GTEST_SKIP() << "skipped: no ../shared/reference/queueing.csv";
  Comparison comparison;
  int used = 0;
  for (const ReferenceRow& row : rows) {
    const std::string& model = row.at("model");
    if (model.rfind("absorbing", 0) == 0) continue;  // src/cost/chain_reference_test.cc
    ++used;
    const Queue queue{Number(row.at("lambda")), 1 / Number(row.at("mu")),
                      static_cast<std::int64_t>(Number(row.at("c")))};
    const double load = Number(row.at("lambda")) / Number(row.at("mu"));
    if (model == "erlangb") {
      comparison.Compare(row, "p_block", *ErlangB(load, queue.agents));
      comparison.Compare(row, "p_block", LossQueue(queue)->blocking);
    } else if (model == "mmc") {
      const auto measures = WaitingQueue(queue);
      ASSERT_TRUE(measures.ok());
      CompareMeasures(row, *measures, &comparison);
      comparison.Compare(row, "p_wait", *ErlangC(load, queue.agents));
      comparison.Compare(row, "p_block", *ErlangB(load, queue.agents));
      comparison.Compare(row, "sl", *ServiceLevel(queue, Number(row.at("t_sl"))));
    } else if (model == "mmck") {
      const auto measures = FiniteQueue(queue, static_cast<std::int64_t>(Number(row.at("K"))));
      ASSERT_TRUE(measures.ok());
      CompareMeasures(row, *measures, &comparison);
      comparison.Compare(row, "p_block", measures->blocking);
    } else if (model == "erlanga") {
      const auto measures = ImpatientQueue(queue, 1 / Number(row.at("theta")));
      ASSERT_TRUE(measures.ok());
      CompareMeasures(row, *measures, &comparison);
    } else if (model == "staffing_mmc") {
      const Workload work{queue.arrival_rate, queue.handling_time};
      const double limit = Number(row.at("t_sl"));
      const auto staffing = StaffForServiceLevel(work, Number(row.at("target_sl")), limit);
      ASSERT_TRUE(staffing.ok());
      EXPECT_EQ(staffing->agents, static_cast<std::int64_t>(Number(row.at("c_min"))));
      const auto measures = WaitingQueue(queue);
      ASSERT_TRUE(measures.ok());
      CompareMeasures(row, *measures, &comparison);
      comparison.Compare(row, "sl", *ServiceLevel(queue, limit));
    } else {
      ADD_FAILURE() << "a model that nobody checks: " << model;
    }
  }
  EXPECT_EQ(used, 1194);
  EXPECT_GT(comparison.compared(), 7000);
  comparison.Print();
}

}  // namespace
}  // namespace signpost
