// SPDX-License-Identifier: Apache-2.0
//
// Also run under ThreadSanitizer.
#include "signpost/live_board.h"

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "signpost/live_queue.h"

namespace signpost {
namespace {

TEST(LiveBoard, SaysWhatWasSet) {
  LiveBoard board;
  EXPECT_EQ(board.Snapshot().out_of_service(), 0u);
  EXPECT_FALSE(board.Snapshot().WaitKnown(0));
  ASSERT_TRUE(board.Set(0, LiveFacts{true, 90'000'000'000, 123'456}));
  ASSERT_TRUE(board.Set(63, LiveFacts{false, kMaxWaitNanos, 1'000'000}));
  ASSERT_TRUE(board.Set(5, LiveFacts{false, 0, 0}));
  LiveState state = board.Snapshot();
  EXPECT_EQ(state.out_of_service(), 1u);
  EXPECT_EQ(state.Wait(0), 90'000'000'000);
  EXPECT_EQ(state.Abandonment(0), 123'456);
  EXPECT_EQ(state.Wait(63), kMaxWaitNanos);
  EXPECT_EQ(state.Abandonment(63), 1'000'000);
  EXPECT_TRUE(state.WaitKnown(5)) << "none is not unknown";
  EXPECT_FALSE(state.WaitKnown(6));
  ASSERT_TRUE(board.Set(0, LiveFacts{}));
  state = board.Snapshot();
  EXPECT_EQ(state.out_of_service(), 0u);
  EXPECT_FALSE(state.WaitKnown(0));
  EXPECT_EQ(state.Abandonment(0), 0);
}

TEST(LiveBoard, KeepsFourMicroseconds) {
  LiveBoard board;
  const std::int64_t set[] = {1'999, 2'000, 2'001, 6'000, 6'001};
  const std::int64_t kept[] = {0, 0, 4'000, 8'000, 8'000};
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(board.Set(i, LiveFacts{false, set[i], 0}));
    EXPECT_EQ(board.Snapshot().Wait(i), kept[i]) << set[i];
  }
}

TEST(LiveBoard, RefusesWhatIsOutOfRange) {
  LiveBoard board;
  ASSERT_TRUE(board.Set(0, LiveFacts{true, 4'000, 1}));
  EXPECT_FALSE(board.Set(-1, LiveFacts{}));
  EXPECT_FALSE(board.Set(64, LiveFacts{}));
  EXPECT_FALSE(board.Set(0, LiveFacts{false, -1, 0}));
  EXPECT_FALSE(board.Set(0, LiveFacts{false, kMaxWaitNanos + 1, 0}));
  EXPECT_FALSE(board.Set(0, LiveFacts{false, 0, -1}));
  EXPECT_FALSE(board.Set(0, LiveFacts{false, 0, 1'000'001}));
  EXPECT_EQ(board.Snapshot().Wait(0), 4'000) << "and nothing is changed";
}

TEST(LiveBoard, TakesAWholeState) {
  LiveState state;
  ASSERT_TRUE(state.SetOutOfService(7, true));
  // Two agents of a minute are busy, nobody waits: one departure to come, in half a minute.
  ASSERT_EQ(SetQueue(8, QueueState{2, 2, 0, 60}, &state), QueueFault::kNone);
  EXPECT_EQ(SetQueue(64, QueueState{2, 2, 0, 60}, &state), QueueFault::kOutOfRange);
  EXPECT_EQ(SetQueue(8, QueueState{2, 3, 0, 60}, &state), QueueFault::kState);
  LiveBoard board;
  ASSERT_TRUE(board.Set(1, LiveFacts{true, 4'000, 1}));
  board.Set(state);
  EXPECT_EQ(board.Snapshot().out_of_service(), Bit(7));
  EXPECT_EQ(board.Snapshot().Wait(8), 30'000'000'000);
  EXPECT_FALSE(board.Snapshot().WaitKnown(1));
}

// Writers set wait and abandonment of a channel to the same number; no reader sees two numbers.
TEST(LiveBoard, AReaderSeesWhatOneWriterSetAtOnce) {
  LiveBoard board;
  std::atomic<bool> stop{false};
  std::atomic<int> torn{0}, seen{0};
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 2; ++writer) {
    threads.emplace_back([&, writer] {
      for (std::int64_t i = writer; !stop.load(); i = (i + 2) % 1'000'000) {
        (void)board.Set(static_cast<int>(i % 4), LiveFacts{i % 8 < 4, i * 4'000, i});
      }
    });
  }
  for (int reader = 0; reader < 2; ++reader) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        const LiveState state = board.Snapshot();
        for (int channel = 0; channel < 4; ++channel) {
          if (!state.WaitKnown(channel)) continue;
          seen.fetch_add(1);
          const std::int64_t number = state.Abandonment(channel);
          const bool out = (state.out_of_service() & Bit(channel)) != 0;
          if (state.Wait(channel) != number * 4'000 || out != (number % 8 < 4) ||
              number % 4 != channel) {
            torn.fetch_add(1);
          }
        }
      }
    });
  }
  for (std::size_t i = 2; i < threads.size(); ++i) threads[i].join();
  stop.store(true);
  threads[0].join();
  threads[1].join();
  EXPECT_EQ(torn.load(), 0);
  EXPECT_GT(seen.load(), 1000);
}

}  // namespace
}  // namespace signpost
