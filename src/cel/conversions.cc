// SPDX-License-Identifier: Apache-2.0
#include "cel/conversions.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "absl/strings/numbers.h"
#include "cel/print.h"
#include "cel/source.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

constexpr std::string_view kNames[] = {"bool",   "int",   "uint",      "double",
                                       "string", "bytes", "timestamp", "duration"};
std::string_view NameOf(Operation operation) {
  return kNames[static_cast<int>(operation) - static_cast<int>(Operation::kToBool)];
}

Value OutOfRange() { return Value::Error(ErrorCode::kRange, "the number is out of range"); }

Value NotOne(Operation operation, const Value& value, Workspace& work) {
  return work.Fail(ErrorCode::kInvalidArgument,
                   PrintShort(value) + " is no " + std::string(NameOf(operation)));
}

// All of `text` as an integer, an optional sign in front.
template <typename T>
std::errc ParseWhole(std::string_view text, T& value) {
  if (!text.empty() && text[0] == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text[0] == '-') return std::errc::invalid_argument;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end != text.data() + text.size()) return std::errc::invalid_argument;
  return error;
}

Value ToBool(const Value& value, Workspace& work) {
  const std::string_view text = value.text();
  for (const std::string_view yes : {"1", "t", "true", "TRUE", "True", "T"}) {
    if (text == yes) return Value::Bool(true);
  }
  for (const std::string_view no : {"0", "f", "false", "FALSE", "False", "F"}) {
    if (text == no) return Value::Bool(false);
  }
  return NotOne(Operation::kToBool, value, work);
}

Value ToInt(const Value& value, Workspace& work) {
  switch (value.kind()) {
    case ValueKind::kUint:
      return value.uint_value() >
                     static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
                 ? OutOfRange()
                 : Value::Int(static_cast<std::int64_t>(value.uint_value()));
    case ValueKind::kDouble:
      // The range is exclusive at both ends.
      if (!(value.double_value() > -0x1p63 && value.double_value() < 0x1p63)) return OutOfRange();
      return Value::Int(static_cast<std::int64_t>(value.double_value()));
    case ValueKind::kTimestamp:
      return Value::Int(value.seconds());
    case ValueKind::kString: {
      std::int64_t number = 0;
      const std::errc error = ParseWhole(value.text(), number);
      if (error == std::errc()) return Value::Int(number);
      return error == std::errc::result_out_of_range ? OutOfRange()
                                                     : NotOne(Operation::kToInt, value, work);
    }
    default:
      return work.NoOverload("int", value);
  }
}

Value ToUint(const Value& value, Workspace& work) {
  switch (value.kind()) {
    case ValueKind::kInt:
      return value.int_value() < 0 ? OutOfRange()
                                   : Value::Uint(static_cast<std::uint64_t>(value.int_value()));
    case ValueKind::kDouble:
      if (!(value.double_value() >= 0 && value.double_value() < 0x1p64)) return OutOfRange();
      return Value::Uint(static_cast<std::uint64_t>(value.double_value()));
    case ValueKind::kString: {
      std::uint64_t number = 0;
      const std::errc error = ParseWhole(value.text(), number);
      if (error == std::errc()) return Value::Uint(number);
      return error == std::errc::result_out_of_range ? OutOfRange()
                                                     : NotOne(Operation::kToUint, value, work);
    }
    default:
      return work.NoOverload("uint", value);
  }
}

Value ToDouble(const Value& value, Workspace& work) {
  switch (value.kind()) {
    case ValueKind::kInt:
      return Value::Double(static_cast<double>(value.int_value()));
    case ValueKind::kUint:
      return Value::Double(static_cast<double>(value.uint_value()));
    case ValueKind::kString: {
      double number = 0;
      const std::string_view text = value.text();
      const bool spaced = text.find_first_of(" \t\n\v\f\r") != std::string_view::npos;
      if (spaced || !absl::SimpleAtod(absl::string_view(text.data(), text.size()), &number)) {
        return NotOne(Operation::kToDouble, value, work);
      }
      return Value::Double(number);
    }
    default:
      return work.NoOverload("double", value);
  }
}

Value ToString(const Value& value, Workspace& work) {
  std::string text;
  switch (value.kind()) {
    case ValueKind::kBool:
      return Value::String(value.bool_value() ? "true" : "false");
    case ValueKind::kInt:
      text = std::to_string(value.int_value());
      break;
    case ValueKind::kUint:
      text = std::to_string(value.uint_value());
      break;
    case ValueKind::kDouble:
      text = PrintDouble(value.double_value());
      break;
    case ValueKind::kTimestamp:
      text = FormatTimestamp(value);
      break;
    case ValueKind::kDuration:
      text = FormatDuration(value);
      break;
    case ValueKind::kBytes:
      if (!work.Step(value.text().size() / 16)) return work.exhausted();
      if (!IsUtf8(value.text())) {
        return Value::Error(ErrorCode::kInvalidArgument, "the bytes are not UTF-8");
      }
      return Value::String(value.text());
    default:
      return work.NoOverload("string", value);
  }
  if (!work.Build(text.size())) return work.exhausted();
  return Value::String(work.Copy(text));
}

// A text as it is parsed, or what it was instead of a time.
Value Parsed(const Value& time, Operation operation, const Value& text, Workspace& work) {
  return time.IsError() && time.error_code() == ErrorCode::kInvalidArgument
             ? NotOne(operation, text, work)
             : time;
}

}  // namespace

Value Convert(Operation operation, const Value& value, Workspace& work) {
  const ValueKind kind = value.kind();
  if (kind == ValueKind::kString && !work.Step(value.text().size() / 64)) return work.exhausted();
  switch (operation) {
    case Operation::kToBool:
      if (kind == ValueKind::kBool) return value;
      if (kind == ValueKind::kString) return ToBool(value, work);
      break;
    case Operation::kToInt:
      return kind == ValueKind::kInt ? value : ToInt(value, work);
    case Operation::kToUint:
      return kind == ValueKind::kUint ? value : ToUint(value, work);
    case Operation::kToDouble:
      return kind == ValueKind::kDouble ? value : ToDouble(value, work);
    case Operation::kToString:
      return kind == ValueKind::kString ? value : ToString(value, work);
    case Operation::kToBytes:
      if (kind == ValueKind::kBytes) return value;
      if (kind == ValueKind::kString) return Value::Bytes(value.text());
      break;
    case Operation::kToTimestamp:
      if (kind == ValueKind::kTimestamp) return value;
      if (kind == ValueKind::kInt) return MakeTimestamp(value.int_value(), 0);
      if (kind == ValueKind::kString) {
        return Parsed(ParseTimestamp(value.text()), operation, value, work);
      }
      break;
    default:
      if (kind == ValueKind::kDuration) return value;
      if (kind == ValueKind::kString) {
        return Parsed(ParseDuration(value.text()), operation, value, work);
      }
      break;
  }
  return work.NoOverload(NameOf(operation), value);
}

namespace {

Value OfDuration(Operation operation, std::int64_t nanos, Workspace& work, const Value& value) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  switch (operation) {
    case Operation::kGetHours:
      return Value::Int(nanos / (3600 * kSecond));
    case Operation::kGetMinutes:
      return Value::Int(nanos / (60 * kSecond));
    case Operation::kGetSeconds:
      return Value::Int(nanos / kSecond);
    case Operation::kGetMilliseconds:
      return Value::Int(nanos % kSecond /
                        1'000'000);  // Of the fraction only, as the tests have it.
    default:
      return work.NoOverload("get", value);
  }
}

}  // namespace

Value Access(Operation operation, const Value& time, const Zone* zone, Workspace& work) {
  if (time.kind() == ValueKind::kDuration && zone == nullptr) {
    return OfDuration(operation, time.nanoseconds(), work, time);
  }
  if (time.kind() != ValueKind::kTimestamp) return work.NoOverload("get", time);
  const absl::CivilSecond civil =
      zone != nullptr ? CivilOf(time, *zone) : absl::CivilSecond(1970) + time.seconds();
  switch (operation) {
    case Operation::kGetFullYear:
      return Value::Int(civil.year());
    case Operation::kGetMonth:
      return Value::Int(civil.month() - 1);
    case Operation::kGetDate:
      return Value::Int(civil.day());
    case Operation::kGetDayOfMonth:
      return Value::Int(civil.day() - 1);
    case Operation::kGetDayOfWeek:
      return Value::Int((static_cast<int>(absl::GetWeekday(civil)) + 1) % 7);
    case Operation::kGetDayOfYear:
      return Value::Int(absl::GetYearDay(absl::CivilDay(civil)) - 1);
    case Operation::kGetHours:
      return Value::Int(civil.hour());
    case Operation::kGetMinutes:
      return Value::Int(civil.minute());
    case Operation::kGetSeconds:
      return Value::Int(civil.second());
    default:
      return Value::Int(time.nanos() / 1'000'000);
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
