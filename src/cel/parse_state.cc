// SPDX-License-Identifier: Apache-2.0
#include "cel/parse_state.h"

#include "absl/strings/str_format.h"
#include "cel/print.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

NodeId ParseState::Unexpected(std::string_view wanted) {
  if (!panic_ && Peek() != TokenKind::kInvalid) {
    const Token& token = tokens_[at_];
    const std::string found = Peek() == TokenKind::kEnd
                                  ? "the end"
                                  : absl::StrFormat("'%s'", Shorten(source_.Text(token.span), 40));
    issues_.Add(token.span, absl::StrFormat("expected %s, found %s", wanted, found));
  }
  panic_ = true;
  return Invalid();
}

void ParseState::Refuse(Span span, const char* what, const char* limit, std::uint64_t value) {
  if (!stopped_) issues_.AddOverLimit(span, what, limit, value);
  stopped_ = panic_ = true;
  at_ = tokens_.size() - 1;
}

bool ParseState::Room(std::size_t entries, Span span) {
  if (entries < limits_.literal_entries) return true;
  Refuse(span, "more entries in one literal, call or chain", "literal_entries",
         limits_.literal_entries);
  return false;
}

void ParseState::Recover(bool chains) {
  for (int open = 0;; Take()) {
    switch (Peek()) {
      case TokenKind::kEnd:
        return;
      case TokenKind::kAnd:
      case TokenKind::kOr:
        if (open == 0 && chains) return;
        break;
      case TokenKind::kComma:
        if (open == 0) return;
        break;
      case TokenKind::kLeftParen:
      case TokenKind::kLeftBracket:
      case TokenKind::kLeftBrace:
        ++open;
        break;
      case TokenKind::kRightParen:
      case TokenKind::kRightBracket:
      case TokenKind::kRightBrace:
        if (open-- == 0) return;
        break;
      default:
        break;
    }
  }
}

bool ParseState::Close(TokenKind close, std::string_view wanted) {
  if (stopped_) return false;
  const bool here = Peek() == close;
  if (!here) {
    Unexpected(wanted);
    for (Recover(false); Peek() == TokenKind::kComma; Recover(false)) Take();
    if (Peek() != close) return false;
  }
  panic_ = false;
  Take();
  return here;
}

NodeId ParseState::Make(Node node, absl::Span<const NodeId> children) {
  if (stopped_) return Invalid();
  if (ast_.size() >= limits_.nodes) {
    Refuse(node.span, "expression has more parts", "nodes", limits_.nodes);
    return Invalid();
  }
  const NodeId id = ast_.Add(node, children);
  if (ast_.node(id).depth > limits_.nesting_depth) {
    Refuse(node.span, "expression is nested deeper", "nesting_depth", limits_.nesting_depth);
    return Invalid();
  }
  return id;
}

NodeId ParseState::Call(std::string_view function, Span span, absl::Span<const NodeId> arguments) {
  Node node;
  node.kind = NodeKind::kCall;
  node.span = span;
  node.name = ast_.AddName(function);
  return Make(node, arguments);
}

NodeId ParseState::Constant(const Value& value, Span span) {
  Node node;
  node.kind = NodeKind::kConstant;
  node.span = span;
  node.index = ast_.AddConstant(value);
  return Make(node, {});
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
