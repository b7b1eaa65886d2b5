// SPDX-License-Identifier: Apache-2.0
//
// Which classes of a fact some contact has. Classes that no contact can have (what lies between 64
// and 65 of whole numbers, a service that the catalog lacks) are left out, and the rest numbered
// anew, so that sets of them say what can be. Way in: FactDomains.
//
// Two claims are kept apart. That a class is in the domain of its fact says: perhaps a contact has
// it. That it is *certain* says: some contact has it, whatever it has for other facts, but those
// that Partner() and OfOneList() tie together.
#ifndef SIGNPOST_SRC_RULES_FACT_DOMAINS_H_
#define SIGNPOST_SRC_RULES_FACT_DOMAINS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/index.h"
#include "rules/class_sets.h"
#include "rules/rule_set.h"
#include "signpost/money.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

class FactDomains {
 public:
  // The catalog has no errors, and the set is of its rules. All must outlive this.
  FactDomains(const v1::Catalog& catalog, const CatalogIndex& index, const RuleSet& set);

  // All that a fact can be. An error is one class more: kErrorClass.
  ClassSet Everything(std::uint32_t fact) const;
  // Those that the predicate, or what it denies, holds for: never an error.
  ClassSet Of(const PredicateRow& predicate, bool negated) const;
  std::uint32_t size(std::uint32_t fact) const { return Get(fact).size; }

  // Whether a contact is certain that has one of these classes, which are not all of the fact's.
  bool IsCertain(std::uint32_t fact, const ClassSet& classes) const;

  // The time of a contact, which is a fact whether or not a condition asks for it, and the times
  // at which a rule is valid.
  std::uint32_t now() const { return now_; }
  ClassSet ValidTimes(const v1::Rule& rule) const;
  // So is its service; the class of one of the catalog.
  std::uint32_t service() const { return service_; }
  std::uint32_t ServiceClass(int service) const {
    return service_classes_[static_cast<std::size_t>(service)];
  }

  // Whether a contact states something, and what it states: where it does not, that is `absent`.
  struct Pair {
    std::uint32_t presence = 0;
    std::uint32_t value = 0;
    std::uint32_t absent = 0;
  };
  // Null where the fact is neither.
  const Pair* Partner(std::uint32_t fact) const;
  // Whether both ask for members of one list, which is an error for both or for neither.
  bool OfOneList(std::uint32_t fact, std::uint32_t other) const {
    return domain_of_[fact] == domain_of_[other] && Get(fact).is_list;
  }
  bool IsOfList(std::uint32_t fact) const { return Get(fact).is_list; }

 private:
  struct Domain {
    std::vector<std::uint32_t> first;  // By class of the plan: its first one here. One more at the
                                       // end.
    std::uint32_t size = 0;
    bool can_fail = false;
    bool is_list = false;     // An attribute's, which can fail.
    bool is_certain = false;  // Every class; of numbers those that `certain` says.
    bool is_number = false;
    ClassSet certain;
  };
  const Domain& Get(std::uint32_t fact) const { return domains_[domain_of_[fact]]; }
  void AddGroup(const FactGroupRow& group);
  void AddTexts(const FactGroupRow& group);
  void AddNumbers(const FactGroupRow* group);
  void AddMembers(const FactGroupRow& group);
  void AddTruth(const FactGroupRow& group);
  void AddServices();
  void FindPairs();
  bool CanFail(const FactGroupRow& group) const;
  void Add(const Domain& domain, std::uint32_t facts);

  const v1::Catalog& catalog_;
  const CatalogIndex& index_;
  const RuleSet& set_;
  std::vector<Domain> domains_;
  std::vector<std::uint32_t> domain_of_;  // By fact.
  std::vector<Int128> times_;             // What times are compared with, conditions and validity.
  std::vector<std::uint32_t> times_before_;  // Classes before each of them; one more at the end.
  std::uint32_t now_ = 0;
  std::uint32_t service_ = 0;
  std::vector<std::uint32_t> service_classes_;
  std::vector<Pair> pairs_;
  std::vector<std::int32_t> pair_of_;  // By fact: of pairs_, or -1.
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_FACT_DOMAINS_H_
