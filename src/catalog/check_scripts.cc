// SPDX-License-Identifier: Apache-2.0
//
// What staff say.
#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// The shape of BCP 47 (RFC 5646), not its registry: subtags of 1 to 8 letters and digits, the
// first of 2 to 8 letters, or x or i before others.
bool IsLanguageTag(const std::string& tag) {
  std::size_t begin = 0;
  for (int subtag = 0;; ++subtag) {
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    const std::size_t length = end - begin;
    if (length < 1 || length > 8) return false;
    for (std::size_t i = begin; i < end; ++i) {
      const char c = tag[i];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      const bool digit = c >= '0' && c <= '9';
      if (!letter && (subtag == 0 || !digit)) return false;
    }
    const bool last = end == tag.size();
    if (subtag == 0 && length == 1 &&
        (last || std::string("xXiI").find(tag[begin]) == std::string::npos)) {
      return false;
    }
    // A single letter or digit introduces others.
    if (last) return length > 1 || (subtag > 0 && (tag[0] == 'x' || tag[0] == 'X'));
    begin = end + 1;
  }
}

}  // namespace

void CheckScripts(const CheckContext& context) {
  const Path root;
  Report& report = *context.report;
  for (int i = 0; i < context.catalog.scripts_size(); ++i) {
    const v1::Script& script = context.catalog.scripts(i);
    const Path path = root.At("scripts", i);
    ResolveOptional(context, context.index.channels, "channel", script.channel(),
                    path.At("channel"));
    ResolveOptional(context, context.index.services, "service", script.service(),
                    path.At("service"));
    if (script.text().empty()) {
      report.Add(Code::FIELD_MISSING, path.At("text"), "no text", "write what staff say");
    }
    if (!script.language().empty() && !IsLanguageTag(script.language())) {
      report.Add(Code::LANGUAGE_MALFORMED, path.At("language"),
                 absl::StrCat("\"", script.language(), "\" is no language tag"),
                 "give a BCP 47 tag, as \"en\" or \"cy-GB\"");
    }
    const bool asks = script.kind() == v1::SCRIPT_KIND_ASK;
    if (asks && script.requirement().empty()) {
      report.Add(Code::SCRIPT_REQUIREMENT, path.At("requirement"),
                 "an ASK script without a requirement", "name what it asks after, as INTERNET");
    } else if (!asks && !script.requirement().empty()) {
      report.Add(Code::SCRIPT_REQUIREMENT, path.At("requirement"),
                 "only an ASK script has a requirement",
                 "take it out, or set the kind to SCRIPT_KIND_ASK");
    } else if (asks) {
      std::string remedy;
      if (!IsRequirement(context, script.requirement(), &remedy)) {
        report.Add(Code::REQUIREMENT_UNKNOWN, path.At("requirement"),
                   absl::StrCat("\"", script.requirement(), "\" is no requirement"),
                   std::move(remedy));
      }
    }
  }
}

SIGNPOST_END_NAMESPACE
