// SPDX-License-Identifier: Apache-2.0
//
// The tables of a plan while the compiler fills them, and as a Plan owns them afterwards.
#ifndef SIGNPOST_SRC_PLAN_TABLES_H_
#define SIGNPOST_SRC_PLAN_TABLES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "signpost/plan_view.h"

SIGNPOST_BEGIN_NAMESPACE

struct RuleSet;

struct PlanTables {
  PlanHeader header;
  std::string text;
  std::vector<ChannelRow> channels;
  std::vector<ServiceRow> services;
  std::vector<OptionRow> options;
  std::vector<Micros> direct_costs;
  std::vector<Micros> direct_customer_costs;
  std::vector<std::int64_t> direct_customer_times;
  std::vector<std::int64_t> visits;
  std::vector<RequirementRow> requirements;
  std::vector<AttributeRow> attributes;
  std::vector<ScheduleRow> schedules;
  std::vector<PeriodRow> periods;
  std::vector<ExceptionRow> exceptions;
  std::vector<ZoneRow> zones;
  std::vector<TransitionRow> transitions;
  std::vector<OwnerRow> owners;
  std::vector<NameRow> parties;
  std::vector<NameRow> roles;
  std::vector<ScriptRow> scripts;
  std::vector<RuleRow> rules;
  std::vector<TermRow> terms;
  std::vector<PredicateRow> predicates;
  std::vector<std::uint32_t> class_sets;
  std::vector<FactGroupRow> groups;
  std::vector<std::uint32_t> absent;
  std::vector<TextRef> texts;
  std::vector<PointRow> points;
  std::vector<TextRef> programs;
  std::vector<std::uint32_t> first_groups;
  std::vector<EffectRow> effects;
  std::vector<std::uint8_t> preferred;
  std::vector<TextRef> tags;
  std::uint32_t first_live_fact = 0;
  std::vector<std::uint32_t> channels_by_id;
  std::vector<std::uint32_t> services_by_id;
  std::vector<std::uint32_t> attributes_by_name;

  // What evaluates `programs`, in their order.
  std::shared_ptr<const RuleSet> rule_set;

  PlanView View() const;

 private:
  RuleView Rules() const;
};

// Writes text into the tables, the same text once.
class TextWriter {
 public:
  explicit TextWriter(PlanTables* tables) : tables_(tables) {}
  TextRef Add(const std::string& text);

 private:
  PlanTables* tables_;
  std::unordered_map<std::string, TextRef> written_;
};

// Hash of every table; equal tables have equal fingerprints in every process.
std::uint64_t Fingerprint(const PlanTables& tables);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_TABLES_H_
