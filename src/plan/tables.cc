// SPDX-License-Identifier: Apache-2.0
#include "plan/tables.h"

#include <string_view>
#include <type_traits>
#include <utility>

#include "rules/readings.h"
#include "rules/rule_set.h"
#include "signpost/plan.h"
#include "signpost/rollout.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

template <typename Row>
Slice<Row> SliceOf(const std::vector<Row>& rows) {
  return {rows.data(), rows.size()};
}

// A row without gaps: its bytes are its value.
template <typename Row>
void HashRows(const Row* rows, std::size_t count, Xxh64* hash) {
  static_assert(std::has_unique_object_representations_v<Row>, "name the padding of this row");
  hash->Add({reinterpret_cast<const char*>(&count), sizeof count});
  hash->Add({reinterpret_cast<const char*>(rows), count * sizeof(Row)});
}

}  // namespace

PlanView PlanTables::View() const {
  PlanView view;
  view.header = &header;
  view.text = {text.data(), text.size()};
  view.channels = SliceOf(channels);
  view.services = SliceOf(services);
  view.options = SliceOf(options);
  view.direct_costs = SliceOf(direct_costs);
  view.direct_customer_costs = SliceOf(direct_customer_costs);
  view.direct_customer_times = SliceOf(direct_customer_times);
  view.visits = SliceOf(visits);
  view.requirements = SliceOf(requirements);
  view.attributes = SliceOf(attributes);
  view.schedules = SliceOf(schedules);
  view.periods = SliceOf(periods);
  view.exceptions = SliceOf(exceptions);
  view.zones = SliceOf(zones);
  view.transitions = SliceOf(transitions);
  view.owners = SliceOf(owners);
  view.parties = SliceOf(parties);
  view.roles = SliceOf(roles);
  view.scripts = SliceOf(scripts);
  view.rules = Rules();
  view.channels_by_id = SliceOf(channels_by_id);
  view.services_by_id = SliceOf(services_by_id);
  view.attributes_by_name = SliceOf(attributes_by_name);
  return view;
}

RuleView PlanTables::Rules() const {
  RuleView view;
  view.rules = SliceOf(rules);
  view.terms = SliceOf(terms);
  view.predicates = SliceOf(predicates);
  view.class_sets = SliceOf(class_sets);
  view.groups = SliceOf(groups);
  view.absent = SliceOf(absent);
  view.texts = SliceOf(texts);
  view.points = SliceOf(points);
  view.programs = SliceOf(programs);
  view.first_groups = SliceOf(first_groups);
  view.effects = SliceOf(effects);
  view.preferred = SliceOf(preferred);
  view.tags = SliceOf(tags);
  view.first_live_fact = first_live_fact;
  return view;
}

TextRef TextWriter::Add(const std::string& text) {
  const auto [entry, is_new] = written_.try_emplace(text);
  if (is_new) {
    entry->second = {static_cast<std::uint32_t>(tables_->text.size()),
                     static_cast<std::uint32_t>(text.size())};
    tables_->text += text;
  }
  return entry->second;
}

std::uint64_t Fingerprint(const PlanTables& tables) {
  Xxh64 hash;
  PlanHeader header = tables.header;
  header.fingerprint = 0;
  HashRows(&header, 1, &hash);
  HashRows(tables.text.data(), tables.text.size(), &hash);
  const auto add = [&hash](const auto& rows) { HashRows(rows.data(), rows.size(), &hash); };
  add(tables.channels);
  add(tables.services);
  add(tables.options);
  add(tables.direct_costs);
  add(tables.direct_customer_costs);
  add(tables.direct_customer_times);
  add(tables.visits);
  add(tables.requirements);
  add(tables.attributes);
  add(tables.schedules);
  add(tables.periods);
  add(tables.exceptions);
  add(tables.zones);
  add(tables.transitions);
  add(tables.owners);
  add(tables.parties);
  add(tables.roles);
  add(tables.scripts);
  add(tables.rules);
  add(tables.terms);
  add(tables.predicates);
  add(tables.class_sets);
  add(tables.groups);
  add(tables.absent);
  add(tables.texts);
  add(tables.points);
  add(tables.programs);
  add(tables.effects);
  add(tables.preferred);
  add(tables.tags);
  return hash.Digest();
}

Plan::Plan(std::shared_ptr<const PlanTables> tables)
    : tables_(std::move(tables)), view_(tables_->View()) {}

std::vector<std::uint32_t> Plan::RunPrograms(const v1::Contact& contact) const {
  return tables_->rule_set->RunPrograms(contact);
}

std::vector<Plan::Reading> Plan::ReadingsOfProgram(std::uint32_t program,
                                                   const v1::Contact& contact) const {
  std::vector<Reading> readings;
  for (ProgramReading& reading : ReadingsOf(*tables_->rule_set, program, contact))
    readings.push_back({std::move(reading.fact), std::move(reading.value)});
  return readings;
}

SIGNPOST_END_NAMESPACE
