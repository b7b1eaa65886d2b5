// SPDX-License-Identifier: Apache-2.0
//
// What to say of a name that a plan does not have.
#ifndef SIGNPOST_SRC_ROUTE_NEAREST_NAME_H_
#define SIGNPOST_SRC_ROUTE_NEAREST_NAME_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "catalog/nearest.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// "did you mean a, b or c?", or what else there is to say.
template <typename Rows, typename NameOf>
std::string Nearest(std::string_view name, const Rows& rows, NameOf name_of) {
  std::vector<std::string_view> candidates;
  for (const auto& row : rows) candidates.push_back(name_of(row));
  const std::string suggestion = DidYouMean(name, candidates);
  if (!suggestion.empty()) return suggestion;
  constexpr std::size_t kFew = 8;
  if (candidates.empty() || candidates.size() > kFew) return "no name in the catalog is near it";
  return absl::StrCat(
      "it has ",
      absl::StrJoin(std::vector<std::string>(candidates.begin(), candidates.end()), ", "));
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_NEAREST_NAME_H_
