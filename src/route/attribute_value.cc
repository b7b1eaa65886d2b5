// SPDX-License-Identifier: Apache-2.0
#include "route/attribute_value.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "catalog/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Value;

std::int64_t ReadInt(const Value& value) {
  std::int64_t number = 0;
  if (value.kind_case() == Value::kNumberValue)
    return static_cast<std::int64_t>(value.number_value());
  return absl::SimpleAtoi(value.string_value(), &number) ? number : 0;
}

Instant ReadTimestamp(const Value& value) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, absl::AsciiStrToUpper(value.string_value()), &time,
                       &error))
    return {};
  const std::int64_t seconds = absl::ToUnixSeconds(time);
  return {seconds, static_cast<std::int32_t>(
                       absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds)))};
}

std::int64_t ReadDuration(const Value& value) {
  absl::Duration duration;
  return absl::ParseDuration(value.string_value(), &duration) ? absl::ToInt64Nanoseconds(duration)
                                                              : 0;
}

// Of a value without fault.
void ReadValue(const Value& value, AttributeType type, AttributeFact* fact,
               std::deque<std::vector<std::string_view>>* lists) {
  fact->type = type;
  switch (type) {
    case AttributeType::kString:
      fact->string_value = value.string_value();
      break;
    case AttributeType::kInt:
      fact->int_value = ReadInt(value);
      break;
    case AttributeType::kDouble:
      fact->double_value = value.number_value();
      break;
    case AttributeType::kBool:
      fact->bool_value = value.bool_value();
      break;
    case AttributeType::kStringList: {
      std::vector<std::string_view>& items = lists->emplace_back();
      for (const Value& item : value.list_value().values()) items.push_back(item.string_value());
      fact->list_value = {items.data(), items.size()};
      break;
    }
    case AttributeType::kTimestamp:
      fact->timestamp_value = ReadTimestamp(value);
      break;
    case AttributeType::kDuration:
      fact->int_value = ReadDuration(value);
      break;
  }
}

}  // namespace

AttributeValues::AttributeValues(const PlanView& plan,
                                 const google::protobuf::Map<std::string, Value>& values) {
  facts_.reserve(values.size());
  for (const auto& [name, value] : values) {
    AttributeFact fact;
    fact.name = name;
    fact.type = AttributeType{};
    const std::int32_t attribute = plan.FindAttribute(name);
    if (attribute != kNone) {
      const AttributeType type = plan.attributes[static_cast<std::size_t>(attribute)].type;
      const bool fits = AttributeFault(static_cast<v1::AttributeType>(type), value).empty();
      if (fits) ReadValue(value, type, &fact, &lists_);
    }
    facts_.push_back(fact);
  }
  // The map's own order differs from process to process.
  std::sort(facts_.begin(), facts_.end(),
            [](const AttributeFact& a, const AttributeFact& b) { return a.name < b.name; });
}

SIGNPOST_END_NAMESPACE
