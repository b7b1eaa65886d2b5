// SPDX-License-Identifier: Apache-2.0
//
// A step of Route(): which channels of a service can serve a contact: lifecycles, hours, live
// state, access, what rules exclude, and who assists. Standard library only. There is nothing to
// call here: see route.h.
#ifndef SIGNPOST_ROUTE_AVAILABILITY_H_
#define SIGNPOST_ROUTE_AVAILABILITY_H_

#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/live_state.h"
#include "signpost/opening_hours.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

constexpr std::uint32_t LifecycleReasons(const LifecycleRow& lifecycle, std::int64_t time,
                                         bool out_of_pilot) noexcept {
  std::uint32_t reasons = 0;
  if (lifecycle.stage == Stage::kPlanned || time < lifecycle.live_from)
    reasons |= ReasonBit(ReasonCode::kNotYetLive);
  if (lifecycle.stage == Stage::kRetired || time >= lifecycle.retire_from)
    reasons |= ReasonBit(ReasonCode::kRetired);
  if (lifecycle.stage == Stage::kPilot && out_of_pilot && reasons == 0)
    reasons = ReasonBit(ReasonCode::kNotInPilot);
  return reasons;
}

// Fills reasons, missing and unknown of every option. Returns the channels that nothing blocks.
inline std::uint64_t CheckAvailability(const PlanView& plan, const Request& request,
                                       const LiveState& live, Slice<OptionRow> rows,
                                       Decision* decision) noexcept {
  std::uint64_t free = 0;
  for (std::size_t i = 0; i < rows.size; ++i) {
    const OptionRow& row = rows[i];
    const ChannelRow& channel = plan.channels[row.channel];
    const std::uint64_t bit = Bit(row.channel);
    OptionResult& option = decision->options[i];
    option = OptionResult{};
    option.channel = row.channel;
    option.reasons =
        LifecycleReasons(channel.lifecycle, request.time,
                         (request.out_of_channel_pilot & bit) != 0) |
        LifecycleReasons(row.lifecycle, request.time, (request.out_of_service_pilot & bit) != 0);
    if (channel.opening_hours != kNone &&
        !IsOpen(plan, plan.schedules[static_cast<std::size_t>(channel.opening_hours)],
                request.time)) {
      option.reasons |= ReasonBit(ReasonCode::kClosed);
    }
    if ((live.out_of_service() & bit) != 0) option.reasons |= ReasonBit(ReasonCode::kOutOfService);
    option.missing = channel.requirements & request.failed;
    option.unknown = channel.requirements & request.unknown;
    if (option.missing != 0) option.reasons |= ReasonBit(ReasonCode::kCustomerCannotUse);
    if (option.unknown != 0) option.reasons |= ReasonBit(ReasonCode::kAccessUnknown);
    if ((request.tried & bit) != 0) option.reasons |= ReasonBit(ReasonCode::kAlreadyTried);
    option.available = (option.reasons & kBlockingReasons) == 0;
    if (option.available) free |= bit;
  }
  return free;
}

// Blocks what rules exclude, but for exclusions that do not hold. Returns the channels of `free`
// that are left.
inline std::uint64_t ExcludeByRules(const PlanView& plan, const RuleEffects& effects,
                                    std::uint64_t free, const ServiceRow& service,
                                    Decision* decision) noexcept {
  const std::uint64_t others = effects.excluded & ~effects.capacity;
  const std::uint64_t ignored =
      IgnoredExclusions(plan, free & ~others, service.channels, effects.capacity);
  for (std::size_t i = 0; i < decision->option_count; ++i) {
    OptionResult& option = decision->options[i];
    const std::uint64_t bit = Bit(option.channel);
    if ((effects.excluded & bit) == 0) continue;
    option.rule = static_cast<std::int32_t>(effects.excluding_rule[option.channel]);
    option.ground = effects.ground[option.channel];
    if ((ignored & bit) != 0) {
      option.reasons |= ReasonBit(ReasonCode::kCapacityExclusionIgnored);
    } else {
      option.reasons |= ReasonBit(ReasonCode::kExcludedByRule);
      option.available = false;
    }
  }
  return free & ~(effects.excluded & ~ignored);
}

// Gives a self-service option that only the customer's access blocks to the first free channel
// whose staff can complete it; it then rests on what is unknown for reaching them, too.
inline void Assist(const PlanView& plan, std::uint64_t free, std::uint64_t unknown,
                   Decision* decision) noexcept {
  for (int i = 0; i < decision->option_count; ++i) {
    OptionResult& option = decision->options[static_cast<std::size_t>(i)];
    const ChannelRow& channel = plan.channels[option.channel];
    if ((option.reasons & kBlockingReasons) != ReasonBit(ReasonCode::kCustomerCannotUse)) continue;
    const std::uint64_t staff = channel.self_service != 0 ? channel.assisted_by & free : 0;
    if (staff == 0) continue;
    const int served_by = __builtin_ctzll(staff);
    option.assisted_by = static_cast<std::int8_t>(served_by);
    option.available = true;
    option.unknown |= plan.channels[static_cast<std::size_t>(served_by)].requirements & unknown;
    if (option.unknown != 0) option.reasons |= ReasonBit(ReasonCode::kAccessUnknown);
  }
}

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_AVAILABILITY_H_
