// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <google/protobuf/util/json_util.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

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
  std::string text(line);
  text.push_back('\n');
  std::fwrite(text.data(), 1, text.size(), stderr);
}

SIGNPOST_END_NAMESPACE
