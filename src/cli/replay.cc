// SPDX-License-Identifier: Apache-2.0
//
// signpost replay: what a catalog would have made of a log.
#include "signpost/replay.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/input.h"
#include "replay/text_table.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

struct ReplayArguments {
  std::string catalog;
  std::vector<std::string> with;
  std::string log;
  std::string log_format = "auto";
  std::string mapping;
  std::string live;
  std::string format = "text";
  int services = ReportTextOptions{}.services;
  int examples = ReplayOptions{}.examples;
  bool rules = false;
  bool strict = false;
};

// A line on the terminal, written over ten times a second, gone when the work is done.
class ProgressLine {
 public:
  ProgressLine() : on_(isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  bool on() const { return on_; }

  void Show(const ReplayProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    shown_ = true;
    std::string line = absl::StrCat("\r", GroupedNumber(progress.rows), " rows");
    if (progress.bytes_in_all.value_or(0) > 0) {
      absl::StrAppendFormat(&line, ", %d%%", 100 * progress.bytes / *progress.bytes_in_all);
    }
    std::fputs((line + "\033[K").c_str(), stderr);
  }

 private:
  const bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

LogFormat FormatNamed(const std::string& name) {
  if (name == "csv") return LogFormat::kCsv;
  return name == "jsonl" ? LogFormat::kJsonLines : LogFormat::kAuto;
}

// False after complaining.
bool ReadMapping(const std::string& path, const Catalog& catalog, v1::LogMapping* mapping) {
  if (!ReadMessageFile(path, mapping)) return false;
  std::vector<Finding> findings = CheckMapping(*mapping, catalog);
  for (Finding& finding : findings) {
    finding.file = path;
    Complain(ToString(finding));
  }
  return findings.empty();
}

int ReplayCommand(const ReplayArguments& arguments) {
  std::vector<std::string> paths = {arguments.catalog};
  paths.insert(paths.end(), arguments.with.begin(), arguments.with.end());
  int exit_code = kGood;
  const std::optional<Catalog> catalog = LoadForUse(paths, arguments.strict, &exit_code);
  if (!catalog) return exit_code;
  v1::LogMapping mapping;
  ReplayOptions options;
  if (!ReadMapping(arguments.mapping, *catalog, &mapping)) return kUnusable;
  if (!arguments.live.empty() && !ReadMessageFile(arguments.live, &options.live)) return kUnusable;
  LogOptions log_options;
  log_options.format = FormatNamed(arguments.log_format);
  const absl::StatusOr<std::unique_ptr<LogReader>> log = OpenLog(arguments.log, log_options);
  if (!log.ok()) {
    ComplainOf(log.status());
    return kUnusable;
  }
  options.examples = arguments.examples;
  options.rules = arguments.rules;
  absl::StatusOr<v1::ReplayReport> report;
  {
    ProgressLine line;
    if (line.on()) {
      options.progress = [&line](const ReplayProgress& progress) { line.Show(progress); };
    }
    report = Replay(*catalog, mapping, **log, options);
  }
  if (!report.ok()) {
    ComplainOf(report.status());
    return kUnusable;
  }
  Output output;
  if (arguments.format == "json") {
    output.WriteJson(*report, /*pretty=*/true);
  } else {
    ReportTextOptions text_options;
    text_options.services = arguments.services;
    output.Write(ReportText(*report, text_options));
  }
  if (!output.Finish()) return kUnusable;
  if (report->reading().unreadable_rows() == 0 && report->refused().empty()) return kGood;
  std::int64_t refused = 0;
  for (const v1::RefusedCount& count : report->refused()) refused += count.contacts();
  Complain(absl::StrCat(arguments.log, ": warning: rows that cannot be read: ",
                        GroupedNumber(report->reading().unreadable_rows()),
                        ", contacts refused: ", GroupedNumber(refused), "; see the report"));
  return kFindings;
}

}  // namespace

void AddReplayCommand(CLI::App& app, int* exit_code) {
  const auto arguments = std::make_shared<ReplayArguments>();
  CLI::App* command = app.add_subcommand(
      "replay", "Decide a log of past contacts and report what would have changed.");
  command
      ->add_option("CATALOG", arguments->catalog,
                   "A file in text format, JSON or binary, or a directory of them.")
      ->required();
  command->add_option("--with", arguments->with, "One more file or directory of the catalog.")
      ->allow_extra_args(false);
  command->add_option("--log", arguments->log, "The log; - is standard input.")->required();
  command
      ->add_option("--mapping", arguments->mapping,
                   "A LogMapping: which column is which field of a contact.")
      ->required();
  command
      ->add_option("--log-format", arguments->log_format,
                   "auto: by the file's name, else by its first character.")
      ->check(CLI::IsMember({"auto", "csv", "jsonl"}))
      ->capture_default_str();
  command->add_option("--live", arguments->live,
                      "A LiveState that holds for the whole log: waits, channels out of service.");
  command
      ->add_option("--format", arguments->format, "text: tables for people. json: a ReplayReport.")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command
      ->add_option("--services", arguments->services,
                   "Services shown in text, those with most contacts; 0: all.")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--examples", arguments->examples,
                   "Rows shown of those that cannot be read, and of each refusal.")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_flag("--rules", arguments->rules,
                    "Of each rule: how often it held, decided the channel, was overruled, erred.");
  command->add_flag("--strict", arguments->strict,
                    "Do not use a catalog with warnings about guarantees.");
  command->callback([arguments, exit_code] { *exit_code = ReplayCommand(*arguments); });
}

SIGNPOST_END_NAMESPACE
