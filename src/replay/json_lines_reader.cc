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

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "replay/line_reader.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

// From here on two whole numbers may be read as the same double.
constexpr double kFirstInexact = 9007199254740992.0;

// What Protobuf's JSON reader holds; beyond that it takes its time to say so.
constexpr int kDeepest = 100;

// How deep the brackets nest outside text.
int Depth(std::string_view json) {
  int depth = 0;
  int deepest = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

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
  while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.erase(0, 1);
  return absl::StrCat("not one JSON object on one line: ",
                      text.empty() ? "cannot be parsed" : text);
}

class JsonLinesReader final : public LogReader {
 public:
  JsonLinesReader(std::unique_ptr<std::istream> input, std::string name, const LogOptions& options)
      : lines_(std::move(input), options.row_bytes), name_(std::move(name)) {}

  absl::Status Select(const std::vector<std::string>& columns) override {
    if (selected_) return absl::FailedPreconditionError("Select was called twice");
    columns_ = columns;
    selected_ = true;
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Next(LogRow* row) override;
  std::int64_t bytes_read() const override { return lines_.bytes_read(); }

 private:
  std::string TakeValues(std::vector<LogValue>* values) const;

  LineReader lines_;
  const std::string name_;
  bool selected_ = false;
  std::vector<std::string> columns_;
  Struct object_;
};

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
  const bool any = lines_.Next();
  if (lines_.failed()) {
    return absl::DataLossError(absl::StrCat(name_, ":", lines_.line(), ": reading failed"));
  }
  if (!any) return false;
  row->line = lines_.line();
  row->unreadable = lines_.fault();
  if (row->unreadable.empty() && Depth(lines_.text()) > kDeepest) {
    row->unreadable = absl::StrCat("brackets nest more than ", kDeepest, " deep");
  }
  if (row->unreadable.empty()) {
    object_.Clear();
    const auto status = google::protobuf::util::JsonStringToMessage(lines_.text(), &object_);
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
