// SPDX-License-Identifier: Apache-2.0
//
// For the tests of the analysis: a small catalog to put rules into, and findings in short.
#ifndef SIGNPOST_SRC_RULES_ANALYSIS_TESTING_H_
#define SIGNPOST_SRC_RULES_ANALYSIS_TESTING_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/index.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "rules/analysis.h"
#include "rules/environment.h"
#include "rules/rule_set.h"

namespace signpost {

constexpr char kBase[] = R"(
  currency: "GBP" time_zone: "Europe/London"
  policy { customer_minute_value { nanos: 200000000 } }
  opening_hours { id: "office" periods { days: DAY_OF_WEEK_MONDAY opens: "08:00" closes: "18:00" } }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED requires: "VOICE" opening_hours: "office" }
  channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET" }
  channels { id: "counter" mode: CHANNEL_MODE_ASSISTED requires: "TRAVEL" }
  services { id: "tax" } services { id: "bins" } services { id: "parks" }
  service_channels { service: "*" channel: "phone" }
  service_channels { service: "*" channel: "web" }
  service_channels { service: "tax" channel: "counter" }
  scripts { id: "one" channel: "web" text: "one" }
  scripts { id: "two" channel: "web" text: "two" }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "income" type: ATTRIBUTE_TYPE_DOUBLE }
  attributes { name: "plan" type: ATTRIBUTE_TYPE_STRING }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "vip" type: ATTRIBUTE_TYPE_BOOL default { bool_value: false } }
  attributes { name: "since" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "held" type: ATTRIBUTE_TYPE_DURATION }
)";

inline v1::Catalog Parse(const std::string& text) {
  v1::Catalog catalog;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &catalog)) << text;
  return catalog;
}

inline RuleSet Lower(const v1::Catalog& catalog) {
  std::vector<std::string> channels;
  for (const v1::Channel& channel : catalog.channels()) channels.push_back(channel.id());
  RuleSetBuilder builder(
      std::make_shared<RuleEnvironment>(catalog.attributes(), std::move(channels)), cel::Limits());
  for (const v1::Rule& rule : catalog.rules()) {
    const RuleSetBuilder::Added added = builder.Add(rule.condition(), rule.id());
    for (const cel::Issue& issue : added.issues)
      ADD_FAILURE() << rule.condition() << ": " << issue.message;
  }
  return builder.Build();
}

// "RULE never", "RULE shadowed by OTHER", "RULE duplicates OTHER", "RULE prefers CHANNEL, OTHER
// excludes" and the like, "RULE, OTHER leave SERVICE none", "cut".
inline std::string Short(const v1::Catalog& catalog, const RuleFinding& finding) {
  const auto rule = [&catalog](int i) { return i < 0 ? "?" : catalog.rules(i).id(); };
  const std::string its = rule(finding.rule), other = rule(finding.other);
  const std::string channel = finding.channel < 0 ? "?" : catalog.channels(finding.channel).id();
  switch (finding.kind) {
    case RuleFindingKind::kNeverMatches:
      return absl::StrCat(its, " never");
    case RuleFindingKind::kShadowed:
      return absl::StrCat(its, " shadowed by ", other);
    case RuleFindingKind::kDuplicate:
      return absl::StrCat(its, " duplicates ", other);
    case RuleFindingKind::kExcludedBefore:
      return absl::StrCat(its, " prefers ", channel, ", ", other, " excludes");
    case RuleFindingKind::kPreferredBefore:
      return absl::StrCat(its, " excludes ", channel, ", ", other, " prefers");
    case RuleFindingKind::kOtherScriptBefore:
      return absl::StrCat(its, " offers ", channel, ", ", other, " otherwise");
    case RuleFindingKind::kExclusionsLeaveNone: {
      std::string names;
      for (const int i : finding.others) absl::StrAppend(&names, ", ", rule(i));
      return absl::StrCat(its, names, " leave ", catalog.services(finding.service).id(), " none");
    }
    case RuleFindingKind::kCut:
      break;
  }
  return "cut";
}

inline std::vector<std::string> Analyse(const v1::Catalog& catalog, const Limits& limits = {}) {
  const RuleSet set = Lower(catalog);
  std::vector<std::string> all;
  for (const RuleFinding& finding : AnalyseRules(catalog, CatalogIndex(catalog), set, limits))
    all.push_back(Short(catalog, finding));
  return all;
}

}  // namespace signpost

#endif  // SIGNPOST_SRC_RULES_ANALYSIS_TESTING_H_
