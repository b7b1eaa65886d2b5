// SPDX-License-Identifier: Apache-2.0
//
// What holds for every value of a type, wherever it stands: CheckValues() walks the whole message.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "catalog/utf8.h"
#include "cost/money.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Long text for people; every other string is an id or a short word.
bool IsText(const FieldDescriptor& field) {
  const std::string_view name = field.name();
  if (name == "name") return field.containing_type() != v1::AttributeDeclaration::descriptor();
  return name == "description" || name == "text" || name == "note" || name == "source" ||
         name == "type_name" || name == "condition" || name == "string_value";
}

// Where an amount may also be taken off.
bool MayBeNegative(const FieldDescriptor& field) {
  return field.containing_type() == v1::Adjust::descriptor() ||
         field.containing_type() == v1::Weigh::descriptor();
}

// Types whose unknown values change nothing that is decided.
bool MayBeUnknown(const FieldDescriptor& field) {
  return field.enum_type() == v1::ChannelType_descriptor() ||
         field.enum_type() == v1::ServicePurpose_descriptor();
}

class ValueWalk {
 public:
  ValueWalk(const Limits& limits, Report* report) : limits_(limits), report_(report) {}

  void Walk(const Message& message, const Path& path, std::int64_t depth) {
    if (depth > limits_.nesting_depth) {
      report_->AddOverLimit(path, "nesting_depth", limits_.nesting_depth, depth);
      return;
    }
    if (message.GetDescriptor() == google::protobuf::Duration::descriptor()) {
      CheckDuration(static_cast<const google::protobuf::Duration&>(message), path);
      return;
    }
    if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
      CheckTimestamp(static_cast<const google::protobuf::Timestamp&>(message), path);
      return;
    }
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
      for (int i = 0; i < size; ++i) {
        CheckField(message, *field, i,
                   path.At(field->name().c_str(), field->is_repeated() ? i : -1), depth);
      }
    }
  }

 private:
  void CheckField(const Message& message, const FieldDescriptor& field, int index, const Path& path,
                  std::int64_t depth) {
    const Reflection& reflection = *message.GetReflection();
    const bool list = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        const Message& inside = list ? reflection.GetRepeatedMessage(message, &field, index)
                                     : reflection.GetMessage(message, &field);
        if (field.message_type() == v1::Money::descriptor()) {
          CheckMoney(static_cast<const v1::Money&>(inside), MayBeNegative(field), path);
        } else {
          Walk(inside, path, depth + 1);
        }
        break;
      }
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        CheckString(list ? reflection.GetRepeatedStringReference(message, &field, index, &scratch)
                         : reflection.GetStringReference(message, &field, &scratch),
                    IsText(field), path);
        break;
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = list ? reflection.GetRepeatedEnumValue(message, &field, index)
                                : reflection.GetEnumValue(message, &field);
        if (field.enum_type()->FindValueByNumber(number) == nullptr && !MayBeUnknown(field)) {
          report_->Add(
              Code::ENUM_UNKNOWN, path,
              absl::StrCat(number, " is no ", field.enum_type()->name(), " of this version"),
              absl::StrCat("use one of ", field.enum_type()->value(1)->name(), " to ",
                           field.enum_type()->value(field.enum_type()->value_count() - 1)->name()));
        }
        break;
      }
      case FieldDescriptor::CPPTYPE_DOUBLE: {
        const double number = list ? reflection.GetRepeatedDouble(message, &field, index)
                                   : reflection.GetDouble(message, &field);
        if (!std::isfinite(number)) {
          report_->Add(Code::NUMBER_MALFORMED, path,
                       absl::StrCat(field.name(), " is ", number, ", not a finite number"),
                       "give a finite number, or leave it out");
        }
        break;
      }
      default:
        break;
    }
  }

  void CheckString(const std::string& text, bool is_text, const Path& path) {
    std::int64_t limit = is_text ? limits_.text_bytes : limits_.id_bytes;
    if (std::string_view(path.field()) == "condition") limit = INT64_MAX;  // CheckRules looks.
    const auto size = static_cast<std::int64_t>(text.size());
    if (size > limit) {
      report_->AddOverLimit(path, is_text ? "text_bytes" : "id_bytes", limit, size);
    }
    if (!IsUtf8(text)) {
      report_->Add(Code::STRING_MALFORMED, path, "not valid UTF-8", "write it in UTF-8");
      return;
    }
    const auto is_control = [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_text && (c == '\t' || c == '\n' || c == '\r')) return false;
      return byte < ' ' || byte == 0x7F;
    };
    const auto control = std::find_if(text.begin(), text.end(), is_control);
    if (control != text.end()) {
      report_->Add(Code::STRING_MALFORMED, path,
                   absl::StrCat("a control character, number ", static_cast<int>(*control),
                                ", at byte ", control - text.begin()),
                   "take it out");
    }
  }

  void CheckMoney(const v1::Money& money, bool may_be_negative, const Path& path) {
    const std::string fault = MoneyFault(money, INT64_MAX);
    if (!fault.empty()) {
      report_->Add(Code::MONEY_MALFORMED, path, fault, "write whole units and nanos of one sign");
      return;
    }
    if (!MoneyFault(money, limits_.money_units).empty()) {
      report_->AddOverLimit(path, "money_units", limits_.money_units,
                            money.units() == INT64_MIN ? INT64_MAX : std::abs(money.units()));
    }
    if (!may_be_negative && (money.units() < 0 || money.nanos() < 0)) {
      report_->Add(
          Code::MONEY_NEGATIVE, path,
          absl::StrCat("the amount ", FormatMoney(ToMicros(Clamped(money)), ""), " is below zero"),
          "give zero or more");
    }
  }

  // Within what micro-units hold, for a message only.
  static v1::Money Clamped(v1::Money money) {
    constexpr std::int64_t kMost = 1'000'000'000'000;
    money.set_units(std::max(money.units(), -kMost));
    return money;
  }

  void CheckDuration(const google::protobuf::Duration& duration, const Path& path) {
    const bool processing = std::string_view(path.field()) == "processing_time";
    const std::int64_t limit = processing ? limits_.processing_seconds : limits_.duration_seconds;
    if (duration.nanos() <= -1'000'000'000 || duration.nanos() >= 1'000'000'000) {
      report_->Add(Code::DURATION_RANGE, path,
                   absl::StrCat("nanos is ", duration.nanos(), ", outside -999999999 to 999999999"),
                   "carry whole seconds over to seconds");
    } else if (duration.seconds() < 0 || duration.nanos() < 0) {
      report_->Add(Code::DURATION_RANGE, path,
                   absl::StrCat(duration.seconds(), " s and ", duration.nanos(),
                                " ns: a duration below zero"),
                   "give zero or more");
    } else if (duration.seconds() > limit ||
               (duration.seconds() == limit && duration.nanos() > 0)) {
      report_->AddOverLimit(path, processing ? "processing_seconds" : "duration_seconds", limit,
                            duration.seconds());
    }
  }

  void CheckTimestamp(const google::protobuf::Timestamp& time, const Path& path) {
    using google::protobuf::util::TimeUtil;
    if (time.seconds() < TimeUtil::kTimestampMinSeconds ||
        time.seconds() > TimeUtil::kTimestampMaxSeconds || time.nanos() < 0 ||
        time.nanos() >= 1'000'000'000) {
      report_->Add(
          Code::TIMESTAMP_RANGE, path,
          absl::StrCat(time.seconds(), " s and ", time.nanos(),
                       " ns are outside the years 1 to 9999"),
          "give an instant as 2026-01-31T09:00:00Z, in text format its seconds since 1970");
    } else if (time.nanos() != 0) {
      report_->Add(Code::TIMESTAMP_FRACTION, path,
                   absl::StrCat("a fraction of a second, ", time.nanos(), " ns"),
                   "give whole seconds");
    }
  }

  const Limits& limits_;
  Report* report_;
};

}  // namespace

void CheckValues(const v1::Catalog& catalog, const Limits& limits, Report* report) {
  ValueWalk(limits, report).Walk(catalog, Path(), 0);
}

SIGNPOST_END_NAMESPACE
