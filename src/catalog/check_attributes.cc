// SPDX-License-Identifier: Apache-2.0
//
// Declared attributes, and the requirements that rest on them.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "catalog/nearest.h"
#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::string_view kBuiltIn[] = {"INTERNET",         "MOBILE_PHONE",     "VOICE",
                                         "TRAVEL",           "READING",          "IDENTITY_LEVEL_1",
                                         "IDENTITY_LEVEL_2", "IDENTITY_LEVEL_3", "IDENTITY_LEVEL_4",
                                         "IDENTITY_LEVEL_5", "IDENTITY_LEVEL_6", "IDENTITY_LEVEL_7",
                                         "IDENTITY_LEVEL_8", "IDENTITY_LEVEL_9"};

// What CEL keeps for itself, and what conditions have already.
constexpr std::string_view kTaken[] = {
    "contact", "now",   "live",     "true",      "false",  "null",     "in",   "as",
    "break",   "const", "continue", "else",      "for",    "function", "if",   "import",
    "let",     "loop",  "package",  "namespace", "return", "var",      "void", "while"};

bool Has(const std::string_view* begin, const std::string_view* end, std::string_view name) {
  return std::find(begin, end, name) != end;
}

bool IsIdentifier(const std::string& name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

bool IsBuiltInRequirement(std::string_view name) {
  return Has(std::begin(kBuiltIn), std::end(kBuiltIn), name);
}

bool IsRequirement(const CheckContext& context, const std::string& name, std::string* remedy) {
  if (IsBuiltInRequirement(name)) return true;
  const int attribute = context.index.attributes.Find(name);
  if (attribute >= 0 && !name.empty()) {
    if (context.catalog.attributes(attribute).type() == v1::ATTRIBUTE_TYPE_BOOL) return true;
    *remedy = absl::StrCat("declare the attribute ", name, " as BOOL");
    return false;
  }
  if (!context.report->Keeps(Code::REQUIREMENT_UNKNOWN)) return false;
  std::vector<std::string_view> names(std::begin(kBuiltIn), std::end(kBuiltIn));
  for (const auto& declared : context.catalog.attributes()) {
    if (declared.type() == v1::ATTRIBUTE_TYPE_BOOL) names.push_back(declared.name());
  }
  *remedy = DidYouMean(name, names);
  if (remedy->empty()) {
    *remedy =
        "use INTERNET, MOBILE_PHONE, VOICE, TRAVEL, READING, IDENTITY_LEVEL_1 to IDENTITY_LEVEL_9, "
        "or declare it as a BOOL attribute";
  }
  return false;
}

void CheckAttributes(const CheckContext& context) {
  const Path root;
  for (int i = 0; i < context.catalog.attributes_size(); ++i) {
    const v1::AttributeDeclaration& attribute = context.catalog.attributes(i);
    const Path path = root.At("attributes", i);
    const std::string& name = attribute.name();
    if (!name.empty()) {
      std::string fault;
      if (!IsIdentifier(name)) fault = "is no identifier of CEL";
      if (Has(std::begin(kTaken), std::end(kTaken), name)) fault = "means something else in CEL";
      if (IsBuiltInRequirement(name)) fault = "is a requirement that is built in";
      if (!fault.empty()) {
        context.report->Add(Code::ATTRIBUTE_NAME, path.At("name"),
                            absl::StrCat("\"", name, "\" ", fault),
                            "use letters, digits and _, not a digit first, and no word of CEL");
      }
    }
    if (attribute.type() == v1::ATTRIBUTE_TYPE_UNSPECIFIED) {
      context.report->Add(Code::FIELD_MISSING, path.At("type"), "no type",
                          "give one, as ATTRIBUTE_TYPE_STRING");
    } else if (attribute.has_default_() && v1::AttributeType_IsValid(attribute.type())) {
      const std::string fault = AttributeFault(attribute.type(), attribute.default_());
      if (!fault.empty()) {
        context.report->Add(Code::ATTRIBUTE_DEFAULT, path.At("default"),
                            absl::StrCat("the default ", fault),
                            "give a default of that type, or none");
      }
    }
  }
}

SIGNPOST_END_NAMESPACE
