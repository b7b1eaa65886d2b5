// SPDX-License-Identifier: Apache-2.0
#include "rules/predicates.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "rules/testing.h"

namespace signpost {
namespace {

constexpr FactKey kAge{FactSource::kAttribute, 1, FactKind::kNumber};
constexpr FactKey kWord{FactSource::kAttribute, 0, FactKind::kText};
constexpr FactKey kTags{FactSource::kAttribute, 4, FactKind::kMember};

Interval Between(std::int64_t low, std::int64_t high) {
  Interval interval;
  interval.low = Point{low, 0};
  interval.high = Point{high, 0};
  return interval;
}

TEST(Predicates, AreKeptOnce) {
  Predicates predicates;
  EXPECT_EQ(predicates.TextIn(kWord, {"a", "b"}), 0u);
  EXPECT_EQ(predicates.TextIn(kWord, {"b", "a", "b"}), 0u);
  EXPECT_EQ(predicates.TextIn(kWord, {"a"}), 1u);
  EXPECT_EQ(predicates.TextIn({FactSource::kService, 0, FactKind::kText}, {"a"}), 2u);
  EXPECT_EQ(predicates.NumberIn(kAge, Between(1, 2)), 3u);
  EXPECT_EQ(predicates.NumberIn(kAge, Between(1, 2)), 3u);
  Interval open = Between(1, 2);
  open.high_open = true;
  EXPECT_EQ(predicates.NumberIn(kAge, open), 4u);
  EXPECT_EQ(predicates.NumberAmong(kAge, {{1, 0}, {2, 0}}), 5u);
  EXPECT_EQ(predicates.NumberAmong(kAge, {{2, 0}, {1, 0}}), 5u);
  EXPECT_EQ(predicates.HasMember(kTags, "a"), 6u);
  EXPECT_EQ(predicates.HasMember(kTags, "b"), 7u);
  EXPECT_EQ(predicates.HasMember(kTags, "a"), 6u);
  EXPECT_EQ(predicates.size(), 8u);
}

// A key made of texts must not take one list for another.
TEST(Predicates, TextsThatLookLikeListsAreNone) {
  Predicates predicates;
  const std::vector<std::vector<std::string>> lists = {
      {}, {""}, {"a", "b"}, {"a|1:b"}, {"a", "b|1:c"}, {"a|1:b", "c"}, {std::string("a\0b", 3)}};
  for (std::size_t i = 0; i < lists.size(); ++i) EXPECT_EQ(predicates.TextIn(kWord, lists[i]), i);
  EXPECT_EQ(predicates.HasMember(kTags, "a"), lists.size());
  EXPECT_EQ(predicates.HasMember({FactSource::kNeeds, 0, FactKind::kMember}, "a"),
            lists.size() + 1);
}

TEST(Predicates, NumberGivesClassesInOrder) {
  Predicates predicates;
  predicates.NumberAmong(kAge, {{10, 0}, {-5, 0}});
  predicates.NumberIn(kAge, Between(3, 10));
  Interval open = Between(-5, 3);
  open.low_open = open.high_open = true;
  predicates.NumberIn(kAge, open);
  predicates.NumberIn(kAge, {});
  predicates.NumberAmong(kAge, {});
  predicates.TextIn(kWord, {"b"});
  predicates.TextIn(kWord, {"c", "a"});
  const FactTables tables = predicates.Number();
  ASSERT_EQ(tables.groups.size(), 2u);  // The word is the first attribute.
  EXPECT_EQ(tables.groups[0].kind, FactKind::kText);
  EXPECT_EQ(tables.groups[1].constant_count, 3u);
  EXPECT_EQ(tables.fact_count, 2u);
  EXPECT_EQ(tables.first_live_fact, 2u);
  EXPECT_EQ(tables.texts, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(tables.points.size(), 3u);
  EXPECT_EQ(tables.points[0].value, -5);
  EXPECT_EQ(tables.points[2].value, 10);
  // Below -5, -5, between, 3, between, 10, above, NaN.
  const struct {
    std::uint32_t fact, first, last;
    bool set;
  } rows[] = {{1, 0, 2, true},  {1, 3, 5, false}, {1, 2, 2, false}, {1, 0, 6, false},
              {1, 1, 0, false}, {0, 2, 2, false}, {0, 2, 2, true}};
  ASSERT_EQ(tables.predicates.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(tables.predicates[i].fact, rows[i].fact);
    EXPECT_EQ(tables.predicates[i].first, rows[i].first);
    EXPECT_EQ(tables.predicates[i].last, rows[i].last);
    EXPECT_EQ(tables.predicates[i].is_set != 0, rows[i].set);
  }
  EXPECT_EQ(tables.class_sets, (std::vector<std::uint32_t>{1, 5, 1, 3}));
}

TEST(Predicates, LiveFactsComeLast) {
  Predicates predicates;
  predicates.Holds({FactSource::kLiveInService, 1, FactKind::kTruth});
  predicates.Holds({FactSource::kOpen, 0, FactKind::kTruth});
  predicates.HasMember(kTags, "b");
  predicates.HasMember(kTags, "a");
  predicates.NumberAmong({FactSource::kLiveWait, 0, FactKind::kNumber}, {{5, 0}});
  const FactTables tables = predicates.Number();
  EXPECT_EQ(tables.fact_count, 5u);
  EXPECT_EQ(tables.first_live_fact, 3u);
  EXPECT_EQ(tables.predicates[0].fact, 4u);
  EXPECT_EQ(tables.predicates[1].fact, 2u);
  // One fact a text, in the order of the texts.
  EXPECT_EQ(tables.predicates[2].fact, 1u);
  EXPECT_EQ(tables.predicates[3].fact, 0u);
  EXPECT_EQ(tables.predicates[4].fact, 3u);
}

// However it is written and however many rules ask it.
TEST(Predicates, ManyRulesShareThem) {
  const RuleBed bed;
  std::vector<std::string> conditions;
  for (int i = 0; i < 1'000; ++i) {
    static const char* const kAge[] = {"age >= 65", "65 <= age", "!(age < 65)", "age > 64",
                                       "65 > age"};
    static const char* const kService[] = {"contact.service == 'tax'", "contact.service in ['tax']",
                                           "!('tax' != contact.service)"};
    static const char* const kTag[] = {"'x' in tags", "!!('x' in tags)", "!('x' in tags)"};
    static const char* const kProgram[] = {"size(tags) > 1", "size( tags )>1",
                                           "!(tags.size() < 2)"};
    conditions.push_back(absl::StrCat(kAge[i % 5], " && (", kService[i % 3], " || ", kTag[i % 3],
                                      ") || ", kProgram[i % 2]));
  }
  RuleSet set = bed.Build(conditions);
  EXPECT_EQ(set.conditions.size(), 1'000u);
  EXPECT_EQ(set.facts.predicates.size(), 4u);
  EXPECT_EQ(set.facts.fact_count, 4u);
  EXPECT_EQ(set.programs.size(), 1u);
  std::vector<std::string> printed;
  for (const PredicateRow& row : set.facts.predicates)
    printed.push_back(bed.PrintPredicate(set, row));
  EXPECT_EQ(printed, (std::vector<std::string>{"age [65, *)", R"(service {"tax"})",
                                               R"(tags has "x")", R"(program `size(tags) > 1`)"}));
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    EXPECT_EQ(
        bed.Print(set, i),
        absl::StrCat("any(all(", i % 5 == 4 ? "!" : "", R"(age [65, *), any(service {"tax"}, )",
                     i % 3 == 2 ? "!" : "", R"(tags has "x")), program `size(tags) > 1`))"))
        << conditions[i];
  }
}

}  // namespace
}  // namespace signpost
