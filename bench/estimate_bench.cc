// SPDX-License-Identifier: Apache-2.0
//
// What the estimates of a decision cost, over services of 1 to 64 channels that fall back to each
// other: as compiled, with live waits, with live abandonment, with changed direct costs. Times are
// of all options of a service; the counter `an_estimate` is one's.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

// Each channel completes 0.7, and 0.1 go on to each of the next two.
Plan MakePlan(int channels) {
  std::string text = R"(currency: "GBP" policy { customer_minute_value { nanos: 200000000 } }
    services { id: "council-tax" } )";
  const auto id = [channels](int i) { return "channel-" + std::to_string(i % channels); };
  for (int i = 0; i < channels; ++i) {
    text += "channels { id: '" + id(i) + "' mode: CHANNEL_MODE_ASSISTED }\n";
    text += "service_channels { service: '*' channel: '" + id(i) +
            "' components { kind: COST_KIND_STAFF basis: COST_BASIS_PER_CONTACT amount { units: " +
            std::to_string(i + 1) + " } } customer { time { seconds: 60 } } outcome { " +
            "completion_probability: 0.7 ";
    if (channels > 2) {
      text += "abandonment_probability: 0.1 fallbacks { channel: '" + id(i + 1) +
              "' probability: 0.1 } fallbacks { channel: '" + id(i + 2) +
              "' probability: 0.1 } } }\n";
    } else {
      text += "abandonment_probability: 0.3 } }\n";
    }
  }
  const CatalogResult loaded = LoadCatalog({{"bench.textproto", text, CatalogFormat::kText}});
  if (!loaded.catalog) {
    for (const Finding& finding : loaded.findings)
      std::fprintf(stderr, "%s\n", ToString(finding).c_str());
    std::exit(1);
  }
  auto plan = CompilePlan(*loaded.catalog);
  if (!plan.ok()) std::exit(1);
  return *plan;
}

// Estimates every option once a round, as Route() does.
void Estimate(benchmark::State& state, const LiveState& live, bool changed) {
  const Plan plan = MakePlan(static_cast<int>(state.range(0)));
  const PlanView& view = plan.view();
  const ServiceRow& service = view.services[0];
  internal::DirectCosts costs = internal::PlanDirectCosts(view, service);
  std::vector<Micros> dearer(costs.organisation, costs.organisation + service.option_count);
  if (changed) {
    for (Micros& cost : dearer) cost += 500'000;
    costs.organisation = dearer.data();
    costs.changed = true;
  }
  static Decision decision;
  for (auto _ : state) {
    for (std::size_t i = 0; i < service.option_count; ++i) {
      OptionResult& option = decision.options[i];
      option = OptionResult{};
      option.channel = static_cast<std::uint8_t>(i);
      internal::EstimateOption(view, service, live, costs, i, &option);
    }
    benchmark::DoNotOptimize(decision);
  }
  const Micros first = decision.options[0].estimate.organisation_cost;
  if (!decision.options[0].estimate.priced || (changed && first < 1'500'000)) {
    state.SkipWithError("the estimate is not what it should be");
  }
  state.counters["an_estimate"] = benchmark::Counter(
      static_cast<double>(service.option_count),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

LiveState Live(std::int64_t wait, std::int64_t abandonment) {
  LiveState live;
  bool fits = true;
  for (int channel = 0; channel < kMaxChannels; ++channel) {
    if (wait != 0) fits = live.SetExpectedWait(channel, wait) && fits;
    fits = live.SetAbandonment(channel, abandonment) && fits;
  }
  if (!fits) std::exit(1);
  return live;
}

void AsCompiled(benchmark::State& state) { Estimate(state, LiveState(), false); }
void WithLiveWait(benchmark::State& state) { Estimate(state, Live(90'000'000'000, 0), false); }
void WithLiveAbandonment(benchmark::State& state) {
  Estimate(state, Live(90'000'000'000, 123'456), false);
}
void WithChangedCosts(benchmark::State& state) { Estimate(state, LiveState(), true); }

void Snapshot(benchmark::State& state) {
  LiveBoard board;
  board.Set(Live(90'000'000'000, 123'456));
  for (auto _ : state) {
    const LiveState live = board.Snapshot();
    benchmark::DoNotOptimize(live);
  }
}

void NextContactOfAQueue(benchmark::State& state) {
  LiveState live;
  QueueState queue{20, 20, 3, 240, 180};
  for (auto _ : state) {
    queue.queue_length = (queue.queue_length + 1) % 50;
    benchmark::DoNotOptimize(SetQueue(0, queue, &live));
  }
}

BENCHMARK(AsCompiled)->Arg(1)->Arg(4)->Arg(12)->Arg(64);
BENCHMARK(WithLiveWait)->Arg(1)->Arg(4)->Arg(12)->Arg(64);
BENCHMARK(WithLiveAbandonment)->Arg(1)->Arg(4)->Arg(12)->Arg(64);
BENCHMARK(WithChangedCosts)->Arg(1)->Arg(4)->Arg(12)->Arg(64);
BENCHMARK(Snapshot);
BENCHMARK(NextContactOfAQueue);

}  // namespace
}  // namespace signpost
