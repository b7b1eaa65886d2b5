// SPDX-License-Identifier: Apache-2.0
//
// What Route() answers, in numbers: every option with its reasons and estimate, their order,
// offers, design gaps. Standard library only. decide.h turns it into the message v1::Decision with
// names and texts.
#ifndef SIGNPOST_DECISION_H_
#define SIGNPOST_DECISION_H_

#include <array>
#include <cstdint>

#include "signpost/money.h"
#include "signpost/plan_view.h"
#include "signpost/rule_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Numbered as v1::ReasonCode; a set of them is a mask of ReasonBit()s.
enum class ReasonCode : std::uint8_t {
  kNotYetLive = 1,
  kRetired = 2,
  kNotInPilot = 3,
  kClosed = 4,
  kExcludedByRule = 5,
  kOutOfService = 6,
  kCustomerCannotUse = 7,
  kAlreadyTried = 8,
  kAccessUnknown = 9,
  kUnpriced = 10,
  kCustomerCostUnknown = 11,
  kCapacityExclusionIgnored = 12,
  kCustomerPreference = 20,
  kArrivalChannel = 21,
  kRulePreference = 22,
  kLowestScore = 23,
  kNoChannelAvailable = 24,
};

constexpr std::uint32_t ReasonBit(ReasonCode code) noexcept {
  return std::uint32_t{1} << static_cast<int>(code);
}

// Reasons that make an option unavailable.
inline constexpr std::uint32_t kBlockingReasons =
    ReasonBit(ReasonCode::kNotYetLive) | ReasonBit(ReasonCode::kRetired) |
    ReasonBit(ReasonCode::kNotInPilot) | ReasonBit(ReasonCode::kClosed) |
    ReasonBit(ReasonCode::kExcludedByRule) | ReasonBit(ReasonCode::kOutOfService) |
    ReasonBit(ReasonCode::kCustomerCannotUse);

// Numbered as v1::DesignGapCause; a set of them is a mask of GapBit()s.
enum class GapCause : std::uint8_t {
  kWorseCustomerCost = 1,
  kWorseCompletion = 2,
  kUnknown = 3,
  kCommunicationsNotLive = 4,
  kStaffNotTrained = 5,
  kDeclined = 6,
  kAlreadyTried = 7,
};

constexpr std::uint32_t GapBit(GapCause cause) noexcept {
  return std::uint32_t{1} << static_cast<int>(cause);
}

// What a contact on this channel is expected to come to, end to end. Money in micro-units of the
// plan's currency, times in nanoseconds. A figure that is not known is 0 and its flag says so.
struct Estimate {
  Micros organisation_cost = 0;
  Micros direct_cost = 0;  // The organisation's, of this contact on this channel only.
  Micros customer_cost = 0;
  Micros wait_cost = 0;  // The wait at the policy's value of a customer's minute.
  std::int64_t customer_time = 0;
  std::int64_t wait = 0;
  std::int64_t contacts = 0;          // Millionths, this one included.
  Micros standard_deviation = kNone;  // Of organisation_cost; kNone: not known. Decides nothing.
  std::int32_t completion = 0;        // Millionths, in the end.
  std::int32_t abandonment = 0;       // Millionths, in the end: the rest.
  std::int32_t live_abandonment = 0;  // Millionths, of the first contact; included in both.
  std::int32_t satisfaction = 0;      // Millionths.
  bool priced = false;
  bool customer_cost_known = false;
  bool customer_time_known = false;
  bool completion_known = false;
  bool wait_known = false;
};

struct OptionResult {
  Int128 score = 0;  // Millionths of a micro-unit, lower is better. Means nothing where unpriced.
  Estimate estimate;
  std::uint64_t missing = 0;          // Requirements that the customer is known not to meet.
  std::uint64_t unknown = 0;          // Requirements of which that is not known.
  std::uint32_t reasons = 0;          // ReasonBit()s.
  std::int32_t rule = kNone;          // That excludes it, or would for CAPACITY.
  std::int32_t offer_script = kNone;  // What a rule has staff say.
  Ground ground = Ground::kNone;      // Of that rule.
  std::int8_t assisted_by = kNone;    // Channel.
  std::uint8_t channel = 0;
  std::uint8_t rank = 0;  // 1 is best, 0: not available.
  bool available = false;
};

struct OfferResult {
  Micros saving = 0;  // To the organisation, against the recommended option.
  std::uint8_t channel = 0;
};

struct GapResult {
  Micros saving = 0;
  std::uint32_t causes = 0;  // GapBit()s.
  std::uint8_t channel = 0;
};

enum class DecisionStatus : std::uint8_t {
  kRecommended = 1,
  kNobodyCanServe = 2,
  // The request was bound to another plan: bind it again. Nothing else is filled.
  kWrongPlan = 3,
};

// A rule whose condition ended in an error.
struct FailedRule {
  std::uint32_t rule = 0;
  std::uint8_t code = 0;  // cel::ErrorCode; ToMessage() names it.
};

// The first of a list, and how many there are in all.
template <typename T>
struct FirstOf {
  static constexpr std::uint32_t kRoom = 16;
  std::uint32_t count = 0;
  std::array<T, kRoom> items;

  std::uint32_t kept() const noexcept { return count < kRoom ? count : kRoom; }
  void Add(const T& item) noexcept {
    if (count < kRoom) items[count] = item;
    ++count;
  }
};

// The first different ones of a list, and whether there are more.
struct FirstDistinct {
  FirstOf<std::uint32_t> kept;
  bool cut = false;

  void Clear() noexcept {
    kept.count = 0;
    cut = false;
  }
  void Add(std::uint32_t item) noexcept {
    for (std::uint32_t i = 0; i < kept.count; ++i) {
      if (kept.items[i] == item) return;
    }
    if (kept.count == FirstOf<std::uint32_t>::kRoom) {
      cut = true;
    } else {
      kept.Add(item);
    }
  }
};

// About 19 KB, of which Route() writes what it counts and no more: keep one a thread and use it
// again.
struct Decision {
  DecisionStatus status = DecisionStatus::kNobodyCanServe;
  ReasonCode reason = ReasonCode::kNoChannelAvailable;  // Why this one is recommended, or none is.
  std::int8_t recommended = kNone;                      // Channel.
  std::uint8_t option_count = 0;
  std::uint8_t available_count = 0;
  std::uint8_t offer_count = 0;
  std::uint8_t gap_count = 0;
  bool price_of_preference_known = false;
  std::uint32_t service = 0;
  std::int32_t preferring_rule = kNone;  // Where the reason is kRulePreference.
  std::uint64_t adjusted = 0;            // Channels whose direct costs rules changed.
  Micros price_of_preference = 0;
  std::array<OptionResult, kMaxChannels> options;  // In catalog order.
  std::array<std::uint8_t, kMaxChannels> order;  // Of options: available by rank, then the others.
  std::array<OfferResult, kMaxChannels> offers;  // Largest saving first.
  std::array<GapResult, kMaxChannels> gaps;      // Largest saving first.
  FirstOf<std::uint32_t> matched_rules;          // Indices of RuleView::rules.
  FirstOf<FailedRule> failed_rules;
  FirstDistinct tags;         // Indices of RuleView::tags.
  FirstDistinct escalations;  // Indices of PlanView::roles.
  // Direct costs by channel and kind, of the channels in `adjusted` only.
  std::array<std::array<Micros, kCostKinds>, kMaxChannels> adjusted_costs;

  // The option of a channel, or null.
  const OptionResult* Find(int channel) const noexcept {
    for (int i = 0; i < option_count; ++i) {
      if (options[static_cast<std::size_t>(i)].channel == channel)
        return &options[static_cast<std::size_t>(i)];
    }
    return nullptr;
  }
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_DECISION_H_
