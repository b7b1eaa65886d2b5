// SPDX-License-Identifier: Apache-2.0
//
// What follows a contact, over all channels of a service: that it ends, and that everything it may
// come to has its costs. What is wrong with one outcome by itself is said elsewhere.
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "cost/chain.h"
#include "cost/chain_fixed.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

class Chains {
 public:
  explicit Chains(const CheckContext& context) : context_(context) {}

  void Check() {
    const CatalogIndex& index = context_.index;
    std::set<std::vector<int>> checked;
    for (int service = 0; service < index.services.size(); ++service) {
      std::vector<int> chosen;  // Service channels, in the order of the channels.
      for (int channel = 0; channel < index.channels.size(); ++channel) {
        const int candidate = index.Candidate(service, channel);
        if (candidate >= 0) chosen.push_back(candidate);
      }
      if (chosen.empty() || !checked.insert(chosen).second) continue;
      CheckService(service, chosen);
    }
  }

 private:
  const v1::ServiceChannel& Entry(int index) const {
    return context_.catalog.service_channels(index);
  }

  // Whether what is wrong has not been said of this service channel for another service.
  bool IsNew(Code code, int entry) { return said_.emplace(code, entry).second; }

  // About how contacts on a service channel end.
  void Add(Code code, int entry, std::string message, std::string remedy) {
    const Path root;
    const Path path = root.At("service_channels", entry);
    context_.report->Add(code, path.At("outcome"), std::move(message), std::move(remedy));
  }

  void CheckService(int service, const std::vector<int>& chosen) {
    std::vector<ChainStep> steps(chosen.size());
    bool any_fallback = false;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const v1::ServiceChannel& entry = Entry(chosen[i]);
      if (!entry.has_outcome()) continue;
      steps[i].completion = entry.outcome().completion_probability();
      steps[i].abandonment = entry.outcome().abandonment_probability();
      for (const v1::Fallback& fallback : entry.outcome().fallbacks()) {
        std::size_t to = 0;
        while (to < chosen.size() && Entry(chosen[to]).channel() != fallback.channel()) ++to;
        if (to == chosen.size()) return;  // FALLBACK_UNSERVED, or the id is not resolved.
        steps[i].fallbacks.push_back({to, fallback.probability()});
        any_fallback = true;
      }
    }
    if (!any_fallback) return;
    CheckEnds(service, chosen, steps);
    CheckCosts(chosen, ReachedFrom(steps));
  }

  void CheckEnds(int service, const std::vector<int>& chosen, const std::vector<ChainStep>& steps) {
    const std::string& name = context_.catalog.services(service).id();
    Chain chain;
    const ChainFault fault = Chain::Solve(steps, &chain);
    if (fault.code == ChainFault::Code::kNoWayOut) {
      const int entry = chosen[fault.channel];
      if (!IsNew(Code::CHAIN_NO_WAY_OUT, entry)) return;
      Add(Code::CHAIN_NO_WAY_OUT, entry,
          absl::StrCat("a contact about \"", name,
                       "\" that comes here is never completed or abandoned, wherever it goes on"),
          "state a completion or abandonment probability above 0 on the way");
      return;
    }
    std::size_t often = steps.size();
    if (fault.code == ChainFault::Code::kOutOfRange) often = fault.channel;
    if (fault.ok()) {
      for (std::size_t i = steps.size(); i-- > 0;) {
        if (chain.Contacts(i) > kMostContacts) often = i;
      }
    }
    if (often == steps.size() || !IsNew(Code::CHAIN_OUT_OF_RANGE, chosen[often])) return;
    Add(Code::CHAIN_OUT_OF_RANGE, chosen[often],
        absl::StrCat("a contact about \"", name,
                     "\" that comes here goes round more than 9,000,000,000,000 times on average"),
        "state more completion or abandonment on the way");
  }

  void CheckCosts(const std::vector<int>& chosen, const std::vector<std::uint64_t>& reached) {
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      for (const bool customer : {false, true}) {
        if (!IsKnown(chosen[i], customer)) continue;  // Which is said of it.
        for (std::size_t to = 0; to < chosen.size(); ++to) {
          if ((reached[i] >> to & 1) == 0 || IsKnown(chosen[to], customer)) continue;
          Say(chosen[i], chosen[to], customer);
          break;
        }
      }
    }
  }

  void Say(int entry, int lacking, bool customer) {
    const Code code = customer ? Code::FALLBACK_CUSTOMER_COST : Code::FALLBACK_UNPRICED;
    if (!IsNew(code, entry)) return;
    Add(code, entry,
        absl::StrCat("a contact may come to \"", Entry(lacking).channel(), "\", of which the ",
                     customer ? "customer cost is not known: not known here either"
                              : "organisation cost is not known: unpriced here too"),
        customer ? "state its customer { time travel charge }"
                 : "give it components, handling and monthly volume as they need it");
  }

  // Whether one ledger of a service channel can be computed, of a visit.
  bool IsKnown(int index, bool customer) const {
    const v1::ServiceChannel& entry = Entry(index);
    if (customer && entry.has_customer()) return true;
    bool present = false, complete = true;
    const auto look = [&](const auto& components) {
      for (const v1::CostComponent& component : components) {
        if (customer ? !IsCustomerCost(component) : !IsOrganisationCost(component)) continue;
        present = true;
        complete = complete && IsComputable(context_.catalog, entry, component);
      }
    };
    look(entry.components());
    const int card = context_.index.rate_cards.Find(entry.rate_card());
    if (card >= 0) {
      look(context_.catalog.rate_cards(card).components());
      if (!customer && context_.catalog.rate_cards(card).capacity_rates_size() > 0) {
        present = true;
        complete = complete && entry.has_handling();
      }
    }
    return present && complete;
  }

  // Millionths of them fit in 64 bits.
  static constexpr double kMostContacts = 9e12;

  const CheckContext& context_;
  std::set<std::pair<Code, int>> said_;
};

}  // namespace

bool IsComputable(const v1::Catalog& catalog, const v1::ServiceChannel& entry,
                  const v1::CostComponent& component) {
  switch (component.basis()) {
    case v1::COST_BASIS_PER_MINUTE:
      return entry.has_handling();
    case v1::COST_BASIS_PER_UNIT:
      return (entry.has_handling() || !component.tariff().has_call_seconds()) &&
             (entry.has_monthly_volume() || component.tariff().period() != v1::TARIFF_PERIOD_MONTH);
    case v1::COST_BASIS_PER_MONTH:
      return entry.has_monthly_volume() ||
             catalog.policy().cost_basis() != v1::POLICY_COST_BASIS_FULL;
    default:
      return true;
  }
}

void CheckChains(const CheckContext& context) { Chains(context).Check(); }

SIGNPOST_END_NAMESPACE
