// SPDX-License-Identifier: Apache-2.0
//
// A small catalog whose every figure can be worked out by hand, for the tests of the judge.
//
//            organisation  customer             completion  score (failure_cost 10)
//   phone    5.00          10 min = 1.00        0.9          5.00 + 1.00 + 1.00 =  7.00
//   web      1.00           5 min = 0.50        0.9          1.00 + 0.50 + 1.00 =  2.50
//   counter  8.00          50 min + 2.50 = 7.50 1            8.00 + 7.50 + 0.00 = 15.50
#ifndef SIGNPOST_TESTS_REFERENCE_PERMIT_OFFICE_H_
#define SIGNPOST_TESTS_REFERENCE_PERMIT_OFFICE_H_

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/decide.h"

namespace signpost::reference {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class PermitOffice : public ::testing::Test {
 protected:
  static constexpr int kPhone = 0, kWeb = 1, kCounter = 2;

  v1::Channel& channel(int index) { return *catalog.mutable_channels(index); }
  v1::ServiceChannel& service_channel(int index) {
    return *catalog.mutable_service_channels(index);
  }
  // What it does not complete is given up.
  void SetCompletion(int index, double probability) {
    v1::Outcome& outcome = *service_channel(index).mutable_outcome();
    outcome.set_completion_probability(probability);
    outcome.set_abandonment_probability(1 - probability);
  }
  v1::Customer& customer() { return *contact.mutable_customer(); }

  v1::Decision Decide() const { return ReferenceDecide(catalog, contact, live); }

  // The option on a channel, e.g. "web".
  v1::Option On(const std::string& id) const {
    const v1::Decision decision = Decide();
    for (const v1::Option& option : decision.options()) {
      if (option.channel() == id) return option;
    }
    ADD_FAILURE() << "no option " << id;
    return {};
  }

  // Reason codes without the prefix, with their requirements: "CLOSED ACCESS_UNKNOWN(VOICE)".
  std::string ReasonsOf(const std::string& id) const {
    std::string all;
    const v1::Option option = On(id);
    for (const v1::Reason& reason : option.reasons()) {
      all += (all.empty() ? "" : " ") + v1::ReasonCode_Name(reason.code()).substr(12);
      for (const std::string& name : reason.requirements()) all += "(" + name + ")";
    }
    return all;
  }

  // Channels of available options, best first.
  std::string Ranking() const {
    std::string all;
    const v1::Decision decision = Decide();
    for (const v1::Option& option : decision.options()) {
      if (option.available()) all += (all.empty() ? "" : " ") + option.channel();
    }
    return all;
  }

  v1::Catalog catalog = Parse<v1::Catalog>(R"pb(
    revision: "r1"
    currency: "GBP"
    channels { id: "phone" mode: CHANNEL_MODE_ASSISTED requires: "VOICE" assists: "web" }
    channels {
      id: "web"
      mode: CHANNEL_MODE_SELF_SERVICE
      timing: CHANNEL_TIMING_ASYNCHRONOUS
      requires: "INTERNET"
      requires: "READING"
    }
    channels { id: "counter" mode: CHANNEL_MODE_ASSISTED requires: "TRAVEL" }
    services { id: "permit" }
    service_channels {
      service: "permit"
      channel: "phone"
      components {
        kind: COST_KIND_STAFF
        basis: COST_BASIS_PER_CONTACT
        amount { units: 5 }
      }
      outcome { completion_probability: 0.9 abandonment_probability: 0.1 }
      customer { time { seconds: 600 } }
      readiness { communications_live: true staff_trained: true }
    }
    service_channels {
      service: "permit"
      channel: "web"
      components {
        kind: COST_KIND_TECHNOLOGY
        basis: COST_BASIS_PER_CONTACT
        amount { units: 1 }
      }
      outcome { completion_probability: 0.9 abandonment_probability: 0.1 }
      customer { time { seconds: 300 } }
      readiness { communications_live: true staff_trained: true }
    }
    service_channels {
      service: "permit"
      channel: "counter"
      components {
        kind: COST_KIND_STAFF
        basis: COST_BASIS_PER_CONTACT
        amount { units: 8 }
      }
      outcome { completion_probability: 1 }
      customer {
        time { seconds: 1200 }
        travel { seconds: 1800 }
        charge { units: 2 nanos: 500000000 }
      }
      readiness { communications_live: true staff_trained: true }
    }
    policy {
      customer_minute_value { nanos: 100000000 }
      failure_cost { units: 10 }
    }
  )pb");

  // Wednesday, 2026-01-14T12:00:00Z.
  v1::Contact contact = Parse<v1::Contact>(R"pb(
    id: "c1"
    service: "permit"
    time { seconds: 1768392000 }
    customer { id: "jane" has_internet: true has_voice: true can_travel: true can_read: true }
  )pb");

  v1::LiveState live;
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_PERMIT_OFFICE_H_
