// SPDX-License-Identifier: Apache-2.0
//
// Exact arithmetic for the judge: nothing is ever rounded but where HalfEven says so.
#ifndef SIGNPOST_TESTS_REFERENCE_ARITHMETIC_H_
#define SIGNPOST_TESTS_REFERENCE_ARITHMETIC_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>

#include "google/protobuf/duration.pb.h"
#include "signpost/v1/cost.pb.h"

namespace signpost::reference {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

// To the nearest whole number, a half to the even one.
Integer HalfEven(const Rational& value);

// The value that the double has, not the one that it prints as.
Rational Exactly(double value);

// HalfEven(value x 1,000,000).
std::int64_t Millionths(double value);

// A decimal number such as "0.85".
Rational Decimal(const std::string& text);

std::int64_t MicrosOf(const v1::Money& money);
v1::Money MoneyOf(const Integer& micros, const std::string& currency);

std::int64_t NanosOf(const google::protobuf::Duration& duration);
google::protobuf::Duration DurationOf(std::int64_t nanos);

// What this much of a customer's time is worth, in micro-units.
std::int64_t TimeCost(std::int64_t nanos, std::int64_t micros_a_minute);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_ARITHMETIC_H_
