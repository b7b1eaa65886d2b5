// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/decide.h"

#include <algorithm>

#include "tests/reference/adjust.h"
#include "tests/reference/availability.h"
#include "tests/reference/effects.h"
#include "tests/reference/offers.h"
#include "tests/reference/option.h"
#include "tests/reference/owners.h"
#include "tests/reference/rank.h"
#include "tests/reference/refusal.h"

namespace signpost::reference {
namespace {

// Step 1. For each channel its service channel with this service, else the one with every service.
std::vector<Candidate> Candidates(const v1::Catalog& catalog, const std::string& service) {
  std::vector<Candidate> candidates;
  candidates.reserve(static_cast<std::size_t>(catalog.channels_size()));
  for (int index = 0; index < catalog.channels_size(); ++index) {
    const v1::Channel& channel = catalog.channels(index);
    const v1::ServiceChannel *own = nullptr, *general = nullptr;
    for (const v1::ServiceChannel& service_channel : catalog.service_channels()) {
      if (service_channel.channel() != channel.id()) continue;
      if (service_channel.service() == service) own = &service_channel;
      if (service_channel.service() == "*") general = &service_channel;
    }
    if (own == nullptr && general == nullptr) continue;
    Candidate candidate;
    candidate.index = index;
    candidate.channel = &channel;
    candidate.service_channel = own != nullptr ? own : general;
    candidates.push_back(candidate);
  }
  return candidates;
}

v1::Estimate EstimateOf(const v1::Catalog& catalog, const std::vector<Candidate>& candidates,
                        const Candidate& option) {
  const Price& price = option.price;
  const Forecast& forecast = option.forecast;
  v1::Estimate estimate;
  estimate.set_scope(v1::ESTIMATE_SCOPE_END_TO_END);
  estimate.set_priced(price.priced);
  if (price.priced) {
    *estimate.mutable_organisation_cost() = MoneyOf(price.organisation_cost(), catalog.currency());
    *estimate.mutable_direct_cost() = MoneyOf(forecast.direct_cost, catalog.currency());
  }
  if (forecast.standard_deviation.has_value()) {
    *estimate.mutable_standard_deviation() =
        MoneyOf(*forecast.standard_deviation, catalog.currency());
  }
  if (price.customer_known) {
    *estimate.mutable_customer_cost() = MoneyOf(price.customer_cost(), catalog.currency());
  }
  if (price.customer_time_nanos.has_value()) {
    *estimate.mutable_customer_time() = DurationOf(*price.customer_time_nanos);
  }
  if (option.wait_nanos.has_value()) *estimate.mutable_wait() = DurationOf(*option.wait_nanos);
  estimate.set_completion_probability(static_cast<double>(price.completion) / 1e6);
  estimate.set_abandonment_probability(static_cast<double>(1'000'000 - price.completion) / 1e6);
  estimate.set_expected_contacts(static_cast<double>(forecast.contacts) / 1e6);
  for (const Step& step : forecast.steps) {
    v1::StepCost& cost = *estimate.add_steps();
    cost.set_channel(candidates[step.place].channel->id());
    cost.set_expected_visits(static_cast<double>(step.visits) / 1e6);
    if (price.priced) {
      *cost.mutable_organisation_cost() = MoneyOf(step.organisation_cost, catalog.currency());
    }
    if (price.customer_known) {
      *cost.mutable_customer_cost() = MoneyOf(step.customer_cost, catalog.currency());
    }
  }
  for (int number = v1::COST_KIND_STAFF; number <= v1::COST_KIND_CUSTOMER_CHARGE; ++number) {
    const v1::CostKind kind = static_cast<v1::CostKind>(number);
    const bool known = IsCustomerKind(kind) ? price.customer_known : price.priced;
    if (!known || price.by_kind[kind] == 0) continue;
    v1::KindCost& cost = *estimate.add_breakdown();
    cost.set_kind(kind);
    *cost.mutable_amount() = MoneyOf(price.by_kind[kind], catalog.currency());
  }
  return estimate;
}

v1::Option OptionOf(const v1::Catalog& catalog, const std::vector<Candidate>& candidates,
                    const Candidate& candidate) {
  v1::Option option;
  option.set_channel(candidate.channel->id());
  option.set_rank(candidate.rank);
  option.set_available(candidate.available);
  for (const v1::ReasonCode code : candidate.reasons) {
    v1::Reason& reason = *option.add_reasons();
    reason.set_code(code);
    if (code == v1::REASON_CODE_EXCLUDED_BY_RULE ||
        code == v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED) {
      reason.set_rule(candidate.exclusion->rule->id());
      reason.set_ground(candidate.exclusion->ground);
    }
    if (code == v1::REASON_CODE_CUSTOMER_CANNOT_USE) {
      for (const std::string& name : candidate.requirements_failed) reason.add_requirements(name);
    }
    if (code == v1::REASON_CODE_ACCESS_UNKNOWN) {
      for (const std::string& name : candidate.requirements_unknown) reason.add_requirements(name);
    }
  }
  if (candidate.assistant != nullptr) {
    option.set_assisted_by(candidate.assistant->channel->id());
  }
  if (candidate.opens_at.has_value()) {
    option.mutable_opens_at()->set_seconds(*candidate.opens_at);
  }
  *option.mutable_estimate() = EstimateOf(catalog, candidates, candidate);
  if (candidate.score.has_value()) {
    const Integer micros = HalfEven(Rational(*candidate.score, Integer(1'000'000)));
    *option.mutable_score() = MoneyOf(micros, catalog.currency());
  }
  return option;
}

}  // namespace

const Price& Judge::PriceOnce(const v1::ServiceChannel& service_channel) {
  const auto known = prices_.find(&service_channel);
  if (known != prices_.end()) return known->second;
  return prices_[&service_channel] = PriceOf(catalog_, service_channel);
}

const Journeys& Judge::JourneysOnce(const std::string& service,
                                    const std::vector<const v1::ServiceChannel*>& channels) {
  const auto known = journeys_.find(service);
  if (known != journeys_.end()) return known->second;
  std::vector<Price> prices;
  for (const v1::ServiceChannel* channel : channels) prices.push_back(PriceOnce(*channel));
  return journeys_[service] = JourneysOf(channels, prices);
}

const std::vector<v1::Owner>& Judge::OwnersOnce(const std::string& service,
                                                const std::string& channel) {
  const auto known = owners_.find({service, channel});
  if (known != owners_.end()) return known->second;
  return owners_[{service, channel}] = OwnersOf(catalog_, service, channel);
}

v1::Decision Judge::Decide(const v1::Contact& contact, const v1::LiveState& live) {
  v1::Decision decision;
  decision.set_contact_id(contact.id());
  decision.set_service(contact.service());
  decision.set_plan_revision(catalog_.revision());

  const std::string refusal = RefusalOf(catalog_, contact);
  if (!refusal.empty()) {
    decision.set_status(v1::DECISION_STATUS_REFUSED);
    decision.mutable_refusal()->set_code(refusal);
    return decision;
  }

  // 1. Candidates.
  std::vector<Candidate> candidates = Candidates(catalog_, contact.service());

  // 2. Rules.
  const Ruling ruling = rules_.Apply(contact, live);
  TellRules(ruling, decision);
  ApplyEffects(ruling, candidates);

  // 3. Availability. From here to step 5 no candidate moves: assistants are pointed at.
  DecideAvailability(catalog_, contact, live, candidates);

  // 4. Estimates.
  const std::int64_t minute_value = MicrosOf(catalog_.policy().customer_minute_value());
  std::vector<const v1::ServiceChannel*> channels;
  for (const Candidate& option : candidates) channels.push_back(option.service_channel);
  const Journeys& stated = JourneysOnce(contact.service(), channels);
  const bool adjusted = std::any_of(candidates.begin(), candidates.end(),
                                    [](const Candidate& c) { return !c.adjustments.empty(); });
  Journeys changed;
  if (adjusted) changed = stated;
  for (std::size_t place = 0; place < candidates.size(); ++place) {
    const auto& adjustments = candidates[place].adjustments;
    if (!adjustments.empty()) changed.prices[place] = Adjusted(changed.prices[place], adjustments);
  }
  const Journeys& journeys = adjusted ? changed : stated;
  for (std::size_t place = 0; place < candidates.size(); ++place) {
    Candidate& option = candidates[place];
    const Candidate& waits_for = option.assistant != nullptr ? *option.assistant : option;
    const v1::LiveChannel& now = LiveOf(live, waits_for.channel->id());
    const std::ptrdiff_t assisted_by =
        option.assistant == nullptr ? -1 : option.assistant - candidates.data();
    const Price* assistant =
        assisted_by < 0 ? nullptr : &journeys.prices[static_cast<std::size_t>(assisted_by)];
    const std::int64_t given_up = Millionths(now.abandonment_probability());
    if (adjusted) {
      option.forecast = ForecastOf(journeys, place, assistant, given_up);
      // It is known of the costs that the catalog states.
      option.forecast.standard_deviation.reset();
    } else {
      const auto [known, is_new] =
          forecasts_.try_emplace({contact.service(), place, assisted_by, given_up});
      if (is_new) known->second = ForecastOf(journeys, place, assistant, given_up);
      option.forecast = known->second;
    }
    option.price = option.forecast.total;
    if (!option.price.priced) option.reasons.insert(v1::REASON_CODE_UNPRICED);
    if (!option.price.customer_known) {
      option.reasons.insert(v1::REASON_CODE_CUSTOMER_COST_UNKNOWN);
    }
    if (now.has_expected_wait()) {
      option.wait_nanos = NanosOf(now.expected_wait());
      option.wait_cost = TimeCost(*option.wait_nanos, minute_value);
    }
  }

  // 5. Ranks, on a copy, so that assistants stay where they are pointed at.
  std::vector<Candidate> ranked = candidates;
  *decision.add_reasons() = Rank(catalog_, contact, ranked);
  for (const Candidate& option : ranked) {
    *decision.add_options() = OptionOf(catalog_, candidates, option);
  }
  if (ranked.empty() || !ranked.front().available) {
    decision.set_status(v1::DECISION_STATUS_NOBODY_CAN_SERVE);
    return decision;
  }
  decision.set_status(v1::DECISION_STATUS_RECOMMENDED);
  decision.set_recommended(ranked.front().channel->id());

  // 6. Offers, and the price of the preference.
  MakeOffers(catalog_, contact, ranked, decision);

  // 7. Owners.
  for (const v1::Owner& owner : OwnersOnce(contact.service(), decision.recommended())) {
    *decision.add_owners() = owner;
  }
  return decision;
}

v1::Decision ReferenceDecide(const v1::Catalog& catalog, const v1::Contact& contact,
                             const v1::LiveState& live) {
  return Judge(catalog).Decide(contact, live);
}

}  // namespace signpost::reference
