// SPDX-License-Identifier: Apache-2.0
//
// Files that subcommands read: catalogs, and messages such as mappings and live states.
#ifndef SIGNPOST_SRC_CLI_INPUT_H_
#define SIGNPOST_SRC_CLI_INPUT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

// Reads and validates a catalog for use. Complains of errors, and of warnings only where `strict`
// makes them errors. Nothing: *exit_code is set.
std::optional<Catalog> LoadForUse(const std::vector<std::string>& paths, bool strict,
                                  int* exit_code);

// Reads one message from a file in text format, JSON or binary. False after complaining.
[[nodiscard]] bool ReadMessageFile(const std::string& path, google::protobuf::Message* message);

// "signpost: error: ..." on standard error, without the code's name.
void ComplainOf(const absl::Status& status);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CLI_INPUT_H_
