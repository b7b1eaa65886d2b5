// SPDX-License-Identifier: Apache-2.0
//
// CEL, the Common Expression Language (google/cel-spec): text and environment to a program, the
// program and an activation to a value. This is the way into src/cel:
//
//   Environment environment;
//   environment.AddVariable("age", TypeKind::kInt);
//   Compiled compiled = Compile(Source("age >= 65"), environment, {});
//   if (compiled.program == nullptr) ... compiled.issues
//   Activation activation(environment);
//   activation.Set(0, Value::Int(70));
//   Workspace work = ...;
//   compiled.program->Evaluate(activation, work).IsTrue()
//
// Without: construction of messages (an issue), strong enums, and extensions of the language.
#ifndef SIGNPOST_SRC_CEL_COMPILE_H_
#define SIGNPOST_SRC_CEL_COMPILE_H_

#include <memory>
#include <optional>
#include <vector>

#include "cel/ast.h"
#include "cel/environment.h"
#include "cel/evaluator.h"
#include "cel/limits.h"
#include "cel/source.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct CompileOptions {
  Limits limits;
  // Off: names and types are looked at when they are evaluated, and missing ones are error values.
  bool check = true;
  // What the expression must give where it is checked, e.g. kBool for a condition; dyn passes.
  std::optional<Type> result;
  bool fold = true;
};

// Immutable: safe to evaluate from many threads, each with a workspace of its own. Points into its
// environment, which must outlive it.
class Program {
 public:
  // The value of the expression; kError where it has none. It lives until `work` is cleared or
  // gone, and no longer than the program and what the activation points to. Starts new budgets, but
  // does not clear `work`: do that between contacts.
  Value Evaluate(const Activation& activation, Workspace& work) const;
  // Of the part of it at and below a node of ast().
  Value Evaluate(NodeId node, const Activation& activation, Workspace& work) const;

  // Bound, and checked and folded as the options said; for those that lower it.
  const Ast& ast() const { return *ast_; }
  const Environment& environment() const { return environment_; }
  const Source& source() const { return source_; }
  const Type& type() const { return ast_->type(ast_->root()); }
  // The part of the text that an error value arose from; all of it where that is not known.
  Span Place(const Value& error) const;

 private:
  friend struct Compiled Compile(Source source, const Environment& environment,
                                 const CompileOptions& options);
  Program(Source source, const Environment& environment)
      : source_(std::move(source)), environment_(environment), ast_(std::make_unique<Ast>()) {}

  const Source source_;
  const Environment& environment_;
  std::unique_ptr<Ast> ast_;
  Prepared prepared_;
};

struct Compiled {
  std::shared_ptr<const Program> program;  // nullptr where there are issues.
  std::vector<Issue> issues;               // All of them, in the order of the text.
  Type type;                               // Of the expression, where it was checked.
  std::shared_ptr<const Source> source;    // For Source::Format(issue).
};

Compiled Compile(Source source, const Environment& environment, const CompileOptions& options);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_COMPILE_H_
