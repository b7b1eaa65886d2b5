// SPDX-License-Identifier: Apache-2.0
#include "cel/ast.h"

#include <string>

#include "cel/testing.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

// The tree as those that lower it to predicates walk it.
TEST(Ast, CheckedTreesSayWhatEverythingIs) {
  const TestBed bed;
  const Compiled compiled =
      bed.Compile("age >= 60 + 5 && contact.service in ['a', 'b'] && 'x' in tags");
  ASSERT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
  const Ast& ast = compiled.program->ast();
  ASSERT_EQ(ast.node(ast.root()).kind, NodeKind::kAnd);
  ASSERT_EQ(ast.children(ast.root()).size(), 3u);

  const NodeId order = ast.children(ast.root())[0];
  EXPECT_EQ(ast.node(order).operation, Operation::kGreaterEqual);
  EXPECT_EQ(ast.node(order).overload->id, "greater_equals_int64");
  EXPECT_EQ(ast.node(ast.child(order, 0)).kind, NodeKind::kVariable);
  EXPECT_EQ(ast.node(ast.child(order, 0)).index, 1u);
  EXPECT_EQ(ast.constant(ast.child(order, 1)).int_value(), 65);

  const NodeId in = ast.children(ast.root())[1];
  EXPECT_EQ(ast.node(in).overload->id, "in_list");
  const auto path = ast.PathOf(ast.child(in, 0));
  ASSERT_TRUE(path);
  EXPECT_EQ(path->variable, 0u);
  ASSERT_EQ(path->fields.size(), 1u);
  EXPECT_EQ(path->fields[0]->name(), "service");
  const Value& list = ast.constant(ast.child(in, 1));
  ASSERT_EQ(list.kind(), ValueKind::kList);
  EXPECT_EQ(list.items()[1].text(), "b");
  EXPECT_EQ(ast.type(ast.child(in, 1)), Type::List(TypeKind::kString));

  const NodeId tag = ast.children(ast.root())[2];
  EXPECT_EQ(ast.node(ast.child(tag, 1)).kind, NodeKind::kVariable);
}

TEST(Ast, KnowsWhatItReadsAndCalls) {
  const TestBed bed;
  const Compiled compiled =
      bed.Compile("(age > 1 || age < live('a').expected_wait.getHours()) && (true || missing)");
  ASSERT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
  EXPECT_EQ(compiled.program->ast().Variables(), std::vector<std::uint32_t>{1});
  ASSERT_EQ(compiled.program->ast().UserFunctions().size(), 1u);
  EXPECT_EQ(compiled.program->ast().UserFunctions()[0]->name, "live");
}

TEST(Ast, PathsEndWhereSomethingElseBegins) {
  const TestBed bed;
  const auto root_path = [&](const std::string& text) {
    const Compiled compiled = bed.Compile(text);
    EXPECT_NE(compiled.program, nullptr) << TestBed::Format(compiled);
    return compiled.program->ast().PathOf(compiled.program->ast().root());
  };
  EXPECT_EQ(root_path("contact.customer.has_internet")->fields.size(), 2u);
  EXPECT_TRUE(root_path("age")->fields.empty());
  EXPECT_FALSE(root_path("contact.attributes.a"));
  EXPECT_FALSE(root_path("live('web').open"));
  EXPECT_FALSE(root_path("x.y"));
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
