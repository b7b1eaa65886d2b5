// SPDX-License-Identifier: Apache-2.0
//
// Collects findings about a catalog: counts all, keeps as many as the limit allows, errors first.
#ifndef SIGNPOST_SRC_CATALOG_REPORT_H_
#define SIGNPOST_SRC_CATALOG_REPORT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/codes.h"
#include "catalog/path.h"
#include "catalog/places.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

class Report {
 public:
  // `options` and `places` must outlive the report.
  Report(const CatalogOptions& options, const Places& places)
      : options_(options), places_(places) {}

  // The message that paths speak of; must outlive the calls of Add.
  void SetMessage(const google::protobuf::Message* message) { message_ = message; }

  // A finding about a field of the message.
  void Add(Code code, const Path& path, std::string message, std::string remedy);
  // A finding whose place is known.
  void AddAt(Code code, const Place& place, std::string message, std::string remedy,
             std::string excerpt = "");
  // OVER_LIMIT: `what` is the number of what the path names.
  void AddOverLimit(const Path& path, std::string_view limit_name, std::int64_t limit,
                    std::int64_t value);
  // Findings of reading, in order, of the source with this index.
  void Append(int source, std::vector<Finding> findings);

  Place PlaceOf(const Path& path) const;
  // Of the source that the place is in, where it is text format; else empty.
  std::string_view TextAt(const Place& place) const { return places_.Text(place.source); }

  // Whether a further finding with this code would be listed: what is dear to say need not be said
  // otherwise. It must be added all the same, to be counted.
  bool Keeps(Code code) const;
  bool has_errors() const { return errors_.count > 0; }

  // All that is listed, sorted, with the count of the rest. Call once.
  std::vector<Finding> Take();

 private:
  struct Entry {
    int source;
    Finding finding;
  };
  struct Kept {
    std::vector<Entry> entries;
    std::int64_t count = 0;
  };

  Severity SeverityOf(Code code) const;
  Kept& KeptOf(Severity severity) { return severity == Severity::kError ? errors_ : warnings_; }

  const CatalogOptions& options_;
  const Places& places_;
  const google::protobuf::Message* message_ = nullptr;
  Kept errors_;
  Kept warnings_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_REPORT_H_
