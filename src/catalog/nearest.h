// SPDX-License-Identifier: Apache-2.0
//
// Names that somebody may have meant: NearestNames().
#ifndef SIGNPOST_SRC_CATALOG_NEAREST_H_
#define SIGNPOST_SRC_CATALOG_NEAREST_H_

#include <string>
#include <string_view>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// At most three of the candidates that are near to `name`, by edit distance (inserted, left out,
// changed or swapped neighbours; upper and lower case are one), then in their own order. Near is
// at most a third of the name's length, and at least 1. Takes O(candidates x length).
std::vector<std::string> NearestNames(std::string_view name,
                                      const std::vector<std::string_view>& candidates);

// "did you mean A, B or C?"; empty where nothing is near.
std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_NEAREST_H_
