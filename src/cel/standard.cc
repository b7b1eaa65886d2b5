// SPDX-License-Identifier: Apache-2.0
#include "cel/standard.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

// Signatures: arguments, ':', result; a dot in front makes it a member. b bool, i int, u uint,
// d double, s string, y bytes, t timestamp, r duration, A and B any type, * dyn, T type, L list(A),
// M map(A, B).
struct Declaration {
  std::string_view function;
  Operation operation;
  std::string_view id;
  std::string_view signature;
};

constexpr Declaration kDeclarations[] = {
    {"!_", Operation::kNot, "logical_not", "b:b"},
    {"-_", Operation::kNegate, "negate_int64", "i:i"},
    {"-_", Operation::kNegate, "negate_double", "d:d"},
    {"_+_", Operation::kAdd, "add_int64", "ii:i"},
    {"_+_", Operation::kAdd, "add_uint64", "uu:u"},
    {"_+_", Operation::kAdd, "add_double", "dd:d"},
    {"_+_", Operation::kAdd, "add_string", "ss:s"},
    {"_+_", Operation::kAdd, "add_bytes", "yy:y"},
    {"_+_", Operation::kAdd, "add_list", "LL:L"},
    {"_+_", Operation::kAdd, "add_timestamp_duration", "tr:t"},
    {"_+_", Operation::kAdd, "add_duration_timestamp", "rt:t"},
    {"_+_", Operation::kAdd, "add_duration_duration", "rr:r"},
    {"_-_", Operation::kSubtract, "subtract_int64", "ii:i"},
    {"_-_", Operation::kSubtract, "subtract_uint64", "uu:u"},
    {"_-_", Operation::kSubtract, "subtract_double", "dd:d"},
    {"_-_", Operation::kSubtract, "subtract_timestamp_timestamp", "tt:r"},
    {"_-_", Operation::kSubtract, "subtract_timestamp_duration", "tr:t"},
    {"_-_", Operation::kSubtract, "subtract_duration_duration", "rr:r"},
    {"_*_", Operation::kMultiply, "multiply_int64", "ii:i"},
    {"_*_", Operation::kMultiply, "multiply_uint64", "uu:u"},
    {"_*_", Operation::kMultiply, "multiply_double", "dd:d"},
    {"_/_", Operation::kDivide, "divide_int64", "ii:i"},
    {"_/_", Operation::kDivide, "divide_uint64", "uu:u"},
    {"_/_", Operation::kDivide, "divide_double", "dd:d"},
    {"_%_", Operation::kModulo, "modulo_int64", "ii:i"},
    {"_%_", Operation::kModulo, "modulo_uint64", "uu:u"},
    {"_==_", Operation::kEqual, "equals", "AA:b"},
    {"_!=_", Operation::kNotEqual, "not_equals", "AA:b"},
    {"@in", Operation::kIn, "in_list", "AL:b"},
    {"@in", Operation::kIn, "in_map", "AM:b"},
    {"_[_]", Operation::kIndex, "index_list", "Li:A"},
    {"_[_]", Operation::kIndex, "index_map", "MA:B"},
    {"size", Operation::kSize, "size_string", "s:i"},
    {"size", Operation::kSize, "size_bytes", "y:i"},
    {"size", Operation::kSize, "size_list", "L:i"},
    {"size", Operation::kSize, "size_map", "M:i"},
    {"size", Operation::kSize, "string_size", ".s:i"},
    {"size", Operation::kSize, "bytes_size", ".y:i"},
    {"size", Operation::kSize, "list_size", ".L:i"},
    {"size", Operation::kSize, "map_size", ".M:i"},
    {"contains", Operation::kContains, "contains_string", ".ss:b"},
    {"startsWith", Operation::kStartsWith, "starts_with_string", ".ss:b"},
    {"endsWith", Operation::kEndsWith, "ends_with_string", ".ss:b"},
    {"matches", Operation::kMatches, "matches", "ss:b"},
    {"matches", Operation::kMatches, "matches_string", ".ss:b"},
    {"type", Operation::kType, "type", "A:T"},
    {"dyn", Operation::kDyn, "to_dyn", "A:*"},
    {"bool", Operation::kToBool, "bool_to_bool", "b:b"},
    {"bool", Operation::kToBool, "string_to_bool", "s:b"},
    {"int", Operation::kToInt, "int64_to_int64", "i:i"},
    {"int", Operation::kToInt, "uint64_to_int64", "u:i"},
    {"int", Operation::kToInt, "double_to_int64", "d:i"},
    {"int", Operation::kToInt, "string_to_int64", "s:i"},
    {"int", Operation::kToInt, "timestamp_to_int64", "t:i"},
    {"uint", Operation::kToUint, "uint64_to_uint64", "u:u"},
    {"uint", Operation::kToUint, "int64_to_uint64", "i:u"},
    {"uint", Operation::kToUint, "double_to_uint64", "d:u"},
    {"uint", Operation::kToUint, "string_to_uint64", "s:u"},
    {"double", Operation::kToDouble, "double_to_double", "d:d"},
    {"double", Operation::kToDouble, "int64_to_double", "i:d"},
    {"double", Operation::kToDouble, "uint64_to_double", "u:d"},
    {"double", Operation::kToDouble, "string_to_double", "s:d"},
    {"string", Operation::kToString, "string_to_string", "s:s"},
    {"string", Operation::kToString, "bool_to_string", "b:s"},
    {"string", Operation::kToString, "int64_to_string", "i:s"},
    {"string", Operation::kToString, "uint64_to_string", "u:s"},
    {"string", Operation::kToString, "double_to_string", "d:s"},
    {"string", Operation::kToString, "bytes_to_string", "y:s"},
    {"string", Operation::kToString, "timestamp_to_string", "t:s"},
    {"string", Operation::kToString, "duration_to_string", "r:s"},
    {"bytes", Operation::kToBytes, "bytes_to_bytes", "y:y"},
    {"bytes", Operation::kToBytes, "string_to_bytes", "s:y"},
    {"timestamp", Operation::kToTimestamp, "timestamp_to_timestamp", "t:t"},
    {"timestamp", Operation::kToTimestamp, "string_to_timestamp", "s:t"},
    {"timestamp", Operation::kToTimestamp, "int64_to_timestamp", "i:t"},
    {"duration", Operation::kToDuration, "duration_to_duration", "r:r"},
    {"duration", Operation::kToDuration, "string_to_duration", "s:r"},
    {"getHours", Operation::kGetHours, "duration_to_hours", ".r:i"},
    {"getMinutes", Operation::kGetMinutes, "duration_to_minutes", ".r:i"},
    {"getSeconds", Operation::kGetSeconds, "duration_to_seconds", ".r:i"},
    {"getMilliseconds", Operation::kGetMilliseconds, "duration_to_milliseconds", ".r:i"},
};

constexpr struct {
  std::string_view function;
  Operation operation;
  std::string_view suffix;
} kOrdering[] = {{"_<_", Operation::kLess, "less"},
                 {"_<=_", Operation::kLessEqual, "less_equals"},
                 {"_>_", Operation::kGreater, "greater"},
                 {"_>=_", Operation::kGreaterEqual, "greater_equals"}};
constexpr struct {
  std::string_view name;
  char type;
} kOrdered[] = {{"bool", 'b'},   {"int64", 'i'}, {"uint64", 'u'},    {"double", 'd'},
                {"string", 's'}, {"bytes", 'y'}, {"timestamp", 't'}, {"duration", 'r'}};

constexpr struct {
  std::string_view function;
  Operation operation;
  std::string_view id;
} kAccessors[] = {{"getFullYear", Operation::kGetFullYear, "timestamp_to_year"},
                  {"getMonth", Operation::kGetMonth, "timestamp_to_month"},
                  {"getDate", Operation::kGetDate, "timestamp_to_day_of_month_1_based"},
                  {"getDayOfMonth", Operation::kGetDayOfMonth, "timestamp_to_day_of_month"},
                  {"getDayOfWeek", Operation::kGetDayOfWeek, "timestamp_to_day_of_week"},
                  {"getDayOfYear", Operation::kGetDayOfYear, "timestamp_to_day_of_year"},
                  {"getHours", Operation::kGetHours, "timestamp_to_hours"},
                  {"getMinutes", Operation::kGetMinutes, "timestamp_to_minutes"},
                  {"getSeconds", Operation::kGetSeconds, "timestamp_to_seconds"},
                  {"getMilliseconds", Operation::kGetMilliseconds, "timestamp_to_milliseconds"}};

Type TypeOf(char letter) {
  const Type a = Type::Parameter("A");
  switch (letter) {
    case 'b':
      return TypeKind::kBool;
    case 'i':
      return TypeKind::kInt;
    case 'u':
      return TypeKind::kUint;
    case 'd':
      return TypeKind::kDouble;
    case 's':
      return TypeKind::kString;
    case 'y':
      return TypeKind::kBytes;
    case 't':
      return TypeKind::kTimestamp;
    case 'r':
      return TypeKind::kDuration;
    case 'T':
      return TypeKind::kTypeType;
    case 'A':
      return a;
    case 'B':
      return Type::Parameter("B");
    case 'L':
      return Type::List(a);
    case 'M':
      return Type::Map(a, Type::Parameter("B"));
    default:
      return TypeKind::kDyn;
  }
}

class Declarations {
 public:
  void Add(std::string_view name, Operation operation, std::string id, std::string_view signature) {
    if (functions_.empty() || functions_.back().name != name) {
      std::size_t at = 0;
      while (at < functions_.size() && functions_[at].name != name) ++at;
      if (at == functions_.size())
        functions_.push_back({std::string(name), operation, {}, nullptr});
      current_ = at;
    }
    Overload overload;
    overload.id = std::move(id);
    overload.member = signature[0] == '.';
    const std::size_t colon = signature.find(':');
    for (std::size_t i = overload.member ? 1 : 0; i < colon; ++i) {
      overload.arguments.push_back(TypeOf(signature[i]));
    }
    overload.result = TypeOf(signature[colon + 1]);
    functions_[current_].overloads.push_back(std::move(overload));
  }
  std::vector<Function> Take() { return std::move(functions_); }

 private:
  std::vector<Function> functions_;
  std::size_t current_ = 0;
};

}  // namespace

std::vector<Function> StandardFunctions() {
  Declarations all;
  for (const Declaration& d : kDeclarations) {
    all.Add(d.function, d.operation, std::string(d.id), d.signature);
  }
  for (const auto& order : kOrdering) {
    for (const auto& type : kOrdered) {
      all.Add(order.function, order.operation,
              std::string(order.suffix) + "_" + std::string(type.name),
              std::string{type.type, type.type, ':', 'b'});
    }
  }
  for (const auto& accessor : kAccessors) {
    all.Add(accessor.function, accessor.operation, std::string(accessor.id), ".t:i");
    all.Add(accessor.function, accessor.operation, std::string(accessor.id) + "_with_tz", ".ts:i");
  }
  return all.Take();
}

std::string SpokenName(std::string_view function) {
  if (function == "@in") return "in";
  if (function == "_[_]") return "[]";
  std::string name(function);
  if (name.size() > 1 && (name.front() == '_' || name.back() == '_') &&
      name.find_first_of("+-*/%<>=!") != std::string::npos) {
    if (name.front() == '_') name.erase(0, 1);
    if (name.back() == '_') name.pop_back();
  }
  return name;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
