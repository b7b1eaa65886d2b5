// SPDX-License-Identifier: Apache-2.0
#include "route/rule_error.h"

#include "cel/value.h"

SIGNPOST_BEGIN_NAMESPACE

std::string RuleErrorName(std::uint8_t code) {
  return std::string(cel::ErrorCodeName(static_cast<cel::ErrorCode>(code)));
}

std::string RuleErrorText(std::uint8_t code) {
  switch (static_cast<cel::ErrorCode>(code)) {
    case cel::ErrorCode::kNoMatchingOverload:
      return "an operator or a function does not take values of these types";
    case cel::ErrorCode::kNoSuchField:
      return "a message does not have the field";
    case cel::ErrorCode::kNoSuchKey:
      return "a map does not have the key";
    case cel::ErrorCode::kIndexOutOfRange:
      return "a list is shorter than the index";
    case cel::ErrorCode::kUndeclared:
      return "a name is not declared";
    case cel::ErrorCode::kUnbound:
      return "an attribute has neither a value nor a default";
    case cel::ErrorCode::kDivisionByZero:
      return "a division by zero";
    case cel::ErrorCode::kOverflow:
      return "a number that does not fit";
    case cel::ErrorCode::kRange:
      return "a conversion or a time that does not fit";
    case cel::ErrorCode::kInvalidArgument:
      return "a text that is no number, time, zone or pattern";
    case cel::ErrorCode::kDuplicateKey:
      return "a map with one key twice";
    case cel::ErrorCode::kUnknownType:
      return "a message of a type that is not known";
    case cel::ErrorCode::kUnsupported:
      return "something that conditions do not support";
    case cel::ErrorCode::kLimit:
      return "more work than the limits of one evaluation allow";
  }
  return "an error";
}

SIGNPOST_END_NAMESPACE
