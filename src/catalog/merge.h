// SPDX-License-Identifier: Apache-2.0
//
// Several sources to one catalog message: ReadAndMerge().
#ifndef SIGNPOST_SRC_CATALOG_MERGE_H_
#define SIGNPOST_SRC_CATALOG_MERGE_H_

#include <vector>

#include "catalog/places.h"
#include "catalog/report.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

// Reads every source and joins them into `*merged`, with the places of all in `*places`. Faults go
// to the report; returns whether all could be read and fit together.
bool ReadAndMerge(const std::vector<CatalogSource>& sources, const Limits& limits,
                  v1::Catalog* merged, Places* places, Report* report);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_MERGE_H_
