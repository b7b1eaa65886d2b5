// SPDX-License-Identifier: Apache-2.0
//
// What rules do to each other (rules/analysis.h), in words.
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "rules/analysis.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

struct Words {
  Code code = Code::ANALYSIS_CUT;
  std::string message;
  std::string remedy;
};

class Wording {
 public:
  explicit Wording(const v1::Catalog& catalog) : catalog_(catalog) {}

  Words Of(const RuleFinding& finding) const {
    switch (finding.kind) {
      case RuleFindingKind::kNeverMatches:
        return {Code::RULE_NEVER_MATCHES,
                absl::StrCat("rule ", Rule(finding.rule), " holds for no contact: ",
                             IsNeverValid(finding.rule) ? "it ends before it begins"
                                                        : "its condition contradicts itself or "
                                                          "the catalog"),
                "correct it, or take it out"};
      case RuleFindingKind::kShadowed:
        return {Code::RULE_SHADOWED,
                absl::StrCat("rule ", Rule(finding.rule),
                             " is never reached: wherever it would "
                             "hold, rule ",
                             Rule(finding.other), " holds before it and stops"),
                absl::StrCat("give it a higher priority than ", Rule(finding.other),
                             ", or take it out")};
      case RuleFindingKind::kDuplicate:
        return {Code::RULE_DUPLICATE,
                absl::StrCat("rule ", Rule(finding.rule), " holds for the same contacts as rule ",
                             Rule(finding.other), " and has the same effects"),
                "take one of them out"};
      case RuleFindingKind::kExcludedBefore:
        return Conflict(finding, "prefers", "excludes", "no preference for it counts");
      case RuleFindingKind::kPreferredBefore:
        return Conflict(finding, "excludes", "prefers", "it is not excluded");
      case RuleFindingKind::kOtherScriptBefore:
        return Conflict(finding, "offers", "offers, with another script,", "that script is used");
      case RuleFindingKind::kExclusionsLeaveNone:
        return LeaveNone(finding);
      case RuleFindingKind::kCut:
        break;
    }
    return {};
  }

 private:
  std::string Rule(int rule) const { return absl::StrCat("\"", catalog_.rules(rule).id(), "\""); }

  bool IsNeverValid(int rule) const {
    const v1::Rule& its = catalog_.rules(rule);
    return its.has_valid_from() && its.has_valid_to() &&
           its.valid_from().seconds() >= its.valid_to().seconds();
  }

  Words Conflict(const RuleFinding& finding, const char* later, const char* first,
                 const char* result) const {
    return {Code::RULES_CONFLICT,
            absl::StrCat("rule ", Rule(finding.rule), " ", later, " \"",
                         catalog_.channels(finding.channel).id(), "\", which rule ",
                         Rule(finding.other), " ", first, " before it; both can hold, and then ",
                         Rule(finding.other), " decides: ", result),
            "give first place to the one that must win, or let their conditions rule each other "
            "out"};
  }

  Words LeaveNone(const RuleFinding& finding) const {
    std::string names;
    for (std::size_t i = 0; i < finding.others.size(); ++i)
      absl::StrAppend(&names, i == 0 ? "" : ", ", Rule(finding.others[i]));
    return {Code::EXCLUSIONS_LEAVE_NONE,
            absl::StrCat("rule ", Rule(finding.rule), " can hold together with ", names,
                         ", and then every live channel of service \"",
                         catalog_.services(finding.service).id(), "\" is excluded"),
            "leave a channel that these contacts can use"};
  }

  const v1::Catalog& catalog_;
};

}  // namespace

void CheckRuleAnalysis(const CheckContext& context, const RuleSet& rules) {
  const Wording wording(context.catalog);
  const Path root;
  for (const RuleFinding& finding :
       AnalyseRules(context.catalog, context.index, rules, context.limits)) {
    if (finding.kind == RuleFindingKind::kCut) {
      context.report->Add(
          Code::ANALYSIS_CUT, root.At("rules"),
          absl::StrCat("there are more pairs of rules to compare than the limit "
                       "rule_pairs_analysed of ",
                       context.limits.rule_pairs_analysed, "; not all were compared"),
          "raise Limits::rule_pairs_analysed to compare all");
      continue;
    }
    Words words = wording.Of(finding);
    context.report->Add(words.code, root.At("rules", finding.rule), std::move(words.message),
                        std::move(words.remedy));
  }
}

SIGNPOST_END_NAMESPACE
