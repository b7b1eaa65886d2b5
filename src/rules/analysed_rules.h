// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the analysis share: a rule as sets of contacts and of channels, and lists of
// rules by the services that they may be about. You want analysis.h.
#ifndef SIGNPOST_SRC_RULES_ANALYSED_RULES_H_
#define SIGNPOST_SRC_RULES_ANALYSED_RULES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "catalog/index.h"
#include "rules/analysis.h"
#include "rules/condition_sets.h"
#include "rules/fact_domains.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// What a rule says of channels; of an exclusion and a preference of one channel what it says first.
struct ChannelEffects {
  std::uint64_t excludes = 0;
  std::uint64_t capacity = 0;  // Of those, on that ground.
  std::uint64_t prefers = 0;
  std::uint64_t offers = 0;

  bool any() const { return (excludes | prefers | offers) != 0; }
};
ChannelEffects ChannelEffectsOf(const v1::Rule& rule, const CatalogIndex& index);
// The script with which a rule offers a channel, which it does.
const std::string& ScriptOf(const v1::Rule& rule, const std::string& channel);

struct AnalysedRule {
  int index = 0;  // In the catalog.
  bool stop = false;
  bool is_decided = false;      // `clauses` are known.
  std::vector<Clause> clauses;  // Dropped where nothing more asks for them.
  ChannelEffects effects;
};

// Which services have which channels.
struct ServedChannels {
  ServedChannels(const v1::Catalog& catalog, const CatalogIndex& index, const FactDomains& domains);

  std::vector<ClassSet> services_of;  // By channel: of FactDomains::service().
  std::vector<std::uint64_t> live;    // By service: its live channels.
  std::uint64_t digital = 0;          // Channels.
};

// The few services that all clauses of a rule name. Unset: it may be about any, or about many.
std::optional<std::vector<std::uint32_t>> FewServices(const std::vector<Clause>& clauses,
                                                      const FactDomains& domains);

// Places of rules, by the services that they may be about: who asks for one service does not meet
// the rules about others.
class RulesByService {
 public:
  void Add(int rule, const std::optional<std::vector<std::uint32_t>>& services);
  // In the order in which they were added, each once.
  std::vector<int> Meeting(const std::optional<std::vector<std::uint32_t>>& services) const;

 private:
  std::vector<int> all_;
  std::vector<int> of_any_;
  absl::flat_hash_map<std::uint32_t, std::vector<int>> of_one_;
};

// One analysis under way.
struct RuleAnalysis {
  RuleAnalysis(const v1::Catalog& its_catalog, const CatalogIndex& its_index, const RuleSet& set,
               std::int64_t pairs)
      : catalog(its_catalog),
        index(its_index),
        domains(its_catalog, its_index, set),
        sets(domains, set),
        served(its_catalog, its_index, domains),
        budget(pairs) {}

  const v1::Rule& MessageOf(const AnalysedRule& rule) const { return catalog.rules(rule.index); }
  // Contacts of the clause whose service has the channel. Unset: there are none.
  std::optional<Clause> WithChannel(const Clause& clause, int channel) const;
  // Whether some contact of the clause reaches the rule at this place, and is in none of `others`.
  // No, where that is not certain.
  bool IsReached(const Clause& clause, int place, std::vector<const Clause*> others);

  const v1::Catalog& catalog;
  const CatalogIndex& index;
  const FactDomains domains;
  const ConditionSets sets;
  const ServedChannels served;
  PairBudget budget;
  std::vector<AnalysedRule> rules;  // In the order in which they apply.
  RulesByService stops;             // Those that stop and may be reached.
  std::vector<RuleFinding> findings;
};

// Rules that say different things of one channel. Call Add() for each rule that may be reached, in
// order, when the rules before it are in the analysis.
class ConflictSearch {
 public:
  explicit ConflictSearch(RuleAnalysis* analysis);
  void Add(int place);

 private:
  struct Channel {
    RulesByService excluding, preferring, offering;
  };
  void Compare(int before, int place);
  bool Find(const AnalysedRule& first, const AnalysedRule& later, int place, std::uint64_t channels,
            RuleFindingKind kind);
  std::uint64_t OfferedOtherwise(const AnalysedRule& first, const AnalysedRule& later) const;

  RuleAnalysis& analysis_;
  std::vector<Channel> channels_;
};

// Rules that together leave a service without a channel. Call it when all rules are analysed.
void FindExclusionsThatLeaveNone(RuleAnalysis* analysis);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_ANALYSED_RULES_H_
