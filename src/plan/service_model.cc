// SPDX-License-Identifier: Apache-2.0
#include "plan/service_model.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "catalog/index.h"
#include "catalog/nearest.h"
#include "cost/component_cost.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Micro-units, exactly, as units.
double Units(const Rational& micros) {
  return static_cast<double>(Rational(micros / kMicrosPerUnit));
}

// Between what evidence says that an amount lies; the amount where it says nothing.
struct Range {
  Rational low, high;
};

Range RangeOf(const v1::Evidence& evidence, const Rational& amount, const CostContext& context) {
  return {evidence.has_low() ? InCatalogCurrency(evidence.low(), context) : amount,
          evidence.has_high() ? InCatalogCurrency(evidence.high(), context) : amount};
}

class Modeller {
 public:
  Modeller(const v1::Catalog& catalog, CostContext context)
      : catalog_(catalog), index_(catalog), context_(std::move(context)) {}

  absl::StatusOr<ServiceModel> Model(std::string_view id) const {
    const int service = index_.services.Find(id);
    if (service < 0) {
      const std::string near = DidYouMean(id, index_.services.ids());
      return absl::NotFoundError(absl::StrCat("the catalog has no service \"", std::string(id),
                                              "\"", near.empty() ? "" : "; ", near));
    }
    ServiceModel model;
    model.minute_value = Units(Rational(context_.customer_minute_value));
    std::vector<const v1::ServiceChannel*> entries;
    for (int channel = 0; channel < index_.channels.size(); ++channel) {
      const int chosen = index_.Candidate(service, channel);
      if (chosen >= 0) entries.push_back(&catalog_.service_channels(chosen));
    }
    for (const v1::ServiceChannel* entry : entries) {
      absl::StatusOr<ChannelModel> channel = ModelChannel(*entry);
      if (!channel.ok()) return channel.status();
      model.channels.push_back(*std::move(channel));
    }
    for (const v1::ServiceChannel* entry : entries) {
      ChainStep step;
      if (entry->has_outcome()) {
        step.completion = entry->outcome().completion_probability();
        step.abandonment = entry->outcome().abandonment_probability();
        for (const v1::Fallback& fallback : entry->outcome().fallbacks()) {
          step.fallbacks.push_back({model.Find(fallback.channel()), fallback.probability()});
        }
      }
      model.steps.push_back(std::move(step));
    }
    const ChainFault fault = Chain::Solve(model.steps, &model.chain);
    if (!fault.ok()) {  // Of a valid catalog only a service without channels has one.
      return absl::FailedPreconditionError(
          absl::StrCat("service \"", std::string(id), "\": ", fault.text));
    }
    return model;
  }

 private:
  // Adds an amount, paid so often a visit, to its ledger and to the prices.
  static void Add(const Rational& amount, const Range& range, const Rational& times,
                  StatedPrice stated, ChannelModel* channel) {
    LedgerModel& ledger = LedgerOf(stated.kind, channel);
    const double paid = Units(Rational(amount * times));
    ledger.direct += paid;
    const double low = Units(Rational(range.low * times));
    const double high = Units(Rational(range.high * times));
    ledger.low += low;
    ledger.high += high;
    if (stated.basis == v1::COST_BASIS_PER_COMPLETION) {
      ledger.per_completion += Units(amount);
      ledger.of_completion += paid;
      ledger.low_of_completion += low;
      ledger.high_of_completion += high;
    }
    stated.channel = channel->channel;
    stated.price = Units(amount);
    stated.times = static_cast<double>(times);
    channel->prices.push_back(std::move(stated));
  }

  static LedgerModel& LedgerOf(v1::CostKind kind, ChannelModel* channel) {
    return kind > v1::COST_KIND_OVERHEAD ? channel->customer : channel->organisation;
  }

  struct Presence {
    bool present = false, complete = true;
  };

  absl::Status AddComponents(const google::protobuf::RepeatedPtrField<v1::CostComponent>& list,
                             StatedPrice::Place place, const v1::ServiceChannel& entry,
                             Presence (&presence)[2], ChannelModel* channel) const {
    for (int i = 0; i < list.size(); ++i) {
      const v1::CostComponent& component = list[i];
      Presence& ledger = presence[component.kind() > v1::COST_KIND_OVERHEAD ? 1 : 0];
      ledger.present = true;
      StatedPrice stated;
      stated.place = place;
      stated.index = i;
      stated.kind = component.kind();
      stated.basis = component.basis();
      if (component.basis() == v1::COST_BASIS_PER_UNIT) {  // Has no one price.
        const auto cost = ComponentCost(component, entry, context_);
        if (!cost.ok()) return cost.status();
        if (!*cost) {
          ledger.complete = false;
          continue;
        }
        LedgerModel& model = LedgerOf(component.kind(), channel);
        model.direct += Units(**cost);
        model.low += Units(**cost);
        model.high += Units(**cost);
        continue;
      }
      const std::optional<Rational> times = TimesPaid(component.basis(), entry, context_);
      if (!times) {
        ledger.complete = false;
        continue;
      }
      const Rational amount = InCatalogCurrency(component.amount(), context_);
      if (component.basis() == v1::COST_BASIS_PER_MINUTE)
        AddMinutes(amount, entry, component.kind(), channel);
      Add(amount, RangeOf(component.evidence(), amount, context_), *times, stated, channel);
    }
    return absl::OkStatus();
  }

  void AddMinutes(const Rational& amount, const v1::ServiceChannel& entry, v1::CostKind kind,
                  ChannelModel* channel) const {
    Rational share = 1;
    if (entry.handling().has_concurrency()) share /= Rational(entry.handling().concurrency());
    if (entry.handling().has_occupancy()) share /= Rational(entry.handling().occupancy());
    LedgerOf(kind, channel).per_minute += Units(Rational(amount * share));
  }

  absl::StatusOr<ChannelModel> ModelChannel(const v1::ServiceChannel& entry) const {
    ChannelModel channel;
    channel.channel = entry.channel();
    const v1::Handling& handling = entry.handling();
    channel.minutes = static_cast<double>(ToNanos(handling.talk()) + ToNanos(handling.hold()) +
                                          ToNanos(handling.after_contact_work())) /
                      static_cast<double>(kNanosPerMinute);
    Presence presence[2];
    const int card = index_.rate_cards.Find(entry.rate_card());
    if (card >= 0) {
      const v1::RateCard& rates = catalog_.rate_cards(card);
      const absl::Status added = AddComponents(rates.components(), StatedPrice::Place::kRateCard,
                                               entry, presence, &channel);
      if (!added.ok()) return added;
      for (int i = 0; i < rates.capacity_rates_size(); ++i) {
        const v1::CapacityRate& rate = rates.capacity_rates(i);
        presence[0].present = true;
        const std::optional<Rational> times = TimesPaid(v1::COST_BASIS_PER_MINUTE, entry, context_);
        if (!times) {
          presence[0].complete = false;
          continue;
        }
        const Rational price = CapacityPrice(rate, context_);
        const Rational cost = InCatalogCurrency(rate.monthly_cost(), context_);
        Range range = RangeOf(rate.evidence(), cost, context_);
        if (cost != 0) {
          range.low *= price / cost;
          range.high *= price / cost;
        }
        StatedPrice stated;
        stated.place = StatedPrice::Place::kCapacityRate;
        stated.index = i;
        stated.kind = rate.kind();
        stated.basis = v1::COST_BASIS_PER_MINUTE;
        AddMinutes(price, entry, rate.kind(), &channel);
        Add(price, range, *times, stated, &channel);
      }
    }
    const absl::Status added = AddComponents(
        entry.components(), StatedPrice::Place::kServiceChannel, entry, presence, &channel);
    if (!added.ok()) return added;
    channel.organisation.known = presence[0].present && presence[0].complete;
    channel.customer.known = presence[1].present && presence[1].complete;
    if (entry.has_customer()) {
      const v1::CustomerEffort& effort = entry.customer();
      channel.customer.known = true;
      channel.customer_minutes =
          static_cast<double>(ToNanos(effort.time()) + ToNanos(effort.travel())) /
          static_cast<double>(kNanosPerMinute);
      channel.customer_charge = Units(InCatalogCurrency(effort.charge(), context_));
      channel.customer.direct =
          channel.customer_charge +
          *channel.customer_minutes * Units(Rational(context_.customer_minute_value));
    }
    return channel;
  }

  const v1::Catalog& catalog_;
  CatalogIndex index_;
  CostContext context_;
};

}  // namespace

std::size_t ServiceModel::Find(std::string_view channel) const {
  std::size_t at = 0;
  while (at < channels.size() && channels[at].channel != channel) ++at;
  return at;
}

std::vector<double> ServiceModel::Direct(bool of_customer) const {
  std::vector<double> direct;
  for (const ChannelModel& channel : channels) {
    const LedgerModel& ledger = of_customer ? channel.customer : channel.organisation;
    direct.push_back(ledger.known ? ledger.direct : 0);
  }
  return direct;
}

std::optional<std::size_t> ServiceModel::FirstUnknown(std::size_t from, bool of_customer) const {
  for (std::size_t to = 0; to < channels.size(); ++to) {
    const LedgerModel& ledger = of_customer ? channels[to].customer : channels[to].organisation;
    if (Reaches(from, to) && !ledger.known) return to;
  }
  return std::nullopt;
}

absl::StatusOr<ServiceModel> ModelService(const Catalog& catalog, std::string_view service,
                                          std::optional<v1::PolicyCostBasis> basis) {
  const v1::Catalog& message = catalog.message();
  CostContext context;
  context.currency = message.currency();
  for (const v1::ExchangeRate& rate : message.exchange_rates())
    context.exchange_rates[rate.currency_code()] = rate.rate();
  context.customer_minute_value = ToMicros(message.policy().customer_minute_value());
  context.full_cost = basis.value_or(message.policy().cost_basis()) == v1::POLICY_COST_BASIS_FULL;
  return Modeller(message, std::move(context)).Model(service);
}

SIGNPOST_END_NAMESPACE
