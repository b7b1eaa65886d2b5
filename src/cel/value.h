// SPDX-License-Identifier: Apache-2.0
//
// Values while an expression runs: 24 bytes, trivially copyable. What a value points to belongs to
// somebody else: the message it was read from, the program whose constant it is, or the Workspace
// of the evaluation. It must not be used after any of these is gone or changed.
#ifndef SIGNPOST_SRC_CEL_VALUE_H_
#define SIGNPOST_SRC_CEL_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct RecordType;
struct MapEntry;

enum class ValueKind : std::uint8_t {
  kUnset,  // No value: an unbound variable, an unset field of a record. Never a result.
  kError,
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kList,
  kMap,
  kMessage,
  kRecord,
  kType,
};

enum class ErrorCode : std::uint8_t {
  kNoMatchingOverload,
  kNoSuchField,
  kNoSuchKey,
  kIndexOutOfRange,
  kUndeclared,  // A name that the environment does not have (unchecked expressions only).
  kUnbound,     // A declared variable without a value, e.g. an attribute not stated.
  kDivisionByZero,
  kOverflow,
  kRange,            // A conversion or a time that does not fit.
  kInvalidArgument,  // A text that is no number, time, zone, pattern or UTF-8.
  kDuplicateKey,
  kUnknownType,  // A google.protobuf.Any of a type that the pool does not have.
  kUnsupported,  // Message construction.
  kLimit,        // A limit of the evaluation; nothing absorbs it.
};

// "NO_MATCHING_OVERLOAD": for reports, stable.
std::string_view ErrorCodeName(ErrorCode code);

class Value {
 public:
  static constexpr std::uint32_t kNoNode = ~0u;

  constexpr Value() : count_(0) {}  // kUnset.

  static Value Error(ErrorCode code, std::string_view message) {
    Value value = Text(ValueKind::kError, message);
    value.tag_ = static_cast<std::uint8_t>(code);
    value.extra_ = kNoNode;
    return value;
  }
  static Value Null() { return Value(ValueKind::kNull); }
  static Value Bool(bool b) {
    Value value(ValueKind::kBool);
    value.bool_ = b;
    return value;
  }
  static Value Int(std::int64_t i) {
    Value value(ValueKind::kInt);
    value.int_ = i;
    return value;
  }
  static Value Uint(std::uint64_t u) {
    Value value(ValueKind::kUint);
    value.uint_ = u;
    return value;
  }
  static Value Double(double d) {
    Value value(ValueKind::kDouble);
    value.double_ = d;
    return value;
  }
  // The text must be UTF-8.
  static Value String(std::string_view text) { return Text(ValueKind::kString, text); }
  static Value Bytes(std::string_view bytes) { return Text(ValueKind::kBytes, bytes); }
  // Seconds since 1970 and 0 to 999,999,999 nanoseconds after them; years 1 to 9999.
  static Value Timestamp(std::int64_t seconds, std::int32_t nanos) {
    Value value(ValueKind::kTimestamp);
    value.int_ = seconds;
    value.extra_ = static_cast<std::uint32_t>(nanos);
    return value;
  }
  static Value Duration(std::int64_t nanoseconds) {
    Value value(ValueKind::kDuration);
    value.int_ = nanoseconds;
    return value;
  }
  static Value List(const Value* items, std::size_t size) {
    Value value(ValueKind::kList);
    value.items_ = items;
    value.count_ = size;
    return value;
  }
  // A repeated field, read as it is looked at.
  static Value List(const google::protobuf::Message& message,
                    const google::protobuf::FieldDescriptor* field) {
    Value value(ValueKind::kList);
    value.tag_ = kField;
    value.message_ = &message;
    value.field_ = field;
    return value;
  }
  // Entries sorted by KeyOrder (compare.h), without duplicates.
  static Value Map(const MapEntry* entries, std::size_t size) {
    Value value(ValueKind::kMap);
    value.entries_ = entries;
    value.count_ = size;
    return value;
  }
  // A map field.
  static Value Map(const google::protobuf::Message& message,
                   const google::protobuf::FieldDescriptor* field) {
    Value value = List(message, field);
    value.kind_ = ValueKind::kMap;
    return value;
  }
  // Any message: well-known ones become what they mean when a program reads them.
  static Value Message(const google::protobuf::Message& message) {
    Value value(ValueKind::kMessage);
    value.message_ = &message;
    value.count_ = 0;
    return value;
  }
  // `fields` has one value a field of the type, kUnset where not set.
  static Value Record(const RecordType& type, const Value* fields) {
    Value value(ValueKind::kRecord);
    value.record_ = &type;
    value.fields_ = fields;
    return value;
  }
  static Value TypeNamed(std::string_view name) { return Text(ValueKind::kType, name); }

  ValueKind kind() const { return kind_; }
  bool IsError() const { return kind_ == ValueKind::kError; }
  bool IsBool() const { return kind_ == ValueKind::kBool; }
  bool IsTrue() const { return kind_ == ValueKind::kBool && bool_; }
  bool IsFalse() const { return kind_ == ValueKind::kBool && !bool_; }
  bool IsNumber() const { return kind_ >= ValueKind::kInt && kind_ <= ValueKind::kDouble; }

  bool bool_value() const { return bool_; }
  std::int64_t int_value() const { return int_; }
  std::uint64_t uint_value() const { return uint_; }
  double double_value() const { return double_; }
  // Of kString, kBytes, kType, and the message of kError.
  std::string_view text() const { return {data_, count_}; }
  ErrorCode error_code() const { return static_cast<ErrorCode>(tag_); }
  // Of kError: the node of the syntax tree where it arose, or kNoNode.
  std::uint32_t error_node() const { return extra_; }
  void set_error_node(std::uint32_t node) { extra_ = node; }
  std::int64_t seconds() const { return int_; }
  std::int32_t nanos() const { return static_cast<std::int32_t>(extra_); }
  std::int64_t nanoseconds() const { return int_; }  // Of kDuration.
  // Of kList and kMap: whether a field of a message stands behind it.
  bool from_field() const { return tag_ == kField; }
  const Value* items() const { return items_; }
  const MapEntry* entries() const { return entries_; }
  std::size_t count() const { return count_; }  // Where from_field() is false.
  const google::protobuf::Message& message() const { return *message_; }
  const google::protobuf::FieldDescriptor* field() const { return field_; }
  const RecordType& record() const { return *record_; }
  const Value* fields() const { return fields_; }

 private:
  static constexpr std::uint8_t kField = 1;

  explicit Value(ValueKind kind) : kind_(kind), count_(0) {}
  static Value Text(ValueKind kind, std::string_view text) {
    Value value(kind);
    value.data_ = text.data();
    value.count_ = text.size();
    return value;
  }

  ValueKind kind_ = ValueKind::kUnset;
  std::uint8_t tag_ = 0;
  std::uint32_t extra_ = 0;
  union {
    bool bool_;
    std::int64_t int_ = 0;
    std::uint64_t uint_;
    double double_;
    const char* data_;
    const Value* items_;
    const MapEntry* entries_;
    const google::protobuf::Message* message_;
    const RecordType* record_;
  };
  union {
    std::size_t count_;
    const google::protobuf::FieldDescriptor* field_;
    const Value* fields_;
  };
};

struct MapEntry {
  Value key;  // kBool, kInt, kUint or kString.
  Value value;
};

// The name that type() gives, e.g. "int".
std::string_view TypeNameOf(const Value& value);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_VALUE_H_
