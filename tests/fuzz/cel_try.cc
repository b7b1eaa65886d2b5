// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "cel/compile.h"
#include "cel/print.h"
#include "cel/unparse.h"
#include "signpost/v1/contact.pb.h"
#include "tests/fuzz/cel_fuzz.h"

namespace signpost {
namespace {

struct World {
  World() {
    const bool declared =
        environment.AddVariable("contact", cel::Type::Message(v1::Contact::descriptor())).ok() &&
        environment.AddVariable("age", cel::TypeKind::kInt).ok() &&
        environment.AddVariable("tags", cel::Type::List(cel::TypeKind::kString)).ok() &&
        environment.AddVariable("x", cel::TypeKind::kDyn).ok() &&
        environment.AddVariable("missing", cel::TypeKind::kBool).ok() &&
        environment.AddVariable("now", cel::TypeKind::kTimestamp).ok();
    if (!declared) return;
    contact.set_service("council-tax");
    contact.mutable_customer()->add_needs("sign-language");
    (*contact.mutable_attributes())["a"].mutable_struct_value()->mutable_fields()->insert(
        {"b", google::protobuf::Value()});
    tags = {cel::Value::String("vulnerable"), cel::Value::String("blue-badge")};
    limits.iterations = 1'000;
    limits.steps = 100'000;
    limits.built_bytes = 100'000;
  }

  cel::Environment environment;
  v1::Contact contact;
  std::vector<cel::Value> tags;
  cel::Limits limits;
};

// Whether the text of the tree compiles to the same tree.
bool Rereads(const cel::Program& program, const World& world, const cel::CompileOptions& options) {
  const cel::Ast& ast = program.ast();
  const cel::Compiled again =
      cel::Compile(cel::Source(cel::Unparse(ast, ast.root())), world.environment, options);
  // Text has limits that a folded tree has not.
  if (again.program == nullptr) return !again.issues[0].limit.empty();
  const std::string tree = ast.ToString(ast.root());
  // No text says of what an empty list or map is, which folding may have known.
  if (tree.find("[]") != std::string::npos || tree.find("{}") != std::string::npos) return true;
  return again.program->ast().ToString(again.program->ast().root()) == tree;
}

// "!" where it does not compile; "limit" where a budget ends, which folding may spare.
std::string Run(const World& world, const std::string& text, bool check, bool fold) {
  cel::CompileOptions options;
  options.limits = world.limits;
  options.check = check;
  options.fold = fold;
  const cel::Compiled compiled = cel::Compile(cel::Source(text), world.environment, options);
  for (const cel::Issue& issue : compiled.issues) {
    if (compiled.source->Format(issue).find('^') == std::string::npos) return "no caret";
  }
  if ((compiled.program == nullptr) != !compiled.issues.empty()) return "program and issues";
  if (compiled.program == nullptr) return "!";
  if (!Rereads(*compiled.program, world, options))
    return "another tree when written and read again";
  cel::Activation activation(world.environment);
  activation.Set(0, cel::Value::Message(world.contact));
  activation.Set(1, cel::Value::Int(70));
  activation.Set(2, cel::Value::List(world.tags.data(), world.tags.size()));
  activation.Set(3, cel::Value::Double(2));
  activation.Set(5, cel::Value::Timestamp(1'700'000'000, 0));
  cel::Workspace work(world.limits, world.environment.pool(), world.environment.factory());
  const cel::Value value = compiled.program->Evaluate(activation, work);
  if (value.IsError() && value.error_code() == cel::ErrorCode::kLimit) return "limit";
  // Which of several errors it is, is not specified.
  return value.IsError() ? "error" : cel::Print(value);
}

}  // namespace

std::string TryCel(const std::string& text) {
  static const World& world = *new World();
  const std::string plain = Run(world, text, false, false);
  for (const bool check : {false, true}) {
    const std::string other = Run(world, text, check, true);
    const bool excused = other == "!" || plain == "!" || other == "limit" || plain == "limit";
    if (!excused && other != plain) {
      return (check ? "checked and folded: " : "folded: ") + other + ", plain: " + plain;
    }
  }
  return "";
}

}  // namespace signpost
