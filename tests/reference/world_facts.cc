// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/world_facts.h"

#include <cstdlib>

namespace signpost::reference {
namespace {

using google::protobuf::Value;

struct Declared {
  const char* name;
  v1::AttributeType type;
};
constexpr Declared kFacts[] = {
    {"age", v1::ATTRIBUTE_TYPE_INT},         {"income", v1::ATTRIBUTE_TYPE_INT},
    {"band", v1::ATTRIBUTE_TYPE_STRING},     {"ratio", v1::ATTRIBUTE_TYPE_DOUBLE},
    {"share", v1::ATTRIBUTE_TYPE_DOUBLE},    {"tags", v1::ATTRIBUTE_TYPE_STRING_LIST},
    {"since", v1::ATTRIBUTE_TYPE_TIMESTAMP}, {"delay", v1::ATTRIBUTE_TYPE_DURATION},
    {"is_carer", v1::ATTRIBUTE_TYPE_BOOL},
};

}  // namespace

const Words& Bands() {
  static const Words words = {"A", "B", "C", "", "na\u00efve", "B'\"\\"};
  return words;
}
const Words& Tags() {
  static const Words words = {"tag", "blue-badge", "vulnerable", "x"};
  return words;
}
const Words& Needs() {
  static const Words words = {"sign-language", "wheelchair", "interpreter", "screen-reader"};
  return words;
}
const Words& Languages() {
  static const Words words = {"en", "en-GB", "cy", "pl", ""};
  return words;
}
const Words& Regions() {
  static const Words words = {"north", "south", "East", "A"};
  return words;
}
const Words& Segments() {
  static const Words words = {"resident", "business", "vulnerable"};
  return words;
}
const Words& Integers() {
  static const Words words = {"0",
                              "1",
                              "2",
                              "17",
                              "18",
                              "64",
                              "65",
                              "66",
                              "-1",
                              "100",
                              "9007199254740993",
                              "9223372036854775807",
                              "-9223372036854775808"};
  return words;
}
const Words& Doubles() {
  static const Words words = {"0.5",  "-1.25", "3.0",    "64.5",   "65.0",
                              "-0.0", "0.1",   "1e+300", "5e-324", "9007199254740992.0"};
  return words;
}
const Words& Times() {
  static const Words words = {"2026-03-29T01:30:00Z", "2026-03-29T01:30:00.000000001Z",
                              "1969-12-31T23:59:59.5Z", "2024-02-29T12:00:00+05:30",
                              "9999-12-31T23:59:59Z"};
  return words;
}
const Words& Durations() {
  static const Words words = {"0s", "90s", "60s", "3.5s", "-1.5s", "86400s", "0.000000001s"};
  return words;
}

Value DrawFact(Draw& draw, v1::AttributeType type) {
  Value value;
  switch (type) {
    case v1::ATTRIBUTE_TYPE_BOOL:
      value.set_bool_value(draw.Percent(50));
      break;
    case v1::ATTRIBUTE_TYPE_INT:
      if (draw.Percent(25)) {
        value.set_number_value(static_cast<double>(draw.Between(-5, 90)));
      } else {
        value.set_string_value(draw.OneOf(Integers()));
      }
      break;
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      value.set_number_value(std::strtod(draw.OneOf(Doubles()).c_str(), nullptr));
      break;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      value.mutable_list_value();
      for (std::int64_t left = draw.Below(4); left > 0; --left) {
        value.mutable_list_value()->add_values()->set_string_value(draw.OneOf(Tags()));
      }
      break;
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      value.set_string_value(draw.OneOf(Times()));
      break;
    case v1::ATTRIBUTE_TYPE_DURATION:
      value.set_string_value(draw.OneOf(Durations()));
      break;
    default:
      value.set_string_value(draw.OneOf(Bands()));
  }
  return value;
}

void DeclareFacts(Draw& draw, v1::Catalog& catalog) {
  for (const auto& [name, type] : kFacts) {
    bool is_declared = !draw.Percent(70);  // Or as if.
    for (const v1::AttributeDeclaration& other : catalog.attributes()) {
      is_declared = is_declared || other.name() == name;
    }
    if (is_declared) continue;
    v1::AttributeDeclaration& declared = *catalog.add_attributes();
    declared.set_name(name);
    declared.set_type(type);
    if (draw.Percent(30)) *declared.mutable_default_() = DrawFact(draw, type);
  }
}

void DrawFacts(Draw& draw, const v1::Catalog& catalog, v1::Contact& contact) {
  v1::Customer& customer = *contact.mutable_customer();
  if (draw.Percent(80)) customer.set_language(draw.OneOf(Languages()));
  if (draw.Percent(80)) customer.set_region(draw.OneOf(Regions()));
  if (draw.Percent(80)) customer.set_segment(draw.OneOf(Segments()));
  for (const std::string& need : draw.Some(Needs(), draw.Of<int>({0, 30, 60}))) {
    customer.add_needs(need);
  }
  contact.clear_attributes();
  const int stated = draw.Of<int>({50, 80, 100});
  for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
    if (!draw.Percent(stated)) continue;
    (*contact.mutable_attributes())[declared.name()] = DrawFact(draw, declared.type());
  }
}

}  // namespace signpost::reference
