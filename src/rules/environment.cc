// SPDX-License-Identifier: Apache-2.0
#include "rules/environment.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "cel/print.h"
#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::ListValue;

cel::Type TypeOf(v1::AttributeType type) {
  switch (type) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return cel::TypeKind::kString;
    case v1::ATTRIBUTE_TYPE_INT:
      return cel::TypeKind::kInt;
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return cel::TypeKind::kDouble;
    case v1::ATTRIBUTE_TYPE_BOOL:
      return cel::TypeKind::kBool;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      return cel::Type::List(cel::TypeKind::kString);
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return cel::TypeKind::kTimestamp;
    case v1::ATTRIBUTE_TYPE_DURATION:
      return cel::TypeKind::kDuration;
    default:
      return cel::TypeKind::kDyn;
  }
}

// A list's items go to what `items(count)` gives.
template <typename Items>
cel::Value Read(const google::protobuf::Value& value, v1::AttributeType type, Items items) {
  switch (type) {
    case v1::ATTRIBUTE_TYPE_STRING:
      return cel::Value::String(value.string_value());
    case v1::ATTRIBUTE_TYPE_INT:
      return cel::Value::Int(IntOf(value));
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return cel::Value::Double(value.number_value());
    case v1::ATTRIBUTE_TYPE_BOOL:
      return cel::Value::Bool(value.bool_value());
    case v1::ATTRIBUTE_TYPE_STRING_LIST: {
      const ListValue& list = value.list_value();
      const auto count = static_cast<std::size_t>(list.values_size());
      cel::Value* to = items(count);
      for (std::size_t i = 0; i < count; ++i) {
        to[i] = cel::Value::String(list.values(static_cast<int>(i)).string_value());
      }
      return cel::Value::List(to, count);
    }
    case v1::ATTRIBUTE_TYPE_TIMESTAMP: {
      const Instant instant = TimestampOf(value);
      return cel::Value::Timestamp(instant.seconds, instant.nanos);
    }
    case v1::ATTRIBUTE_TYPE_DURATION:
      return cel::Value::Duration(DurationNanosOf(value));
    default:
      return {};
  }
}

}  // namespace

RuleEnvironment::RuleEnvironment(
    const google::protobuf::RepeatedPtrField<v1::AttributeDeclaration>& attributes,
    std::vector<std::string> channels)
    : channel_ids_(std::move(channels)) {
  cel_.AddVariable("contact", cel::Type::Message(v1::Contact::descriptor())).IgnoreError();
  cel_.AddVariable("now", cel::TypeKind::kTimestamp).IgnoreError();
  for (std::size_t i = 0; i < channel_ids_.size(); ++i) {
    channels_.emplace(channel_ids_[i], static_cast<int>(i));
  }
  DeclareLive();
  for (const v1::AttributeDeclaration& attribute : attributes) Declare(attribute);
}

void RuleEnvironment::Declare(const v1::AttributeDeclaration& attribute) {
  const auto slot = static_cast<std::uint32_t>(cel_.variables());
  if (!cel_.AddVariable(attribute.name(), TypeOf(attribute.type())).ok()) return;
  Variable& variable = variables_.emplace_back();
  variable.type = attribute.type();
  slots_.emplace(attribute.name(), slot);
  if (!attribute.has_default_() ||
      !AttributeFault(attribute.type(), attribute.default_()).empty()) {
    return;
  }
  variable.preset =
      Read(presets_.emplace_back(attribute.default_()), attribute.type(),
           [&](std::size_t count) { return preset_items_.emplace_back(count).data(); });
}

void RuleEnvironment::DeclareLive() {
  live_ = cel_.AddRecord({"Live",
                          {{"expected_wait", cel::TypeKind::kDuration, cel::Value::Duration(0)},
                           {"in_service", cel::TypeKind::kBool, cel::Value::Bool(true)},
                           {"open", cel::TypeKind::kBool, cel::Value::Bool(true)}}});
  cel_.AddFunction(std::string(kLive),
                   {{"live_string", false, {cel::TypeKind::kString}, cel::Type::Record(live_)}},
                   [this](const cel::FunctionCall& call) { return Live(call); })
      .IgnoreError();
}

cel::Value RuleEnvironment::Live(const cel::FunctionCall& call) const {
  const cel::Value& channel = call.arguments[0];
  if (channel.kind() != cel::ValueKind::kString) return call.work.NoOverload(kLive, channel);
  const auto* live = static_cast<const LiveReadings*>(call.activation.data());
  const int index = FindChannel(channel.text());
  if (index < 0) {
    return call.work.Fail(
        cel::ErrorCode::kInvalidArgument,
        absl::StrFormat("no channel has the id \"%s\"", cel::Shorten(channel.text(), 100)));
  }
  if (live == nullptr || static_cast<std::size_t>(index) >= live->channels.size) {
    return cel::Value::Error(cel::ErrorCode::kUnbound, "the live state is not given");
  }
  const LiveChannelFacts& facts = live->channels[static_cast<std::size_t>(index)];
  auto* fields = call.work.Array<cel::Value>(3);
  fields[0] =
      facts.expected_wait_nanos ? cel::Value::Duration(*facts.expected_wait_nanos) : cel::Value();
  fields[1] = cel::Value::Bool(facts.in_service);
  fields[2] = cel::Value::Bool(facts.open);
  return cel::Value::Record(*live_, fields);
}

int RuleEnvironment::FindChannel(std::string_view id) const {
  const auto at = channels_.find(id);
  return at == channels_.end() ? -1 : at->second;
}

void Activate(const RuleEnvironment& environment, const v1::Contact& contact,
              const LiveReadings* live, cel::Activation* activation, cel::Workspace* work) {
  activation->Set(RuleEnvironment::kContact, cel::Value::Message(contact));
  activation->Set(RuleEnvironment::kNow,
                  contact.has_time()
                      ? cel::Value::Timestamp(contact.time().seconds(), contact.time().nanos())
                      : cel::Value());
  activation->set_data(live);
  const auto& variables = environment.variables_;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    activation->Set(RuleEnvironment::kFirstAttribute + static_cast<std::uint32_t>(i),
                    variables[i].preset);
  }
  // In the map's own order, which differs by process: each goes to a place of its own.
  for (const auto& attribute : contact.attributes()) {
    const auto at = environment.slots_.find(attribute.first);
    if (at == environment.slots_.end()) continue;
    const v1::AttributeType type = variables[at->second - RuleEnvironment::kFirstAttribute].type;
    activation->Set(at->second, Read(attribute.second, type, [work](std::size_t count) {
                      return work->Array<cel::Value>(count);
                    }));
  }
}

cel::Limits ConditionLimits(const Limits& limits) {
  cel::Limits result;
  result.source_code_points = static_cast<std::uint32_t>(limits.condition_code_points);
  result.nodes = static_cast<std::uint32_t>(limits.condition_nodes);
  result.nesting_depth = static_cast<std::uint32_t>(limits.condition_depth);
  result.literal_entries = result.nodes + 1;  // Each is a node at least.
  result.issues = 1'000;
  return result;
}

cel::Compiled CompileCondition(const RuleEnvironment& environment, std::string text,
                               std::string name, const cel::Limits& limits) {
  cel::CompileOptions options;
  options.limits = limits;
  options.result = cel::TypeKind::kBool;
  return cel::Compile(cel::Source(std::move(text), std::move(name)), environment.cel(), options);
}

SIGNPOST_END_NAMESPACE
