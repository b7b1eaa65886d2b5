// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/guarantees.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "tests/reference/arithmetic.h"
#include "tests/reference/availability.h"
#include "tests/reference/guarantees_rules.h"

namespace signpost::reference {
namespace {

template <typename List>
bool Contains(const List& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

// What the checks look up again and again.
struct Case {
  const v1::Catalog& catalog;
  const v1::Contact& contact;
  const v1::LiveState& live;
  const v1::Decision& decision;
  std::map<std::string, const v1::Channel*> channels;
  std::map<std::string, const v1::ServiceChannel*> service_channels;  // By channel.
  std::map<std::string, const v1::Option*> options;                   // By channel.
};

const v1::Option* OptionOn(const Case& c, const std::string& channel) {
  const auto found = c.options.find(channel);
  return found == c.options.end() ? nullptr : found->second;
}

bool HasReason(const v1::Option& option, v1::ReasonCode code) {
  return std::any_of(option.reasons().begin(), option.reasons().end(),
                     [&](const v1::Reason& reason) { return reason.code() == code; });
}

// Blocking reasons apart from CUSTOMER_CANNOT_USE.
bool IsBlockedOtherwise(const v1::Option& option) {
  return std::any_of(option.reasons().begin(), option.reasons().end(), [](const v1::Reason& r) {
    return IsBlocking(r.code()) && r.code() != v1::REASON_CODE_CUSTOMER_CANNOT_USE;
  });
}

bool IsKnownUnable(const Case& c, const v1::Channel& channel) {
  return std::any_of(channel.requires_().begin(), channel.requires_().end(),
                     [&](const std::string& name) {
                       return StandingOf(c.catalog, c.contact, name) == Standing::kFailed;
                     });
}

// G1: every candidate once, nothing else, and a reason wherever one is not available.
std::string CheckNothingHidden(const Case& c) {
  if (c.options.size() != static_cast<std::size_t>(c.decision.options_size())) {
    return "G1: a channel is listed twice";
  }
  for (const auto& [channel, service_channel] : c.service_channels) {
    if (OptionOn(c, channel) == nullptr) return "G1: " + channel + " is hidden";
  }
  for (const auto& [channel, option] : c.options) {
    if (c.service_channels.count(channel) == 0) return "G1: " + channel + " is no candidate";
    const bool unable = HasReason(*option, v1::REASON_CODE_CUSTOMER_CANNOT_USE);
    if (unable != IsKnownUnable(c, *c.channels.at(channel))) {
      return "G1: CUSTOMER_CANNOT_USE is wrong of " + channel;
    }
    const bool blocked = IsBlockedOtherwise(*option) || (unable && option->assisted_by().empty());
    if (option->available() == blocked) return "G1: reasons do not explain " + channel;
  }
  return "";
}

// Ranks are 1 to n in the order of the answer, then come the unavailable ones in catalog order.
std::string CheckOrder(const Case& c) {
  int available = 0;
  std::size_t unavailable = 0;
  std::vector<std::string> expected;
  for (const v1::Channel& channel : c.catalog.channels()) {
    const v1::Option* option = OptionOn(c, channel.id());
    if (option != nullptr && !option->available()) expected.push_back(channel.id());
  }
  for (const v1::Option& option : c.decision.options()) {
    if (option.available()) {
      if (unavailable > 0 || option.rank() != ++available) return "rank of " + option.channel();
    } else {
      if (option.rank() != 0 || expected[unavailable++] != option.channel()) {
        return "order of " + option.channel();
      }
    }
  }
  const bool nobody = c.decision.status() == v1::DECISION_STATUS_NOBODY_CAN_SERVE;
  if (nobody != (available == 0)) return "status";
  if (nobody) return c.decision.recommended().empty() ? "" : "recommended though unavailable";
  if (c.decision.status() != v1::DECISION_STATUS_RECOMMENDED) return "status";
  if (c.decision.recommended() != c.decision.options(0).channel())
    return "recommended is not first";
  return "";
}

// G2: under HONOUR the customer's first available choice.
std::string CheckPreferenceHonoured(const Case& c) {
  if (c.catalog.policy().preference() == v1::PREFERENCE_MODE_WEIGH) return "";
  for (const std::string& channel : c.contact.customer().preferred_channels()) {
    const v1::Option* option = OptionOn(c, channel);
    if (option == nullptr || !option->available()) continue;
    return c.decision.recommended() == channel ? "" : "G2: " + channel + " was preferred";
  }
  return "";
}

// G3: who cannot use a self-service channel gets it assisted, by the first that can.
std::string CheckAssisted(const Case& c) {
  for (const auto& [channel, option] : c.options) {
    std::string helper;
    const bool needs_help = c.channels.at(channel)->mode() == v1::CHANNEL_MODE_SELF_SERVICE &&
                            IsKnownUnable(c, *c.channels.at(channel)) &&
                            !IsBlockedOtherwise(*option);
    for (const v1::Channel& other : c.catalog.channels()) {
      const v1::Option* its = OptionOn(c, other.id());
      if (needs_help && helper.empty() && its != nullptr && its->available() &&
          its->assisted_by().empty() && Contains(other.assists(), channel)) {
        helper = other.id();
      }
    }
    if (option->assisted_by() != helper) return "G3: assistance of " + channel;
    if (!helper.empty() && !option->available()) return "G3: " + channel + " is not available";
  }
  return "";
}

std::int64_t CustomerCostAndWait(const Case& c, const v1::Estimate& estimate) {
  return MicrosOf(estimate.customer_cost()) +
         TimeCost(NanosOf(estimate.wait()), MicrosOf(c.catalog.policy().customer_minute_value()));
}

// Of every channel that a contact may come to.
bool IsCompletionKnown(const Case& c, const std::string& channel) {
  std::set<std::string> seen;
  std::vector<std::string> left = {channel};
  while (!left.empty()) {
    const std::string at = left.back();
    left.pop_back();
    if (!seen.insert(at).second) continue;
    const v1::ServiceChannel& service_channel = *c.service_channels.at(at);
    if (!service_channel.has_outcome()) return false;
    for (const v1::Fallback& fallback : service_channel.outcome().fallbacks()) {
      if (fallback.probability() > 0) left.push_back(fallback.channel());
    }
  }
  return true;
}

// An estimate adds up: kinds and channels to each ledger, visits to the contacts, and what is not
// completed is given up.
std::string CheckAddsUp(const Case& c) {
  for (const v1::Option& option : c.decision.options()) {
    const v1::Estimate& estimate = option.estimate();
    std::int64_t organisation = 0, customer = 0, by_channel = 0, customer_by_channel = 0;
    std::int64_t visits = 0;
    for (const v1::KindCost& cost : estimate.breakdown()) {
      const bool customers = cost.kind() >= v1::COST_KIND_CUSTOMER_TIME;
      (customers ? customer : organisation) += MicrosOf(cost.amount());
    }
    for (const v1::StepCost& step : estimate.steps()) {
      by_channel += MicrosOf(step.organisation_cost());
      customer_by_channel += MicrosOf(step.customer_cost());
      visits += Millionths(step.expected_visits());
    }
    const std::string at = " of " + option.channel();
    if (organisation != MicrosOf(estimate.organisation_cost()) || by_channel != organisation) {
      return "organisation cost" + at;
    }
    if (customer != MicrosOf(estimate.customer_cost()) || customer_by_channel != customer) {
      return "customer cost" + at;
    }
    if (visits != Millionths(estimate.expected_contacts()) || visits < 1'000'000) {
      return "contacts" + at;
    }
    if (Millionths(estimate.completion_probability()) +
            Millionths(estimate.abandonment_probability()) !=
        1'000'000) {
      return "completion" + at;
    }
    // Rules may make a visit worth money, so that more of them cost less.
    const bool all_cost =
        std::all_of(estimate.steps().begin(), estimate.steps().end(), [](const v1::StepCost& step) {
          return MicrosOf(step.organisation_cost()) >= 0;
        });
    if (all_cost && MicrosOf(estimate.direct_cost()) > MicrosOf(estimate.organisation_cost())) {
      return "direct cost" + at;
    }
  }
  return "";
}

// G4 of one offer.
std::string CheckOffer(const Case& c, const v1::Option& recommended, const v1::Offer& offer) {
  const std::string at = "G4: offer of " + offer.channel();
  const v1::Option* option = OptionOn(c, offer.channel());
  if (option == nullptr || !option->available() || !option->estimate().priced()) {
    return at + " which is not available or unpriced";
  }
  const v1::Estimate &its = option->estimate(), &now = recommended.estimate();
  if (!now.priced()) return at + " against an unpriced one";
  const std::int64_t saving = MicrosOf(now.organisation_cost()) - MicrosOf(its.organisation_cost());
  const bool waived = IsOfferedByRule(c.catalog, c.decision, offer.channel()) != OfferedByRule::kNo;
  if (saving != MicrosOf(offer.saving()) || saving <= 0 ||
      (saving < MicrosOf(c.catalog.policy().offers().minimum_saving()) && !waived)) {
    return at + ": saving";
  }
  if (!its.has_customer_cost() || !now.has_customer_cost() ||
      CustomerCostAndWait(c, its) > CustomerCostAndWait(c, now)) {
    return at + " costs the customer more, or may";
  }
  if (!IsCompletionKnown(c, offer.channel()) || !IsCompletionKnown(c, recommended.channel()) ||
      its.completion_probability() < now.completion_probability()) {
    return at + " completes less, or may";
  }
  const v1::Readiness& readiness = c.service_channels.at(offer.channel())->readiness();
  if (!readiness.communications_live() || !readiness.staff_trained()) return at + ": not ready";
  if (Contains(c.contact.customer().declined_offers(), offer.channel())) return at + ": declined";
  for (const v1::Attempt& attempt : c.contact.attempts()) {
    if (attempt.channel() == offer.channel() &&
        attempt.outcome() != v1::CONTACT_OUTCOME_COMPLETED) {
      return at + ": already tried";
    }
  }
  std::set<std::string> unknown;
  const auto add_unknown = [&](const std::string& channel) {
    for (const std::string& name : c.channels.at(channel)->requires_()) {
      if (StandingOf(c.catalog, c.contact, name) == Standing::kUnknown) unknown.insert(name);
    }
  };
  add_unknown(offer.channel());
  if (!option->assisted_by().empty()) add_unknown(option->assisted_by());
  const auto& told = offer.rests_on_unknown();
  if (std::set<std::string>(told.begin(), told.end()) != unknown) return at + ": unknowns";
  return "";
}

// G4 of the whole list, and the price of the preference.
std::string CheckOffers(const Case& c) {
  const v1::OfferPolicy& policy = c.catalog.policy().offers();
  const v1::Decision& decision = c.decision;
  const std::uint32_t maximum = policy.has_maximum() ? policy.maximum() : 3;
  const bool full = static_cast<std::uint32_t>(decision.offers_size()) == maximum;
  if (static_cast<std::uint32_t>(decision.offers_size()) > maximum) return "G4: too many offers";
  if (decision.recommended().empty()) {
    return decision.offers_size() + decision.design_gaps_size() == 0 &&
                   !decision.has_price_of_preference()
               ? ""
               : "G4: offers against nothing";
  }
  const v1::Option& recommended = decision.options(0);

  std::map<std::string, std::int64_t> listed;
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  for (const v1::Offer& offer : decision.offers()) {
    const std::string fault = CheckOffer(c, recommended, offer);
    if (!fault.empty()) return fault;
    if (MicrosOf(offer.saving()) > last) return "G4: offers are not sorted";
    last = MicrosOf(offer.saving());
    listed[offer.channel()] = last;
  }
  const std::int64_t least_offered = last;
  last = std::numeric_limits<std::int64_t>::max();
  for (const v1::DesignGap& gap : decision.design_gaps()) {
    if (gap.causes().empty()) return "G4: gap of " + gap.channel() + " without a cause";
    if (MicrosOf(gap.saving()) > last) return "G4: gaps are not sorted";
    last = MicrosOf(gap.saving());
    if (!listed.emplace(gap.channel(), last).second) return "G4: listed twice: " + gap.channel();
  }

  if (!recommended.estimate().priced()) {
    return listed.empty() && !decision.has_price_of_preference() ? "" : "G4: unpriced reference";
  }
  const std::int64_t cost = MicrosOf(recommended.estimate().organisation_cost());
  std::int64_t cheapest = cost;
  std::size_t cheaper = 0;
  for (const v1::Option& option : decision.options()) {
    if (!option.available() || !option.estimate().priced()) continue;
    const std::int64_t its = MicrosOf(option.estimate().organisation_cost());
    cheapest = std::min(cheapest, its);
    if (its >= cost) continue;
    const auto found = listed.find(option.channel());
    if (cost - its < MicrosOf(policy.minimum_saving())) {
      const OfferedByRule waived = IsOfferedByRule(c.catalog, c.decision, option.channel());
      if (waived == OfferedByRule::kNo) continue;
      if (waived == OfferedByRule::kPerhaps && found == listed.end()) continue;
    }
    if (found != listed.end()) {
      ++cheaper;
      if (found->second != cost - its) return "G4: saving of " + option.channel();
    } else if (!full || (maximum > 0 && cost - its > least_offered)) {
      return "G4: " + option.channel() + " is cheaper, and neither an offer nor a design gap";
    }
  }
  if (cheaper != listed.size()) return "G4: something listed is not cheaper";
  if (!decision.has_price_of_preference() ||
      MicrosOf(decision.price_of_preference()) != cost - cheapest) {
    return "price of preference";
  }
  return "";
}

}  // namespace

std::string CheckGuarantees(const v1::Catalog& catalog, const v1::Contact& contact,
                            const v1::LiveState& live, const v1::Decision& decision) {
  if (decision.status() == v1::DECISION_STATUS_REFUSED) {
    return decision.refusal().code().empty() || decision.options_size() > 0 ? "refusal" : "";
  }
  Case c{catalog, contact, live, decision, {}, {}, {}};
  for (const v1::Channel& channel : catalog.channels()) c.channels[channel.id()] = &channel;
  for (const v1::ServiceChannel& s : catalog.service_channels()) {
    if (s.service() == "*") c.service_channels.emplace(s.channel(), &s);
    if (s.service() == contact.service()) c.service_channels[s.channel()] = &s;
  }
  for (const v1::Option& option : decision.options()) c.options[option.channel()] = &option;

  for (const auto check : {CheckNothingHidden, CheckOrder, CheckAddsUp, CheckPreferenceHonoured,
                           CheckAssisted, CheckOffers}) {
    const std::string fault = check(c);
    if (!fault.empty()) return fault;
  }
  return CheckRules(catalog, contact, decision);
}

v1::Catalog RenameTypes(const v1::Catalog& catalog, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  v1::Catalog renamed = catalog;
  for (v1::Channel& channel : *renamed.mutable_channels()) {
    channel.set_type(static_cast<v1::ChannelType>(v1::CHANNEL_TYPE_TELEPHONE +
                                                  random() % v1::CHANNEL_TYPE_OTHER));
    channel.set_type_name(channel.type() == v1::CHANNEL_TYPE_OTHER ? "carrier pigeon" : "");
  }
  return renamed;
}

}  // namespace signpost::reference
