// SPDX-License-Identifier: Apache-2.0
//
// What each rule of a plan did to the contacts of a log, under one preference mode.
#ifndef SIGNPOST_SRC_REPLAY_RULE_COVERAGE_H_
#define SIGNPOST_SRC_REPLAY_RULE_COVERAGE_H_

#include <cstdint>
#include <vector>

#include "signpost/decision.h"
#include "signpost/live_state.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/v1/report.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

class RuleCoverageTally {
 public:
  // `plan` must outlive the tally.
  explicit RuleCoverageTally(const PlanView& plan);

  // Counts `count` contacts that are bound to `request` and got `decision`. Their sum over all
  // calls must fit in 64 bits.
  void Add(const Request& request, const LiveState& live, const Decision& decision,
           std::int64_t count);

  // Adds what it counted to `report`: the first tally all, the next ones of the same catalog what
  // differs by preference mode.
  void AddTo(v1::PreferenceMode preference, v1::RuleReport* report) const;

 private:
  struct Counts {
    std::int64_t held = 0;
    std::int64_t did_not_hold = 0;
    std::int64_t erred = 0;
    std::int64_t not_valid = 0;
    std::int64_t not_reached = 0;
    std::int64_t decided = 0;
    std::int64_t overruled = 0;
  };

  bool Decides(std::uint32_t rule, const Request& request, const LiveState& live,
               const Decision& decision);
  bool IsOverruled(std::uint32_t rule, const Request& request, const Decision& decision) const;

  const PlanView& plan_;
  std::vector<Counts> counts_;            // By rule.
  std::vector<std::uint8_t> may_decide_;  // By rule: not only words and scripts follow from it.
  Decision without_;                      // Kept for its room.
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_RULE_COVERAGE_H_
