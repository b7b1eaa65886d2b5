// SPDX-License-Identifier: Apache-2.0
#include "cli/decision_text.h"

#include <google/protobuf/util/time_util.h>

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cost/money.h"
#include "replay/text_table.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::util::TimeUtil;

std::string Short(const std::string& enumerator, std::string_view prefix) {
  return enumerator.substr(enumerator.rfind(prefix, 0) == 0 ? prefix.size() : 0);
}

std::string Amount(bool known, const v1::Money& money) {
  return known ? FormatMoney(ToMicros(money), "") : "unknown";
}

std::string Signed(const v1::Money& money) {
  return FormatMoney(ToMicros(money), money.currency_code());
}

// "5m 30s"
std::string Length(const google::protobuf::Duration& duration) {
  if (duration.seconds() < 60) {
    return duration.nanos() == 0
               ? absl::StrCat(duration.seconds(), "s")
               : absl::StrFormat(
                     "%.1fs",
                     static_cast<double>(TimeUtil::DurationToMilliseconds(duration)) / 1e3);
  }
  const std::int64_t seconds = duration.seconds() + (duration.nanos() >= 500'000'000 ? 1 : 0);
  return absl::StrCat(seconds / 60, "m",
                      seconds % 60 != 0 ? absl::StrCat(" ", seconds % 60, "s") : std::string());
}

std::string Notes(const v1::Option& option) {
  std::vector<std::string> notes;
  for (const v1::Reason& reason : option.reasons()) {
    std::string note = Short(v1::ReasonCode_Name(reason.code()), "REASON_CODE_");
    if (reason.requirements_size() > 0) {
      absl::StrAppend(&note, " (", absl::StrJoin(reason.requirements(), ", "), ")");
    }
    if (!reason.rule().empty()) absl::StrAppend(&note, " (rule ", reason.rule(), ")");
    notes.push_back(std::move(note));
  }
  if (!option.assisted_by().empty()) notes.push_back("assisted by " + option.assisted_by());
  if (option.has_opens_at()) notes.push_back("opens " + TimeUtil::ToString(option.opens_at()));
  return absl::StrJoin(notes, ", ");
}

void AppendOptions(const v1::Decision& decision, std::string* text) {
  TextTable table({"option", "rank", "organisation", "customer", "time", "wait", "completes"});
  for (const v1::Option& option : decision.options()) {
    const v1::Estimate& estimate = option.estimate();
    table.AddRow({option.channel(), option.available() ? absl::StrCat(option.rank()) : "-",
                  Amount(estimate.priced(), estimate.organisation_cost()),
                  Amount(estimate.has_customer_cost(), estimate.customer_cost()),
                  estimate.has_customer_time() ? Length(estimate.customer_time()) : "unknown",
                  estimate.has_wait() ? Length(estimate.wait()) : "-",
                  absl::StrFormat("%.4g%%", estimate.completion_probability() * 100)});
  }
  absl::StrAppend(text, table.ToText());
  for (const v1::Option& option : decision.options()) {
    const std::string notes = Notes(option);
    if (notes.empty()) continue;
    absl::StrAppend(text, "  ", option.channel(),
                    option.available() ? ": " : " is not available: ", notes, "\n");
  }
}

void AppendOffers(const v1::Decision& decision, std::string* text) {
  for (const v1::Offer& offer : decision.offers()) {
    absl::StrAppend(text, "  offer ", offer.channel(), ", saves ", Signed(offer.saving()));
    if (!offer.rests_on_unknown().empty()) {
      absl::StrAppend(text, ", if the customer has ",
                      absl::StrJoin(offer.rests_on_unknown(), ", "));
    }
    if (!offer.ask().empty()) absl::StrAppend(text, "; ask: \"", offer.ask(), "\"");
    if (!offer.script().empty()) absl::StrAppend(text, "; say: \"", offer.script(), "\"");
    absl::StrAppend(text, "\n");
  }
}

void AppendOwners(const v1::Decision& decision, std::string* text) {
  for (const v1::Owner& owner : decision.owners()) {
    absl::StrAppend(text, "  owner of ",
                    Short(v1::OwnershipAspect_Name(owner.aspect()), "OWNERSHIP_ASPECT_"), ", ",
                    Short(v1::Responsibility_Name(owner.responsibility()), "RESPONSIBILITY_"), ": ",
                    owner.party(), owner.role().empty() ? "" : " as " + owner.role(), "\n");
  }
}

void AppendWords(const v1::Decision& decision, std::string* text) {
  const auto list = [text](const char* what, const auto& words, bool cut) {
    if (words.empty()) return;
    absl::StrAppend(text, "  ", what, ": ", absl::StrJoin(words, ", "), cut ? ", ...\n" : "\n");
  };
  list("tags", decision.tags(), decision.tags_cut());
  list("escalate to", decision.escalations(), decision.escalations_cut());
  for (const v1::FailedRule& rule : decision.failed_rules()) {
    absl::StrAppend(text, "  rule ", rule.rule(), " failed: ", rule.text(), " [", rule.code(),
                    "]\n");
  }
}

void AppendRule(const v1::ExplainedRule& rule, std::string* text) {
  absl::StrAppend(text, "  rule ", rule.rule(), ": ",
                  Short(v1::RuleOutcome_Name(rule.outcome()), "RULE_OUTCOME_"));
  absl::StrAppend(text, "\n");
  for (const v1::ExplainedPredicate& predicate : rule.predicates()) {
    const std::string answer = !predicate.has_holds() ? predicate.error()
                               : predicate.holds()    ? "yes"
                                                      : "no";
    absl::StrAppend(text, "    ", answer, ": ", predicate.predicate());
    std::vector<std::string> facts;
    for (const v1::ExplainedFact& fact : predicate.facts()) {
      facts.push_back(
          absl::StrCat(fact.fact(), " is ", fact.had(), fact.is_default() ? " by default" : ""));
    }
    if (!facts.empty()) absl::StrAppend(text, "; ", absl::StrJoin(facts, ", "));
    absl::StrAppend(text, "\n");
  }
}

void AppendExplanation(const v1::Decision& decision, std::string* text) {
  for (const v1::Option& option : decision.options()) {
    std::vector<std::string> kinds;
    for (const v1::KindCost& kind : option.estimate().breakdown()) {
      kinds.push_back(absl::StrCat(Short(v1::CostKind_Name(kind.kind()), "COST_KIND_"), " ",
                                   Amount(true, kind.amount())));
    }
    if (option.has_score()) kinds.push_back("score " + Amount(true, option.score()));
    if (!kinds.empty()) {
      absl::StrAppend(text, "  ", option.channel(), " costs ", absl::StrJoin(kinds, ", "), "\n");
    }
    std::vector<std::string> steps;
    for (const v1::StepCost& step : option.estimate().steps()) {
      std::string part = absl::StrCat(step.expected_visits(), " ", step.channel());
      if (step.has_organisation_cost())
        absl::StrAppend(&part, " ", Amount(true, step.organisation_cost()));
      steps.push_back(std::move(part));
    }
    if (steps.size() > 1) {
      absl::StrAppend(text, "  ", option.channel(), " comes to ",
                      option.estimate().expected_contacts(),
                      " contacts: ", absl::StrJoin(steps, ", "), "\n");
    }
    for (const v1::Reason& reason : option.reasons()) {
      if (!reason.text().empty()) {
        absl::StrAppend(text, "  ", option.channel(), ": ", reason.text(), "\n");
      }
    }
  }
  for (const v1::DesignGap& gap : decision.design_gaps()) {
    std::vector<std::string> causes;
    for (const int cause : gap.causes()) {
      causes.push_back(Short(v1::DesignGapCause_Name(static_cast<v1::DesignGapCause>(cause)),
                             "DESIGN_GAP_CAUSE_"));
    }
    absl::StrAppend(text, "  ", gap.channel(), " would save ", Signed(gap.saving()),
                    " and is not offered: ", absl::StrJoin(causes, ", "), "\n");
  }
  for (const v1::ExplainedRule& rule : decision.explanation().rules()) AppendRule(rule, text);
}

}  // namespace

std::string DecisionText(const v1::Decision& decision, bool explain) {
  std::string text = absl::StrCat(
      "contact ",
      decision.contact_id().empty() ? "(no id)" : absl::Utf8SafeCEscape(decision.contact_id()),
      ", service ",
      decision.service().empty() ? "(none)" : absl::Utf8SafeCEscape(decision.service()), ": ");
  if (decision.status() == v1::DECISION_STATUS_REFUSED) {
    return absl::StrCat(text, "refused, ", decision.refusal().code(), "\n  ",
                        decision.refusal().text(), "\n\n");
  }
  absl::StrAppend(&text,
                  decision.recommended().empty() ? "no channel can serve" : decision.recommended());
  for (const v1::Reason& reason : decision.reasons()) {
    absl::StrAppend(&text, ", ", Short(v1::ReasonCode_Name(reason.code()), "REASON_CODE_"));
  }
  absl::StrAppend(&text, "\n");
  AppendOptions(decision, &text);
  AppendOffers(decision, &text);
  if (decision.has_price_of_preference()) {
    absl::StrAppend(&text, "  price of preference: ", Signed(decision.price_of_preference()), "\n");
  }
  AppendOwners(decision, &text);
  AppendWords(decision, &text);
  if (explain) AppendExplanation(decision, &text);
  return text + "\n";
}

SIGNPOST_END_NAMESPACE
