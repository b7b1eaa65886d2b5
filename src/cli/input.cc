// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"

#include "catalog/read.h"
#include "cli/command.h"
#include "cli/console.h"

SIGNPOST_BEGIN_NAMESPACE

void ComplainOf(const absl::Status& status) {
  Complain("signpost: error: " + std::string(status.message()));
}

std::optional<Catalog> LoadForUse(const std::vector<std::string>& paths, bool strict,
                                  int* exit_code) {
  CatalogOptions options;
  options.strict = strict;
  const absl::StatusOr<std::vector<CatalogSource>> sources =
      ReadCatalogFiles(paths, options.limits);
  if (!sources.ok()) {
    ComplainOf(sources.status());
    *exit_code = kUnusable;
    return std::nullopt;
  }
  CatalogResult result = LoadCatalog(*sources, options);
  if (result.catalog) return std::move(result.catalog);
  for (const Finding& finding : result.findings) {
    if (finding.severity == Severity::kError) Complain(ToString(finding));
  }
  Complain("signpost: error: the catalog cannot be used; signpost check lists all findings");
  *exit_code = kUnusable;
  return std::nullopt;
}

bool ReadMessageFile(const std::string& path, google::protobuf::Message* message) {
  const Limits limits;
  const absl::StatusOr<std::vector<CatalogSource>> sources = ReadCatalogFiles({path}, limits);
  if (!sources.ok()) {
    ComplainOf(sources.status());
    return false;
  }
  if (sources->size() != 1) {
    Complain("signpost: error: " + path + ": one file is wanted, not a directory of several");
    return false;
  }
  std::vector<Finding> findings;
  if (ReadMessage(sources->front(), limits, message, &findings).ok()) return true;
  for (const Finding& finding : findings) Complain(ToString(finding));
  return false;
}

SIGNPOST_END_NAMESPACE
