// SPDX-License-Identifier: Apache-2.0
#include "cel/compare.h"

#include <cmath>
#include <string_view>

#include "cel/collections.h"
#include "cel/limits.h"
#include "cel/record.h"
#include "google/protobuf/util/message_differencer.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

template <typename T>
int Sign(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

double ToDouble(const Value& value) {
  return value.kind() == ValueKind::kInt    ? static_cast<double>(value.int_value())
         : value.kind() == ValueKind::kUint ? static_cast<double>(value.uint_value())
                                            : value.double_value();
}

int CompareMixed(std::int64_t a, std::uint64_t b) {
  return a < 0 ? -1 : Sign(static_cast<std::uint64_t>(a), b);
}

}  // namespace

std::optional<int> CompareNumbers(const Value& a, const Value& b) {
  if (a.kind() == ValueKind::kDouble || b.kind() == ValueKind::kDouble) {
    const double x = ToDouble(a), y = ToDouble(b);
    if (std::isnan(x) || std::isnan(y)) return std::nullopt;
    return Sign(x, y);
  }
  if (a.kind() == b.kind()) {
    return a.kind() == ValueKind::kInt ? Sign(a.int_value(), b.int_value())
                                       : Sign(a.uint_value(), b.uint_value());
  }
  return a.kind() == ValueKind::kInt ? CompareMixed(a.int_value(), b.uint_value())
                                     : -CompareMixed(b.int_value(), a.uint_value());
}

int KeyOrder(const Value& a, const Value& b) {
  const auto rank = [](const Value& v) {
    return v.kind() == ValueKind::kBool ? 0 : v.IsNumber() ? 1 : 2;
  };
  if (rank(a) != rank(b)) return Sign(rank(a), rank(b));
  if (rank(a) == 0) return Sign(a.bool_value(), b.bool_value());
  if (rank(a) == 1) return CompareNumbers(a, b).value_or(-1);  // NaN equals no key.
  return Sign(a.text(), b.text());
}

namespace {

class Equality {
 public:
  explicit Equality(Workspace& work) : work_(work) {}

  // True or false; a fault is kept and makes it false.
  bool Same(const Value& a, const Value& b, std::uint32_t depth) {
    if (a.IsError() || b.IsError()) return Fail(a.IsError() ? a : b);
    if (a.IsNumber() && b.IsNumber()) return CompareNumbers(a, b) == 0;
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
      case ValueKind::kNull:
        return true;
      case ValueKind::kBool:
        return a.bool_value() == b.bool_value();
      case ValueKind::kString:
      case ValueKind::kBytes:
        if (!work_.Step(a.text().size() / 64)) return Fail(work_.exhausted());
        return a.text() == b.text();
      case ValueKind::kType:
        return a.text() == b.text();
      case ValueKind::kTimestamp:
        return a.seconds() == b.seconds() && a.nanos() == b.nanos();
      case ValueKind::kDuration:
        return a.nanoseconds() == b.nanoseconds();
      case ValueKind::kList:
        return Lists(a, b, depth);
      case ValueKind::kMap:
        return Maps(a, b, depth);
      case ValueKind::kMessage:
        return Messages(a.message(), b.message());
      case ValueKind::kRecord:
        return Records(a, b, depth);
      default:
        return false;
    }
  }
  const Value& fault() const { return fault_; }

 private:
  bool Fail(const Value& fault) {
    if (!fault_.IsError()) fault_ = fault;
    return false;
  }
  // Messages may hold lists and structs nested as deep as whoever built them liked.
  bool Enter(std::size_t elements, std::uint32_t depth) {
    if (!work_.Step(1 + elements)) return Fail(work_.exhausted());
    if (depth < Limits::kDepthCeiling) return true;
    work_.Exhaust("values compared are nested deeper than 200");
    return Fail(work_.exhausted());
  }
  bool Lists(const Value& a, const Value& b, std::uint32_t depth) {
    const std::size_t size = Size(a);
    if (size != Size(b) || !Enter(size, depth)) return false;
    for (std::size_t i = 0; i < size; ++i) {
      if (!Same(ElementAt(a, i, work_), ElementAt(b, i, work_), depth + 1)) return false;
    }
    return true;
  }
  bool Maps(const Value& a, const Value& b, std::uint32_t depth) {
    const std::size_t size = Size(a);
    if (size != Size(b) || !Enter(size, depth)) return false;
    const Value x = SortedMap(a, work_), y = SortedMap(b, work_);
    if (x.IsError() || y.IsError()) return Fail(x.IsError() ? x : y);
    for (std::size_t i = 0; i < size; ++i) {
      if (KeyOrder(x.entries()[i].key, y.entries()[i].key) != 0 ||
          !Same(x.entries()[i].value, y.entries()[i].value, depth + 1)) {
        return false;
      }
    }
    return true;
  }
  bool Messages(const google::protobuf::Message& a, const google::protobuf::Message& b) {
    if (a.GetDescriptor() != b.GetDescriptor()) return false;
    if (!work_.Step(1 + a.ByteSizeLong() / 16)) return Fail(work_.exhausted());
    return google::protobuf::util::MessageDifferencer::Equals(a, b);
  }
  bool Records(const Value& a, const Value& b, std::uint32_t depth) {
    if (&a.record() != &b.record() || !Enter(a.record().fields.size(), depth)) return false;
    for (std::size_t i = 0; i < a.record().fields.size(); ++i) {
      const Value &x = a.fields()[i], &y = b.fields()[i];
      if (x.kind() == ValueKind::kUnset ? y.kind() != ValueKind::kUnset : !Same(x, y, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  Workspace& work_;
  Value fault_;
};

}  // namespace

Value Equal(const Value& a, const Value& b, Workspace& work) {
  Equality equality(work);
  const bool same = equality.Same(a, b, 0);
  return equality.fault().IsError() ? equality.fault() : Value::Bool(same);
}

Value Order(Operation operation, const Value& a, const Value& b, Workspace& work) {
  std::optional<int> sign;
  if (a.IsNumber() && b.IsNumber()) {
    sign = CompareNumbers(a, b);
    if (!sign) return Value::Bool(false);
  } else if (a.kind() == b.kind()) {
    switch (a.kind()) {
      case ValueKind::kBool:
        sign = Sign(a.bool_value(), b.bool_value());
        break;
      case ValueKind::kString:
      case ValueKind::kBytes:
        if (!work.Step(a.text().size() / 64)) return work.exhausted();
        sign = Sign(a.text(), b.text());
        break;
      case ValueKind::kTimestamp:
        sign = a.seconds() != b.seconds() ? Sign(a.seconds(), b.seconds())
                                          : Sign(a.nanos(), b.nanos());
        break;
      case ValueKind::kDuration:
        sign = Sign(a.nanoseconds(), b.nanoseconds());
        break;
      default:
        break;
    }
  }
  switch (operation) {
    case Operation::kLess:
      return sign ? Value::Bool(*sign < 0) : work.NoOverload("<", a, b);
    case Operation::kLessEqual:
      return sign ? Value::Bool(*sign <= 0) : work.NoOverload("<=", a, b);
    case Operation::kGreater:
      return sign ? Value::Bool(*sign > 0) : work.NoOverload(">", a, b);
    default:
      return sign ? Value::Bool(*sign >= 0) : work.NoOverload(">=", a, b);
  }
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
