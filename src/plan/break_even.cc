// SPDX-License-Identifier: Apache-2.0
#include "signpost/break_even.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "cost/sensitivity.h"
#include "plan/service_model.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

BreakEvenPoint PointOf(const BreakEven& found) {
  BreakEvenPoint point;
  point.kind = found.kind == BreakEven::Kind::kAt       ? BreakEvenPoint::Kind::kAt
               : found.kind == BreakEven::Kind::kAlways ? BreakEvenPoint::Kind::kAlways
                                                        : BreakEvenPoint::Kind::kNever;
  point.value = found.value;
  point.cheaper_above = found.cheaper_above;
  return point;
}

std::optional<BreakEvenPoint> PointOf(const std::optional<BreakEven>& found) {
  if (!found) return std::nullopt;
  return PointOf(*found);
}

absl::Status DoesNotFit() {
  return absl::OutOfRangeError("what a contact comes to exceeds what a double holds");
}

// The place of a channel whose contacts are priced wherever they may come to.
absl::StatusOr<std::size_t> PricedChannel(const ServiceModel& model, std::string_view service,
                                          std::string_view channel) {
  const std::size_t at = model.Find(channel);
  if (at == model.channels.size()) {
    return absl::NotFoundError(absl::StrCat("service \"", std::string(service),
                                            "\" has no channel \"", std::string(channel), "\""));
  }
  if (const std::optional<std::size_t> unknown = model.FirstUnknown(at, false)) {
    return absl::FailedPreconditionError(
        absl::StrCat("channel \"", model.channels[*unknown].channel, "\", where a contact from \"",
                     std::string(channel), "\" may come to, is unpriced: give it components"));
  }
  return at;
}

BreakEvenQuestion QuestionOf(const ServiceModel& model, std::size_t first, std::size_t second,
                             bool of_customer) {
  BreakEvenQuestion question;
  question.steps = model.steps;
  question.direct = model.Direct(of_customer);
  const ChannelModel& channel = model.channels[first];
  question.per_completion =
      of_customer ? channel.customer.per_completion : channel.organisation.per_completion;
  question.first = first;
  question.second = second;
  return question;
}

// By the amounts that `first` pays, and by its handling time.
void AddPrices(const ChannelModel& channel, const BreakEven& direct_cost, BreakEvenReport* report) {
  const double direct = channel.organisation.direct;
  const auto rest = [direct](double part) { return std::max(0.0, direct - part); };
  for (const StatedPrice& stated : channel.prices) {
    if (stated.kind > v1::COST_KIND_OVERHEAD) continue;
    const auto price =
        BreakEvenQuantity(direct_cost, rest(stated.price * stated.times), stated.times);
    if (price) report->prices.push_back({stated, PointOf(*price)});
  }
  report->stated_minutes = channel.minutes;
  const double rate = channel.organisation.per_minute;
  report->minutes = PointOf(BreakEvenQuantity(direct_cost, rest(rate * channel.minutes), rate));
}

void AddRange(const ServiceModel& model, const BreakEvenQuestion& question,
              BreakEvenReport* report) {
  std::vector<double> low, high;
  for (std::size_t i = 0; i < model.channels.size(); ++i) {
    const LedgerModel& ledger = model.channels[i].organisation;
    const bool first = i == question.first;
    low.push_back(
        !ledger.known ? 0 : std::max(0.0, ledger.low - (first ? ledger.low_of_completion : 0)));
    high.push_back(!ledger.known
                       ? 0
                       : std::max(low[i], ledger.high - (first ? ledger.high_of_completion : 0)));
  }
  const std::optional<CompletionRange> range = BreakEvenCompletionRange(question, low, high);
  if (!range) return;
  report->surely_cheaper_from = range->surely;
  report->surely_dearer_below = range->possibly;
}

void AddCustomer(const ServiceModel& model, std::size_t first, std::size_t second,
                 BreakEvenReport* report) {
  if (model.FirstUnknown(first, true) || model.FirstUnknown(second, true)) return;
  const BreakEvenQuestion question = QuestionOf(model, first, second, true);
  const auto cost = model.chain.ExpectedCost(question.direct);
  if (!cost) return;
  report->first_customer_cost = (*cost)[first];
  report->second_customer_cost = (*cost)[second];
  report->design_gap =
      report->first_cost <= report->second_cost && (*cost)[first] > (*cost)[second];
  report->customer_completion = PointOf(BreakEvenCompletion(question));
  const ChannelModel& channel = model.channels[first];
  const auto direct_cost = BreakEvenDirectCost(question);
  if (channel.customer_minutes && direct_cost) {
    report->customer_minutes =
        PointOf(BreakEvenQuantity(*direct_cost, channel.customer_charge, model.minute_value));
  }
}

}  // namespace

absl::StatusOr<BreakEvenReport> FindBreakEven(const Catalog& catalog, std::string_view service,
                                              std::string_view first, std::string_view second,
                                              std::optional<v1::PolicyCostBasis> basis) {
  const absl::StatusOr<ServiceModel> model = ModelService(catalog, service, basis);
  if (!model.ok()) return model.status();
  if (first == second) {
    return absl::InvalidArgumentError(
        absl::StrCat("channel \"", std::string(first), "\" is compared with itself"));
  }
  const absl::StatusOr<std::size_t> from = PricedChannel(*model, service, first);
  if (!from.ok()) return from.status();
  const absl::StatusOr<std::size_t> to = PricedChannel(*model, service, second);
  if (!to.ok()) return to.status();

  const BreakEvenQuestion question = QuestionOf(*model, *from, *to, false);
  const auto cost = model->chain.ExpectedCost(question.direct);
  const auto completion = BreakEvenCompletion(question);
  const auto direct_cost = BreakEvenDirectCost(question);
  if (!cost || !completion || !direct_cost) return DoesNotFit();
  BreakEvenReport report;
  report.first_cost = (*cost)[*from];
  report.second_cost = (*cost)[*to];
  report.stated_completion = model->steps[*from].completion;
  report.completion = PointOf(*completion);
  report.direct_cost = PointOf(*direct_cost);
  AddRange(*model, question, &report);
  AddPrices(model->channels[*from], *direct_cost, &report);
  AddCustomer(*model, *from, *to, &report);
  return report;
}

absl::StatusOr<Sensitivity> FindSensitivity(const Catalog& catalog, std::string_view service,
                                            std::string_view start,
                                            std::optional<v1::PolicyCostBasis> basis) {
  const absl::StatusOr<ServiceModel> model = ModelService(catalog, service, basis);
  if (!model.ok()) return model.status();
  const absl::StatusOr<std::size_t> from = PricedChannel(*model, service, start);
  if (!from.ok()) return from.status();
  const Chain& chain = model->chain;
  const auto organisation = chain.ExpectedCost(model->Direct(false));
  const auto customer = chain.ExpectedCost(model->Direct(true));
  if (!organisation || !customer) return DoesNotFit();
  const bool customer_known = !model->FirstUnknown(*from, true);

  Sensitivity result;
  for (std::size_t at = 0; at < model->channels.size(); ++at) {
    if (!model->Reaches(*from, at)) continue;
    const ChannelModel& channel = model->channels[at];
    // A cost per completion is paid more often, too.
    const auto add = [&](std::size_t way, std::string to, double probability) {
      ProbabilitySlope slope;
      slope.channel = channel.channel;
      slope.to = std::move(to);
      slope.probability = probability;
      const double visits = chain.Visits(*from, at);
      slope.organisation_cost = CostSlope(chain, *organisation, *from, at, way, kToCompletion) +
                                visits * channel.organisation.per_completion;
      if (customer_known) {
        slope.customer_cost = CostSlope(chain, *customer, *from, at, way, kToCompletion) +
                              visits * channel.customer.per_completion;
      }
      slope.completion = CompletionSlope(chain, *from, at, way, kToCompletion);
      result.probabilities.push_back(std::move(slope));
    };
    const ChainStep& step = model->steps[at];
    if (step.abandonment > 0) add(kToAbandonment, "", step.abandonment);
    for (const ChainStep::Fallback& fallback : step.fallbacks) {
      if (fallback.probability == 0) continue;
      add(fallback.channel, model->channels[fallback.channel].channel, fallback.probability);
    }
    for (const StatedPrice& stated : channel.prices) {
      result.prices.push_back({stated, ComponentSlope(chain, *from, at, stated.times)});
    }
  }
  std::stable_sort(result.probabilities.begin(), result.probabilities.end(),
                   [](const ProbabilitySlope& a, const ProbabilitySlope& b) {
                     return a.organisation_cost < b.organisation_cost;
                   });
  std::stable_sort(result.prices.begin(), result.prices.end(),
                   [](const PriceSlope& a, const PriceSlope& b) {
                     return a.cost * a.stated.price > b.cost * b.stated.price;
                   });
  return result;
}

SIGNPOST_END_NAMESPACE
