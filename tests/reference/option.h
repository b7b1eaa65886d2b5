// SPDX-License-Identifier: Apache-2.0
//
// What the steps of a decision find out about one channel, each step filling its own part.
#ifndef SIGNPOST_TESTS_REFERENCE_OPTION_H_
#define SIGNPOST_TESTS_REFERENCE_OPTION_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "signpost/v1/channel.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/rule.pb.h"
#include "signpost/v1/service.pb.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/cost.h"

namespace signpost::reference {

struct Exclusion {
  const v1::Rule* rule = nullptr;
  v1::ExclusionGround ground = v1::EXCLUSION_GROUND_UNSPECIFIED;
};

struct Candidate {
  // Step 1, candidates.
  int index = 0;  // In catalog order.
  const v1::Channel* channel = nullptr;
  const v1::ServiceChannel* service_channel = nullptr;

  // Step 2, rules. Exclusion or preference, whichever names the channel first.
  std::optional<Exclusion> exclusion;
  const v1::Rule* preferred_by = nullptr;
  int preference = 0;  // Place among the channels that rules prefer; 0 is first.
  std::vector<const v1::Adjust*> adjustments;
  Integer weighed = 0;  // Micro-units.
  const v1::MakeOffer* offer = nullptr;

  // Step 3, availability. A set keeps the codes in the order of the enum.
  std::set<v1::ReasonCode> reasons;
  std::vector<std::string> requirements_failed;
  std::vector<std::string> requirements_unknown;
  std::optional<std::int64_t> opens_at;
  bool available = false;
  const Candidate* assistant = nullptr;

  // Step 4, estimate.
  Forecast forecast;
  Price price;  // Its total.
  std::optional<std::int64_t> wait_nanos;
  std::int64_t wait_cost = 0;

  // Step 5, rank.
  bool demoted = false;
  int tier = 0;
  std::optional<Integer> score;  // Units of 1e-12; none where unpriced.
  int rank = 0;
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_OPTION_H_
