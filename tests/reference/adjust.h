// SPDX-License-Identifier: Apache-2.0
//
// What rules make of the direct cost of a channel, kind by kind, before anything is added to it or
// follows from it.
#ifndef SIGNPOST_TESTS_REFERENCE_ADJUST_H_
#define SIGNPOST_TESTS_REFERENCE_ADJUST_H_

#include <vector>

#include "signpost/v1/rule.pb.h"
#include "tests/reference/cost.h"

namespace signpost::reference {

// `direct` is the cost of one service channel by kind, `adjustments` all that concern its channel,
// in the order of their rules. A ledger in which an amount, on its way or at its end, or the total
// is beyond 2^60 micro-units is not known any more.
Price Adjusted(const Price& direct, const std::vector<const v1::Adjust*>& adjustments);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_ADJUST_H_
