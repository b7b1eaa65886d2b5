// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/owners.h"

#include <algorithm>

namespace signpost::reference {
namespace {

template <typename List>
bool Names(const List& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

v1::OwnershipScope ScopeOf(const v1::Participation& participation) {
  const bool services = !participation.services().empty();
  const bool channels = !participation.channels().empty();
  if (services && channels) return v1::OWNERSHIP_SCOPE_SERVICE_CHANNEL;
  if (services) return v1::OWNERSHIP_SCOPE_SERVICE;
  if (channels) return v1::OWNERSHIP_SCOPE_CHANNEL;
  return v1::OWNERSHIP_SCOPE_ORGANISATION;
}

bool Speaks(const v1::Participation& participation, v1::OwnershipAspect aspect) {
  if (participation.aspects().empty()) return aspect == v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY;
  for (const int named : participation.aspects()) {
    if (named == aspect) return true;
    if (named == v1::OWNERSHIP_ASPECT_UNSPECIFIED &&
        aspect == v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY) {
      return true;
    }
  }
  return false;
}

// The owners of one aspect and responsibility that one scope names.
std::vector<v1::Owner> OwnersIn(const v1::Catalog& catalog, const std::string& service,
                                const std::string& channel, v1::OwnershipAspect aspect,
                                v1::Responsibility responsibility, v1::OwnershipScope scope) {
  std::vector<v1::Owner> owners;
  for (const v1::Participation& participation : catalog.participations()) {
    if (participation.responsibility() != responsibility || ScopeOf(participation) != scope ||
        !Speaks(participation, aspect)) {
      continue;
    }
    if (!participation.services().empty() && !Names(participation.services(), service)) continue;
    if (!participation.channels().empty() && !Names(participation.channels(), channel)) continue;
    const bool repeated = std::any_of(owners.begin(), owners.end(), [&](const v1::Owner& owner) {
      return owner.party() == participation.party() && owner.role() == participation.role();
    });
    if (repeated) continue;
    v1::Owner owner;
    owner.set_party(participation.party());
    owner.set_role(participation.role());
    owner.set_responsibility(responsibility);
    owner.set_aspect(aspect);
    owner.set_scope(scope);
    owners.push_back(owner);
  }
  return owners;
}

}  // namespace

std::vector<v1::Owner> OwnersOf(const v1::Catalog& catalog, const std::string& service,
                                const std::string& channel) {
  std::vector<v1::Owner> all;
  for (int aspect = v1::OWNERSHIP_ASPECT_STRATEGY; aspect <= v1::OWNERSHIP_ASPECT_DATA; ++aspect) {
    for (int responsibility = v1::RESPONSIBILITY_RESPONSIBLE;
         responsibility <= v1::RESPONSIBILITY_INFORMED; ++responsibility) {
      for (int scope = v1::OWNERSHIP_SCOPE_SERVICE_CHANNEL;
           scope >= v1::OWNERSHIP_SCOPE_ORGANISATION; --scope) {
        const std::vector<v1::Owner> owners =
            OwnersIn(catalog, service, channel, static_cast<v1::OwnershipAspect>(aspect),
                     static_cast<v1::Responsibility>(responsibility),
                     static_cast<v1::OwnershipScope>(scope));
        all.insert(all.end(), owners.begin(), owners.end());
        if (!owners.empty()) break;  // The most specific scope wins, and only that.
      }
    }
  }
  return all;
}

}  // namespace signpost::reference
