// SPDX-License-Identifier: Apache-2.0
//
// Channels that would be offered, were communications live and staff trained (G4).
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

bool IsReady(const v1::ServiceChannel& entry) {
  return entry.readiness().communications_live() && entry.readiness().staff_trained();
}

std::string WhatIsMissing(const v1::ServiceChannel& entry) {
  if (entry.readiness().communications_live()) return "staff are not trained";
  if (entry.readiness().staff_trained()) return "communications are not live";
  return "communications are not live and staff are not trained";
}

constexpr char kRemedy[] =
    "set readiness { communications_live: true staff_trained: true } once that is so";

// The cost to the organisation where it is plain: amounts a contact in the catalog's currency.
// Enough to say that an offer would save; the engine's own costs decide.
class PlainCosts {
 public:
  explicit PlainCosts(const CheckContext& context) : context_(context) {}

  std::optional<Micros> Of(const v1::ServiceChannel& entry) const {
    Micros total = 0;
    bool any = false;
    if (!Add(entry.components(), &any, &total)) return std::nullopt;
    if (!entry.rate_card().empty()) {
      const int card = context_.index.rate_cards.Find(entry.rate_card());
      if (card < 0 || !Add(context_.catalog.rate_cards(card).components(), &any, &total)) {
        return std::nullopt;
      }
    }
    if (!any) return std::nullopt;
    return total;
  }

 private:
  bool Add(const google::protobuf::RepeatedPtrField<v1::CostComponent>& components, bool* any,
           Micros* total) const {
    for (const v1::CostComponent& component : components) {
      if (!IsOrganisationCost(component)) continue;
      const v1::Money& amount = component.amount();
      const bool plain =
          component.basis() == v1::COST_BASIS_PER_CONTACT && component.has_amount() &&
          MoneyFault(amount, context_.limits.money_units).empty() &&
          (amount.currency_code().empty() || amount.currency_code() == context_.catalog.currency());
      if (!plain || !CheckedAdd(*total, ToMicros(amount), total)) return false;
      *any = true;
    }
    return true;
  }

  const CheckContext& context_;
};

// A script for offering a channel that is nowhere ready.
void CheckOfferScripts(const CheckContext& context) {
  const CatalogIndex& index = context.index;
  std::vector<bool> channel_served(index.channels.size()), channel_ready(index.channels.size());
  for (int i = 0; i < context.catalog.service_channels_size(); ++i) {
    const int channel = index.ChannelOf(i);
    if (channel < 0 || !IsLive(context, i)) continue;
    channel_served[channel] = true;
    if (IsReady(context.catalog.service_channels(i))) channel_ready[channel] = true;
  }
  const Path root;
  for (int i = 0; i < context.catalog.scripts_size(); ++i) {
    const v1::Script& script = context.catalog.scripts(i);
    if (script.kind() != v1::SCRIPT_KIND_OFFER && script.kind() != v1::SCRIPT_KIND_UNSPECIFIED) {
      continue;
    }
    const int channel = index.channels.Find(script.channel());
    if (channel < 0) continue;
    const Path path = root.At("scripts", i);
    const int service = index.services.Find(script.service());
    if (service >= 0) {
      const int candidate = index.Candidate(service, channel);
      if (candidate < 0 || !IsLive(context, candidate)) continue;
      const v1::ServiceChannel& entry = context.catalog.service_channels(candidate);
      if (IsReady(entry)) continue;
      context.report->Add(Code::OFFER_NOT_READY, path.At("channel"),
                          absl::StrCat("a script offers \"", script.channel(), "\" for \"",
                                       script.service(), "\", but ", WhatIsMissing(entry)),
                          kRemedy);
    } else if (script.service().empty() && channel_served[channel] && !channel_ready[channel]) {
      context.report->Add(
          Code::OFFER_NOT_READY, path.At("channel"),
          absl::StrCat("a script offers \"", script.channel(), "\", which is ready for no service"),
          kRemedy);
    }
  }
}

// Live service channels that are cheaper than another of the same service, and not ready.
void CheckSavings(const CheckContext& context) {
  const CatalogIndex& index = context.index;
  const PlainCosts costs(context);
  std::vector<std::optional<Micros>> cost(context.catalog.service_channels_size());
  std::vector<bool> reported(context.catalog.service_channels_size());
  for (int i = 0; i < context.catalog.service_channels_size(); ++i) {
    if (IsLive(context, i)) cost[i] = costs.Of(context.catalog.service_channels(i));
  }
  const Path root;
  for (int service = 0; service < index.services.size(); ++service) {
    std::optional<Micros> dearest;
    for (int channel = 0; channel < index.channels.size(); ++channel) {
      const int candidate = index.Candidate(service, channel);
      if (candidate >= 0 && cost[candidate] && (!dearest || *cost[candidate] > *dearest)) {
        dearest = cost[candidate];
      }
    }
    if (!dearest) continue;
    for (int channel = 0; channel < index.channels.size(); ++channel) {
      const int candidate = index.Candidate(service, channel);
      if (candidate < 0 || !cost[candidate] || *cost[candidate] >= *dearest) continue;
      const v1::ServiceChannel& entry = context.catalog.service_channels(candidate);
      if (IsReady(entry) || reported[candidate]) continue;
      reported[candidate] = true;
      const Path path = root.At("service_channels", candidate);
      context.report->Add(
          Code::OFFER_NOT_READY, path.At("readiness"),
          absl::StrCat(
              "\"", entry.channel(), "\" costs ",
              FormatMoney(*dearest - *cost[candidate], context.catalog.currency()),
              " less a contact of \"", context.catalog.services(service).id(),
              "\" than another, fallbacks apart, and is never offered: ", WhatIsMissing(entry)),
          kRemedy);
    }
  }
}

}  // namespace

void CheckOffers(const CheckContext& context) {
  const v1::OfferPolicy& offers = context.catalog.policy().offers();
  if (offers.has_maximum() && offers.maximum() == 0) return;
  CheckOfferScripts(context);
  CheckSavings(context);
}

SIGNPOST_END_NAMESPACE
