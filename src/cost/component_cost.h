// SPDX-License-Identifier: Apache-2.0
//
// What one component costs a visit, as an exact rational in micro-units of the catalog's currency.
// direct_cost.h adds them up and rounds; break_even.cc asks how often an amount is paid.
#ifndef SIGNPOST_SRC_COST_COMPONENT_COST_H_
#define SIGNPOST_SRC_COST_COMPONENT_COST_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>

#include "absl/status/statusor.h"
#include "cost/direct_cost.h"
#include "signpost/v1/service.pb.h"

SIGNPOST_BEGIN_NAMESPACE

using Rational = boost::multiprecision::cpp_rational;

// To the nearest whole number, half to even.
boost::multiprecision::cpp_int RoundHalfEven(const Rational& value);

Rational InCatalogCurrency(const v1::Money& money, const CostContext& context);

// How often an amount of this basis is paid a visit: 1, the minutes of handling by concurrency and
// occupancy, the completion probability, a part of the month. Nothing where a figure that it needs
// is missing, or the basis is PER_UNIT.
std::optional<Rational> TimesPaid(v1::CostBasis basis, const v1::ServiceChannel& service_channel,
                                  const CostContext& context);

// Of one component of a valid catalog. Nothing where a figure that it needs is missing. Error:
// kOutOfRange, a tariff's charge that does not fit in 64 bits.
absl::StatusOr<std::optional<Rational>> ComponentCost(const v1::CostComponent& component,
                                                      const v1::ServiceChannel& service_channel,
                                                      const CostContext& context);

// A minute's worth of a department's capacity.
Rational CapacityPrice(const v1::CapacityRate& rate, const CostContext& context);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_COMPONENT_COST_H_
