// SPDX-License-Identifier: Apache-2.0
#include "cel/limits.h"

#include <functional>
#include <string>

#include "cel/testing.h"
#include "gmock/gmock.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// Every limit: what is at it passes, what is above it is refused with its name and value, and zero
// allows none.
TEST(Limits, AtAboveAndZero) {
  const struct {
    const char* name;
    std::uint32_t Limits::*limit;
    std::uint32_t value;
    std::string at, above, at_zero;
  } cases[] = {
      {"source_code_points", &Limits::source_code_points, 8, "'é' == x", "'é' == x ", "1"},
      {"nodes", &Limits::nodes, 3, "age + 1", "age + 1 + 1", "1"},
      {"nesting_depth", &Limits::nesting_depth, 4, "(([1][0]))", "((([1][0])))", "1"},
      {"nesting_depth", &Limits::nesting_depth, 4, "!!!missing", "!!!!missing", "1"},
      {"nesting_depth", &Limits::nesting_depth, 4, "age + 1 + 1 + 1", "age + 1 + 1 + 1 + 1", "1"},
      {"nesting_depth", &Limits::nesting_depth, 4, "x.a.b.c", "x.a.b.c.d", "1"},
      {"nesting_depth", &Limits::nesting_depth, 4, "x?x:x?x:x?x:x", "x?x:x?x:x?x:x?x:x", "1"},
      {"literal_entries", &Limits::literal_entries, 3, "[1, 2, 3]", "[1, 2, 3, 4]", "[1]"},
      {"literal_entries", &Limits::literal_entries, 2, "{1: 2, 3: 4}", "{1: 2, 3: 4, 5: 6}",
       "{1: 1}"},
      {"literal_entries", &Limits::literal_entries, 2, "missing || missing",
       "missing || missing || missing", "missing && missing"},
      {"macro_nesting", &Limits::macro_nesting, 2, "tags.all(a, tags.all(b, true))",
       "tags.all(a, tags.all(b, tags.all(c, true)))", "tags.all(a, true)"},
      {"iterations", &Limits::iterations, 4, "tags.all(a, tags.all(b, a != 'x') || true)",
       "tags.all(a, tags.all(b, a != 'x'))", "tags.all(a, true)"},
      {"built_bytes", &Limits::built_bytes, 4, "contact.service + '' == ''",
       "contact.service + contact.service == ''", "tags.map(t, t) == tags"},
      {"steps", &Limits::steps, 4, "age + 1", "age + 1 + 1 == 1", "age"},
      {"dynamic_regexes", &Limits::dynamic_regexes, 1, "'a'.matches(tags[0])",
       "'a'.matches(tags[0]) || 'a'.matches(tags[1])", "'a'.matches(tags[0])"},
      {"regexes", &Limits::regexes, 1, "tags[0].matches('a')",
       "tags[0].matches('a') || tags[0].matches('b')", "tags[0].matches('a')"},
      {"regex_program_size", &Limits::regex_program_size, 20, "tags[0].matches('abc')",
       "tags[0].matches('a{30}')", "tags[0].matches('a')"},
      {"regex_bytes", &Limits::regex_bytes, 64 * 1024, "tags[0].matches('a{30}')",
       "tags[0].matches('(abcdefgh|[^ab]){900}')", "tags[0].matches('a{30}')"},
  };
  TestBed bed;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    CompileOptions options;
    options.limits.*c.limit = c.value;
    const std::string said = "limit " + std::string(c.name) + " allows";
    if (std::string(c.name) == "iterations") {
      // Two elements, each with two: six altogether.
      options.limits.iterations = 6;
      EXPECT_THAT(bed.Run(c.above, options), Not(HasSubstr(said)));
      options.limits.iterations = 5;
    } else if (std::string(c.name) == "built_bytes") {
      options.limits.built_bytes = 22;
      EXPECT_THAT(bed.Run(c.above, options), Not(HasSubstr(said)));
      options.limits.built_bytes = 21;
    } else {
      EXPECT_THAT(bed.Run(c.at, options), Not(HasSubstr(said))) << c.at;
    }
    EXPECT_THAT(bed.Run(c.above, options),
                HasSubstr(said + " (" + std::to_string(options.limits.*c.limit) + ")"))
        << c.above;
    options.limits.*c.limit = 0;
    EXPECT_THAT(bed.Run(c.at_zero, options), HasSubstr(said + " (0)")) << c.at_zero;
  }
}

TEST(Limits, OfIssuesSaysHowManyAreLeftOut) {
  const TestBed bed;
  CompileOptions options;
  options.limits.issues = 2;
  const Compiled compiled = bed.Compile("a + b + c + d + e", options);
  ASSERT_EQ(compiled.issues.size(), 3u);
  EXPECT_EQ(compiled.issues[2].message, "3 more; limit issues allows 2");
  options.limits.issues = 0;
  EXPECT_EQ(bed.Compile("a", options).program, nullptr);
}

TEST(Limits, DepthHasACeiling) {
  TestBed bed;
  CompileOptions options;
  options.limits.nesting_depth = Limits::kDepthCeiling + 1;
  EXPECT_THAT(bed.Run("1", options), HasSubstr("limit nesting_depth is 201, and may be at most"));
  options.limits.nesting_depth = Limits::kDepthCeiling;
  const std::string deep = Repeat("(", 199) + "age" + Repeat(")", 199);
  EXPECT_EQ(bed.Run(deep, options), "70");
  EXPECT_EQ(
      bed.Run(Repeat("[", 199) + "age" + Repeat("]", 199) + Repeat("[0]", 0), options).substr(0, 1),
      "[");
}

TEST(Limits, WhatTheSpecificationRequiresIsAllowed) {
  TestBed bed;
  EXPECT_EQ(bed.Run(Repeat("missing || ", 31) + "true"), "true");
  EXPECT_EQ(bed.Run("1" + Repeat(" + 1", 24)), "25");
  EXPECT_EQ(bed.Run(Repeat("age < 1 ? 0 : ", 24) + "1"), "1");
  EXPECT_EQ(bed.Run(Repeat("!", 32) + "true"), "true");
  EXPECT_EQ(bed.Run(Repeat("(", 32) + "7" + Repeat(")", 32)), "7");
  EXPECT_EQ(bed.Run(Repeat("int(", 12) + "7" + Repeat(")", 12)), "7");
}

// Whatever stands in the text, nothing recurses as deep as the text is long.
TEST(Limits, LongTextsAreEvaluatedOrRefused) {
  TestBed bed;
  CompileOptions options;
  options.limits.nodes = 100'000;
  options.limits.source_code_points = 1'000'000;
  EXPECT_EQ(bed.Run(Repeat("age > 1 && ", 9'999) + "true", options), "true");
  EXPECT_EQ(bed.Run(Repeat("age < 1 || ", 9'999) + "age > 1", options), "true");
  const std::size_t many = 20'000;
  for (const std::string& text :
       {Repeat("(", many), Repeat("[", many), Repeat("{1:", many), Repeat("f(", many),
        Repeat("!", many) + "true", Repeat("-", many) + "1", Repeat("a.", many) + "a",
        "a" + Repeat("[0]", many), Repeat("true ? 1 : ", many) + "2", "1" + Repeat(" + 1", many),
        Repeat("a.all(x, ", many) + "1", "a" + Repeat(".f()", many), Repeat("T{a:", many),
        "1" + Repeat(" == 1", many), Repeat("1 + (", many)}) {
    EXPECT_THAT(bed.Run(text, options), HasSubstr("limit nesting_depth allows (64)"))
        << text.substr(0, 20);
  }
  EXPECT_THAT(bed.Run(Repeat("true && ", 10'000) + "true"), HasSubstr("limit"));
}

TEST(Limits, WorkIsBounded) {
  TestBed bed;
  CompileOptions plain;
  plain.fold = false;
  const std::string numbers = "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]";
  std::string nested = "age > 0";
  for (int i = 0; i < 5; ++i) {
    const std::string name = "i" + std::to_string(i);
    nested = numbers + ".all(" + name + ", " + nested + ")";
  }
  for (const CompileOptions& options : {CompileOptions(), plain}) {
    EXPECT_THAT(bed.Run(nested, options), HasSubstr("limit iterations allows (10000)"));
    // Nothing absorbs a limit.
    EXPECT_THAT(bed.Run("(" + nested + ") || true || age > 1", plain), HasSubstr("limit"));
    EXPECT_THAT(bed.Run(Repeat("[", 10) + "tags" +
                            Repeat("].map(a, a + a + a + a + a + a + a + a)[0]", 10) + ".size()",
                        options),
                HasSubstr("limit built_bytes allows"));
  }
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
