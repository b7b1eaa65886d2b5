// SPDX-License-Identifier: Apache-2.0
//
// Step 5: the order of the available options, and what put the first one there.
#ifndef SIGNPOST_TESTS_REFERENCE_RANK_H_
#define SIGNPOST_TESTS_REFERENCE_RANK_H_

#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "tests/reference/option.h"

namespace signpost::reference {

// Fills everything of step 5 in every available candidate, brings the candidates into the order of
// the answer (available ones by rank, then the others in catalog order), and says why the first
// one is first.
v1::Reason Rank(const v1::Catalog& catalog, const v1::Contact& contact,
                std::vector<Candidate>& candidates);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_RANK_H_
