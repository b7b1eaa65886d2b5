// SPDX-License-Identifier: Apache-2.0
//
// Live state from messages: what is refused and in which words, and what a queue comes to. How it
// enters a decision is judged in tests/reference.
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

Plan MakePlan() {
  const CatalogResult loaded = LoadCatalog({{"memory.textproto", R"(
    currency: "GBP" policy { customer_minute_value { nanos: 200000000 } }
    channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
    channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
    services { id: "council-tax" }
    service_channels { service: "*" channel: "phone" } )",
                                             CatalogFormat::kText}});
  auto plan = CompilePlan(*loaded.catalog);
  EXPECT_TRUE(plan.ok()) << plan.status();
  return *plan;
}

class BindLive : public ::testing::Test {
 protected:
  absl::StatusOr<LiveState> Bind(const std::string& text) {
    v1::LiveState live;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &live)) << text;
    return BindLiveState(plan_, live);
  }
  // Of an entry for the phone.
  std::string Fault(const std::string& entry) {
    return std::string(Bind("channels { channel: 'phone' " + entry + " }").status().message());
  }
  LiveState Phone(const std::string& entry) {
    auto live = Bind("channels { channel: 'phone' " + entry + " }");
    EXPECT_TRUE(live.ok()) << live.status();
    return live.value_or(LiveState());
  }

  Plan plan_ = MakePlan();
};

TEST_F(BindLive, RefusesWhatItCannotUse) {
  const auto bind = [&](const std::string& text) {
    return std::string(Bind(text).status().message());
  };
  EXPECT_EQ(bind("channels { channel: 'webb' }"),
            "live state: the catalog has no channel \"webb\"; did you mean \"web\"?");
  EXPECT_EQ(bind("channels { channel: 'web' } channels { channel: 'web' }"),
            "live state: channel \"web\" is given twice; give it once");
  EXPECT_EQ(Fault("expected_wait { seconds: 31622400 }"), "");
  EXPECT_EQ(Fault("expected_wait { seconds: 31622400 nanos: 1 }"),
            "live state: channel \"phone\": expected_wait is 31622400 seconds and 1 nanos; use 0 "
            "seconds to 366 days");
  EXPECT_NE(Fault("expected_wait { seconds: -1 }"), "");
  EXPECT_NE(Fault("expected_wait { nanos: 1000000000 }"), "");
  EXPECT_EQ(Fault("abandonment_probability: 1"), "");
  EXPECT_EQ(Fault("abandonment_probability: 1.0000001"),
            "live state: channel \"phone\": abandonment_probability is 1; use 0 to 1");
  EXPECT_NE(Fault("abandonment_probability: -1e-300"), "");
  EXPECT_NE(Fault("abandonment_probability: nan"), "");
}

TEST_F(BindLive, ProbabilitiesAreRoundedToSixDecimals) {
  EXPECT_EQ(Phone("abandonment_probability: 0.1234567").Abandonment(0), 123'457);
  EXPECT_EQ(Phone("abandonment_probability: 1").Abandonment(0), 1'000'000);
  EXPECT_EQ(Phone("").Abandonment(0), 0);
  EXPECT_FALSE(Phone("abandonment_probability: 0.5").WaitKnown(0));
}

// Five agents of four minutes are busy and two wait: three departures to come. With a patience of
// six minutes 3 / 360 give up a second, 5 / 240 are served: wait 3 / (5/240 + 3/360) = 102.857 s,
// abandonment (3/360) / (5/240 + 3/360) = 2/7.
TEST_F(BindLive, AQueueAsItStands) {
  const std::string queue =
      "queue { agents: 5 busy_agents: 5 queue_length: 2 handling_time { seconds: 240 } ";
  const LiveState impatient = Phone(queue + "patience { seconds: 360 } }");
  EXPECT_NEAR(static_cast<double>(impatient.Wait(0)), 720e9 / 7, 1);
  EXPECT_EQ(impatient.Abandonment(0), 285'714);
  const LiveState patient = Phone(queue + "}");
  EXPECT_EQ(patient.Wait(0), 144'000'000'000);
  EXPECT_EQ(patient.Abandonment(0), 0);
  const LiveState free = Phone(
      "queue { agents: 5 busy_agents: 3 queue_length: 0 handling_time { seconds: 240 } } "
      "out_of_service: true");
  EXPECT_TRUE(free.WaitKnown(0));
  EXPECT_EQ(free.Wait(0), 0);
  EXPECT_EQ(free.out_of_service(), 1u);
}

TEST_F(BindLive, AQueueOfUnknownLength) {
  // One agent, half loaded, endless patience: M/M/1 waits 0.5 / (1 - 0.5) of a handling time.
  const LiveState live =
      Phone("queue { agents: 1 handling_time { seconds: 60 } arrival_rate: 30 }");
  EXPECT_NEAR(static_cast<double>(live.Wait(0)), 60e9, 100);
}

TEST_F(BindLive, RefusesQueuesThatCannotBe) {
  const std::string handling = "handling_time { seconds: 60 } ";
  const auto fault = [&](const std::string& queue) { return Fault("queue { " + queue + " }"); };
  const std::string at = "live state: channel \"phone\": ";
  EXPECT_EQ(fault("agents: 1 queue_length: 0"),
            at + "handling_time of queue is 0 seconds and 0 nanos; use more than 0 seconds, at "
                 "most 366 days");
  EXPECT_EQ(fault(handling + "agents: 1"),
            at + "queue has neither queue_length nor arrival_rate; give one of the two");
  EXPECT_EQ(fault(handling + "agents: 1 queue_length: -1"),
            at + "queue_length of queue is -1; use 0 or more, or leave it out where it is not "
                 "known");
  EXPECT_EQ(fault(handling + "agents: 1 arrival_rate: 61"),
            at + "queue: as much work arrives as the agents can do: add agents or state a "
                 "patience");
  EXPECT_EQ(fault(handling + "agents: 0 queue_length: 0"),
            at + "queue: as much work arrives as the agents can do: add agents or state a "
                 "patience");
  EXPECT_NE(fault(handling + "agents: 1 busy_agents: 2 queue_length: 0"), "");
  EXPECT_NE(fault(handling + "agents: -1 queue_length: 0"), "");
  EXPECT_NE(fault(handling + "agents: 1 arrival_rate: nan"), "");
  EXPECT_NE(fault(handling + "agents: 1 queue_length: 0 patience { seconds: 0 }"), "");
  EXPECT_EQ(fault(handling + "agents: 1 busy_agents: 1 queue_length: 999999999"),
            at + "queue: the wait is longer than 366 days");
  EXPECT_EQ(Fault("expected_wait { seconds: 1 } queue { " + handling + "queue_length: 0 }"),
            at + "queue and expected_wait or abandonment_probability at once; keep one of the two");
  EXPECT_NE(Fault("abandonment_probability: 0 queue { " + handling + "queue_length: 0 }"), "");
}

}  // namespace
}  // namespace signpost
