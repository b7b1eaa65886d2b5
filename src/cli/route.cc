// SPDX-License-Identifier: Apache-2.0
//
// signpost route: contacts in, decisions out, one at a time.
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/read.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/decision_text.h"
#include "cli/input.h"
#include "replay/line_reader.h"
#include "signpost/decide.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

struct RouteArguments {
  std::string catalog;
  std::vector<std::string> with;
  std::string contacts = "-";
  std::string live;
  std::string format = "json";
  bool explain = false;
  bool now = false;
  bool strict = false;
};

// Null after complaining.
std::unique_ptr<std::istream> OpenContacts(const std::string& path) {
  if (path == "-") return std::make_unique<std::istream>(std::cin.rdbuf());
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    Complain("signpost: error: " + path + ": is a directory, contacts are one file of JSON Lines");
    return nullptr;
  }
  errno = 0;
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (file->is_open()) return file;
  Complain("signpost: error: " + path + ": " + std::strerror(errno));
  return nullptr;
}

// Reads the contact on a line. What is wrong with it, empty where nothing is.
std::string ReadContact(const LineReader& lines, const std::string& name, v1::Contact* contact) {
  if (!lines.fault().empty()) return lines.fault();
  std::vector<Finding> findings;
  const CatalogSource source{name, lines.text(), CatalogFormat::kJson};
  if (ReadMessage(source, Limits{}, contact, &findings).ok()) return {};
  if (findings.empty()) return "not a contact as one JSON object on one line";
  return absl::StrCat("not a contact as one JSON object on one line: ", findings.front().message);
}

v1::Decision Unreadable(std::string fault) {
  v1::Decision decision;
  decision.set_status(v1::DECISION_STATUS_REFUSED);
  decision.mutable_refusal()->set_code("CONTACT_UNREADABLE");
  decision.mutable_refusal()->set_text(std::move(fault));
  return decision;
}

int RouteContacts(const RouteArguments& arguments, const Plan& plan, const LiveState& live) {
  std::unique_ptr<std::istream> input = OpenContacts(arguments.contacts);
  if (input == nullptr) return kUnusable;
  const std::string name = arguments.contacts == "-" ? "standard input" : arguments.contacts;
  LineReader lines(std::move(input), Limits{}.contact_bytes);
  Output output;
  bool any_refused = false;
  v1::Contact contact;
  while (!output.failed() && lines.Next()) {
    contact.Clear();
    std::string fault = ReadContact(lines, name, &contact);
    v1::Decision decision;
    if (!fault.empty()) {
      decision = Unreadable(absl::StrCat("line ", lines.line(), ": ", fault));
    } else {
      if (arguments.now && !contact.has_time()) {
        contact.mutable_time()->set_seconds(std::time(nullptr));
      }
      decision = Decide(plan, contact, live);
      if (arguments.explain && decision.status() != v1::DECISION_STATUS_REFUSED) {
        absl::StatusOr<v1::Explanation> explanation = Explain(plan, contact, live);
        if (explanation.ok()) *decision.mutable_explanation() = *std::move(explanation);
      }
    }
    if (decision.status() == v1::DECISION_STATUS_REFUSED) {
      any_refused = true;
      const std::string& why = fault.empty() ? decision.refusal().text() : fault;
      Complain(absl::StrCat(name, ":", lines.line(), ": error: ", why, " [",
                            decision.refusal().code(), "]"));
    }
    if (arguments.format == "json") {
      output.WriteJson(decision, /*pretty=*/false);
    } else {
      output.Write(DecisionText(decision, arguments.explain));
    }
  }
  if (!output.Finish()) return kUnusable;
  if (lines.failed()) {
    Complain("signpost: error: " + name + ": reading failed");
    return kUnusable;
  }
  return any_refused ? kFindings : kGood;
}

int RouteCommand(const RouteArguments& arguments) {
  std::vector<std::string> paths = {arguments.catalog};
  paths.insert(paths.end(), arguments.with.begin(), arguments.with.end());
  int exit_code = kGood;
  const std::optional<Catalog> catalog = LoadForUse(paths, arguments.strict, &exit_code);
  if (!catalog) return exit_code;
  const absl::StatusOr<Plan> plan = CompilePlan(*catalog);
  if (!plan.ok()) {
    ComplainOf(plan.status());
    return kUnusable;
  }
  v1::LiveState message;
  if (!arguments.live.empty() && !ReadMessageFile(arguments.live, &message)) return kUnusable;
  const absl::StatusOr<LiveState> live = BindLiveState(*plan, message);
  if (!live.ok()) {
    Complain(arguments.live + ": error: " + std::string(live.status().message()));
    return kUnusable;
  }
  return RouteContacts(arguments, *plan, *live);
}

}  // namespace

void AddRouteCommand(CLI::App& app, int* exit_code) {
  const auto arguments = std::make_shared<RouteArguments>();
  CLI::App* command = app.add_subcommand(
      "route", "Decide contacts: one in JSON on each line in, one decision for each out.");
  command
      ->add_option("CATALOG", arguments->catalog,
                   "A file in text format, JSON or binary, or a directory of them.")
      ->required();
  command->add_option("CONTACTS", arguments->contacts, "JSON Lines; - is standard input.")
      ->capture_default_str();
  command->add_option("--with", arguments->with, "One more file or directory of the catalog.")
      ->allow_extra_args(false);
  command->add_option(
      "--live", arguments->live,
      "A LiveState in text format, JSON or binary: waits, channels out of service.");
  command
      ->add_option("--format", arguments->format,
                   "json: a Decision on each line. text: a block for people.")
      ->check(CLI::IsMember({"json", "text"}))
      ->capture_default_str();
  command->add_flag(
      "--explain", arguments->explain,
      "Every rule with what it came to, and what the contact had. In text also costs by kind, "
      "reasons in full, why cheaper channels are not offered, which JSON has always.");
  command->add_flag("--now", arguments->now,
                    "A contact without time is decided as of this moment instead of refused.");
  command->add_flag("--strict", arguments->strict,
                    "Do not use a catalog with warnings about guarantees.");
  command->footer(
      "A contact that is refused, or a line that is none, gives a decision with status REFUSED, a "
      "line on standard error and exit code 1.");
  command->callback([arguments, exit_code] { *exit_code = RouteCommand(*arguments); });
}

SIGNPOST_END_NAMESPACE
