// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/refusal.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/time/time.h"

namespace signpost::reference {
namespace {

using google::protobuf::Value;

// 0001-01-01 and 9999-12-31T23:59:59, the bounds of google.protobuf.Timestamp.
constexpr std::int64_t kFirstTimestamp = -62'135'596'800;
constexpr std::int64_t kLastTimestamp = 253'402'300'799;
// 1970-01-01 to 2100-01-01.
constexpr std::int64_t kHorizonBegin = 0;
constexpr std::int64_t kHorizonEnd = 4'102'444'800;

bool HasService(const v1::Catalog& catalog, const std::string& id) {
  return std::any_of(catalog.services().begin(), catalog.services().end(),
                     [&](const v1::Service& service) { return service.id() == id; });
}

bool HasChannel(const v1::Catalog& catalog, const std::string& id) {
  return std::any_of(catalog.channels().begin(), catalog.channels().end(),
                     [&](const v1::Channel& channel) { return channel.id() == id; });
}

bool NamesUnknownChannel(const v1::Catalog& catalog, const v1::Contact& contact) {
  const std::string& arrival = contact.arrival_channel();
  if (!arrival.empty() && !HasChannel(catalog, arrival)) return true;
  for (const std::string& id : contact.customer().preferred_channels()) {
    if (!HasChannel(catalog, id)) return true;
  }
  for (const std::string& id : contact.customer().declined_offers()) {
    if (!HasChannel(catalog, id)) return true;
  }
  for (const v1::Attempt& attempt : contact.attempts()) {
    if (!HasChannel(catalog, attempt.channel())) return true;
  }
  return false;
}

bool HasDuplicatePreference(const v1::Contact& contact) {
  const auto& preferred = contact.customer().preferred_channels();
  const std::set<std::string> distinct(preferred.begin(), preferred.end());
  return static_cast<int>(distinct.size()) != preferred.size();
}

const v1::AttributeDeclaration* DeclarationOf(const v1::Catalog& catalog, const std::string& name) {
  for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
    if (declared.name() == name) return &declared;
  }
  return nullptr;
}

bool IsInteger(const Value& value) {
  if (value.kind_case() == Value::kNumberValue) {
    const double number = value.number_value();
    return number == std::floor(number) && number >= -0x1p63 && number < 0x1p63;
  }
  std::int64_t parsed = 0;
  return value.kind_case() == Value::kStringValue &&
         absl::SimpleAtoi(value.string_value(), &parsed);
}

bool IsStringList(const Value& value) {
  if (value.kind_case() != Value::kListValue) return false;
  const auto& items = value.list_value().values();
  return std::all_of(items.begin(), items.end(),
                     [](const Value& item) { return item.kind_case() == Value::kStringValue; });
}

bool IsTimestamp(const Value& value) {
  absl::Time time;
  std::string error;
  return value.kind_case() == Value::kStringValue &&
         absl::ParseTime(absl::RFC3339_full, value.string_value(), &time, &error);
}

// Digits, perhaps with a fraction, then an s.
bool IsDuration(const Value& value) {
  if (value.kind_case() != Value::kStringValue) return false;
  std::string text = value.string_value();
  if (text.empty() || text.back() != 's') return false;
  text.pop_back();
  if (text.find_first_not_of("-.0123456789") != std::string::npos) return false;
  double seconds = 0;
  return absl::SimpleAtod(text, &seconds);
}

bool Fits(v1::AttributeType type, const Value& value) {
  switch (type) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return value.kind_case() == Value::kStringValue;
    case v1::ATTRIBUTE_TYPE_INT:
      return IsInteger(value);
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return value.kind_case() == Value::kNumberValue;
    case v1::ATTRIBUTE_TYPE_BOOL:
      return value.kind_case() == Value::kBoolValue;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      return IsStringList(value);
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return IsTimestamp(value);
    case v1::ATTRIBUTE_TYPE_DURATION:
      return IsDuration(value);
    default:
      return false;
  }
}

}  // namespace

std::string RefusalOf(const v1::Catalog& catalog, const v1::Contact& contact) {
  if (contact.service().empty()) return "SERVICE_MISSING";
  if (!HasService(catalog, contact.service())) return "UNKNOWN_SERVICE";

  if (!contact.has_time()) return "TIME_MISSING";
  const std::int64_t seconds = contact.time().seconds();
  const std::int32_t nanos = contact.time().nanos();
  if (seconds < kFirstTimestamp || seconds > kLastTimestamp || nanos < 0 || nanos > 999'999'999) {
    return "TIME_INVALID";
  }
  if (seconds < kHorizonBegin || seconds >= kHorizonEnd) return "TIME_OUTSIDE_HORIZON";

  if (NamesUnknownChannel(catalog, contact)) return "UNKNOWN_CHANNEL";
  if (HasDuplicatePreference(contact)) return "DUPLICATE_PREFERENCE";
  const v1::Customer& customer = contact.customer();
  if (customer.has_identity_level() &&
      (customer.identity_level() < 0 || customer.identity_level() > 9)) {
    return "IDENTITY_LEVEL_RANGE";
  }

  for (const auto& [name, value] : contact.attributes()) {
    if (DeclarationOf(catalog, name) == nullptr) return "UNDECLARED_ATTRIBUTE";
  }
  for (const auto& [name, value] : contact.attributes()) {
    if (!Fits(DeclarationOf(catalog, name)->type(), value)) return "ATTRIBUTE_TYPE";
  }
  return "";
}

}  // namespace signpost::reference
