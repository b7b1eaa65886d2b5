// SPDX-License-Identifier: Apache-2.0
#include "signpost/break_even.h"

#include <cmath>
#include <random>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

using Kind = BreakEvenPoint::Kind;

// The web costs 1 a contact and completes 0.8; who fails calls, which costs 5 minutes at 1 and
// always succeeds. Ten minutes of effort on the web, three on the phone, 0.20 each.
v1::Catalog Office() {
  v1::Catalog catalog;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(currency: "GBP" policy { customer_minute_value { nanos: 200000000 } }
      channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
      channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
      services { id: "tax" }
      service_channels { service: "tax" channel: "phone"
        components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_MINUTE amount { units: 1 }
          evidence { low { nanos: 800000000 } high { units: 1 nanos: 200000000 } } }
        handling { talk { seconds: 300 } }
        outcome { completion_probability: 1 } customer { time { seconds: 180 } } }
      service_channels { service: "tax" channel: "web"
        components { kind: COST_KIND_TECHNOLOGY basis: COST_BASIS_PER_CONTACT amount { units: 1 }
          evidence { low { nanos: 500000000 } high { units: 2 } } }
        outcome { completion_probability: 0.8 fallbacks { channel: "phone" probability: 0.2 } }
        customer { time { seconds: 600 } } })",
      &catalog));
  return catalog;
}

Catalog Valid(const v1::Catalog& message) {
  CatalogResult result = ValidateCatalog(message);
  for (const Finding& finding : result.findings) {
    EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
  }
  return *result.catalog;
}

TEST(BreakEvenReport, ByHand) {
  const auto report = FindBreakEven(Valid(Office()), "tax", "web", "phone");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_DOUBLE_EQ(report->first_cost, 2);  // 1 + 0.2 x 5
  EXPECT_DOUBLE_EQ(report->second_cost, 5);
  EXPECT_EQ(report->stated_completion, 0.8);
  ASSERT_EQ(report->completion.kind, Kind::kAt);
  EXPECT_DOUBLE_EQ(report->completion.value, 0.2);  // 1 + (1 - p) 5 <= 5
  EXPECT_TRUE(report->completion.cheaper_above);
  ASSERT_EQ(report->direct_cost.kind, Kind::kAt);
  EXPECT_DOUBLE_EQ(report->direct_cost.value, 4);  // c + 1 <= 5
  EXPECT_FALSE(report->minutes.has_value()) << "the web costs nothing by the minute";
  ASSERT_EQ(report->prices.size(), 1u);
  EXPECT_EQ(report->prices[0].stated.channel, "web");
  EXPECT_DOUBLE_EQ(report->prices[0].stated.price, 1);
  EXPECT_DOUBLE_EQ(report->prices[0].price.value, 4);
  // c <= p x phone: 2 / 4 in the worst case, 0.5 / 6 in the best.
  EXPECT_NEAR(*report->surely_cheaper_from, 0.5, 1e-12);
  EXPECT_NEAR(*report->surely_dearer_below, 0.5 / 6, 1e-12);
  // The customer: 2 + 0.2 x 0.6 against 0.6.
  EXPECT_DOUBLE_EQ(*report->first_customer_cost, 2.12);
  EXPECT_DOUBLE_EQ(*report->second_customer_cost, 0.6);
  EXPECT_TRUE(report->design_gap);
  EXPECT_EQ(report->customer_completion->kind, Kind::kNever);
  ASSERT_EQ(report->customer_minutes->kind, Kind::kAt);
  EXPECT_DOUBLE_EQ(report->customer_minutes->value, 2.4);  // 0.2 m + 0.12 <= 0.6
}

TEST(BreakEvenReport, TheOtherWayRound) {
  const auto report = FindBreakEven(Valid(Office()), "tax", "phone", "web");
  ASSERT_TRUE(report.ok()) << report.status();
  // c <= 1 + 0.2 c
  EXPECT_DOUBLE_EQ(report->direct_cost.value, 1.25);
  EXPECT_DOUBLE_EQ(report->stated_minutes, 5);
  ASSERT_TRUE(report->minutes.has_value());
  EXPECT_DOUBLE_EQ(report->minutes->value, 1.25);
  ASSERT_EQ(report->prices.size(), 1u);
  EXPECT_DOUBLE_EQ(report->prices[0].price.value, 0.25) << "a minute's, of five";
  EXPECT_FALSE(report->design_gap);
}

TEST(BreakEvenReport, HandlingTimeCountsConcurrencyAndOccupancy) {
  v1::Catalog catalog = Office();
  v1::Handling& handling = *catalog.mutable_service_channels(0)->mutable_handling();
  handling.set_concurrency(2);
  handling.set_occupancy(0.5);
  EXPECT_DOUBLE_EQ(FindBreakEven(Valid(catalog), "tax", "phone", "web")->minutes->value, 1.25);
  handling.set_occupancy(1);
  EXPECT_DOUBLE_EQ(FindBreakEven(Valid(catalog), "tax", "phone", "web")->minutes->value, 2.5);
}

TEST(BreakEvenReport, FixedCostsCountUnderFull) {
  v1::Catalog catalog = Office();
  catalog.mutable_service_channels(1)->set_monthly_volume(100);
  v1::CostComponent* fixed = catalog.mutable_service_channels(1)->add_components();
  fixed->set_kind(v1::COST_KIND_TECHNOLOGY);
  fixed->set_basis(v1::COST_BASIS_PER_MONTH);
  fixed->mutable_amount()->set_units(200);
  const Catalog valid = Valid(catalog);
  EXPECT_DOUBLE_EQ(FindBreakEven(valid, "tax", "web", "phone")->completion.value, 0.2);
  const auto full = FindBreakEven(valid, "tax", "web", "phone", v1::POLICY_COST_BASIS_FULL);
  EXPECT_DOUBLE_EQ(full->completion.value, 0.6);  // 3 / 5
  ASSERT_EQ(full->prices.size(), 2u);
  EXPECT_DOUBLE_EQ(full->prices[1].price.value, 300);  // 4 - 1, over 100 contacts.
}

TEST(BreakEvenReport, RefusesWhatHasNoAnswer) {
  v1::Catalog catalog = Office();
  const auto status = [&](const char* service, const char* first, const char* second) {
    return FindBreakEven(Valid(catalog), service, first, second).status();
  };
  EXPECT_EQ(status("tex", "web", "phone").message(),
            "the catalog has no service \"tex\"; did you mean \"tax\"?");
  EXPECT_EQ(status("tax", "fax", "phone").message(), "service \"tax\" has no channel \"fax\"");
  EXPECT_EQ(status("tax", "web", "fax").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status("tax", "web", "web").code(), absl::StatusCode::kInvalidArgument);
  catalog.mutable_service_channels(0)->clear_components();
  EXPECT_EQ(status("tax", "web", "phone").message(),
            "channel \"phone\", where a contact from \"web\" may come to, is unpriced: give it "
            "components");
  EXPECT_EQ(FindSensitivity(Valid(catalog), "tax", "web").status().code(),
            absl::StatusCode::kFailedPrecondition);
  catalog = Office();
  catalog.mutable_service_channels(0)->clear_customer();
  EXPECT_FALSE(FindBreakEven(Valid(catalog), "tax", "web", "phone")->first_customer_cost);
}

TEST(SensitivityReport, ByHand) {
  const auto found = FindSensitivity(Valid(Office()), "tax", "web");
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->probabilities.size(), 1u);
  const ProbabilitySlope& slope = found->probabilities[0];
  EXPECT_EQ(slope.channel + ">" + slope.to, "web>phone");
  EXPECT_DOUBLE_EQ(slope.organisation_cost, -5) << "what no call saves";
  EXPECT_DOUBLE_EQ(*slope.customer_cost, -0.6);
  EXPECT_DOUBLE_EQ(slope.completion, 0) << "they complete in the end anyhow";
  ASSERT_EQ(found->prices.size(), 2u);
  EXPECT_EQ(found->prices[0].stated.channel, "phone") << "1.00 each; catalog order";
  EXPECT_DOUBLE_EQ(found->prices[0].cost, 1) << "0.2 calls of five minutes";
  EXPECT_DOUBLE_EQ(found->prices[1].cost, 1);
}

// Random services of four channels with loops: slopes against differences, break-evens against the
// catalog changed to them.
TEST(SensitivityReport, AgainstFiniteDifferences) {
  const auto seed = std::random_device{}();
  std::printf("seed %u\n", seed);
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return std::uniform_real_distribution<double>()(random); };
  int at_a_value = 0;
  for (int round = 0; round < 40; ++round) {
    v1::Catalog catalog;
    catalog.set_currency("GBP");
    catalog.mutable_policy()->mutable_customer_minute_value()->set_nanos(100'000'000);
    catalog.add_services()->set_id("tax");
    for (int i = 0; i < 4; ++i) {
      v1::Channel* channel = catalog.add_channels();
      channel->set_id(std::string(1, static_cast<char>('a' + i)));
      channel->set_mode(v1::CHANNEL_MODE_ASSISTED);
      v1::ServiceChannel* entry = catalog.add_service_channels();
      entry->set_service("tax");
      entry->set_channel(channel->id());
      entry->mutable_handling()->mutable_talk()->set_seconds(static_cast<int>(60 + random() % 600));
      entry->mutable_customer()->mutable_time()->set_seconds(static_cast<int>(random() % 900));
      for (const auto basis :
           {v1::COST_BASIS_PER_CONTACT, v1::COST_BASIS_PER_MINUTE, v1::COST_BASIS_PER_COMPLETION}) {
        v1::CostComponent* component = entry->add_components();
        component->set_kind(v1::COST_KIND_STAFF);
        component->set_basis(basis);
        component->mutable_amount()->set_units(static_cast<int>(random() % 9));
        component->mutable_amount()->set_nanos(500'000'000);
      }
      v1::Outcome* outcome = entry->mutable_outcome();
      double rest = 1;
      for (int j = 0; j < 4; ++j) {
        v1::Fallback* fallback = outcome->add_fallbacks();
        fallback->set_channel(std::string(1, static_cast<char>('a' + j)));
        fallback->set_probability(rest * 0.3 * uniform());
        rest -= fallback->probability();
      }
      outcome->set_abandonment_probability(rest * 0.5 * uniform());
      outcome->set_completion_probability(rest - outcome->abandonment_probability());
    }
    const auto found = FindSensitivity(Valid(catalog), "tax", "a");
    const auto report = FindBreakEven(Valid(catalog), "tax", "a", "b");
    ASSERT_TRUE(found.ok() && report.ok());
    const double step = 1e-5;
    for (const ProbabilitySlope& slope : found->probabilities) {
      const auto cost = [&](double moved) {
        v1::Catalog changed = catalog;
        v1::Outcome& outcome =
            *changed.mutable_service_channels(slope.channel[0] - 'a')->mutable_outcome();
        outcome.set_completion_probability(outcome.completion_probability() + moved);
        if (slope.to.empty()) {
          outcome.set_abandonment_probability(outcome.abandonment_probability() - moved);
        } else {
          v1::Fallback& fallback = *outcome.mutable_fallbacks(slope.to[0] - 'a');
          fallback.set_probability(fallback.probability() - moved);
        }
        return *FindBreakEven(Valid(changed), "tax", "a", "b");
      };
      if (slope.probability < 2 * step) continue;
      const BreakEvenReport up = cost(step), down = cost(-step);
      EXPECT_NEAR(slope.organisation_cost, (up.first_cost - down.first_cost) / (2 * step), 1e-4);
      EXPECT_NEAR(*slope.customer_cost,
                  (*up.first_customer_cost - *down.first_customer_cost) / (2 * step), 1e-4);
    }
    for (const PriceSlope& slope : found->prices) {
      v1::Catalog changed = catalog;
      v1::Money& amount = *changed.mutable_service_channels(slope.stated.channel[0] - 'a')
                               ->mutable_components(slope.stated.index)
                               ->mutable_amount();
      amount.set_units(amount.units() + 1);
      EXPECT_NEAR(slope.cost,
                  FindBreakEven(Valid(changed), "tax", "a", "b")->first_cost - report->first_cost,
                  1e-9);
    }
    if (report->completion.kind == Kind::kAt) {
      ++at_a_value;
      v1::Catalog changed = catalog;
      v1::Outcome& outcome = *changed.mutable_service_channels(0)->mutable_outcome();
      const double scale = (1 - report->completion.value) / (1 - outcome.completion_probability());
      outcome.set_completion_probability(report->completion.value);
      outcome.set_abandonment_probability(outcome.abandonment_probability() * scale);
      for (v1::Fallback& fallback : *outcome.mutable_fallbacks()) {
        fallback.set_probability(fallback.probability() * scale);
      }
      const auto even = FindBreakEven(Valid(changed), "tax", "a", "b");
      EXPECT_NEAR(even->first_cost, even->second_cost, 1e-9);
    }
  }
  EXPECT_GT(at_a_value, 0);
}

}  // namespace
}  // namespace signpost
