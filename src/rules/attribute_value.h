// SPDX-License-Identifier: Apache-2.0
//
// Values of declared attributes as messages carry them: whether one is of its declared type, and
// what it then means.
#ifndef SIGNPOST_SRC_RULES_ATTRIBUTE_VALUE_H_
#define SIGNPOST_SRC_RULES_ATTRIBUTE_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/struct.pb.h"
#include "signpost/contact_facts.h"
#include "signpost/v1/attribute.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Why `value` is not of `type`, e.g. "is a number, where a STRING is declared"; empty where it is.
// INT takes whole numbers below 2^53 on both sides of zero, or a decimal string of 64 bits; DOUBLE
// a finite number; TIMESTAMP an RFC 3339 string of the years 1 to 9999; DURATION a string of
// seconds with at most nine decimals and the suffix s, within 9,223,372,036 s (64 bits of
// nanoseconds).
std::string AttributeFault(v1::AttributeType type, const google::protobuf::Value& value);

// What a value without fault means, for the types whose form is not their meaning. Zero for others.
std::int64_t IntOf(const google::protobuf::Value& value);
Instant TimestampOf(const google::protobuf::Value& value);
std::int64_t DurationNanosOf(const google::protobuf::Value& value);

// A value without fault as a fact, nameless; `items` takes the texts of a list. Views into both.
AttributeFact ReadAttribute(v1::AttributeType type, const google::protobuf::Value& value,
                            std::vector<std::string_view>* items);

// A value without fault as CEL: `70`, `["a", "b"]`, `timestamp("2026-01-31T09:00:00Z")`.
std::string AttributeAsCel(v1::AttributeType type, const google::protobuf::Value& value);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_ATTRIBUTE_VALUE_H_
