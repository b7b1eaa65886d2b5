// SPDX-License-Identifier: Apache-2.0
//
// Participations, and that every live service channel has its owners.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr int kAspects = v1::OwnershipAspect_ARRAYSIZE;

std::uint32_t AspectsOf(const v1::Participation& participation) {
  constexpr std::uint32_t kDelivery = 1u << v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY;
  std::uint32_t aspects = participation.aspects_size() == 0 ? kDelivery : 0;
  for (const int aspect : participation.aspects()) {
    if (!v1::OwnershipAspect_IsValid(aspect)) continue;
    aspects |= aspect == v1::OWNERSHIP_ASPECT_UNSPECIFIED ? kDelivery : 1u << aspect;
  }
  return aspects;
}

// What the participations of one scope say of one service channel.
struct Say {
  static constexpr int kNobody = -1;
  static constexpr int kSeveral = -2;

  std::uint32_t aspects = 0;
  bool responsible = false;
  std::array<int, kAspects> accountable;

  Say() { accountable.fill(kNobody); }

  void Add(const v1::Participation& participation, int party) {
    const std::uint32_t mentioned = AspectsOf(participation);
    aspects |= mentioned;
    responsible |= participation.responsibility() == v1::RESPONSIBILITY_RESPONSIBLE;
    if (participation.responsibility() != v1::RESPONSIBILITY_ACCOUNTABLE) return;
    for (int aspect = 0; aspect < kAspects; ++aspect) {
      if ((mentioned >> aspect & 1) == 0) continue;
      int& who = accountable[aspect];
      who = who == kNobody || who == party ? party : kSeveral;
    }
  }
};

class Owners {
 public:
  explicit Owners(const CheckContext& context)
      : context_(context),
        by_channel_(context.index.channels.size()),
        by_service_(context.index.services.size()),
        by_both_(context.index.services.size()) {}

  void Check() {
    const Path root;
    for (int i = 0; i < context_.catalog.participations_size(); ++i) {
      CheckParticipation(context_.catalog.participations(i), root.At("participations", i));
    }
    reported_.resize(context_.catalog.service_channels_size());
    for (int service = 0; service < context_.index.services.size(); ++service) {
      for (int channel = 0; channel < context_.index.channels.size(); ++channel) {
        const int candidate = context_.index.Candidate(service, channel);
        if (candidate >= 0 && IsLive(context_, candidate)) {
          CheckOwnersOf(candidate, service, channel);
        }
      }
    }
  }

 private:
  // A participation that names services and channels, at one of these services.
  struct Both {
    std::uint64_t channels;
    const v1::Participation* participation;
    int party;
  };

  void CheckParticipation(const v1::Participation& participation, const Path& path) {
    const CatalogIndex& index = context_.index;
    const int party =
        Resolve(context_, index.parties, "party", participation.party(), path.At("party"));
    ResolveOptional(context_, index.roles, "role", participation.role(), path.At("role"));
    if (participation.responsibility() == v1::RESPONSIBILITY_UNSPECIFIED) {
      context_.report->Add(Code::FIELD_MISSING, path.At("responsibility"), "no responsibility",
                           "give one of RASCI, as RESPONSIBILITY_ACCOUNTABLE");
    }
    std::uint64_t channels = 0;
    for (int i = 0; i < participation.channels_size(); ++i) {
      const Path at = path.At("channels", i);
      const int channel =
          Resolve(context_, index.channels, "channel", participation.channels(i), at);
      if (channel < 0) continue;
      if ((channels >> channel & 1) != 0) Repeated(participation.channels(i), at);
      channels |= std::uint64_t{1} << channel;
    }
    std::vector<int> services;
    for (int i = 0; i < participation.services_size(); ++i) {
      const Path at = path.At("services", i);
      const int service =
          Resolve(context_, index.services, "service", participation.services(i), at);
      if (service < 0) continue;
      if (last_mention_.empty()) last_mention_.assign(index.services.size(), nullptr);
      if (last_mention_[service] == &participation) {
        Repeated(participation.services(i), at);
        continue;
      }
      last_mention_[service] = &participation;
      services.push_back(service);
    }
    Enter(participation, party, channels, services);
  }

  void Repeated(const std::string& id, const Path& path) {
    context_.report->Add(Code::ENTRY_REPEATED, path, absl::StrCat("\"", id, "\" is there already"),
                         "take it out");
  }

  void Enter(const v1::Participation& participation, int party, std::uint64_t channels,
             const std::vector<int>& services) {
    if (participation.channels_size() == 0 && participation.services_size() == 0) {
      organisation_.Add(participation, party);
    } else if (participation.services_size() == 0) {
      for (int channel = 0; channel < context_.index.channels.size(); ++channel) {
        if ((channels >> channel & 1) != 0) by_channel_[channel].Add(participation, party);
      }
    } else if (participation.channels_size() == 0) {
      for (const int service : services) by_service_[service].Add(participation, party);
    } else {
      for (const int service : services) {
        by_both_[service].push_back({channels, &participation, party});
      }
    }
  }

  void CheckOwnersOf(int candidate, int service, int channel) {
    Say both;
    for (const Both& entry : by_both_[service]) {
      if ((entry.channels >> channel & 1) != 0) {
        both.Add(*entry.participation, entry.party);
      }
    }
    const Say* scopes[] = {&both, &by_service_[service], &by_channel_[channel], &organisation_};
    std::uint32_t aspects = 1u << v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY;
    bool responsible = false;
    for (const Say* say : scopes) {
      aspects |= say->aspects;
      responsible |= say->responsible;
    }
    if (!responsible) {
      Add(Code::RESPONSIBLE_MISSING, candidate, service, 0, "nobody is responsible",
          "add a participation with RESPONSIBILITY_RESPONSIBLE");
    }
    for (int aspect = 0; aspect < kAspects; ++aspect) {
      if ((aspects >> aspect & 1) == 0) continue;
      int who = Say::kNobody;
      for (const Say* say : scopes) {
        who = say->accountable[aspect];
        if (who != Say::kNobody) break;
      }
      if (who == Say::kNobody) {
        Add(Code::ACCOUNTABLE_MISSING, candidate, service, aspect, "nobody is accountable",
            "add a participation with RESPONSIBILITY_ACCOUNTABLE");
      } else if (who == Say::kSeveral) {
        Add(Code::ACCOUNTABLE_SEVERAL, candidate, service, aspect, "several are accountable",
            "leave one, or let a more specific participation decide");
      }
    }
  }

  // Once a service channel, code and aspect, though "*" serves many services.
  void Add(Code code, int candidate, int service, int aspect, std::string what,
           std::string remedy) {
    const int slot = code == Code::RESPONSIBLE_MISSING   ? 0
                     : code == Code::ACCOUNTABLE_MISSING ? 1 + aspect
                                                         : 1 + kAspects + aspect;
    const std::uint32_t bit = 1u << slot;
    if ((reported_[candidate] & bit) != 0) return;
    reported_[candidate] |= bit;
    const v1::ServiceChannel& entry = context_.catalog.service_channels(candidate);
    const Path root;
    const Path path = root.At("service_channels", candidate);
    if (aspect != 0) {
      absl::StrAppend(&what, " for ",
                      v1::OwnershipAspect_Name(static_cast<v1::OwnershipAspect>(aspect)));
    }
    context_.report->Add(code, path,
                         absl::StrCat(what, ", service \"", context_.catalog.services(service).id(),
                                      "\" through channel \"", entry.channel(), "\""),
                         std::move(remedy));
  }

  const CheckContext& context_;
  Say organisation_;
  std::vector<Say> by_channel_, by_service_;
  std::vector<std::vector<Both>> by_both_;
  std::vector<const v1::Participation*> last_mention_;
  std::vector<std::uint32_t> reported_;
};

}  // namespace

void CheckOwners(const CheckContext& context) { Owners(context).Check(); }

SIGNPOST_END_NAMESPACE
