// SPDX-License-Identifier: Apache-2.0
#include "cel/workspace.h"

#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

Workspace::Workspace(const Limits& limits, const google::protobuf::DescriptorPool* pool,
                     google::protobuf::MessageFactory* factory)
    : limits_(limits), pool_(pool), factory_(factory), arena_(block_, sizeof(block_)) {
  Refill();
}

void Workspace::Refill() {
  steps_ = limits_.steps;
  bytes_ = limits_.built_bytes;
  iterations_ = limits_.iterations;
  regexes_ = limits_.dynamic_regexes;
  exhausted_ = Value();
}

std::string_view Workspace::Copy(std::string_view text) {
  if (text.empty()) return {};
  char* copy = Array<char>(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Value Workspace::Fail(ErrorCode code, std::string_view message) {
  if (message.size() > bytes_) return Value::Error(code, ErrorCodeName(code));
  bytes_ -= message.size();
  return Value::Error(code, Copy(message));
}

Value Workspace::NoOverload(std::string_view operation, const Value& a, const Value& b) {
  return Fail(ErrorCode::kNoMatchingOverload,
              absl::StrFormat("no matching overload for '%s' with %s and %s", operation,
                              TypeNameOf(a), TypeNameOf(b)));
}

Value Workspace::NoOverload(std::string_view operation, const Value& a) {
  return Fail(ErrorCode::kNoMatchingOverload,
              absl::StrFormat("no matching overload for '%s' with %s", operation, TypeNameOf(a)));
}

bool Workspace::Exhaust(std::string_view message) {
  if (!is_exhausted()) exhausted_ = Value::Error(ErrorCode::kLimit, Copy(message));
  steps_ = 0;  // The next step finds nothing left either.
  return false;
}

bool Workspace::Exhaust(int budget) {
  switch (budget) {
    case 0:
      return Exhaust(OverLimit("evaluation takes more steps", "steps", limits_.steps));
    case 1:
      return Exhaust(
          OverLimit("comprehensions visit more elements", "iterations", limits_.iterations));
    case 2:
      return Exhaust(OverLimit("concatenation and conversion build more bytes", "built_bytes",
                               limits_.built_bytes));
    default:
      return Exhaust(OverLimit("matches() compiles more patterns that are not constant",
                               "dynamic_regexes", limits_.dynamic_regexes));
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
