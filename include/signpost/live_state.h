// SPDX-License-Identifier: Apache-2.0
//
// What is known of the channels right now, by channel number of one plan. Standard library only. A
// plain value: copy it, fill it, hand it to Route(); nothing in it is shared.
#ifndef SIGNPOST_LIVE_STATE_H_
#define SIGNPOST_LIVE_STATE_H_

#include <array>
#include <cstdint>

#include "signpost/plan_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// 366 days in nanoseconds: no wait that a decision can use is longer.
inline constexpr std::int64_t kMaxWaitNanos = std::int64_t{366} * kSecondsPerDay * 1'000'000'000;

class LiveState {
 public:
  // Takes a channel out of service, or puts it back. False, and nothing is changed, where `channel`
  // is not 0 to 63.
  [[nodiscard]] bool SetOutOfService(int channel, bool out) noexcept {
    if (channel < 0 || channel >= kMaxChannels) return false;
    out_of_service_ = out ? out_of_service_ | Bit(channel) : out_of_service_ & ~Bit(channel);
    return true;
  }

  // Sets what the next contact of the channel must expect to wait. False, and nothing is changed,
  // where `channel` is not 0 to 63 or `nanos` not 0 to kMaxWaitNanos.
  [[nodiscard]] bool SetExpectedWait(int channel, std::int64_t nanos) noexcept {
    if (channel < 0 || channel >= kMaxChannels || nanos < 0 || nanos > kMaxWaitNanos) return false;
    waits_known_ |= Bit(channel);
    waits_[static_cast<std::size_t>(channel)] = nanos;
    return true;
  }

  // Sets the probability, in millionths, that the next contact of the channel is given up while it
  // waits. False, and nothing is changed, where `channel` is not 0 to 63 or `millionths` not 0 to
  // 1,000,000.
  [[nodiscard]] bool SetAbandonment(int channel, std::int64_t millionths) noexcept {
    if (channel < 0 || channel >= kMaxChannels || millionths < 0 || millionths > kMillion) {
      return false;
    }
    abandonments_[static_cast<std::size_t>(channel)] = static_cast<std::int32_t>(millionths);
    return true;
  }

  std::uint64_t out_of_service() const noexcept { return out_of_service_; }
  bool WaitKnown(int channel) const noexcept { return (waits_known_ & Bit(channel)) != 0; }
  // 0 where it is not known.
  std::int64_t Wait(int channel) const noexcept {
    return waits_[static_cast<std::size_t>(channel)];
  }
  // 0 where it is not known.
  std::int32_t Abandonment(int channel) const noexcept {
    return abandonments_[static_cast<std::size_t>(channel)];
  }

 private:
  std::uint64_t out_of_service_ = 0;
  std::uint64_t waits_known_ = 0;
  std::array<std::int64_t, kMaxChannels> waits_ = {};
  std::array<std::int32_t, kMaxChannels> abandonments_ = {};
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_LIVE_STATE_H_
