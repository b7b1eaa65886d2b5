// SPDX-License-Identifier: Apache-2.0
#include "cel/arithmetic.h"

#include <cstring>
#include <limits>

#include "cel/collections.h"
#include "cel/time.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

Value Overflow() {
  return Value::Error(ErrorCode::kOverflow, "the result does not fit in 64 bits");
}
Value ByZero() { return Value::Error(ErrorCode::kDivisionByZero, "division by zero"); }

Value OfInts(Operation operation, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  bool over = false;
  switch (operation) {
    case Operation::kAdd:
      over = __builtin_add_overflow(a, b, &result);
      break;
    case Operation::kSubtract:
      over = __builtin_sub_overflow(a, b, &result);
      break;
    case Operation::kMultiply:
      over = __builtin_mul_overflow(a, b, &result);
      break;
    default:
      if (b == 0) return ByZero();
      over = b == -1 && a == std::numeric_limits<std::int64_t>::min();
      if (!over) result = operation == Operation::kDivide ? a / b : a % b;
  }
  return over ? Overflow() : Value::Int(result);
}

Value OfUints(Operation operation, std::uint64_t a, std::uint64_t b) {
  std::uint64_t result = 0;
  bool over = false;
  switch (operation) {
    case Operation::kAdd:
      over = __builtin_add_overflow(a, b, &result);
      break;
    case Operation::kSubtract:
      over = __builtin_sub_overflow(a, b, &result);
      break;
    case Operation::kMultiply:
      over = __builtin_mul_overflow(a, b, &result);
      break;
    default:
      if (b == 0) return ByZero();
      result = operation == Operation::kDivide ? a / b : a % b;
  }
  return over ? Overflow() : Value::Uint(result);
}

// kUnset: no overload.
Value OfDoubles(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::kAdd:
      return Value::Double(a + b);
    case Operation::kSubtract:
      return Value::Double(a - b);
    case Operation::kMultiply:
      return Value::Double(a * b);
    case Operation::kDivide:
      // By IEEE 754: by zero it is infinite or no number, spelled out because C++ leaves it open.
      if (b == 0) {
        if (a == 0 || a != a) return Value::Double(std::numeric_limits<double>::quiet_NaN());
        const bool negative = __builtin_signbit(a) != __builtin_signbit(b);
        return Value::Double(negative ? -std::numeric_limits<double>::infinity()
                                      : std::numeric_limits<double>::infinity());
      }
      return Value::Double(a / b);
    default:
      return Value();
  }
}

Value OfTimes(Operation operation, const Value& a, const Value& b) {
  const bool add = operation == Operation::kAdd;
  if (!add && operation != Operation::kSubtract) return Value();
  const bool a_is_time = a.kind() == ValueKind::kTimestamp;
  const bool b_is_time = b.kind() == ValueKind::kTimestamp;
  if (a_is_time && b_is_time) {
    return add ? Value()
               : MakeDuration(a.seconds() - b.seconds(),
                              static_cast<std::int64_t>(a.nanos()) - b.nanos());
  }
  if (b_is_time) return add ? OfTimes(operation, b, a) : Value();
  constexpr std::int64_t kNanos = 1'000'000'000;
  const std::int64_t sign = add ? 1 : -1;
  const std::int64_t seconds = sign * (b.nanoseconds() / kNanos);
  const std::int64_t nanos = sign * (b.nanoseconds() % kNanos);
  if (a_is_time) return MakeTimestamp(a.seconds() + seconds, a.nanos() + nanos);
  return MakeDuration(a.nanoseconds() / kNanos + seconds, a.nanoseconds() % kNanos + nanos);
}

bool IsTime(const Value& value) {
  return value.kind() == ValueKind::kTimestamp || value.kind() == ValueKind::kDuration;
}

Value Joined(const Value& a, const Value& b, Workspace& work) {
  const std::size_t size = a.text().size() + b.text().size();
  if (!work.Build(size) || !work.Step(size / 64)) return work.exhausted();
  char* text = work.Array<char>(size);
  if (!a.text().empty()) std::memcpy(text, a.text().data(), a.text().size());
  if (!b.text().empty()) std::memcpy(text + a.text().size(), b.text().data(), b.text().size());
  return a.kind() == ValueKind::kString ? Value::String({text, size}) : Value::Bytes({text, size});
}

}  // namespace

Value Arithmetic(Operation operation, const Value& a, const Value& b, Workspace& work) {
  Value result;
  if (IsTime(a) && IsTime(b)) {
    result = OfTimes(operation, a, b);
  } else if (a.kind() == b.kind()) {
    switch (a.kind()) {
      case ValueKind::kInt:
        return OfInts(operation, a.int_value(), b.int_value());
      case ValueKind::kUint:
        return OfUints(operation, a.uint_value(), b.uint_value());
      case ValueKind::kDouble:
        result = OfDoubles(operation, a.double_value(), b.double_value());
        break;
      case ValueKind::kString:
      case ValueKind::kBytes:
        if (operation == Operation::kAdd) return Joined(a, b, work);
        break;
      case ValueKind::kList:
        if (operation == Operation::kAdd) return Concatenate(a, b, work);
        break;
      default:
        break;
    }
  }
  if (result.kind() != ValueKind::kUnset) return result;
  static constexpr std::string_view kNames[] = {"+", "-", "*", "/", "%"};
  return work.NoOverload(kNames[static_cast<int>(operation) - static_cast<int>(Operation::kAdd)], a,
                         b);
}

Value Negate(const Value& value, Workspace& work) {
  switch (value.kind()) {
    case ValueKind::kInt:
      return OfInts(Operation::kSubtract, 0, value.int_value());
    case ValueKind::kDouble:
      return Value::Double(-value.double_value());
    default:
      return work.NoOverload("-", value);
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
