// SPDX-License-Identifier: Apache-2.0
#include "rules/condition_sets.h"

#include <algorithm>
#include <cstddef>
#include <utility>

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Pieces that one question may look at.
constexpr int kMostPieces = 2'000;

// Whether every contact of `part` is in `whole`, seen fact by fact.
bool Covers(const Clause& whole, const Clause& part) {
  return std::all_of(whole.begin(), whole.end(), [&part](const Literal& literal) {
    const Literal* its = FindLiteral(part, literal.fact);
    return its != nullptr && literal.classes.Covers(its->classes);
  });
}

// The one place where two clauses over the same facts differ; their size where there is not
// exactly one.
std::size_t OnlyDifference(const Clause& a, const Clause& b) {
  std::size_t found = a.size();
  if (a.size() != b.size()) return found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].fact != b[i].fact) return a.size();
    if (a[i].classes == b[i].classes) continue;
    if (found != a.size()) return a.size();
    found = i;
  }
  return found;
}

void Set(Clause* clause, std::uint32_t fact, ClassSet classes) {
  const auto at = std::lower_bound(
      clause->begin(), clause->end(), fact,
      [](const Literal& literal, std::uint32_t wanted) { return literal.fact < wanted; });
  if (at != clause->end() && at->fact == fact) {
    at->classes = std::move(classes);
  } else {
    clause->insert(at, Literal{fact, std::move(classes)});
  }
}

void Unset(Clause* clause, std::uint32_t fact) {
  clause->erase(std::remove_if(clause->begin(), clause->end(),
                               [fact](const Literal& literal) { return literal.fact == fact; }),
                clause->end());
}

}  // namespace

const Literal* FindLiteral(const Clause& clause, std::uint32_t fact) {
  const auto at = std::lower_bound(
      clause.begin(), clause.end(), fact,
      [](const Literal& literal, std::uint32_t wanted) { return literal.fact < wanted; });
  return at != clause.end() && at->fact == fact ? &*at : nullptr;
}

// What follows for tied facts. False: no contact is left.
bool ConditionSets::Tighten(Clause* clause) const {
  bool any = false;
  for (const Literal& literal : *clause)
    any |= domains_.Partner(literal.fact) != nullptr || domains_.IsOfList(literal.fact);
  if (!any) return true;

  const Clause before = *clause;
  for (const Literal& literal : before) {
    if (domains_.IsOfList(literal.fact) && !literal.classes.Has(kErrorClass)) {
      for (Literal& other : *clause) {
        if (!domains_.OfOneList(literal.fact, other.fact)) continue;
        other.classes = Difference(other.classes, ClassSet(kErrorClass, kErrorClass));
        if (other.classes.empty()) return false;
      }
    }
    const FactDomains::Pair* pair = domains_.Partner(literal.fact);
    if (pair == nullptr) continue;
    const bool is_value = literal.fact == pair->value;
    ClassSet implied;
    if (is_value && !literal.classes.Has(pair->absent)) implied = ClassSet(1, 1);
    if (!is_value && !literal.classes.Has(1)) implied = ClassSet(pair->absent, pair->absent);
    if (implied.empty()) continue;
    const std::uint32_t fact = is_value ? pair->presence : pair->value;
    const Literal* its = FindLiteral(*clause, fact);
    if (its != nullptr) implied = Intersection(implied, its->classes);
    if (implied.empty()) return false;
    if (implied == domains_.Everything(fact)) continue;
    Set(clause, fact, std::move(implied));
  }
  return true;
}

std::optional<Clause> ConditionSets::With(const Clause& clause, std::uint32_t fact,
                                          ClassSet classes) const {
  if (classes.empty()) return std::nullopt;
  Clause changed = clause;
  if (classes == domains_.Everything(fact)) {
    Unset(&changed, fact);
  } else {
    Set(&changed, fact, std::move(classes));
  }
  if (!Tighten(&changed)) return std::nullopt;
  return changed;
}

std::optional<Clause> ConditionSets::Common(const Clause& a, const Clause& b) const {
  Clause common;
  common.reserve(a.size() + b.size());
  auto in_a = a.begin(), in_b = b.begin();
  while (in_a != a.end() || in_b != b.end()) {
    if (in_b == b.end() || (in_a != a.end() && in_a->fact < in_b->fact)) {
      common.push_back(*in_a++);
    } else if (in_a == a.end() || in_b->fact < in_a->fact) {
      common.push_back(*in_b++);
    } else {
      ClassSet classes = Intersection(in_a->classes, in_b->classes);
      if (classes.empty()) return std::nullopt;
      common.push_back({in_a->fact, std::move(classes)});
      ++in_a;
      ++in_b;
    }
  }
  if (!Tighten(&common)) return std::nullopt;
  return common;
}

// Adds a clause, joined with what differs from it in one fact.
void ConditionSets::Include(Clause clause, std::vector<Clause>* clauses) const {
  for (std::size_t i = 0; i < clauses->size();) {
    const Clause& other = (*clauses)[i];
    if (Covers(other, clause)) return;
    bool joined = Covers(clause, other);
    const std::size_t difference = joined ? clause.size() : OnlyDifference(clause, other);
    if (difference < clause.size()) {
      const std::uint32_t fact = clause[difference].fact;
      std::optional<Clause> both =
          With(clause, fact, Union(clause[difference].classes, other[difference].classes));
      // What tied facts imply is implied by the union as well.
      if (both) {
        clause = *std::move(both);
        joined = true;
      }
    }
    if (!joined) {
      ++i;
      continue;
    }
    clauses->erase(clauses->begin() + static_cast<std::ptrdiff_t>(i));
    i = 0;
  }
  clauses->push_back(std::move(clause));
}

// The term at `*at`, which moves behind it; `first` is the condition's first. Recursion is as deep
// as kMaxTermDepth.
std::optional<std::vector<Clause>> ConditionSets::ExpandTerm(std::uint32_t first,
                                                             std::uint32_t* at) const {
  const TermRow& term = set_.terms[(*at)++];
  std::vector<Clause> clauses;
  bool decided = true;
  switch (term.kind) {
    case TermKind::kConstant:
      if (term.operand != 0) clauses.emplace_back();
      return clauses;
    case TermKind::kPredicate: {
      const PredicateRow& predicate = set_.facts.predicates[term.operand];
      const Clause all;
      if (auto clause = With(all, predicate.fact, domains_.Of(predicate, term.negated != 0)))
        clauses.push_back(*std::move(clause));
      return clauses;
    }
    case TermKind::kAll:
      clauses.emplace_back();
      while (*at < first + term.operand) {
        const std::optional<std::vector<Clause>> factor = ExpandTerm(first, at);
        if (!factor) {
          decided = false;  // But others may rule out every contact.
          continue;
        }
        std::vector<Clause> product;
        for (const Clause& a : clauses) {
          for (const Clause& b : *factor) {
            if (auto both = Common(a, b)) Include(*std::move(both), &product);
          }
        }
        if (product.size() > kMostClauses) {
          decided = false;  // Goes on with what is larger than it should be.
          continue;
        }
        clauses = std::move(product);
      }
      if (!decided && !clauses.empty()) return std::nullopt;
      return clauses;
    case TermKind::kAny:
      while (*at < first + term.operand) {
        std::optional<std::vector<Clause>> part = ExpandTerm(first, at);
        if (!part || clauses.size() > kMostClauses) {
          decided = false;  // But another may let in every contact.
          continue;
        }
        for (Clause& clause : *part) Include(std::move(clause), &clauses);
      }
      if (clauses.size() == 1 && clauses.front().empty()) return clauses;
      if (!decided || clauses.size() > kMostClauses) return std::nullopt;
      return clauses;
  }
  return std::nullopt;
}

std::optional<std::vector<Clause>> ConditionSets::Expand(const ConditionTerms& terms,
                                                         const ClassSet& valid_times) const {
  if (valid_times.empty()) return std::vector<Clause>();
  if (terms.count == 0) return std::nullopt;
  std::uint32_t at = terms.first;
  std::optional<std::vector<Clause>> clauses = ExpandTerm(terms.first, &at);
  if (!clauses || valid_times == domains_.Everything(domains_.now())) return clauses;
  std::vector<Clause> valid;
  const Clause times = {{domains_.now(), valid_times}};
  for (const Clause& clause : *clauses) {
    if (auto both = Common(clause, times)) Include(*std::move(both), &valid);
  }
  return valid;
}

bool ConditionSets::IsCertain(const Clause& clause) const {
  return std::all_of(clause.begin(), clause.end(), [this](const Literal& literal) {
    return domains_.IsCertain(literal.fact, literal.classes);
  });
}

// Takes `others` out of the clause one after the other, which leaves pieces; asks for a piece that
// is left in the end.
ConditionSets::Answer ConditionSets::Search(const Clause& clause,
                                            const std::vector<const Clause*>& others, bool certain,
                                            PairBudget* budget) const {
  struct Piece {
    Clause clause;
    std::size_t next;  // Of `others`.
  };
  std::vector<Piece> pieces = {{clause, 0}};
  int seen = 0;
  while (!pieces.empty()) {
    if (++seen > kMostPieces) return Answer::kUnknown;
    Piece piece = std::move(pieces.back());
    pieces.pop_back();
    std::optional<Clause> inside;
    for (; piece.next < others.size() && !inside; ++piece.next) {
      if (!budget->Spend(1)) return Answer::kUnknown;
      inside = Common(piece.clause, *others[piece.next]);
    }
    if (!inside) {
      if (!certain || IsCertain(piece.clause)) return Answer::kYes;
      continue;
    }
    Clause rest = std::move(piece.clause);
    for (const Literal& taken : *others[piece.next - 1]) {
      const Literal* its = FindLiteral(rest, taken.fact);
      const ClassSet had = its != nullptr ? its->classes : domains_.Everything(taken.fact);
      if (auto outside = With(rest, taken.fact, Difference(had, taken.classes)))
        pieces.push_back({*std::move(outside), piece.next});
      std::optional<Clause> within = With(rest, taken.fact, Intersection(had, taken.classes));
      if (!within) break;
      rest = *std::move(within);
    }
  }
  return Answer::kNo;
}

ConditionSets::Answer ConditionSets::AllInside(const Clause& clause,
                                               const std::vector<const Clause*>& others,
                                               PairBudget* budget) const {
  if (!budget->Spend(1)) return Answer::kUnknown;
  for (const Clause* other : others) {
    if (Covers(*other, clause)) return Answer::kYes;
  }
  if (others.size() < 2) return Answer::kNo;
  switch (Search(clause, others, false, budget)) {
    case Answer::kYes:
      return Answer::kNo;
    case Answer::kNo:
      return Answer::kYes;
    case Answer::kUnknown:
      break;
  }
  return Answer::kUnknown;
}

SIGNPOST_END_NAMESPACE
