// SPDX-License-Identifier: Apache-2.0
//
// What one decision costs, step by step, over catalogs of 1 to 64 channels, and what loading one
// costs. Every catalog's answer is checked before it is timed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "benchmark/benchmark.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

// A service through `channels` channels of all modes, with hours, requirements, costs and owners;
// the i-th costs i + 1 units.
std::string CatalogText(int channels) {
  std::string text = R"(currency: "GBP" time_zone: "Europe/London"
    policy { customer_minute_value { nanos: 200000000 } failure_cost { units: 3 } }
    opening_hours { id: "office" periods { opens: "08:00" closes: "18:00" }
      exceptions { from: "2026-12-24" to: "2026-12-26" } }
    parties { id: "revenues" }
    participations { party: "revenues" responsibility: RESPONSIBILITY_ACCOUNTABLE }
    participations { party: "revenues" responsibility: RESPONSIBILITY_RESPONSIBLE }
    services { id: "council-tax" }
  )";
  for (int i = 0; i < channels; ++i) {
    const std::string id = "channel-" + std::to_string(i);
    text += "channels { id: '" + id + "' mode: CHANNEL_MODE_" +
            (i % 2 == 0 ? "ASSISTED" : "SELF_SERVICE") +
            (i % 2 == 0 ? " opening_hours: 'office' requires: 'VOICE'" : " requires: 'INTERNET'") +
            " }\n";
    text += "service_channels { service: '*' channel: '" + id +
            "' components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: " +
            std::to_string(i + 1) + " } } customer { time { seconds: " + std::to_string(60 + i) +
            " } } outcome { completion_probability: 0.9 abandonment_probability: 0.1 }"
            " readiness { communications_live: true staff_trained: true } }\n";
  }
  return text;
}

Plan MakePlan(int channels) {
  const CatalogResult loaded =
      LoadCatalog({{"bench.textproto", CatalogText(channels), CatalogFormat::kText}});
  if (!loaded.catalog) {
    for (const Finding& finding : loaded.findings)
      std::fprintf(stderr, "%s\n", ToString(finding).c_str());
    std::exit(1);
  }
  auto plan = CompilePlan(*loaded.catalog);
  if (!plan.ok()) std::exit(1);
  return *plan;
}

constexpr std::string_view kPreferred[] = {"channel-0"};

ContactFacts MakeFacts() {
  ContactFacts facts;
  facts.service = "council-tax";
  facts.customer_id = "customer-1";
  facts.arrival_channel = "channel-0";
  facts.preferred_channels = {kPreferred, 1};
  facts.has_internet = true;
  facts.time = Instant{1'795'255'200, 0};
  return facts;
}

v1::Contact MakeContact() {
  v1::Contact contact;
  contact.set_service("council-tax");
  contact.set_arrival_channel("channel-0");
  contact.mutable_customer()->set_id("customer-1");
  contact.mutable_customer()->add_preferred_channels("channel-0");
  contact.mutable_customer()->set_has_internet(true);
  contact.mutable_time()->set_seconds(1'795'255'200);
  return contact;
}

LiveState MakeLive() {
  LiveState live;
  if (!live.SetExpectedWait(0, 90'000'000'000)) std::exit(1);
  return live;
}

void BM_BindFacts(benchmark::State& state) {
  const Plan plan = MakePlan(static_cast<int>(state.range(0)));
  const ContactFacts facts = MakeFacts();
  Request request;
  for (auto _ : state) benchmark::DoNotOptimize(Bind(plan.view(), facts, &request));
}

void BM_Route(benchmark::State& state) {
  const Plan plan = MakePlan(static_cast<int>(state.range(0)));
  const LiveState live = MakeLive();
  Request request;
  static Decision decision;
  if (Bind(plan.view(), MakeFacts(), &request).code != BindCode::kOk) std::exit(1);
  Route(plan.view(), request, live, &decision);
  if (decision.recommended != 0 || decision.available_count != state.range(0) ||
      decision.price_of_preference != 0) {
    state.SkipWithError("not the answer");
    return;
  }
  for (auto _ : state) {
    Route(plan.view(), request, live, &decision);
    benchmark::DoNotOptimize(decision);
  }
}

void BM_BindContact(benchmark::State& state) {
  const Plan plan = MakePlan(static_cast<int>(state.range(0)));
  const v1::Contact contact = MakeContact();
  for (auto _ : state) benchmark::DoNotOptimize(BindContact(plan, contact));
}

void BM_DecideToMessage(benchmark::State& state) {
  const Plan plan = MakePlan(static_cast<int>(state.range(0)));
  const v1::Contact contact = MakeContact();
  const LiveState live = MakeLive();
  for (auto _ : state) benchmark::DoNotOptimize(Decide(plan, contact, live));
}

void BM_LoadAndCompileKansasCity(benchmark::State& state) {
  const auto files =
      ReadCatalogFiles({SIGNPOST_SOURCE_DIR "/examples/kansas_city/catalog"}, Limits{});
  if (!files.ok()) std::exit(1);
  for (auto _ : state) {
    const CatalogResult loaded = LoadCatalog(*files);
    auto plan = CompilePlan(*loaded.catalog);
    benchmark::DoNotOptimize(plan);
  }
}

#define FOR_CHANNELS(name) BENCHMARK(name)->Arg(1)->Arg(4)->Arg(12)->Arg(64)
FOR_CHANNELS(BM_Route);
FOR_CHANNELS(BM_BindFacts);
FOR_CHANNELS(BM_BindContact);
FOR_CHANNELS(BM_DecideToMessage);
BENCHMARK(BM_LoadAndCompileKansasCity)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace signpost
