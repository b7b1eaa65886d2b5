// SPDX-License-Identifier: Apache-2.0
//
// For tests: a catalog with an attribute of each type in which given conditions are the rules, and
// the texts of its predicates. Way in: Conditions.
#ifndef SIGNPOST_SRC_ROUTE_TESTING_H_
#define SIGNPOST_SRC_ROUTE_TESTING_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "route/predicate_text.h"
#include "rules/rule_set.h"
#include "signpost/signpost.h"

namespace signpost {

inline constexpr char kConditionsCatalog[] = R"(
  currency: "GBP" time_zone: "Europe/London" policy { customer_minute_value { units: 1 } }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "balance" type: ATTRIBUTE_TYPE_DOUBLE default { number_value: -1.5 } }
  attributes { name: "segment" type: ATTRIBUTE_TYPE_STRING default { string_value: "gold\n\"x\"" } }
  attributes { name: "vip" type: ATTRIBUTE_TYPE_BOOL }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "since" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "held" type: ATTRIBUTE_TYPE_DURATION }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED } channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
  services { id: "waste" } services { id: "tax" }
  service_channels { service: "*" channel: "phone" } service_channels { service: "*" channel: "web" }
  parties { id: "p" } participations { party: "p" responsibility: RESPONSIBILITY_ACCOUNTABLE }
  participations { party: "p" responsibility: RESPONSIBILITY_RESPONSIBLE }
)";

// A catalog in which each condition is a rule.
class Conditions {
 public:
  explicit Conditions(const std::vector<std::string>& conditions)
      : environment_(MakeEnvironment()), plan_(MakePlan(conditions)), builder_(environment_, {}) {
    for (const std::string& condition : conditions) builder_.Add(condition, "rule");
  }

  const PlanView& view() const { return plan_.view(); }
  const Plan& plan() const { return plan_; }
  const RuleEnvironment& environment() const { return *environment_; }

  std::string Text(std::uint32_t predicate, bool negated = false) const {
    return PredicateText(view(), view().rules.predicates[predicate], negated);
  }
  // As its condition has it, also where lowering turned it around; or the contrary.
  std::string Written(std::uint32_t predicate, bool contrary = false) const {
    for (const TermRow& term : view().rules.terms) {
      if (term.kind == TermKind::kPredicate && term.operand == predicate)
        return Text(predicate, (term.negated != 0) != contrary);
    }
    return "";
  }

  // Compiles the text of every predicate with all conditions: none may be new.
  void ExpectTheSamePredicates() {
    const auto count = static_cast<std::uint32_t>(view().rules.predicates.size);
    for (std::uint32_t i = 0; i < count; ++i) {
      const RuleSetBuilder::Added added = builder_.Add(Text(i), "text");
      EXPECT_TRUE(added.issues.empty()) << Text(i);
    }
    const RuleSet set = builder_.Build();
    EXPECT_EQ(set.facts.predicates.size(), count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const ConditionTerms& terms = set.conditions[set.conditions.size() - count + i];
      ASSERT_EQ(terms.count, 1u) << Text(i);
      const TermRow& term = set.terms[terms.first];
      EXPECT_EQ(term.kind, TermKind::kPredicate) << Text(i);
      EXPECT_EQ(term.operand, i) << Text(i);
      EXPECT_EQ(term.negated, 0) << Text(i);
    }
  }

 private:
  static v1::Catalog Message() {
    v1::Catalog catalog;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kConditionsCatalog, &catalog));
    return catalog;
  }
  static std::shared_ptr<const RuleEnvironment> MakeEnvironment() {
    return std::make_shared<RuleEnvironment>(Message().attributes(),
                                             std::vector<std::string>{"phone", "web"});
  }
  static Plan MakePlan(const std::vector<std::string>& conditions) {
    v1::Catalog catalog = Message();
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      v1::Rule* rule = catalog.add_rules();
      rule->set_id(absl::StrCat("r", i));
      rule->set_condition(conditions[i]);
      rule->add_effects()->set_tag(absl::StrCat("t", i));
    }
    std::string text;
    google::protobuf::TextFormat::PrintToString(catalog, &text);
    const CatalogResult loaded = LoadCatalog({{"memory.textproto", text, CatalogFormat::kText}});
    for (const Finding& finding : loaded.findings)
      EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
    return *CompilePlan(*loaded.catalog);
  }

  std::shared_ptr<const RuleEnvironment> environment_;
  Plan plan_;
  RuleSetBuilder builder_;
};

}  // namespace signpost

#endif  // SIGNPOST_SRC_ROUTE_TESTING_H_
