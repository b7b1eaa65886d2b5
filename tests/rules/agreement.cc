// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/agreement.h"

#include <array>
#include <utility>

#include "cel/print.h"
#include "rules/rule_set.h"
#include "signpost/catalog.h"
#include "signpost/decide.h"
#include "signpost/rules.h"

namespace signpost {
namespace {

const std::shared_ptr<const RuleEnvironment>& Environment() {
  static const auto* const environment = new std::shared_ptr<const RuleEnvironment>(
      std::make_shared<RuleEnvironment>(RuleWorld().attributes(), ChannelIds()));
  return *environment;
}

std::array<LiveChannelFacts, 3> LiveFactsOf(const LiveState& live, std::int64_t time) {
  std::array<LiveChannelFacts, 3> facts;
  for (int channel = 0; channel < 3; ++channel) {
    LiveChannelFacts& its = facts[static_cast<std::size_t>(channel)];
    if (live.WaitKnown(channel)) its.expected_wait_nanos = live.Wait(channel);
    its.in_service = (live.out_of_service() >> channel & 1) == 0;
  }
  const std::int64_t second = time % 86'400;
  facts[0].open = second >= 8 * 3'600 && second < 18 * 3'600;
  return facts;
}

std::string Print(Truth truth) {
  if (truth.IsTrue()) return "true";
  if (truth.IsFalse()) return "false";
  if (!truth.IsError()) return "class " + std::to_string(truth.value());
  return "error " +
         std::string(cel::ErrorCodeName(static_cast<cel::ErrorCode>(truth.error_code())));
}

bool IsLimit(const cel::Value& value) {
  return value.IsError() && value.error_code() == cel::ErrorCode::kLimit;
}
bool IsLimit(Truth truth) {
  return truth.IsError() && truth.error_code() == static_cast<int>(cel::ErrorCode::kLimit);
}

bool Same(Truth truth, const cel::Value& value) {
  if (value.IsError()) {
    return truth.IsError() && truth.error_code() == static_cast<int>(value.error_code());
  }
  // A condition that is dyn to the checker may turn out to be no truth value.
  if (!value.IsBool()) {
    return truth.IsError() &&
           truth.error_code() == static_cast<int>(cel::ErrorCode::kNoMatchingOverload);
  }
  return value.bool_value() ? truth.IsTrue() : truth.IsFalse();
}

}  // namespace

Agreement::Agreement(const std::vector<std::string>& conditions) {
  RuleSetBuilder builder(Environment(), cel::Limits());
  v1::Catalog catalog = RuleWorld();
  for (const std::string& condition : conditions) {
    RuleSetBuilder::Added added = builder.Add(condition, "");
    if (!added.issues.empty()) continue;
    conditions_.push_back(condition);
    programs_.push_back(std::move(added.program));
    v1::Rule& rule = *catalog.add_rules();
    rule.set_id("rule-" + std::to_string(conditions_.size()));
    rule.set_condition(condition);
    rule.add_effects()->set_tag("held");
  }
  if (conditions_.empty()) {
    fault_ = "no condition is one";
    return;
  }
  const CatalogResult loaded = ValidateCatalog(std::move(catalog));
  if (!loaded.catalog) {
    fault_ = loaded.findings.empty() ? "refused" : ToString(loaded.findings[0]);
    return;
  }
  absl::StatusOr<Plan> plan = CompilePlan(*loaded.catalog);
  if (plan.ok()) {
    plan_ = *std::move(plan);
  } else {
    fault_ = plan.status().ToString();
  }
}

std::string Agreement::Disagreement(const v1::Contact& contact, const LiveState& live) {
  const absl::StatusOr<Request> request = BindContact(*plan_, contact);
  if (!request.ok()) return request.status().ToString();
  return Disagreement(contact, live, *request);
}

std::string Agreement::Disagreement(const v1::Contact& contact, const LiveState& live,
                                    const Request& request) {
  const cel::Environment& names = Environment()->cel();
  cel::Workspace contact_work({}, names.pool(), names.factory());
  cel::Workspace work({}, names.pool(), names.factory());
  cel::Activation activation(names);
  const auto channels = LiveFactsOf(live, contact.time().seconds());
  LiveReadings facts;
  facts.channels = {channels.data(), channels.size()};
  Activate(*Environment(), contact, &facts, &activation, &contact_work);

  std::string fault;
  std::size_t visited = 0;
  MatchRules(plan_->view(), request, live, kNone, [&](std::uint32_t rule, Truth truth) {
    if (rule != visited++ && fault.empty()) fault = "a rule is left out";
    if (!fault.empty() || rule >= programs_.size()) return;
    work.Clear();
    const cel::Value value = programs_[rule]->Evaluate(activation, work);
    if (IsLimit(value) || IsLimit(truth)) {
      ++counts_.limited;
    } else if (!Same(truth, value)) {
      fault = conditions_[rule] + "\nis to the plan " + Print(truth) + ", to the evaluator " +
              cel::Print(value) + "\n" + contact.DebugString();
    } else {
      ++(truth.IsError() ? counts_.errs : truth.IsTrue() ? counts_.holds : counts_.fails);
    }
  });
  if (fault.empty() && visited != programs_.size()) fault = "rules are left out";
  return fault;
}

}  // namespace signpost
