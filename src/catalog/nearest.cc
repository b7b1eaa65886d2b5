// SPDX-License-Identifier: Apache-2.0
#include "catalog/nearest.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Longer names are compared by their beginning: enough to find the one that was meant.
constexpr std::size_t kCompared = 128;
constexpr std::size_t kSuggestions = 3;

// Optimal string alignment distance; `most` + 1 where it is larger than `most`.
class EditDistance {
 public:
  int operator()(std::string_view a, std::string_view b, int most) {
    const int n = static_cast<int>(a.size());
    const int m = static_cast<int>(b.size());
    if (n - m > most || m - n > most) return most + 1;
    const int far = most + 1;
    two_above_.assign(m + 1, far);
    above_.resize(m + 1);
    row_.resize(m + 1);
    for (int j = 0; j <= m; ++j) above_[j] = std::min(j, far);
    for (int i = 1; i <= n; ++i) {
      // Only the band around the diagonal can stay within `most`.
      const int from = std::max(1, i - most), to = std::min(m, i + most);
      std::fill(row_.begin(), row_.end(), far);
      if (i <= most) row_[0] = i;
      int least = row_[0];
      for (int j = from; j <= to; ++j) {
        const int change = a[i - 1] == b[j - 1] ? 0 : 1;
        int best = std::min({above_[j] + 1, row_[j - 1] + 1, above_[j - 1] + change});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          best = std::min(best, two_above_[j - 2] + 1);
        }
        row_[j] = std::min(best, far);
        least = std::min(least, row_[j]);
      }
      if (least > most) return far;
      two_above_.swap(above_);
      above_.swap(row_);
    }
    return above_[m];
  }

 private:
  std::vector<int> two_above_, above_, row_;
};

std::string Comparable(std::string_view name) {
  std::string text(name.substr(0, kCompared));
  absl::AsciiStrToLower(&text);
  return text;
}

}  // namespace

std::vector<std::string> NearestNames(std::string_view name,
                                      const std::vector<std::string_view>& candidates) {
  struct Near {
    int distance;
    std::size_t index;
  };
  const std::string wanted = Comparable(name);
  const int most = std::max<int>(1, static_cast<int>(wanted.size()) / 3);
  EditDistance distance_of;
  std::vector<Near> nearest;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const int distance = distance_of(wanted, Comparable(candidates[i]), most);
    if (distance > most) continue;
    const auto at = std::find_if(nearest.begin(), nearest.end(),
                                 [&](const Near& near) { return near.distance > distance; });
    if (at == nearest.end() && nearest.size() == kSuggestions) continue;
    nearest.insert(at, {distance, i});
    if (nearest.size() > kSuggestions) nearest.pop_back();
  }
  std::vector<std::string> names;
  for (const Near& near : nearest) names.emplace_back(candidates[near.index]);
  return names;
}

std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::vector<std::string> names = NearestNames(name, candidates);
  if (names.empty()) return {};
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : (i + 1 == names.size() ? " or " : ", "), "\"", names[i],
                    "\"");
  }
  return text + "?";
}

SIGNPOST_END_NAMESPACE
