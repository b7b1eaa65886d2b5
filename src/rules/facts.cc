// SPDX-License-Identifier: Apache-2.0
#include "rules/facts.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "cel/environment.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::NodeKind;

// Fields of a contact that are facts, as they are written behind `contact.`.
struct FieldFact {
  std::string_view path;
  FactSource source;
  FactKind kind;
  bool optional;  // has() asks whether the contact states it.
};

constexpr FieldFact kFields[] = {
    {"id", FactSource::kContactId, FactKind::kText, false},
    {"service", FactSource::kService, FactKind::kText, false},
    {"arrival_channel", FactSource::kArrivalChannel, FactKind::kText, false},
    {"urgency", FactSource::kUrgency, FactKind::kNumber, false},
    {"time", FactSource::kNow, FactKind::kNumber, false},
    {"customer.id", FactSource::kCustomerId, FactKind::kText, false},
    {"customer.language", FactSource::kLanguage, FactKind::kText, false},
    {"customer.segment", FactSource::kSegment, FactKind::kText, false},
    {"customer.region", FactSource::kRegion, FactKind::kText, false},
    {"customer.has_internet", FactSource::kHasInternet, FactKind::kTruth, true},
    {"customer.has_mobile_phone", FactSource::kHasMobilePhone, FactKind::kTruth, true},
    {"customer.has_voice", FactSource::kHasVoice, FactKind::kTruth, true},
    {"customer.can_travel", FactSource::kCanTravel, FactKind::kTruth, true},
    {"customer.can_read", FactSource::kCanRead, FactKind::kTruth, true},
    {"customer.identity_level", FactSource::kIdentityLevel, FactKind::kNumber, true},
    {"customer.preferred_channels", FactSource::kPreferredChannels, FactKind::kMember, false},
    {"customer.declined_offers", FactSource::kDeclinedOffers, FactKind::kMember, false},
    {"customer.needs", FactSource::kNeeds, FactKind::kMember, false},
};

const FieldFact* FindField(std::string_view path) {
  const auto* found = std::find_if(std::begin(kFields), std::end(kFields),
                                   [path](const FieldFact& field) { return field.path == path; });
  return found == std::end(kFields) ? nullptr : found;
}

// "customer.language" of a path that begins with the variable `contact`; empty of others.
std::string ContactPath(const cel::Ast& ast, cel::NodeId node) {
  const std::optional<cel::FieldPath> path = ast.PathOf(node);
  if (!path || path->variable != RuleEnvironment::kContact) return {};
  std::string text;
  for (const google::protobuf::FieldDescriptor* field : path->fields) {
    if (!text.empty()) text += '.';
    text += field->name();
  }
  return text;
}

FactKind KindOf(const cel::Type& type) {
  switch (type.kind()) {
    case cel::TypeKind::kString:
      return FactKind::kText;
    case cel::TypeKind::kBool:
      return FactKind::kTruth;
    case cel::TypeKind::kList:
      return FactKind::kMember;
    default:
      return FactKind::kNumber;
  }
}

bool IsLiveCall(const cel::Ast& ast, cel::NodeId node) {
  const cel::Node& call = ast.node(node);
  return call.kind == NodeKind::kCall && call.operation == cel::Operation::kUser &&
         call.function != nullptr && call.function->name == RuleEnvironment::kLive;
}

// The field of live("channel") that a kSelect or kHas is about.
struct LiveField {
  std::string_view name;
  std::uint32_t channel = 0;
};

std::optional<LiveField> LiveFieldOf(const cel::Ast& ast, cel::NodeId node,
                                     const RuleEnvironment& environment) {
  const cel::NodeId operand = ast.child(node, 0);
  if (!IsLiveCall(ast, operand) || ast.node(operand).child_count != 1) return std::nullopt;
  const cel::NodeId argument = ast.child(operand, 0);
  if (ast.node(argument).kind != NodeKind::kConstant ||
      ast.constant(argument).kind() != cel::ValueKind::kString) {
    return std::nullopt;
  }
  const int channel = environment.FindChannel(ast.constant(argument).text());
  if (channel < 0) return std::nullopt;
  return LiveField{ast.name(node), static_cast<std::uint32_t>(channel)};
}

}  // namespace

std::optional<FactKey> FactOf(const cel::Ast& ast, cel::NodeId node,
                              const RuleEnvironment& environment) {
  const cel::Node& its = ast.node(node);
  if (its.kind == NodeKind::kVariable) {
    if (its.index == RuleEnvironment::kNow) return FactKey{FactSource::kNow, 0, FactKind::kNumber};
    if (its.index < RuleEnvironment::kFirstAttribute) return std::nullopt;
    return FactKey{FactSource::kAttribute, its.index - RuleEnvironment::kFirstAttribute,
                   KindOf(ast.type(node))};
  }
  if (its.kind != NodeKind::kSelect) return std::nullopt;
  if (const auto live = LiveFieldOf(ast, node, environment)) {
    if (live->name == "expected_wait")
      return FactKey{FactSource::kLiveWait, live->channel, FactKind::kNumber};
    const bool open = live->name == "open";
    return FactKey{open ? FactSource::kOpen : FactSource::kLiveInService, live->channel,
                   FactKind::kTruth};
  }
  const FieldFact* field = FindField(ContactPath(ast, node));
  if (field == nullptr) return std::nullopt;
  return FactKey{field->source, 0, field->kind};
}

std::optional<Presence> PresenceOf(const cel::Ast& ast, cel::NodeId node,
                                   const RuleEnvironment& environment) {
  if (const auto live = LiveFieldOf(ast, node, environment)) {
    if (live->name != "expected_wait") return Presence{Presence::Test::kAlways, {}};
    return Presence{Presence::Test::kHolds,
                    {FactSource::kLiveWaitKnown, live->channel, FactKind::kTruth}};
  }
  const cel::Node& its = ast.node(node);
  if (its.field == nullptr) return std::nullopt;
  std::string path = ContactPath(ast, ast.child(node, 0));
  if (path.empty() && ast.node(ast.child(node, 0)).kind != NodeKind::kVariable) return std::nullopt;
  if (!path.empty()) path += '.';
  const FieldFact* field = FindField(path + its.field->name());
  if (field == nullptr) return std::nullopt;
  if (field->optional)
    return Presence{Presence::Test::kHolds, {field->source, 0, FactKind::kPresence}};
  switch (field->kind) {
    case FactKind::kText:
      return Presence{Presence::Test::kNotEmptyText, {field->source, 0, FactKind::kText}};
    case FactKind::kNumber:
      if (field->source == FactSource::kNow) return Presence{Presence::Test::kAlways, {}};
      return Presence{Presence::Test::kNotZero, {field->source, 0, FactKind::kNumber}};
    default:
      return std::nullopt;
  }
}

bool ReadsLive(const cel::Ast& ast, cel::NodeId node) {
  std::vector<cel::NodeId> open = {node};
  while (!open.empty()) {
    const cel::NodeId at = open.back();
    open.pop_back();
    if (IsLiveCall(ast, at)) return true;
    for (const cel::NodeId child : ast.children(at)) open.push_back(child);
  }
  return false;
}

SIGNPOST_END_NAMESPACE
