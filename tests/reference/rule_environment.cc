// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rule_environment.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/availability.h"
#include "tests/reference/opening_hours.h"

namespace signpost::reference {
namespace {

using cel::Type;
using cel::TypeKind;
using cel::Value;

constexpr std::uint32_t kContact = 0, kNow = 1, kFirstAttribute = 2;

Type TypeOf(v1::AttributeType type) {
  switch (type) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return TypeKind::kString;
    case v1::ATTRIBUTE_TYPE_INT:
      return TypeKind::kInt;
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return TypeKind::kDouble;
    case v1::ATTRIBUTE_TYPE_BOOL:
      return TypeKind::kBool;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      return Type::List(TypeKind::kString);
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return TypeKind::kTimestamp;
    case v1::ATTRIBUTE_TYPE_DURATION:
      return TypeKind::kDuration;
    default:
      return TypeKind::kDyn;
  }
}

std::int64_t IntOf(const google::protobuf::Value& value) {
  if (value.kind_case() == google::protobuf::Value::kNumberValue) {
    return static_cast<std::int64_t>(value.number_value());
  }
  std::int64_t parsed = 0;
  (void)absl::SimpleAtoi(value.string_value(), &parsed);
  return parsed;
}

Value TimestampOf(const std::string& text) {
  absl::Time time;
  std::string error;
  absl::ParseTime(absl::RFC3339_full, text, &time, &error);
  const std::int64_t seconds = absl::ToUnixSeconds(time);  // Floored.
  const absl::Duration rest = time - absl::FromUnixSeconds(seconds);
  return Value::Timestamp(seconds, static_cast<std::int32_t>(absl::ToInt64Nanoseconds(rest)));
}

// "-1.5s": seconds with at most nine decimals.
Value DurationFrom(std::string text) {
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  text.pop_back();
  const auto nanos = static_cast<std::int64_t>(HalfEven(Decimal(text) * 1'000'000'000));
  return Value::Duration(negative ? -nanos : nanos);
}

}  // namespace

RuleEnvironment::RuleEnvironment(const v1::Catalog& catalog)
    : catalog_(catalog), activation_([&]() -> const cel::Environment& {
        (void)environment_.AddVariable("contact", Type::Message(v1::Contact::descriptor()));
        (void)environment_.AddVariable("now", TypeKind::kTimestamp);
        for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
          (void)environment_.AddVariable(declared.name(), TypeOf(declared.type()));
        }
        return environment_;
      }()) {
  live_type_ = environment_.AddRecord({"live",
                                       {{"expected_wait", TypeKind::kDuration, Value::Duration(0)},
                                        {"in_service", TypeKind::kBool, Value::Bool(true)},
                                        {"open", TypeKind::kBool, Value::Bool(true)}}});
  (void)environment_.AddFunction(
      "live", {{"live_string", false, {TypeKind::kString}, Type::Record(live_type_)}},
      [this](const cel::FunctionCall& call) {
        return Live(std::string(call.arguments[0].text()));
      });
}

const cel::Activation& RuleEnvironment::Bind(const v1::Contact& contact,
                                             const v1::LiveState& live) {
  contact_ = &contact;
  live_ = &live;
  lists_.clear();
  live_facts_.clear();
  activation_.Set(kContact, Value::Message(contact));
  activation_.Set(kNow, Value::Timestamp(contact.time().seconds(), contact.time().nanos()));
  std::uint32_t slot = kFirstAttribute;
  for (const v1::AttributeDeclaration& declared : catalog_.attributes()) {
    activation_.Set(slot++, Attribute(declared, contact));
  }
  return activation_;
}

// Unset where neither the contact nor the declaration says anything: an error once it is read.
Value RuleEnvironment::Attribute(const v1::AttributeDeclaration& declared,
                                 const v1::Contact& contact) {
  const auto stated = contact.attributes().find(declared.name());
  const bool is_stated = stated != contact.attributes().end();
  if (!is_stated && !declared.has_default_()) return Value();
  const google::protobuf::Value& value = is_stated ? stated->second : declared.default_();
  switch (declared.type()) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return Value::String(value.string_value());
    case v1::ATTRIBUTE_TYPE_INT:
      return Value::Int(IntOf(value));
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return Value::Double(value.number_value());
    case v1::ATTRIBUTE_TYPE_BOOL:
      return Value::Bool(value.bool_value());
    case v1::ATTRIBUTE_TYPE_STRING_LIST: {
      std::vector<Value>& items = lists_.emplace_back();
      for (const google::protobuf::Value& item : value.list_value().values()) {
        items.push_back(Value::String(item.string_value()));
      }
      return Value::List(items.data(), items.size());
    }
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return TimestampOf(value.string_value());
    case v1::ATTRIBUTE_TYPE_DURATION:
      return DurationFrom(value.string_value());
    default:
      return Value();
  }
}

bool RuleEnvironment::IsOpenAt(const v1::Channel& channel) const {
  if (channel.timing() == v1::CHANNEL_TIMING_ASYNCHRONOUS) return true;
  for (const v1::OpeningHours& hours : catalog_.opening_hours()) {
    if (hours.id() != channel.opening_hours()) continue;
    return IsOpen(hours, ZoneOf(catalog_, hours),
                  absl::FromUnixSeconds(contact_->time().seconds()));
  }
  return true;
}

Value RuleEnvironment::Live(const std::string& channel) {
  const auto [entry, is_new] = live_facts_.try_emplace(channel);
  std::array<Value, 3>& facts = entry->second;
  if (is_new) {
    const v1::LiveChannel& now = LiveOf(*live_, channel);
    if (now.has_expected_wait()) facts[0] = Value::Duration(NanosOf(now.expected_wait()));
    facts[1] = Value::Bool(!now.out_of_service());
    facts[2] = Value::Bool(true);
    for (const v1::Channel& its : catalog_.channels()) {
      if (its.id() == channel) facts[2] = Value::Bool(IsOpenAt(its));
    }
  }
  return Value::Record(*live_type_, facts.data());
}

}  // namespace signpost::reference
