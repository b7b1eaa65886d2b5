// SPDX-License-Identifier: Apache-2.0
#include "signpost/finding.h"

#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

std::string ToString(const Finding& finding) {
  std::string text = finding.file;
  if (finding.line > 0) {
    absl::StrAppend(&text, ":", finding.line, ":", finding.column, ": ");
  } else {
    if (!text.empty()) text += ": ";
    if (!finding.path.empty()) absl::StrAppend(&text, finding.path, ": ");
  }
  absl::StrAppend(&text,
                  finding.severity == Severity::kError ? "error: " : "warning: ", finding.message);
  if (!finding.remedy.empty()) absl::StrAppend(&text, "; ", finding.remedy);
  absl::StrAppend(&text, " [", finding.code, "]");
  return text;
}

SIGNPOST_END_NAMESPACE
