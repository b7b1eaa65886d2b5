// SPDX-License-Identifier: Apache-2.0
#include "replay/json_lines_reader.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "replay/log_bytes.h"
#include "replay/utf8.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

// From here on two whole numbers may be read as the same double.
constexpr double kFirstInexact = 9007199254740992.0;

std::string NumberText(double number) {
  for (int digits = 15; digits < 17; ++digits) {
    std::string text = absl::StrFormat("%.*g", digits, number);
    if (std::strtod(text.c_str(), nullptr) == number) return text;
  }
  return absl::StrFormat("%.17g", number);
}

// The value at `path`: the key of that very name, else the keys between its dots. Null: absent.
const Value* Find(const Struct& object, std::string_view path) {
  const auto whole = object.fields().find(std::string(path));
  if (whole != object.fields().end()) return &whole->second;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
       dot = path.find('.', dot + 1)) {
    const auto head = object.fields().find(std::string(path.substr(0, dot)));
    if (head == object.fields().end() || !head->second.has_struct_value()) continue;
    const Value* found = Find(head->second.struct_value(), path.substr(dot + 1));
    if (found != nullptr) return found;
  }
  return nullptr;
}

// Appends a plain value to *text. Returns what is wrong with it, empty where it is plain.
std::string AppendPlain(const Value& value, std::string* text) {
  switch (value.kind_case()) {
    case Value::kStringValue:
      text->append(value.string_value());
      return {};
    case Value::kBoolValue:
      text->append(value.bool_value() ? "true" : "false");
      return {};
    case Value::kNumberValue:
      if (std::abs(value.number_value()) >= kFirstInexact) {
        return "a number of 2^53 or more, which JSON does not carry exactly: write it as text";
      }
      text->append(NumberText(value.number_value()));
      return {};
    case Value::kStructValue:
      return "an object: name the keys in it, with a dot between";
    case Value::kListValue:
      return "a list within a list";
    default:
      return "null within a list";
  }
}

// The first sentence of Protobuf's report, without its picture of the place.
std::string JsonFault(const google::protobuf::util::Status& status) {
  std::string text(status.message().data(), status.message().size());
  text = text.substr(0, text.find('\n'));
  return absl::StrCat("not a JSON object: ", text.empty() ? "cannot be parsed" : text);
}

class JsonLinesReader final : public LogReader {
 public:
  JsonLinesReader(std::unique_ptr<std::istream> input, std::string name, const LogOptions& options)
      : bytes_(std::move(input)),
        name_(std::move(name)),
        row_bytes_(static_cast<std::size_t>(std::max<std::int64_t>(options.row_bytes, 0))) {}

  absl::Status Select(const std::vector<std::string>& columns) override {
    if (selected_) return absl::FailedPreconditionError("Select was called twice");
    columns_ = columns;
    selected_ = true;
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Next(LogRow* row) override;
  std::int64_t bytes_read() const override { return bytes_.bytes_read(); }

 private:
  // Moves the next line that is not blank into line_text_ or says in *fault why not. False: none
  // is left.
  bool ReadLine(std::int64_t* line, std::string* fault);
  std::string TakeValues(std::vector<LogValue>* values) const;

  LogBytes bytes_;
  const std::string name_;
  const std::size_t row_bytes_;
  bool selected_ = false;
  std::vector<std::string> columns_;
  std::string line_text_;
  Struct object_;
};

bool JsonLinesReader::ReadLine(std::int64_t* line, std::string* fault) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  for (;;) {
    *line = bytes_.line();
    std::size_t searched = 0;
    std::size_t end = std::string_view::npos;
    for (;;) {
      end = bytes_.ahead().find('\n', searched);
      searched = bytes_.ahead().size();
      if (end != std::string_view::npos || searched > row_bytes_ || !bytes_.Fill()) break;
    }
    if (bytes_.ahead().empty()) return false;
    std::string_view text = bytes_.ahead().substr(0, end);
    if (text.size() > row_bytes_) {
      *fault = absl::StrCat("longer than the limit row_bytes (", row_bytes_, ")");
      bytes_.DropLine();
      return true;
    }
    if (bytes_.bytes_read() == 0 && text.substr(0, 3) == kByteOrderMark) text.remove_prefix(3);
    const bool blank = text.find_first_not_of(" \t\r") == std::string_view::npos;
    if (!blank) {
      *fault = TextFault(text);
      line_text_.assign(text);
    }
    bytes_.Drop(end == std::string_view::npos ? bytes_.ahead().size() : end + 1);
    if (!blank) return true;
  }
}

std::string JsonLinesReader::TakeValues(std::vector<LogValue>* values) const {
  values->resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    LogValue& out = (*values)[i];
    out.text.clear();
    out.is_list = false;
    const Value* value = Find(object_, columns_[i]);
    out.present =
        value != nullptr && !value->has_null_value() && value->kind_case() != Value::KIND_NOT_SET;
    if (!out.present) continue;
    out.is_list = value->has_list_value();
    std::string fault;
    if (out.is_list) {
      for (const Value& item : value->list_value().values()) {
        if (&item != &value->list_value().values(0)) out.text.push_back(kListJoint);
        fault = AppendPlain(item, &out.text);
        if (!fault.empty()) break;
      }
    } else {
      fault = AppendPlain(*value, &out.text);
    }
    if (!fault.empty()) return absl::StrCat("key \"", columns_[i], "\" holds ", fault);
  }
  return {};
}

absl::StatusOr<bool> JsonLinesReader::Next(LogRow* row) {
  if (!selected_) return absl::FailedPreconditionError("Select comes before Next");
  row->unreadable.clear();
  const bool any = ReadLine(&row->line, &row->unreadable);
  if (bytes_.failed()) {
    return absl::DataLossError(absl::StrCat(name_, ":", row->line, ": reading failed"));
  }
  if (!any) return false;
  if (row->unreadable.empty()) {
    object_.Clear();
    const auto status = google::protobuf::util::JsonStringToMessage(line_text_, &object_);
    if (!status.ok()) row->unreadable = JsonFault(status);
  }
  if (row->unreadable.empty()) row->unreadable = TakeValues(&row->values);
  if (!row->unreadable.empty()) row->values.clear();
  return true;
}

}  // namespace

std::unique_ptr<LogReader> NewJsonLinesReader(std::unique_ptr<std::istream> input, std::string name,
                                              const LogOptions& options) {
  return std::make_unique<JsonLinesReader>(std::move(input), std::move(name), options);
}

SIGNPOST_END_NAMESPACE
