// SPDX-License-Identifier: Apache-2.0
//
// A step of Route(): cheaper channels that are no worse for this customer (G4), and those that
// would have to become so. Standard library only. There is nothing to call here: see route.h.
#ifndef SIGNPOST_ROUTE_OFFERS_H_
#define SIGNPOST_ROUTE_OFFERS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "signpost/decision.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"
#include "signpost/rule_effects.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

namespace internal {

// What speaks against offering a cheaper option instead of the recommended one (guarantee G4).
inline std::uint32_t FindGapCauses(const Request& request, const OptionRow& row,
                                   const OptionResult& cheaper,
                                   const OptionResult& recommended) noexcept {
  const Estimate& its = cheaper.estimate;
  const Estimate& present = recommended.estimate;
  const bool costs_known = its.customer_cost_known && present.customer_cost_known;
  const bool completion_known = its.completion_known && present.completion_known;
  std::uint32_t causes = 0;
  if (costs_known &&
      its.customer_cost + its.wait_cost > present.customer_cost + present.wait_cost) {
    causes |= GapBit(GapCause::kWorseCustomerCost);
  }
  if (completion_known && its.completion < present.completion)
    causes |= GapBit(GapCause::kWorseCompletion);
  if (!costs_known || !completion_known) causes |= GapBit(GapCause::kUnknown);
  if ((row.flags & kCommunicationsLive) == 0) causes |= GapBit(GapCause::kCommunicationsNotLive);
  if ((row.flags & kStaffTrained) == 0) causes |= GapBit(GapCause::kStaffNotTrained);
  if ((request.declined & Bit(cheaper.channel)) != 0) causes |= GapBit(GapCause::kDeclined);
  if ((request.tried & Bit(cheaper.channel)) != 0) causes |= GapBit(GapCause::kAlreadyTried);
  return causes;
}

// Puts an entry in its place: largest saving first, catalog order among equals.
template <typename Entry>
inline void InsertBySaving(const Entry& entry, std::array<Entry, kMaxChannels>* list,
                           std::uint8_t* count) noexcept {
  std::size_t at = (*count)++;
  for (; at > 0 && (*list)[at - 1].saving < entry.saving; --at) (*list)[at] = (*list)[at - 1];
  (*list)[at] = entry;
}

// Fills offers, gaps and the price of preference.
inline void MakeOffers(const PolicyRow& policy, const Request& request, const RuleEffects& effects,
                       Slice<OptionRow> rows, Decision* decision) noexcept {
  const OptionResult& recommended = decision->options[decision->order[0]];
  if (!recommended.estimate.priced) return;
  Micros cheapest = recommended.estimate.organisation_cost;
  for (std::size_t i = 0; i < rows.size; ++i) {
    OptionResult& option = decision->options[i];
    if (!option.available || !option.estimate.priced) continue;
    const bool rule_offers = (effects.offered & Bit(option.channel)) != 0;
    if (rule_offers)
      option.offer_script = static_cast<std::int32_t>(effects.script[option.channel]);
    const Micros saving =
        recommended.estimate.organisation_cost - option.estimate.organisation_cost;
    if (option.estimate.organisation_cost < cheapest) cheapest = option.estimate.organisation_cost;
    if (saving <= 0 || (saving < policy.minimum_saving && !rule_offers)) continue;
    const std::uint32_t causes = FindGapCauses(request, rows[i], option, recommended);
    if (causes == 0) {
      InsertBySaving(OfferResult{saving, option.channel}, &decision->offers,
                     &decision->offer_count);
    } else {
      InsertBySaving(GapResult{saving, causes, option.channel}, &decision->gaps,
                     &decision->gap_count);
    }
  }
  if (decision->offer_count > policy.maximum_offers) {
    decision->offer_count = static_cast<std::uint8_t>(policy.maximum_offers);
  }
  decision->price_of_preference_known = true;
  decision->price_of_preference = recommended.estimate.organisation_cost - cheapest;
}

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROUTE_OFFERS_H_
