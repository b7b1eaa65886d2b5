// SPDX-License-Identifier: Apache-2.0
#include "cel/lexer.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

constexpr std::string_view kReserved[] = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

bool IsNameStart(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsName(char c) { return IsNameStart(c) || IsDigit(c); }

class Lexer {
 public:
  Lexer(const Source& source, Issues& issues) : text_(source.text()), issues_(issues) {}

  std::vector<Token> Run() {
    for (;;) {
      SkipBlanks();
      begin_ = at_;
      if (at_ == text_.size()) break;
      Next();
    }
    tokens_.push_back({TokenKind::kEnd, false, Here()});
    return std::move(tokens_);
  }

 private:
  // The character `ahead` of the current one; 0 behind the end.
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span Here() const {
    return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_)};
  }
  void Emit(TokenKind kind, std::size_t length) {
    at_ += length;
    tokens_.push_back({kind, false, Here()});
  }
  void Refuse(std::string message) {
    issues_.Add(Here(), std::move(message));
    tokens_.push_back({TokenKind::kInvalid, false, Here()});
  }

  void SkipBlanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        ++at_;
      } else if (c == '/' && Peek(1) == '/') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  void Next() {
    const char c = Peek();
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number();
    if (c == '\'' || c == '"') return Quoted(0, false, TokenKind::kString);
    if (IsNameStart(c)) {
      const bool bytes = c == 'b' || c == 'B';
      std::size_t prefix = bytes ? 1 : 0;
      const bool raw = Peek(prefix) == 'r' || Peek(prefix) == 'R';
      if (raw) ++prefix;
      if (prefix > 0 && (Peek(prefix) == '\'' || Peek(prefix) == '"')) {
        return Quoted(prefix, raw, bytes ? TokenKind::kBytes : TokenKind::kString);
      }
      return Name();
    }
    if (c == '`') return QuotedName();
    Operator();
  }

  void Name() {
    while (IsName(Peek())) ++at_;
    const std::string_view name = std::string_view(text_).substr(begin_, at_ - begin_);
    const TokenKind kind = name == "true"    ? TokenKind::kTrue
                           : name == "false" ? TokenKind::kFalse
                           : name == "null"  ? TokenKind::kNull
                           : name == "in"    ? TokenKind::kIn
                                             : TokenKind::kIdentifier;
    const bool reserved =
        std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
    tokens_.push_back({kind, reserved, Here()});
  }

  void QuotedName() {
    ++at_;
    while (IsName(Peek()) ||
           (Peek() != '\0' && std::string_view(".-/ ").find(Peek()) != std::string_view::npos)) {
      ++at_;
    }
    if (Peek() != '`' || at_ == begin_ + 1) {
      return Refuse(
          "a name in back-quotes holds letters, digits, '_', '.', '-', '/' and spaces, at least "
          "one, and ends in '`'");
    }
    Emit(TokenKind::kQuotedIdentifier, 1);
  }

  void Number() {
    TokenKind kind = TokenKind::kInt;
    if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X')) {
      at_ += 2;
      const std::size_t digits = at_;
      while (absl::ascii_isxdigit(static_cast<unsigned char>(Peek()))) ++at_;
      if (at_ == digits) return Refuse("a hexadecimal number needs digits after 0x");
    } else {
      while (IsDigit(Peek())) ++at_;
      if (Peek() == '.' && IsDigit(Peek(1))) {
        kind = TokenKind::kDouble;
        ++at_;
        while (IsDigit(Peek())) ++at_;
      }
      const std::size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 2 : 1;
      if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(sign))) {
        kind = TokenKind::kDouble;
        at_ += sign;
        while (IsDigit(Peek())) ++at_;
      }
    }
    if (kind == TokenKind::kInt && (Peek() == 'u' || Peek() == 'U')) {
      kind = TokenKind::kUint;
      ++at_;
    }
    if (IsName(Peek())) {
      while (IsName(Peek())) ++at_;
      return Refuse(absl::StrFormat(
          "'%s' is neither a number nor a name",
          std::string_view(text_).substr(begin_, std::min<std::size_t>(at_ - begin_, 40))));
    }
    tokens_.push_back({kind, false, Here()});
  }

  void Quoted(std::size_t prefix, bool raw, TokenKind kind) {
    at_ += prefix;
    const char quote = Peek();
    const bool triple = Peek(1) == quote && Peek(2) == quote;
    at_ += triple ? 3 : 1;
    for (; at_ < text_.size(); ++at_) {
      const char c = Peek();
      if (c == quote && (!triple || (Peek(1) == quote && Peek(2) == quote))) {
        return Emit(kind, triple ? 3 : 1);
      }
      if (!triple && (c == '\n' || c == '\r')) break;
      if (c == '\\' && !raw && at_ + 1 < text_.size()) {
        if (!triple && (Peek(1) == '\n' || Peek(1) == '\r')) break;
        ++at_;
      }
    }
    Refuse(triple ? "the string has no end; it must close with three quotes"
                  : "the string has no end on its line; close it, or use three quotes");
  }

  void Operator() {
    static constexpr struct {
      std::string_view text;
      TokenKind kind;
    } kOperators[] = {{"&&", TokenKind::kAnd},        {"||", TokenKind::kOr},
                      {"==", TokenKind::kEqual},      {"!=", TokenKind::kNotEqual},
                      {"<=", TokenKind::kLessEqual},  {">=", TokenKind::kGreaterEqual},
                      {"<", TokenKind::kLess},        {">", TokenKind::kGreater},
                      {"!", TokenKind::kNot},         {"+", TokenKind::kPlus},
                      {"-", TokenKind::kMinus},       {"*", TokenKind::kStar},
                      {"/", TokenKind::kSlash},       {"%", TokenKind::kPercent},
                      {".", TokenKind::kDot},         {",", TokenKind::kComma},
                      {":", TokenKind::kColon},       {"?", TokenKind::kQuestion},
                      {"(", TokenKind::kLeftParen},   {")", TokenKind::kRightParen},
                      {"[", TokenKind::kLeftBracket}, {"]", TokenKind::kRightBracket},
                      {"{", TokenKind::kLeftBrace},   {"}", TokenKind::kRightBrace}};
    const std::string_view rest = std::string_view(text_).substr(at_);
    for (const auto& op : kOperators) {
      if (rest.substr(0, op.text.size()) == op.text) return Emit(op.kind, op.text.size());
    }
    const std::size_t length = std::max<std::size_t>(1, Utf8Length(rest));
    at_ += length;
    const std::string_view hint = rest[0] == '&'   ? "; did you mean '&&'?"
                                  : rest[0] == '|' ? "; did you mean '||'?"
                                  : rest[0] == '=' ? "; did you mean '=='?"
                                                   : "";
    if (absl::ascii_isprint(static_cast<unsigned char>(rest[0])) || length > 1) {
      Refuse(absl::StrFormat("unexpected character '%s'%s", rest.substr(0, length), hint));
    } else {
      Refuse(absl::StrFormat("unexpected byte 0x%02x", static_cast<unsigned char>(rest[0])));
    }
  }

  const std::string& text_;
  Issues& issues_;
  std::vector<Token> tokens_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> Tokenize(const Source& source, Issues& issues) {
  return Lexer(source, issues).Run();
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
