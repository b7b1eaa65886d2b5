// SPDX-License-Identifier: Apache-2.0
#include "cost/money.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {
constexpr std::int32_t kNanosPerMicro = 1'000;
constexpr std::int32_t kNanosPerUnit = 1'000'000'000;
}  // namespace

std::string MoneyFault(const v1::Money& money, std::int64_t max_units) {
  if (money.nanos() <= -kNanosPerUnit || money.nanos() >= kNanosPerUnit) {
    return absl::StrCat("nanos is ", money.nanos(), ", outside -999999999 to 999999999");
  }
  if ((money.units() > 0 && money.nanos() < 0) || (money.units() < 0 && money.nanos() > 0)) {
    return absl::StrCat("units is ", money.units(), " and nanos is ", money.nanos(),
                        ", of opposite signs");
  }
  if (money.nanos() % kNanosPerMicro != 0) {
    return absl::StrCat("nanos is ", money.nanos(),
                        ", finer than a micro-unit: use a multiple of 1000");
  }
  if (money.units() > max_units || money.units() < -max_units ||
      (money.units() == max_units && money.nanos() > 0) ||
      (money.units() == -max_units && money.nanos() < 0)) {
    return absl::StrCat("the amount is above the limit money_units (", max_units, ")");
  }
  return {};
}

Micros ToMicros(const v1::Money& money) {
  return money.units() * kMicrosPerUnit + money.nanos() / kNanosPerMicro;
}

v1::Money ToMoney(Micros micros, std::string_view currency_code) {
  v1::Money money;
  money.set_currency_code(currency_code.data(), currency_code.size());
  money.set_units(micros / kMicrosPerUnit);
  money.set_nanos(static_cast<std::int32_t>(micros % kMicrosPerUnit) * kNanosPerMicro);
  return money;
}

std::string FormatMoney(Micros micros, std::string_view currency_code) {
  const bool negative = micros < 0;
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(micros) : static_cast<std::uint64_t>(micros);
  std::string text = absl::StrFormat("%s%d.%06d", negative ? "-" : "", magnitude / kMicrosPerUnit,
                                     magnitude % kMicrosPerUnit);
  while (text.back() == '0' && text[text.size() - 3] != '.') text.pop_back();
  if (!currency_code.empty()) absl::StrAppendFormat(&text, " %s", currency_code);
  return text;
}

SIGNPOST_END_NAMESPACE
