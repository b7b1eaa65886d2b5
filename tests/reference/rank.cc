// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rank.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace signpost::reference {
namespace {

// The channel that the customer, a rule or nobody put first.
struct Lead {
  std::string channel;
  v1::ReasonCode because = v1::REASON_CODE_LOWEST_SCORE;
  std::string rule;
};

bool IsAvailable(const std::vector<Candidate>& candidates, const std::string& channel) {
  for (const Candidate& option : candidates) {
    if (option.channel->id() == channel) return option.available;
  }
  return false;
}

bool IsTried(const Candidate& option) {
  return option.reasons.count(v1::REASON_CODE_ALREADY_TRIED) != 0;
}

Lead FindLead(const v1::Contact& contact, const std::vector<Candidate>& candidates) {
  for (const std::string& channel : contact.customer().preferred_channels()) {
    if (IsAvailable(candidates, channel)) {
      return {channel, v1::REASON_CODE_CUSTOMER_PREFERENCE, ""};
    }
  }
  if (IsAvailable(candidates, contact.arrival_channel())) {
    return {contact.arrival_channel(), v1::REASON_CODE_ARRIVAL_CHANNEL, ""};
  }
  const Candidate* preferred = nullptr;
  for (const Candidate& option : candidates) {
    if (!option.available || option.preferred_by == nullptr || IsTried(option)) continue;
    if (preferred == nullptr || option.preference < preferred->preference) preferred = &option;
  }
  if (preferred == nullptr) return {};
  return {preferred->channel->id(), v1::REASON_CODE_RULE_PREFERENCE, preferred->preferred_by->id()};
}

// A failed channel goes to the back unless the customer asks for it all the same.
bool IsDemoted(const v1::Contact& contact, const Candidate& option, const Lead& lead) {
  if (!IsTried(option)) return false;
  const auto& preferred = contact.customer().preferred_channels();
  if (std::find(preferred.begin(), preferred.end(), option.channel->id()) != preferred.end()) {
    return false;
  }
  return !(lead.because == v1::REASON_CODE_ARRIVAL_CHANNEL && lead.channel == option.channel->id());
}

// Everything in the score that does not depend on the option: millionths, and micro-units.
struct Terms {
  std::int64_t organisation_weight, customer_weight, waiting_weight;
  std::int64_t failure_cost, dissatisfaction_cost, preference_value;
};

std::int64_t Weight(bool stated, double weight) { return stated ? Millionths(weight) : 1'000'000; }

Terms TermsOf(const v1::RoutingPolicy& policy) {
  const v1::ScoreWeights& weights = policy.weights();
  Terms terms;
  terms.organisation_weight = Weight(weights.has_organisation_cost(), weights.organisation_cost());
  terms.customer_weight = Weight(weights.has_customer_cost(), weights.customer_cost());
  terms.waiting_weight = Weight(weights.has_waiting(), weights.waiting());
  terms.failure_cost = MicrosOf(policy.failure_cost());
  terms.dissatisfaction_cost = MicrosOf(policy.dissatisfaction_cost());
  terms.preference_value = MicrosOf(policy.preference_value());
  return terms;
}

Integer Score(const Terms& terms, const Candidate& option, bool credited) {
  const Price& price = option.price;
  Integer score = Integer(price.organisation_cost()) * terms.organisation_weight;
  if (price.customer_known) score += Integer(price.customer_cost()) * terms.customer_weight;
  score += Integer(option.wait_cost) * terms.waiting_weight;
  score += Integer(terms.failure_cost) * (1'000'000 - price.completion);
  score += Integer(terms.dissatisfaction_cost) * (1'000'000 - price.satisfaction);
  score += option.weighed * 1'000'000;
  if (credited) score -= Integer(terms.preference_value) * 1'000'000;
  return score;
}

}  // namespace

v1::Reason Rank(const v1::Catalog& catalog, const v1::Contact& contact,
                std::vector<Candidate>& candidates) {
  const Terms terms = TermsOf(catalog.policy());
  const bool weigh = catalog.policy().preference() == v1::PREFERENCE_MODE_WEIGH;
  const Lead lead = FindLead(contact, candidates);

  for (Candidate& option : candidates) {
    if (!option.available) continue;
    const bool is_lead = option.channel->id() == lead.channel;
    option.demoted = IsDemoted(contact, option, lead);
    option.tier = !option.price.priced ? 3 : !option.price.customer_known ? 2 : 1;
    if (option.price.priced) option.score = Score(terms, option, weigh && is_lead);
  }

  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    const auto key = [&](const Candidate& option) {
      const bool honoured = !weigh && option.available && option.channel->id() == lead.channel;
      return std::make_tuple(!option.available, !honoured, option.demoted, option.tier,
                             option.score.value_or(0), option.index);
    };
    return key(a) < key(b);
  });

  int rank = 0;
  for (Candidate& option : candidates) {
    if (option.available) option.rank = ++rank;
  }
  v1::Reason reason;
  if (rank == 0) {
    reason.set_code(v1::REASON_CODE_NO_CHANNEL_AVAILABLE);
  } else if (weigh) {
    reason.set_code(v1::REASON_CODE_LOWEST_SCORE);
  } else {
    reason.set_code(lead.because);
    reason.set_rule(lead.rule);
  }
  return reason;
}

}  // namespace signpost::reference
