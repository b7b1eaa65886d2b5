// SPDX-License-Identifier: Apache-2.0
//
// LoadCatalog() and ValidateCatalog(): reading, merging and all checks, in this order.
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "catalog/index.h"
#include "catalog/merge.h"
#include "catalog/places.h"
#include "catalog/report.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckLimits(const Limits& limits, Report* report) {
  constexpr std::int64_t kAny = INT64_MAX;
  const struct {
    const char* name;
    std::int64_t value, most;
  } all[] = {
      {"catalog_bytes", limits.catalog_bytes, INT32_MAX},
      {"contact_bytes", limits.contact_bytes, INT32_MAX},
      {"nesting_depth", limits.nesting_depth, 100},
      {"channels", limits.channels, 64},
      {"services", limits.services, kAny},
      {"service_channels", limits.service_channels, kAny},
      {"rate_cards", limits.rate_cards, kAny},
      {"opening_hours", limits.opening_hours, kAny},
      {"attributes", limits.attributes, kAny},
      {"rules", limits.rules, kAny},
      {"parties", limits.parties, kAny},
      {"roles", limits.roles, kAny},
      {"participations", limits.participations, kAny},
      {"scripts", limits.scripts, kAny},
      {"exchange_rates", limits.exchange_rates, kAny},
      {"requirements", limits.requirements, 64},
      {"components", limits.components, kAny},
      {"price_bands", limits.price_bands, kAny},
      {"periods", limits.periods, kAny},
      {"exceptions", limits.exceptions, kAny},
      {"list_entries", limits.list_entries, kAny},
      {"contact_list_entries", limits.contact_list_entries, kAny},
      {"contact_attributes", limits.contact_attributes, kAny},
      {"rule_effects", limits.rule_effects, kAny},
      {"condition_code_points", limits.condition_code_points, 1'000'000},
      {"condition_nodes", limits.condition_nodes, 1'000'000},
      {"condition_depth", limits.condition_depth, 200},
      {"regex_bytes_total", limits.regex_bytes_total, kAny},
      {"id_bytes", limits.id_bytes, kAny},
      {"text_bytes", limits.text_bytes, kAny},
      {"money_units", limits.money_units, 1'000'000'000'000},
      {"customer_minute_units", limits.customer_minute_units, 1'000'000},
      {"weight", limits.weight, 1'000},
      {"duration_seconds", limits.duration_seconds, Limits{}.duration_seconds},
      {"processing_seconds", limits.processing_seconds, Limits{}.processing_seconds},
      {"concurrency", limits.concurrency, 1'000'000},
      {"tariff_units", limits.tariff_units, 1'000'000'000'000},
      {"capacity", limits.capacity, 1'000'000'000'000},
      {"monthly_volume", limits.monthly_volume, 1'000'000'000'000},
      {"findings_reported", limits.findings_reported, kAny},
      {"rule_pairs_analysed", limits.rule_pairs_analysed, kAny},
  };
  for (const auto& limit : all) {
    if (limit.value >= 0 && limit.value <= limit.most) continue;
    report->AddAt(
        Code::LIMITS_INVALID, Place{},
        absl::StrCat("Limits::", limit.name, " is ", limit.value, ", outside 0 to ", limit.most),
        "see limits.h");
  }
}

}  // namespace

// The one that may make a Catalog.
class CatalogValidation {
 public:
  static CatalogResult Finish(v1::Catalog message, const CatalogOptions& options, Report* report) {
    report->SetMessage(&message);
    std::shared_ptr<const RuleSet> rules = Check(message, options, report);
    CatalogResult result;
    if (!report->has_errors()) {
      const CatalogIndex index(message);
      CheckRuleAnalysis({message, options.limits, index, report}, *rules);
    }
    if (!report->has_errors()) result.catalog = Catalog(std::move(message), std::move(rules));
    result.findings = report->Take();
    return result;
  }

 private:
  static std::shared_ptr<const RuleSet> Check(const v1::Catalog& message,
                                              const CatalogOptions& options, Report* report) {
    // The other checks rest on strings, numbers and lists that are sound.
    const bool within_limits = CheckSizes(message, options.limits, report);
    CheckValues(message, options.limits, report);
    if (!within_limits) return nullptr;
    const CatalogIndex index(message);
    const CheckContext context{message, options.limits, index, report};
    CheckIds(context);
    CheckPolicy(context);
    CheckAttributes(context);
    CheckHours(context);
    CheckChannels(context);
    CheckServices(context);
    CheckCosts(context);
    CheckOutcomes(context);
    CheckChains(context);
    CheckScripts(context);
    CheckOffers(context);
    CheckOwners(context);
    return CheckRules(context);
  }
};

CatalogResult LoadCatalog(const std::vector<CatalogSource>& sources,
                          const CatalogOptions& options) {
  Places places;
  Report report(options, places);
  CheckLimits(options.limits, &report);
  v1::Catalog merged;
  if (sources.empty()) {
    report.AddAt(Code::CATALOG_EMPTY, Place{}, "no sources", "give at least one");
  }
  if (report.has_errors() || !ReadAndMerge(sources, options.limits, &merged, &places, &report)) {
    CatalogResult result;
    result.findings = report.Take();
    return result;
  }
  return CatalogValidation::Finish(std::move(merged), options, &report);
}

CatalogResult ValidateCatalog(v1::Catalog message, const CatalogOptions& options) {
  const Places places;
  Report report(options, places);
  CheckLimits(options.limits, &report);
  if (report.has_errors()) {
    CatalogResult result;
    result.findings = report.Take();
    return result;
  }
  return CatalogValidation::Finish(std::move(message), options, &report);
}

SIGNPOST_END_NAMESPACE
