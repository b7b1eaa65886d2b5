// SPDX-License-Identifier: Apache-2.0
//
// Reads protobuf messages, generated or dynamic, as values: fields, presence, well-known types.
#ifndef SIGNPOST_SRC_CEL_MESSAGES_H_
#define SIGNPOST_SRC_CEL_MESSAGES_H_

#include <cstddef>
#include <string_view>

#include "cel/value.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// What the message means: a wrapper its primitive, a Struct a map, an Any what is packed in it (an
// error where its type is unknown or its bytes are broken), most messages themselves.
Value FromMessage(const google::protobuf::Message& message, Workspace& work);

// Where `value` is a message, FromMessage of it.
inline Value Adapt(const Value& value, Workspace& work) {
  if (value.kind() != ValueKind::kMessage ||
      value.message().GetDescriptor()->well_known_type() ==
          google::protobuf::Descriptor::WELLKNOWNTYPE_UNSPECIFIED) {
    return value;
  }
  return FromMessage(value.message(), work);
}

// The field, or its default. An unset wrapper, Value or Any is null.
Value ReadField(const google::protobuf::Message& message,
                const google::protobuf::FieldDescriptor* field, Workspace& work);
// The same for a field that is known to be there, e.g. the value of a map entry.
Value ReadPresent(const google::protobuf::Message& message,
                  const google::protobuf::FieldDescriptor* field, Workspace& work);
// Whether has() holds: not empty, or set, or for a proto3 scalar not the default.
bool HasField(const google::protobuf::Message& message,
              const google::protobuf::FieldDescriptor* field);
// The element of a repeated field that is no map. `index` must be in range.
Value ReadElement(const google::protobuf::Message& message,
                  const google::protobuf::FieldDescriptor* field, std::size_t index,
                  Workspace& work);
std::size_t FieldSize(const google::protobuf::Message& message,
                      const google::protobuf::FieldDescriptor* field);

// A field by its name, or an extension by its full name; nullptr: there is none.
const google::protobuf::FieldDescriptor* FindField(const google::protobuf::Descriptor* descriptor,
                                                   std::string_view name,
                                                   const google::protobuf::DescriptorPool* pool);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_MESSAGES_H_
