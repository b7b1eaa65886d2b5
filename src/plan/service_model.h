// SPDX-License-Identifier: Apache-2.0
//
// One service of a catalog in floating point, for reports: its chain, and what each visit costs and
// may cost. Way in: ModelService.
#ifndef SIGNPOST_SRC_PLAN_SERVICE_MODEL_H_
#define SIGNPOST_SRC_PLAN_SERVICE_MODEL_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "cost/chain.h"
#include "signpost/break_even.h"

SIGNPOST_BEGIN_NAMESPACE

// One side of a channel's costs, a visit, in units of currency.
struct LedgerModel {
  bool known = false;
  double direct = 0;
  // Between the ranges of the evidence.
  double low = 0, high = 0;
  // Paid per completion, the amount; and how much of the three above it is.
  double per_completion = 0;
  double of_completion = 0, low_of_completion = 0, high_of_completion = 0;
  // Per minute of handling, by concurrency and occupancy.
  double per_minute = 0;
};

struct ChannelModel {
  std::string channel;
  LedgerModel organisation, customer;
  double minutes = 0;  // AHT.
  // Effort and travel; unset: not stated.
  std::optional<double> customer_minutes;
  double customer_charge = 0;
  std::vector<StatedPrice> prices;
};

struct ServiceModel {
  std::vector<ChannelModel> channels;  // In catalog order.
  std::vector<ChainStep> steps;
  Chain chain;
  double minute_value = 0;

  // channels.size() where the service has none of that id.
  std::size_t Find(std::string_view channel) const;
  bool Reaches(std::size_t from, std::size_t to) const { return chain.Visits(from, to) > 0; }
  // Direct costs of the organisation or the customer; 0 where they are not known.
  std::vector<double> Direct(bool of_customer) const;
  // Whether they are known wherever a contact from there may come to; else, where not.
  std::optional<std::size_t> FirstUnknown(std::size_t from, bool of_customer) const;
};

absl::StatusOr<ServiceModel> ModelService(const Catalog& catalog, std::string_view service,
                                          std::optional<v1::PolicyCostBasis> basis);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_SERVICE_MODEL_H_
