// SPDX-License-Identifier: Apache-2.0
//
// Live state from a message to a plan's numbers. Its way in is BindLiveState() of
// signpost/decide.h.
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cost/direct_cost.h"
#include "route/nearest_name.h"
#include "signpost/decide.h"
#include "signpost/live_queue.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

// From 0 to 366 days.
bool IsValid(const google::protobuf::Duration& duration) {
  return duration.nanos() >= 0 && duration.nanos() < kNanosPerSecond && duration.seconds() >= 0 &&
         duration.seconds() <= kMaxWaitNanos / kNanosPerSecond &&
         duration.seconds() * kNanosPerSecond + duration.nanos() <= kMaxWaitNanos;
}

std::string Of(const google::protobuf::Duration& duration) {
  return absl::StrCat(duration.seconds(), " seconds and ", duration.nanos(), " nanos");
}

double Seconds(const google::protobuf::Duration& duration) {
  return static_cast<double>(ToNanos(duration)) / static_cast<double>(kNanosPerSecond);
}

// What is wrong with a channel's entry, after its name; empty: nothing, and it is in *state.
std::string BindQueue(int number, const v1::LiveQueue& queue, LiveState* state) {
  QueueState known;
  if (!IsValid(queue.handling_time()) || ToNanos(queue.handling_time()) == 0) {
    return absl::StrCat("handling_time of queue is ", Of(queue.handling_time()),
                        "; use more than 0 seconds, at most 366 days");
  }
  known.handling_time = Seconds(queue.handling_time());
  if (queue.has_patience()) {
    if (!IsValid(queue.patience()) || ToNanos(queue.patience()) == 0) {
      return absl::StrCat("patience of queue is ", Of(queue.patience()),
                          "; use more than 0 seconds, at most 366 days, or leave it out where "
                          "nobody gives up");
    }
    known.patience = Seconds(queue.patience());
  }
  known.agents = queue.agents();
  known.busy_agents = queue.busy_agents();
  if (queue.has_queue_length()) {
    if (queue.queue_length() < 0) {
      return absl::StrCat("queue_length of queue is ", queue.queue_length(),
                          "; use 0 or more, or leave it out where it is not known");
    }
    known.queue_length = queue.queue_length();
  } else {
    if (!queue.has_arrival_rate()) {
      return "queue has neither queue_length nor arrival_rate; give one of the two";
    }
    known.queue_length = QueueState::kUnknownLength;
    constexpr double kSecondsPerHour = 3600;
    known.arrival_rate = queue.arrival_rate() / kSecondsPerHour;
  }
  const QueueFault fault = SetQueue(number, known, state);
  return fault == QueueFault::kNone ? "" : absl::StrCat("queue: ", Describe(fault));
}

std::string BindChannel(int number, const v1::LiveChannel& channel, LiveState* state) {
  (void)state->SetOutOfService(number, channel.out_of_service());  // The number is a channel's.
  if (channel.has_queue()) {
    if (channel.has_expected_wait() || channel.has_abandonment_probability()) {
      return "queue and expected_wait or abandonment_probability at once; keep one of the two";
    }
    return BindQueue(number, channel.queue(), state);
  }
  if (channel.has_expected_wait()) {
    const auto& wait = channel.expected_wait();
    if (!IsValid(wait)) {
      return absl::StrCat("expected_wait is ", Of(wait), "; use 0 seconds to 366 days");
    }
    (void)state->SetExpectedWait(number, ToNanos(wait));
  }
  if (channel.has_abandonment_probability()) {
    const double probability = channel.abandonment_probability();
    if (!(probability >= 0 && probability <= 1)) {
      return absl::StrCat("abandonment_probability is ", probability, "; use 0 to 1");
    }
    (void)state->SetAbandonment(number, ToMillionths(probability));
  }
  return {};
}

}  // namespace

absl::StatusOr<LiveState> BindLiveState(const Plan& plan, const v1::LiveState& live) {
  const PlanView& view = plan.view();
  LiveState state;
  std::uint64_t seen = 0;
  for (const v1::LiveChannel& channel : live.channels()) {
    const std::int32_t number = view.FindChannel(channel.channel());
    if (number == kNone) {
      return absl::InvalidArgumentError(
          absl::StrCat("live state: the catalog has no channel \"", channel.channel(), "\"; ",
                       Nearest(channel.channel(), view.channels,
                               [&view](const ChannelRow& row) { return view.Text(row.id); })));
    }
    if ((seen & Bit(number)) != 0) {
      return absl::InvalidArgumentError(absl::StrCat("live state: channel \"", channel.channel(),
                                                     "\" is given twice; give it once"));
    }
    seen |= Bit(number);
    const std::string fault = BindChannel(number, channel, &state);
    if (!fault.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("live state: channel \"", channel.channel(), "\": ", fault));
    }
  }
  return state;
}

SIGNPOST_END_NAMESPACE
