// SPDX-License-Identifier: Apache-2.0
//
// Conditions at the limits, loaded, compiled and matched: long chains, deep ones, budgets that end
// while a contact is bound. What is refused is in src/rules/limits_test.cc.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"
#include "tests/rules/agreement.h"

namespace signpost {
namespace {

v1::Contact Contact(int age) {
  v1::Contact contact;
  contact.set_service("bins");
  contact.mutable_time()->set_seconds(1'700'000'000);
  contact.mutable_customer()->add_needs("a");
  (*contact.mutable_attributes())["age"].set_number_value(age);
  return contact;
}

v1::Decision DecideOn(const std::string& condition, const v1::Contact& contact) {
  v1::Catalog catalog = RuleWorld();
  for (const std::string& text : {condition, std::string("age > -1")}) {
    v1::Rule& rule = *catalog.add_rules();
    rule.set_id(text == condition ? "tried" : "next");
    rule.set_condition(text);
    rule.add_effects()->set_tag("held");
  }
  const CatalogResult loaded =
      LoadCatalog({{"catalog.binpb", catalog.SerializeAsString(), CatalogFormat::kBinary}});
  if (!loaded.catalog) {
    ADD_FAILURE() << (loaded.findings.empty() ? "" : ToString(loaded.findings[0]));
    return {};
  }
  return Decide(*CompilePlan(*loaded.catalog), contact);
}

TEST(RulesLimits, LongChainsAreMatched) {
  // 10,000 nodes are allowed by default: 3 a comparison.
  std::string any, all;
  for (int i = 0; i < 3'300; ++i) {
    absl::StrAppend(&any, i == 0 ? "" : " || ", "age == ", 2 * i);
    absl::StrAppend(&all, i == 0 ? "" : " && ", "age != ", 2 * i);
  }
  Agreement agreement({any, all, "!(" + any + ")", "!(" + all + ")"});
  ASSERT_TRUE(agreement.ok()) << agreement.fault();
  ASSERT_EQ(agreement.conditions().size(), 4u);
  for (const int age : {0, 1, 2, 6'597, 6'598, 6'600}) {
    EXPECT_EQ(agreement.Disagreement(Contact(age), {}), "") << age;
  }
  EXPECT_EQ(agreement.counts().holds, 12u);
}

TEST(RulesLimits, ThousandsOfTermsThatAllMustBeLookedAt) {
  std::string chain = "vulnerable2";
  for (int i = 1; i < 7'000; ++i) chain += "&&vulnerable2";
  Agreement agreement({chain, "!(" + chain + ")"});
  ASSERT_TRUE(agreement.ok());
  ASSERT_EQ(agreement.conditions().size(), 2u);
  EXPECT_EQ(agreement.Disagreement(Contact(1), {}), "");
  EXPECT_EQ(agreement.counts().holds, 1u);
}

// Levels of && and || in turn, as deep as the limit lets them be.
TEST(RulesLimits, DeepChainsAreMatched) {
  std::vector<std::string> conditions;
  std::string text = "vulnerable";
  for (int i = 0; i < 100; ++i) {
    text = absl::StrCat("(", text, i % 2 == 0 ? " && age > " : " || age > ", i, ")");
    conditions.push_back(text);
    conditions.push_back("!" + text);
    conditions.push_back(absl::StrCat("(age > ", i, i % 2 == 0 ? " && " : " || ",
                                      conditions[conditions.size() / 2], ")"));
  }
  Agreement agreement(conditions);
  ASSERT_TRUE(agreement.ok());
  EXPECT_GT(agreement.conditions().size(), 60u);
  EXPECT_LT(agreement.conditions().size(), conditions.size());
  for (const int age : {-1, 0, 1, 15, 16, 31, 32, 200}) {
    EXPECT_EQ(agreement.Disagreement(Contact(age), {}), "") << age;
    v1::Contact known = Contact(age);
    for (const bool vulnerable : {false, true}) {
      (*known.mutable_attributes())["vulnerable"].set_bool_value(vulnerable);
      EXPECT_EQ(agreement.Disagreement(known, {}), "") << age;
    }
  }
}

// A budget that ends is that rule's error, and no other's.
TEST(RulesLimits, BudgetsThatEndAreErrorsOfTheRule) {
  std::string list = "[0";
  for (int i = 1; i < 30; ++i) absl::StrAppend(&list, ", ", i);
  list += "]";
  std::string grown = "contact.customer.needs";
  for (int i = 0; i < 9; ++i) {
    grown = absl::StrCat("[", grown, "].map(a, a + a + a + a + a + a + a + a)[0]");
  }
  for (const std::string& condition :
       {absl::StrCat(list, ".all(a, ", list, ".all(b, ", list, ".all(c, a + b + c < 1000 + age)))"),
        grown + ".size() == age",
        std::string(
            "contact.customer.needs.all(a, ['a','b','c','d','e','f','g','h','i','j','k','l',"
            "'m','n','o','p','q'].all(b, a.matches(b + '|a')))")}) {
    const v1::Decision decision = DecideOn(condition, Contact(3));
    ASSERT_EQ(decision.failed_rule_count(), 1) << condition;
    EXPECT_EQ(decision.failed_rules(0).rule(), "tried");
    EXPECT_EQ(decision.failed_rules(0).code(), "LIMIT") << condition;
    EXPECT_EQ(decision.matched_rule_count(), 1);
    EXPECT_EQ(decision.matched_rules(0).rule(), "next");
  }
  // Just within.
  const v1::Decision within =
      DecideOn(absl::StrCat(list, ".all(a, ", list, ".all(b, a + b < 1000 + age))"), Contact(3));
  EXPECT_EQ(within.failed_rule_count(), 0);
  EXPECT_EQ(within.matched_rule_count(), 2);
}

}  // namespace
}  // namespace signpost
