// SPDX-License-Identifier: Apache-2.0
#include "plan/compile_chains.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "cost/chain.h"
#include "cost/chain_fixed.h"
#include "signpost/rollout.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// The flags that hold end to end only where they hold of every option that a contact may come to.
constexpr unsigned kReachingFlags =
    kPriced | kCustomerCostKnown | kCustomerTimeKnown | kCompletionKnown;

absl::Status TooLarge(const std::string& channel, const char* what) {
  return absl::OutOfRangeError(
      absl::StrCat("through channel \"", channel, "\": ", what,
                   ", with all that follows a contact, does not fit: use smaller amounts, or "
                   "more completion"));
}

// Standard deviations of the organisation's cost; empty where they do not fit.
std::vector<double> StandardDeviations(const Chain& chain, const Micros* direct, std::size_t size) {
  const std::optional<std::vector<double>> variance =
      chain.CostVariance(std::vector<double>(direct, direct + size));
  std::vector<double> deviations;
  if (!variance) return deviations;
  for (const double value : *variance) deviations.push_back(std::sqrt(value));
  return deviations;
}

}  // namespace

ChainCompiler::ChainCompiler(const v1::Catalog& catalog, PlanTables* tables)
    : catalog_(catalog), tables_(tables) {
  for (int i = 0; i < catalog.channels_size(); ++i) channels_.emplace(catalog.channels(i).id(), i);
}

std::uint64_t ChainCompiler::Place(const std::vector<std::int64_t>& visits) {
  Xxh64 hash;
  hash.Add({reinterpret_cast<const char*>(visits.data()), visits.size() * sizeof(visits[0])});
  const auto [first, last] = places_.equal_range(hash.Digest());
  std::vector<std::int64_t>& table = tables_->visits;
  for (auto place = first; place != last; ++place) {
    const auto at = table.begin() + static_cast<std::ptrdiff_t>(place->second);
    if (table.size() - place->second >= visits.size() &&
        std::equal(visits.begin(), visits.end(), at)) {
      return place->second;
    }
  }
  const std::uint64_t at = table.size();
  table.insert(table.end(), visits.begin(), visits.end());
  places_.emplace(hash.Digest(), at);
  return at;
}

absl::Status ChainCompiler::Solve(const std::vector<int>& chosen, const ServiceRow& service,
                                  Solved* solved) {
  const std::size_t size = chosen.size();
  const std::size_t first = service.first_option;
  std::vector<ChainStep> steps(size);
  for (std::size_t i = 0; i < size; ++i) {
    const v1::ServiceChannel& entry = catalog_.service_channels(chosen[i]);
    if (!entry.has_outcome()) continue;  // Unknown: everything counts as completed.
    steps[i].completion = entry.outcome().completion_probability();
    steps[i].abandonment = entry.outcome().abandonment_probability();
    for (const v1::Fallback& fallback : entry.outcome().fallbacks()) {
      const int channel = channels_.at(fallback.channel());
      steps[i].fallbacks.push_back({PlanView::PlaceOf(service, channel), fallback.probability()});
    }
  }
  const auto channel = [&](std::size_t place) -> const std::string& {
    return catalog_.service_channels(chosen[place]).channel();
  };
  Chain chain;
  const ChainFault fault = Chain::Solve(steps, &chain);
  if (!fault.ok()) {  // A validated catalog has none.
    return absl::OutOfRangeError(
        absl::StrCat("through channel \"", channel(fault.channel), "\": ", fault.text));
  }
  const std::optional<FixedChain> fixed = SolveFixed(steps);
  if (!fixed) return TooLarge(channel(0), "the number of contacts");

  const std::vector<double> deviations =
      StandardDeviations(chain, tables_->direct_costs.data() + first, size);
  std::array<std::int64_t, kMaxChannels> once;
  once.fill(kMillion);
  for (std::size_t i = 0; i < size; ++i) {
    const VisitsRow visits = fixed->Row(i);
    EndToEndRow row;
    unsigned flags = kReachingFlags;
    for (std::size_t j = 0; j < size; ++j) {
      if ((fixed->reaches[i] >> j & 1) != 0) flags &= tables_->options[first + j].flags;
    }
    if ((flags & kPriced) != 0 &&
        !ExpectedCost(visits, tables_->direct_costs.data() + first, 0, 0, &row.organisation_cost)) {
      return TooLarge(channel(i), "the organisation cost");
    }
    if ((flags & kCustomerCostKnown) != 0 &&
        !ExpectedCost(visits, tables_->direct_customer_costs.data() + first, 0, 0,
                      &row.customer_cost)) {
      return TooLarge(channel(i), "the customer cost");
    }
    if ((flags & kCustomerTimeKnown) != 0 &&
        !ExpectedCost(visits, tables_->direct_customer_times.data() + first, 0, 0,
                      &row.customer_time)) {
      return TooLarge(channel(i), "the customer's time");
    }
    if (!ExpectedTotal(visits, once.data(), 0, 0, &row.contacts)) {
      return TooLarge(channel(i), "the number of contacts");
    }
    if ((flags & kPriced) != 0 && !deviations.empty() &&
        deviations[i] < static_cast<double>(kMaxCost)) {
      row.standard_deviation = RoundHalfEven(deviations[i]);
    }
    row.completion = fixed->completion[i];
    row.flags = static_cast<std::uint8_t>(flags);
    solved->rows.push_back(row);
  }
  solved->first_visit = Place(fixed->visits);
  solved->visits_point = fixed->point;
  return absl::OkStatus();
}

absl::Status ChainCompiler::Compile(const std::vector<int>& chosen, ServiceRow* service) {
  if (chosen.empty()) return absl::OkStatus();
  const auto [entry, is_new] = solved_.try_emplace(chosen);
  if (is_new) {
    absl::Status status = Solve(chosen, *service, &entry->second);
    if (!status.ok()) return status;
  }
  const Solved& solved = entry->second;
  service->first_visit = solved.first_visit;
  service->visits_point = solved.visits_point;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    tables_->options[service->first_option + i].end_to_end = solved.rows[i];
  }
  return absl::OkStatus();
}

SIGNPOST_END_NAMESPACE
