// SPDX-License-Identifier: Apache-2.0
//
// Standard output and standard error.
#ifndef SIGNPOST_SRC_CLI_CONSOLE_H_
#define SIGNPOST_SRC_CLI_CONSOLE_H_

#include <string_view>

#include "google/protobuf/message.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Writes to standard output, in order. After a failed write nothing more is written.
class Output {
 public:
  void Write(std::string_view text);
  // In JSON with the names of the .proto files, every field of plain type present, and a line feed.
  // `pretty`: over several lines.
  void WriteJson(const google::protobuf::Message& message, bool pretty);
  // Flushes. False, with a message on standard error, where anything could not be written.
  [[nodiscard]] bool Finish();
  bool failed() const { return error_ != 0; }

 private:
  int error_ = 0;
};

// One line on standard error.
void Complain(std::string_view line);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CLI_CONSOLE_H_
