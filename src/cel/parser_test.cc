// SPDX-License-Identifier: Apache-2.0
#include "cel/parser.h"

#include <string>
#include <vector>

#include "cel/testing.h"
#include "gmock/gmock.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using testing::HasSubstr;

std::string Tree(const std::string& text) {
  const Source source(text);
  Ast ast;
  Issues issues(source, 10);
  Parse(source, Limits(), ast, issues);
  std::string result;
  for (const Issue& issue : issues.Take()) result += source.Format(issue) + "\n";
  return result.empty() ? ast.ToString(ast.root()) : result;
}

TEST(Parser, BindsOperatorsAsTheSpecificationDoes) {
  EXPECT_EQ(Tree("1 + 2 * 3 - 4"), "(_-_ (_+_ 1 (_*_ 2 3)) 4)");
  EXPECT_EQ(Tree("a || b && c == d < e"), "(or a (and b (_<_ (_==_ c d) e)))");
  EXPECT_EQ(Tree("!a.b[0] ? -x : y ? 1u : 2.5"), "(if (!_ (_[_] a.b 0)) (-_ x) (if y 1u 2.5))");
  EXPECT_EQ(Tree("x in [1, 2,]"), "(@in x (list 1 2))");
  EXPECT_EQ(Tree("{'a': 1, 2: b''}"), "(map \"a\" 1 2 b\"\")");
  EXPECT_EQ(Tree("a.b.f(x)"), "(f a.b x)");
  EXPECT_EQ(Tree(".a.b"), ".a.b");
}

TEST(Parser, ChainsAreOneNode) {
  EXPECT_EQ(Tree("a && b && c && d"), "(and a b c d)");
  EXPECT_EQ(Tree("a || b || (c || d)"), "(or a b (or c d))");
}

TEST(Parser, SignsBelongToLiterals) {
  EXPECT_EQ(Tree("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(Tree("1 - 1"), "(_-_ 1 1)");
  EXPECT_EQ(Tree("--1"), "(-_ -1)");
  EXPECT_THAT(Tree("9223372036854775808"), HasSubstr("does not fit in 64 bits"));
}

TEST(Parser, MacrosExpandWhereTheyFit) {
  EXPECT_EQ(Tree("has(a.b)"), "has a.b");
  EXPECT_EQ(Tree("a.all(x, x > 1)"), "(all a (_>_ x 1))");
  EXPECT_EQ(Tree("a.map(x, x > 1, x)"), "(map a (_>_ x 1) x)");
  EXPECT_EQ(Tree("a.all(x)"), "(all a x)");  // A call like any other.
  EXPECT_THAT(Tree("has(a)"), HasSubstr("needs the selection of a field"));
  EXPECT_THAT(Tree("a.exists(x.y, true)"), HasSubstr("needs a simple name"));
}

TEST(Parser, SaysWhereAndWhat) {
  EXPECT_EQ(Tree("age >= "), "1:8: expected an expression, found the end\n  age >= \n         ^\n");
  EXPECT_EQ(Tree("a &\tb"), Tree("a &\tb"));
  EXPECT_THAT(Tree("a & b"), HasSubstr("did you mean '&&'?"));
  EXPECT_THAT(Tree("a = b"), HasSubstr("did you mean '=='?"));
  EXPECT_THAT(Tree("'abc"), HasSubstr("the string has no end"));
  EXPECT_THAT(Tree("for + 1"), HasSubstr("reserved word"));
}

TEST(Parser, CaretStandsUnderTheTextAlsoBehindTabsAndUnicode) {
  EXPECT_EQ(Tree("\t'é' + '\\q'"),
            "1:9: no such escape; a backslash itself is written \\\\\n"
            "  \t'é' + '\\q'\n"
            "  \t       ^^\n");
  EXPECT_EQ(Tree("true &&\n  (1 +)"),
            "2:7: expected an expression, found ')'\n    (1 +)\n        ^\n");
}

TEST(Parser, ReportsManyFaultsAtOnce) {
  const std::string text = Tree("f(1 +, 2) && g(*) || [3 4] || '\\z' == a[");
  EXPECT_THAT(text, HasSubstr("1:6:"));
  EXPECT_THAT(text, HasSubstr("1:16:"));
  EXPECT_THAT(text, HasSubstr("1:25:"));
  EXPECT_THAT(text, HasSubstr("1:32:"));
  EXPECT_THAT(text, HasSubstr("1:41:"));
}

TEST(Parser, ShowsOfALongLineWhatIsAroundThePlace) {
  const std::string long_text(500, 'a');
  const std::string text = Tree(long_text + " + * + " + long_text);
  EXPECT_THAT(text, HasSubstr("1:504: expected an expression, found '*'\n  ...aaa"));
  EXPECT_THAT(text, HasSubstr("aaa...\n"));
  EXPECT_LT(text.size(), 500u);
}

TEST(Parser, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(Tree("a == '\xff'"), HasSubstr("1:7: the text is not UTF-8"));
}

TEST(Parser, NeverEndsInAnEndlessLoop) {
  for (const char* text : {"",       "(",    ")",   "[",  "]",   "{",    "}",      "a.",
                           "a.b(",   "{1:",  "{1",  "?",  "a?b", "a?b:", "x.all(", "`",
                           "'''",    "0x",   "1e",  "T{", "T{a", "T{a:", "&&",     "(((((1)",
                           "[1,,2]", "f(,)", "{,}", "//", "\\",  "\x01"}) {
    EXPECT_THAT(Tree(text), HasSubstr("^")) << text;
  }
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
