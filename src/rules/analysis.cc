// SPDX-License-Identifier: Apache-2.0
#include "rules/analysis.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "rules/analysed_rules.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// One class of one fact, as a condition may require it.
using FactClass = std::pair<std::uint32_t, std::uint32_t>;

// Of a rule with one clause, the fact with the most classes of which it allows only one: whoever
// it shadows requires the same. Unset: there is none.
std::optional<FactClass> MostSelective(const AnalysedRule& rule, const FactDomains& domains) {
  std::optional<FactClass> best;
  if (rule.clauses.size() != 1) return best;
  for (const Literal& literal : rule.clauses.front()) {
    const ClassSet::Ranges& ranges = literal.classes.ranges();
    if (ranges.size() != 1 || ranges[0].first != ranges[0].last) continue;
    if (!best || domains.size(literal.fact) > domains.size(best->first))
      best = FactClass(literal.fact, ranges[0].first);
  }
  return best;
}

class Analyser {
 public:
  Analyser(const v1::Catalog& catalog, const CatalogIndex& index, const RuleSet& set,
           const Limits& limits)
      : set_(set),
        pairs_(limits.rule_pairs_analysed),
        analysis_(catalog, index, set, limits.rule_pairs_analysed),
        conflicts_(&analysis_) {}

  std::vector<RuleFinding> Run() {
    const v1::Catalog& catalog = analysis_.catalog;
    std::vector<int> order(static_cast<std::size_t>(catalog.rules_size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&catalog](int a, int b) {
      return catalog.rules(a).priority() > catalog.rules(b).priority();
    });
    analysis_.rules.reserve(order.size());
    for (const int i : order) Analyse(i);
    // A budget of its own: many rules that disagree must not hide that a guarantee is at stake.
    const bool is_cut = analysis_.budget.cut();
    analysis_.budget = PairBudget(pairs_);
    FindExclusionsThatLeaveNone(&analysis_);
    if (is_cut || analysis_.budget.cut()) analysis_.findings.emplace_back();
    return std::move(analysis_.findings);
  }

 private:
  void Analyse(int index) {
    const auto place = static_cast<int>(analysis_.rules.size());
    AnalysedRule& rule = analysis_.rules.emplace_back();
    const v1::Rule& message = analysis_.catalog.rules(index);
    rule.index = index;
    rule.stop = message.stop();
    if (auto clauses = Expand(index)) {
      rule.is_decided = true;
      rule.clauses = *std::move(clauses);
    }
    if (rule.is_decided && rule.clauses.empty())
      return Report(RuleFindingKind::kNeverMatches, index);
    // What is never reached, or what does the same again, meets no others.
    if (FindEqual(place) || FindShadow(place)) {
      rule.clauses.clear();
      rule.is_decided = true;
      return;
    }
    rule.effects = ChannelEffectsOf(message, analysis_.index);
    conflicts_.Add(place);
    if (rule.stop) AddStop(place);
    if (!rule.stop && !rule.effects.any()) rule.clauses = {};
  }

  std::optional<std::vector<Clause>> Expand(int index) const {
    return analysis_.sets.Expand(set_.conditions[static_cast<std::size_t>(index)],
                                 analysis_.domains.ValidTimes(analysis_.catalog.rules(index)));
  }

  void Report(RuleFindingKind kind, int rule, int other = -1) {
    RuleFinding finding;
    finding.kind = kind;
    finding.rule = rule;
    finding.other = other;
    analysis_.findings.push_back(std::move(finding));
  }

  // All that a rule does, but for its clauses.
  static std::string Deeds(const v1::Rule& rule) {
    std::string deeds = rule.stop() ? "stop" : "";
    for (const v1::Effect& effect : rule.effects()) {
      const std::string text = effect.SerializeAsString();
      deeds += std::to_string(text.size()) + ":" + text;
    }
    return deeds;
  }

  std::size_t Hash(const AnalysedRule& rule) const {
    std::vector<std::vector<std::uint32_t>> clauses;
    for (const Clause& clause : rule.clauses) {
      std::vector<std::uint32_t>& numbers = clauses.emplace_back();
      for (const Literal& literal : clause) {
        numbers.push_back(literal.fact);
        for (const ClassRange& range : literal.classes.ranges()) {
          numbers.push_back(range.first);
          numbers.push_back(range.last);
        }
      }
    }
    std::sort(clauses.begin(), clauses.end());
    return absl::HashOf(clauses, Deeds(analysis_.MessageOf(rule)));
  }

  bool FindEqual(int place) {
    const AnalysedRule& rule = analysis_.rules[static_cast<std::size_t>(place)];
    if (!rule.is_decided) return false;
    const auto [entry, is_new] = equal_.try_emplace(Hash(rule), place);
    if (is_new || !analysis_.budget.Spend(1)) return false;
    const AnalysedRule& other = analysis_.rules[static_cast<std::size_t>(entry->second)];
    if (Deeds(analysis_.MessageOf(rule)) != Deeds(analysis_.MessageOf(other))) return false;
    // Those of the other may have been dropped.
    const std::optional<std::vector<Clause>> clauses = Expand(other.index);
    if (!clauses || !std::is_permutation(clauses->begin(), clauses->end(), rule.clauses.begin(),
                                         rule.clauses.end())) {
      return false;
    }
    Report(RuleFindingKind::kDuplicate, rule.index, other.index);
    return true;
  }

  bool FindShadow(int place) {
    const AnalysedRule& rule = analysis_.rules[static_cast<std::size_t>(place)];
    if (analysis_.budget.cut()) return false;
    if (!rule.is_decided) return FindShadow(rule, stops_for_all_);
    if (FindShadow(rule, stops_for_all_) || FindShadow(rule, stops_)) return true;
    if (stops_by_class_.empty()) return false;
    for (const Literal& literal : rule.clauses.front()) {
      const ClassSet::Ranges& ranges = literal.classes.ranges();
      if (ranges.size() != 1 || ranges[0].first != ranges[0].last) continue;
      const auto at = stops_by_class_.find({literal.fact, ranges[0].first});
      if (at != stops_by_class_.end() && FindShadow(rule, at->second)) return true;
    }
    return false;
  }

  bool FindShadow(const AnalysedRule& rule, const std::vector<int>& stops) {
    for (const int stop : stops) {
      const AnalysedRule& other = analysis_.rules[static_cast<std::size_t>(stop)];
      std::vector<const Clause*> its;
      for (const Clause& clause : other.clauses) its.push_back(&clause);
      const bool all =
          (other.clauses.size() == 1 && other.clauses.front().empty()) ||
          std::all_of(rule.clauses.begin(), rule.clauses.end(), [&](const Clause& clause) {
            return analysis_.sets.AllInside(clause, its, &analysis_.budget) ==
                   ConditionSets::Answer::kYes;
          });
      if (all) {
        Report(RuleFindingKind::kShadowed, rule.index, other.index);
        return true;
      }
      if (analysis_.budget.cut()) return false;
    }
    return false;
  }

  void AddStop(int place) {
    const AnalysedRule& rule = analysis_.rules[static_cast<std::size_t>(place)];
    if (!rule.is_decided) return analysis_.stops.Add(place, std::nullopt);
    analysis_.stops.Add(place, FewServices(rule.clauses, analysis_.domains));
    if (rule.clauses.size() == 1 && rule.clauses.front().empty()) {
      stops_for_all_.push_back(place);
    } else if (const auto selective = MostSelective(rule, analysis_.domains)) {
      stops_by_class_[*selective].push_back(place);
    } else {
      stops_.push_back(place);
    }
  }

  const RuleSet& set_;
  const std::int64_t pairs_;
  RuleAnalysis analysis_;
  ConflictSearch conflicts_;
  absl::flat_hash_map<std::size_t, int> equal_;
  std::vector<int> stops_for_all_;  // That hold for every contact.
  std::vector<int> stops_;
  absl::flat_hash_map<FactClass, std::vector<int>> stops_by_class_;
};

}  // namespace

std::vector<RuleFinding> AnalyseRules(const v1::Catalog& catalog, const CatalogIndex& index,
                                      const RuleSet& set, const Limits& limits) {
  return Analyser(catalog, index, set, limits).Run();
}

SIGNPOST_END_NAMESPACE
