// SPDX-License-Identifier: Apache-2.0
//
// Limits of conditions as rules meet them: what is over one is refused with its name, what is at it
// is lowered, and nothing that can be written is deeper than its evaluation holds.
#include "cel/limits.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "rules/testing.h"

namespace signpost {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(RuleLimits, AtAboveAndZero) {
  const struct {
    const char* name;
    std::uint32_t cel::Limits::*limit;
    std::uint32_t value;
    std::string at, above;
  } cases[] = {
      {"source_code_points", &cel::Limits::source_code_points, 10, "vulnerable", "vulnerable "},
      {"nodes", &cel::Limits::nodes, 3, "age > 1", "age + 1 > 1"},
      {"nesting_depth", &cel::Limits::nesting_depth, 4, "!!!vulnerable", "!!!!vulnerable"},
      {"literal_entries", &cel::Limits::literal_entries, 2, "word in ['a', 'b']",
       "word in ['a', 'b', 'c']"},
      {"literal_entries", &cel::Limits::literal_entries, 2, "vulnerable && age > 1",
       "vulnerable && age > 1 && age > 2"},
      {"macro_nesting", &cel::Limits::macro_nesting, 1, "tags.all(a, a != '')",
       "tags.all(a, tags.all(b, a != b))"},
      {"regexes", &cel::Limits::regexes, 1, "word.matches('a')",
       "word.matches('a') || word.matches('b')"},
      {"regex_program_size", &cel::Limits::regex_program_size, 20, "word.matches('abc')",
       "word.matches('a{30}')"},
      {"regex_bytes", &cel::Limits::regex_bytes, 64 * 1024, "word.matches('a{30}')",
       "word.matches('(abcdefgh|[^ab]){900}')"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    cel::Limits limits;
    limits.*c.limit = c.value;
    const std::string said = absl::StrCat("limit ", c.name, " allows (");
    EXPECT_THAT(RuleBed(limits).Lower(c.at), Not(HasSubstr("limit")));
    EXPECT_THAT(RuleBed(limits).Lower(c.above), HasSubstr(absl::StrCat(said, c.value, ")")));
    limits.*c.limit = 0;
    EXPECT_THAT(RuleBed(limits).Lower(c.at), HasSubstr(said + "0)"));
  }
}

// The deepest terms: chains that alternate, each level in parentheses.
std::string Alternating(std::size_t levels) {
  std::string text = "vulnerable";
  for (std::size_t i = 0; i < levels; ++i) {
    text = absl::StrCat("(", text, i % 2 == 0 ? " && age > " : " || age > ", i, ")");
  }
  return text;
}

int Depth(const RuleSet& set, const ConditionTerms& condition) {
  std::vector<std::uint32_t> open;
  std::size_t deepest = 0;
  for (std::uint32_t i = 0; i < condition.count; ++i) {
    while (!open.empty() && open.back() <= i) open.pop_back();
    const TermRow& term = set.terms[condition.first + i];
    if (term.kind < TermKind::kAll) continue;
    EXPECT_GT(term.operand, i + 1) << "a group without terms";
    EXPECT_LE(term.operand, condition.count);
    open.push_back(term.operand);
    deepest = std::max(deepest, open.size());
  }
  return static_cast<int>(deepest);
}

TEST(RuleLimits, NoConditionIsDeeperThanItsEvaluationHolds) {
  static_assert(cel::Limits::kDepthCeiling < kMaxTermDepth,
                "each level of terms is one of the syntax tree");
  cel::Limits limits;
  limits.nesting_depth = cel::Limits::kDepthCeiling;
  const RuleBed bed(limits);
  std::size_t levels = 1;
  while (bed.Build({Alternating(levels + 1)}).conditions[0].count != 0) ++levels;
  EXPECT_THAT(bed.Lower(Alternating(levels + 1)), HasSubstr("limit nesting_depth allows (200)"));
  const RuleSet set = bed.Build({Alternating(levels), "!" + Alternating(levels - 1)});
  EXPECT_EQ(Depth(set, set.conditions[0]), static_cast<int>(levels));
  EXPECT_EQ(Depth(set, set.conditions[1]), static_cast<int>(levels) - 1);
  EXPECT_LT(static_cast<int>(levels), kMaxTermDepth);
  // No higher than the ceiling.
  limits.nesting_depth = cel::Limits::kDepthCeiling + 1;
  EXPECT_THAT(RuleBed(limits).Lower("vulnerable"), HasSubstr("nesting_depth"));
}

TEST(RuleLimits, LongChainsAreOneLevel) {
  cel::Limits limits;
  limits.nodes = 100'000;
  limits.source_code_points = 1'000'000;
  const RuleBed bed(limits);
  std::string same, different, negated;
  for (int i = 0; i < 10'000; ++i) {
    absl::StrAppend(&same, i == 0 ? "" : " && ", "age > 1");
    absl::StrAppend(&different, i == 0 ? "" : " || ", "age == ", i);
  }
  const RuleSet set = bed.Build({same, different, "!(" + different + ")"});
  for (const ConditionTerms& condition : set.conditions) {
    EXPECT_EQ(condition.count, 10'001u);
    EXPECT_EQ(Depth(set, condition), 1);
  }
  EXPECT_EQ(set.facts.predicates.size(), 10'001u);
  EXPECT_THAT(bed.Lower(same + " && age > 1"), HasSubstr("limit literal_entries allows (10000)"));
  // By default nodes run out before terms do.
  EXPECT_THAT(RuleBed().Lower(Repeat("age>1||", 9'999) + "age>1"),
              HasSubstr("limit nodes allows (10000)"));
}

TEST(RuleLimits, HostileTextsAreRefusedByName) {
  const RuleBed bed;
  const std::size_t many = 5'000;
  for (const std::string& text :
       {Repeat("(", many), Repeat("!", many) + "vulnerable", Repeat("[", many),
        Repeat("tags.all(x, ", many), Repeat("vulnerable ? vulnerable : ", many / 2) + "vulnerable",
        "age" + Repeat(" + 1", many) + " > 1", Repeat("(vulnerable && ", many),
        "contact" + Repeat(".customer", many)}) {
    EXPECT_THAT(bed.Lower(text), HasSubstr("limit nesting_depth allows (64)"))
        << text.substr(0, 20);
  }
  EXPECT_THAT(bed.Lower(Repeat("tags.exists(a, ", 13) + "true" + Repeat(")", 13)),
              HasSubstr("limit macro_nesting allows (12)"));
  EXPECT_THAT(bed.Lower("'" + Repeat("x", 100'000) + "' == word"),
              HasSubstr("limit source_code_points allows (100000)"));
  EXPECT_THAT(bed.Lower("word in ['a'" + Repeat(",'a'", 10'000) + "]"), HasSubstr("limit "));
}

}  // namespace
}  // namespace signpost
