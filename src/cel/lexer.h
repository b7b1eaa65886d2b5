// SPDX-License-Identifier: Apache-2.0
//
// Text to tokens. The one way in is Tokenize().
#ifndef SIGNPOST_SRC_CEL_LEXER_H_
#define SIGNPOST_SRC_CEL_LEXER_H_

#include <cstdint>
#include <vector>

#include "cel/source.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

enum class TokenKind : std::uint8_t {
  kEnd,
  kInvalid,  // An issue says why.
  kIdentifier,
  kQuotedIdentifier,  // `content-type`
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTrue,
  kFalse,
  kNull,
  kIn,
  kDot,
  kComma,
  kColon,
  kQuestion,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kPlus,
  kMinus,
  kStar,
  kSlash,
  kPercent,
  kNot,
  kAnd,
  kOr,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool reserved = false;  // An identifier that may only follow a dot.
  Span span;
};

// Always ends in kEnd. Characters that begin no token become kInvalid and an issue each.
std::vector<Token> Tokenize(const Source& source, Issues& issues);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_LEXER_H_
