// SPDX-License-Identifier: Apache-2.0
//
// Types as the checker knows them: small immutable values, cheap to copy.
#ifndef SIGNPOST_SRC_CEL_TYPE_H_
#define SIGNPOST_SRC_CEL_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct RecordType;

enum class TypeKind : std::uint8_t {
  kDyn,    // Not known before it runs.
  kError,  // Already reported; agrees with everything.
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kWrapper,    // kBool to kBytes or null, e.g. google.protobuf.Int64Value.
  kList,       // Of one parameter.
  kMap,        // Of two.
  kMessage,    // Of a protobuf message without a meaning of its own in CEL.
  kRecord,     // See record.h.
  kTypeType,   // The type of a type.
  kAbstract,   // Of an integrator, with a name and parameters.
  kParameter,  // In the signature of an overload, by name.
  kVariable,   // Fresh for each use of an overload, by number; gone from a checked AST.
};

class Type {
 public:
  Type() = default;                     // kDyn.
  Type(TypeKind kind) : kind_(kind) {}  // NOLINT: one of those without parameters.

  static Type Wrapper(TypeKind primitive);
  static Type List(Type element);
  static Type Map(Type key, Type value);
  // Well-known messages become what they mean: Timestamp, Duration, wrappers, Struct, ListValue,
  // and kDyn for Value and Any.
  static Type Message(const google::protobuf::Descriptor* descriptor);
  // Of what reading that field gives.
  static Type Field(const google::protobuf::FieldDescriptor* field);
  // `record` must outlive the type.
  static Type Record(const RecordType* record);
  static Type Abstract(std::string name, std::vector<Type> parameters);
  static Type Parameter(std::string name);
  static Type Variable(std::uint32_t number);

  TypeKind kind() const { return kind_; }
  TypeKind primitive() const { return primitive_; }  // Of kWrapper.
  std::uint32_t number() const { return number_; }   // Of kVariable.
  const google::protobuf::Descriptor* message() const { return message_; }
  const RecordType* record() const { return record_; }
  std::string_view name() const;  // Of kAbstract and kParameter.
  absl::Span<const Type> parameters() const;
  // Nodes of the type as a tree, saturating.
  std::uint32_t size() const;

  bool IsDyn() const { return kind_ == TypeKind::kDyn || kind_ == TypeKind::kError; }
  // Needs no look at parameters: has no kParameter or kVariable in it.
  bool IsClosed() const;
  // As people write it: "list(int)", "google.protobuf.Timestamp", "wrapper(int)".
  std::string ToString() const;

  friend bool operator==(const Type& a, const Type& b);
  friend bool operator!=(const Type& a, const Type& b) { return !(a == b); }

 private:
  struct Parts;
  TypeKind kind_ = TypeKind::kDyn;
  TypeKind primitive_ = TypeKind::kDyn;
  std::uint32_t number_ = 0;
  union {
    const google::protobuf::Descriptor* message_ = nullptr;
    const RecordType* record_;
  };
  std::shared_ptr<const Parts> parts_;
};

// The name of the run-time type, e.g. "int", "list", "google.protobuf.Duration"; empty where the
// type has none of its own.
std::string_view RuntimeName(TypeKind kind);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_TYPE_H_
