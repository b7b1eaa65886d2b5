// SPDX-License-Identifier: Apache-2.0
#include "rules/attribute_value.h"

#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cel/print.h"
#include "cel/value.h"
#include "re2/re2.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Value;

const char* KindOf(const Value& value) {
  switch (value.kind_case()) {
    case Value::kNullValue:
      return "null";
    case Value::kNumberValue:
      return "a number";
    case Value::kStringValue:
      return "a string";
    case Value::kBoolValue:
      return "a bool";
    case Value::kStructValue:
      return "a message";
    case Value::kListValue:
      return "a list";
    case Value::KIND_NOT_SET:
      break;
  }
  return "nothing";
}

constexpr double kExact = 9007199254740991.0;  // 2^53 - 1: beyond, JSON may have rounded it.

// Patterns are compiled once, and live as long as the process.
std::string IntFault(const Value& value) {
  if (value.kind_case() == Value::kStringValue) {
    std::int64_t number = 0;
    static const RE2& pattern = *new RE2("-?[0-9]{1,19}");
    if (RE2::FullMatch(value.string_value(), pattern) &&
        absl::SimpleAtoi(value.string_value(), &number)) {
      return {};
    }
    return absl::StrCat("is \"", value.string_value(), "\", no whole number of 64 bits");
  }
  const double number = value.number_value();
  if (std::isfinite(number) && number == std::trunc(number) && std::fabs(number) <= kExact) {
    return {};
  }
  return absl::StrCat("is ", number,
                      ", no whole number that a double holds exactly: write a string of digits");
}

bool IsTimestamp(const std::string& text) {
  static const RE2& pattern = *new RE2(
      "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
  if (!RE2::FullMatch(text, pattern)) return false;
  std::string upper = text;
  upper[10] = 'T';
  if (upper.back() == 'z') upper.back() = 'Z';
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, upper, &time, &error)) return false;
  return time >= absl::FromUnixSeconds(-62135596800) && time < absl::FromUnixSeconds(253402300800);
}

bool IsDuration(const std::string& text) {
  std::string whole, decimals;
  static const RE2& pattern = *new RE2("-?(\\d{1,12})(?:\\.(\\d{1,9}))?s");
  if (!RE2::FullMatch(text, pattern, &whole, &decimals)) return false;
  constexpr std::int64_t kMostSeconds = 9'223'372'036;  // 64 bits of nanoseconds.
  std::int64_t seconds = 0;
  return absl::SimpleAtoi(whole, &seconds) &&
         (seconds < kMostSeconds ||
          (seconds == kMostSeconds && decimals.find_first_not_of('0') == std::string::npos));
}

}  // namespace

std::string AttributeFault(v1::AttributeType type, const Value& value) {
  const Value::KindCase kind = value.kind_case();
  const auto other_kind = [&] {
    std::string name = v1::AttributeType_Name(type);
    constexpr char kPrefix[] = "ATTRIBUTE_TYPE_";
    if (name.rfind(kPrefix, 0) == 0) name = name.substr(sizeof(kPrefix) - 1);
    return absl::StrCat("is ", KindOf(value), ", where the type is ", name);
  };
  switch (type) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return kind == Value::kStringValue ? "" : other_kind();
    case v1::ATTRIBUTE_TYPE_INT:
      if (kind != Value::kNumberValue && kind != Value::kStringValue) return other_kind();
      return IntFault(value);
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      if (kind != Value::kNumberValue) return other_kind();
      return std::isfinite(value.number_value()) ? "" : "is not a finite number";
    case v1::ATTRIBUTE_TYPE_BOOL:
      return kind == Value::kBoolValue ? "" : other_kind();
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      if (kind != Value::kListValue) return other_kind();
      for (const Value& item : value.list_value().values()) {
        if (item.kind_case() != Value::kStringValue) {
          return absl::StrCat("has an item that is ", KindOf(item),
                              ", where the type is STRING_LIST");
        }
      }
      return {};
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      if (kind != Value::kStringValue) return other_kind();
      return IsTimestamp(value.string_value())
                 ? ""
                 : absl::StrCat("is \"", value.string_value(),
                                "\", no RFC 3339 time as 2026-01-31T09:00:00Z");
    case v1::ATTRIBUTE_TYPE_DURATION:
      if (kind != Value::kStringValue) return other_kind();
      return IsDuration(value.string_value())
                 ? ""
                 : absl::StrCat("is \"", value.string_value(), "\", no duration as \"3.5s\"");
    default:
      return "has no type that this version knows";
  }
}

std::int64_t IntOf(const Value& value) {
  if (value.kind_case() == Value::kNumberValue) {
    const double number = value.number_value();
    return std::fabs(number) <= kExact ? static_cast<std::int64_t>(number) : 0;
  }
  std::int64_t number = 0;
  return absl::SimpleAtoi(value.string_value(), &number) ? number : 0;
}

Instant TimestampOf(const Value& value) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, absl::AsciiStrToUpper(value.string_value()), &time,
                       &error)) {
    return {};
  }
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  return {seconds, static_cast<std::int32_t>(
                       absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds)))};
}

std::int64_t DurationNanosOf(const Value& value) {
  absl::Duration duration;
  return absl::ParseDuration(value.string_value(), &duration) ? absl::ToInt64Nanoseconds(duration)
                                                              : 0;
}

AttributeFact ReadAttribute(v1::AttributeType type, const google::protobuf::Value& value,
                            std::vector<std::string_view>* items) {
  AttributeFact fact;
  fact.type = static_cast<AttributeType>(type);
  switch (fact.type) {
    case AttributeType::kString:
      fact.string_value = value.string_value();
      break;
    case AttributeType::kInt:
      fact.int_value = IntOf(value);
      break;
    case AttributeType::kDouble:
      fact.double_value = value.number_value();
      break;
    case AttributeType::kBool:
      fact.bool_value = value.bool_value();
      break;
    case AttributeType::kStringList:
      for (const google::protobuf::Value& item : value.list_value().values())
        items->push_back(item.string_value());
      fact.list_value = {items->data(), items->size()};
      break;
    case AttributeType::kTimestamp:
      fact.timestamp_value = TimestampOf(value);
      break;
    case AttributeType::kDuration:
      fact.int_value = DurationNanosOf(value);
      break;
  }
  return fact;
}

std::string AttributeAsCel(v1::AttributeType type, const google::protobuf::Value& value) {
  std::vector<std::string_view> texts;
  const AttributeFact fact = ReadAttribute(type, value, &texts);
  switch (fact.type) {
    case AttributeType::kString:
      return cel::Print(cel::Value::String(fact.string_value));
    case AttributeType::kInt:
      return cel::Print(cel::Value::Int(fact.int_value));
    case AttributeType::kDouble:
      return cel::Print(cel::Value::Double(fact.double_value));
    case AttributeType::kBool:
      return cel::Print(cel::Value::Bool(fact.bool_value));
    case AttributeType::kStringList: {
      std::vector<cel::Value> items;
      for (const std::string_view text : texts) items.push_back(cel::Value::String(text));
      return cel::Print(cel::Value::List(items.data(), items.size()));
    }
    case AttributeType::kTimestamp:
      return cel::Print(
          cel::Value::Timestamp(fact.timestamp_value.seconds, fact.timestamp_value.nanos));
    case AttributeType::kDuration:
      return cel::Print(cel::Value::Duration(fact.int_value));
  }
  return {};
}

SIGNPOST_END_NAMESPACE
