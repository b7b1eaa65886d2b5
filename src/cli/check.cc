// SPDX-License-Identifier: Apache-2.0
//
// signpost check: everything that is wrong with a catalog.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/input.h"
#include "signpost/plan.h"
#include "signpost/v1/finding.pb.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

struct CheckArguments {
  std::vector<std::string> catalog;
  bool strict = false;
  std::string format = "text";
};

v1::Finding ToMessage(const Finding& finding) {
  v1::Finding message;
  message.set_severity(finding.severity == Severity::kError ? v1::FINDING_SEVERITY_ERROR
                                                            : v1::FINDING_SEVERITY_WARNING);
  message.set_code(finding.code);
  message.set_file(finding.file);
  message.set_line(finding.line);
  message.set_column(finding.column);
  message.set_path(finding.path);
  message.set_message(finding.message);
  message.set_remedy(finding.remedy);
  message.set_excerpt(finding.excerpt);
  return message;
}

std::string ToText(const Finding& finding) {
  std::string text = ToString(finding) + "\n";
  if (!finding.excerpt.empty()) {
    for (const auto line : absl::StrSplit(finding.excerpt, '\n')) {
      absl::StrAppend(&text, "  ", line, "\n");
    }
  }
  return text;
}

std::string Counted(int count, const char* noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

int Check(const CheckArguments& arguments) {
  CatalogOptions options;
  options.strict = arguments.strict;
  const auto sources = ReadCatalogFiles(arguments.catalog, options.limits);
  if (!sources.ok()) {
    ComplainOf(sources.status());
    return kUnusable;
  }
  CatalogResult result = LoadCatalog(*sources, options);
  if (result.catalog) {
    const absl::StatusOr<Plan> plan = CompilePlan(*result.catalog);
    if (!plan.ok()) {
      Finding& finding = result.findings.emplace_back();
      finding.code = "NOT_COMPILED";
      finding.message = std::string(plan.status().message());
    }
  }
  v1::CheckReport report;
  Output output;
  for (const Finding& finding : result.findings) {
    const bool is_error = finding.severity == Severity::kError;
    is_error ? report.set_errors(report.errors() + 1) : report.set_warnings(report.warnings() + 1);
    *report.add_findings() = ToMessage(finding);
    if (arguments.format == "text") output.Write(ToText(finding));
  }
  if (arguments.format == "json") output.WriteJson(report, /*pretty=*/true);
  if (!output.Finish()) return kUnusable;
  Complain(absl::StrCat(Counted(report.errors(), "error"), ", ",
                        Counted(report.warnings(), "warning"), " in ",
                        Counted(static_cast<int>(sources->size()), "file")));
  return report.errors() > 0 ? kFindings : kGood;
}

}  // namespace

void AddCheckCommand(CLI::App& app, int* exit_code) {
  const auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand(
      "check", "Read a catalog and list everything that is wrong with it, with place and remedy.");
  command
      ->add_option("CATALOG", arguments->catalog,
                   "Files in text format, JSON or binary, or directories of them; merged in order.")
      ->required();
  command->add_flag("--strict", arguments->strict,
                    "Warnings about guarantees (digital is always an option, never the only one; "
                    "owners) are errors.");
  command
      ->add_option(
          "--format", arguments->format,
          "text: file:line:column: severity: message [CODE], and the text with a caret under "
          "what is wrong in a condition. json: a CheckReport.")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->callback([arguments, exit_code] { *exit_code = Check(*arguments); });
}

SIGNPOST_END_NAMESPACE
