// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <google/protobuf/util/json_util.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "absl/strings/str_format.h"
SIGNPOST_BEGIN_NAMESPACE

void Output::Write(std::string_view text) {
  if (failed() || text.empty()) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size()) {
    error_ = errno != 0 ? errno : EIO;
  }
}

void Output::WriteJson(const google::protobuf::Message& message, bool pretty) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  options.add_whitespace = pretty;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
  if (!status.ok()) {
    Complain("signpost: error: the answer cannot be written as JSON: " + status.ToString());
    error_ = EIO;
    return;
  }
  if (text.empty() || text.back() != '\n') text.push_back('\n');
  Write(text);
}

bool Output::Finish() {
  errno = 0;
  if (!failed() && std::fflush(stdout) != 0) error_ = errno != 0 ? errno : EIO;
  if (!failed()) return true;
  Complain(std::string("signpost: error: standard output: ") + std::strerror(error_));
  return false;
}

void Complain(std::string_view line) {
  // Names out of the input may stand in it: they must not steer the terminal.
  std::string text;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
      absl::StrAppendFormat(&text, "\\x%02X", byte);
    } else {
      text.push_back(c);
    }
  }
  text.push_back('\n');
  std::fwrite(text.data(), 1, text.size(), stderr);
}

SIGNPOST_END_NAMESPACE
