// SPDX-License-Identifier: Apache-2.0
#include "replay/contact_field.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/time_util.h>

#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::string_view kCustomer = "customer.";
constexpr std::string_view kAttributes = "attributes.";
// Whole numbers up to here are exact in JSON's doubles.
constexpr std::int64_t kLastExact = std::int64_t{1} << 53;

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

std::string ReadInteger(const std::string& text, std::int64_t low, std::int64_t high,
                        std::int64_t* value) {
  if (!absl::SimpleAtoi(text, value)) return absl::StrCat(Quoted(text), " is no whole number");
  if (*value < low || *value > high) {
    return absl::StrCat(Quoted(text), " is outside ", low, " to ", high);
  }
  return {};
}

std::string ReadYesNo(const std::string& text, bool* value) {
  if (!absl::SimpleAtob(text, value)) {
    return absl::StrCat(Quoted(text), " is neither true, yes, y, t, 1 nor false, no, n, f, 0");
  }
  return {};
}

std::string ReadTime(const std::string& text, const TimeReading& times, absl::Time* time) {
  // What a Timestamp can hold: years 1 to 9999.
  static constexpr std::int64_t kFirst = -62135596800;
  static constexpr std::int64_t kLast = 253402300799;
  std::string error;
  for (const std::string& format : times.formats) {
    if (!absl::ParseTime(format, text, times.zone, time, &error)) continue;
    if (*time >= absl::FromUnixSeconds(kFirst) && *time < absl::FromUnixSeconds(kLast + 1)) {
      return {};
    }
    return absl::StrCat(Quoted(text), " is outside the years 1 to 9999");
  }
  return absl::StrCat(Quoted(text), " is no time of the form ",
                      times.formats.size() == 1 && times.formats[0] == absl::RFC3339_full
                          ? "2020-12-31T23:59:00Z (RFC 3339)"
                          : Quoted(times.formats.empty() ? "" : times.formats[0]),
                      times.formats.size() > 1 ? " or another that the mapping states" : "");
}

std::string AddAttempt(const std::string& item, v1::Contact* contact) {
  v1::Attempt* attempt = contact->add_attempts();
  const std::size_t equals = item.find('=');
  attempt->set_channel(item.substr(0, equals));
  if (equals == std::string::npos) return {};
  const std::string name = absl::AsciiStrToUpper(item.substr(equals + 1));
  v1::ContactOutcome outcome = v1::CONTACT_OUTCOME_UNSPECIFIED;
  if (!v1::ContactOutcome_Parse("CONTACT_OUTCOME_" + name, &outcome)) {
    return absl::StrCat(Quoted(item), " has no outcome of COMPLETED, FAILED, ABANDONED, REFERRED");
  }
  attempt->set_outcome(outcome);
  return {};
}

template <typename Visit>
void ForEachOwnField(const Descriptor* descriptor, Visit visit) {
  for (int i = 0; i < descriptor->field_count(); ++i) visit(descriptor->field(i));
}

}  // namespace

std::string Quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  const std::string escaped = absl::Utf8SafeCHexEscape(View(text.substr(0, kShown)));
  return absl::StrCat("\"", escaped, text.size() > kShown ? "...\"" : "\"");
}

std::optional<ContactField> ContactField::Find(std::string_view path, const v1::Catalog& catalog) {
  ContactField field;
  if (path.substr(0, kAttributes.size()) == kAttributes) {
    field.attribute_ = path.substr(kAttributes.size());
    for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
      if (declared.name() != field.attribute_) continue;
      switch (declared.type()) {
        case v1::ATTRIBUTE_TYPE_INT:
          field.type_ = Type::kInteger;
          break;
        case v1::ATTRIBUTE_TYPE_DOUBLE:
          field.type_ = Type::kNumber;
          break;
        case v1::ATTRIBUTE_TYPE_BOOL:
          field.type_ = Type::kYesNo;
          break;
        case v1::ATTRIBUTE_TYPE_STRING_LIST:
          field.type_ = Type::kTextList;
          break;
        case v1::ATTRIBUTE_TYPE_TIMESTAMP:
          field.type_ = Type::kTime;
          break;
        case v1::ATTRIBUTE_TYPE_DURATION:
          field.type_ = Type::kDuration;
          break;
        default:
          field.type_ = Type::kText;
          break;
      }
      return field;
    }
    return std::nullopt;
  }
  field.of_customer_ = path.substr(0, kCustomer.size()) == kCustomer;
  const std::string name(field.of_customer_ ? path.substr(kCustomer.size()) : path);
  const Descriptor* message =
      field.of_customer_ ? v1::Customer::descriptor() : v1::Contact::descriptor();
  field.descriptor_ = message->FindFieldByName(name);
  if (field.descriptor_ == nullptr || field.descriptor_->is_map()) return std::nullopt;
  switch (field.descriptor_->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      field.type_ = field.descriptor_->is_repeated() ? Type::kTextList : Type::kText;
      return field;
    case FieldDescriptor::CPPTYPE_INT32:
      field.type_ = Type::kInteger;
      return field;
    case FieldDescriptor::CPPTYPE_BOOL:
      field.type_ = Type::kYesNo;
      return field;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (name == "time") {
        field.type_ = Type::kTime;
        return field;
      }
      if (name == "attempts") {
        field.type_ = Type::kAttempts;
        return field;
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::vector<std::string> ContactField::Paths(const v1::Catalog& catalog) {
  std::vector<std::string> paths;
  ForEachOwnField(v1::Contact::descriptor(), [&](const FieldDescriptor* field) {
    if (Find(field->name(), catalog)) paths.push_back(field->name());
  });
  ForEachOwnField(v1::Customer::descriptor(), [&](const FieldDescriptor* field) {
    paths.push_back(absl::StrCat("customer.", field->name()));
  });
  for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
    paths.push_back(absl::StrCat("attributes.", declared.name()));
  }
  return paths;
}

std::string ContactField::SetAttribute(const std::vector<std::string>& items,
                                       const TimeReading& times, v1::Contact* contact) const {
  google::protobuf::Value& value = (*contact->mutable_attributes())[attribute_];
  if (type_ == Type::kTextList) {
    value.mutable_list_value();
    for (const std::string& item : items) {
      value.mutable_list_value()->add_values()->set_string_value(item);
    }
    return {};
  }
  const std::string& text = items.front();
  switch (type_) {
    case Type::kInteger: {
      std::int64_t number = 0;
      const std::string fault = ReadInteger(text, INT64_MIN, INT64_MAX, &number);
      if (number > kLastExact || number < -kLastExact) {
        value.set_string_value(absl::StrCat(number));
      } else {
        value.set_number_value(static_cast<double>(number));
      }
      return fault;
    }
    case Type::kNumber: {
      double number = 0;
      if (!absl::SimpleAtod(text, &number) || !std::isfinite(number)) {
        return absl::StrCat(Quoted(text), " is no number");
      }
      value.set_number_value(number);
      return {};
    }
    case Type::kYesNo: {
      bool yes = false;
      const std::string fault = ReadYesNo(text, &yes);
      value.set_bool_value(yes);
      return fault;
    }
    case Type::kTime: {
      absl::Time time;
      const std::string fault = ReadTime(text, times, &time);
      if (fault.empty()) {
        value.set_string_value(
            absl::FormatTime("%E4Y-%m-%d%ET%H:%M:%E*SZ", time, absl::UTCTimeZone()));
      }
      return fault;
    }
    case Type::kDuration: {
      google::protobuf::Duration duration;
      if (!google::protobuf::util::TimeUtil::FromString(text, &duration)) {
        return absl::StrCat(Quoted(text), " is no duration like 90s or 3.5s");
      }
      value.set_string_value(text);
      return {};
    }
    default:
      value.set_string_value(text);
      return {};
  }
}

std::string ContactField::Set(const std::vector<std::string>& items, const TimeReading& times,
                              v1::Contact* contact) const {
  if (!attribute_.empty()) return SetAttribute(items, times, contact);
  if (type_ == Type::kAttempts) {
    for (const std::string& item : items) {
      const std::string fault = AddAttempt(item, contact);
      if (!fault.empty()) return fault;
    }
    return {};
  }
  if (type_ == Type::kTime) {
    absl::Time time;
    const std::string fault = ReadTime(items.front(), times, &time);
    if (!fault.empty()) return fault;
    const std::int64_t seconds = absl::ToUnixSeconds(time);
    contact->mutable_time()->set_seconds(seconds);
    contact->mutable_time()->set_nanos(
        static_cast<std::int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
    return {};
  }
  Message* message = contact;
  if (of_customer_) message = contact->mutable_customer();
  const Reflection* reflection = message->GetReflection();
  switch (type_) {
    case Type::kInteger: {
      std::int64_t number = 0;
      const std::string fault = ReadInteger(items.front(), INT32_MIN, INT32_MAX, &number);
      reflection->SetInt32(message, descriptor_, static_cast<std::int32_t>(number));
      return fault;
    }
    case Type::kYesNo: {
      bool yes = false;
      const std::string fault = ReadYesNo(items.front(), &yes);
      reflection->SetBool(message, descriptor_, yes);
      return fault;
    }
    case Type::kTextList:
      for (const std::string& item : items) reflection->AddString(message, descriptor_, item);
      return {};
    default:
      reflection->SetString(message, descriptor_, items.front());
      return {};
  }
}

SIGNPOST_END_NAMESPACE
