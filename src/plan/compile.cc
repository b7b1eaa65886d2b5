// SPDX-License-Identifier: Apache-2.0
//
// Compiles a catalog into a plan. Its one way in is CompilePlan() of signpost/plan.h.
#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cost/direct_cost.h"
#include "cost/money.h"
#include "plan/compile_chains.h"
#include "plan/compile_channels.h"
#include "plan/compile_hours.h"
#include "plan/compile_owners.h"
#include "plan/compile_rules.h"
#include "plan/tables.h"
#include "signpost/plan.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using Numbers = std::unordered_map<std::string, std::uint32_t>;

constexpr std::uint32_t kDefaultMaximumOffers = 3;
constexpr std::int64_t kYear1 = -62'135'596'800, kYear9999 = 253'370'764'800;

const std::string& NameOr(const std::string& name, const std::string& id) {
  return name.empty() ? id : name;
}

PolicyRow CompilePolicy(const v1::RoutingPolicy& policy, const CompileOptions& options) {
  PolicyRow row;
  const auto preference = options.preference.value_or(policy.preference());
  row.honour_preference = preference == v1::PREFERENCE_MODE_WEIGH ? 0 : 1;
  row.full_cost =
      options.cost_basis.value_or(policy.cost_basis()) == v1::POLICY_COST_BASIS_FULL ? 1 : 0;
  row.preference_value = ToMicros(policy.preference_value());
  row.customer_minute_value = ToMicros(policy.customer_minute_value());
  row.failure_cost = ToMicros(policy.failure_cost());
  row.dissatisfaction_cost = ToMicros(policy.dissatisfaction_cost());
  const v1::ScoreWeights& weights = policy.weights();
  if (weights.has_organisation_cost())
    row.organisation_weight = ToMillionths(weights.organisation_cost());
  if (weights.has_customer_cost()) row.customer_weight = ToMillionths(weights.customer_cost());
  if (weights.has_waiting()) row.waiting_weight = ToMillionths(weights.waiting());
  row.maximum_offers =
      policy.offers().has_maximum() ? policy.offers().maximum() : kDefaultMaximumOffers;
  row.minimum_saving = ToMicros(policy.offers().minimum_saving());
  return row;
}

template <typename Messages>
std::vector<NameRow> CompileNames(const Messages& messages, TextWriter* text) {
  std::vector<NameRow> rows;
  for (const auto& message : messages) {
    rows.push_back({text->Add(message.id()), text->Add(NameOr(message.name(), message.id()))});
  }
  return rows;
}

template <typename Messages>
Numbers Number(const Messages& messages) {
  Numbers numbers;
  for (int i = 0; i < messages.size(); ++i)
    numbers.emplace(messages[i].id(), static_cast<std::uint32_t>(i));
  return numbers;
}

template <typename Rows, typename NameOf>
std::vector<std::uint32_t> SortedIndices(const Rows& rows, NameOf name_of) {
  std::vector<std::uint32_t> indices(rows.size());
  std::iota(indices.begin(), indices.end(), 0U);
  std::sort(indices.begin(), indices.end(),
            [&](std::uint32_t a, std::uint32_t b) { return name_of(rows[a]) < name_of(rows[b]); });
  return indices;
}

OptionRow MakeOption(const v1::ServiceChannel& service_channel, std::uint32_t channel,
                     const DirectCost& cost) {
  OptionRow row;
  row.lifecycle = CompileLifecycle(service_channel.lifecycle());
  row.costs = cost.by_kind;
  row.channel = static_cast<std::uint8_t>(channel);
  const auto flag = [&row](bool holds, OptionFlag value) {
    if (holds) row.flags = static_cast<std::uint8_t>(row.flags | value);
  };
  flag(cost.priced, kPriced);
  flag(cost.customer_known, kCustomerCostKnown);
  flag(cost.customer_time_known, kCustomerTimeKnown);
  flag(service_channel.has_outcome(), kCompletionKnown);
  flag(service_channel.readiness().communications_live(), kCommunicationsLive);
  flag(service_channel.readiness().staff_trained(), kStaffTrained);
  row.satisfaction = static_cast<std::int32_t>(
      service_channel.has_satisfaction() ? ToMillionths(service_channel.satisfaction()) : kMillion);
  return row;
}

// Every service through every channel it has: its own service channel, or else the "*" one.
absl::Status CompileServices(const v1::Catalog& catalog, const CostContext& context,
                             TextWriter* text, PlanTables* tables) {
  const Numbers channels = Number(catalog.channels());
  const Numbers services = Number(catalog.services());
  const Numbers cards = Number(catalog.rate_cards());

  std::vector<OptionRow> rows;  // By service channel, as the next.
  std::vector<DirectCost> direct;
  std::vector<int> of_every_service(static_cast<std::size_t>(catalog.channels_size()), kNone);
  std::vector<std::map<std::uint32_t, int>> of_service(
      static_cast<std::size_t>(catalog.services_size()));
  for (int i = 0; i < catalog.service_channels_size(); ++i) {
    const v1::ServiceChannel& service_channel = catalog.service_channels(i);
    const std::uint32_t channel = channels.at(service_channel.channel());
    const v1::RateCard* card = nullptr;
    if (!service_channel.rate_card().empty()) {
      card = &catalog.rate_cards(static_cast<int>(cards.at(service_channel.rate_card())));
    }
    const absl::StatusOr<DirectCost> cost = ComputeDirectCost(service_channel, card, context);
    if (!cost.ok()) {
      return absl::Status(
          cost.status().code(),
          absl::StrCat("service \"", service_channel.service(), "\" through channel \"",
                       service_channel.channel(), "\": ", cost.status().message()));
    }
    rows.push_back(MakeOption(service_channel, channel, *cost));
    direct.push_back(*cost);
    if (service_channel.service() == "*") {
      of_every_service[channel] = i;
    } else {
      of_service[services.at(service_channel.service())][channel] = i;
    }
  }

  OwnerResolver owners(catalog, tables);
  ChainCompiler chains(catalog, tables);
  for (std::uint32_t service = 0; service < of_service.size(); ++service) {
    const v1::Service& message = catalog.services(static_cast<int>(service));
    ServiceRow row;
    row.id = text->Add(message.id());
    row.name = text->Add(NameOr(message.name(), message.id()));
    row.first_option = static_cast<std::uint32_t>(tables->options.size());
    std::vector<int> service_channels;  // By option.
    for (std::uint32_t channel = 0; channel < of_every_service.size(); ++channel) {
      const auto own = of_service[service].find(channel);
      const int chosen = own != of_service[service].end() ? own->second : of_every_service[channel];
      if (chosen == kNone) continue;
      OptionRow option = rows[static_cast<std::size_t>(chosen)];
      owners.Resolve(service, channel, &option);
      tables->options.push_back(option);
      const DirectCost& cost = direct[static_cast<std::size_t>(chosen)];
      tables->direct_costs.push_back(cost.organisation);
      tables->direct_customer_costs.push_back(cost.customer);
      tables->direct_customer_times.push_back(cost.customer_time);
      service_channels.push_back(chosen);
      row.channels |= Bit(static_cast<int>(channel));
    }
    row.option_count = static_cast<std::uint32_t>(tables->options.size()) - row.first_option;
    const absl::Status chain = chains.Compile(service_channels, &row);
    if (!chain.ok()) {
      return absl::Status(chain.code(),
                          absl::StrCat("service \"", message.id(), "\" ", chain.message()));
    }
    tables->services.push_back(row);
  }
  return absl::OkStatus();
}

void CompileScripts(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables) {
  const Numbers channels = Number(catalog.channels());
  const Numbers services = Number(catalog.services());
  const auto index = [](const Numbers& numbers, const std::string& id) {
    const auto found = numbers.find(id);
    return found == numbers.end() ? kNone : static_cast<std::int32_t>(found->second);
  };
  for (const v1::Script& script : catalog.scripts()) {
    ScriptRow row;
    row.id = text->Add(script.id());
    row.language = text->Add(script.language());
    row.text = text->Add(script.text());
    row.channel = index(channels, script.channel());
    row.service = index(services, script.service());
    const v1::ScriptKind kind =
        script.kind() == v1::SCRIPT_KIND_UNSPECIFIED ? v1::SCRIPT_KIND_OFFER : script.kind();
    row.kind = static_cast<std::uint8_t>(kind);
    for (std::size_t i = 0; i < tables->requirements.size(); ++i) {
      const TextRef name = tables->requirements[i].name;
      if (tables->text.compare(name.offset, name.size, script.requirement()) == 0)
        row.requirement = static_cast<std::int32_t>(i);
    }
    // What asks after something that no channel requires is never said.
    if (kind == v1::SCRIPT_KIND_ASK && row.requirement == kNone) continue;
    tables->scripts.push_back(row);
  }
}

}  // namespace

absl::StatusOr<Plan> CompilePlan(const Catalog& validated, const CompileOptions& options) {
  const v1::Catalog& catalog = validated.message();
  if (options.horizon_begin >= options.horizon_end || options.horizon_begin < kYear1 ||
      options.horizon_end > kYear9999) {
    return absl::InvalidArgumentError(
        absl::StrCat("the horizon ", options.horizon_begin, " to ", options.horizon_end,
                     " (seconds since 1970 UTC) is out of order or outside the years 1 to 9998"));
  }
  auto tables = std::make_shared<PlanTables>();
  TextWriter text(tables.get());
  tables->header.horizon_begin = options.horizon_begin;
  tables->header.horizon_end = options.horizon_end;
  tables->header.revision = text.Add(catalog.revision());
  tables->header.currency = text.Add(catalog.currency());
  tables->header.time_zone = text.Add(catalog.time_zone().empty() ? "UTC" : catalog.time_zone());
  tables->header.policy = CompilePolicy(catalog.policy(), options);

  CostContext context;
  context.currency = catalog.currency();
  for (const v1::ExchangeRate& rate : catalog.exchange_rates())
    context.exchange_rates[rate.currency_code()] = rate.rate();
  context.customer_minute_value = tables->header.policy.customer_minute_value;
  context.full_cost = tables->header.policy.full_cost != 0;

  const absl::Status hours = CompileHours(catalog, &text, tables.get());
  if (!hours.ok()) return hours;
  CompileChannels(catalog, &text, tables.get());
  tables->parties = CompileNames(catalog.parties(), &text);
  tables->roles = CompileNames(catalog.roles(), &text);
  const absl::Status services = CompileServices(catalog, context, &text, tables.get());
  if (!services.ok()) return services;
  CompileScripts(catalog, &text, tables.get());

  const PlanView view = tables->View();
  const auto id_of = [&view](const auto& row) { return view.Text(row.id); };
  tables->channels_by_id = SortedIndices(tables->channels, id_of);
  tables->services_by_id = SortedIndices(tables->services, id_of);
  tables->attributes_by_name = SortedIndices(
      tables->attributes, [&view](const AttributeRow& row) { return view.Text(row.name); });
  const absl::Status rules = CompileRules(catalog, validated.rules(), context, &text, tables.get());
  if (!rules.ok()) return rules;
  tables->header.fingerprint = Fingerprint(*tables);
  return Plan(std::move(tables));
}

SIGNPOST_END_NAMESPACE
