// SPDX-License-Identifier: Apache-2.0
//
// Whether a value is of an attribute's declared type: AttributeFault().
#ifndef SIGNPOST_SRC_CATALOG_ATTRIBUTE_VALUE_H_
#define SIGNPOST_SRC_CATALOG_ATTRIBUTE_VALUE_H_

#include <string>

#include "google/protobuf/struct.pb.h"
#include "signpost/v1/attribute.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Why `value` is not of `type`, e.g. "is a number, where a STRING is declared"; empty where it is.
// INT takes whole numbers below 2^53 on both sides of zero, or a decimal string of 64 bits; DOUBLE
// a finite number; TIMESTAMP an RFC 3339 string of the years 1 to 9999; DURATION a string of
// seconds with at most nine decimals and the suffix s, within 9,223,372,036 s (64 bits of
// nanoseconds).
std::string AttributeFault(v1::AttributeType type, const google::protobuf::Value& value);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_ATTRIBUTE_VALUE_H_
