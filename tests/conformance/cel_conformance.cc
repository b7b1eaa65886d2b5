// SPDX-License-Identifier: Apache-2.0
//
// Runs the tests of google/cel-spec. Usage: cel_conformance DIRECTORY, with the files that
// export.sh writes. Every test runs as it asks to, and once more without constant folding; a
// checked one also without the checker, which must not change a result.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "cel/compile.h"
#include "cel/parser.h"
#include "cel/print.h"
#include "cel/unparse.h"
#include "tests/conformance/suite.h"

namespace signpost::conformance {
namespace {

// What is out of scope, and why. Nothing else is skipped.
constexpr struct {
  const char* file;
  const char* section;  // "": all of them.
  const char* reason;
} kOutOfScope[] = {{"bindings_ext", "", "extension cel.bind()"},
                   {"block_ext", "", "extension cel.block()"},
                   {"encoders_ext", "", "extension base64"},
                   {"macros2", "", "extension of two-variable comprehensions"},
                   {"math_ext", "", "extension math"},
                   {"optionals", "", "extension of optional values"},
                   {"proto2_ext", "", "extension proto.getExt()"},
                   {"string_ext", "", "extension of string functions"},
                   {"enums", "strong_proto2", "strong enums, a mode that no CEL ships"},
                   {"enums", "strong_proto3", "strong enums, a mode that no CEL ships"}};

struct Counts {
  int passed = 0, failed = 0, out_of_scope = 0;
};

class Runner {
 public:
  explicit Runner(Schema& schema) : schema_(schema) {}

  Counts RunFile(const Message& file) {
    Counts counts;
    const std::string name = Text(file, "name");
    for (const Message* section : All(file, "section")) {
      for (const Message* test : All(*section, "test")) {
        if (IsOutOfScope(name, Text(*section, "name"), *test)) {
          ++counts.out_of_scope;
          continue;
        }
        const std::string fault = RunTest(*test);
        ++(fault.empty() ? counts.passed : counts.failed);
        if (!fault.empty()) {
          std::printf("FAILED %s/%s/%s: %s\n  %s\n", name.c_str(), Text(*section, "name").c_str(),
                      Text(*test, "name").c_str(), Text(*test, "expr").c_str(), fault.c_str());
        }
      }
    }
    std::printf("%s: %d passed, %d failed, %d out of scope\n", name.c_str(), counts.passed,
                counts.failed, counts.out_of_scope);
    return counts;
  }

 private:
  bool IsOutOfScope(const std::string& file, const std::string& section, const Message& test) {
    for (const auto& entry : kOutOfScope) {
      if (entry.file == file && (*entry.section == '\0' || entry.section == section)) return true;
    }
    // Tests of types that need optional values, an extension.
    if (file == "type_deductions" && Text(test, "expr").find("optional.") != std::string::npos) {
      return true;
    }
    // Tests that construct a message.
    const cel::Source source(Text(test, "expr"));
    cel::Ast ast;
    cel::Issues issues(source, 1);
    cel::Parse(source, cel::Limits(), ast, issues);
    for (cel::NodeId id = 0; id < ast.size(); ++id) {
      if (ast.node(id).kind == cel::NodeKind::kStruct) return true;
    }
    return false;
  }

  // A variable so called could never be read, and the environment refuses it; three tests declare
  // one to see that the literal wins.
  static bool IsLiteral(const std::string& name) {
    return name == "true" || name == "false" || name == "null";
  }

  // Declares what the test declares, and binds what it binds. Empty, or what is wrong.
  std::string Declare(const Message& test, cel::Environment& environment) {
    environment.SetContainer(Text(test, "container"));
    for (const Message* declaration : All(test, "type_env")) {
      const std::string name = Text(*declaration, "name");
      if (IsLiteral(name)) continue;
      absl::Status status;
      if (Has(*declaration, "ident")) {
        status = environment.AddVariable(
            name, ReadType(Sub(Sub(*declaration, "ident"), "type"), schema_.pool()));
      } else {
        std::vector<cel::Overload> overloads;
        for (const Message* o : All(Sub(*declaration, "function"), "overloads")) {
          cel::Overload overload{Text(*o, "overload_id"), Flag(*o, "is_instance_function"), {}, {}};
          for (const Message* p : All(*o, "params")) {
            overload.arguments.push_back(ReadType(*p, schema_.pool()));
          }
          overload.result = ReadType(Sub(*o, "result_type"), schema_.pool());
          overloads.push_back(std::move(overload));
        }
        status = environment.AddFunction(name, std::move(overloads));
      }
      if (!status.ok()) return status.ToString();
    }
    for (const Message* binding : All(test, "bindings")) {
      const std::string name = Text(*binding, "key");
      if (!IsLiteral(name) && !environment.FindVariable(name)) {
        const absl::Status status = environment.AddVariable(name, cel::TypeKind::kDyn);
        if (!status.ok()) return status.ToString();
      }
    }
    return "";
  }

  std::string RunTest(const Message& test) {
    cel::Environment environment(&schema_.pool(), &schema_.factory());
    if (std::string fault = Declare(test, environment); !fault.empty()) return fault;
    const bool check = !Flag(test, "disable_check");
    for (const bool fold : {true, false}) {
      if (std::string fault = Run(test, environment, check, fold); !fault.empty()) {
        return fault + (fold ? "" : " (not folded)");
      }
      if (!check || Flag(test, "check_only")) continue;
      if (std::string fault = Run(test, environment, false, fold); !fault.empty()) {
        return fault + " (not checked)";
      }
    }
    return "";
  }

  std::string Run(const Message& test, const cel::Environment& environment, bool check, bool fold) {
    cel::CompileOptions options;
    options.check = check;
    options.fold = fold;
    const cel::Compiled compiled =
        cel::Compile(cel::Source(Text(test, "expr")), environment, options);
    if (!compiled.issues.empty()) return compiled.source->Format(compiled.issues[0]);
    if (check && Has(test, "typed_result") && Has(Sub(test, "typed_result"), "deduced_type")) {
      const cel::Type wanted =
          ReadType(Sub(Sub(test, "typed_result"), "deduced_type"), schema_.pool());
      if (wanted != compiled.type) {
        return "type " + compiled.type.ToString() + ", not " + wanted.ToString();
      }
    }
    const cel::Ast& ast = compiled.program->ast();
    const std::string text = cel::Unparse(ast, ast.root());
    const cel::Compiled again = cel::Compile(cel::Source(text), environment, options);
    // What the items of an empty list would be, folding may know and its text does not say.
    if (again.program == nullptr ||
        (!fold &&
         again.program->ast().ToString(again.program->ast().root()) != ast.ToString(ast.root()))) {
      return "another tree when written and read again as " + text;
    }
    if (Flag(test, "check_only")) return "";

    cel::Workspace work(options.limits, &schema_.pool(), &schema_.factory());
    cel::Activation activation(environment);
    for (const Message* binding : All(test, "bindings")) {
      const auto slot = environment.FindVariable(Text(*binding, "key"));
      if (slot) activation.Set(*slot, ReadValue(Sub(Sub(*binding, "value"), "value"), work));
    }
    for (const auto& program : {compiled.program, again.program}) {
      const cel::Value value = program->Evaluate(activation, work);
      if (std::string fault = Judge(test, value, work); !fault.empty()) return fault;
    }
    return "";
  }

  std::string Judge(const Message& test, const cel::Value& value, cel::Workspace& work) {
    if (Has(test, "eval_error") || Has(test, "any_eval_errors")) {
      return value.IsError() ? "" : "no error, but " + cel::Print(value);
    }
    cel::Value wanted = cel::Value::Bool(true);  // What a test means that says nothing.
    if (Has(test, "value")) wanted = ReadValue(Sub(test, "value"), work);
    if (Has(test, "typed_result")) {
      wanted = ReadValue(Sub(Sub(test, "typed_result"), "result"), work);
    }
    return Identical(value, wanted, work) ? "" : cel::Print(value) + ", not " + cel::Print(wanted);
  }

  Schema& schema_;
};

int Main(const std::string& directory) {
  Schema schema;
  if (!schema.Load(directory + "/descriptors.binpb")) return 2;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".binpb" && entry.path().stem() != "descriptors") {
      paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  Runner runner(schema);
  Counts all;
  for (const std::string& path : paths) {
    const auto file = schema.ReadFile(path);
    if (file == nullptr) {
      std::fprintf(stderr, "cannot read %s\n", path.c_str());
      return 2;
    }
    const Counts counts = runner.RunFile(*file);
    all.passed += counts.passed;
    all.failed += counts.failed;
    all.out_of_scope += counts.out_of_scope;
  }
  for (const auto& entry : kOutOfScope) {
    std::printf("out of scope: %s %s: %s\n", entry.file, entry.section, entry.reason);
  }
  std::printf("out of scope: tests that construct messages, and types of optional values\n");
  std::printf("cel conformance: %d passed, %d failed, %d out of scope\n", all.passed, all.failed,
              all.out_of_scope);
  return all.failed == 0 && all.passed > 0 ? 0 : 1;
}

}  // namespace
}  // namespace signpost::conformance

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: cel_conformance DIRECTORY\n");
    return 2;
  }
  return signpost::conformance::Main(argv[1]);
}
