// SPDX-License-Identifier: Apache-2.0
//
// The guarantees of section 4 of the design as properties of a decision, whoever made it.
#ifndef SIGNPOST_TESTS_REFERENCE_GUARANTEES_H_
#define SIGNPOST_TESTS_REFERENCE_GUARANTEES_H_

#include <cstdint>
#include <string>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/live_state.pb.h"

namespace signpost::reference {

// Empty where G1 to G4 hold of a decision about this contact, whatever the rules say; otherwise the
// guarantee that does not and the channel where it does not.
std::string CheckGuarantees(const v1::Catalog& catalog, const v1::Contact& contact,
                            const v1::LiveState& live, const v1::Decision& decision);

// G5: the same catalog with other channel types, which must change no decision.
v1::Catalog RenameTypes(const v1::Catalog& catalog, std::uint64_t seed);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_GUARANTEES_H_
