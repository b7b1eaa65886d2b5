// SPDX-License-Identifier: Apache-2.0
#include "catalog/read.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "catalog/codes.h"
#include "catalog/nearest.h"
#include "catalog/repeats.h"
#include "catalog/utf8.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/util/json_util.h"
#include "re2/re2.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/mapping.pb.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::optional<CatalogFormat> FormatOfName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string extension(name.substr(dot + 1));
  absl::AsciiStrToLower(&extension);
  if (extension == "textproto" || extension == "txtpb" || extension == "pbtxt") {
    return CatalogFormat::kText;
  }
  if (extension == "json") return CatalogFormat::kJson;
  if (extension == "binpb" || extension == "pb") return CatalogFormat::kBinary;
  return std::nullopt;
}

CatalogFormat FormatOfContent(std::string_view content) {
  if (content.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    content.remove_prefix(kByteOrderMark.size());
  }
  const bool has_control = std::any_of(content.begin(), content.end(), [](unsigned char c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
  });
  if (has_control || !IsUtf8(content)) return CatalogFormat::kBinary;
  const std::size_t first = content.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && content[first] == '{' ? CatalogFormat::kJson
                                                                  : CatalogFormat::kText;
}

// Messages of parsers quote the input, which may hold anything: one line of printable UTF-8.
std::string OneLine(std::string_view text) {
  std::string line;
  bool space = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F) {
      space = !line.empty();
      continue;
    }
    if (space) line += ' ';
    space = false;
    line += c;
  }
  if (!IsUtf8(line)) {
    for (char& c : line) {
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
  }
  constexpr std::size_t kLongest = 400;
  if (line.size() > kLongest) {
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    line.resize(cut);
    line += "...";
  }
  return line;
}

// Where a parser found an unknown field, the nearest fields of that message.
std::string FieldRemedy(const std::string& parser_message) {
  static const char kPattern[] = "Message type \"([\\w.]+)\" has no field named \"([^\"]*)\"";
  std::string type, name;
  if (!RE2::PartialMatch(parser_message, kPattern, &type, &name)) return {};
  const Descriptor* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type);
  if (descriptor == nullptr) return {};
  std::vector<std::string_view> names;
  for (int i = 0; i < descriptor->field_count(); ++i) names.push_back(descriptor->field(i)->name());
  return DidYouMean(name, names);
}

class TextErrors final : public google::protobuf::io::ErrorCollector {
 public:
  TextErrors(const std::string& file, std::vector<Finding>* findings)
      : file_(file), findings_(findings) {}

  void AddError(int line, int column, const std::string& message) override {
    Finding finding;
    finding.code = Entry(Code::TEXT_MALFORMED).name;
    finding.file = file_;
    finding.line = line + 1;
    finding.column = line < 0 ? 0 : column + 1;
    finding.message = OneLine(message);
    finding.remedy = FieldRemedy(message);
    if (finding.remedy.empty()) finding.remedy = "write Protobuf text format";
    findings_->push_back(std::move(finding));
  }

 private:
  const std::string& file_;
  std::vector<Finding>* findings_;
};

// How deep brackets nest, outside of strings. Malformed JSON gives some number, no crash.
std::int64_t JsonDepth(std::string_view json) {
  std::int64_t depth = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

class Reading {
 public:
  Reading(const CatalogSource& source, const Limits& limits, std::vector<Finding>* findings)
      : source_(source), limits_(limits), findings_(findings) {}

  bool Read(Message* message, TextFormat::ParseInfoTree* places) {
    const bool large = message->GetDescriptor() == v1::Catalog::descriptor() ||
                       message->GetDescriptor() == v1::LogMapping::descriptor();
    const std::int64_t limit = large ? limits_.catalog_bytes : limits_.contact_bytes;
    if (static_cast<std::int64_t>(source_.content.size()) > limit) {
      const char* name = large ? "catalog_bytes" : "contact_bytes";
      return Fault(
          Code::OVER_LIMIT,
          absl::StrCat(source_.content.size(), " bytes are over the limit ", name, " of ", limit),
          absl::StrCat("split it, or raise Limits::", name));
    }
    // The parsers write to standard error of their own accord.
    google::protobuf::LogSilencer silence;
    switch (FormatOf(source_)) {
      case CatalogFormat::kJson:
        return ReadJson(message);
      case CatalogFormat::kBinary:
        return ReadBinary(message);
      case CatalogFormat::kText:
      case CatalogFormat::kFromName:
        break;
    }
    return ReadText(message, places);
  }

 private:
  bool Fault(Code code, std::string message, std::string remedy) {
    Finding finding;
    finding.code = Entry(code).name;
    finding.file = source_.name;
    finding.message = std::move(message);
    finding.remedy = std::move(remedy);
    findings_->push_back(std::move(finding));
    return false;
  }

  bool ReadText(Message* message, TextFormat::ParseInfoTree* places) {
    std::string_view text = Unmarked();
    TextErrors errors(source_.name, findings_);
    const std::size_t before = findings_->size();
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&errors);
    parser.WriteLocationsTo(places);
    parser.SetRecursionLimit(static_cast<int>(limits_.nesting_depth));
    google::protobuf::io::ArrayInputStream input(text.data(), static_cast<int>(text.size()));
    if (parser.Parse(&input, message)) {
      return NoneRepeated(Code::TEXT_MALFORMED, RepeatedInText(text, *message->GetDescriptor()));
    }
    if (findings_->size() > before) return false;
    return Fault(Code::TEXT_MALFORMED, "not Protobuf text format", "write Protobuf text format");
  }

  bool ReadJson(Message* message) {
    std::string_view text = Unmarked();
    const std::int64_t depth = JsonDepth(text);
    if (depth > limits_.nesting_depth) {
      return Fault(Code::OVER_LIMIT,
                   absl::StrCat("brackets nest ", depth, " deep, over the limit nesting_depth of ",
                                limits_.nesting_depth),
                   "nest less");
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return true;
    const auto status = google::protobuf::util::JsonStringToMessage(
        google::protobuf::StringPiece(text.data(), text.size()), message);
    if (status.ok()) {
      return NoneRepeated(Code::JSON_MALFORMED, RepeatedInJson(text, *message->GetDescriptor()));
    }
    // "(channels[0].mode): invalid value ...": the path is for the finding.
    std::string path, text_of_fault(status.message().data(), status.message().size());
    static const char kPattern[] = "(?s)^(?:\\(([^()]*)\\))?:? *(.*)$";
    std::string rest;
    if (RE2::FullMatch(text_of_fault, kPattern, &path, &rest)) text_of_fault = rest;
    Fault(Code::JSON_MALFORMED, OneLine(text_of_fault),
          "write the message in Protobuf's JSON mapping");
    findings_->back().path = OneLine(path);
    return false;
  }

  bool ReadBinary(Message* message) {
    google::protobuf::io::CodedInputStream input(
        reinterpret_cast<const std::uint8_t*>(source_.content.data()),
        static_cast<int>(source_.content.size()));
    input.SetRecursionLimit(static_cast<int>(limits_.nesting_depth));
    if (message->ParseFromCodedStream(&input) && input.ConsumedEntireMessage()) return true;
    return Fault(Code::BINARY_MALFORMED,
                 absl::StrCat("not the wire format of ", message->GetDescriptor()->full_name(),
                              ": cut short, of another type, with text that is not UTF-8, or "
                              "nested deeper than the limit nesting_depth of ",
                              limits_.nesting_depth),
                 "give the file an extension that says its format, or write it anew");
  }

  bool NoneRepeated(Code code, const std::vector<RepeatedField>& repeated) {
    for (const RepeatedField& field : repeated) {
      Fault(code, OneLine(absl::StrCat("\"", field.name, "\" is given twice")),
            "keep one of the two");
      findings_->back().line = field.line;
      findings_->back().column = field.column;
    }
    return repeated.empty();
  }

  std::string_view Unmarked() const {
    std::string_view text = source_.content;
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      text.remove_prefix(kByteOrderMark.size());
    }
    return text;
  }

  const CatalogSource& source_;
  const Limits& limits_;
  std::vector<Finding>* findings_;
};

}  // namespace

CatalogFormat FormatOf(const CatalogSource& source) {
  if (source.format != CatalogFormat::kFromName) return source.format;
  if (const auto format = FormatOfName(source.name)) return *format;
  return FormatOfContent(source.content);
}

absl::Status ReadMessage(const CatalogSource& source, const Limits& limits, Message* message,
                         TextFormat::ParseInfoTree* places, std::vector<Finding>* findings) {
  message->Clear();
  const std::size_t before = findings->size();
  if (Reading(source, limits, findings).Read(message, places)) return absl::OkStatus();
  message->Clear();
  return absl::InvalidArgumentError(ToString((*findings)[before]));
}

absl::Status ReadMessage(const CatalogSource& source, const Limits& limits, Message* message,
                         std::vector<Finding>* findings) {
  return ReadMessage(source, limits, message, nullptr, findings);
}

SIGNPOST_END_NAMESPACE
