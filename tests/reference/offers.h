// SPDX-License-Identifier: Apache-2.0
//
// Step 6: cheaper channels that the customer is invited to, those that have yet to earn it, and
// what honouring the preference costs.
#ifndef SIGNPOST_TESTS_REFERENCE_OFFERS_H_
#define SIGNPOST_TESTS_REFERENCE_OFFERS_H_

#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "tests/reference/option.h"

namespace signpost::reference {

// `ranked` is in the order of the answer and its first option is available. Fills offers,
// design_gaps and price_of_preference. Of scripts only those that a rule supplies.
void MakeOffers(const v1::Catalog& catalog, const v1::Contact& contact,
                const std::vector<Candidate>& ranked, v1::Decision& decision);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_OFFERS_H_
