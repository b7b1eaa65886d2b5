// SPDX-License-Identifier: Apache-2.0
//
// Tariffs of bought-in channels and rates of a department's capacity.
#include <cmath>
#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckBands(const CheckContext& context, const v1::Tariff& tariff, const Path& path) {
  if (tariff.bands().empty()) {
    context.report->Add(Code::FIELD_MISSING, path.At("bands"), "no band",
                        "give at least one, as bands { price { units: 1 } }");
  }
  std::int64_t before = 0;
  for (int i = 0; i < tariff.bands_size(); ++i) {
    const v1::PriceBand& band = tariff.bands(i);
    const Path at = path.At("bands", i);
    const bool last = i + 1 == tariff.bands_size();
    if (band.has_block() && band.block() <= 0) {
      context.report->Add(Code::NUMBER_RANGE, at.At("block"),
                          absl::StrCat("a block of ", band.block(), " units"),
                          "give 1 or more units that the price is for");
    }
    if (last && band.has_last_unit()) {
      context.report->Add(Code::TARIFF_BANDS, at.At("last_unit"), "the last band has a last unit",
                          "leave it out, or add the band that follows");
    } else if (!last && !band.has_last_unit()) {
      context.report->Add(Code::TARIFF_BANDS, at, "a band without last_unit before another",
                          "say which unit is its last");
    } else if (!last && (band.last_unit() <= before || band.last_unit() == INT64_MAX)) {
      context.report->Add(Code::TARIFF_BANDS, at.At("last_unit"),
                          absl::StrCat("last_unit is ", band.last_unit(), ", not above ", before,
                                       " or the highest number there is"),
                          "let bands rise, the first from unit 1 on");
    }
    before = band.last_unit();
  }
}

void CheckUnits(const CheckContext& context, const v1::Tariff& tariff, const Path& path) {
  const auto check_seconds = [&](std::int64_t seconds, const char* name, const Path& within) {
    if (seconds >= 1 && seconds <= context.limits.duration_seconds) return;
    if (seconds > 0) {
      context.report->AddOverLimit(within.At(name), "duration_seconds",
                                   context.limits.duration_seconds, seconds);
      return;
    }
    context.report->Add(Code::NUMBER_RANGE, within.At(name),
                        absl::StrCat(name, " is ", seconds, ", not above 0"),
                        "give a whole number of seconds, 60 for full minutes");
  };
  switch (tariff.units_case()) {
    case v1::Tariff::kUnitsPerContact: {
      const double units = tariff.units_per_contact();
      const Path at = path.At("units_per_contact");
      if (!std::isfinite(units)) return;  // CheckValues speaks of it.
      if (units > static_cast<double>(context.limits.tariff_units)) {
        context.report->AddOverLimit(at, "tariff_units", context.limits.tariff_units,
                                     static_cast<std::int64_t>(std::fmin(units, 9e18)));
      } else if (units < 0) {
        context.report->Add(Code::NUMBER_RANGE, at,
                            absl::StrCat("units_per_contact is ", units, ", below 0"),
                            "give the units that one contact uses");
      } else if (tariff.period() != v1::TARIFF_PERIOD_MONTH && units != std::floor(units)) {
        context.report->Add(
            Code::NUMBER_RANGE, at,
            absl::StrCat("units_per_contact is ", units, ", and each contact is charged by itself"),
            "give a whole number, or TARIFF_PERIOD_MONTH");
      }
      break;
    }
    case v1::Tariff::kCallSeconds: {
      const Path at = path.At("call_seconds");
      check_seconds(tariff.call_seconds().first_seconds(), "first_seconds", at);
      check_seconds(tariff.call_seconds().following_seconds(), "following_seconds", at);
      break;
    }
    default:
      context.report->Add(Code::FIELD_MISSING, path.At("units_per_contact"),
                          "neither units_per_contact nor call_seconds",
                          "say what a contact uses of it");
  }
}

// One tariff has one currency; returns the amounts of it that are stated.
void CheckCurrencies(const CheckContext& context, const v1::Tariff& tariff, const Path& path,
                     MoneyCheck check_currency) {
  std::set<std::string> seen;
  const auto look = [&](bool stated, const v1::Money& money, const Path& at) {
    if (!stated) return;
    check_currency(money, at);
    const std::string& code = money.currency_code();
    if (!seen.insert(code.empty() ? context.catalog.currency() : code).second || seen.size() != 2) {
      return;
    }
    context.report->Add(Code::TARIFF_CURRENCY, at, "two currencies in one tariff",
                        "give all its money in one, with currency_code at each amount");
  };
  for (int i = 0; i < tariff.bands_size(); ++i) {
    const Path band = path.At("bands", i);
    look(tariff.bands(i).has_price(), tariff.bands(i).price(), band.At("price"));
    look(tariff.bands(i).has_flat(), tariff.bands(i).flat(), band.At("flat"));
  }
  look(tariff.has_fixed(), tariff.fixed(), path.At("fixed"));
  look(tariff.has_minimum(), tariff.minimum(), path.At("minimum"));
  look(tariff.has_round_to(), tariff.round_to(), path.At("round_to"));
}

}  // namespace

void CheckTariff(const CheckContext& context, const v1::CostComponent& component, const Path& path,
                 MoneyCheck check_currency) {
  const Path at = path.At("tariff");
  if (component.basis() != v1::COST_BASIS_PER_UNIT) {
    if (component.has_tariff()) {
      context.report->Add(Code::TARIFF_MISPLACED, at, "a tariff, and the basis is not PER_UNIT",
                          "set COST_BASIS_PER_UNIT, or take the tariff out");
    }
    return;
  }
  if (component.has_amount()) {
    context.report->Add(Code::TARIFF_MISPLACED, path.At("amount"),
                        "an amount, where the basis is PER_UNIT",
                        "move it to the tariff, as bands { price }");
  }
  if (!component.has_tariff()) {
    context.report->Add(Code::FIELD_MISSING, at, "PER_UNIT, and no tariff",
                        "give tariff { bands { price } units_per_contact }");
    return;
  }
  const v1::Tariff& tariff = component.tariff();
  CheckBands(context, tariff, at);
  CheckUnits(context, tariff, at);
  CheckCurrencies(context, tariff, at, check_currency);
  if (tariff.has_round_to() && tariff.round_to().units() == 0 && tariff.round_to().nanos() == 0) {
    context.report->Add(Code::NUMBER_RANGE, at.At("round_to"), "rounded to a multiple of nothing",
                        "give 0.01 for cents, or leave it out");
  }
}

void CheckCapacityRate(const CheckContext& context, const v1::CapacityRate& rate, const Path& path,
                       MoneyCheck check_currency) {
  if (rate.kind() == v1::COST_KIND_UNSPECIFIED) {
    context.report->Add(Code::FIELD_MISSING, path.At("kind"), "no kind",
                        "give one, as COST_KIND_STAFF");
  } else if (rate.kind() > v1::COST_KIND_OVERHEAD) {
    context.report->Add(Code::CAPACITY_KIND, path.At("kind"), "a capacity of customers",
                        "give a kind of the organisation's ledger");
  }
  if (rate.has_monthly_cost()) {
    check_currency(rate.monthly_cost(), path.At("monthly_cost"));
  } else {
    context.report->Add(Code::FIELD_MISSING, path.At("monthly_cost"), "no monthly_cost",
                        "say what the department costs a month");
  }
  if (rate.has_people()) {
    CheckPositive(context, rate.people(), "people", "capacity", context.limits.capacity,
                  path.At("people"));
  }
  CheckPositive(context, rate.practical_minutes(), "practical_minutes", "capacity",
                context.limits.capacity, path.At("practical_minutes"));
}

// Of a number that must lie above zero.
void CheckPositive(const CheckContext& context, double number, const char* name,
                   const char* limit_name, std::int64_t limit, const Path& path) {
  if (!std::isfinite(number)) return;  // CheckValues said so.
  if (number < kLeastNumber) {
    context.report->Add(Code::NUMBER_RANGE, path,
                        absl::StrCat(name, " is ", number, ", below 0.000001"),
                        "give a number above 0, or leave it out");
  } else if (number > static_cast<double>(limit)) {
    context.report->Add(
        Code::OVER_LIMIT, path,
        absl::StrCat(name, " is ", number, ", over the limit ", limit_name, " of ", limit),
        absl::StrCat("use less, or raise Limits::", limit_name));
  }
}

SIGNPOST_END_NAMESPACE
