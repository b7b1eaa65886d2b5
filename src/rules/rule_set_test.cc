// SPDX-License-Identifier: Apache-2.0
#include "rules/rule_set.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "rules/testing.h"

namespace signpost {
namespace {

std::uint32_t ErrorClass(cel::ErrorCode code) {
  return kErrorClass | static_cast<std::uint32_t>(code);
}

v1::Contact Contact(const std::string& text) {
  v1::Contact contact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &contact));
  return contact;
}

TEST(RuleSet, ProgramsGiveTruthsOrErrors) {
  const RuleBed bed;
  const RuleSet set = bed.Build(
      {"size(tags) > 1", "word.startsWith('a') && vulnerable", "tags[5] == 'a'",
       "1 / (age - age) == 1", "contact.attributes.word", "contact.attributes.none == 1",
       "age + 9223372036854775807 > 0", "moved_in < now", "contact.attributes.vulnerable"});
  const v1::Contact contact = Contact(R"(
    time { seconds: 100 }
    attributes { key: "tags" value { list_value { values { string_value: "a" }
                                                  values { string_value: "b" } } } }
    attributes { key: "word" value { string_value: "b" } }
    attributes { key: "age" value { number_value: 3 } }
    attributes { key: "vulnerable" value { bool_value: true } })");
  ASSERT_EQ(set.programs.size(), 9u);
  const std::vector<std::uint32_t> expected = {
      1,
      0,
      ErrorClass(cel::ErrorCode::kIndexOutOfRange),
      ErrorClass(cel::ErrorCode::kDivisionByZero),
      ErrorClass(cel::ErrorCode::kNoMatchingOverload),  // A string.
      ErrorClass(cel::ErrorCode::kNoSuchKey),
      ErrorClass(cel::ErrorCode::kOverflow),
      ErrorClass(cel::ErrorCode::kUnbound),
      1};
  EXPECT_EQ(set.RunPrograms(contact), expected);
}

TEST(RuleSet, EachProgramHasBudgetsOfItsOwn) {
  const RuleBed bed;
  std::string list = "[0";
  for (int i = 1; i < 90; ++i) list += "," + std::to_string(i);
  list += "]";
  // 8,190 of 10,000 iterations, several times.
  const std::string most = list + ".all(a, " + list + ".exists(b, a + b < 0) || age > ";
  const std::string too_much =
      "age > 0 && " + list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c >= 0)))";
  const RuleSet set = bed.Build({most + "0)", most + "1)", too_much, most + "2)"});
  const v1::Contact contact = Contact("attributes { key: 'age' value { number_value: 3 } }");
  ASSERT_EQ(set.programs.size(), 4u);
  EXPECT_EQ(set.RunPrograms(contact),
            (std::vector<std::uint32_t>{1, 1, ErrorClass(cel::ErrorCode::kLimit), 1}));
}

TEST(RuleSet, WithoutProgramsNothingIsRun) {
  const RuleBed bed;
  EXPECT_TRUE(bed.Build({"age > 1"}).RunPrograms(v1::Contact()).empty());
  EXPECT_TRUE(bed.Build({}).RunPrograms(v1::Contact()).empty());
}

TEST(RuleSetBuilder, AConditionWithIssuesKeepsItsPlace) {
  const RuleBed bed;
  RuleSetBuilder builder(bed.environment(), {});
  EXPECT_TRUE(builder.Add("age > 1", "a").issues.empty());
  const RuleSetBuilder::Added wrong = builder.Add("agee > 1 && wordd == 'a'", "b");
  EXPECT_EQ(wrong.issues.size(), 2u);
  EXPECT_EQ(wrong.program, nullptr);
  const RuleSetBuilder::Added live = builder.Add("live(word).open", "c");
  EXPECT_EQ(live.issues.size(), 1u);
  EXPECT_NE(live.program, nullptr);
  EXPECT_TRUE(builder.Add("vulnerable", "d").issues.empty());
  const RuleSet set = builder.Build();
  ASSERT_EQ(set.conditions.size(), 4u);
  EXPECT_EQ(set.conditions[1].count, 0u);
  EXPECT_EQ(set.conditions[2].count, 0u);
  EXPECT_EQ(bed.Print(set, 0), "age [2, *)");
  EXPECT_EQ(bed.Print(set, 3), "vulnerable");
}

}  // namespace
}  // namespace signpost
