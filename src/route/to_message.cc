// SPDX-License-Identifier: Apache-2.0
//
// A decision in numbers to the message with names and texts. Its ways in are ToMessage() and
// Decide() of signpost/decide.h.
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "catalog/utf8.h"
#include "cost/money.h"
#include "route/breakdown.h"
#include "route/reason_text.h"
#include "route/rule_error.h"
#include "route/rule_fault.h"
#include "route/script.h"
#include "signpost/decide.h"
#include "signpost/opening_hours.h"
#include "signpost/route.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

static_assert(
    static_cast<int>(ReasonCode::kCustomerCostUnknown) == v1::REASON_CODE_CUSTOMER_COST_UNKNOWN &&
        static_cast<int>(ReasonCode::kNoChannelAvailable) == v1::REASON_CODE_NO_CHANNEL_AVAILABLE &&
        static_cast<int>(GapCause::kAlreadyTried) == v1::DESIGN_GAP_CAUSE_ALREADY_TRIED &&
        static_cast<int>(DecisionStatus::kNobodyCanServe) == v1::DECISION_STATUS_NOBODY_CAN_SERVE,
    "numbered alike");

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

std::string String(std::string_view text) { return std::string(text); }

// A contact built in code may hold bytes that no message may carry.
std::string Carried(const std::string& text) {
  return IsUtf8(text) ? text : absl::CHexEscape(text);
}

void SetDuration(std::int64_t nanos, google::protobuf::Duration* duration) {
  duration->set_seconds(nanos / kNanosPerSecond);
  duration->set_nanos(static_cast<std::int32_t>(nanos % kNanosPerSecond));
}

// What one decision is written from.
struct Writer {
  const PlanView& plan;
  const Request& request;
  const Decision& decision;
  const v1::Contact& contact;
  const std::vector<KindCosts> direct;  // By option.

  const ChannelRow& Channel(int channel) const {
    return plan.channels[static_cast<std::size_t>(channel)];
  }
  std::string RuleId(std::uint32_t rule) const {
    return String(plan.Text(plan.rules.rules[rule].id));
  }
  std::string ChannelId(int channel) const { return String(plan.Text(Channel(channel).id)); }
  v1::Money MoneyOf(Micros micros) const {
    return ToMoney(micros, plan.Text(plan.header->currency));
  }
  const ServiceRow& Service() const { return plan.services[decision.service]; }

  std::string Script(v1::ScriptKind kind, int channel, std::int32_t requirement = kNone) const {
    ScriptQuery query;
    query.kind = kind;
    query.channel = channel;
    query.service = static_cast<std::int32_t>(decision.service);
    query.requirement = requirement;
    query.language = contact.customer().language();
    return String(FindScript(plan, query));
  }

  template <typename Field>
  void AddRequirements(std::uint64_t requirements, Field* field) const {
    for (std::size_t i = 0; i < plan.requirements.size; ++i) {
      if ((requirements & Bit(static_cast<int>(i))) != 0)
        *field->Add() = String(plan.Text(plan.requirements[i].name));
    }
  }

  void WriteEstimate(const OptionResult& option, v1::Estimate* message) const {
    const Estimate& estimate = option.estimate;
    message->set_scope(v1::ESTIMATE_SCOPE_END_TO_END);
    message->set_priced(estimate.priced);
    if (estimate.priced) {
      *message->mutable_organisation_cost() = MoneyOf(estimate.organisation_cost);
      *message->mutable_direct_cost() = MoneyOf(estimate.direct_cost);
    }
    if (estimate.customer_cost_known)
      *message->mutable_customer_cost() = MoneyOf(estimate.customer_cost);
    if (estimate.customer_time_known)
      SetDuration(estimate.customer_time, message->mutable_customer_time());
    if (estimate.wait_known) SetDuration(estimate.wait, message->mutable_wait());
    const auto decimal = [](std::int64_t millionths) {
      return static_cast<double>(millionths) / static_cast<double>(kMillion);
    };
    message->set_completion_probability(decimal(estimate.completion));
    message->set_abandonment_probability(decimal(estimate.abandonment));
    message->set_expected_contacts(decimal(estimate.contacts));
    if (estimate.priced && estimate.standard_deviation != kNone)
      *message->mutable_standard_deviation() = MoneyOf(estimate.standard_deviation);
    WriteBreakdown(plan, Service(), direct, option, message);
  }

  void WriteReasons(const OptionResult& option, v1::Option* message) const {
    std::int64_t opens_at = kNever;
    if ((option.reasons & ReasonBit(ReasonCode::kClosed)) != 0) {
      const auto schedule = static_cast<std::size_t>(Channel(option.channel).opening_hours);
      opens_at = NextOpening(plan, plan.schedules[schedule], request.time);
      if (opens_at != kNever) message->mutable_opens_at()->set_seconds(opens_at);
    }
    for (int i = 1; i < 32; ++i) {
      const auto code = static_cast<ReasonCode>(i);
      if ((option.reasons & ReasonBit(code)) == 0) continue;
      v1::Reason* reason = message->add_reasons();
      reason->set_code(static_cast<v1::ReasonCode>(i));
      reason->set_text(OptionReasonText(plan, request, option, code, opens_at));
      if (code == ReasonCode::kCustomerCannotUse)
        AddRequirements(option.missing, reason->mutable_requirements());
      if (code == ReasonCode::kAccessUnknown)
        AddRequirements(option.unknown, reason->mutable_requirements());
      if (code == ReasonCode::kExcludedByRule || code == ReasonCode::kCapacityExclusionIgnored) {
        reason->set_rule(RuleId(static_cast<std::uint32_t>(option.rule)));
        reason->set_ground(static_cast<v1::ExclusionGround>(option.ground));
      }
      if (code == ReasonCode::kOutOfService)
        reason->set_script(Script(v1::SCRIPT_KIND_OUT_OF_SERVICE, option.channel));
    }
  }

  void WriteOption(const OptionResult& option, v1::Option* message) const {
    message->set_channel(ChannelId(option.channel));
    message->set_rank(option.rank);
    message->set_available(option.available);
    if (option.assisted_by != kNone) message->set_assisted_by(ChannelId(option.assisted_by));
    WriteReasons(option, message);
    WriteEstimate(option, message->mutable_estimate());
    if (option.available && option.estimate.priced) {
      // A score may exceed what micro-units hold in 64 bits; whole units do not.
      const Int128 micros = DivideHalfEven(option.score, kMillion);
      v1::Money* score = message->mutable_score();
      score->set_currency_code(String(plan.Text(plan.header->currency)));
      score->set_units(static_cast<std::int64_t>(micros / kMicrosPerUnit));
      score->set_nanos(static_cast<std::int32_t>(micros % kMicrosPerUnit) * 1'000);
    }
  }

  void WriteOffer(const OfferResult& offer, v1::Offer* message) const {
    message->set_channel(ChannelId(offer.channel));
    *message->mutable_saving() = MoneyOf(offer.saving);
    const OptionResult& option = *decision.Find(offer.channel);
    message->set_script(
        option.offer_script == kNone
            ? Script(v1::SCRIPT_KIND_OFFER, offer.channel)
            : String(plan.Text(plan.scripts[static_cast<std::size_t>(option.offer_script)].text)));
    const std::uint64_t unknown = option.unknown;
    AddRequirements(unknown, message->mutable_rests_on_unknown());
    for (std::size_t i = 0; i < plan.requirements.size; ++i) {
      if ((unknown & Bit(static_cast<int>(i))) == 0) continue;
      const std::string ask =
          Script(v1::SCRIPT_KIND_ASK, offer.channel, static_cast<std::int32_t>(i));
      if (!ask.empty())
        absl::StrAppend(message->mutable_ask(), message->ask().empty() ? "" : " ", ask);
    }
  }

  void WriteGap(const GapResult& gap, v1::DesignGap* message) const {
    message->set_channel(ChannelId(gap.channel));
    *message->mutable_saving() = MoneyOf(gap.saving);
    for (int i = v1::DesignGapCause_MIN; i <= v1::DesignGapCause_MAX; ++i) {
      if ((gap.causes & GapBit(static_cast<GapCause>(i))) != 0)
        message->add_causes(static_cast<v1::DesignGapCause>(i));
    }
  }

  void WriteRules(v1::Decision* message) const {
    for (std::uint32_t i = 0; i < decision.matched_rules.kept(); ++i)
      message->add_matched_rules()->set_rule(RuleId(decision.matched_rules.items[i]));
    message->set_matched_rule_count(static_cast<std::int32_t>(decision.matched_rules.count));
    for (std::uint32_t i = 0; i < decision.failed_rules.kept(); ++i) {
      const FailedRule& failed = decision.failed_rules.items[i];
      v1::FailedRule* rule = message->add_failed_rules();
      rule->set_rule(RuleId(failed.rule));
      rule->set_code(RuleErrorName(failed.code));
      rule->set_text(RuleFaultText(plan, request, nullptr, failed.rule, failed.code));
    }
    message->set_failed_rule_count(static_cast<std::int32_t>(decision.failed_rules.count));
    for (std::uint32_t i = 0; i < decision.tags.kept.count; ++i)
      message->add_tags(String(plan.Text(plan.rules.tags[decision.tags.kept.items[i]])));
    message->set_tags_cut(decision.tags.cut);
    for (std::uint32_t i = 0; i < decision.escalations.kept.count; ++i)
      message->add_escalations(
          String(plan.Text(plan.roles[decision.escalations.kept.items[i]].id)));
    message->set_escalations_cut(decision.escalations.cut);
  }

  void WriteOwners(v1::Decision* message) const {
    const OptionRow& option = *plan.FindOption(Service(), decision.recommended);
    for (const OwnerRow& row : plan.owners.Part(option.first_owner, option.owner_count)) {
      v1::Owner* owner = message->add_owners();
      owner->set_party(String(plan.Text(plan.parties[static_cast<std::size_t>(row.party)].id)));
      if (row.role != kNone)
        owner->set_role(String(plan.Text(plan.roles[static_cast<std::size_t>(row.role)].id)));
      owner->set_responsibility(static_cast<v1::Responsibility>(row.responsibility));
      owner->set_aspect(static_cast<v1::OwnershipAspect>(row.aspect));
      owner->set_scope(static_cast<v1::OwnershipScope>(row.scope));
    }
  }

  v1::Decision Write() const {
    v1::Decision message;
    message.set_contact_id(Carried(contact.id()));
    message.set_service(String(plan.Text(Service().id)));
    message.set_plan_revision(String(plan.Text(plan.header->revision)));
    message.set_status(static_cast<v1::DecisionStatus>(decision.status));
    v1::Reason* reason = message.add_reasons();
    reason->set_code(static_cast<v1::ReasonCode>(decision.reason));
    reason->set_text(DecisionReasonText(plan, decision));
    if (decision.preferring_rule != kNone)
      reason->set_rule(RuleId(static_cast<std::uint32_t>(decision.preferring_rule)));
    for (std::size_t i = 0; i < decision.option_count; ++i) {
      WriteOption(decision.options[decision.order[i]], message.add_options());
    }
    for (std::size_t i = 0; i < decision.offer_count; ++i)
      WriteOffer(decision.offers[i], message.add_offers());
    for (std::size_t i = 0; i < decision.gap_count; ++i)
      WriteGap(decision.gaps[i], message.add_design_gaps());
    if (decision.price_of_preference_known)
      *message.mutable_price_of_preference() = MoneyOf(decision.price_of_preference);
    if (decision.recommended != kNone) {
      message.set_recommended(ChannelId(decision.recommended));
      WriteOwners(&message);
    }
    WriteRules(&message);
    return message;
  }
};

v1::Decision Refused(const Plan& plan, const v1::Contact& contact, const absl::Status& status) {
  v1::Decision message;
  message.set_contact_id(Carried(contact.id()));
  message.set_service(Carried(contact.service()));
  message.set_plan_revision(String(plan.view().Text(plan.view().header->revision)));
  message.set_status(v1::DECISION_STATUS_REFUSED);
  const std::string text(status.message());
  const std::size_t colon = text.find(": ");
  message.mutable_refusal()->set_code(text.substr(0, colon));
  message.mutable_refusal()->set_text(text.substr(colon + 2));
  return message;
}

}  // namespace

v1::Decision ToMessage(const Plan& plan, const Request& request, const Decision& decision,
                       const v1::Contact& contact) {
  if (decision.status == DecisionStatus::kWrongPlan) {
    return Refused(
        plan, contact,
        absl::InvalidArgumentError(
            "WRONG_PLAN: the request was bound to another plan; bind the contact again"));
  }
  const PlanView& view = plan.view();
  const ServiceRow& service = view.services[decision.service];
  std::vector<KindCosts> direct = PlanKindCosts(view, service);
  for (std::size_t place = 0; place < direct.size(); ++place) {
    const std::size_t channel = view.options[service.first_option + place].channel;
    if ((decision.adjusted & Bit(static_cast<int>(channel))) != 0)
      direct[place] = decision.adjusted_costs[channel];
  }
  return Writer{view, request, decision, contact, std::move(direct)}.Write();
}

v1::Decision Decide(const Plan& plan, const v1::Contact& contact, const LiveState& live) {
  const absl::StatusOr<Request> request = BindContact(plan, contact);
  if (!request.ok()) return Refused(plan, contact, request.status());
  Decision decision;
  Route(plan.view(), *request, live, &decision);
  return ToMessage(plan, *request, decision, contact);
}

SIGNPOST_END_NAMESPACE
