// SPDX-License-Identifier: Apache-2.0
//
// The command `signpost`.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "cli/command.h"

namespace {

#define SIGNPOST_TEXT_OF(x) #x
#define SIGNPOST_TEXT(x) SIGNPOST_TEXT_OF(x)
constexpr char kVersion[] = "signpost " SIGNPOST_TEXT(SIGNPOST_VERSION_MAJOR) "." SIGNPOST_TEXT(
    SIGNPOST_VERSION_MINOR) "." SIGNPOST_TEXT(SIGNPOST_VERSION_PATCH);

int Main(int argc, char** argv) {
  int exit_code = signpost::kGood;
  CLI::App app(
      "Picks the best service channel for a contact: which channel, at what cost to the "
      "organisation and to the customer, owned by whom, and why.",
      "signpost");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 good; 1 findings, refused contacts or rows that cannot be read; 2 wrong "
      "usage, "
      "input that cannot be read or output that cannot be written.\n"
      "signpost COMMAND --help says more.");
  signpost::AddCheckCommand(app, &exit_code);
  signpost::AddRouteCommand(app, &exit_code);
  signpost::AddReplayCommand(app, &exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    if (code != 0) return signpost::kUnusable;
    return std::fflush(stdout) == 0 ? signpost::kGood : signpost::kUnusable;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that has gone shows as a failed write, with a message and an exit code.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "signpost: error: %s\n", error.what());
    return signpost::kUnusable;
  }
}
