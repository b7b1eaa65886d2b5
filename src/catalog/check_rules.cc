// SPDX-License-Identifier: Apache-2.0
//
// Rules, one by one: compiled, checked, lowered, and their syntax trees dropped again.
#include "catalog/check_rules.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckValidity(const CheckContext& context, const v1::Rule& rule, const Path& path) {
  if (!rule.has_valid_from() || !rule.has_valid_to()) return;
  if (rule.valid_from().seconds() < rule.valid_to().seconds()) return;
  context.report->Add(Code::RULE_VALIDITY_ORDER, path.At("valid_to"),
                      "valid_to is not after valid_from: never valid",
                      "let valid_from be before valid_to");
}

}  // namespace

std::string RuleName(const CheckContext& context, int rule) {
  const std::string& id = context.catalog.rules(rule).id();
  return id.empty() ? "a rule without id"
                    : absl::StrCat("rule \"", absl::Utf8SafeCEscape(id), "\"");
}

std::shared_ptr<const RuleSet> CheckRules(const CheckContext& context) {
  std::vector<std::string> channels;
  for (const v1::Channel& channel : context.catalog.channels()) channels.push_back(channel.id());
  RuleSetBuilder builder(
      std::make_shared<RuleEnvironment>(context.catalog.attributes(), std::move(channels)),
      ConditionLimits(context.limits));
  ConditionChecks conditions(context);
  ExclusionChecks exclusions(context);
  const Path root;
  for (int i = 0; i < context.catalog.rules_size(); ++i) {
    const v1::Rule& rule = context.catalog.rules(i);
    const Path path = root.At("rules", i);
    CheckValidity(context, rule, path);
    ConditionFacts facts;
    const RuleSetBuilder::Added added = builder.Add(rule.condition(), "");
    if (rule.condition().empty()) {
      context.report->Add(Code::FIELD_MISSING, path.At("condition"), "no condition",
                          "write one in CEL; true holds for every contact");
    } else {
      facts = conditions.Check(i, added);
    }
    CheckEffects(context, i, facts, &exclusions);
  }
  conditions.Finish();
  return std::make_shared<const RuleSet>(builder.Build());
}

SIGNPOST_END_NAMESPACE
