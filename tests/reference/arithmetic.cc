// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/arithmetic.h"

namespace signpost::reference {

Integer HalfEven(const Rational& value) {
  const Integer over = numerator(value), under = denominator(value);
  Integer whole = over / under;
  if (whole * under > over) whole -= 1;  // The quotient above was cut towards zero: floor it.
  const Integer twice_the_rest = 2 * (over - whole * under);
  if (twice_the_rest > under || (twice_the_rest == under && whole % 2 != 0)) whole += 1;
  return whole;
}

Rational Exactly(double value) { return Rational(value); }

std::int64_t Millionths(double value) {
  return static_cast<std::int64_t>(HalfEven(Exactly(value) * 1'000'000));
}

Rational Decimal(const std::string& text) {
  Integer digits = 0, scale = 1;
  bool after_point = false;
  for (const char c : text) {
    if (c == '.') {
      after_point = true;
      continue;
    }
    digits = digits * 10 + (c - '0');
    if (after_point) scale *= 10;
  }
  return Rational(digits, scale);
}

std::int64_t MicrosOf(const v1::Money& money) {
  return money.units() * 1'000'000 + money.nanos() / 1'000;
}

v1::Money MoneyOf(const Integer& micros, const std::string& currency) {
  v1::Money money;
  money.set_currency_code(currency);
  money.set_units(static_cast<std::int64_t>(micros / 1'000'000));
  money.set_nanos(static_cast<std::int32_t>(micros % 1'000'000) * 1'000);
  return money;
}

std::int64_t NanosOf(const google::protobuf::Duration& duration) {
  return duration.seconds() * 1'000'000'000 + duration.nanos();
}

google::protobuf::Duration DurationOf(std::int64_t nanos) {
  google::protobuf::Duration duration;
  duration.set_seconds(nanos / 1'000'000'000);
  duration.set_nanos(static_cast<std::int32_t>(nanos % 1'000'000'000));
  return duration;
}

std::int64_t TimeCost(std::int64_t nanos, std::int64_t micros_a_minute) {
  const Rational cost(Integer(nanos) * micros_a_minute, Integer(60'000'000'000));
  return static_cast<std::int64_t>(HalfEven(cost));
}

}  // namespace signpost::reference
