// SPDX-License-Identifier: Apache-2.0
#include "cel/messages.h"

#include <string>

#include "cel/source.h"
#include "cel/time.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

// proto2 strings may hold anything; CEL strings are UTF-8.
Value TextOf(const std::string& text, const FieldDescriptor* field, const std::string& scratch,
             Workspace& work) {
  const std::string_view kept = &text == &scratch ? work.Copy(text) : std::string_view(text);
  if (field->type() == FieldDescriptor::TYPE_BYTES) return Value::Bytes(kept);
  if (!IsUtf8(kept)) {
    return work.Fail(ErrorCode::kInvalidArgument, "field " + field->full_name() + " is not UTF-8");
  }
  return Value::String(kept);
}

Value Scalar(const Message& message, const FieldDescriptor* field, Workspace& work) {
  const Reflection* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return Value::Int(reflection->GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return Value::Int(reflection->GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return Value::Uint(reflection->GetUInt32(message, field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return Value::Uint(reflection->GetUInt64(message, field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Value::Double(reflection->GetDouble(message, field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Value::Double(static_cast<double>(reflection->GetFloat(message, field)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return Value::Bool(reflection->GetBool(message, field));
    case FieldDescriptor::CPPTYPE_ENUM:
      if (field->enum_type()->full_name() == "google.protobuf.NullValue") return Value::Null();
      return Value::Int(reflection->GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      return TextOf(reflection->GetStringReference(message, field, &scratch), field, scratch, work);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const Message& inner = reflection->GetMessage(message, field, work.factory());
      // The descriptor of the field is at hand; asking the message costs more.
      return field->message_type()->well_known_type() == Descriptor::WELLKNOWNTYPE_UNSPECIFIED
                 ? Value::Message(inner)
                 : FromMessage(inner, work);
    }
  }
  return Value::Null();
}

// Fields of well-known types are found by their numbers, which are fixed.
const FieldDescriptor* Numbered(const Message& message, int number) {
  return message.GetDescriptor()->FindFieldByNumber(number);
}

Value FromAny(const Message& any, Workspace& work) {
  const Message* packed = &any;
  // Each level is shorter than the one around it, so this ends.
  while (packed->GetDescriptor()->well_known_type() == Descriptor::WELLKNOWNTYPE_ANY) {
    const Value url = Scalar(*packed, Numbered(*packed, 1), work);
    const Value bytes = Scalar(*packed, Numbered(*packed, 2), work);
    if (url.IsError()) return url;
    const std::string name(url.text().substr(url.text().rfind('/') + 1));
    const Descriptor* descriptor = work.pool()->FindMessageTypeByName(name);
    if (descriptor == nullptr) {
      return work.Fail(ErrorCode::kUnknownType,
                       name.empty() ? "google.protobuf.Any without a type"
                                    : "google.protobuf.Any of unknown type '" + name + "'");
    }
    if (!work.Step(1 + bytes.text().size() / 64) || !work.Build(bytes.text().size())) {
      return work.exhausted();
    }
    Message* next = work.factory()->GetPrototype(descriptor)->New(&work.arena());
    if (!next->ParsePartialFromArray(bytes.text().data(), static_cast<int>(bytes.text().size()))) {
      return work.Fail(ErrorCode::kInvalidArgument,
                       "google.protobuf.Any does not hold a '" + name + "'");
    }
    packed = next;
  }
  return FromMessage(*packed, work);
}

Value FromJson(const Message& value, Workspace& work) {
  const Reflection* reflection = value.GetReflection();
  const FieldDescriptor* set =
      reflection->GetOneofFieldDescriptor(value, value.GetDescriptor()->oneof_decl(0));
  return set == nullptr ? Value::Null() : Scalar(value, set, work);
}

bool IsWrapper(Descriptor::WellKnownType type) {
  return type >= Descriptor::WELLKNOWNTYPE_DOUBLEVALUE &&
         type <= Descriptor::WELLKNOWNTYPE_BOOLVALUE;
}

}  // namespace

Value FromMessage(const Message& message, Workspace& work) {
  const Descriptor::WellKnownType type = message.GetDescriptor()->well_known_type();
  switch (type) {
    case Descriptor::WELLKNOWNTYPE_ANY:
      return FromAny(message, work);
    case Descriptor::WELLKNOWNTYPE_VALUE:
      return FromJson(message, work);
    case Descriptor::WELLKNOWNTYPE_LISTVALUE:
      return Value::List(message, Numbered(message, 1));
    case Descriptor::WELLKNOWNTYPE_STRUCT:
      return Value::Map(message, Numbered(message, 1));
    case Descriptor::WELLKNOWNTYPE_TIMESTAMP:
    case Descriptor::WELLKNOWNTYPE_DURATION: {
      const std::int64_t seconds = message.GetReflection()->GetInt64(message, Numbered(message, 1));
      const std::int32_t nanos = message.GetReflection()->GetInt32(message, Numbered(message, 2));
      return type == Descriptor::WELLKNOWNTYPE_TIMESTAMP ? MakeTimestamp(seconds, nanos)
                                                         : MakeDuration(seconds, nanos);
    }
    default:
      if (IsWrapper(type)) return Scalar(message, Numbered(message, 1), work);
      return Value::Message(message);
  }
}

Value ReadField(const Message& message, const FieldDescriptor* field, Workspace& work) {
  if (field->is_map()) return Value::Map(message, field);
  if (field->is_repeated()) return Value::List(message, field);
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    const Descriptor::WellKnownType type = field->message_type()->well_known_type();
    if ((IsWrapper(type) || type == Descriptor::WELLKNOWNTYPE_ANY) &&
        !message.GetReflection()->HasField(message, field)) {
      return Value::Null();
    }
  }
  return Scalar(message, field, work);
}

Value ReadPresent(const Message& message, const FieldDescriptor* field, Workspace& work) {
  return Scalar(message, field, work);
}

bool HasField(const Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  // For a scalar without presence, reflection asks whether it differs from its default.
  return field->is_repeated() ? reflection->FieldSize(message, field) > 0
                              : reflection->HasField(message, field);
}

Value ReadElement(const Message& message, const FieldDescriptor* field, std::size_t at,
                  Workspace& work) {
  const Reflection* reflection = message.GetReflection();
  const int index = static_cast<int>(at);
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return Value::Int(reflection->GetRepeatedInt32(message, field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return Value::Int(reflection->GetRepeatedInt64(message, field, index));
    case FieldDescriptor::CPPTYPE_UINT32:
      return Value::Uint(reflection->GetRepeatedUInt32(message, field, index));
    case FieldDescriptor::CPPTYPE_UINT64:
      return Value::Uint(reflection->GetRepeatedUInt64(message, field, index));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Value::Double(reflection->GetRepeatedDouble(message, field, index));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Value::Double(
          static_cast<double>(reflection->GetRepeatedFloat(message, field, index)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return Value::Bool(reflection->GetRepeatedBool(message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM:
      if (field->enum_type()->full_name() == "google.protobuf.NullValue") return Value::Null();
      return Value::Int(reflection->GetRepeatedEnumValue(message, field, index));
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      return TextOf(reflection->GetRepeatedStringReference(message, field, index, &scratch), field,
                    scratch, work);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FromMessage(reflection->GetRepeatedMessage(message, field, index), work);
  }
  return Value::Null();
}

std::size_t FieldSize(const Message& message, const FieldDescriptor* field) {
  return static_cast<std::size_t>(message.GetReflection()->FieldSize(message, field));
}

const FieldDescriptor* FindField(const Descriptor* descriptor, std::string_view name,
                                 const google::protobuf::DescriptorPool* pool) {
  const std::string text(name);
  if (const FieldDescriptor* field = descriptor->FindFieldByName(text)) return field;
  if (name.find('.') == std::string_view::npos) return nullptr;
  const FieldDescriptor* extension = pool->FindExtensionByName(text);
  return extension != nullptr && extension->containing_type() == descriptor ? extension : nullptr;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
