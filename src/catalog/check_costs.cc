// SPDX-License-Identifier: Apache-2.0
//
// Cost components, their evidence and currencies, and what is missing for a price.
#include <cstdint>
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
  int count = 0;

  void Add(const Needs& other) {
    organisation |= other.organisation;
    customer |= other.customer;
    per_minute |= other.per_minute;
    per_month |= other.per_month;
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
      cards.push_back(
          CheckComponents(context_.catalog.rate_cards(i).components(), root.At("rate_cards", i)));
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

  void CheckEvidence(const v1::CostComponent& component, const Path& path) {
    const v1::Evidence& evidence = component.evidence();
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
    if (!component.has_amount()) return;
    if (evidence.has_low()) CheckBound(evidence.low(), component.amount(), true, at.At("low"));
    if (evidence.has_high()) CheckBound(evidence.high(), component.amount(), false, at.At("high"));
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
      if (component.has_amount()) {
        CheckCurrency(component.amount(), at.At("amount"));
      } else {
        report_.Add(Code::FIELD_MISSING, at.At("amount"), "no amount",
                    "give it, or leave the component out: unpriced is not zero");
      }
      CheckEvidence(component, at);
      needs.organisation |= IsOrganisationCost(component);
      needs.customer |= IsCustomerCost(component);
      needs.per_minute |= component.basis() == v1::COST_BASIS_PER_MINUTE;
      needs.per_month |= component.basis() == v1::COST_BASIS_PER_MONTH;
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
    if (needs.per_minute && !entry.has_handling()) {
      report_.Add(Code::HANDLING_MISSING, path.At("handling"),
                  "a cost PER_MINUTE, and no handling: unpriced",
                  "state handling { talk hold after_contact_work }");
    }
    if (needs.per_month && !entry.has_monthly_volume()) {
      report_.Add(Code::VOLUME_MISSING, path.At("monthly_volume"),
                  "a cost PER_MONTH, and no monthly_volume: unpriced under POLICY_COST_BASIS_FULL",
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
