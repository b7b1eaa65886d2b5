// SPDX-License-Identifier: Apache-2.0
//
// Where the cheaper of two channels of a service changes, end to end, and what to fix first. For
// reports: floating point, it decides nothing.
//
//   auto report = signpost::FindBreakEven(*catalog, "council-tax", "web", "phone");
//   // report->completion: from which completion probability on the web costs no more than the
//   phone,
//   // report->customer_completion: from which it is the customer's own choice,
//   // report->design_gap: whether the organisation saves where the customer pays.
//   auto slopes = signpost::FindSensitivity(*catalog, "council-tax", "web");
//
// Money is in units of the catalog's currency, time in minutes. Both functions are pure and safe to
// call from any thread.
#ifndef SIGNPOST_BREAK_EVEN_H_
#define SIGNPOST_BREAK_EVEN_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "signpost/catalog.h"
#include "signpost/v1/cost.pb.h"
#include "signpost/v1/policy.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// For which values of something of the first channel it costs no more than the second.
struct BreakEvenPoint {
  enum class Kind {
    kAt,      // On one side of `value`.
    kAlways,  // Whatever the value.
    kNever,   // For no value in range.
  };
  Kind kind = Kind::kNever;
  double value = 0;
  // kAt: above `value`; false: below.
  bool cheaper_above = false;
};

// An amount that the catalog states.
struct StatedPrice {
  std::string channel;
  // Where it stands: components[index] of the service channel or of its rate card, or
  // capacity_rates[index] of that, whose price is that of a minute.
  enum class Place { kServiceChannel, kRateCard, kCapacityRate };
  Place place = Place::kServiceChannel;
  int index = 0;
  v1::CostKind kind = v1::COST_KIND_UNSPECIFIED;
  v1::CostBasis basis = v1::COST_BASIS_UNSPECIFIED;
  double price = 0;
  // How often it is paid a visit: 1, minutes of handling by concurrency and occupancy, ...
  double times = 0;
};

struct PriceBreakEven {
  StatedPrice stated;
  BreakEvenPoint price;
};

struct BreakEvenReport {
  // What a contact that starts there comes to. The customer's: unset, not known.
  double first_cost = 0, second_cost = 0;
  std::optional<double> first_customer_cost, second_customer_cost;
  // The organisation saves with the first channel, and it costs the customer more.
  bool design_gap = false;

  // Of the organisation's ledger. Completion is the first channel's own, of one step; what it does
  // not complete is shared between abandonment and fallbacks as stated.
  double stated_completion = 0;
  BreakEvenPoint completion;
  // Wherever between the evidence's lows and highs the amounts lie: from here on it costs no more
  // (unset: nowhere for sure), and below here it costs more (unset: nowhere for sure).
  std::optional<double> surely_cheaper_from, surely_dearer_below;
  BreakEvenPoint direct_cost;
  // AHT. Unset: no cost by the minute.
  double stated_minutes = 0;
  std::optional<BreakEvenPoint> minutes;
  // By each amount of the organisation's ledger that the first channel pays.
  std::vector<PriceBreakEven> prices;

  // Of the customer's ledger. Unset: not known; minutes of effort and travel also where they are
  // not stated or a minute is worth nothing.
  std::optional<BreakEvenPoint> customer_completion, customer_minutes;
};

// Compares what contacts about `service` come to that start on channel `first` and on `second`.
// `basis` unset: the policy's. Errors: kNotFound, the service or its channel is not there;
// kInvalidArgument, twice the same channel; kFailedPrecondition, a channel that a contact may come
// to is unpriced; kOutOfRange, a figure that does not fit.
absl::StatusOr<BreakEvenReport> FindBreakEven(const Catalog& catalog, std::string_view service,
                                              std::string_view first, std::string_view second,
                                              std::optional<v1::PolicyCostBasis> basis = {});

// What changes per unit of probability moved to completion from another way on.
struct ProbabilitySlope {
  std::string channel;  // Where.
  std::string to;       // The way: a fallback's channel; empty, abandonment.
  double probability = 0;
  double organisation_cost = 0;
  std::optional<double> customer_cost;
  double completion = 0;  // In the end.
};

// What changes per unit of an amount.
struct PriceSlope {
  StatedPrice stated;
  double cost = 0;  // Of the ledger of its kind: expected visits x times.
};

struct Sensitivity {
  std::vector<ProbabilitySlope> probabilities;  // Largest saving to the organisation first.
  std::vector<PriceSlope> prices;               // Largest part of a cost (price x slope) first.
};

// Of contacts about `service` that start on channel `start`. Errors as above.
absl::StatusOr<Sensitivity> FindSensitivity(const Catalog& catalog, std::string_view service,
                                            std::string_view start,
                                            std::optional<v1::PolicyCostBasis> basis = {});

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_BREAK_EVEN_H_
