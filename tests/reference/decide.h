// SPDX-License-Identifier: Apache-2.0
//
// The judge: a second implementation of sections 4 and 5 of the design, slow and obvious, written
// from the design and not from the engine. It works on the messages and fills every field of a
// decision but the texts for people; of scripts it has those that a rule supplies.
#ifndef SIGNPOST_TESTS_REFERENCE_DECIDE_H_
#define SIGNPOST_TESTS_REFERENCE_DECIDE_H_

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "tests/reference/cost.h"
#include "tests/reference/rules.h"

namespace signpost::reference {

// Judges contacts against one valid catalog, which must outlive it. Conditions are compiled once.
// What a service channel costs and who owns it does not depend on the contact: it is found when it
// is first asked for, and kept.
class Judge {
 public:
  explicit Judge(const v1::Catalog& catalog) : catalog_(catalog), rules_(catalog) {}

  v1::Decision Decide(const v1::Contact& contact, const v1::LiveState& live);

 private:
  const Price& PriceOnce(const v1::ServiceChannel& service_channel);
  const Journeys& JourneysOnce(const std::string& service,
                               const std::vector<const v1::ServiceChannel*>& channels);
  const std::vector<v1::Owner>& OwnersOnce(const std::string& service, const std::string& channel);

  const v1::Catalog& catalog_;
  Rules rules_;
  std::map<const v1::ServiceChannel*, Price> prices_;
  std::map<std::string, Journeys> journeys_;  // By service.
  // By service, start, assistant (-1: none) and live abandonment; where no rule adjusts a cost.
  std::map<std::tuple<std::string, std::size_t, std::ptrdiff_t, std::int64_t>, Forecast> forecasts_;
  std::map<std::pair<std::string, std::string>, std::vector<v1::Owner>> owners_;
};

v1::Decision ReferenceDecide(const v1::Catalog& catalog, const v1::Contact& contact,
                             const v1::LiveState& live);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_DECIDE_H_
