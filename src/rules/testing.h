// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: conditions over one environment, and what they were lowered to as
// text. RuleBed is the way in.
//
//   RuleBed bed;
//   bed.Lower("age >= 65 || word in ['a', 'b']")   // any(age [65, *), word {"a", "b"})
#ifndef SIGNPOST_SRC_RULES_TESTING_H_
#define SIGNPOST_SRC_RULES_TESTING_H_

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cel/print.h"
#include "google/protobuf/text_format.h"
#include "rules/rule_set.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// Attributes of every type; none has a default.
class RuleBed {
 public:
  explicit RuleBed(const cel::Limits& limits = {}) : limits_(limits) {
    v1::Catalog catalog;
    google::protobuf::TextFormat::ParseFromString(R"(
      attributes { name: "word" type: ATTRIBUTE_TYPE_STRING }
      attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
      attributes { name: "share" type: ATTRIBUTE_TYPE_DOUBLE }
      attributes { name: "vulnerable" type: ATTRIBUTE_TYPE_BOOL }
      attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
      attributes { name: "moved_in" type: ATTRIBUTE_TYPE_TIMESTAMP }
      attributes { name: "overdue" type: ATTRIBUTE_TYPE_DURATION })",
                                                  &catalog);
    for (const v1::AttributeDeclaration& attribute : catalog.attributes())
      attributes_.push_back(attribute.name());
    environment_ = std::make_shared<RuleEnvironment>(catalog.attributes(), channels_);
  }

  // One set of all these; the issues of those that have some are lost.
  RuleSet Build(const std::vector<std::string>& conditions) const {
    RuleSetBuilder builder(environment_, limits_);
    for (const std::string& condition : conditions) builder.Add(condition, "");
    return builder.Build();
  }

  // The terms of a condition by itself, or the messages of its issues.
  std::string Lower(const std::string& condition) const {
    RuleSetBuilder builder(environment_, limits_);
    const RuleSetBuilder::Added added = builder.Add(condition, "");
    if (added.issues.empty()) return Print(builder.Build(), 0);
    std::vector<std::string> messages;
    for (const cel::Issue& issue : added.issues) messages.push_back(issue.message);
    return absl::StrJoin(messages, "; ");
  }

  // The terms of a condition of a set: all(...), any(...), "true", "false", predicates, and !
  // before those that are negated.
  std::string Print(const RuleSet& set, std::size_t condition) const {
    const ConditionTerms& its = set.conditions[condition];
    std::uint32_t at = 0;
    return PrintTerm(set, its, &at);
  }

  // A predicate of a set as its fact and what it must be, e.g. `age [65, *)`, `word {"a"}`,
  // `tags has "a"`, `customer.has_internet`, "program `size(tags) > 1`".
  std::string PrintPredicate(const RuleSet& set, const PredicateRow& row) const {
    const auto group = std::find_if(set.facts.groups.begin(), set.facts.groups.end(),
                                    [&row](const FactGroupRow& candidate) {
                                      return row.fact - candidate.first_fact < candidate.fact_count;
                                    });
    if (group == set.facts.groups.end()) return "a fact that is not there";
    const std::uint32_t index = row.fact - group->first_fact;
    const std::string name = Name(*group);
    if (group->source == FactSource::kProgram)
      return absl::StrCat("program `", set.programs[index].text, "`");
    switch (group->kind) {
      case FactKind::kTruth:
        return name;
      case FactKind::kPresence:
        return absl::StrCat("has ", name);
      case FactKind::kMember:
        return absl::StrCat(name, " has ", Quoted(set.facts.texts[group->first_constant + index]));
      case FactKind::kText:
      case FactKind::kNumber:
        break;
    }
    const auto text = [&](std::uint32_t at) {
      return group->kind == FactKind::kText
                 ? Quoted(set.facts.texts[group->first_constant + at - 1])
                 : PrintPoint(*group, set.facts.points[group->first_constant + at / 2]);
    };
    std::vector<std::string> items;
    if (row.is_set != 0) {
      for (std::uint32_t i = 0; i < row.last; ++i)
        items.push_back(text(set.facts.class_sets[row.first + i]));
    } else if (row.first == row.last && (group->kind == FactKind::kText || row.first % 2 == 1)) {
      items.push_back(text(row.first));
    } else if (row.first <= row.last) {
      // Odd classes are points, even ones what lies between them.
      const std::string low = row.first == 0       ? "(*"
                              : row.first % 2 == 1 ? absl::StrCat("[", text(row.first))
                                                   : absl::StrCat("(", text(row.first - 1));
      const std::string high = row.last == 2 * group->constant_count ? "*)"
                               : row.last % 2 == 1 ? absl::StrCat(text(row.last), "]")
                                                   : absl::StrCat(text(row.last), ")");
      return absl::StrCat(name, " ", low, ", ", high);
    }
    return absl::StrCat(name, " {", absl::StrJoin(items, ", "), "}");
  }

  const std::shared_ptr<RuleEnvironment>& environment() const { return environment_; }

 private:
  static std::string Quoted(const std::string& text) { return absl::StrCat("\"", text, "\""); }

  std::string Name(const FactGroupRow& group) const {
    static const char* const kNames[] = {"id",
                                         "service",
                                         "arrival_channel",
                                         "urgency",
                                         "now",
                                         "customer.id",
                                         "customer.language",
                                         "customer.segment",
                                         "customer.region",
                                         "customer.has_internet",
                                         "customer.has_mobile_phone",
                                         "customer.has_voice",
                                         "customer.can_travel",
                                         "customer.can_read",
                                         "customer.identity_level",
                                         "customer.preferred_channels",
                                         "customer.declined_offers",
                                         "customer.needs",
                                         "attribute",
                                         "open",
                                         "program",
                                         "wait",
                                         "wait known",
                                         "in service"};
    if (group.source == FactSource::kAttribute) return attributes_[group.operand];
    const std::string name = kNames[static_cast<int>(group.source)];
    if (group.source == FactSource::kOpen || group.source >= FactSource::kLiveWait)
      return absl::StrCat(name, "(", channels_[group.operand], ")");
    return name;
  }

  std::string PrintPoint(const FactGroupRow& group, const PointRow& point) const {
    const auto is = [&](const char* attribute) {
      return group.source == FactSource::kAttribute && attributes_[group.operand] == attribute;
    };
    if (is("share")) {
      std::int64_t bits = point.value >= 0 ? point.value : INT64_MIN - point.value;
      double number = 0;
      std::memcpy(&number, &bits, sizeof number);
      return cel::PrintDouble(number);
    }
    if (is("moved_in") || group.source == FactSource::kNow)
      return absl::StrCat(point.value, "s+", point.nanos, "ns");
    return absl::StrCat(point.value);
  }

  // Prints the term at *at of the condition and moves behind it.
  std::string PrintTerm(const RuleSet& set, const ConditionTerms& its, std::uint32_t* at) const {
    const TermRow& term = set.terms[its.first + (*at)++];
    if (term.kind == TermKind::kConstant) return term.operand != 0 ? "true" : "false";
    if (term.kind == TermKind::kPredicate) {
      return (term.negated != 0 ? "!" : "") +
             PrintPredicate(set, set.facts.predicates[term.operand]);
    }
    std::vector<std::string> terms;
    while (*at < term.operand) terms.push_back(PrintTerm(set, its, at));
    return absl::StrCat(term.kind == TermKind::kAll ? "all(" : "any(", absl::StrJoin(terms, ", "),
                        ")");
  }

  const cel::Limits limits_;
  const std::vector<std::string> channels_ = {"phone", "web"};
  std::vector<std::string> attributes_;
  std::shared_ptr<RuleEnvironment> environment_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_TESTING_H_
