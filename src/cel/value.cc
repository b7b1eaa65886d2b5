// SPDX-License-Identifier: Apache-2.0
#include "cel/value.h"

#include "cel/record.h"
#include "cel/type.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

std::string_view ErrorCodeName(ErrorCode code) {
  static constexpr std::string_view kNames[] = {
      "NO_MATCHING_OVERLOAD", "NO_SUCH_FIELD", "NO_SUCH_KEY",
      "INDEX_OUT_OF_RANGE",   "UNDECLARED",    "UNBOUND",
      "DIVISION_BY_ZERO",     "OVERFLOW",      "RANGE",
      "INVALID_ARGUMENT",     "DUPLICATE_KEY", "UNKNOWN_TYPE",
      "UNSUPPORTED",          "LIMIT"};
  return kNames[static_cast<std::size_t>(code)];
}

std::string_view TypeNameOf(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return RuntimeName(TypeKind::kNull);
    case ValueKind::kBool:
      return RuntimeName(TypeKind::kBool);
    case ValueKind::kInt:
      return RuntimeName(TypeKind::kInt);
    case ValueKind::kUint:
      return RuntimeName(TypeKind::kUint);
    case ValueKind::kDouble:
      return RuntimeName(TypeKind::kDouble);
    case ValueKind::kString:
      return RuntimeName(TypeKind::kString);
    case ValueKind::kBytes:
      return RuntimeName(TypeKind::kBytes);
    case ValueKind::kTimestamp:
      return RuntimeName(TypeKind::kTimestamp);
    case ValueKind::kDuration:
      return RuntimeName(TypeKind::kDuration);
    case ValueKind::kList:
      return RuntimeName(TypeKind::kList);
    case ValueKind::kMap:
      return RuntimeName(TypeKind::kMap);
    case ValueKind::kType:
      return RuntimeName(TypeKind::kTypeType);
    case ValueKind::kMessage:
      return value.message().GetDescriptor()->full_name();
    case ValueKind::kRecord:
      return value.record().name;
    case ValueKind::kUnset:
    case ValueKind::kError:
      break;
  }
  return "error";
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
