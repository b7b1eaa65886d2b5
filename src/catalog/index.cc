// SPDX-License-Identifier: Apache-2.0
#include "catalog/index.h"

SIGNPOST_BEGIN_NAMESPACE

CatalogIndex::CatalogIndex(const v1::Catalog& catalog) {
  for (const auto& channel : catalog.channels()) channels.Add(channel.id());
  for (const auto& service : catalog.services()) services.Add(service.id());
  for (const auto& card : catalog.rate_cards()) rate_cards.Add(card.id());
  for (const auto& hours : catalog.opening_hours()) opening_hours.Add(hours.id());
  for (const auto& attribute : catalog.attributes()) attributes.Add(attribute.name());
  for (const auto& party : catalog.parties()) parties.Add(party.id());
  for (const auto& role : catalog.roles()) roles.Add(role.id());
  for (const auto& script : catalog.scripts()) scripts.Add(script.id());
  for (const auto& rule : catalog.rules()) rules.Add(rule.id());
  for (const auto& rate : catalog.exchange_rates()) exchange_rates.Add(rate.currency_code());
  for (const auto& entry : catalog.service_channels()) {
    const int service = entry.service() == "*" ? kEveryService : services.Find(entry.service());
    const int channel = channels.Find(entry.channel());
    if (service != -1 && channel != -1) {
      by_pair_.emplace(Key(service, channel), static_cast<int>(service_of_.size()));
    }
    service_of_.push_back(service);
    channel_of_.push_back(channel);
  }
}

int CatalogIndex::Own(int service, int channel) const {
  const auto at = by_pair_.find(Key(service, channel));
  return at == by_pair_.end() ? -1 : at->second;
}

int CatalogIndex::Candidate(int service, int channel) const {
  const int own = Own(service, channel);
  return own >= 0 ? own : Own(kEveryService, channel);
}

SIGNPOST_END_NAMESPACE
