// SPDX-License-Identifier: Apache-2.0
//
// Sums over the decisions of one preference mode. Every sum is exact and checked.
#ifndef SIGNPOST_SRC_REPLAY_TALLY_H_
#define SIGNPOST_SRC_REPLAY_TALLY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "signpost/decision.h"
#include "signpost/money.h"
#include "signpost/plan_view.h"
#include "signpost/v1/report.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// A number of contacts, and money that goes with them.
struct CountSum {
  std::int64_t contacts = 0;
  Micros money = 0;

  // Adds `count` contacts with `each` of money. False: it does not fit, and nothing is added.
  [[nodiscard]] bool Add(std::int64_t count, Micros each);
};

// v1::Ledger in numbers.
class LedgerSum {
 public:
  // Adds `count` contacts with this estimate; null: on no channel, or on one that does not offer
  // the service. False: a sum does not fit.
  [[nodiscard]] bool Add(const Estimate* estimate, std::int64_t count);
  std::int64_t contacts() const { return contacts_; }
  v1::Ledger ToMessage(std::string_view currency) const;

 private:
  std::int64_t contacts_ = 0;
  CountSum organisation_;
  CountSum customer_;
  std::int64_t timed_ = 0;
  Int128 customer_time_ = 0;  // Nanoseconds.
  Int128 wait_ = 0;           // Nanoseconds.
};

// As used, as recommended, with every offer.
inline constexpr std::size_t kLedgerColumns = 3;
using CountSums = std::array<CountSum, kLedgerColumns>;
using LedgerSums = std::array<LedgerSum, kLedgerColumns>;

class ModeTally {
 public:
  // `plan` must outlive the tally.
  explicit ModeTally(const PlanView& plan);

  // Counts a decision for `count` contacts that arrived on channel `arrival`, kNone: not stated.
  // False: a sum does not fit.
  [[nodiscard]] bool Add(const Decision& decision, std::int32_t arrival, std::int64_t count);

  v1::ModeReport ToMessage(v1::PreferenceMode preference) const;

 private:
  // Index of the accountable party; the number of parties where there is none.
  std::size_t Owner(const ServiceRow& service, std::int32_t channel) const;
  bool AddColumn(std::size_t column, const Decision& decision, std::int32_t channel,
                 std::int64_t count);
  bool AddComparisons(const Decision& decision,
                      const std::array<std::int32_t, kLedgerColumns>& channels, std::int64_t count);
  bool AddOffers(const Decision& decision, std::int64_t count);
  void AddLists(v1::ModeReport* report, std::string_view currency) const;

  static constexpr std::size_t kCodes = 16;

  const PlanView& plan_;
  LedgerSums total_;
  CountSums organisation_comparison_;
  CountSums customer_comparison_;
  std::vector<LedgerSums> by_channel_;  // The last one is of no channel.
  std::vector<LedgerSums> by_service_;
  std::vector<LedgerSums> by_owner_;  // The last one is of no party.
  std::int64_t nobody_can_serve_ = 0;
  std::array<CountSum, kMaxChannels> offers_;
  std::array<CountSum, kMaxChannels> best_offers_;
  std::array<std::array<CountSum, kCodes>, kMaxChannels> gaps_;
  std::array<std::array<CountSum, kCodes>, kMaxChannels> unavailable_;
  CountSum price_;
  std::int64_t price_above_zero_ = 0;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_TALLY_H_
