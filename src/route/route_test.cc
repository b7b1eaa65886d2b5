// SPDX-License-Identifier: Apache-2.0
//
// Route() by itself: that it neither allocates nor leaves anything of the decision before, and that
// a request is refused by another plan. What it decides is judged in tests/reference.
#include "signpost/route.h"

#include <cstring>
#include <memory>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"
#include "tests/support/allocations.h"

namespace signpost {
namespace {

Plan MakePlan(const std::string& extra = "") {
  std::string text = R"(
    currency: "GBP" time_zone: "Europe/London"
    policy { customer_minute_value { nanos: 200000000 } }
    opening_hours { id: "office" periods { opens: "08:00" closes: "18:00" } }
    channels { id: "phone" mode: CHANNEL_MODE_ASSISTED requires: "VOICE" opening_hours: "office" assists: "web" }
    channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET"
               lifecycle { stage: LIFECYCLE_STAGE_PILOT pilot_share: 1 } }
    services { id: "council-tax" } services { id: "bins" }
    service_channels { service: "*" channel: "phone" customer { time { seconds: 300 } }
      outcome { completion_probability: 0.9 abandonment_probability: 0.1 }
      components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 3 } } }
    service_channels { service: "council-tax" channel: "web" customer { time { seconds: 200 } }
      outcome { completion_probability: 0.95 abandonment_probability: 0.05 }
      readiness { communications_live: true staff_trained: true }
      components { kind: COST_KIND_TECHNOLOGY basis: COST_BASIS_PER_CONTACT amount { nanos: 150000000 } } }
    parties { id: "revenues" }
    participations { party: "revenues" responsibility: RESPONSIBILITY_ACCOUNTABLE }
    participations { party: "revenues" responsibility: RESPONSIBILITY_RESPONSIBLE })" +
                     extra;
  const CatalogResult loaded = LoadCatalog({{"memory.textproto", text, CatalogFormat::kText}});
  for (const Finding& finding : loaded.findings) {
    EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
  }
  auto plan = CompilePlan(*loaded.catalog);
  EXPECT_TRUE(plan.ok()) << plan.status();
  return *plan;
}

ContactFacts MakeFacts() {
  ContactFacts facts;
  facts.service = "council-tax";
  facts.customer_id = "customer-1";
  facts.arrival_channel = "phone";
  facts.time = Instant{1'795'255'200, 0};
  return facts;
}

TEST(Route, BindAndRouteDoNotAllocate) {
  const Plan plan = MakePlan();
  LiveState live;
  ASSERT_TRUE(live.SetExpectedWait(0, 90'000'000'000));
  const ContactFacts facts = MakeFacts();
  Request request;
  static Decision decision;
  const long start = testing_support::Allocations();
  const auto counted = std::make_unique<std::string>(1000, 'x');
  const long before = testing_support::Allocations();
  ASSERT_GE(before - start, 2) << "the counter counts " << counted->size();
  for (int i = 0; i < 1000; ++i) {
    const BindResult bound = Bind(plan.view(), facts, &request);
    Route(plan.view(), request, live, &decision);
    if (bound.code != BindCode::kOk || decision.recommended != 0) break;
  }
  EXPECT_EQ(testing_support::Allocations() - before, 0);
  EXPECT_EQ(decision.recommended, 0);
  ASSERT_EQ(decision.offer_count, 1);
  EXPECT_EQ(decision.offers[0].saving, 2'850'000);
}

// Rules about every kind of fact, with every effect that a plan with these channels can have.
constexpr char kRules[] = R"pb(
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes {
    name: "share"
    type: ATTRIBUTE_TYPE_DOUBLE
    default { number_value: 0.5 }
  }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "moved_in" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "missing" type: ATTRIBUTE_TYPE_BOOL }
  roles { id: "duty-manager" }
  scripts { id: "try-web" text: "Do it online?" }
  rules {
    id: "texts"
    condition: "contact.service == 'council-tax' && age >= 65"
    effects { tag: "elderly" }
  }
  rules {
    id: "program"
    condition: "'x' in tags && share in [0.5, 0.25] && now > moved_in"
    effects { escalate { role: "duty-manager" } }
  }
  rules {
    id: "fails"
    condition: "missing || live('web').expected_wait > duration('1h')"
    effects { tag: "no" }
  }
  rules {
    id: "live"
    condition: "live('phone').open && live('phone').expected_wait >= duration('90s')"
    effects { adjust { channels: "phone" kind: COST_KIND_STAFF multiply: 2 } }
    effects {
      adjust {
        channels: "phone"
        kind: COST_KIND_STAFF
        add { units: 1 }
      }
    }
    effects {
      weigh {
        channels: "web"
        money { units: 1 }
      }
    }
  }
  rules {
    id: "always"
    condition: "true"
    effects { prefer { channels: "phone" } }
    effects { offer { channel: "web" script: "try-web" } }
  }
  rules {
    id: "never"
    condition: "contact.urgency < 0"
    effects { exclude { channels: "web" ground: EXCLUSION_GROUND_SAFETY } }
  })pb";

TEST(Route, BindAndRouteDoNotAllocateWithRules) {
  const Plan plan = MakePlan(kRules);
  ASSERT_EQ(plan.view().rules.rules.size, 6u);
  ASSERT_EQ(plan.view().rules.programs.size, 1u) << "two facts in one comparison";
  LiveState live;
  ASSERT_TRUE(live.SetExpectedWait(0, 90'000'000'000));
  constexpr std::string_view kTags[] = {"w", "x"};
  AttributeFact attributes[3];
  attributes[0].name = "age";
  attributes[0].type = AttributeType::kInt;
  attributes[0].int_value = 70;
  attributes[1].name = "tags";
  attributes[1].type = AttributeType::kStringList;
  attributes[1].list_value = {kTags, 2};
  attributes[2].name = "moved_in";
  attributes[2].type = AttributeType::kTimestamp;
  attributes[2].timestamp_value = {1'700'000'000, 5};
  const std::uint32_t program_results[] = {1};
  ContactFacts facts = MakeFacts();
  facts.attributes = {attributes, 3};
  Request request;
  EXPECT_EQ(Bind(plan.view(), facts, &request).code, BindCode::kProgramsMissing);
  facts.program_results = {program_results, 1};
  static Decision decision;
  // The first time takes room for the facts.
  ASSERT_EQ(Bind(plan.view(), facts, &request).code, BindCode::kOk);
  const long before = testing_support::Allocations();
  for (int i = 0; i < 1000; ++i) {
    const BindResult bound = Bind(plan.view(), facts, &request);
    Route(plan.view(), request, live, &decision);
    if (bound.code != BindCode::kOk || decision.recommended != 0) break;
  }
  EXPECT_EQ(testing_support::Allocations() - before, 0);
  EXPECT_EQ(decision.matched_rules.count, 4u);
  EXPECT_EQ(decision.failed_rules.count, 1u);
  EXPECT_EQ(decision.tags.kept.count, 1u);
  EXPECT_EQ(decision.escalations.kept.count, 1u);
  EXPECT_EQ(decision.options[0].estimate.direct_cost, 7'000'000);
  EXPECT_EQ(decision.offer_count, 1);
}

TEST(Route, LeavesNothingOfTheDecisionBefore) {
  const Plan plan = MakePlan();
  Request council_tax, bins;
  ContactFacts facts = MakeFacts();
  ASSERT_EQ(Bind(plan.view(), facts, &council_tax).code, BindCode::kOk);
  facts.service = "bins";
  ASSERT_EQ(Bind(plan.view(), facts, &bins).code, BindCode::kOk);
  static Decision used, fresh;
  std::memset(static_cast<void*>(&used), 0xA5, sizeof used);
  Route(plan.view(), council_tax, LiveState{}, &used);
  Route(plan.view(), bins, LiveState{}, &used);
  Route(plan.view(), bins, LiveState{}, &fresh);
  v1::Contact contact;
  EXPECT_EQ(ToMessage(plan, bins, used, contact).SerializeAsString(),
            ToMessage(plan, bins, fresh, contact).SerializeAsString());
  EXPECT_EQ(used.option_count, 1);
  EXPECT_EQ(used.offer_count, 0);
}

TEST(Route, RefusesARequestOfAnotherPlan) {
  const Plan plan = MakePlan(), same = MakePlan(), other = MakePlan(" revision: 'other'");
  Request request;
  ASSERT_EQ(Bind(plan.view(), MakeFacts(), &request).code, BindCode::kOk);
  static Decision decision;
  Route(same.view(), request, LiveState{}, &decision);
  EXPECT_EQ(decision.status, DecisionStatus::kRecommended)
      << "the same catalog gives the same plan";
  Route(other.view(), request, LiveState{}, &decision);
  EXPECT_EQ(decision.status, DecisionStatus::kWrongPlan);
  EXPECT_EQ(decision.option_count, 0);
  EXPECT_EQ(ToMessage(other, request, decision, v1::Contact()).refusal().code(), "WRONG_PLAN");
}

TEST(LiveState, RefusesWhatIsOutOfRange) {
  LiveState live;
  EXPECT_FALSE(live.SetExpectedWait(-1, 0));
  EXPECT_FALSE(live.SetExpectedWait(64, 0));
  EXPECT_FALSE(live.SetExpectedWait(0, -1));
  EXPECT_FALSE(live.SetExpectedWait(0, kMaxWaitNanos + 1));
  EXPECT_TRUE(live.SetExpectedWait(63, kMaxWaitNanos));
  EXPECT_FALSE(live.WaitKnown(0));
  EXPECT_TRUE(live.WaitKnown(63));
  EXPECT_FALSE(live.SetOutOfService(64, true));
  EXPECT_TRUE(live.SetOutOfService(63, true));
  EXPECT_EQ(live.out_of_service(), Bit(63));
  EXPECT_TRUE(live.SetOutOfService(63, false));
  EXPECT_EQ(live.out_of_service(), 0U);
}

}  // namespace
}  // namespace signpost
