// SPDX-License-Identifier: Apache-2.0
//
// Step 7: who owns the recommended channel.
#ifndef SIGNPOST_TESTS_REFERENCE_OWNERS_H_
#define SIGNPOST_TESTS_REFERENCE_OWNERS_H_

#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/decision.pb.h"

namespace signpost::reference {

// For each aspect and responsibility, in the order of their enums, those participations of the most
// specific scope that says anything, in catalog order and without repeats.
std::vector<v1::Owner> OwnersOf(const v1::Catalog& catalog, const std::string& service,
                                const std::string& channel);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_OWNERS_H_
