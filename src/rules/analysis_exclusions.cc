// SPDX-License-Identifier: Apache-2.0
//
// Rules that together leave a service without a channel: FindExclusionsThatLeaveNone().
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "rules/analysed_rules.h"
#include "signpost/plan_view.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::size_t kMostTogether = 5;
// Steps in sets of more than two rules, for one service.
constexpr int kMostSteps = 20'000;

class ExclusionSearch {
 public:
  explicit ExclusionSearch(RuleAnalysis* analysis) : analysis_(*analysis) {
    for (std::size_t i = 0; i < analysis_.rules.size(); ++i) {
      const AnalysedRule& rule = analysis_.rules[i];
      const bool spoils = (rule.effects.prefers | rule.effects.capacity) != 0;
      if (rule.effects.excludes == 0 && !spoils) continue;
      std::optional<std::vector<std::uint32_t>> services;
      if (rule.is_decided) services = FewServices(rule.clauses, analysis_.domains);
      if (spoils) spoiling_.Add(static_cast<int>(i), services);
      if (rule.is_decided && rule.effects.excludes != 0)
        excluding_.Add(static_cast<int>(i), services);
    }
  }

  void Run() {
    // Services that no condition tells apart and that have the same channels are one case.
    std::map<std::pair<std::uint32_t, std::uint64_t>, int> cases;
    for (int i = 0; i < analysis_.index.services.size(); ++i) {
      const std::uint64_t live = analysis_.served.live[static_cast<std::size_t>(i)];
      if ((live & (live - 1)) == 0) continue;  // One rule would do.
      cases.try_emplace({analysis_.domains.ServiceClass(i), live}, i);
    }
    std::vector<std::pair<int, std::uint32_t>> services;
    for (const auto& [key, service] : cases) services.emplace_back(service, key.first);
    std::sort(services.begin(), services.end());
    for (const auto& [service, fact_class] : services) {
      if (analysis_.budget.cut()) return;
      Examine(service, fact_class);
    }
  }

 private:
  // Exclusions for CAPACITY of channels that are not digital are ignored where they would leave
  // only digital ones: they do not count.
  std::uint64_t CountedOf(const AnalysedRule& rule) const {
    const bool all_digital = (live_ & ~analysis_.served.digital) == 0;
    const std::uint64_t ignored =
        all_digital ? 0 : rule.effects.capacity & ~analysis_.served.digital;
    return rule.effects.excludes & ~ignored & live_;
  }

  void Examine(int service, std::uint32_t fact_class) {
    service_ = service;
    live_ = analysis_.served.live[static_cast<std::size_t>(service)];
    candidates_.clear();
    std::uint64_t all = 0;
    for (const int place : excluding_.Meeting(std::vector<std::uint32_t>{fact_class})) {
      if (!analysis_.budget.Spend(1)) return;
      const std::uint64_t counted = CountedOf(analysis_.rules[static_cast<std::size_t>(place)]);
      if (counted == 0 || counted == live_) continue;
      candidates_.push_back({place, counted});
      all |= counted;
    }
    if (all != live_) return;
    spoilers_here_ = spoiling_.Meeting(std::vector<std::uint32_t>{fact_class});
    const ClassSet here(fact_class, fact_class);
    Clause clause;
    if (here != analysis_.domains.Everything(analysis_.domains.service()))
      clause.push_back({analysis_.domains.service(), here});
    last_.clear();
    chosen_.clear();
    steps_ = -1;
    Extend(clause, 0, 2);
    chosen_.clear();
    steps_ = kMostSteps;
    Extend(clause, 0, kMostTogether);
  }

  // Adds rules that exclude the first channel that is left, until none is.
  void Extend(const Clause& clause, std::uint64_t excluded, std::size_t most) {
    if (excluded == live_) return Conclude(clause);
    if (chosen_.size() == most) return;
    const std::uint64_t left = live_ & ~excluded;
    const std::uint64_t wanted = left & (~left + 1);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& candidate = candidates_[i];
      if ((candidate.channels & wanted) == 0) continue;
      for (const Clause& its : analysis_.rules[static_cast<std::size_t>(candidate.place)].clauses) {
        if (steps_ == 0 || !analysis_.budget.Spend(1)) return;
        if (steps_ > 0) --steps_;
        const std::optional<Clause> both = analysis_.sets.Common(clause, its);
        if (!both) continue;
        chosen_.push_back(i);
        Extend(*both, excluded | candidate.channels, most);
        chosen_.pop_back();
      }
    }
  }

  void Conclude(const Clause& clause) {
    for (const std::size_t without : chosen_) {
      std::uint64_t excluded = 0;
      for (const std::size_t i : chosen_) excluded |= i == without ? 0 : candidates_[i].channels;
      if (excluded == live_) return;  // It is not needed.
    }
    std::vector<int> places;
    for (const std::size_t i : chosen_) places.push_back(candidates_[i].place);
    std::sort(places.begin(), places.end());
    // One finding about a set, and one about a last rule for a service.
    if (last_.count(places.back()) != 0 || found_.count(places) != 0) return;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      if (analysis_.rules[static_cast<std::size_t>(places[i])].stop) return;
    }
    std::vector<const Clause*> spoilers;
    if (!FindSpoilers(places, &spoilers)) return;
    if (!analysis_.IsReached(clause, places.back(), std::move(spoilers))) return;
    last_.insert(places.back());
    found_.insert(places);
    RuleFinding finding;
    finding.kind = RuleFindingKind::kExclusionsLeaveNone;
    finding.service = service_;
    for (const int place : places)
      finding.others.push_back(analysis_.rules[static_cast<std::size_t>(place)].index);
    finding.rule = finding.others.back();
    finding.others.pop_back();
    finding.other = finding.others.front();
    analysis_.findings.push_back(std::move(finding));
  }

  // Conditions of rules that would take a channel away from the exclusions: who prefers it before,
  // or excludes it on a ground that may be ignored. False where one of them is not decided.
  bool FindSpoilers(const std::vector<int>& places, std::vector<const Clause*>* spoilers) {
    for (const int i : spoilers_here_) {
      if (i >= places.back()) break;
      const AnalysedRule& rule = analysis_.rules[static_cast<std::size_t>(i)];
      const std::uint64_t taken =
          (rule.effects.prefers | (rule.effects.excludes & ~CountedOf(rule))) & live_;
      if (taken == 0) continue;
      if (!analysis_.budget.Spend(1) || !rule.is_decided) return false;
      for (const Clause& clause : rule.clauses) spoilers->push_back(&clause);
    }
    return true;
  }

  struct Candidate {
    int place;
    std::uint64_t channels;
  };

  RuleAnalysis& analysis_;
  RulesByService excluding_;
  RulesByService spoiling_;  // Those that may take a channel away from an exclusion.
  std::vector<int> spoilers_here_;
  int service_ = 0;
  std::uint64_t live_ = 0;
  std::vector<Candidate> candidates_;
  std::vector<std::size_t> chosen_;  // Of candidates_.
  std::set<int> last_;
  std::set<std::vector<int>> found_;
  int steps_ = 0;  // That may still be taken; negative: any number.
};

}  // namespace

void FindExclusionsThatLeaveNone(RuleAnalysis* analysis) { ExclusionSearch(analysis).Run(); }

SIGNPOST_END_NAMESPACE
