// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rules.h"

#include <algorithm>
#include <cstdint>

#include "cel/compile.h"
#include "tests/reference/rule_environment.h"

namespace signpost::reference {
namespace {

struct Condition {
  const v1::Rule* rule;
  std::shared_ptr<const cel::Program> program;
};

bool IsInForce(const v1::Rule& rule, std::int64_t time) {
  if (rule.has_valid_from() && time < rule.valid_from().seconds()) return false;
  return !rule.has_valid_to() || time < rule.valid_to().seconds();
}

}  // namespace

struct Rules::State {
  explicit State(const v1::Catalog& catalog)
      : environment(catalog),
        work({}, environment.environment().pool(), environment.environment().factory()) {
    for (const v1::Rule& rule : catalog.rules()) {
      cel::CompileOptions options;
      options.result = cel::Type(cel::TypeKind::kBool);
      const cel::Compiled compiled =
          cel::Compile(cel::Source(rule.condition()), environment.environment(), options);
      conditions.push_back({&rule, compiled.program});
    }
    std::stable_sort(conditions.begin(), conditions.end(),
                     [](const Condition& a, const Condition& b) {
                       return a.rule->priority() > b.rule->priority();
                     });
  }

  RuleEnvironment environment;
  cel::Workspace work;
  std::vector<Condition> conditions;
};

Rules::Rules(const v1::Catalog& catalog) {
  if (catalog.rules_size() > 0) state_ = std::make_unique<State>(catalog);
}

Rules::~Rules() = default;

Ruling Rules::Apply(const v1::Contact& contact, const v1::LiveState& live) {
  Ruling ruling;
  if (state_ == nullptr) return ruling;
  const cel::Activation& activation = state_->environment.Bind(contact, live);
  for (const auto& [rule, program] : state_->conditions) {
    if (!IsInForce(*rule, contact.time().seconds())) continue;
    if (program == nullptr) {
      ruling.failed.push_back({rule, "NOT_COMPILED"});
      continue;
    }
    state_->work.Clear();
    const cel::Value value = program->Evaluate(activation, state_->work);
    if (value.IsError()) {
      ruling.failed.push_back({rule, std::string(cel::ErrorCodeName(value.error_code()))});
    }
    if (!value.IsTrue()) continue;
    ruling.matched.push_back(rule);
    if (rule->stop()) break;
  }
  return ruling;
}

}  // namespace signpost::reference
