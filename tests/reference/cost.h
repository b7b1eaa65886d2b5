// SPDX-License-Identifier: Apache-2.0
//
// Step 4: what one service channel costs both sides, before anything of the contact is known.
#ifndef SIGNPOST_TESTS_REFERENCE_COST_H_
#define SIGNPOST_TESTS_REFERENCE_COST_H_

#include <array>
#include <cstdint>
#include <optional>

#include "signpost/v1/catalog.pb.h"

namespace signpost::reference {

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

// A self-service channel that staff complete for the customer: costs and times of both add up,
// how it ends is the self-service channel's own.
Price Assisted(const Price& self_service, const Price& assistant);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_COST_H_
