// SPDX-License-Identifier: Apache-2.0
//
// What the rules of a catalog do to each other, found without any contact: AnalyseRules().
//
// What is found is true. What cannot be decided is not reported: conditions with too many
// alternatives (ConditionSets::kMostClauses), what depends on programs, and claims that some
// contact exists for which only opening hours could tell.
#ifndef SIGNPOST_SRC_RULES_ANALYSIS_H_
#define SIGNPOST_SRC_RULES_ANALYSIS_H_

#include <vector>

#include "catalog/index.h"
#include "rules/rule_set.h"
#include "signpost/limits.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

enum class RuleFindingKind {
  // No contact makes the condition of `rule` true while the rule is valid.
  kNeverMatches,
  // `other` comes before `rule`, holds whenever `rule` would, and stops.
  kShadowed,
  // `rule` holds for the same contacts as `other` before it, with the same effects and stop.
  kDuplicate,
  // For some contact both `other` and, after it, `rule` hold, and what `rule` says of `channel`
  // counts for nothing, because `other` says something else of it:
  kExcludedBefore,     // `other` excludes it, `rule` prefers it.
  kPreferredBefore,    // `other` prefers it, `rule` excludes it.
  kOtherScriptBefore,  // Both offer it, each with a script of its own.
  // `rule` and all of `others` hold for some contact, and together exclude every live channel of
  // `service`, which none of them does alone; `other` is the first of them.
  kExclusionsLeaveNone,
  // There were more pairs to compare than Limits::rule_pairs_analysed. No rules.
  kCut,
};

// Rules, channels and services by their place in the catalog; -1 where there is none. `rule` is the
// one that applies later.
struct RuleFinding {
  RuleFindingKind kind = RuleFindingKind::kCut;
  int rule = -1;
  int other = -1;
  int channel = -1;
  int service = -1;
  std::vector<int> others;  // Of kExclusionsLeaveNone, in the order in which they apply.
};

// The catalog has no errors, `index` is of it, and `set` holds the conditions of its rules. The
// findings are in the order in which their rules apply, kExclusionsLeaveNone after all others.
std::vector<RuleFinding> AnalyseRules(const v1::Catalog& catalog, const CatalogIndex& index,
                                      const RuleSet& set, const Limits& limits);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_ANALYSIS_H_
