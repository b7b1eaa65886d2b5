// SPDX-License-Identifier: Apache-2.0
#include "route/fact_value.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "catalog/utf8.h"
#include "cel/print.h"
#include "cel/value.h"
#include "route/predicate_text.h"
#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr char kUnset[] = "unset";
constexpr std::size_t kMostBytes = 256;

std::string Quoted(std::string_view text) { return cel::Print(cel::Value::String(text)); }

std::string Optional(bool has, bool value) {
  return has ? cel::Print(cel::Value::Bool(value)) : kUnset;
}

std::string List(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  std::vector<cel::Value> items;
  for (const std::string& text : texts) items.push_back(cel::Value::String(text));
  return cel::Print(cel::Value::List(items.data(), items.size()));
}

v1::ExplainedFact Fact(std::string fact, const std::string& had) {
  v1::ExplainedFact message;
  message.set_fact(std::move(fact));
  // A contact built in code may hold bytes that no message may carry.
  message.set_had(cel::Shorten(IsUtf8(had) ? had : absl::CHexEscape(had), kMostBytes));
  return message;
}

}  // namespace

bool FactReader::States(std::string_view attribute) const {
  return contact_.attributes().find(std::string(attribute)) != contact_.attributes().end();
}

std::string FactReader::Value(const FactGroupRow& group) const {
  const PlanView& plan = plan_.view();
  const v1::Customer& customer = contact_.customer();
  const int channel = static_cast<int>(group.operand);
  switch (group.source) {
    case FactSource::kContactId:
      return Quoted(contact_.id());
    case FactSource::kService:
      return Quoted(contact_.service());
    case FactSource::kArrivalChannel:
      return Quoted(contact_.arrival_channel());
    case FactSource::kUrgency:
      return cel::Print(cel::Value::Int(contact_.urgency()));
    case FactSource::kNow:
      return cel::Print(cel::Value::Timestamp(contact_.time().seconds(), contact_.time().nanos()));
    case FactSource::kCustomerId:
      return Quoted(customer.id());
    case FactSource::kLanguage:
      return Quoted(customer.language());
    case FactSource::kSegment:
      return Quoted(customer.segment());
    case FactSource::kRegion:
      return Quoted(customer.region());
    case FactSource::kHasInternet:
      return Optional(customer.has_has_internet(), customer.has_internet());
    case FactSource::kHasMobilePhone:
      return Optional(customer.has_has_mobile_phone(), customer.has_mobile_phone());
    case FactSource::kHasVoice:
      return Optional(customer.has_has_voice(), customer.has_voice());
    case FactSource::kCanTravel:
      return Optional(customer.has_can_travel(), customer.can_travel());
    case FactSource::kCanRead:
      return Optional(customer.has_can_read(), customer.can_read());
    case FactSource::kIdentityLevel:
      return customer.has_identity_level() ? cel::Print(cel::Value::Int(customer.identity_level()))
                                           : kUnset;
    case FactSource::kPreferredChannels:
      return List(customer.preferred_channels());
    case FactSource::kDeclinedOffers:
      return List(customer.declined_offers());
    case FactSource::kNeeds:
      return List(customer.needs());
    case FactSource::kAttribute: {
      const AttributeRow& row = plan.attributes[group.operand];
      const auto value = contact_.attributes().find(std::string(plan.Text(row.name)));
      if (value != contact_.attributes().end())
        return AttributeAsCel(static_cast<v1::AttributeType>(row.type), value->second);
      return row.has_default != 0 ? std::string(plan.Text(row.default_text)) : kUnset;
    }
    case FactSource::kOpen:
      return cel::Print(cel::Value::Bool(request_.facts.data()[group.first_fact] == 1));
    case FactSource::kLiveWait:
    case FactSource::kLiveWaitKnown:
      return live_.WaitKnown(channel) ? cel::Print(cel::Value::Duration(live_.Wait(channel)))
                                      : kUnset;
    case FactSource::kLiveInService:
      return cel::Print(cel::Value::Bool((live_.out_of_service() & Bit(channel)) == 0));
    case FactSource::kProgram:
      break;
  }
  return {};
}

std::vector<v1::ExplainedFact> FactReader::Read(std::uint32_t fact) const {
  const PlanView& plan = plan_.view();
  const FactGroupRow& group = GroupOf(plan.rules, fact);
  std::vector<v1::ExplainedFact> facts;
  if (group.source != FactSource::kProgram) {
    facts.push_back(Fact(FactText(plan, group), Value(group)));
  } else {
    for (Plan::Reading& reading : plan_.ReadingsOfProgram(fact - group.first_fact, contact_))
      facts.push_back(Fact(std::move(reading.fact), reading.value));
  }
  for (v1::ExplainedFact& its : facts) {
    const std::int32_t attribute = plan.FindAttribute(its.fact());
    its.set_is_default(attribute != kNone && !States(its.fact()) &&
                       plan.attributes[static_cast<std::size_t>(attribute)].has_default != 0);
  }
  return facts;
}

SIGNPOST_END_NAMESPACE
