// SPDX-License-Identifier: Apache-2.0
//
// Step 3: which channels this customer can use now, and why not the others.
#ifndef SIGNPOST_TESTS_REFERENCE_AVAILABILITY_H_
#define SIGNPOST_TESTS_REFERENCE_AVAILABILITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "tests/reference/option.h"

namespace signpost::reference {

enum class Standing { kMet, kFailed, kUnknown };

// How the customer stands to one name of Channel.requires.
Standing StandingOf(const v1::Catalog& catalog, const v1::Contact& contact,
                    const std::string& requirement);

// XXH64 of channel id, a zero byte and customer id, modulo a million.
std::int64_t PilotBucket(const std::string& channel, const std::string& customer);

// Whether a reason makes an option unavailable.
bool IsBlocking(v1::ReasonCode code);

// Whether a channel requires INTERNET or MOBILE_PHONE.
bool IsDigital(const v1::Channel& channel);

// The live state of a channel; an empty message where it states none.
const v1::LiveChannel& LiveOf(const v1::LiveState& live, const std::string& channel);

// Fills everything of step 3 in every candidate of the contact's service.
void DecideAvailability(const v1::Catalog& catalog, const v1::Contact& contact,
                        const v1::LiveState& live, std::vector<Candidate>& candidates);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_AVAILABILITY_H_
