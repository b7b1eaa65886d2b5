// SPDX-License-Identifier: Apache-2.0
#include "cel/print.h"

#include <charconv>
#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "cel/time.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

std::string PrintDouble(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char text[32];
  const double size = std::fabs(value);
  // As strconv's 'g' does: fixed in the range that people read.
  const auto format = size == 0 || (size >= 1e-6 && size < 1e21) ? std::chars_format::fixed
                                                                 : std::chars_format::scientific;
  const auto end = std::to_chars(text, text + sizeof(text), value, format);
  return std::string(text, end.ptr);
}

std::string Shorten(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes)) + "...";
}

std::string PrintShort(const Value& value) {
  constexpr std::size_t kBytes = 60;
  switch (value.kind()) {
    case ValueKind::kString: {
      const std::string text = Shorten(value.text(), kBytes);
      return Print(Value::String(text));
    }
    case ValueKind::kBytes:
      return Print(Value::Bytes(value.text().substr(0, kBytes)));
    case ValueKind::kList:
    case ValueKind::kMap:
      return "a " + std::string(TypeNameOf(value));
    default:
      return Print(value);
  }
}

std::string Print(const Value& value) {
  const auto quoted = [](std::string_view text, bool bytes) {
    const absl::string_view view(text.data(), text.size());
    return (bytes ? "b\"" : "\"") + (bytes ? absl::CEscape(view) : absl::Utf8SafeCEscape(view)) +
           "\"";
  };
  switch (value.kind()) {
    case ValueKind::kUnset:
      return "unset";
    case ValueKind::kError:
      return "error(" + std::string(ErrorCodeName(value.error_code())) + ": " +
             std::string(value.text()) + ")";
    case ValueKind::kNull:
      return "null";
    case ValueKind::kBool:
      return value.bool_value() ? "true" : "false";
    case ValueKind::kInt:
      return std::to_string(value.int_value());
    case ValueKind::kUint:
      return std::to_string(value.uint_value()) + "u";
    case ValueKind::kDouble: {
      const std::string text = PrintDouble(value.double_value());
      return text.find_first_not_of("-0123456789") == std::string::npos ? text + ".0" : text;
    }
    case ValueKind::kString:
      return quoted(value.text(), false);
    case ValueKind::kBytes:
      return quoted(value.text(), true);
    case ValueKind::kTimestamp:
      return "timestamp(\"" + FormatTimestamp(value) + "\")";
    case ValueKind::kDuration:
      return "duration(\"" + FormatDuration(value) + "\")";
    case ValueKind::kType:
      return std::string(value.text());
    case ValueKind::kMessage:
    case ValueKind::kRecord:
      return std::string(TypeNameOf(value)) + "{}";
    case ValueKind::kList:
    case ValueKind::kMap: {
      if (value.from_field()) return "field " + value.field()->full_name();
      const bool list = value.kind() == ValueKind::kList;
      std::string text = list ? "[" : "{";
      for (std::size_t i = 0; i < value.count(); ++i) {
        if (i > 0) text += ", ";
        text += list ? Print(value.items()[i])
                     : Print(value.entries()[i].key) + ": " + Print(value.entries()[i].value);
      }
      return text + (list ? "]" : "}");
    }
  }
  return "";
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
