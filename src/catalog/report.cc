// SPDX-License-Identifier: Apache-2.0
#include "catalog/report.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

Severity Report::SeverityOf(Code code) const {
  switch (signpost::Entry(code).severity) {
    case CodeSeverity::kError:
      return Severity::kError;
    case CodeSeverity::kWarning:
      return Severity::kWarning;
    case CodeSeverity::kErrorIfStrict:
      return options_.strict ? Severity::kError : Severity::kWarning;
  }
  return Severity::kError;
}

bool Report::Keeps(Code code) const {
  const Kept& kept = SeverityOf(code) == Severity::kError ? errors_ : warnings_;
  return kept.count < options_.limits.findings_reported;
}

void Report::Add(Code code, const Path& path, std::string message, std::string remedy) {
  if (!Keeps(code)) {
    ++KeptOf(SeverityOf(code)).count;
    return;
  }
  AddAt(code, PlaceOf(path), std::move(message), std::move(remedy));
}

Place Report::PlaceOf(const Path& path) const {
  return message_ == nullptr ? Place{} : places_.Find(*message_, path);
}

void Report::AddAt(Code code, const Place& place, std::string message, std::string remedy,
                   std::string excerpt) {
  const Severity severity = SeverityOf(code);
  Finding finding;
  finding.severity = severity;
  finding.code = signpost::Entry(code).name;
  finding.file = place.file;
  finding.line = place.line;
  finding.column = place.column;
  finding.path = place.path;
  finding.message = std::move(message);
  finding.remedy = std::move(remedy);
  finding.excerpt = std::move(excerpt);
  Kept& kept = KeptOf(severity);
  if (kept.count++ < options_.limits.findings_reported) {
    kept.entries.push_back({place.source, std::move(finding)});
  }
}

void Report::AddOverLimit(const Path& path, std::string_view limit_name, std::int64_t limit,
                          std::int64_t value) {
  Add(Code::OVER_LIMIT, path,
      absl::StrCat(value, " is over the limit ", std::string(limit_name), " of ", limit),
      absl::StrCat("use less, or raise Limits::", std::string(limit_name)));
}

void Report::Append(int source, std::vector<Finding> findings) {
  for (Finding& finding : findings) {
    Kept& kept = KeptOf(finding.severity);
    if (kept.count++ < options_.limits.findings_reported) {
      kept.entries.push_back({source, std::move(finding)});
    }
  }
}

std::vector<Finding> Report::Take() {
  const std::int64_t limit = std::max<std::int64_t>(options_.limits.findings_reported, 0);
  const std::int64_t errors = std::min<std::int64_t>(errors_.count, limit);
  const std::int64_t warnings = std::min<std::int64_t>(warnings_.count, limit - errors);
  std::vector<Entry> entries = std::move(errors_.entries);
  std::move(warnings_.entries.begin(), warnings_.entries.begin() + warnings,
            std::back_inserter(entries));
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.source, a.finding.line, a.finding.column) <
           std::tie(b.source, b.finding.line, b.finding.column);
  });
  std::vector<Finding> findings;
  findings.reserve(entries.size() + 1);
  for (Entry& entry : entries) findings.push_back(std::move(entry.finding));

  const std::int64_t more_errors = errors_.count - errors;
  const std::int64_t more_warnings = warnings_.count - warnings;
  if (more_errors > 0 || more_warnings > 0) {
    Finding cut;
    cut.severity = more_errors > 0 ? Severity::kError : Severity::kWarning;
    cut.code = signpost::Entry(Code::FINDINGS_CUT).name;
    cut.message = absl::StrCat("not listed: ", more_errors, " more errors and ", more_warnings,
                               " more warnings, over the limit findings_reported of ", limit);
    cut.remedy = "mend these first, or raise Limits::findings_reported";
    findings.push_back(std::move(cut));
  }
  return findings;
}

SIGNPOST_END_NAMESPACE
