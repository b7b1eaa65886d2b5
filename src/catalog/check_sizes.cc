// SPDX-License-Identifier: Apache-2.0
//
// Numbers of entries against the limits.
#include <cstdint>

#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

class Sizes {
 public:
  explicit Sizes(Report* report) : report_(report) {}

  void Check(const Path& within, const char* field, const char* limit_name, std::int64_t limit,
             std::int64_t size) {
    if (size <= limit) return;
    // At the first entry too many.
    report_->AddOverLimit(within.At(field, static_cast<int>(limit)), limit_name, limit, size);
    all_within_ = false;
  }
  bool all_within() const { return all_within_; }

 private:
  Report* report_;
  bool all_within_ = true;
};

void CheckTopLevel(const v1::Catalog& catalog, const Limits& limits, Sizes* sizes) {
  const Path root;
  const struct {
    const char* name;
    std::int64_t limit, size;
  } lists[] = {
      {"channels", limits.channels, catalog.channels_size()},
      {"services", limits.services, catalog.services_size()},
      {"service_channels", limits.service_channels, catalog.service_channels_size()},
      {"rate_cards", limits.rate_cards, catalog.rate_cards_size()},
      {"opening_hours", limits.opening_hours, catalog.opening_hours_size()},
      {"attributes", limits.attributes, catalog.attributes_size()},
      {"rules", limits.rules, catalog.rules_size()},
      {"parties", limits.parties, catalog.parties_size()},
      {"roles", limits.roles, catalog.roles_size()},
      {"participations", limits.participations, catalog.participations_size()},
      {"scripts", limits.scripts, catalog.scripts_size()},
      {"exchange_rates", limits.exchange_rates, catalog.exchange_rates_size()},
  };
  for (const auto& list : lists) {
    sizes->Check(root, list.name, list.name, list.limit, list.size);
  }
}

void CheckHoursSizes(const v1::OpeningHours& hours, const Limits& limits, const Path& path,
                     Sizes* sizes) {
  sizes->Check(path, "periods", "periods", limits.periods, hours.periods_size());
  sizes->Check(path, "exceptions", "exceptions", limits.exceptions, hours.exceptions_size());
  for (int i = 0; i < hours.periods_size(); ++i) {
    const Path period = path.At("periods", i);
    sizes->Check(period, "days", "list_entries", limits.list_entries, hours.periods(i).days_size());
  }
  for (int i = 0; i < hours.exceptions_size(); ++i) {
    const Path exception = path.At("exceptions", i);
    sizes->Check(exception, "periods", "periods", limits.periods,
                 hours.exceptions(i).periods_size());
  }
}

// As many channels as there may be: none may be named twice.
void CheckEffectSizes(const v1::Effect& effect, const Limits& limits, const Path& path,
                      Sizes* sizes) {
  const auto check = [&](const char* field, int size) {
    const Path at = path.At(field);
    sizes->Check(at, "channels", "channels", limits.channels, size);
  };
  check("exclude", effect.exclude().channels_size());
  check("prefer", effect.prefer().channels_size());
  check("adjust", effect.adjust().channels_size());
  check("weigh", effect.weigh().channels_size());
}

void CheckTariffSizes(const google::protobuf::RepeatedPtrField<v1::CostComponent>& components,
                      const Limits& limits, const Path& path, Sizes* sizes) {
  for (int i = 0; i < components.size(); ++i) {
    const Path component = path.At("components", i);
    const Path tariff = component.At("tariff");
    sizes->Check(tariff, "bands", "price_bands", limits.price_bands,
                 components[i].tariff().bands_size());
  }
}

}  // namespace

bool CheckSizes(const v1::Catalog& catalog, const Limits& limits, Report* report) {
  Sizes sizes(report);
  const Path root;
  CheckTopLevel(catalog, limits, &sizes);
  for (int i = 0; i < catalog.channels_size(); ++i) {
    const v1::Channel& channel = catalog.channels(i);
    const Path path = root.At("channels", i);
    sizes.Check(path, "requires", "requirements", limits.requirements, channel.requires_size());
    sizes.Check(path, "assists", "channels", limits.channels, channel.assists_size());
    sizes.Check(path, "external_ids", "list_entries", limits.list_entries,
                channel.external_ids_size());
  }
  for (int i = 0; i < catalog.services_size(); ++i) {
    const v1::Service& service = catalog.services(i);
    const Path path = root.At("services", i);
    sizes.Check(path, "purposes", "list_entries", limits.list_entries, service.purposes_size());
    sizes.Check(path, "external_ids", "list_entries", limits.list_entries,
                service.external_ids_size());
  }
  for (int i = 0; i < catalog.service_channels_size(); ++i) {
    const v1::ServiceChannel& entry = catalog.service_channels(i);
    const Path path = root.At("service_channels", i);
    sizes.Check(path, "components", "components", limits.components, entry.components_size());
    CheckTariffSizes(entry.components(), limits, path, &sizes);
    const Path outcome = path.At("outcome");
    sizes.Check(outcome, "fallbacks", "channels", limits.channels,
                entry.outcome().fallbacks_size());
  }
  for (int i = 0; i < catalog.rate_cards_size(); ++i) {
    const Path path = root.At("rate_cards", i);
    sizes.Check(path, "components", "components", limits.components,
                catalog.rate_cards(i).components_size());
    sizes.Check(path, "capacity_rates", "components", limits.components,
                catalog.rate_cards(i).capacity_rates_size());
    CheckTariffSizes(catalog.rate_cards(i).components(), limits, path, &sizes);
  }
  for (int i = 0; i < catalog.opening_hours_size(); ++i) {
    CheckHoursSizes(catalog.opening_hours(i), limits, root.At("opening_hours", i), &sizes);
  }
  for (int i = 0; i < catalog.participations_size(); ++i) {
    const v1::Participation& participation = catalog.participations(i);
    const Path path = root.At("participations", i);
    sizes.Check(path, "channels", "channels", limits.channels, participation.channels_size());
    sizes.Check(path, "services", "services", limits.services, participation.services_size());
    sizes.Check(path, "aspects", "list_entries", limits.list_entries, participation.aspects_size());
  }
  for (int i = 0; i < catalog.rules_size(); ++i) {
    const v1::Rule& rule = catalog.rules(i);
    const Path path = root.At("rules", i);
    sizes.Check(path, "effects", "rule_effects", limits.rule_effects, rule.effects_size());
    for (int j = 0; j < rule.effects_size(); ++j) {
      CheckEffectSizes(rule.effects(j), limits, path.At("effects", j), &sizes);
    }
  }
  return sizes.all_within();
}

SIGNPOST_END_NAMESPACE
