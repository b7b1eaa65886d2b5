// SPDX-License-Identifier: Apache-2.0
#include "rules/readings.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cel/print.h"
#include "cel/unparse.h"
#include "google/protobuf/timestamp.pb.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::NodeKind;
using cel::Value;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string MessageText(const Message& message);

// Of a repeated field the item at `index`.
std::string FieldText(const Message& message, const FieldDescriptor* field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool repeated = field->is_repeated();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return cel::Print(Value::Bool(repeated ? reflection.GetRepeatedBool(message, field, index)
                                             : reflection.GetBool(message, field)));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(repeated ? reflection.GetRepeatedInt32(message, field, index)
                                   : reflection.GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat(repeated ? reflection.GetRepeatedEnumValue(message, field, index)
                                   : reflection.GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_STRING:
      return cel::Print(Value::String(repeated ? reflection.GetRepeatedString(message, field, index)
                                               : reflection.GetString(message, field)));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return MessageText(repeated ? reflection.GetRepeatedMessage(message, field, index)
                                  : reflection.GetMessage(message, field));
    default:
      return "...";  // A contact has no others.
  }
}

std::string ListText(const Message& message, const FieldDescriptor* field) {
  if (field->is_map()) return "{...}";  // Its order differs by process.
  std::string text = "[";
  const int size = message.GetReflection()->FieldSize(message, field);
  for (int i = 0; i < size; ++i)
    absl::StrAppend(&text, i == 0 ? "" : ", ", FieldText(message, field, i));
  return text + "]";
}

std::string MessageText(const Message& message) {
  if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
    const auto& time = static_cast<const google::protobuf::Timestamp&>(message);
    return cel::Print(Value::Timestamp(time.seconds(), time.nanos()));
  }
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::string text = "{";
  for (const FieldDescriptor* field : fields) {
    absl::StrAppend(&text, text.size() == 1 ? "" : ", ", field->name(), ": ",
                    field->is_repeated() ? ListText(message, field) : FieldText(message, field, 0));
  }
  return text + "}";
}

std::string TextOf(const Value& value) {
  if (value.IsError()) return "unset";  // A variable without value; paths give no other error.
  if (value.kind() == cel::ValueKind::kMessage) return MessageText(value.message());
  const bool many = value.kind() == cel::ValueKind::kList || value.kind() == cel::ValueKind::kMap;
  if (many && value.from_field()) return ListText(value.message(), value.field());
  return cel::Print(value);
}

// The text of has(contact.customer.region) as the path that it is about.
std::string PathText(const cel::Ast& ast, cel::NodeId node) {
  if (ast.node(node).kind != NodeKind::kHas) return cel::Unparse(ast, node);
  return cel::Unparse(ast, ast.child(node, 0)) + "." + std::string(ast.name(node));
}

}  // namespace

std::vector<ProgramReading> ReadingsOf(const RuleSet& set, std::uint32_t program,
                                       const v1::Contact& contact) {
  const ConditionProgram& its = set.programs[program];
  const cel::Ast& ast = its.program->ast();
  const cel::Environment& names = set.environment->cel();
  cel::Workspace contact_work(cel::Limits(), names.pool(), names.factory());
  cel::Activation activation(names);
  Activate(*set.environment, contact, nullptr, &activation, &contact_work);
  cel::Workspace work(cel::Limits(), names.pool(), names.factory());

  std::vector<ProgramReading> readings;
  const auto add = [&](std::string fact, std::string value) {
    const bool known =
        std::any_of(readings.begin(), readings.end(),
                    [&fact](const ProgramReading& reading) { return reading.fact == fact; });
    if (!known) readings.push_back({std::move(fact), std::move(value)});
  };
  std::vector<cel::NodeId> open = {its.node};
  while (!open.empty()) {
    const cel::NodeId node = open.back();
    open.pop_back();
    work.Clear();
    if (ast.PathOf(node)) {
      add(PathText(ast, node), TextOf(its.program->Evaluate(node, activation, work)));
      continue;
    }
    const cel::Node& at = ast.node(node);
    if (at.kind == NodeKind::kHas && at.field != nullptr && ast.PathOf(ast.child(node, 0))) {
      const Value present = its.program->Evaluate(node, activation, work);
      const Value of = its.program->Evaluate(ast.child(node, 0), activation, work);
      const bool states = present.IsTrue() && of.kind() == cel::ValueKind::kMessage;
      const bool many = at.field->is_repeated();
      add(PathText(ast, node), !states ? "unset"
                               : many  ? ListText(of.message(), at.field)
                                       : FieldText(of.message(), at.field, 0));
      continue;
    }
    for (std::uint32_t i = at.child_count; i-- > 0;) open.push_back(ast.child(node, i));
  }
  return readings;
}

SIGNPOST_END_NAMESPACE
