// SPDX-License-Identifier: Apache-2.0
//
// Catalogs: read from text format, JSON or binary, merged from several files, validated.
//
// -----------------------------------------------------------------------------------------------
// FROM FILES
//
//   absl::StatusOr<std::vector<signpost::CatalogSource>> sources =
//       signpost::ReadCatalogFiles({"catalog/"}, signpost::Limits{});
//   if (!sources.ok()) return sources.status();          // No such file, not readable, too big.
//
//   signpost::CatalogResult result = signpost::LoadCatalog(*sources);
//   for (const signpost::Finding& finding : result.findings) {
//     std::cerr << signpost::ToString(finding) << "\n";  // All that is wrong, not the first thing.
//   }
//   if (!result.catalog) return 1;                       // Some finding is an error.
//
// FROM MEMORY, several sources make one catalog:
//
//   signpost::LoadCatalog({{"channels.textproto", text}, {"costs.json", json}});
//
// BUILT IN CODE:
//
//   signpost::v1::Catalog message;
//   message.set_currency("GBP");
//   ...
//   signpost::CatalogResult result = signpost::ValidateCatalog(std::move(message));
//
// MERGING: lists are joined in the order of the sources. A field that is not a list (revision,
// currency, time_zone, policy) may be given by several sources only with the same value.
// -----------------------------------------------------------------------------------------------
#ifndef SIGNPOST_CATALOG_H_
#define SIGNPOST_CATALOG_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "signpost/finding.h"
#include "signpost/limits.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

enum class CatalogFormat {
  // By the name's extension: .textproto, .txtpb, .pbtxt are text; .json is JSON; .binpb, .pb are
  // binary. Any other name by its content: a byte that no text holds (below a space, but for tab
  // and line ends) or that is not UTF-8 means binary, else a first character { means JSON, else
  // text. Every valid catalog and contact in binary has such a byte.
  kFromName,
  // Protobuf text format.
  kText,
  // Protobuf's JSON mapping.
  kJson,
  // Protobuf's wire format.
  kBinary,
};

struct CatalogSource {
  // For findings, and for kFromName. Need not be a file.
  std::string name;
  std::string content;
  CatalogFormat format = CatalogFormat::kFromName;
};

struct CatalogOptions {
  Limits limits;
  // Warnings about guarantees (a service without a live digital channel or with nothing but, a
  // service channel without owners, a service that nothing serves, a rule that leaves a service no
  // channel) become errors.
  bool strict = false;
};

struct RuleSet;

// A validated catalog. Immutable; copies share one message and are cheap; safe to use from any
// number of threads.
class Catalog {
 public:
  // Copying is moving: a catalog is never empty.
  Catalog(const Catalog&) = default;
  Catalog& operator=(const Catalog&) = default;

  // What was loaded, merged. Lives as long as any copy of this catalog.
  const v1::Catalog& message() const { return *message_; }

  // The conditions of its rules, as they were checked; for CompilePlan().
  const std::shared_ptr<const RuleSet>& rules() const { return rules_; }

 private:
  friend class CatalogValidation;
  Catalog(v1::Catalog message, std::shared_ptr<const RuleSet> rules)
      : message_(std::make_shared<const v1::Catalog>(std::move(message))),
        rules_(std::move(rules)) {}

  std::shared_ptr<const v1::Catalog> message_;
  std::shared_ptr<const RuleSet> rules_;
};

struct CatalogResult {
  // Set where no finding is an error.
  std::optional<Catalog> catalog;
  // All of them, up to Limits::findings_reported, by source, line and column. Without line: in the
  // order of the catalog's topics.
  std::vector<Finding> findings;
};

// Reads, merges and validates. Never fails otherwise than by findings: malformed input, an empty
// list of sources, limits that contradict each other. If a source cannot be read, the findings are
// those of reading all sources, and nothing is validated. Pure, safe to call from any thread.
CatalogResult LoadCatalog(const std::vector<CatalogSource>& sources,
                          const CatalogOptions& options = {});

// The same for a catalog built in code. Findings have no file, and paths into the message.
CatalogResult ValidateCatalog(v1::Catalog message, const CatalogOptions& options = {});

// Reads files into memory, in the order given. A directory stands for the files in it (not in
// folders below) with an extension of CatalogFormat::kFromName, in byte order of their names.
// Errors: NotFound for what is not there and for a directory without such files, PermissionDenied
// for what cannot be opened, ResourceExhausted for more than Limits::catalog_bytes (seen before it
// is read), InvalidArgument for no path or something that is neither file nor directory, Internal
// where reading fails.
absl::StatusOr<std::vector<CatalogSource>> ReadCatalogFiles(const std::vector<std::string>& paths,
                                                            const Limits& limits);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_CATALOG_H_
