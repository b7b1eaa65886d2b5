// SPDX-License-Identifier: Apache-2.0
//
// The judge: a second implementation of section 4 of the design, slow and obvious, written from the
// design and not from the engine. It works on the messages and fills every field of a decision but
// the texts for people.
#ifndef SIGNPOST_TESTS_REFERENCE_DECIDE_H_
#define SIGNPOST_TESTS_REFERENCE_DECIDE_H_

#include <map>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "tests/reference/cost.h"

namespace signpost::reference {

// Judges contacts against one valid catalog, which must outlive it. What service channels cost does
// not depend on the contact, so each is priced when it is first met and the price kept.
class Judge {
 public:
  explicit Judge(const v1::Catalog& catalog) : catalog_(catalog) {}

  v1::Decision Decide(const v1::Contact& contact, const v1::LiveState& live);

 private:
  const Price& PriceOfOnce(const v1::ServiceChannel& service_channel);

  const v1::Catalog& catalog_;
  std::map<const v1::ServiceChannel*, Price> prices_;
};

v1::Decision ReferenceDecide(const v1::Catalog& catalog, const v1::Contact& contact,
                             const v1::LiveState& live);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_DECIDE_H_
