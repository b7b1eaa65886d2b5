// SPDX-License-Identifier: Apache-2.0
//
// Does a service's cost follow its channels? UK Government Digital Service, transactions explorer:
// a window's volume, digital volume and two costs give the unit costs of the digital and the other
// channels; with these, later windows' cost per transaction is predicted from their digital share
// alone.
//
// What this can show: whether costs published for a mix fit two constant unit costs. What it
// cannot: most departments carry a cost figure over unchanged for years while the share moves
// (`restated` is the pairs where they did not), windows overlap, a department's method may change
// between two of them, the figures hold fixed costs, and what is not digital is one lump.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "cost/chain.h"
#include "gtest/gtest.h"
#include "tests/evidence/data.h"

namespace signpost {
namespace {

struct Window {
  int quarter = 0;
  double volume = 0, share = 0, cost = 0, digital_cost = 0;
};

// A mix of channels that complete every contact, as a chain: an entry that is a contact of none.
double MixedCost(double share, double digital, double other) {
  Chain chain;
  const ChainFault fault = Chain::Solve({{0, 0, {{1, share}, {2, 1 - share}}}, {}, {}}, &chain);
  EXPECT_TRUE(fault.ok()) << fault.text;
  return (*chain.ExpectedCost({0, digital, other}))[0];
}

struct Group {
  const char* name;
  ErrorTally shift{}, same{}, digital_only{};
  int better = 0, worse = 0;
  void Add(double predicted, const Window& from, const Window& to) {
    const double by_shift = std::fabs(predicted - to.cost) / to.cost;
    const double by_none = std::fabs(from.cost - to.cost) / to.cost;
    shift.Add(by_shift, to.volume);
    same.Add(by_none, to.volume);
    digital_only.Add(std::fabs(from.digital_cost - to.cost) / to.cost, to.volume);
    better += by_shift < by_none - 1e-12;
    worse += by_shift > by_none + 1e-12;
  }
  void Print() const {
    std::printf("%-44s %4zu pairs; nearer than no change %d, farther %d\n", name, shift.size(),
                better, worse);
    const auto line = [](const char* what, const ErrorTally& tally) {
      std::printf("    %-14s median error %6.1f %%, 90th percentile %7.1f %%, by volume %6.1f %%\n",
                  what, 100 * tally.Quantile(0.5), 100 * tally.Quantile(0.9), 100 * tally.Mean());
    };
    line("shift alone", shift);
    line("no change", same);
    line("digital only", digital_only);
  }
};

TEST(Evidence, ChannelShiftOfUkTransactions) {
  const std::vector<DataRow> rows = ReadData("uk_transactions_explorer/services.csv");
  if (rows.empty()) GTEST_SKIP() << "skipped: no ../shared/data/uk_transactions_explorer";
  std::map<std::string, std::vector<Window>> services;
  int impossible = 0, with_figures = 0;
  for (const DataRow& row : rows) {
    bool all = true;
    for (const char* name : {"volume", "digital_volume", "cost_per_transaction_gbp",
                             "digital_cost_per_transaction_gbp"}) {
      all = all && !row.at(name).empty();
    }
    if (!all) continue;
    ++with_figures;
    const auto number = [&](const char* name) { return std::atof(row.at(name).c_str()); };
    Window window;
    const std::string& label = row.at("label");  // 2013-Q1
    window.quarter = std::atoi(label.c_str()) * 4 + (label.back() - '1');
    window.volume = number("volume");
    window.share = number("digital_volume") / window.volume;
    window.cost = number("cost_per_transaction_gbp");
    window.digital_cost = number("digital_cost_per_transaction_gbp");
    if (!(window.volume > 0) || window.share > 1 || !(window.cost > 0)) {
      ++impossible;
      continue;
    }
    services[row.at("slug")].push_back(window);
  }
  Group all{"all pairs of windows of a service"};
  Group next{"next window"};
  Group apart{"windows that do not overlap"};
  Group restated{"cost restated between the two"};
  Group restated_next{"cost restated, next window"};
  int negative = 0, all_digital = 0, usable = 0, carried = 0, moved_not_restated = 0;
  std::map<std::string, int> contributing;
  for (auto& [slug, windows] : services) {
    std::sort(windows.begin(), windows.end(),
              [](const Window& a, const Window& b) { return a.quarter < b.quarter; });
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const Window& from = windows[i];
      if (from.share == 1) {
        ++all_digital;  // The cost of the other channels cannot be told.
        continue;
      }
      const double other = (from.cost - from.share * from.digital_cost) / (1 - from.share);
      if (other < 0) {
        ++negative;  // Digital is said to cost more than everything.
        continue;
      }
      ++usable;
      for (std::size_t j = i + 1; j < windows.size(); ++j) {
        const Window& to = windows[j];
        const double predicted = MixedCost(to.share, from.digital_cost, other);
        ++contributing[slug];
        all.Add(predicted, from, to);
        const bool changed = from.cost != to.cost;
        carried += !changed;
        moved_not_restated += !changed && std::fabs(to.share - from.share) > 0.01;
        if (j == i + 1) next.Add(predicted, from, to);
        if (to.quarter - from.quarter >= 4) apart.Add(predicted, from, to);
        if (changed) restated.Add(predicted, from, to);
        if (changed && j == i + 1) restated_next.Add(predicted, from, to);
      }
    }
  }
  std::printf(
      "%d windows have all four figures, %d of them impossible (share above 1, cost 0),\n"
      "%d all digital, %d whose digital cost exceeds the total, %d usable as a base;\n"
      "%zu services have a base and a later window\n"
      "in %d of %zu pairs the cost figure was carried over unchanged, in %d of these though\n"
      "the digital share moved by more than a percentage point\n",
      with_figures, impossible, all_digital, negative, usable, contributing.size(), carried,
      all.shift.size(), moved_not_restated);
  for (const Group* group : {&all, &next, &apart, &restated, &restated_next}) group->Print();
  EXPECT_GT(all.shift.size(), 500u);
}

}  // namespace
}  // namespace signpost
