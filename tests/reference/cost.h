// SPDX-License-Identifier: Apache-2.0
//
// Step 4: what one service channel costs both sides, of a visit and end to end.
#ifndef SIGNPOST_TESTS_REFERENCE_COST_H_
#define SIGNPOST_TESTS_REFERENCE_COST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "tests/reference/chain.h"

namespace signpost::reference {

// Of a visit, where PriceOf gives it; of all that a contact comes to, in a Forecast.
struct Price {
  bool priced = false;          // Of the organisation's ledger.
  bool customer_known = false;  // Of the customer's.
  // Micro-units by CostKind; of a ledger that is not known they mean nothing.
  std::array<std::int64_t, v1::CostKind_ARRAYSIZE> by_kind{};
  std::optional<std::int64_t> customer_time_nanos;

  // Millionths.
  bool completion_known = false;
  std::int64_t completion = 1'000'000;
  std::int64_t satisfaction = 1'000'000;

  std::int64_t organisation_cost() const;
  std::int64_t customer_cost() const;
};

bool IsCustomerKind(v1::CostKind kind);

Price PriceOf(const v1::Catalog& catalog, const v1::ServiceChannel& service_channel);

// What the visits to one channel add to a contact.
struct Step {
  std::size_t place = 0;    // In catalog order of the service's channels.
  std::int64_t visits = 0;  // Millionths.
  std::int64_t organisation_cost = 0, customer_cost = 0;
};

// What a contact that starts on one channel comes to in the end.
struct Forecast {
  Price total;
  std::int64_t direct_cost = 0;  // The organisation's, of the first visit.
  std::int64_t contacts = 0;     // Millionths.
  std::optional<std::int64_t> standard_deviation;
  std::vector<Step> steps;
};

// One service with all its channels, in catalog order.
struct Journeys {
  Chain chain;
  std::vector<Price> prices;  // Of a visit.
  std::vector<Real> deviations;
};
Journeys JourneysOf(const std::vector<const v1::ServiceChannel*>& channels,
                    const std::vector<Price>& prices);

// Of a contact that starts at `start`. `assistant`: what a visit costs with the staff who complete
// it for the customer, at every visit to `start`, on top; how it ends is the self-service channel's
// own. `given_up`, millionths: of the first step, live.
Forecast ForecastOf(const Journeys& journeys, std::size_t start, const Price* assistant,
                    std::int64_t given_up);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_COST_H_
