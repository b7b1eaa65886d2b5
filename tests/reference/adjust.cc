// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/adjust.h"

#include <array>
#include <cstdint>

#include "tests/reference/arithmetic.h"

namespace signpost::reference {
namespace {

const Integer kMost = Integer(1) << 60;

bool IsBeyond(const Integer& amount) { return amount > kMost || amount < -kMost; }

// One amount: every product is rounded, then comes the sum of what is added.
struct Amount {
  Integer micros = 0;
  Integer added = 0;
  bool beyond = false;

  void Change(const v1::Adjust& adjust) {
    if (adjust.change_case() == v1::Adjust::kMultiply) {
      micros = HalfEven(Rational(micros * Millionths(adjust.multiply()), Integer(1'000'000)));
      beyond = beyond || IsBeyond(micros);
    } else {
      added += MicrosOf(adjust.add());
    }
  }
};

}  // namespace

Price Adjusted(const Price& direct, const std::vector<const v1::Adjust*>& adjustments) {
  Price price = direct;
  if (adjustments.empty()) return price;
  std::array<Amount, v1::CostKind_ARRAYSIZE> amounts;
  for (std::size_t kind = 0; kind < amounts.size(); ++kind) {
    amounts[kind].micros = direct.by_kind[kind];
  }
  for (const v1::Adjust* adjust : adjustments) amounts[adjust->kind()].Change(*adjust);

  Integer organisation = 0, customer = 0;
  for (int number = v1::COST_KIND_STAFF; number <= v1::COST_KIND_CUSTOMER_CHARGE; ++number) {
    const v1::CostKind kind = static_cast<v1::CostKind>(number);
    const Amount& amount = amounts[kind];
    const Integer adjusted = amount.micros + amount.added;
    (IsCustomerKind(kind) ? customer : organisation) += adjusted;
    if (amount.beyond || IsBeyond(adjusted)) {
      (IsCustomerKind(kind) ? price.customer_known : price.priced) = false;
    } else {
      price.by_kind[kind] = static_cast<std::int64_t>(adjusted);
    }
  }
  price.priced = price.priced && !IsBeyond(organisation);
  price.customer_known = price.customer_known && !IsBeyond(customer);
  return price;
}

}  // namespace signpost::reference
