// SPDX-License-Identifier: Apache-2.0
//
// Reads any message (a part of a catalog, a contact, a live state, a mapping) from text format,
// JSON or binary: ReadMessage().
#ifndef SIGNPOST_SRC_CATALOG_READ_H_
#define SIGNPOST_SRC_CATALOG_READ_H_

#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

// kFromName is resolved by name, then by content (see CatalogFormat); others are kept.
CatalogFormat FormatOf(const CatalogSource& source);

// Reads the whole of `source` into `*message`, which is cleared first, and stays clear on failure.
// At most catalog_bytes for a Catalog and a LogMapping, contact_bytes for others; an empty source
// is an empty message. On failure adds the findings (OVER_LIMIT, TEXT_MALFORMED, JSON_MALFORMED,
// BINARY_MALFORMED) and returns InvalidArgument with the first of them as text. Writes the places
// of text format to `*places`, where that is not null. Unknown fields are an error in text format
// and JSON, and kept in binary. Safe to call from any thread.
absl::Status ReadMessage(const CatalogSource& source, const Limits& limits,
                         google::protobuf::Message* message, std::vector<Finding>* findings);
absl::Status ReadMessage(const CatalogSource& source, const Limits& limits,
                         google::protobuf::Message* message,
                         google::protobuf::TextFormat::ParseInfoTree* places,
                         std::vector<Finding>* findings);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_READ_H_
