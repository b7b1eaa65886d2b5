// SPDX-License-Identifier: Apache-2.0
//
// Conditions as unions of clauses.
#include "rules/condition_sets.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "rules/analysis_testing.h"

namespace signpost {
namespace {

// Two conditions of one catalog.
class Two {
 public:
  Two(const std::string& a, const std::string& b) : catalog_(WithRules(a, b)) {}

  std::optional<std::vector<Clause>> Expand(int i) const {
    return sets_.Expand(set_.conditions[static_cast<std::size_t>(i)],
                        domains_.ValidTimes(catalog_.rules(i)));
  }
  std::size_t Clauses() const { return Expand(0)->size(); }
  bool Same() const { return *Expand(0) == *Expand(1); }
  ConditionSets::Answer FirstInsideSecond(std::int64_t budget_of = 1000) const {
    const std::vector<Clause> all = *Expand(0), others = *Expand(1);
    PairBudget budget(budget_of);
    for (const Clause& clause : all) {
      const auto answer = sets_.AllInside(clause, Pointers(others), &budget);
      if (answer != ConditionSets::Answer::kYes) return answer;
    }
    return ConditionSets::Answer::kYes;
  }
  ConditionSets::Answer SomeOutsideSecond() const {
    const std::vector<Clause> all = *Expand(0), others = *Expand(1);
    PairBudget budget(1000);
    return sets_.SomeOutside(all.front(), Pointers(others), &budget);
  }

 private:
  static v1::Catalog WithRules(const std::string& a, const std::string& b) {
    v1::Catalog catalog = Parse(kBase);
    catalog.add_rules()->set_condition(a);
    catalog.add_rules()->set_condition(b);
    return catalog;
  }
  static std::vector<const Clause*> Pointers(const std::vector<Clause>& clauses) {
    std::vector<const Clause*> pointers;
    for (const Clause& clause : clauses) pointers.push_back(&clause);
    return pointers;
  }

  const v1::Catalog catalog_;
  const CatalogIndex index_{catalog_};
  const RuleSet set_ = Lower(catalog_);
  const FactDomains domains_{catalog_, index_, set_};
  const ConditionSets sets_{domains_, set_};
};

using Answer = ConditionSets::Answer;

TEST(ConditionSets, OneFactIsOneClause) {
  EXPECT_EQ(Two("plan == 'a' || plan == 'b' || age == 1", "true").Clauses(), 2U);
  EXPECT_TRUE(Two("plan == 'a' || plan == 'b'", "plan in ['b', 'a']").Same());
  EXPECT_TRUE(Two("age > 64", "age >= 65").Same());
  EXPECT_TRUE(Two("!(age < 18 || vip)", "!vip && age >= 18").Same());
  EXPECT_TRUE(Two("vip && age > 1 || !vip && age > 1", "age > 1").Same());
  EXPECT_TRUE(Two("vip || !vip", "true").Same());
  // An error where the contact does not say.
  EXPECT_FALSE(Two("age > 1 || age <= 1", "true").Same());
  EXPECT_TRUE(Two("contact.customer.has_internet",
                  "has(contact.customer.has_internet) && contact.customer.has_internet")
                  .Same());
}

TEST(ConditionSets, TooManyAlternativesAreNotDecided) {
  std::string all, any;
  const char* const names[] = {"a", "b", "c", "d", "e", "f"};
  for (const char* name : names) {
    absl::StrAppend(&all, all.empty() ? "" : " && ", "('", name, "1' in tags || '", name,
                    "2' in tags)");
  }
  EXPECT_FALSE(Two(all, "true").Expand(0));  // 64 of them.
  EXPECT_EQ(Two(all + " && vip && !vip", "true").Clauses(), 0U);
  EXPECT_EQ(Two("(" + all + ") || true", "true").Clauses(), 1U);
  for (int i = 0; i < 33; ++i)
    absl::StrAppend(&any, i == 0 ? "" : " || ", "'", i, "' in contact.customer.needs");
  EXPECT_FALSE(Two(any, "true").Expand(0));
}

TEST(ConditionSets, InsideMayTakeSeveralClauses) {
  EXPECT_EQ(Two("age >= 65 && vip", "age > 18").FirstInsideSecond(), Answer::kYes);
  EXPECT_EQ(Two("age > 18", "age >= 65 && vip").FirstInsideSecond(), Answer::kNo);
  EXPECT_EQ(
      Two("age > 1 && plan == 'a'", "vip && age > 0 || !vip && plan == 'a'").FirstInsideSecond(),
      Answer::kYes);
  EXPECT_EQ(Two("plan == 'a'", "vip && age > 0 || !vip && plan == 'a'").FirstInsideSecond(),
            Answer::kNo);
  EXPECT_EQ(Two("true", "age > 0 || age <= 0").FirstInsideSecond(), Answer::kNo);
  EXPECT_EQ(Two("age > 1", "vip").FirstInsideSecond(0), Answer::kUnknown);
}

TEST(ConditionSets, OutsideMustBeCertain) {
  EXPECT_EQ(Two("age > 1", "age > 2 || vip").SomeOutsideSecond(), Answer::kYes);
  EXPECT_EQ(Two("age > 1", "age > 0 && vip || !vip && age > -1").SomeOutsideSecond(), Answer::kNo);
  EXPECT_EQ(Two("age > 1", "live('phone').open").SomeOutsideSecond(), Answer::kNo);
  EXPECT_EQ(Two("age > 1", "plan.startsWith('x')").SomeOutsideSecond(), Answer::kNo);
  EXPECT_EQ(Two("income > 1.0", "income <= 1.7976931348623157e308").SomeOutsideSecond(),
            Answer::kNo);
  // A list is not stated, or else each member is in it or not.
  EXPECT_EQ(Two("'a' in tags", "'b' in tags").SomeOutsideSecond(), Answer::kYes);
  EXPECT_EQ(Two("'a' in tags", "'b' in tags || !('b' in tags)").SomeOutsideSecond(), Answer::kNo);
}

}  // namespace
}  // namespace signpost
