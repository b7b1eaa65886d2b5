// SPDX-License-Identifier: Apache-2.0
//
// What a supplier charges, for the judge: in exact rationals, band by band.
#ifndef SIGNPOST_TESTS_REFERENCE_TARIFF_H_
#define SIGNPOST_TESTS_REFERENCE_TARIFF_H_

#include <optional>

#include "signpost/v1/service.pb.h"
#include "tests/reference/arithmetic.h"

namespace signpost::reference {

// Of one visit, in the micro-units that the tariff's money is in; none where handling or monthly
// volume is missing.
std::optional<Rational> TariffCost(const v1::Tariff& tariff, const v1::ServiceChannel& entry,
                                   bool full);

// The currency of its first amount, which is that of all.
std::string CurrencyOf(const v1::Tariff& tariff);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_TARIFF_H_
