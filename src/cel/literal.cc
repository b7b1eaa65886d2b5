// SPDX-License-Identifier: Apache-2.0
#include "cel/literal.h"

#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/charconv.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(static_cast<unsigned char>(c));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::uint64_t> Magnitude(std::string_view digits) {
  std::uint64_t base = 10;
  if (digits.size() > 2 && (digits[1] == 'x' || digits[1] == 'X')) {
    base = 16;
    digits.remove_prefix(2);
  }
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (__builtin_mul_overflow(value, base, &value) ||
        __builtin_add_overflow(value, static_cast<std::uint64_t>(HexDigit(c)), &value)) {
      return std::nullopt;
    }
  }
  return value;
}

}  // namespace

std::optional<std::int64_t> ParseInt(std::string_view digits, bool negative) {
  const auto magnitude = Magnitude(digits);
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!magnitude || *magnitude > kMax + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - *magnitude : *magnitude);
}

std::optional<std::uint64_t> ParseUint(std::string_view text) {
  return Magnitude(text.substr(0, text.size() - 1));
}

double ParseDouble(std::string_view text) {
  double value = 0;
  const auto result = absl::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc::result_out_of_range) return value;
  return value > 1 ? std::numeric_limits<double>::infinity() : 0.0;
}

void AppendUtf8(std::uint32_t c, std::string& text) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

namespace {

// Decodes the escape at text[at] (behind the backslash) into `out`. Returns what is wrong.
std::string Escape(std::string_view text, std::size_t& at, bool bytes, std::string& out) {
  const char c = text[at++];
  static constexpr std::string_view kFrom = "abfnrtv\\?\"'`", kTo = "\a\b\f\n\r\t\v\\?\"'`";
  if (const std::size_t i = kFrom.find(c); i != std::string_view::npos) {
    out += kTo[i];
    return "";
  }
  std::size_t digits = c == 'x' || c == 'X' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  std::uint32_t value = 0, base = 16;
  if (digits == 0) {
    if (c < '0' || c > '3') return "no such escape; a backslash itself is written \\\\";
    --at;
    digits = 3;
    base = 8;
  } else if (digits > 2 && bytes) {
    return "bytes have no \\u or \\U escapes; write \\x for each byte";
  }
  for (std::size_t i = 0; i < digits; ++i, ++at) {
    const int digit = at < text.size() ? HexDigit(text[at]) : -1;
    if (digit < 0 || digit >= static_cast<int>(base)) {
      return base == 8 ? "an octal escape has exactly three digits, \\000 to \\377"
                       : "the escape has too few hexadecimal digits";
    }
    value = value * base + static_cast<std::uint32_t>(digit);
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return "the escape is no Unicode code point";
  }
  if (bytes) {
    out += static_cast<char>(value);
  } else {
    AppendUtf8(value, out);
  }
  return "";
}

}  // namespace

Unquoted Unquote(std::string_view token, bool bytes) {
  const std::size_t open = token.find_first_of("'\"");
  const bool raw = open > 0 && (token[open - 1] == 'r' || token[open - 1] == 'R');
  const bool triple =
      token.size() >= open + 6 && token[open + 1] == token[open] && token[open + 2] == token[open];
  const std::size_t quotes = triple ? 3 : 1;
  const std::size_t begin = open + quotes;
  const std::string_view body = token.substr(begin, token.size() - begin - quotes);
  Unquoted result;
  if (raw) {
    result.value = std::string(body);
    return result;
  }
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '\\') {
      result.value += body[at++];
      continue;
    }
    const std::size_t start = at++;
    result.fault = Escape(body, at, bytes, result.value);
    if (!result.fault.empty()) {
      result.where = {static_cast<std::uint32_t>(begin + start),
                      static_cast<std::uint32_t>(begin + std::min(at, body.size()))};
      return result;
    }
  }
  return result;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
