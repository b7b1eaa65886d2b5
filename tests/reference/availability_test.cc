// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/availability.h"

#include "tests/reference/permit_office.h"

namespace signpost::reference {
namespace {

class Availability : public PermitOffice {};

TEST_F(Availability, EveryChannelIsThere) {
  EXPECT_EQ(Ranking(), "web phone counter");
  EXPECT_EQ(ReasonsOf("phone"), "");
  EXPECT_EQ(Decide().plan_revision(), "r1");
  EXPECT_EQ(Decide().contact_id(), "c1");
  EXPECT_EQ(Decide().service(), "permit");
}

TEST_F(Availability, TheServiceChannelOfAllServicesIsTheFallback) {
  catalog.add_services()->set_id("licence");
  service_channel(kWeb).set_service("*");
  contact.set_service("licence");
  EXPECT_EQ(Ranking(), "web");
  contact.set_service("permit");
  *catalog.add_service_channels() = service_channel(kWeb);
  service_channel(3).set_service("permit");
  service_channel(3).mutable_components(0)->mutable_amount()->set_units(3);
  EXPECT_EQ(On("web").estimate().organisation_cost().units(), 3);
}

TEST_F(Availability, LifecycleOfTheChannelAndOfTheServiceChannel) {
  const std::int64_t now = contact.time().seconds();
  channel(kPhone).mutable_lifecycle()->set_stage(v1::LIFECYCLE_STAGE_PLANNED);
  EXPECT_EQ(ReasonsOf("phone"), "NOT_YET_LIVE");
  channel(kPhone).mutable_lifecycle()->set_stage(v1::LIFECYCLE_STAGE_RETIRED);
  EXPECT_EQ(ReasonsOf("phone"), "RETIRED");
  channel(kPhone).clear_lifecycle();

  v1::Lifecycle& lifecycle = *service_channel(kPhone).mutable_lifecycle();
  lifecycle.mutable_live_from()->set_seconds(now + 1);
  EXPECT_EQ(ReasonsOf("phone"), "NOT_YET_LIVE");
  contact.mutable_time()->set_nanos(999'999'999);  // Times are whole seconds, floored.
  EXPECT_EQ(ReasonsOf("phone"), "NOT_YET_LIVE");
  lifecycle.mutable_live_from()->set_seconds(now);
  EXPECT_EQ(ReasonsOf("phone"), "");
  lifecycle.clear_live_from();
  lifecycle.mutable_retire_from()->set_seconds(now + 1);
  EXPECT_EQ(ReasonsOf("phone"), "");
  lifecycle.mutable_retire_from()->set_seconds(now);
  EXPECT_EQ(ReasonsOf("phone"), "RETIRED");
  channel(kPhone).mutable_lifecycle()->mutable_live_from()->set_seconds(now + 1);
  EXPECT_EQ(ReasonsOf("phone"), "NOT_YET_LIVE RETIRED");
}

// printf 'phone\0jane' | xxhsum -H64 is a property of XXH64, not of this code.
TEST_F(Availability, PilotByCustomer) {
  const std::int64_t bucket = PilotBucket("phone", "jane");
  ASSERT_GE(bucket, 0);
  ASSERT_LT(bucket, 999'999);
  v1::Lifecycle& lifecycle = *channel(kPhone).mutable_lifecycle();
  lifecycle.set_stage(v1::LIFECYCLE_STAGE_PILOT);
  lifecycle.set_pilot_share(static_cast<double>(bucket) / 1e6);
  EXPECT_EQ(ReasonsOf("phone"), "NOT_IN_PILOT");
  lifecycle.set_pilot_share(static_cast<double>(bucket + 1) / 1e6);
  EXPECT_EQ(ReasonsOf("phone"), "");
  lifecycle.set_pilot_share(1);
  customer().clear_id();
  EXPECT_EQ(ReasonsOf("phone"), "NOT_IN_PILOT");
  lifecycle.mutable_retire_from()->set_seconds(1);
  EXPECT_EQ(ReasonsOf("phone"), "RETIRED");
}

TEST_F(Availability, OutOfService) {
  live = Parse<v1::LiveState>(R"pb(channels { channel: "web" out_of_service: true })pb");
  EXPECT_EQ(ReasonsOf("web"), "OUT_OF_SERVICE");
  EXPECT_EQ(Ranking(), "phone counter");
}

TEST_F(Availability, KnownUnableAndUnknown) {
  customer().set_can_travel(false);
  EXPECT_EQ(ReasonsOf("counter"), "CUSTOMER_CANNOT_USE(TRAVEL)");
  EXPECT_FALSE(On("counter").available());
  customer().clear_can_travel();
  EXPECT_EQ(ReasonsOf("counter"), "ACCESS_UNKNOWN(TRAVEL)");
  EXPECT_TRUE(On("counter").available());
}

TEST_F(Availability, IdentityLevelsAndDeclaredAttributes) {
  channel(kCounter).add_requires("IDENTITY_LEVEL_2");
  channel(kCounter).add_requires("resident");
  v1::AttributeDeclaration& declared = *catalog.add_attributes();
  declared.set_name("resident");
  declared.set_type(v1::ATTRIBUTE_TYPE_BOOL);
  EXPECT_EQ(ReasonsOf("counter"), "ACCESS_UNKNOWN(IDENTITY_LEVEL_2)(resident)");
  declared.mutable_default_()->set_bool_value(false);
  customer().set_identity_level(2);
  EXPECT_EQ(ReasonsOf("counter"), "CUSTOMER_CANNOT_USE(resident)");
  (*contact.mutable_attributes())["resident"].set_bool_value(true);
  EXPECT_EQ(ReasonsOf("counter"), "");
  customer().set_identity_level(1);
  EXPECT_EQ(ReasonsOf("counter"), "CUSTOMER_CANNOT_USE(IDENTITY_LEVEL_2)");
}

TEST_F(Availability, NamesOfRequirementsComeInTheOrderOfTheirFirstMention) {
  channel(kCounter).clear_requires();
  channel(kCounter).add_requires("TRAVEL");
  channel(kCounter).add_requires("READING");
  channel(kCounter).add_requires("VOICE");
  customer().clear_can_read();
  customer().clear_can_travel();
  customer().clear_has_voice();
  EXPECT_EQ(ReasonsOf("counter"), "ACCESS_UNKNOWN(VOICE)(READING)(TRAVEL)");
}

TEST_F(Availability, AlreadyTried) {
  v1::Attempt& attempt = *contact.add_attempts();
  attempt.set_channel("web");
  EXPECT_EQ(ReasonsOf("web"), "ALREADY_TRIED");
  EXPECT_EQ(Ranking(), "phone counter web");
  attempt.set_outcome(v1::CONTACT_OUTCOME_COMPLETED);
  EXPECT_EQ(ReasonsOf("web"), "");
}

// Phone completes the web form: 5.00 + 1.00 and 10 + 5 minutes, completion of the web, wait of the
// phone; 4 minutes of waiting are 0.40.
TEST_F(Availability, Assistance) {
  customer().set_has_internet(false);
  customer().clear_can_read();
  live = Parse<v1::LiveState>(R"pb(
    channels {
      channel: "phone"
      expected_wait { seconds: 240 }
    }
    channels {
      channel: "web"
      expected_wait { seconds: 7 }
    }
  )pb");
  SetCompletion(kWeb, 0.8);
  EXPECT_EQ(ReasonsOf("web"), "CUSTOMER_CANNOT_USE(INTERNET) ACCESS_UNKNOWN(READING)");
  const v1::Option web = On("web");
  EXPECT_TRUE(web.available());
  EXPECT_EQ(web.assisted_by(), "phone");
  EXPECT_EQ(MicrosOf(web.estimate().organisation_cost()), 6'000'000);
  EXPECT_EQ(MicrosOf(web.estimate().customer_cost()), 1'500'000);
  EXPECT_EQ(web.estimate().customer_time().seconds(), 900);
  EXPECT_EQ(web.estimate().wait().seconds(), 240);
  EXPECT_EQ(web.estimate().completion_probability(), 0.8);
  EXPECT_EQ(web.estimate().breakdown_size(), 3);
  EXPECT_EQ(MicrosOf(web.score()), 6'000'000 + 1'500'000 + 400'000 + 2'000'000);

  service_channel(kPhone).clear_components();
  service_channel(kPhone).clear_customer();
  EXPECT_EQ(ReasonsOf("web"),
            "CUSTOMER_CANNOT_USE(INTERNET) ACCESS_UNKNOWN(READING) UNPRICED CUSTOMER_COST_UNKNOWN");
  EXPECT_FALSE(On("web").estimate().has_customer_time());
}

TEST_F(Availability, AssistanceNeedsAnAvailableAssistantAndRepairsNothingElse) {
  customer().set_has_internet(false);
  customer().set_has_voice(false);
  EXPECT_FALSE(On("web").available());
  channel(kCounter).add_assists("web");
  EXPECT_EQ(On("web").assisted_by(), "counter");
  customer().set_has_voice(true);
  EXPECT_EQ(On("web").assisted_by(), "phone");
  live = Parse<v1::LiveState>(R"pb(channels { channel: "web" out_of_service: true })pb");
  EXPECT_EQ(ReasonsOf("web"), "OUT_OF_SERVICE CUSTOMER_CANNOT_USE(INTERNET)");
  EXPECT_EQ(On("web").assisted_by(), "");
  live.Clear();
  channel(kWeb).set_mode(v1::CHANNEL_MODE_ASSISTED);
  EXPECT_FALSE(On("web").available());
}

TEST_F(Availability, NobodyCanServe) {
  for (int index : {kPhone, kWeb, kCounter}) {
    channel(index).mutable_lifecycle()->set_stage(v1::LIFECYCLE_STAGE_PLANNED);
  }
  const v1::Decision decision = Decide();
  EXPECT_EQ(decision.status(), v1::DECISION_STATUS_NOBODY_CAN_SERVE);
  EXPECT_EQ(decision.recommended(), "");
  ASSERT_EQ(decision.reasons_size(), 1);
  EXPECT_EQ(decision.reasons(0).code(), v1::REASON_CODE_NO_CHANNEL_AVAILABLE);
  ASSERT_EQ(decision.options_size(), 3);
  EXPECT_EQ(decision.options(2).channel(), "counter");
  EXPECT_FALSE(decision.has_price_of_preference());
}

TEST_F(Availability, RefusalsInTheirOrder) {
  const auto refused = [&] {
    const v1::Decision decision = Decide();
    EXPECT_EQ(decision.status(), v1::DECISION_STATUS_REFUSED);
    EXPECT_EQ(decision.options_size(), 0);
    return decision.refusal().code();
  };
  // Every fault at once; each is then put right, and the next one shows.
  v1::AttributeDeclaration& declared = *catalog.add_attributes();
  declared.set_name("age");
  declared.set_type(v1::ATTRIBUTE_TYPE_INT);
  (*contact.mutable_attributes())["age"].set_number_value(1.5);
  (*contact.mutable_attributes())["aeg"].set_number_value(1);
  customer().set_identity_level(10);
  customer().add_preferred_channels("web");
  customer().add_preferred_channels("web");
  customer().add_declined_offers("fax");
  contact.clear_time();
  contact.clear_service();

  EXPECT_EQ(refused(), "SERVICE_MISSING");
  contact.set_service("*");
  EXPECT_EQ(refused(), "UNKNOWN_SERVICE");
  contact.set_service("permit");
  EXPECT_EQ(refused(), "TIME_MISSING");
  contact.mutable_time()->set_nanos(-1);
  EXPECT_EQ(refused(), "TIME_INVALID");
  contact.mutable_time()->set_nanos(0);
  contact.mutable_time()->set_seconds(4'102'444'800);
  EXPECT_EQ(refused(), "TIME_OUTSIDE_HORIZON");
  contact.mutable_time()->set_seconds(4'102'444'799);
  EXPECT_EQ(refused(), "UNKNOWN_CHANNEL");
  customer().set_declined_offers(0, "phone");
  EXPECT_EQ(refused(), "DUPLICATE_PREFERENCE");
  customer().mutable_preferred_channels()->RemoveLast();
  EXPECT_EQ(refused(), "IDENTITY_LEVEL_RANGE");
  customer().set_identity_level(9);
  EXPECT_EQ(refused(), "UNDECLARED_ATTRIBUTE");
  contact.mutable_attributes()->erase("aeg");
  EXPECT_EQ(refused(), "ATTRIBUTE_TYPE");
  (*contact.mutable_attributes())["age"].set_number_value(2);
  EXPECT_EQ(Decide().status(), v1::DECISION_STATUS_RECOMMENDED);
}

}  // namespace
}  // namespace signpost::reference
