// SPDX-License-Identifier: Apache-2.0
#include "route/attribute_value.h"

#include <algorithm>
#include <utility>

#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Value;

// Of a value without fault.
void ReadValue(const Value& value, AttributeType type, AttributeFact* fact,
               std::deque<std::vector<std::string_view>>* lists) {
  fact->type = type;
  switch (type) {
    case AttributeType::kString:
      fact->string_value = value.string_value();
      break;
    case AttributeType::kInt:
      fact->int_value = IntOf(value);
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
      fact->timestamp_value = TimestampOf(value);
      break;
    case AttributeType::kDuration:
      fact->int_value = DurationNanosOf(value);
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
