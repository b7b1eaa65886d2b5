// SPDX-License-Identifier: Apache-2.0
//
// What is checked of a catalog, one file a topic. Each adds findings to the report and goes on.
#ifndef SIGNPOST_SRC_CATALOG_CHECK_H_
#define SIGNPOST_SRC_CATALOG_CHECK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "catalog/index.h"
#include "catalog/path.h"
#include "catalog/report.h"
#include "signpost/catalog.h"
#include "signpost/limits.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

struct RuleSet;

struct CheckContext {
  const v1::Catalog& catalog;
  const Limits& limits;
  const CatalogIndex& index;
  Report* report;
};

// Numbers of entries. Returns whether all are within the limits; else nothing below may follow but
// CheckValues.
bool CheckSizes(const v1::Catalog& catalog, const Limits& limits, Report* report);
// Strings, enum values, numbers, amounts, durations and instants, wherever they stand.
void CheckValues(const v1::Catalog& catalog, const Limits& limits, Report* report);

void CheckIds(const CheckContext& context);
void CheckPolicy(const CheckContext& context);
void CheckAttributes(const CheckContext& context);
void CheckHours(const CheckContext& context);
void CheckChannels(const CheckContext& context);
// References of service channels, and what is offered through which channels (G3).
void CheckServices(const CheckContext& context);
void CheckCosts(const CheckContext& context);
void CheckOutcomes(const CheckContext& context);
void CheckChains(const CheckContext& context);
void CheckScripts(const CheckContext& context);
void CheckOffers(const CheckContext& context);
void CheckOwners(const CheckContext& context);
// Gives the conditions that compile; all of them where there are no errors.
std::shared_ptr<const RuleSet> CheckRules(const CheckContext& context);
// What rules do to each other. `rules` holds all conditions of a catalog without errors.
void CheckRuleAnalysis(const CheckContext& context, const RuleSet& rules);

// Used by several of them.

// FIELD_MISSING where an id that must be given is empty, ID_UNRESOLVED where nothing has it.
// Returns its index, or -1.
int Resolve(const CheckContext& context, const IdList& list, std::string_view what,
            const std::string& id, const Path& path);
// The same where it may be empty, which gives -1 without a finding.
int ResolveOptional(const CheckContext& context, const IdList& list, std::string_view what,
                    const std::string& id, const Path& path);

// How CheckTariff and CheckCapacityRate have the currency of an amount checked.
using MoneyCheck = absl::FunctionRef<void(const v1::Money&, const Path&)>;
// The tariff that a component has, or should have.
void CheckTariff(const CheckContext& context, const v1::CostComponent& component, const Path& path,
                 MoneyCheck check_currency);
// Apart from its evidence.
void CheckCapacityRate(const CheckContext& context, const v1::CapacityRate& rate, const Path& path,
                       MoneyCheck check_currency);
// Numbers that must lie above zero are at least this.
inline constexpr double kLeastNumber = 1e-6;
void CheckPositive(const CheckContext& context, double number, const char* name,
                   const char* limit_name, std::int64_t limit, const Path& path);

void CheckLifecycle(const CheckContext& context, const v1::Lifecycle& lifecycle, const Path& path);
void CheckZone(const CheckContext& context, const std::string& zone, const Path& path);
// FIELD_MISSING, CURRENCY_MALFORMED. Returns whether it is well-formed.
bool CheckCurrencyCode(const CheckContext& context, const std::string& code, const Path& path);
// CURRENCY_MALFORMED, CURRENCY_MIXED of an amount in another currency than the catalog's.
void CheckCurrency(const CheckContext& context, const v1::Money& money, const Path& path);
// Whether the stage lets customers in.
bool IsLive(const v1::Lifecycle& lifecycle);
// Whether both the service channel and its channel are live.
bool IsLive(const CheckContext& context, int service_channel);
// Requires INTERNET or MOBILE_PHONE.
bool IsDigital(const v1::Channel& channel);
bool IsOrganisationCost(const v1::CostComponent& component);
bool IsCustomerCost(const v1::CostComponent& component);
// Whether a service channel has the handling and monthly volume that a component needs.
bool IsComputable(const v1::Catalog& catalog, const v1::ServiceChannel& entry,
                  const v1::CostComponent& component);
// INTERNET ... IDENTITY_LEVEL_9: requirements that need no declaration.
bool IsBuiltInRequirement(std::string_view name);
// Whether a requirement of this name may stand in a catalog. `*remedy` says what to write instead.
bool IsRequirement(const CheckContext& context, const std::string& name, std::string* remedy);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_CHECK_H_
