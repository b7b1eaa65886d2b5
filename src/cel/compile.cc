// SPDX-License-Identifier: Apache-2.0
#include "cel/compile.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "cel/binder.h"
#include "cel/checker.h"
#include "cel/fold.h"
#include "cel/inference.h"
#include "cel/parser.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

Value Program::Evaluate(const Activation& activation, Workspace& work) const {
  return Evaluate(ast_->root(), activation, work);
}

Value Program::Evaluate(NodeId node, const Activation& activation, Workspace& work) const {
  work.Refill();
  return cel::Evaluate(*ast_, node, environment_, prepared_, activation, work);
}

Span Program::Place(const Value& error) const {
  if (!error.IsError() || error.error_node() >= ast_->size()) {
    return {0, static_cast<std::uint32_t>(source_.text().size())};
  }
  return ast_->node(error.error_node()).span;
}

Compiled Compile(Source source, const Environment& environment, const CompileOptions& options) {
  std::shared_ptr<Program> program(new Program(std::move(source), environment));
  Compiled compiled;
  compiled.source = std::shared_ptr<const Source>(program, &program->source_);
  Issues issues(program->source_, options.limits.issues);
  Ast& ast = *program->ast_;
  if (std::string fault = options.limits.Fault(); !fault.empty()) {
    issues.Add({0, 0}, std::move(fault));
  } else {
    Parse(program->source_, options.limits, ast, issues);
    const bool parsed = issues.empty();
    Bind(environment, options.limits, ast, issues, options.check ? &issues : nullptr);
    // Names that are not declared do not keep the rest from being checked.
    if (options.check && parsed) {
      Check(environment, ast, issues);
      compiled.type = ast.type(ast.root());
      if (options.result && issues.empty() && !Inference().Assign(compiled.type, *options.result)) {
        issues.Add(ast.Extent(ast.root()),
                   absl::StrFormat("the expression must be %s, and is %s",
                                   options.result->ToString(), compiled.type.ToString()));
      }
    }
    if (issues.empty()) Prepare(options.limits, ast, program->prepared_, issues);
    if (options.fold && issues.empty()) {
      Fold(environment, options.limits, program->prepared_, ast);
      Prepare(options.limits, ast, program->prepared_, issues);
    }
  }
  compiled.issues = issues.Take();
  if (compiled.issues.empty()) compiled.program = std::move(program);
  return compiled;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
