// SPDX-License-Identifier: Apache-2.0
//
// Conditions as sets of contacts: a union of clauses, each saying for a few facts which classes
// they may have. Way in: ConditionSets.
#ifndef SIGNPOST_SRC_RULES_CONDITION_SETS_H_
#define SIGNPOST_SRC_RULES_CONDITION_SETS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/class_sets.h"
#include "rules/fact_domains.h"
#include "rules/rule_set.h"

SIGNPOST_BEGIN_NAMESPACE

// One fact is in one of the classes; never all there are.
struct Literal {
  std::uint32_t fact = 0;
  ClassSet classes;

  friend bool operator==(const Literal& a, const Literal& b) {
    return a.fact == b.fact && a.classes == b.classes;
  }
};

// All of them hold. By fact, one a fact; without any: every contact.
using Clause = std::vector<Literal>;

// Null where the clause says nothing about the fact.
const Literal* FindLiteral(const Clause& clause, std::uint32_t fact);

// What may still be spent on comparing; a unit is one pair of clauses.
class PairBudget {
 public:
  explicit PairBudget(std::int64_t pairs) : left_(pairs) {}
  // False, and nothing more may be done, where that much is not left.
  bool Spend(std::int64_t pairs) {
    if (pairs > left_) cut_ = true;
    if (!cut_) left_ -= pairs;
    return !cut_;
  }
  bool cut() const { return cut_; }

 private:
  std::int64_t left_;
  bool cut_ = false;
};

class ConditionSets {
 public:
  // Clauses of one condition: beyond, it is not decided.
  static constexpr std::size_t kMostClauses = 32;

  ConditionSets(const FactDomains& domains, const RuleSet& set) : domains_(domains), set_(set) {}

  // The contacts for which a rule is valid and its condition true (not an error), none twice for
  // the same reason: no clause is part of another. Empty list: no contact. Unset: not decided.
  std::optional<std::vector<Clause>> Expand(const ConditionTerms& terms,
                                            const ClassSet& valid_times) const;

  // Contacts of both. Unset: there are none.
  std::optional<Clause> Common(const Clause& a, const Clause& b) const;

  enum class Answer { kYes, kNo, kUnknown };
  // Whether a contact of `clause` is certain that is in none of `others`.
  Answer SomeOutside(const Clause& clause, const std::vector<const Clause*>& others,
                     PairBudget* budget) const {
    return Search(clause, others, true, budget);
  }
  // Whether every contact of `clause` is in one of `others`; kNo says only that it may not be.
  Answer AllInside(const Clause& clause, const std::vector<const Clause*>& others,
                   PairBudget* budget) const;

 private:
  Answer Search(const Clause& clause, const std::vector<const Clause*>& others, bool certain,
                PairBudget* budget) const;
  std::optional<std::vector<Clause>> ExpandTerm(std::uint32_t first, std::uint32_t* at) const;
  void Include(Clause clause, std::vector<Clause>* clauses) const;
  // The clause with the classes of one fact replaced. Unset: no contact is left.
  std::optional<Clause> With(const Clause& clause, std::uint32_t fact, ClassSet classes) const;
  bool Tighten(Clause* clause) const;
  bool IsCertain(const Clause& clause) const;

  const FactDomains& domains_;
  const RuleSet& set_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_CONDITION_SETS_H_
