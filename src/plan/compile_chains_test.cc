// SPDX-License-Identifier: Apache-2.0
//
// What a plan holds of chains. That its figures are right is judged in tests/reference.
#include "plan/compile_chains.h"

#include <string>

#include "gtest/gtest.h"
#include "signpost/catalog.h"
#include "signpost/plan.h"

namespace signpost {
namespace {

// Two services on the same channels; `web` and `phone` are their outcomes.
std::string CatalogText(const std::string& web, const std::string& phone,
                        const std::string& web_cost, const std::string& customer = "") {
  return R"(currency: "GBP" policy { customer_minute_value { nanos: 200000000 } }
    channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
    channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
    channels { id: "counter" mode: CHANNEL_MODE_ASSISTED }
    services { id: "tax" } services { id: "bins" } services { id: "none" }
    service_channels { service: "tax" channel: "counter" outcome { completion_probability: 1 }
      components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 9 } } }
    service_channels { service: "*" channel: "phone" customer { time { seconds: 300 } }
      outcome { )" +
         phone + R"( }
      components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 4 } } }
    service_channels { service: "*" channel: "web" customer { )" +
         customer + R"( }
      outcome { )" +
         web + R"( }
      components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { )" +
         web_cost + " } } }";
}

absl::StatusOr<Plan> Compile(const std::string& text) {
  const CatalogResult loaded = LoadCatalog({{"memory.textproto", text, CatalogFormat::kText}});
  for (const Finding& finding : loaded.findings) {
    EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
  }
  if (!loaded.catalog) return absl::InvalidArgumentError("refused");
  return CompilePlan(*loaded.catalog);
}

constexpr char kHalfToPhone[] =
    "completion_probability: 0.5 fallbacks { channel: 'phone' probability: 0.5 }";
constexpr char kCompletes[] = "completion_probability: 1";

TEST(CompileChains, VisitsAreInTheOrderOfOptionsAndShared) {
  const auto plan = Compile(CatalogText(kHalfToPhone, kCompletes, "units: 1"));
  ASSERT_TRUE(plan.ok()) << plan.status();
  const PlanView& view = plan->view();
  const ServiceRow &tax = view.services[0], &bins = view.services[1], &none = view.services[2];
  EXPECT_EQ(tax.option_count, 3u);
  EXPECT_EQ(bins.option_count, 2u);
  EXPECT_EQ(bins.first_visit, none.first_visit) << "the same channels";
  EXPECT_EQ(view.visits.size, 9u + 4u);
  const std::int64_t one = std::int64_t{1} << 44;
  const VisitsRow web = view.VisitsFrom(tax, 1);
  EXPECT_EQ(web.point, 44);
  EXPECT_EQ(web.visits[0], one / 2);
  EXPECT_EQ(web.visits[1], one);
  EXPECT_EQ(web.visits[2], 0);
  EXPECT_EQ(view.VisitsFrom(bins, 0).visits[0], one);
  EXPECT_EQ(view.VisitsFrom(bins, 0).visits[1], 0);
  const OptionRow& option = view.options[tax.first_option + 1];
  EXPECT_EQ(view.direct_costs[tax.first_option + 1], 1'000'000);
  EXPECT_EQ(option.end_to_end.organisation_cost, 3'000'000);
  EXPECT_EQ(option.end_to_end.contacts, 1'500'000);
  EXPECT_EQ(option.end_to_end.completion, 1'000'000);
  EXPECT_EQ(option.end_to_end.standard_deviation, 2'000'000) << "1 or 5, as often as not";
}

// 2^60 micro-units are 1,152,921,504,606.846976 units; amounts go up to 10^12.
TEST(CompileChains, WhatDoesNotFitNamesItsPlace) {
  const std::string most = "units: 1000000000000";
  EXPECT_TRUE(Compile(CatalogText(kHalfToPhone, kCompletes, most)).ok());
  const auto loops = Compile(
      CatalogText("completion_probability: 0.5 fallbacks { channel: 'web' probability: 0.5 }",
                  kCompletes, most));
  EXPECT_EQ(loops.status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(loops.status().message(),
            "service \"tax\" through channel \"web\": the organisation cost, with all that follows "
            "a contact, does not fit: use smaller amounts, or more completion");
  const auto charged = Compile(
      CatalogText("completion_probability: 0.5 fallbacks { channel: 'web' probability: 0.5 }",
                  kCompletes, "units: 1", "charge { " + most + " }"));
  EXPECT_EQ(charged.status().message(),
            "service \"tax\" through channel \"web\": the customer cost, with all that follows "
            "a contact, does not fit: use smaller amounts, or more completion");
  const auto endless = Compile(CatalogText(
      "completion_probability: 1e-8 fallbacks { channel: 'web' probability: 0.99999999 }",
      kCompletes, "units: 1", "time { seconds: 3600 }"));
  EXPECT_EQ(endless.status().message(),
            "service \"tax\" through channel \"web\": the customer's time, with all that follows "
            "a contact, does not fit: use smaller amounts, or more completion");
}

TEST(CompileChains, ACycleThatCompletesOnceInATrillionHasItsFigures) {
  const auto plan = Compile(CatalogText(
      "completion_probability: 1e-12 fallbacks { channel: 'phone' probability: 0.999999999999 }",
      "completion_probability: 1e-12 fallbacks { channel: 'web' probability: 0.999999999999 }",
      "nanos: 1000"));
  // A micro-unit and four units alternate: two units a contact. 2^60 is passed.
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kOutOfRange);
  const auto cheap = Compile(CatalogText(
      "completion_probability: 1e-12 fallbacks { channel: 'web' probability: 0.999999999999 }",
      kCompletes, "nanos: 1000"));
  ASSERT_TRUE(cheap.ok()) << cheap.status();
  const EndToEndRow& row = cheap->view().options[1].end_to_end;
  // 0.999999999999 as a double lies 2.2e-17 off: 1e-12 + that is the way out.
  EXPECT_NEAR(static_cast<double>(row.contacts), 1e18, 1e14);
  EXPECT_NEAR(static_cast<double>(row.organisation_cost), 1e12, 1e8);
  EXPECT_EQ(row.completion, 1'000'000);
}

TEST(CompileChains, WhatIsNotKnownOfAFallbackIsNotKnown) {
  const std::string text = CatalogText(kHalfToPhone, kCompletes, "units: 1");
  const auto without = [&](const std::string& part) {
    std::string changed = text;
    changed.replace(changed.find(part), part.size(), "");
    const auto plan = Compile(changed);
    EXPECT_TRUE(plan.ok()) << plan.status();
    return plan->view().options[1].end_to_end;
  };
  const unsigned all = kPriced | kCustomerCostKnown | kCustomerTimeKnown | kCompletionKnown;
  EXPECT_EQ(without("units: 4").flags, all) << "an amount of nothing is one";
  const EndToEndRow unpriced = without(
      "components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 4 } }");
  EXPECT_EQ(unpriced.flags, all & ~static_cast<unsigned>(kPriced));
  EXPECT_EQ(unpriced.organisation_cost, 0);
  EXPECT_EQ(unpriced.standard_deviation, kNone);
  EXPECT_EQ(without("customer { time { seconds: 300 } }").flags, kPriced | kCompletionKnown);
  EXPECT_EQ(without("outcome { completion_probability: 1 }\n      components { kind: "
                    "COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: 4 } }")
                    .flags &
                kCompletionKnown,
            0u);
}

}  // namespace
}  // namespace signpost
