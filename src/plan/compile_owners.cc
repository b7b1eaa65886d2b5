// SPDX-License-Identifier: Apache-2.0
#include "plan/compile_owners.h"

#include <algorithm>
#include <tuple>

SIGNPOST_BEGIN_NAMESPACE

namespace {

template <typename Messages>
std::unordered_map<std::string, std::uint32_t> Number(const Messages& messages) {
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (int i = 0; i < messages.size(); ++i)
    numbers.emplace(messages[i].id(), static_cast<std::uint32_t>(i));
  return numbers;
}

bool SameOwner(const OwnerRow& a, const OwnerRow& b) {
  return std::tie(a.party, a.role, a.responsibility, a.aspect, a.scope) ==
         std::tie(b.party, b.role, b.responsibility, b.aspect, b.scope);
}

}  // namespace

OwnerResolver::OwnerResolver(const v1::Catalog& catalog, PlanTables* tables) : tables_(tables) {
  const auto channels = Number(catalog.channels());
  const auto services = Number(catalog.services());
  const auto parties = Number(catalog.parties());
  const auto roles = Number(catalog.roles());
  std::uint32_t order = 0;
  for (const v1::Participation& participation : catalog.participations()) {
    Claim claim;
    claim.order = order++;
    claim.owner.party = static_cast<std::int32_t>(parties.at(participation.party()));
    if (!participation.role().empty())
      claim.owner.role = static_cast<std::int32_t>(roles.at(participation.role()));
    claim.owner.responsibility = static_cast<std::uint8_t>(participation.responsibility());

    std::vector<int> aspects(participation.aspects().begin(), participation.aspects().end());
    if (aspects.empty()) aspects.push_back(v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY);
    for (const int aspect : aspects) {
      claim.owner.aspect = static_cast<std::uint8_t>(aspect == v1::OWNERSHIP_ASPECT_UNSPECIFIED
                                                         ? v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY
                                                         : aspect);
      const auto add = [&claim](v1::OwnershipScope scope, std::vector<Claim>* claims) {
        claim.owner.scope = static_cast<std::uint8_t>(scope);
        claims->push_back(claim);
      };
      if (participation.channels().empty() && participation.services().empty()) {
        add(v1::OWNERSHIP_SCOPE_ORGANISATION, &of_organisation_);
      } else if (participation.services().empty()) {
        for (const std::string& id : participation.channels())
          add(v1::OWNERSHIP_SCOPE_CHANNEL, &of_channel_[channels.at(id)]);
      } else if (participation.channels().empty()) {
        for (const std::string& id : participation.services())
          add(v1::OWNERSHIP_SCOPE_SERVICE, &of_service_[services.at(id)]);
      } else {
        for (const std::string& service : participation.services()) {
          for (const std::string& channel : participation.channels()) {
            add(v1::OWNERSHIP_SCOPE_SERVICE_CHANNEL,
                &of_service_channel_[{services.at(service), channels.at(channel)}]);
          }
        }
      }
    }
  }
}

void OwnerResolver::Resolve(std::uint32_t service, std::uint32_t channel, OptionRow* option) {
  std::vector<Claim> claims = of_organisation_;
  const auto append = [&claims](const auto& by_key, const auto& key) {
    const auto found = by_key.find(key);
    if (found != by_key.end())
      claims.insert(claims.end(), found->second.begin(), found->second.end());
  };
  append(of_channel_, channel);
  append(of_service_, service);
  append(of_service_channel_, std::make_pair(service, channel));

  // Within an aspect and responsibility the most specific scope comes first.
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return std::make_tuple(a.owner.aspect, a.owner.responsibility, -a.owner.scope, a.order) <
           std::make_tuple(b.owner.aspect, b.owner.responsibility, -b.owner.scope, b.order);
  });
  std::vector<OwnerRow> owners;
  for (const Claim& claim : claims) {
    const auto same_group = [&claim](const OwnerRow& owner) {
      return owner.aspect == claim.owner.aspect &&
             owner.responsibility == claim.owner.responsibility;
    };
    const auto group = std::find_if(owners.begin(), owners.end(), same_group);
    if (group != owners.end() && group->scope != claim.owner.scope) continue;
    const bool repeated =
        std::any_of(owners.begin(), owners.end(),
                    [&claim](const OwnerRow& owner) { return SameOwner(owner, claim.owner); });
    if (!repeated) owners.push_back(claim.owner);
  }

  const std::string key(reinterpret_cast<const char*>(owners.data()),
                        owners.size() * sizeof(OwnerRow));
  const auto [entry, is_new] =
      stored_.try_emplace(key, static_cast<std::uint32_t>(tables_->owners.size()),
                          static_cast<std::uint32_t>(owners.size()));
  if (is_new) tables_->owners.insert(tables_->owners.end(), owners.begin(), owners.end());
  option->first_owner = entry->second.first;
  option->owner_count = entry->second.second;
}

SIGNPOST_END_NAMESPACE
