// SPDX-License-Identifier: Apache-2.0
//
// What the subcommands share. Each is one file with one function that adds it to the command line;
// its exit code goes to *exit_code when it has run.
#ifndef SIGNPOST_SRC_CLI_COMMAND_H_
#define SIGNPOST_SRC_CLI_COMMAND_H_

#include <CLI/CLI.hpp>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

inline constexpr int kGood = 0;
// Findings that are errors, refused contacts, rows that cannot be read.
inline constexpr int kFindings = 1;
// Wrong usage, input that cannot be read, output that cannot be written.
inline constexpr int kUnusable = 2;

void AddCheckCommand(CLI::App& app, int* exit_code);
void AddRouteCommand(CLI::App& app, int* exit_code);
void AddReplayCommand(CLI::App& app, int* exit_code);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CLI_COMMAND_H_
