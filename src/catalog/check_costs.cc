// SPDX-License-Identifier: Apache-2.0
//
// Cost components, their evidence and currencies, and what is missing for a price.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "cost/money.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// What a list of components asks of the service channel that uses it.
struct Needs {
  bool organisation = false;
  bool customer = false;
  bool per_minute = false;
  bool per_month = false;
  bool per_call = false;  // A tariff on the seconds of a call.
  bool month_tariff = false;
  int count = 0;

  void Add(const Needs& other) {
    organisation |= other.organisation;
    customer |= other.customer;
    per_minute |= other.per_minute;
    per_month |= other.per_month;
    per_call |= other.per_call;
    month_tariff |= other.month_tariff;
    count += other.count;
  }
};

class Costs {
 public:
  explicit Costs(const CheckContext& context) : context_(context), report_(*context.report) {}

  void Check() {
    const Path root;
    std::vector<Needs> cards;
    for (int i = 0; i < context_.catalog.rate_cards_size(); ++i) {
      cards.push_back(CheckCard(context_.catalog.rate_cards(i), root.At("rate_cards", i)));
    }
    for (int i = 0; i < context_.catalog.service_channels_size(); ++i) {
      CheckServiceChannel(context_.catalog.service_channels(i), cards,
                          root.At("service_channels", i));
    }
    CheckPolicyMoney(root.At("policy"));
  }

 private:
  void CheckCurrency(const v1::Money& money, const Path& path) {
    signpost::CheckCurrency(context_, money, path);
  }

  void CheckBound(const v1::Money& bound, const v1::Money& amount, bool is_low, const Path& path) {
    CheckCurrency(bound, path);
    const auto currency = [&](const v1::Money& money) {
      return money.currency_code().empty() ? context_.catalog.currency() : money.currency_code();
    };
    if (currency(bound) != currency(amount)) {
      report_.Add(
          Code::EVIDENCE_RANGE, path,
          absl::StrCat("in ", currency(bound), ", where the amount is in ", currency(amount)),
          "give range and amount in one currency");
      return;
    }
    const bool fine = is_low ? !Less(amount, bound) : !Less(bound, amount);
    if (!fine) {
      report_.Add(Code::EVIDENCE_RANGE, path,
                  absl::StrCat(is_low ? "low is above" : "high is below", " the amount"),
                  "let low <= amount <= high");
    }
  }

  static bool Less(const v1::Money& a, const v1::Money& b) {
    return a.units() != b.units() ? a.units() < b.units() : a.nanos() < b.nanos();
  }

  void CheckEvidence(const v1::Evidence& evidence, const v1::Money* amount, const Path& path) {
    const Path at = path.At("evidence");
    if (evidence.source().empty() || evidence.year() == 0) {
      report_.Add(Code::EVIDENCE_MISSING, at,
                  absl::StrCat("an amount without ", evidence.source().empty()
                                                         ? "the source of its evidence"
                                                         : "the year of its evidence"),
                  "say where the figure comes from and of which year it speaks");
    }
    if (evidence.year() != 0 && (evidence.year() < 1900 || evidence.year() > 9999)) {
      report_.Add(Code::NUMBER_RANGE, at.At("year"),
                  absl::StrCat("the year ", evidence.year(), " is outside 1900 to 9999"),
                  "give the calendar year that the figure speaks of");
    }
    if (amount == nullptr) return;
    if (evidence.has_low()) CheckBound(evidence.low(), *amount, true, at.At("low"));
    if (evidence.has_high()) CheckBound(evidence.high(), *amount, false, at.At("high"));
  }

  Needs CheckCard(const v1::RateCard& card, const Path& path) {
    Needs needs = CheckComponents(card.components(), path);
    for (int i = 0; i < card.capacity_rates_size(); ++i) {
      const v1::CapacityRate& rate = card.capacity_rates(i);
      const Path at = path.At("capacity_rates", i);
      CheckCapacityRate(context_, rate, at, check_currency_);
      CheckEvidence(rate.evidence(), rate.has_monthly_cost() ? &rate.monthly_cost() : nullptr, at);
      ++needs.count;
      needs.organisation = needs.per_minute = true;
    }
    return needs;
  }

  Needs CheckComponents(const google::protobuf::RepeatedPtrField<v1::CostComponent>& components,
                        const Path& path) {
    Needs needs;
    needs.count = components.size();
    for (int i = 0; i < components.size(); ++i) {
      const v1::CostComponent& component = components.Get(i);
      const Path at = path.At("components", i);
      if (component.kind() == v1::COST_KIND_UNSPECIFIED) {
        report_.Add(Code::FIELD_MISSING, at.At("kind"), "no kind", "give one, as COST_KIND_STAFF");
      }
      if (component.basis() == v1::COST_BASIS_UNSPECIFIED) {
        report_.Add(Code::FIELD_MISSING, at.At("basis"), "no basis",
                    "say what it is paid for, as COST_BASIS_PER_CONTACT");
      }
      CheckTariff(context_, component, at, check_currency_);
      if (component.has_amount()) {
        CheckCurrency(component.amount(), at.At("amount"));
      } else if (component.basis() != v1::COST_BASIS_PER_UNIT) {
        report_.Add(Code::FIELD_MISSING, at.At("amount"), "no amount",
                    "give it, or leave the component out: unpriced is not zero");
      }
      CheckEvidence(component.evidence(), component.has_amount() ? &component.amount() : nullptr,
                    at);
      needs.organisation |= IsOrganisationCost(component);
      needs.customer |= IsCustomerCost(component);
      needs.per_minute |= component.basis() == v1::COST_BASIS_PER_MINUTE;
      needs.per_month |= component.basis() == v1::COST_BASIS_PER_MONTH;
      if (component.basis() == v1::COST_BASIS_PER_UNIT) {
        needs.per_call |= component.tariff().has_call_seconds();
        needs.month_tariff |= component.tariff().period() == v1::TARIFF_PERIOD_MONTH;
      }
    }
    return needs;
  }

  void CheckServiceChannel(const v1::ServiceChannel& entry, const std::vector<Needs>& cards,
                           const Path& path) {
    Needs needs = CheckComponents(entry.components(), path);
    const int card = ResolveOptional(context_, context_.index.rate_cards, "rate card",
                                     entry.rate_card(), path.At("rate_card"));
    if (card >= 0) needs.Add(cards[card]);
    if (needs.count > context_.limits.components && entry.components_size() > 0) {
      report_.AddOverLimit(path.At("components"), "components", context_.limits.components,
                           needs.count);
    }
    if (entry.customer().has_charge()) {
      const Path customer = path.At("customer");
      CheckCurrency(entry.customer().charge(), customer.At("charge"));
    }
    if (!needs.organisation && (card >= 0 || entry.rate_card().empty())) {
      report_.Add(Code::UNPRICED, path, "no cost to the organisation: unpriced",
                  "add components or a rate card");
    }
    if ((needs.per_minute || needs.per_call) && !entry.has_handling()) {
      report_.Add(Code::HANDLING_MISSING, path.At("handling"),
                  absl::StrCat("a cost ", needs.per_minute ? "PER_MINUTE" : "by seconds of a call",
                               ", and no handling: unpriced"),
                  "state handling { talk hold after_contact_work }");
    }
    if (needs.per_minute && IsChat(entry) && entry.has_handling() &&
        !entry.handling().has_concurrency()) {
      report_.Add(Code::CONCURRENCY_MISSING, path.At("handling"),
                  "a cost PER_MINUTE on a chat, and no concurrency: one contact at a time",
                  "state the contacts that one person handles at once, 1 if that is so");
    }
    if ((needs.per_month || needs.month_tariff) && !entry.has_monthly_volume()) {
      report_.Add(Code::VOLUME_MISSING, path.At("monthly_volume"),
                  needs.month_tariff ? "a tariff by the month, and no monthly_volume: unpriced"
                                     : "a cost PER_MONTH, and no monthly_volume: unpriced under "
                                       "POLICY_COST_BASIS_FULL",
                  "state the contacts a month");
    }
    if (entry.has_customer() && needs.customer) {
      report_.Add(Code::CUSTOMER_COST_TWICE, path.At("customer"),
                  "customer and CUSTOMER_ components at once", "keep one of the two");
    }
    if (!entry.has_customer() && !needs.customer) {
      report_.Add(Code::CUSTOMER_COST_MISSING, path.At("customer"),
                  "no cost to the customer: unknown, which ranks after what is known",
                  "state customer { time travel charge }");
    }
  }

  // Where people commonly handle several at once. A hint: nothing is decided by a type.
  bool IsChat(const v1::ServiceChannel& entry) const {
    const int channel = context_.index.channels.Find(entry.channel());
    if (channel < 0 || context_.catalog.channels(channel).mode() != v1::CHANNEL_MODE_ASSISTED) {
      return false;
    }
    const v1::ChannelType type = context_.catalog.channels(channel).type();
    return type == v1::CHANNEL_TYPE_WEB_CHAT || type == v1::CHANNEL_TYPE_MESSAGING ||
           type == v1::CHANNEL_TYPE_SOCIAL_MEDIA;
  }

  void CheckPolicyMoney(const Path& path) {
    const v1::RoutingPolicy& policy = context_.catalog.policy();
    CheckCurrency(policy.preference_value(), path.At("preference_value"));
    CheckCurrency(policy.customer_minute_value(), path.At("customer_minute_value"));
    CheckCurrency(policy.failure_cost(), path.At("failure_cost"));
    CheckCurrency(policy.dissatisfaction_cost(), path.At("dissatisfaction_cost"));
    const Path offers = path.At("offers");
    CheckCurrency(policy.offers().minimum_saving(), offers.At("minimum_saving"));
  }

  const CheckContext& context_;
  Report& report_;
  const std::function<void(const v1::Money&, const Path&)> check_currency_ =
      [this](const v1::Money& money, const Path& path) { CheckCurrency(money, path); };
};

}  // namespace

bool IsOrganisationCost(const v1::CostComponent& component) {
  return component.kind() >= v1::COST_KIND_STAFF && component.kind() <= v1::COST_KIND_OVERHEAD;
}

bool IsCustomerCost(const v1::CostComponent& component) {
  return component.kind() == v1::COST_KIND_CUSTOMER_TIME ||
         component.kind() == v1::COST_KIND_CUSTOMER_CHARGE;
}

void CheckCurrency(const CheckContext& context, const v1::Money& money, const Path& path) {
  const std::string& code = money.currency_code();
  if (code.empty() || code == context.catalog.currency()) return;
  const Path at = path.At("currency_code");
  if (!CheckCurrencyCode(context, code, at) || context.index.exchange_rates.Find(code) >= 0) return;
  context.report->Add(
      Code::CURRENCY_MIXED, at,
      absl::StrCat("an amount in ", code, ", in a catalog in ", context.catalog.currency()),
      absl::StrCat("add a dated rate for ", code, " to exchange_rates, or convert it"));
}

void CheckCosts(const CheckContext& context) { Costs(context).Check(); }

SIGNPOST_END_NAMESPACE
