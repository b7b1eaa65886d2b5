// SPDX-License-Identifier: Apache-2.0
//
// The catalog's own fields: currency, zone, exchange rates, policy.
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "catalog/dates.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// A decimal number above zero, at most nine digits before the point and nine after.
bool IsRate(const std::string& text) {
  const std::size_t point = text.find('.');
  const std::string whole = text.substr(0, point);
  const std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
  const auto is_digits = [](const std::string& digits) {
    return digits.find_first_not_of("0123456789") == std::string::npos;
  };
  const bool shaped = !whole.empty() && whole.size() <= 9 && decimals.size() <= 9 &&
                      is_digits(whole) && is_digits(decimals) &&
                      (point == std::string::npos || !decimals.empty());
  return shaped && text.find_first_of("123456789") != std::string::npos;
}

void CheckExchangeRates(const CheckContext& context) {
  Report& report = *context.report;
  const Path root;
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < context.catalog.exchange_rates_size(); ++i) {
    const v1::ExchangeRate& rate = context.catalog.exchange_rates(i);
    const Path path = root.At("exchange_rates", i);
    const Path code_path = path.At("currency_code");
    if (CheckCurrencyCode(context, rate.currency_code(), code_path)) {
      if (rate.currency_code() == context.catalog.currency()) {
        report.Add(Code::RATE_OF_OWN_CURRENCY, code_path,
                   absl::StrCat(rate.currency_code(), " is the catalog's own currency"),
                   "take this rate out");
      }
      if (!seen.insert(rate.currency_code()).second) {
        report.Add(Code::ID_DUPLICATE, code_path,
                   absl::StrCat("a second rate for ", rate.currency_code()), "keep one");
      }
    }
    if (!IsRate(rate.rate())) {
      report.Add(Code::RATE_MALFORMED, path.At("rate"),
                 absl::StrCat("\"", rate.rate(), "\" is no rate"),
                 "give what one foreign unit is worth, above 0, with at most nine digits before "
                 "the point and nine after, as \"0.85\"");
    }
    if (rate.date().empty()) {
      report.Add(Code::FIELD_MISSING, path.At("date"), "no date of the rate",
                 "give its day as YYYY-MM-DD");
    } else if (!ParseDate(rate.date())) {
      report.Add(Code::DATE_MALFORMED, path.At("date"),
                 absl::StrCat("\"", rate.date(), "\" is no date"),
                 "give a day of the calendar as YYYY-MM-DD");
    }
    if (rate.source().empty()) {
      report.Add(Code::RATE_SOURCE_MISSING, path.At("source"), "no source of the rate",
                 "say who published it");
    }
  }
}

void CheckWeight(const CheckContext& context, double weight, const Path& path) {
  if (!std::isfinite(weight)) return;  // CheckValues said so.
  if (weight < 0) {
    context.report->Add(Code::NUMBER_RANGE, path,
                        absl::StrCat("the weight ", weight, " is below 0"),
                        "give a weight from 0 on; 1 changes nothing");
  } else if (weight > static_cast<double>(context.limits.weight)) {
    context.report->Add(
        Code::OVER_LIMIT, path,
        absl::StrCat("the weight ", weight, " is over the limit weight of ", context.limits.weight),
        "use less, or raise Limits::weight");
  }
}

}  // namespace

bool CheckCurrencyCode(const CheckContext& context, const std::string& code, const Path& path) {
  if (code.empty()) {
    context.report->Add(Code::FIELD_MISSING, path, "no currency",
                        "give its ISO 4217 code, as \"GBP\"");
    return false;
  }
  bool capitals = code.size() == 3;
  for (const char c : code) capitals = capitals && c >= 'A' && c <= 'Z';
  if (!capitals) {
    context.report->Add(Code::CURRENCY_MALFORMED, path,
                        absl::StrCat("\"", code, "\" is no currency code"),
                        "give the three capital letters of ISO 4217, as \"GBP\"");
  }
  return capitals;
}

void CheckPolicy(const CheckContext& context) {
  const v1::Catalog& catalog = context.catalog;
  Report& report = *context.report;
  const Path root;
  if (catalog.ByteSizeLong() == 0) {
    report.Add(Code::CATALOG_EMPTY, root, "there is nothing in it",
               "state currency, policy, channels, services and service_channels");
  }
  CheckCurrencyCode(context, catalog.currency(), root.At("currency"));
  if (!catalog.time_zone().empty()) CheckZone(context, catalog.time_zone(), root.At("time_zone"));
  CheckExchangeRates(context);

  const v1::RoutingPolicy& policy = catalog.policy();
  const Path path = root.At("policy");
  if (!policy.has_customer_minute_value()) {
    report.Add(Code::FIELD_MISSING, path.At("customer_minute_value"),
               "no value of a customer's minute",
               "state policy { customer_minute_value { ... } }, which may be 0");
  } else {
    const v1::Money& value = policy.customer_minute_value();
    const std::int64_t limit = context.limits.customer_minute_units;
    if (value.units() > limit || (value.units() == limit && value.nanos() > 0)) {
      report.AddOverLimit(path.At("customer_minute_value"), "customer_minute_units", limit,
                          value.units());
    }
  }
  const Path weights = path.At("weights");
  if (policy.weights().has_organisation_cost()) {
    CheckWeight(context, policy.weights().organisation_cost(), weights.At("organisation_cost"));
  }
  if (policy.weights().has_customer_cost()) {
    CheckWeight(context, policy.weights().customer_cost(), weights.At("customer_cost"));
  }
  if (policy.weights().has_waiting()) {
    CheckWeight(context, policy.weights().waiting(), weights.At("waiting"));
  }
}

SIGNPOST_END_NAMESPACE
