// SPDX-License-Identifier: Apache-2.0
#include "cel/fold.h"

#include <string>

#include "cel/testing.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

std::string Folded(const std::string& text) {
  const TestBed bed;
  const Compiled compiled = bed.Compile(text);
  if (compiled.program == nullptr) return TestBed::Format(compiled);
  const Ast& ast = compiled.program->ast();
  return ast.node(ast.root()).kind == NodeKind::kConstant ? Print(ast.constant(ast.root()))
                                                          : ast.ToString(ast.root());
}

TEST(Fold, ComputesWhatNoVariableChanges) {
  EXPECT_EQ(Folded("1 + 2 * 3"), "7");
  EXPECT_EQ(Folded("duration('1h') + duration('30m')"), "duration(\"5400s\")");
  EXPECT_EQ(Folded("[1, 2, 3].filter(i, i > 1).map(i, i * 2)"), "[4, 6]");
  EXPECT_EQ(Folded("{'a': [1]}['a'][0]"), "1");
  EXPECT_EQ(Folded("[[1, 2], [3]].all(l, l.exists(i, i > 1))"), "true");
  EXPECT_EQ(Folded("timestamp('2024-01-01T00:00:00Z').getFullYear('UTC')"), "2024");
}

TEST(Fold, TakesOutWhatDecidesNothing) {
  EXPECT_EQ(Folded("age > 1 && true"), "(_>_ $1~int 1~int)~bool");
  EXPECT_EQ(Folded("age > 1 && (1 > 2 || false)"), "false");
  EXPECT_EQ(Folded("missing || 2 > 1"), "true");
  EXPECT_EQ(Folded("age > 1 && 2 > 1 && age < 9"),
            "(and (_>_ $1~int 1~int)~bool (_<_ $1~int 9~int)~bool)~bool");
  EXPECT_EQ(Folded("1 < 2 ? age : 0"), "$1~int");
}

TEST(Fold, LeavesErrorsAndFunctionsOfTheEnvironment) {
  EXPECT_EQ(Folded("1 / 0"), "(_/_ 1~int 0~int)~int");
  EXPECT_EQ(Folded("live('web').open"), "(live \"web\"~string)~Live.open~bool");
  EXPECT_EQ(Folded("tags.exists(t, [t, t].exists(u, u == t))"),
            "(exists $2~list(string) (exists (list @0~string @0~string)~list(string) "
            "(_==_ @1~string @0~string)~bool)~bool)~bool");
}

TEST(Fold, ChangesNoResult) {
  TestBed bed;
  CompileOptions plain;
  plain.fold = false;
  for (const char* text :
       {"1 / 0 == 1 || age > 1", "x && true", "true && x", "x || false", "false || (x && true)",
        "true ? x : 1", "[1, 2].map(i, i + age)", "(1 < 2 && x) == 1", "x ? 1 : 2",
        "tags.map(t, [1, 2].map(i, t + string(i)))", "[1, 2].all(i, 1 / (i - 1) > 0)",
        "'a' + 'b' in tags", "x == 1 && (true && x)", "missing && (1 > 2)",
        "contact.service.matches('coun' + 'cil')"}) {
    EXPECT_EQ(bed.Run(text), bed.Run(text, plain)) << text;
    EXPECT_EQ(bed.RunUnchecked(text), bed.RunUnchecked(text, plain)) << text;
  }
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
