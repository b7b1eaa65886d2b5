// SPDX-License-Identifier: Apache-2.0
//
// The parts of CheckRules(): conditions, effects, and what exclusions leave. All of them look at
// one rule at a time and keep no syntax tree, so that a million rules take little memory.
#ifndef SIGNPOST_SRC_CATALOG_CHECK_RULES_H_
#define SIGNPOST_SRC_CATALOG_CHECK_RULES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "catalog/check.h"
#include "catalog/source_text.h"
#include "cel/compile.h"
#include "rules/rule_set.h"

SIGNPOST_BEGIN_NAMESPACE

// "rule \"id\"", for messages.
std::string RuleName(const CheckContext& context, int rule);

// What the other checks need to know of a condition.
struct ConditionFacts {
  bool compiled = false;
  bool calls_live = false;
  bool live_channels_known = true;  // Every live() names a channel.
  // The services, ascending, that it can hold for. Empty: not known, so any.
  std::optional<std::vector<int>> services;
};

class ConditionChecks {
 public:
  explicit ConditionChecks(const CheckContext& context);

  // `condition` is that of the rule, as it was added to the catalog's set.
  ConditionFacts Check(int rule, const RuleSetBuilder::Added& condition);
  // What counts over all rules. Call once, after them.
  void Finish();

 private:
  enum class Names { kNone, kService, kChannel };

  // A finding about a part of the condition, at its place in the file where that can be known.
  void Add(Code code, int rule, const cel::Source& source, cel::Span span, std::string message,
           std::string remedy);
  void AddIssue(int rule, const cel::Source& source, const cel::Issue& issue);
  void CheckNode(int rule, const cel::Program& program, cel::NodeId id, ConditionFacts* facts);
  // Whether it names a channel.
  bool CheckLive(int rule, const cel::Program& program, cel::NodeId call);
  void CheckComparison(int rule, const cel::Program& program, cel::NodeId call);
  void CheckName(int rule, const cel::Program& program, Names names, const cel::Value& value,
                 cel::NodeId literal);
  static Names NamesOf(const cel::Ast& ast, cel::NodeId id);
  static bool IsService(const cel::Ast& ast, cel::NodeId id);
  std::optional<std::vector<int>> ServicesOf(const cel::Ast& ast, cel::NodeId id) const;
  std::optional<std::vector<int>> ServicesNamed(const cel::Value& value) const;

  const CheckContext& context_;
  Report& report_;
  std::map<int, SourceText> texts_;  // By source.
  absl::flat_hash_set<std::string> patterns_;
  std::int64_t pattern_bytes_ = 0;
  int first_rule_over_ = -1;
};

// What exclusions leave of each service's live channels.
class ExclusionChecks {
 public:
  explicit ExclusionChecks(const CheckContext& context);

  // `all` are the channels that the rule excludes, `lasting` those on another ground than CAPACITY.
  void Check(int rule, std::uint64_t all, std::uint64_t lasting, const ConditionFacts& facts,
             const Path& path);

 private:
  // The first service that a set of channels covers, and how many there are.
  struct Covered {
    int first = -1;
    int count = 0;
  };
  // Services whose live channels are these.
  struct Group {
    std::uint64_t live = 0;
    int first = 0;
    int count = 0;
  };
  struct Outcome {
    Covered none, digital;
  };

  void Weigh(std::uint64_t all, std::uint64_t lasting, std::uint64_t live, int first, int count,
             Outcome* outcome) const;
  const Outcome& OfEveryService(std::uint64_t all, std::uint64_t lasting);

  const CheckContext& context_;
  std::uint64_t digital_ = 0;        // Channels.
  std::vector<std::uint64_t> live_;  // Channels, by service.
  std::vector<Group> groups_;        // In the order of their first services.
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, Outcome> outcomes_;
};

void CheckEffects(const CheckContext& context, int rule, const ConditionFacts& facts,
                  ExclusionChecks* exclusions);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_CHECK_RULES_H_
