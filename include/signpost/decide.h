// SPDX-License-Identifier: Apache-2.0
//
// Contacts in, decisions out, as messages: the comfortable way around the hot path. A host that
// decides on every call binds once (BindContact, or Bind of request.h), calls Route() and asks for
// the message only where somebody reads it.
//
// All functions are safe to call from any number of threads.
#ifndef SIGNPOST_DECIDE_H_
#define SIGNPOST_DECIDE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "signpost/decision.h"
#include "signpost/limits.h"
#include "signpost/live_state.h"
#include "signpost/plan.h"
#include "signpost/request.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/explanation.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Binds a contact to a plan. Error: kInvalidArgument, with a message `CODE: what is wrong; what to
// do`, where CODE is one of CONTACT_TOO_LARGE, SERVICE_MISSING, UNKNOWN_SERVICE, TIME_MISSING,
// TIME_INVALID, TIME_OUTSIDE_HORIZON, UNKNOWN_CHANNEL, DUPLICATE_PREFERENCE, IDENTITY_LEVEL_RANGE,
// UNDECLARED_ATTRIBUTE, ATTRIBUTE_TYPE.
absl::StatusOr<Request> BindContact(const Plan& plan, const v1::Contact& contact,
                                    const Limits& limits = {});

// Binds live state to the channel numbers of a plan; a queue becomes the wait and abandonment of
// the next contact (live_queue.h). Errors: kInvalidArgument, an unknown channel, a channel given
// twice, a wait outside 0 to 366 days, a probability outside 0 to 1, a queue that cannot be, or a
// queue beside a wait or probability.
absl::StatusOr<LiveState> BindLiveState(const Plan& plan, const v1::LiveState& live);

// What Route() decided on a request, as a message with names and texts. `contact` is the one that
// the request was bound from: its id and language are used.
v1::Decision ToMessage(const Plan& plan, const Request& request, const Decision& decision,
                       const v1::Contact& contact);

// BindContact, Route and ToMessage in one. A contact that is refused gives a decision of status
// REFUSED with the code and text in `refusal`.
v1::Decision Decide(const Plan& plan, const v1::Contact& contact, const LiveState& live = {});

// Every rule of the plan in the order in which they apply, with what it came to, what each
// predicate of its condition did, and what the contact had. For people: not for every contact.
// Errors: those of BindContact().
absl::StatusOr<v1::Explanation> Explain(const Plan& plan, const v1::Contact& contact,
                                        const LiveState& live = {});

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_DECIDE_H_
