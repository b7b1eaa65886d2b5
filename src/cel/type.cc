// SPDX-License-Identifier: Apache-2.0
#include "cel/type.h"

#include <utility>

#include "cel/record.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

struct Type::Parts {
  std::string name;
  std::vector<Type> parameters;
  std::uint32_t size = 1;
  bool closed = true;
};

Type Type::Wrapper(TypeKind primitive) {
  Type type(TypeKind::kWrapper);
  type.primitive_ = primitive;
  return type;
}

Type Type::Abstract(std::string name, std::vector<Type> parameters) {
  Type type(TypeKind::kAbstract);
  auto parts = std::make_shared<Parts>();
  parts->name = std::move(name);
  for (const Type& parameter : parameters) {
    if (__builtin_add_overflow(parts->size, parameter.size(), &parts->size)) parts->size = ~0u;
    parts->closed = parts->closed && parameter.IsClosed();
  }
  parts->parameters = std::move(parameters);
  type.parts_ = std::move(parts);
  return type;
}

Type Type::List(Type element) {
  Type type = Abstract("list", {std::move(element)});
  type.kind_ = TypeKind::kList;
  return type;
}

Type Type::Map(Type key, Type value) {
  Type type = Abstract("map", {std::move(key), std::move(value)});
  type.kind_ = TypeKind::kMap;
  return type;
}

Type Type::Parameter(std::string name) {
  Type type = Abstract(std::move(name), {});
  type.kind_ = TypeKind::kParameter;
  return type;
}

Type Type::Variable(std::uint32_t number) {
  Type type(TypeKind::kVariable);
  type.number_ = number;
  return type;
}

Type Type::Record(const RecordType* record) {
  Type type(TypeKind::kRecord);
  type.record_ = record;
  return type;
}

Type Type::Message(const Descriptor* descriptor) {
  switch (descriptor->well_known_type()) {
    case Descriptor::WELLKNOWNTYPE_DOUBLEVALUE:
    case Descriptor::WELLKNOWNTYPE_FLOATVALUE:
      return Wrapper(TypeKind::kDouble);
    case Descriptor::WELLKNOWNTYPE_INT64VALUE:
    case Descriptor::WELLKNOWNTYPE_INT32VALUE:
      return Wrapper(TypeKind::kInt);
    case Descriptor::WELLKNOWNTYPE_UINT64VALUE:
    case Descriptor::WELLKNOWNTYPE_UINT32VALUE:
      return Wrapper(TypeKind::kUint);
    case Descriptor::WELLKNOWNTYPE_STRINGVALUE:
      return Wrapper(TypeKind::kString);
    case Descriptor::WELLKNOWNTYPE_BYTESVALUE:
      return Wrapper(TypeKind::kBytes);
    case Descriptor::WELLKNOWNTYPE_BOOLVALUE:
      return Wrapper(TypeKind::kBool);
    case Descriptor::WELLKNOWNTYPE_ANY:
    case Descriptor::WELLKNOWNTYPE_VALUE:
      return TypeKind::kDyn;
    case Descriptor::WELLKNOWNTYPE_STRUCT:
      return Map(TypeKind::kString, TypeKind::kDyn);
    case Descriptor::WELLKNOWNTYPE_LISTVALUE:
      return List(TypeKind::kDyn);
    case Descriptor::WELLKNOWNTYPE_TIMESTAMP:
      return TypeKind::kTimestamp;
    case Descriptor::WELLKNOWNTYPE_DURATION:
      return TypeKind::kDuration;
    default:
      break;
  }
  Type type(TypeKind::kMessage);
  type.message_ = descriptor;
  return type;
}

namespace {

Type ElementOf(const FieldDescriptor* field) {
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return TypeKind::kInt;
    case FieldDescriptor::CPPTYPE_ENUM:
      return field->enum_type()->full_name() == "google.protobuf.NullValue" ? TypeKind::kNull
                                                                            : TypeKind::kInt;
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return TypeKind::kUint;
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return TypeKind::kDouble;
    case FieldDescriptor::CPPTYPE_BOOL:
      return TypeKind::kBool;
    case FieldDescriptor::CPPTYPE_STRING:
      return field->type() == FieldDescriptor::TYPE_BYTES ? TypeKind::kBytes : TypeKind::kString;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Type::Message(field->message_type());
  }
  return TypeKind::kDyn;
}

}  // namespace

Type Type::Field(const FieldDescriptor* field) {
  if (field->is_map()) {
    return Map(ElementOf(field->message_type()->map_key()),
               ElementOf(field->message_type()->map_value()));
  }
  return field->is_repeated() ? List(ElementOf(field)) : ElementOf(field);
}

std::string_view Type::name() const {
  return parts_ ? std::string_view(parts_->name) : std::string_view();
}

absl::Span<const Type> Type::parameters() const {
  return parts_ ? absl::MakeConstSpan(parts_->parameters) : absl::Span<const Type>();
}

std::uint32_t Type::size() const { return parts_ ? parts_->size : 1; }

bool Type::IsClosed() const {
  if (kind_ == TypeKind::kVariable || kind_ == TypeKind::kParameter) return false;
  return !parts_ || parts_->closed;
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind_ != b.kind_ || a.primitive_ != b.primitive_ || a.number_ != b.number_ ||
      a.message_ != b.message_) {
    return false;
  }
  if (a.parts_ == b.parts_) return true;
  return a.parts_ && b.parts_ && a.parts_->name == b.parts_->name &&
         a.parts_->parameters == b.parts_->parameters;
}

std::string_view RuntimeName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kNull:
      return "null_type";
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kUint:
      return "uint";
    case TypeKind::kDouble:
      return "double";
    case TypeKind::kString:
      return "string";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kTimestamp:
      return "google.protobuf.Timestamp";
    case TypeKind::kDuration:
      return "google.protobuf.Duration";
    case TypeKind::kList:
      return "list";
    case TypeKind::kMap:
      return "map";
    case TypeKind::kTypeType:
      return "type";
    default:
      return "";
  }
}

std::string Type::ToString() const {
  switch (kind_) {
    case TypeKind::kDyn:
      return "dyn";
    case TypeKind::kError:
      return "error";
    case TypeKind::kNull:
      return "null";
    case TypeKind::kWrapper:
      return "wrapper(" + std::string(RuntimeName(primitive_)) + ")";
    case TypeKind::kMessage:
      return message_->full_name();
    case TypeKind::kRecord:
      return record_->name;
    case TypeKind::kVariable:
      return "_" + std::to_string(number_);
    case TypeKind::kList:
    case TypeKind::kMap:
    case TypeKind::kAbstract:
    case TypeKind::kParameter: {
      std::string text(name());
      for (std::size_t i = 0; i < parameters().size(); ++i) {
        text += (i == 0 ? "(" : ", ") + parameters()[i].ToString();
      }
      return parameters().empty() ? text : text + ")";
    }
    default:
      return std::string(RuntimeName(kind_));
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
