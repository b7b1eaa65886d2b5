// SPDX-License-Identifier: Apache-2.0
#include "catalog/repeats.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::io::Tokenizer;

class NoErrors final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int, int, const std::string&) override {}
};

class TextRepeats {
 public:
  explicit TextRepeats(std::string_view text)
      : input_(text.data(), static_cast<int>(text.size())), tokens_(&input_, &errors_) {
    // As the text format's own parser reads.
    tokens_.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
    tokens_.set_allow_f_after_float(true);
    tokens_.set_require_space_after_number(false);
    tokens_.set_allow_multiline_strings(true);
    tokens_.Next();
  }

  std::vector<RepeatedField> Find(const Descriptor& type) {
    Message(&type);
    return std::move(found_);
  }

 private:
  bool At(const char* symbol) { return tokens_.current().text == symbol; }
  bool AtEnd() { return tokens_.current().type == Tokenizer::TYPE_END; }

  // `type` is null where it is not known. As deep as the input, which the parser has bounded.
  void Message(const Descriptor* type) {
    absl::flat_hash_set<const FieldDescriptor*> seen;
    while (!AtEnd() && !At("}") && !At(">")) {
      if (At(",") || At(";")) {
        tokens_.Next();
        continue;
      }
      const Tokenizer::Token name = tokens_.current();
      const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(name.text);
      if (field != nullptr && !field->is_repeated() && !seen.insert(field).second) {
        found_.push_back({name.text, name.line + 1, name.column + 1});
      }
      tokens_.Next();
      if (At(":")) tokens_.Next();
      Value(field);
    }
  }

  void Value(const FieldDescriptor* field) {
    if (At("[")) {
      tokens_.Next();
      while (!AtEnd() && !At("]")) {
        if (At(",")) {
          tokens_.Next();
        } else {
          Value(field);
        }
      }
      tokens_.Next();
    } else if (At("{") || At("<")) {
      tokens_.Next();
      Message(field == nullptr ? nullptr : field->message_type());
      tokens_.Next();
    } else {
      if (At("-")) tokens_.Next();
      const bool is_string = tokens_.current().type == Tokenizer::TYPE_STRING;
      tokens_.Next();
      while (is_string && tokens_.current().type == Tokenizer::TYPE_STRING) tokens_.Next();
    }
  }

  NoErrors errors_;
  google::protobuf::io::ArrayInputStream input_;
  Tokenizer tokens_;
  std::vector<RepeatedField> found_;
};

std::string CamelCase(const std::string& name) {
  std::string camel;
  bool upper = false;
  for (const char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    camel += upper ? absl::ascii_toupper(c) : c;
    upper = false;
  }
  return camel;
}

}  // namespace

std::vector<RepeatedField> RepeatedInText(std::string_view text, const Descriptor& type) {
  return TextRepeats(text).Find(type);
}

std::vector<RepeatedField> RepeatedInJson(std::string_view json, const Descriptor& type) {
  bool has_map = false;
  for (int i = 0; i < type.field_count(); ++i) has_map = has_map || type.field(i)->is_map();
  std::vector<RepeatedField> found;
  // The keys of each open bracket; those of a list stay empty.
  std::vector<absl::flat_hash_set<std::string>> open;
  int line = 1;
  std::size_t line_begin = 0;
  // The last word or string: a key, if a colon follows.
  RepeatedField last;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '\n') {
      ++line;
      line_begin = i + 1;
    } else if (c == '{' || c == '[') {
      open.emplace_back();
    } else if (c == '}' || c == ']') {
      if (!open.empty()) open.pop_back();
    } else if (c == ':') {
      std::string key = has_map ? last.name : CamelCase(last.name);
      if (!open.empty() && !open.back().insert(std::move(key)).second) found.push_back(last);
    } else if (c != ',' && static_cast<unsigned char>(c) > ' ') {
      const std::size_t begin = i;
      last.line = line;
      last.column = static_cast<int>(i - line_begin) + 1;
      if (c == '"' || c == '\'') {
        for (++i; i < json.size() && json[i] != c; ++i) {
          if (json[i] == '\\') ++i;
        }
        last.name = json.substr(begin + 1, std::min(i, json.size()) - begin - 1);
      } else {
        constexpr std::string_view kEnds = "{}[]:,\"' \t\r\n";
        while (i + 1 < json.size() && kEnds.find(json[i + 1]) == std::string_view::npos) ++i;
        last.name = json.substr(begin, i + 1 - begin);
      }
    }
  }
  return found;
}

SIGNPOST_END_NAMESPACE
