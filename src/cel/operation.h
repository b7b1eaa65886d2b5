// SPDX-License-Identifier: Apache-2.0
//
// The functions and operators of the language itself.
#ifndef SIGNPOST_SRC_CEL_OPERATION_H_
#define SIGNPOST_SRC_CEL_OPERATION_H_

#include <cstdint>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

enum class Operation : std::uint8_t {
  kNone,  // Not known, or not with so many arguments.
  kUser,  // Of the environment.
  kNot,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kIndex,
  kSize,
  kContains,
  kStartsWith,
  kEndsWith,
  kMatches,
  kType,
  kDyn,
  kToBool,
  kToInt,
  kToUint,
  kToDouble,
  kToString,
  kToBytes,
  kToTimestamp,
  kToDuration,
  kGetFullYear,
  kGetMonth,
  kGetDate,
  kGetDayOfMonth,
  kGetDayOfWeek,
  kGetDayOfYear,
  kGetHours,
  kGetMinutes,
  kGetSeconds,
  kGetMilliseconds,
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_OPERATION_H_
