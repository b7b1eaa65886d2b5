// SPDX-License-Identifier: Apache-2.0
#include "cel/compile.h"

#include <string>
#include <thread>
#include <vector>

#include "cel/testing.h"
#include "gmock/gmock.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using testing::HasSubstr;

TEST(Compile, IssuesNameTheSource) {
  const TestBed bed;
  const Compiled compiled = Compile(Source("a\n+ b", "rules.cel"), bed.environment_, {});
  ASSERT_EQ(compiled.issues.size(), 2u);
  EXPECT_EQ(compiled.program, nullptr);
  EXPECT_EQ(compiled.issues[1].line, 2u);
  EXPECT_EQ(compiled.issues[1].column, 3u);
  EXPECT_EQ(compiled.source->Format(compiled.issues[1]),
            "rules.cel:2:3: undeclared name 'b'\n  + b\n    ^");
}

TEST(Compile, EnvironmentsRefuseNamesThatCannotBeUsed) {
  Environment environment;
  EXPECT_TRUE(environment.AddVariable("a.b", TypeKind::kInt).ok());
  EXPECT_EQ(environment.AddVariable("a.b", TypeKind::kInt).code(),
            absl::StatusCode::kAlreadyExists);
  for (const char* name : {"", "1a", "a-b", ".a", "a.", "a..b", "for", "true", "a.in"}) {
    EXPECT_EQ(environment.AddVariable(name, TypeKind::kInt).code(),
              absl::StatusCode::kInvalidArgument)
        << name;
  }
  EXPECT_EQ(environment.AddFunction("size", {{"s", false, {}, TypeKind::kInt}}).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(environment.AddFunction("has", {{"h", false, {}, TypeKind::kInt}}).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(environment.AddFunction("f", {}).code(), absl::StatusCode::kInvalidArgument);
}

TEST(Compile, QualifiedFunctionsAreFoundInTheContainer) {
  Environment environment;
  environment.SetContainer("city.rules");
  ASSERT_TRUE(environment
                  .AddFunction("city.math.twice",
                               {{"twice_int", false, {TypeKind::kInt}, TypeKind::kInt}},
                               [](const FunctionCall& call) {
                                 return Value::Int(2 * call.arguments[0].int_value());
                               })
                  .ok());
  const Compiled compiled = Compile(Source("math.twice(21)"), environment, {});
  ASSERT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
  Workspace work({}, environment.pool(), environment.factory());
  EXPECT_EQ(Print(compiled.program->Evaluate(Activation(environment), work)), "42");
}

TEST(Compile, ProgramsAreSharedByThreads) {
  TestBed bed;
  const Compiled compiled = bed.Compile(
      "contact.service.matches('^council-.*$') && now.getFullYear('Europe/London') == 2023 && "
      "tags.exists(t, t == 'blue-badge')");
  ASSERT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
  std::vector<std::thread> threads;
  std::vector<int> held(4);
  for (int& count : held) {
    threads.emplace_back([&] {
      Workspace work({}, bed.environment_.pool(), bed.environment_.factory());
      for (int i = 0; i < 200; ++i) {
        count += compiled.program->Evaluate(bed.activation_, work).IsTrue() ? 1 : 0;
        work.Clear();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(held, testing::Each(200));
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
