// SPDX-License-Identifier: Apache-2.0
#include "route/script.h"

#include <tuple>

#include "absl/strings/match.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

// 3 the very language, 2 its primary subtag, 1 a script without language, 0 another language.
int LanguageFit(std::string_view script, std::string_view customer) {
  if (script.empty()) return customer.empty() ? 3 : 1;
  if (absl::EqualsIgnoreCase(View(script), View(customer))) return 3;
  return absl::EqualsIgnoreCase(View(script), View(customer.substr(0, customer.find('-')))) ? 2 : 0;
}

}  // namespace

std::string_view FindScript(const PlanView& plan, const ScriptQuery& query) {
  const ScriptRow* best = nullptr;
  std::tuple<bool, bool, int> best_fit;
  for (const ScriptRow& row : plan.scripts) {
    if (row.kind != static_cast<std::uint8_t>(query.kind) || row.requirement != query.requirement ||
        (row.channel != kNone && row.channel != query.channel) ||
        (row.service != kNone && row.service != query.service)) {
      continue;
    }
    const std::tuple<bool, bool, int> fit(row.channel != kNone, row.service != kNone,
                                          LanguageFit(plan.Text(row.language), query.language));
    if (best == nullptr || fit > best_fit) {
      best = &row;
      best_fit = fit;
    }
  }
  return best == nullptr ? std::string_view() : plan.Text(best->text);
}

SIGNPOST_END_NAMESPACE
