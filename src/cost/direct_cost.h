// SPDX-License-Identifier: Apache-2.0
//
// What one contact on one service channel costs directly, on both ledgers. Components are exact
// rationals; each ledger is added up and rounded once, half to even, to micro-units, and its kinds
// are made to add up to that.
#ifndef SIGNPOST_SRC_COST_DIRECT_COST_H_
#define SIGNPOST_SRC_COST_DIRECT_COST_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/duration.pb.h"
#include "signpost/money.h"
#include "signpost/plan_view.h"
#include "signpost/v1/service.pb.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

struct CostContext {
  std::string currency;
  std::map<std::string, std::string> exchange_rates;  // Decimal, by currency code.
  Micros customer_minute_value = 0;
  bool full_cost = false;  // With PER_MONTH components.
};

struct DirectCost {
  std::array<Micros, kCostKinds> by_kind = {};  // By v1::CostKind less one.
  Micros organisation = 0;
  Micros customer = 0;
  std::int64_t customer_time = 0;  // Nanoseconds.
  bool priced = false;
  bool customer_known = false;
  bool customer_time_known = false;
};

// Of a service channel of a validated catalog; `card` may be null. Error: kOutOfRange where a cost
// reaches kMaxCost.
absl::StatusOr<DirectCost> ComputeDirectCost(const v1::ServiceChannel& service_channel,
                                             const v1::RateCard* card, const CostContext& context);

// An amount in the catalog's currency, rounded half to even. Empty where it reaches kMaxCost.
std::optional<Micros> InCatalogMicros(const v1::Money& money, const CostContext& context);

// A probability or weight in millionths, the double's exact value rounded half to even. For values
// from 0 to 1,000,000.
std::int64_t ToMillionths(double value);

// Of a valid duration within 292 years.
std::int64_t ToNanos(const google::protobuf::Duration& duration);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_DIRECT_COST_H_
