// SPDX-License-Identifier: Apache-2.0
#include "cel/strings.h"

#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

Value StringTest(Operation operation, const Value& text, const Value& part, Workspace& work) {
  const std::string_view whole = text.text(), wanted = part.text();
  if (text.kind() != ValueKind::kString || part.kind() != ValueKind::kString) {
    return work.NoOverload(operation == Operation::kContains     ? "contains"
                           : operation == Operation::kStartsWith ? "startsWith"
                                                                 : "endsWith",
                           text, part);
  }
  if (operation == Operation::kContains) {
    // find() may look at the wanted text anew for every place.
    if (!work.Step(1 + whole.size() / 64 * (1 + wanted.size() / 64))) return work.exhausted();
    return Value::Bool(whole.find(wanted) != std::string_view::npos);
  }
  if (!work.Step(wanted.size() / 64)) return work.exhausted();
  if (wanted.size() > whole.size()) return Value::Bool(false);
  return Value::Bool(operation == Operation::kStartsWith
                         ? whole.substr(0, wanted.size()) == wanted
                         : whole.substr(whole.size() - wanted.size()) == wanted);
}

std::unique_ptr<const RE2> CompilePattern(std::string_view pattern, const Limits& limits,
                                          std::string* fault) {
  if (limits.regex_bytes == 0) {
    *fault = OverLimit("the pattern needs more memory", "regex_bytes", 0);
    return nullptr;
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(limits.regex_bytes);
  auto compiled =
      std::make_unique<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (compiled->error_code() == RE2::ErrorPatternTooLarge) {
    *fault = OverLimit("the pattern needs more memory", "regex_bytes", limits.regex_bytes);
  } else if (!compiled->ok()) {
    *fault = "not a pattern that RE2 takes: " + compiled->error();
  } else if (compiled->ProgramSize() > static_cast<std::int64_t>(limits.regex_program_size)) {
    *fault = OverLimit("the pattern compiles to more instructions", "regex_program_size",
                       limits.regex_program_size);
  } else {
    return compiled;
  }
  return nullptr;
}

Value Matches(const Value& text, const Value& pattern, const RE2* prepared, Workspace& work) {
  if (text.kind() != ValueKind::kString || pattern.kind() != ValueKind::kString) {
    return work.NoOverload("matches", text, pattern);
  }
  std::unique_ptr<const RE2> own;
  if (prepared == nullptr) {
    if (!work.CompileRegex()) return work.exhausted();
    std::string fault;
    own = CompilePattern(pattern.text(), work.limits(), &fault);
    if (own == nullptr) return work.Fail(ErrorCode::kInvalidArgument, fault);
    prepared = own.get();
  }
  // Linear in the text for each instruction at worst; the usual automaton is far faster.
  const auto program = static_cast<std::uint64_t>(prepared->ProgramSize());
  if (!work.Step(1 + text.text().size() * program / 256)) return work.exhausted();
  return Value::Bool(
      RE2::PartialMatch(re2::StringPiece(text.text().data(), text.text().size()), *prepared));
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
