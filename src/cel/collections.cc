// SPDX-License-Identifier: Apache-2.0
#include "cel/collections.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_format.h"
#include "cel/compare.h"
#include "cel/messages.h"
#include "cel/print.h"
#include "cel/record.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::size_t Size(const Value& collection) {
  return collection.from_field() ? FieldSize(collection.message(), collection.field())
                                 : collection.count();
}

Value ElementAt(const Value& list, std::size_t index, Workspace& work) {
  return list.from_field() ? ReadElement(list.message(), list.field(), index, work)
                           : list.items()[index];
}

namespace {

bool IsKey(const Value& value) {
  return value.kind() == ValueKind::kBool || value.kind() == ValueKind::kInt ||
         value.kind() == ValueKind::kUint || value.kind() == ValueKind::kString;
}

const Message& Entry(const Value& map, std::size_t index) {
  return map.message().GetReflection()->GetRepeatedMessage(map.message(), map.field(),
                                                           static_cast<int>(index));
}
const FieldDescriptor* KeyField(const Value& map) { return map.field()->message_type()->map_key(); }
const FieldDescriptor* ValueField(const Value& map) {
  return map.field()->message_type()->map_value();
}

bool Before(const MapEntry& a, const MapEntry& b) { return KeyOrder(a.key, b.key) < 0; }

}  // namespace

Value FindKey(const Value& map, const Value& key, Workspace& work) {
  if (!IsKey(key) && key.kind() != ValueKind::kDouble) return Value();
  if (!map.from_field()) {
    if (key.kind() == ValueKind::kDouble && std::isnan(key.double_value())) return Value();
    const MapEntry* end = map.entries() + map.count();
    const MapEntry* at = std::lower_bound(map.entries(), end, MapEntry{key, {}}, Before);
    return at != end && KeyOrder(at->key, key) == 0 ? at->value : Value();
  }
  const std::size_t size = Size(map);
  if (!work.Step(size)) return work.exhausted();
  // The last entry of a key wins, as when a map is parsed.
  for (std::size_t i = size; i-- > 0;) {
    const Message& entry = Entry(map, i);
    const Value found = ReadField(entry, KeyField(map), work);
    if (found.IsError()) return found;
    if (KeyOrder(found, key) == 0) return ReadPresent(entry, ValueField(map), work);
  }
  return Value();
}

Value SortedMap(const Value& map, Workspace& work) {
  if (!map.from_field()) return map;
  const std::size_t size = Size(map);
  if (!work.Step(size) || !work.Build(size * sizeof(MapEntry))) return work.exhausted();
  auto* entries = work.Array<MapEntry>(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Message& entry = Entry(map, i);
    entries[i] = {ReadField(entry, KeyField(map), work), ReadPresent(entry, ValueField(map), work)};
    if (entries[i].key.IsError()) return entries[i].key;
  }
  std::sort(entries, entries + size, Before);
  return Value::Map(entries, size);
}

Value MakeMap(MapEntry* entries, std::size_t size, Workspace& work) {
  for (std::size_t i = 0; i < size; ++i) {
    if (!IsKey(entries[i].key)) {
      return work.Fail(ErrorCode::kNoMatchingOverload,
                       absl::StrFormat("a key of a map is a bool, int, uint or string, not %s",
                                       TypeNameOf(entries[i].key)));
    }
  }
  std::sort(entries, entries + size, Before);
  for (std::size_t i = 1; i < size; ++i) {
    if (!Before(entries[i - 1], entries[i])) {
      return work.Fail(ErrorCode::kDuplicateKey, "duplicate key " + PrintShort(entries[i].key));
    }
  }
  return Value::Map(entries, size);
}

namespace {

// A number as an index; false: it is no whole number, or negative.
bool ToIndex(const Value& key, std::size_t& index) {
  switch (key.kind()) {
    case ValueKind::kInt:
      index = static_cast<std::size_t>(key.int_value());
      return key.int_value() >= 0;
    case ValueKind::kUint:
      index = key.uint_value();
      return true;
    case ValueKind::kDouble: {
      const double value = key.double_value();
      if (!(value >= 0 && value < 9007199254740992.0) || value != std::floor(value)) return false;
      index = static_cast<std::size_t>(value);
      return true;
    }
    default:
      return false;
  }
}

Value NoSuchKey(const Value& key, Workspace& work) {
  return work.Fail(ErrorCode::kNoSuchKey, "no such key " + PrintShort(key));
}

}  // namespace

Value Index(const Value& collection, const Value& key, Workspace& work) {
  if (collection.kind() == ValueKind::kMap) {
    const Value found = FindKey(collection, key, work);
    return found.kind() == ValueKind::kUnset ? NoSuchKey(key, work) : found;
  }
  if (collection.kind() != ValueKind::kList || !key.IsNumber()) {
    return work.NoOverload("[]", collection, key);
  }
  std::size_t index = 0;
  const std::size_t size = Size(collection);
  if (!ToIndex(key, index) || index >= size) {
    return work.Fail(ErrorCode::kIndexOutOfRange,
                     absl::StrFormat("index %s is not in a list of %d", Print(key), size));
  }
  return ElementAt(collection, index, work);
}

Value In(const Value& element, const Value& collection, Workspace& work) {
  if (collection.kind() == ValueKind::kMap) {
    const Value found = FindKey(collection, element, work);
    if (work.is_exhausted()) return work.exhausted();
    return Value::Bool(found.kind() != ValueKind::kUnset);
  }
  if (collection.kind() != ValueKind::kList) return work.NoOverload("in", element, collection);
  const std::size_t size = Size(collection);
  if (!work.Step(size)) return work.exhausted();
  Value fault;
  for (std::size_t i = 0; i < size; ++i) {
    const Value same = Equal(element, ElementAt(collection, i, work), work);
    if (same.IsTrue()) return same;
    if (same.IsError()) {
      if (work.is_exhausted()) return work.exhausted();
      fault = same;
    }
  }
  return fault.IsError() ? fault : Value::Bool(false);
}

Value SizeOf(const Value& value, Workspace& work) {
  switch (value.kind()) {
    case ValueKind::kString: {
      if (!work.Step(value.text().size() / 64)) return work.exhausted();
      const auto points = std::count_if(value.text().begin(), value.text().end(),
                                        [](char c) { return (c & 0xC0) != 0x80; });
      return Value::Int(points);
    }
    case ValueKind::kBytes:
      return Value::Int(static_cast<std::int64_t>(value.text().size()));
    case ValueKind::kList:
    case ValueKind::kMap:
      return Value::Int(static_cast<std::int64_t>(Size(value)));
    default:
      return work.NoOverload("size", value);
  }
}

Value Concatenate(const Value& a, const Value& b, Workspace& work) {
  const std::size_t first = Size(a), second = Size(b);
  if (first == 0) return b;
  if (second == 0) return a;
  if (!work.Build((first + second) * sizeof(Value)) || !work.Step(first + second)) {
    return work.exhausted();
  }
  auto* items = work.Array<Value>(first + second);
  for (std::size_t i = 0; i < first; ++i) items[i] = ElementAt(a, i, work);
  for (std::size_t i = 0; i < second; ++i) items[first + i] = ElementAt(b, i, work);
  return Value::List(items, first + second);
}

namespace {

Value NoSuchField(const Value& operand, std::string_view name, Workspace& work) {
  return work.Fail(ErrorCode::kNoSuchField,
                   absl::StrFormat("%s has no field '%s'", TypeNameOf(operand), name));
}

}  // namespace

Value SelectName(const Value& operand, std::string_view name, Workspace& work) {
  switch (operand.kind()) {
    case ValueKind::kMap: {
      const Value key = Value::String(name);
      const Value found = FindKey(operand, key, work);
      return found.kind() == ValueKind::kUnset ? NoSuchKey(key, work) : found;
    }
    case ValueKind::kMessage: {
      const Message& message = operand.message();
      const FieldDescriptor* field = FindField(message.GetDescriptor(), name, work.pool());
      return field == nullptr ? NoSuchField(operand, name, work) : ReadField(message, field, work);
    }
    case ValueKind::kRecord: {
      const int field = operand.record().Find(name);
      if (field < 0) return NoSuchField(operand, name, work);
      const Value& value = operand.fields()[field];
      return value.kind() == ValueKind::kUnset
                 ? operand.record().fields[static_cast<std::size_t>(field)].unset
                 : value;
    }
    default:
      return work.Fail(ErrorCode::kNoMatchingOverload,
                       absl::StrFormat("a value of type %s has no fields", TypeNameOf(operand)));
  }
}

Value HasName(const Value& operand, std::string_view name, Workspace& work) {
  switch (operand.kind()) {
    case ValueKind::kMap: {
      const Value found = FindKey(operand, Value::String(name), work);
      if (work.is_exhausted()) return work.exhausted();
      return Value::Bool(found.kind() != ValueKind::kUnset);
    }
    case ValueKind::kMessage: {
      const Message& message = operand.message();
      const FieldDescriptor* field = FindField(message.GetDescriptor(), name, work.pool());
      return field == nullptr ? NoSuchField(operand, name, work)
                              : Value::Bool(HasField(message, field));
    }
    case ValueKind::kRecord: {
      const int field = operand.record().Find(name);
      return field < 0 ? NoSuchField(operand, name, work)
                       : Value::Bool(operand.fields()[field].kind() != ValueKind::kUnset);
    }
    default:
      return work.Fail(ErrorCode::kNoMatchingOverload,
                       absl::StrFormat("a value of type %s has no fields", TypeNameOf(operand)));
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
