// SPDX-License-Identifier: Apache-2.0
#include "cel/source.h"

#include <string>

#include "gtest/gtest.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

TEST(Excerpt, CaretsStandUnderWhatIsMeant) {
  EXPECT_EQ(Excerpt("age > 65", 6, 8), "age > 65\n      ^^");
  EXPECT_EQ(Excerpt("", 0, 0), "\n^");
  EXPECT_EQ(Excerpt("a", 1, 1), "a\n ^");
  EXPECT_EQ(Excerpt("ab", 1, 99), "ab\n ^");
  EXPECT_EQ(Excerpt("ab", 99, 0), "ab\n  ^");
  EXPECT_EQ(Excerpt("\t\xC3\xA9 ab", 4, 6), "\t\xC3\xA9 ab\n\t  ^^");
}

TEST(Excerpt, OfALongLineOnlyWhatIsAround) {
  const std::string filler(300, 'x');
  EXPECT_EQ(Excerpt(filler + "abc" + filler, 300, 303), "..." + std::string(100, 'x') + "abc" +
                                                            std::string(97, 'x') + "...\n" +
                                                            std::string(103, ' ') + "^^^");
}

TEST(Excerpt, SteersNoTerminal) {
  EXPECT_EQ(Excerpt("a\x1B[2J\x7F\xC2\x9B\xFFz", 8, 9), "a [2J  ?z\n       ^");
}

TEST(Issues, NameTheLimitThatWasHit) {
  const Source source("abc");
  Issues issues(source, 1);
  issues.AddOverLimit({1, 2}, "expression has more parts", "nodes", 7);
  issues.AddOverLimit({0, 2}, "expression is nested deeper", "nesting_depth", 8);
  const std::vector<Issue> all = issues.Take();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].limit, "nodes");
  EXPECT_EQ(all[0].message, "expression has more parts than limit nodes allows (7)");
  EXPECT_EQ(all[1].limit, "");
  EXPECT_EQ(all[1].message, "1 more; limit issues allows 1");
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
