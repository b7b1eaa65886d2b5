// SPDX-License-Identifier: Apache-2.0
#include "catalog/source_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "cel/literal.h"
#include "cel/source.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// As the tokenizer of text format counts.
void Advance(char c, int* column) { *column += c == '\t' ? 8 - *column % 8 : 1; }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(static_cast<unsigned char>(c));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Reads the string of one field; what it cannot read ends it early, and is then not the value.
class StringReader {
 public:
  StringReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  void Read() {
    while (absl::ascii_isalnum(static_cast<unsigned char>(Peek())) || Peek() == '_') ++at_;
    SkipBlanks();
    if (Peek() == ':') ++at_;
    for (SkipBlanks(); Peek() == '"' || Peek() == '\''; SkipBlanks()) Literal();
    origins_.push_back(end_);
  }

  const std::string& value() const { return value_; }
  // Of each byte of the value, and of its end.
  std::size_t OriginOf(std::size_t i) const { return origins_[std::min(i, origins_.size() - 1)]; }
  // Behind the last byte that the byte `i` of the value was written with.
  std::size_t EndOf(std::size_t i) const { return ends_[i]; }

 private:
  char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void SkipBlanks() {
    while (at_ < text_.size()) {
      if (absl::ascii_isspace(static_cast<unsigned char>(text_[at_]))) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  void Literal() {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      const std::size_t begin = at_;
      const std::size_t size = value_.size();
      if (text_[at_++] != '\\') {
        value_ += text_[begin];
      } else if (at_ < text_.size()) {
        Escape();
      }
      for (std::size_t i = size; i < value_.size(); ++i) {
        origins_.push_back(begin);
        ends_.push_back(at_);
      }
    }
    end_ = at_;
    if (at_ < text_.size()) ++at_;
  }

  // Up to `most` digits.
  std::uint32_t Digits(int base, int most) {
    std::uint32_t number = 0;
    for (int i = 0; i < most; ++i, ++at_) {
      const int digit = HexDigit(Peek());
      if (digit < 0 || digit >= base) break;
      number = number * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
    }
    return number;
  }

  void Escape() {
    const char c = text_[at_];
    static constexpr std::string_view kFrom = "abfnrtv", kTo = "\a\b\f\n\r\t\v";
    if (c >= '0' && c <= '7') {
      value_ += static_cast<char>(Digits(8, 3));
      return;
    }
    ++at_;
    if (c == 'x' || c == 'X') {
      value_ += static_cast<char>(Digits(16, 2));
    } else if (c == 'u' || c == 'U') {
      std::uint32_t code_point = Digits(16, c == 'u' ? 4 : 8);
      const bool head = code_point >= 0xD800 && code_point < 0xDC00;
      if (head && Peek() == '\\' && Peek(1) == 'u') {  // Two halves make one.
        at_ += 2;
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (Digits(16, 4) - 0xDC00);
      }
      cel::AppendUtf8(code_point, value_);
    } else {
      const std::size_t i = kFrom.find(c);
      value_ += i == std::string_view::npos ? c : kTo[i];
    }
  }

  const std::string_view text_;
  std::size_t at_;
  std::size_t end_ = 0;  // Where the last literal's quotes close.
  std::string value_;
  std::vector<std::size_t> origins_, ends_;
};

}  // namespace

SourceText::SourceText(std::string_view text) : text_(text) {
  // The parser does not see it.
  const bool marked = text.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  lines_.push_back(marked ? kByteOrderMark.size() : 0);
  for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
    lines_.push_back(i + 1);
  }
}

std::size_t SourceText::OffsetOf(int line, int column) const {
  std::size_t at = lines_[static_cast<std::size_t>(line - 1)];
  for (int here = 0; here < column - 1 && at < text_.size(); ++at) Advance(text_[at], &here);
  return at;
}

std::optional<PlaceInText> SourceText::Find(int line, int column, std::string_view value,
                                            std::size_t begin, std::size_t end) const {
  if (line < 1 || static_cast<std::size_t>(line) > lines_.size() || begin > value.size() ||
      end > value.size()) {
    return std::nullopt;
  }
  StringReader reader(text_, OffsetOf(line, column));
  reader.Read();
  if (reader.value() != value) return std::nullopt;
  const std::size_t from = reader.OriginOf(begin);
  const std::size_t to = end > begin ? reader.EndOf(end - 1) : from;
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), from);
  const std::size_t start = *(next - 1);
  PlaceInText place;
  place.line = static_cast<int>(next - lines_.begin());
  for (const char c : text_.substr(start, from - start)) Advance(c, &place.column);
  ++place.column;
  const std::string_view rest = text_.substr(start);
  place.excerpt =
      cel::Excerpt(rest.substr(0, rest.find_first_of("\r\n")), from - start, to - start);
  return place;
}

SIGNPOST_END_NAMESPACE
