// SPDX-License-Identifier: Apache-2.0
#include "cel/unparse.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "cel/parser.h"
#include "cel/testing.h"
#include "gmock/gmock.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

// As parsed, nothing bound; empty where it does not parse, or constructs a message.
struct Parsed {
  explicit Parsed(const std::string& text) : source(text) {
    Issues issues(source, 10);
    Parse(source, Limits(), ast, issues);
    good = issues.empty();
    for (NodeId id = 0; id < ast.size(); ++id) {
      good = good && ast.node(id).kind != NodeKind::kStruct;
    }
  }
  std::string Tree() const { return good ? ast.ToString(ast.root()) : "no tree"; }

  Source source;
  Ast ast;
  bool good = false;
};

std::string Again(const std::string& text) {
  const Parsed parsed(text);
  return parsed.good ? Unparse(parsed.ast, parsed.ast.root()) : "no tree";
}

// Of something over a limit that text has and folded trees do not.
bool IsOverLimit(const Compiled& compiled) {
  for (const Issue& issue : compiled.issues) {
    if (!issue.limit.empty()) return true;
  }
  return false;
}

// No text says of what an empty list or map is, which folding may have known.
bool HasEmpty(const std::string& tree) {
  return tree.find("[]") != std::string::npos || tree.find("{}") != std::string::npos;
}

// How often a text compiled, whose tree was compared.
struct Counts {
  int parsed = 0, compiled = 0;
};

void ExpectRoundTrip(TestBed& bed, const std::string& text, Counts* counts) {
  const Parsed parsed(text);
  if (!parsed.good) return;
  ++counts->parsed;
  const std::string again = Unparse(parsed.ast, parsed.ast.root());
  EXPECT_EQ(Parsed(again).Tree(), parsed.Tree()) << text << "\n" << again;
  for (const bool check : {false, true}) {
    for (const bool fold : {false, true}) {
      CompileOptions options;
      options.check = check;
      options.fold = fold;
      const Compiled compiled = bed.Compile(text, options);
      if (compiled.program == nullptr) continue;
      ++counts->compiled;
      const Ast& ast = compiled.program->ast();
      const std::string other = Unparse(ast, ast.root());
      const Compiled recompiled = bed.Compile(other, options);
      if (IsOverLimit(recompiled)) continue;
      ASSERT_NE(recompiled.program, nullptr) << text << "\n" << bed.Format(recompiled);
      const Ast& second = recompiled.program->ast();
      const std::string tree = ast.ToString(ast.root());
      if (!fold || !HasEmpty(tree)) {
        EXPECT_EQ(second.ToString(second.root()), tree)
            << text << "\n"
            << other << (check ? " checked" : "") << (fold ? " folded" : "");
      }
      EXPECT_EQ(bed.Run(other, options), bed.Run(text, options)) << text << "\n" << other;
    }
  }
}

TEST(Unparse, WritesNoMoreParenthesesThanNeeded) {
  const std::pair<const char*, const char*> cases[] = {
      {"((a))+((b)*(c))", "a + b * c"},
      {"(a+b)*c", "(a + b) * c"},
      {"a-(b-c)", "a - (b - c)"},
      {"(a-b)-c", "a - b - c"},
      {"(a < b) == c", "a < b == c"},
      {"a < (b == c)", "a < (b == c)"},
      {"a in (b in c)", "a in (b in c)"},
      {"(a && b) || (c && d && e)", "a && b || c && d && e"},
      {"(a || b) && !(c || d)", "(a || b) && !(c || d)"},
      {"(a && b) && c", "(a && b) && c"},
      {"(a ? b : c) ? (d ? e : f) : (g ? h : i)", "(a ? b : c) ? (d ? e : f) : g ? h : i"},
      {"(a ? b : c) || d", "(a ? b : c) || d"},
      {"!(a.b)", "!a.b"},
      {"!!a", "!!a"},
      {"!(a < b)", "!(a < b)"},
      {"-a", "-a"},
      {"-(-a)", "--a"},
      {"-(5)", "-(5)"},
      {"-(-5)", "--5"},
      {"-(1.5)", "-(1.5)"},
      {"-(5u)", "-5u"},
      {"-(5.f())", "-(5.f())"},
      {"-(5[0])", "-(5[0])"},
      {"-((5 + 1)[0])", "-(5 + 1)[0]"},
      {"(-5).f()", "-5.f()"},
      {"- 5 - -5", "-5 - -5"},
      {"(-a).b", "(-a).b"},
      {"(a + b).c[d + e]", "(a + b).c[d + e]"},
      {"(a + b).f(c ? d : e, g || h)", "(a + b).f(c ? d : e, g || h)"},
      {".a.b(.c)", ".a.b(.c)"},
      {".f(x)", ".f(x)"},
      {"a.`b-c`.d", "a.`b-c`.d"},
      {"has(a.b) || has(a.`b.c`)", "has(a.b) || has(a.`b.c`)"},
      {"[ 1, 2u , 3.0 ]", "[1, 2u, 3.0]"},
      {"[1,2,]", "[1, 2]"},
      {"{ 'a' : 1, true: null, }", "{\"a\": 1, true: null}"},
      {"a.all(x, x.exists(y, y) && a.exists_one(z, z))",
       "a.all(x, x.exists(y, y) && a.exists_one(z, z))"},
      {"a.existsOne(x, x)", "a.exists_one(x, x)"},
      {"(a + b).map(x, x > 1, x ? 1 : 2).filter(y, y)",
       "(a + b).map(x, x > 1, x ? 1 : 2).filter(y, y)"},
      {"a // why\n && b", "a && b"},
      {"matches(a, r'\\d\"')", "matches(a, \"\\\\d\\\"\")"},
      {"'\\n\\u00e9\\x07' + '''x\ny'''", "\"\\n\xC3\xA9\\007\" + \"x\\ny\""},
      {"b'\\xff\\000a' + b'\xC3\xA9'", "b\"\\377\\000a\" + b\"\\303\\251\""},
      {"0x10", "16"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551615u", "18446744073709551615u"},
      {"1e300", "1e+300"},
      {"1.10", "1.1"},
      {"0.1 + 1e-7 + 123456789012345678.0", "0.1 + 1e-07 + 123456789012345680.0"},
      {"1e999 + -1e999 + -0.0", "1e999 + -1e999 + -0.0"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(Again(text), expected) << text;
    EXPECT_EQ(Parsed(Again(text)).Tree(), Parsed(text).Tree()) << text;
  }
}

TEST(Unparse, WritesWhatFoldingMade) {
  TestBed bed;
  const auto folded = [&](const std::string& text) {
    const Compiled compiled = bed.Compile(text);
    if (compiled.program == nullptr) return bed.Format(compiled);
    return Unparse(compiled.program->ast(), compiled.program->ast().root());
  };
  EXPECT_EQ(folded("now < timestamp('2026-01-01T00:00:00+01:00')"),
            "now < timestamp(\"2025-12-31T23:00:00Z\")");
  EXPECT_EQ(folded("live('phone').expected_wait > duration('10m')"),
            "live(\"phone\").expected_wait > duration(\"600s\")");
  EXPECT_EQ(folded("contact.service in ['a' + 'b', string(1)]"),
            "contact.service in [\"ab\", \"1\"]");
  EXPECT_EQ(folded("x == {'a': [1, 2]} && x != 0.0 / 0.0"),
            "x == {\"a\": [1, 2]} && x != double(\"NaN\")");
  EXPECT_EQ(folded("x == dyn(1) || x in [dyn(1), 2] || x in [1, 'a']"),
            "x == dyn(1) || x in [dyn(1), 2] || x in [1, \"a\"]");
  EXPECT_EQ(folded("tags.exists(int, type(x) == .int) || type(x) == google.protobuf.Timestamp"),
            "tags.exists(int, type(x) == .int) || type(x) == google.protobuf.Timestamp");
  EXPECT_EQ(folded("true && !(age == 1 || age in tags.map(t, size(t)))"),
            "!(age == 1 || age in tags.map(t, size(t)))");
}

TEST(Unparse, QualifiedNames) {
  Environment environment;
  environment.SetContainer("city");
  ASSERT_TRUE(environment.AddVariable("city.age", TypeKind::kInt).ok());
  ASSERT_TRUE(environment.AddVariable("a.b", TypeKind::kInt).ok());
  ASSERT_TRUE(
      environment.AddFunction("city.math.twice", {{"t", false, {TypeKind::kInt}, TypeKind::kInt}})
          .ok());
  const auto compile = [&](const std::string& text) {
    return Compile(Source(text), environment, {});
  };
  for (const char* text : {"age + city.age", "math.twice(a.b)", ".city.math.twice(.a.b) + .a.b",
                           "[1].exists(a, .a.b == a)", "[1].exists(city, .city.age == city)"}) {
    const Compiled compiled = compile(text);
    ASSERT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
    const Ast& ast = compiled.program->ast();
    EXPECT_EQ(Unparse(ast, ast.root()), text);
    const Compiled again = compile(Unparse(ast, ast.root()));
    ASSERT_NE(again.program, nullptr);
    EXPECT_EQ(again.program->ast().ToString(again.program->ast().root()), ast.ToString(ast.root()));
  }
}

TEST(Unparse, CorpusOfTheFuzzerRoundTrips) {
  TestBed bed;
  Counts counts;
  for (const auto& entry :
       std::filesystem::directory_iterator(SIGNPOST_SOURCE_DIR "/tests/fuzz/corpus/cel_fuzz")) {
    std::ifstream file(entry.path(), std::ios::binary);
    ExpectRoundTrip(bed, std::string(std::istreambuf_iterator<char>(file), {}), &counts);
  }
  EXPECT_GT(counts.parsed, 20);
  EXPECT_GT(counts.compiled, 20);
}

// Texts of any shape, with more parentheses than needed.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}

  std::string Draw(int depth) {
    const auto below = [&] { return Draw(depth - 1); };
    if (depth == 0) return Leaf();
    switch (random_() % 16) {
      case 0:
        return "(" + below() + ")";
      case 1:
        return "!(" + below() + ")";
      case 2:
        return "-(" + below() + ")";
      case 3:
        return (random_() % 2 == 0 ? "-" : "!") + Leaf();
      case 4:
        return "(" + below() + ") ? " + "(" + below() + ") : " + below();
      case 5:
        return "[" + below() + ", " + Leaf() + "]";
      case 6:
        return "{" + Leaf() + ": " + below() + "}";
      case 7:
        return "(" + below() + ")[" + below() + "]";
      case 8:
        return "size(" + below() + ")";
      case 9:
        return "(" + below() + ").size()";
      case 10:
        return "(" + below() + ")." + Pick({"exists", "all", "filter", "map"}) + "(" +
               Pick({"x", "t", "age"}) + ", " + below() + ")";
      case 11:
        return "(" + below() + ").service == " + below();
      case 12:
        return Pick({"int", "string", "double", "type", "dyn", "duration"}) + "(" + below() + ")";
      default: {
        const std::string op = Pick({"+", "-", "*", "/", "%", "==", "!=", "<", "in", "&&", "||"});
        return "(" + below() + ") " + op + " (" + below() + ")";
      }
    }
  }

 private:
  std::string Leaf() {
    return Pick({"1",
                 "-1",
                 "2u",
                 "0.5",
                 "-0.0",
                 "1e30",
                 "true",
                 "false",
                 "null",
                 "'a'",
                 "b'\\xfe'",
                 "''",
                 "age",
                 "tags",
                 "x",
                 "t",
                 "contact.service",
                 "contact.customer.has_internet",
                 "has(contact.customer.has_internet)",
                 "contact.urgency",
                 "now",
                 "missing",
                 "[1, 2]",
                 "['a']",
                 "[]",
                 "{}",
                 "live('phone').open",
                 "'\\u20ac\\n\"'"});
  }
  std::string Pick(const std::vector<std::string>& from) { return from[random_() % from.size()]; }

  std::mt19937 random_;
};

TEST(Unparse, RandomTextsRoundTrip) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  Texts texts(seed);
  TestBed bed;
  Counts counts;
  for (int round = 0; round < 6'000 && !testing::Test::HasFailure(); ++round) {
    ExpectRoundTrip(bed, texts.Draw(1 + round % 5), &counts);
  }
  EXPECT_GT(counts.parsed, 4'000);
  EXPECT_GT(counts.compiled, 6'000);
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
