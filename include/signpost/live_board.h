// SPDX-License-Identifier: Apache-2.0
//
// Live state that changes while contacts are decided: writers set channels as the platform reports
// them, routers take a snapshot and decide on that. Standard library only, no lock.
//
//   signpost::LiveBoard board;                                  // One a process and plan.
//   board.Set(3, signpost::LiveFacts{false, 90'000'000'000, 0});  // Any thread, at any time.
//   signpost::Route(plan.view(), request, board.Snapshot(), &decision);   // Any other.
//
// A channel is one atomic word: what a snapshot says of it is what one writer set at once, and the
// latest that this reader can see. Between channels there is no order: a snapshot may hold the new
// state of one and the old one of another that was set before.
//
// Reading and writing are wait-free: as many steps as there are channels, whatever others do.
#ifndef SIGNPOST_LIVE_BOARD_H_
#define SIGNPOST_LIVE_BOARD_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "signpost/live_state.h"
#include "signpost/money.h"
#include "signpost/plan_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// What is known of one channel.
struct LiveFacts {
  bool out_of_service = false;
  // Nanoseconds, 0 to kMaxWaitNanos; kept to 4 microseconds, rounded half to even.
  std::optional<std::int64_t> expected_wait;
  // Millionths, 0 to 1,000,000.
  std::int64_t abandonment = 0;
};

class LiveBoard {
 public:
  // Replaces what is known of a channel. False, and nothing is changed, where `channel` is not 0 to
  // 63 or a fact is out of range. Safe to call from any thread; of two at once one is the later.
  [[nodiscard]] bool Set(int channel, const LiveFacts& facts) noexcept {
    const std::int64_t wait = facts.expected_wait.value_or(0);
    if (channel < 0 || channel >= kMaxChannels || wait < 0 || wait > kMaxWaitNanos ||
        facts.abandonment < 0 || facts.abandonment > kMillion) {
      return false;
    }
    std::uint64_t word = static_cast<std::uint64_t>(facts.abandonment) << kAbandonmentShift;
    if (facts.out_of_service) word |= kOutOfService;
    if (facts.expected_wait) {
      word |= 1 + static_cast<std::uint64_t>(DivideHalfEven(wait, kWaitUnit));
    }
    words_[static_cast<std::size_t>(channel)].store(word, std::memory_order_relaxed);
    return true;
  }

  // Replaces what is known of every channel, one after the other.
  void Set(const LiveState& state) noexcept {
    for (int channel = 0; channel < kMaxChannels; ++channel) {
      LiveFacts facts;
      facts.out_of_service = (state.out_of_service() & Bit(channel)) != 0;
      if (state.WaitKnown(channel)) facts.expected_wait = state.Wait(channel);
      facts.abandonment = state.Abandonment(channel);
      (void)Set(channel, facts);  // A live state holds nothing else.
    }
  }

  // What is known now. Safe to call from any thread.
  LiveState Snapshot() const noexcept {
    LiveState state;
    for (int channel = 0; channel < kMaxChannels; ++channel) {
      const std::uint64_t word =
          words_[static_cast<std::size_t>(channel)].load(std::memory_order_relaxed);
      if (word == 0) continue;
      // In range, as Set() saw.
      if ((word & kOutOfService) != 0) (void)state.SetOutOfService(channel, true);
      if (const std::uint64_t wait = word & kWaitMask; wait != 0) {
        (void)state.SetExpectedWait(channel, static_cast<std::int64_t>(wait - 1) * kWaitUnit);
      }
      (void)state.SetAbandonment(
          channel, static_cast<std::int64_t>(word >> kAbandonmentShift & kAbandonmentMask));
    }
    return state;
  }

 private:
  // From the lowest bit: the wait in units of 4 microseconds plus one, 0 where it is not known; the
  // abandonment; whether it is out of service.
  static constexpr std::int64_t kWaitUnit = 4'000;
  static constexpr int kAbandonmentShift = 43;
  static constexpr std::uint64_t kWaitMask = (std::uint64_t{1} << kAbandonmentShift) - 1;
  static constexpr std::uint64_t kAbandonmentMask = (std::uint64_t{1} << 20) - 1;
  static constexpr std::uint64_t kOutOfService = std::uint64_t{1} << 63;
  static_assert(kMaxWaitNanos % kWaitUnit == 0 && kMaxWaitNanos / kWaitUnit < kWaitMask);
  static_assert(static_cast<std::uint64_t>(kMillion) <= kAbandonmentMask);
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

  std::array<std::atomic<std::uint64_t>, kMaxChannels> words_ = {};
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_LIVE_BOARD_H_
