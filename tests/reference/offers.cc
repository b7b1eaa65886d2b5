// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/offers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

namespace signpost::reference {
namespace {

struct Cheaper {
  const Candidate* option;
  std::int64_t saving;
};

std::vector<v1::DesignGapCause> CausesAgainst(const v1::Contact& contact, const Candidate& option,
                                              const Candidate& recommended) {
  std::vector<v1::DesignGapCause> causes;
  const Price &its = option.price, &now = recommended.price;
  const bool customer_known = its.customer_known && now.customer_known;
  const bool completion_known = its.completion_known && now.completion_known;
  if (customer_known &&
      its.customer_cost() + option.wait_cost > now.customer_cost() + recommended.wait_cost) {
    causes.push_back(v1::DESIGN_GAP_CAUSE_WORSE_CUSTOMER_COST);
  }
  if (completion_known && its.completion < now.completion) {
    causes.push_back(v1::DESIGN_GAP_CAUSE_WORSE_COMPLETION);
  }
  if (!customer_known || !completion_known) causes.push_back(v1::DESIGN_GAP_CAUSE_UNKNOWN);
  const v1::Readiness& readiness = option.service_channel->readiness();
  if (!readiness.communications_live()) {
    causes.push_back(v1::DESIGN_GAP_CAUSE_COMMUNICATIONS_NOT_LIVE);
  }
  if (!readiness.staff_trained()) causes.push_back(v1::DESIGN_GAP_CAUSE_STAFF_NOT_TRAINED);
  const auto& declined = contact.customer().declined_offers();
  if (std::find(declined.begin(), declined.end(), option.channel->id()) != declined.end()) {
    causes.push_back(v1::DESIGN_GAP_CAUSE_DECLINED);
  }
  if (option.reasons.count(v1::REASON_CODE_ALREADY_TRIED) != 0) {
    causes.push_back(v1::DESIGN_GAP_CAUSE_ALREADY_TRIED);
  }
  return causes;
}

std::string ScriptText(const v1::Catalog& catalog, const std::string& id) {
  for (const v1::Script& script : catalog.scripts()) {
    if (script.id() == id) return script.text();
  }
  return "";
}

}  // namespace

void MakeOffers(const v1::Catalog& catalog, const v1::Contact& contact,
                const std::vector<Candidate>& ranked, v1::Decision& decision) {
  const Candidate& recommended = ranked.front();
  if (!recommended.price.priced) return;
  const std::int64_t cost = recommended.price.organisation_cost();
  const v1::OfferPolicy& policy = catalog.policy().offers();

  std::int64_t cheapest = cost;
  std::vector<Cheaper> cheaper;
  for (const Candidate& option : ranked) {
    if (!option.available || !option.price.priced) continue;
    cheapest = std::min(cheapest, option.price.organisation_cost());
    const std::int64_t saving = cost - option.price.organisation_cost();
    const bool worth_it = saving >= MicrosOf(policy.minimum_saving()) || option.offer != nullptr;
    if (saving > 0 && worth_it) {
      cheaper.push_back({&option, saving});
    }
  }
  *decision.mutable_price_of_preference() = MoneyOf(cost - cheapest, catalog.currency());

  std::sort(cheaper.begin(), cheaper.end(), [](const Cheaper& a, const Cheaper& b) {
    return std::make_tuple(-a.saving, a.option->index) <
           std::make_tuple(-b.saving, b.option->index);
  });
  const std::int64_t maximum = policy.has_maximum() ? policy.maximum() : 3;
  for (const auto& [option, saving] : cheaper) {
    const std::vector<v1::DesignGapCause> causes = CausesAgainst(contact, *option, recommended);
    if (!causes.empty()) {
      v1::DesignGap& gap = *decision.add_design_gaps();
      gap.set_channel(option->channel->id());
      *gap.mutable_saving() = MoneyOf(saving, catalog.currency());
      for (const v1::DesignGapCause cause : causes) gap.add_causes(cause);
    } else if (decision.offers_size() < maximum) {
      v1::Offer& offer = *decision.add_offers();
      offer.set_channel(option->channel->id());
      *offer.mutable_saving() = MoneyOf(saving, catalog.currency());
      if (option->offer != nullptr) offer.set_script(ScriptText(catalog, option->offer->script()));
      for (const std::string& name : option->requirements_unknown) {
        offer.add_rests_on_unknown(name);
      }
    }
  }
}

}  // namespace signpost::reference
