// SPDX-License-Identifier: Apache-2.0
//
// What the parser stands on: the tokens, where it is in them, limits, and how it takes up again
// behind a fault. For parser.cc only.
#ifndef SIGNPOST_SRC_CEL_PARSE_STATE_H_
#define SIGNPOST_SRC_CEL_PARSE_STATE_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cel/ast.h"
#include "cel/lexer.h"
#include "cel/limits.h"
#include "cel/source.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

class ParseState {
 public:
  ParseState(const Source& source, const Limits& limits, Ast& ast, Issues& issues)
      : source_(source),
        limits_(limits),
        ast_(ast),
        issues_(issues),
        tokens_(Tokenize(source, issues)) {}

 protected:
  TokenKind Peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)].kind;
  }
  const Token& Take() {
    const Token& token = tokens_[at_];
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool Accept(TokenKind kind) { return Peek() == kind ? (Take(), true) : false; }

  NodeId Invalid() { return ast_.Add(Node(), {}); }
  // Reports what stands here instead, once, and makes callers look for a place to go on.
  NodeId Unexpected(std::string_view wanted);
  // A limit: there is no going on.
  void Refuse(Span span, const char* what, const char* limit, std::uint64_t value);
  // Whether a list, map, call or chain may have one entry more.
  bool Room(std::size_t entries, Span span);
  // Skips to the next token of this bracket level where parsing can go on.
  void Recover(bool chains);
  // Expects the closing token.
  bool Close(TokenKind close, std::string_view wanted);

  NodeId Make(Node node, absl::Span<const NodeId> children);
  NodeId Call(std::string_view function, Span span, absl::Span<const NodeId> arguments);
  NodeId Constant(const Value& value, Span span);

  // Entries with commas between them up to the closing token; a trailing comma is allowed where
  // `trailing`. `entry` parses one.
  template <typename Entry>
  void Entries(TokenKind close, std::string_view wanted, bool trailing, Entry entry) {
    for (std::size_t count = 0; !stopped_; ++count) {
      if ((count == 0 || trailing) && Peek() == close) break;
      if (!Room(count, tokens_[at_].span)) return;
      entry();
      if (panic_ && !stopped_) Recover(false);
      if (Peek() == TokenKind::kComma) {
        panic_ = false;
        Take();
        continue;
      }
      break;
    }
    Close(close, wanted);
  }

  const Source& source_;
  const Limits& limits_;
  Ast& ast_;
  Issues& issues_;
  const std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  bool panic_ = false;    // An error was reported, and no place found yet to go on.
  bool stopped_ = false;  // A limit was hit.
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_PARSE_STATE_H_
