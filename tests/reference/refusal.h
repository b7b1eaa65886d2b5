// SPDX-License-Identifier: Apache-2.0
//
// Why a contact cannot be decided.
#ifndef SIGNPOST_TESTS_REFERENCE_REFUSAL_H_
#define SIGNPOST_TESTS_REFERENCE_REFUSAL_H_

#include <string>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"

namespace signpost::reference {

// The code of the first fault, in the order in which faults are looked for; empty: none.
std::string RefusalOf(const v1::Catalog& catalog, const v1::Contact& contact);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_REFUSAL_H_
