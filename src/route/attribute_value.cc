// SPDX-License-Identifier: Apache-2.0
#include "route/attribute_value.h"

#include <algorithm>
#include <utility>

#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Value;

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
      const auto type =
          static_cast<v1::AttributeType>(plan.attributes[static_cast<std::size_t>(attribute)].type);
      if (AttributeFault(type, value).empty()) {
        fact = ReadAttribute(type, value, &lists_.emplace_back());
        fact.name = name;
      }
    }
    facts_.push_back(fact);
  }
  // The map's own order differs from process to process.
  std::sort(facts_.begin(), facts_.end(),
            [](const AttributeFact& a, const AttributeFact& b) { return a.name < b.name; });
}

SIGNPOST_END_NAMESPACE
