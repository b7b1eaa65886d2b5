// SPDX-License-Identifier: Apache-2.0
#include "route/attribute_value.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Value;

bool ReadInt(const Value& value, std::int64_t* result) {
  if (value.kind_case() == Value::kStringValue)
    return absl::SimpleAtoi(value.string_value(), result);
  if (value.kind_case() != Value::kNumberValue) return false;
  const double number = value.number_value();
  // Beyond 2^53 a double no longer says which whole number was meant.
  if (!(std::fabs(number) <= 9'007'199'254'740'992.0) || number != std::floor(number)) return false;
  *result = static_cast<std::int64_t>(number);
  return true;
}

bool ReadList(const Value& value, AttributeFact* fact,
              std::deque<std::vector<std::string_view>>* lists) {
  if (value.kind_case() != Value::kListValue) return false;
  std::vector<std::string_view> items;
  for (const Value& item : value.list_value().values()) {
    if (item.kind_case() != Value::kStringValue) return false;
    items.push_back(item.string_value());
  }
  lists->push_back(std::move(items));
  fact->list_value = {lists->back().data(), lists->back().size()};
  return true;
}

bool ReadTimestamp(const Value& value, Instant* result) {
  google::protobuf::Timestamp timestamp;
  if (value.kind_case() != Value::kStringValue ||
      !google::protobuf::util::TimeUtil::FromString(value.string_value(), &timestamp)) {
    return false;
  }
  *result = {timestamp.seconds(), timestamp.nanos()};
  return true;
}

bool ReadDuration(const Value& value, std::int64_t* nanos) {
  constexpr std::int64_t kMaxSeconds = 9'223'372'035;  // Within 64 bits of nanoseconds.
  google::protobuf::Duration duration;
  if (value.kind_case() != Value::kStringValue ||
      !google::protobuf::util::TimeUtil::FromString(value.string_value(), &duration) ||
      duration.seconds() > kMaxSeconds || duration.seconds() < -kMaxSeconds) {
    return false;
  }
  *nanos = duration.seconds() * 1'000'000'000 + duration.nanos();
  return true;
}

}  // namespace

std::string_view DescribeType(AttributeType type) {
  switch (type) {
    case AttributeType::kString:
      return "a string (STRING)";
    case AttributeType::kInt:
      return "a whole number, or one as a decimal string (INT)";
    case AttributeType::kDouble:
      return "a number (DOUBLE)";
    case AttributeType::kBool:
      return "true or false (BOOL)";
    case AttributeType::kStringList:
      return "a list of strings (STRING_LIST)";
    case AttributeType::kTimestamp:
      return "an RFC 3339 string such as 2026-01-31T09:00:00Z (TIMESTAMP)";
    case AttributeType::kDuration:
      return "seconds as a string such as 3.5s (DURATION)";
  }
  return "of its type";
}

bool ReadAttributeValue(const Value& value, AttributeType type, AttributeFact* fact,
                        std::deque<std::vector<std::string_view>>* lists) {
  fact->type = type;
  switch (type) {
    case AttributeType::kString:
      fact->string_value = value.string_value();
      return value.kind_case() == Value::kStringValue;
    case AttributeType::kInt:
      return ReadInt(value, &fact->int_value);
    case AttributeType::kDouble:
      fact->double_value = value.number_value();
      return value.kind_case() == Value::kNumberValue;
    case AttributeType::kBool:
      fact->bool_value = value.bool_value();
      return value.kind_case() == Value::kBoolValue;
    case AttributeType::kStringList:
      return ReadList(value, fact, lists);
    case AttributeType::kTimestamp:
      return ReadTimestamp(value, &fact->timestamp_value);
    case AttributeType::kDuration:
      return ReadDuration(value, &fact->int_value);
  }
  return false;
}

AttributeValues::AttributeValues(const PlanView& plan,
                                 const google::protobuf::Map<std::string, Value>& values) {
  facts_.reserve(values.size());
  for (const auto& [name, value] : values) {
    AttributeFact fact;
    fact.name = name;
    const std::int32_t attribute = plan.FindAttribute(name);
    if (attribute != kNone) {
      const AttributeType type = plan.attributes[static_cast<std::size_t>(attribute)].type;
      if (!ReadAttributeValue(value, type, &fact, &lists_)) fact.type = AttributeType{};
    }
    facts_.push_back(fact);
  }
  // The map's own order differs from process to process.
  std::sort(facts_.begin(), facts_.end(),
            [](const AttributeFact& a, const AttributeFact& b) { return a.name < b.name; });
}

SIGNPOST_END_NAMESPACE
