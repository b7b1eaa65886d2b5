// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/guarantees_rules.h"

#include <algorithm>
#include <map>

#include "tests/reference/availability.h"
#include "tests/reference/told_rules.h"

namespace signpost::reference {
namespace {

template <typename List>
bool Contains(const List& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

struct Case {
  const v1::Catalog& catalog;
  const v1::Contact& contact;
  const v1::Decision& decision;
  ToldRules rules;
  std::map<std::string, const v1::Channel*> channels;
};

bool HasReason(const v1::Option& option, v1::ReasonCode code) {
  return std::any_of(option.reasons().begin(), option.reasons().end(),
                     [&](const v1::Reason& reason) { return reason.code() == code; });
}

bool TellsOfExclusion(const v1::Reason& reason) {
  return reason.code() == v1::REASON_CODE_EXCLUDED_BY_RULE ||
         reason.code() == v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED;
}

const v1::Option* AvailableOn(const Case& c, const std::string& channel) {
  for (const v1::Option& option : c.decision.options()) {
    if (option.channel() == channel && option.available()) return &option;
  }
  return nullptr;
}

// G1: whoever is excluded is so by a rule, on a ground of the closed list that this rule states.
std::string CheckExclusion(const Case& c, const v1::Option& option) {
  const std::string& channel = option.channel();
  const v1::Reason* told = nullptr;
  for (const v1::Reason& reason : option.reasons()) {
    if (!TellsOfExclusion(reason)) {
      if (!reason.rule().empty()) return "G1: a rule is no reason of " + channel;
      continue;
    }
    if (told != nullptr) return "G1: excluded twice: " + channel;
    told = &reason;
  }
  const Verdict verdict = c.rules.VerdictOn(channel);
  if (told == nullptr) {
    const bool must = verdict.effect != nullptr && verdict.effect->has_exclude();
    return must ? "G1: " + channel + " is not excluded" : "";
  }
  const v1::Rule* rule = c.rules.MayHaveMatched(told->rule());
  if (rule == nullptr || (verdict.rule != nullptr && verdict.rule != rule)) {
    return "G1: not what excludes " + channel;
  }
  const bool on_the_list = told->ground() >= v1::EXCLUSION_GROUND_LEGAL &&
                           told->ground() <= v1::EXCLUSION_GROUND_CAPACITY;
  const bool states_it =
      std::any_of(rule->effects().begin(), rule->effects().end(), [&](const v1::Effect& effect) {
        return effect.exclude().ground() == told->ground() &&
               Contains(effect.exclude().channels(), channel) &&
               (verdict.effect == nullptr || verdict.effect == &effect);
      });
  if (!on_the_list || !states_it) return "G1: exclusion of " + channel + " without ground";
  if (told->code() == v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED &&
      (told->ground() != v1::EXCLUSION_GROUND_CAPACITY || IsDigital(*c.channels.at(channel)))) {
    return "G1: an exclusion of " + channel + " is ignored";
  }
  return "";
}

std::string CheckExclusions(const Case& c) {
  for (const v1::Option& option : c.decision.options()) {
    const std::string fault = CheckExclusion(c, option);
    if (!fault.empty()) return fault;
  }
  return "";
}

// G1: capacity takes people's last channel that is not digital from nobody, and is ignored for no
// other reason.
std::string CheckCapacity(const Case& c) {
  bool taken = false, held = false, ignored = false, left = false, left_anyway = false;
  for (const v1::Option& option : c.decision.options()) {
    if (IsDigital(*c.channels.at(option.channel()))) continue;
    int blocking = 0;
    bool excluded = false;
    for (const v1::Reason& reason : option.reasons()) {
      blocking += IsBlocking(reason.code()) ? 1 : 0;
      excluded = excluded || (reason.code() == v1::REASON_CODE_EXCLUDED_BY_RULE &&
                              reason.ground() == v1::EXCLUSION_GROUND_CAPACITY);
    }
    const bool is_ignored = HasReason(option, v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED);
    held = held || excluded;
    taken = taken || (excluded && blocking == 1);
    ignored = ignored || is_ignored;
    left = left || blocking == 0;
    left_anyway = left_anyway || (blocking == 0 && !is_ignored);
  }
  if (taken && !left) return "G1: capacity leaves only digital channels";
  if (ignored && (held || left_anyway || !left)) return "G1: capacity is ignored without need";
  return "";
}

// Whether the customer says nothing that can be had, so that a rule may.
bool LeavesItToRules(const Case& c) {
  if (c.catalog.policy().preference() == v1::PREFERENCE_MODE_WEIGH) return false;
  const auto& preferred = c.contact.customer().preferred_channels();
  return AvailableOn(c, c.contact.arrival_channel()) == nullptr &&
         std::none_of(preferred.begin(), preferred.end(), [&](const std::string& channel) {
           return AvailableOn(c, channel) != nullptr;
         });
}

struct Lead {
  std::string channel, rule;
};

// The first channel of those that matched rules prefer, as far as they are listed.
Lead FirstPreferred(const Case& c) {
  for (const v1::Rule* rule : c.rules.matched()) {
    for (const v1::Effect& effect : rule->effects()) {
      for (const std::string& channel : effect.prefer().channels()) {
        const v1::Option* option = AvailableOn(c, channel);
        if (option == nullptr || HasReason(*option, v1::REASON_CODE_ALREADY_TRIED)) continue;
        if (c.rules.VerdictOn(channel).effect == &effect) return {channel, rule->id()};
      }
    }
  }
  return {};
}

// G2: a rule's preference counts where the customer has none, and does not lead to what they tried.
std::string CheckPreference(const Case& c) {
  if (c.decision.reasons_size() != 1) return "G2: one reason";
  const v1::Reason& reason = c.decision.reasons(0);
  const bool by_rule = reason.code() == v1::REASON_CODE_RULE_PREFERENCE;
  if (by_rule == reason.rule().empty()) return "G2: whose preference it is";
  if (!LeavesItToRules(c)) return by_rule ? "G2: the customer's preference comes first" : "";
  const Lead lead = FirstPreferred(c);
  if (!lead.rule.empty()) {
    const bool follows = reason.rule() == lead.rule && c.decision.recommended() == lead.channel;
    return follows ? "" : "G2: " + lead.rule + " prefers " + lead.channel;
  }
  if (!by_rule) return "";
  // It can only be a rule that is not listed.
  const v1::Rule* rule = c.rules.MayHaveMatched(reason.rule());
  const v1::Option* first = AvailableOn(c, c.decision.recommended());
  if (rule == nullptr || c.rules.IsListed(rule) || first == nullptr ||
      HasReason(*first, v1::REASON_CODE_ALREADY_TRIED)) {
    return "G2: " + reason.rule() + " does not prefer " + c.decision.recommended();
  }
  return "";
}

}  // namespace

std::string CheckRules(const v1::Catalog& catalog, const v1::Contact& contact,
                       const v1::Decision& decision) {
  Case c{catalog, contact, decision, ToldRules(catalog, contact, decision), {}};
  for (const v1::Channel& channel : catalog.channels()) c.channels[channel.id()] = &channel;
  std::string fault = c.rules.Fault();
  for (const auto check : {CheckExclusions, CheckCapacity, CheckPreference}) {
    if (fault.empty()) fault = check(c);
  }
  return fault;
}

OfferedByRule IsOfferedByRule(const v1::Catalog& catalog, const v1::Decision& decision,
                              const std::string& channel) {
  OfferedByRule offered = OfferedByRule::kNo;
  for (const v1::Rule& rule : catalog.rules()) {
    const bool offers =
        std::any_of(rule.effects().begin(), rule.effects().end(), [&](const v1::Effect& effect) {
          return effect.has_offer() && effect.offer().channel() == channel;
        });
    if (!offers) continue;
    for (const v1::MatchedRule& matched : decision.matched_rules()) {
      if (matched.rule() == rule.id()) return OfferedByRule::kYes;
    }
    if (decision.matched_rule_count() > decision.matched_rules_size()) {
      offered = OfferedByRule::kPerhaps;
    }
  }
  return offered;
}

}  // namespace signpost::reference
