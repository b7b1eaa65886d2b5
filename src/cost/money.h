// SPDX-License-Identifier: Apache-2.0
//
// Money between messages and micro-units.
#ifndef SIGNPOST_SRC_COST_MONEY_H_
#define SIGNPOST_SRC_COST_MONEY_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "signpost/money.h"
#include "signpost/v1/cost.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// Why an amount is refused; empty where it is fine. An amount is fine where nanos and units agree
// in sign and range, nothing is finer than a micro-unit, and the whole is within
// `max_units` on both sides of zero.
std::string MoneyFault(const v1::Money& money, std::int64_t max_units);

// Of an amount without fault.
Micros ToMicros(const v1::Money& money);

v1::Money ToMoney(Micros micros, std::string_view currency_code);

// For people: "12.50 GBP", at least two decimals, at most six.
std::string FormatMoney(Micros micros, std::string_view currency_code);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_COST_MONEY_H_
