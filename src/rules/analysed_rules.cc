// SPDX-License-Identifier: Apache-2.0
#include "rules/analysed_rules.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "catalog/check.h"
#include "signpost/plan_view.h"
#include "signpost/rule_effects.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::size_t kFewServices = 8;

}  // namespace

ChannelEffects ChannelEffectsOf(const v1::Rule& rule, const CatalogIndex& index) {
  ChannelEffects effects;
  const auto bit = [&index](const std::string& id) {
    const int channel = index.channels.Find(id);
    return channel < 0 ? 0 : Bit(channel);
  };
  for (const v1::Effect& effect : rule.effects()) {
    for (const std::string& id : effect.exclude().channels()) {
      const std::uint64_t channel = bit(id) & ~(effects.excludes | effects.prefers);
      effects.excludes |= channel;
      if (effect.exclude().ground() == v1::EXCLUSION_GROUND_CAPACITY) effects.capacity |= channel;
    }
    for (const std::string& id : effect.prefer().channels())
      effects.prefers |= bit(id) & ~effects.excludes;
    if (effect.has_offer()) effects.offers |= bit(effect.offer().channel());
  }
  return effects;
}

const std::string& ScriptOf(const v1::Rule& rule, const std::string& channel) {
  for (const v1::Effect& effect : rule.effects()) {
    if (effect.has_offer() && effect.offer().channel() == channel) return effect.offer().script();
  }
  return v1::MakeOffer::default_instance().script();
}

ServedChannels::ServedChannels(const v1::Catalog& catalog, const CatalogIndex& index,
                               const FactDomains& domains)
    : services_of(static_cast<std::size_t>(index.channels.size())),
      live(static_cast<std::size_t>(index.services.size())) {
  // By class, as services of one class need not follow each other.
  std::vector<std::uint64_t> channels(domains.size(domains.service()));
  std::vector<bool> is_live;
  for (int i = 0; i < catalog.channels_size(); ++i) {
    is_live.push_back(IsLive(catalog.channels(i).lifecycle()));
    if (IsDigital(catalog.channels(i))) digital |= Bit(i);
  }
  for (int service = 0; service < index.services.size(); ++service) {
    for (int channel = 0; channel < index.channels.size(); ++channel) {
      const int candidate = index.Candidate(service, channel);
      if (candidate < 0) continue;
      channels[domains.ServiceClass(service)] |= Bit(channel);
      if (is_live[static_cast<std::size_t>(channel)] &&
          IsLive(catalog.service_channels(candidate).lifecycle())) {
        live[static_cast<std::size_t>(service)] |= Bit(channel);
      }
    }
  }
  for (std::uint32_t i = 0; i < channels.size(); ++i) {
    internal::ForEachChannel(channels[i], [&](int channel) {
      services_of[static_cast<std::size_t>(channel)].Append(i, i);
    });
  }
}

std::optional<std::vector<std::uint32_t>> FewServices(const std::vector<Clause>& clauses,
                                                      const FactDomains& domains) {
  std::vector<std::uint32_t> services;
  for (const Clause& clause : clauses) {
    const Literal* its = FindLiteral(clause, domains.service());
    if (its == nullptr) return std::nullopt;
    for (const ClassRange& range : its->classes.ranges()) {
      if (range.last - range.first >= kFewServices) return std::nullopt;
      for (std::uint32_t i = range.first; i <= range.last; ++i) services.push_back(i);
    }
    if (services.size() > kFewServices * clauses.size()) return std::nullopt;
  }
  std::sort(services.begin(), services.end());
  services.erase(std::unique(services.begin(), services.end()), services.end());
  if (services.size() > kFewServices) return std::nullopt;
  return services;
}

void RulesByService::Add(int rule, const std::optional<std::vector<std::uint32_t>>& services) {
  all_.push_back(rule);
  if (!services) {
    of_any_.push_back(rule);
    return;
  }
  for (const std::uint32_t service : *services) of_one_[service].push_back(rule);
}

std::vector<int> RulesByService::Meeting(
    const std::optional<std::vector<std::uint32_t>>& services) const {
  if (!services) return all_;
  std::vector<int> rules = of_any_;
  for (const std::uint32_t service : *services) {
    const auto at = of_one_.find(service);
    if (at != of_one_.end()) rules.insert(rules.end(), at->second.begin(), at->second.end());
  }
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

std::optional<Clause> RuleAnalysis::WithChannel(const Clause& clause, int channel) const {
  const ClassSet& services = served.services_of[static_cast<std::size_t>(channel)];
  if (services == domains.Everything(domains.service())) return clause;
  return sets.Common(clause, {{domains.service(), services}});
}

bool RuleAnalysis::IsReached(const Clause& clause, int place, std::vector<const Clause*> others) {
  for (const int stop : stops.Meeting(FewServices({clause}, domains))) {
    if (stop >= place) break;
    const AnalysedRule& rule = rules[static_cast<std::size_t>(stop)];
    if (!rule.is_decided) return false;
    for (const Clause& its : rule.clauses) others.push_back(&its);
  }
  return sets.SomeOutside(clause, others, &budget) == ConditionSets::Answer::kYes;
}

SIGNPOST_END_NAMESPACE
