// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/suite.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "cel/collections.h"
#include "cel/compare.h"
#include "cel/messages.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/util/message_differencer.h"

namespace signpost::conformance {

using cel::Type;
using cel::TypeKind;
using cel::Value;
using cel::ValueKind;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;

namespace {

bool ReadBytes(const std::string& path, std::string* bytes) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  bytes->assign(std::istreambuf_iterator<char>(file), {});
  return true;
}

const FieldDescriptor* FieldOf(const Message& message, const char* field) {
  return message.GetDescriptor()->FindFieldByName(field);
}

}  // namespace

bool Schema::Load(const std::string& path) {
  std::string bytes;
  google::protobuf::FileDescriptorSet set;
  if (!ReadBytes(path, &bytes) || !set.ParseFromString(bytes)) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    return false;
  }
  for (const auto& file : set.file()) {
    if (pool_.BuildFile(file) == nullptr) {
      std::fprintf(stderr, "cannot build %s\n", file.name().c_str());
      return false;
    }
  }
  return true;
}

std::unique_ptr<Message> Schema::ReadFile(const std::string& path) {
  const auto* type = pool_.FindMessageTypeByName("cel.expr.conformance.test.SimpleTestFile");
  std::string bytes;
  if (type == nullptr || !ReadBytes(path, &bytes)) return nullptr;
  std::unique_ptr<Message> file(factory_.GetPrototype(type)->New());
  return file->ParseFromString(bytes) ? std::move(file) : nullptr;
}

std::string Text(const Message& message, const char* field) {
  return message.GetReflection()->GetString(message, FieldOf(message, field));
}
bool Flag(const Message& message, const char* field) {
  return message.GetReflection()->GetBool(message, FieldOf(message, field));
}
bool Has(const Message& message, const char* field) {
  return message.GetReflection()->HasField(message, FieldOf(message, field));
}
const Message& Sub(const Message& message, const char* field) {
  return message.GetReflection()->GetMessage(message, FieldOf(message, field));
}
std::vector<const Message*> All(const Message& message, const char* field) {
  const FieldDescriptor* descriptor = FieldOf(message, field);
  std::vector<const Message*> all;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, descriptor); ++i) {
    all.push_back(&message.GetReflection()->GetRepeatedMessage(message, descriptor, i));
  }
  return all;
}

namespace {

TypeKind Primitive(int number) {
  static constexpr TypeKind kKinds[] = {TypeKind::kDyn,  TypeKind::kBool,   TypeKind::kInt,
                                        TypeKind::kUint, TypeKind::kDouble, TypeKind::kString,
                                        TypeKind::kBytes};
  return kKinds[number];
}

int Number(const Message& message, const char* field) {
  return message.GetReflection()->GetEnumValue(message, FieldOf(message, field));
}

}  // namespace

Type ReadType(const Message& type, const DescriptorPool& pool) {
  if (Has(type, "null")) return TypeKind::kNull;
  if (Has(type, "primitive")) return Primitive(Number(type, "primitive"));
  if (Has(type, "wrapper")) return Type::Wrapper(Primitive(Number(type, "wrapper")));
  if (Has(type, "well_known")) {
    const int kind = Number(type, "well_known");
    return kind == 2 ? TypeKind::kTimestamp : kind == 3 ? TypeKind::kDuration : TypeKind::kDyn;
  }
  if (Has(type, "list_type")) {
    return Type::List(ReadType(Sub(Sub(type, "list_type"), "elem_type"), pool));
  }
  if (Has(type, "map_type")) {
    return Type::Map(ReadType(Sub(Sub(type, "map_type"), "key_type"), pool),
                     ReadType(Sub(Sub(type, "map_type"), "value_type"), pool));
  }
  if (Has(type, "message_type")) {
    return Type::Message(pool.FindMessageTypeByName(Text(type, "message_type")));
  }
  if (Has(type, "type_param")) return Type::Parameter(Text(type, "type_param"));
  if (Has(type, "type")) return TypeKind::kTypeType;
  if (Has(type, "abstract_type")) {
    std::vector<Type> parameters;
    for (const Message* p : All(Sub(type, "abstract_type"), "parameter_types")) {
      parameters.push_back(ReadType(*p, pool));
    }
    return Type::Abstract(Text(Sub(type, "abstract_type"), "name"), std::move(parameters));
  }
  return TypeKind::kDyn;
}

Value ReadValue(const Message& value, cel::Workspace& work) {
  const auto* kind = value.GetReflection()->GetOneofFieldDescriptor(
      value, value.GetDescriptor()->FindOneofByName("kind"));
  if (kind == nullptr || kind->name() == "enum_value") return Value();
  if (kind->name() == "list_value") {
    const auto all = All(Sub(value, "list_value"), "values");
    auto* items = work.Array<Value>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) items[i] = ReadValue(*all[i], work);
    return Value::List(items, all.size());
  }
  if (kind->name() == "map_value") {
    const auto all = All(Sub(value, "map_value"), "entries");
    auto* entries = work.Array<cel::MapEntry>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      entries[i] = {ReadValue(Sub(*all[i], "key"), work), ReadValue(Sub(*all[i], "value"), work)};
    }
    return cel::MakeMap(entries, all.size(), work);
  }
  const Value read = cel::ReadPresent(value, kind, work);
  return kind->name() == "type_value" ? Value::TypeNamed(read.text()) : read;
}

bool Identical(const Value& a, const Value& b, cel::Workspace& work) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kDouble:
      return a.double_value() == b.double_value() ||
             (std::isnan(a.double_value()) && std::isnan(b.double_value()));
    case ValueKind::kMessage:
      return a.message().GetDescriptor() == b.message().GetDescriptor() &&
             google::protobuf::util::MessageDifferencer::Equals(a.message(), b.message());
    case ValueKind::kList: {
      if (cel::Size(a) != cel::Size(b)) return false;
      for (std::size_t i = 0; i < cel::Size(a); ++i) {
        if (!Identical(cel::ElementAt(a, i, work), cel::ElementAt(b, i, work), work)) return false;
      }
      return true;
    }
    case ValueKind::kMap: {
      if (cel::Size(a) != cel::Size(b)) return false;
      const Value x = cel::SortedMap(a, work), y = cel::SortedMap(b, work);
      for (std::size_t i = 0; i < cel::Size(a); ++i) {
        if (!Identical(x.entries()[i].key, y.entries()[i].key, work) ||
            !Identical(x.entries()[i].value, y.entries()[i].value, work)) {
          return false;
        }
      }
      return true;
    }
    default:
      return cel::Equal(a, b, work).IsTrue();
  }
}

}  // namespace signpost::conformance
