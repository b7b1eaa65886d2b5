// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/effects.h"

#include <algorithm>
#include <string>

namespace signpost::reference {
namespace {

constexpr int kListed = 16;

// The candidates on these channels, each once, in the order of the list.
template <typename List>
std::vector<Candidate*> On(const List& channels, std::vector<Candidate>& candidates) {
  std::vector<Candidate*> named;
  for (const std::string& channel : channels) {
    for (Candidate& candidate : candidates) {
      if (candidate.channel->id() != channel) continue;
      if (std::find(named.begin(), named.end(), &candidate) == named.end()) {
        named.push_back(&candidate);
      }
    }
  }
  return named;
}

// Of exclude and prefer, the first that names a channel decides.
bool IsDecided(const Candidate& candidate) {
  return candidate.exclusion.has_value() || candidate.preferred_by != nullptr;
}

void AddOnce(const std::string& word, std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

}  // namespace

void ApplyEffects(const Ruling& ruling, std::vector<Candidate>& candidates) {
  int preferences = 0;
  for (const v1::Rule* rule : ruling.matched) {
    for (const v1::Effect& effect : rule->effects()) {
      for (Candidate* option : On(effect.exclude().channels(), candidates)) {
        const bool gives_way = option->exclusion.has_value() &&
                               option->exclusion->ground == v1::EXCLUSION_GROUND_CAPACITY &&
                               effect.exclude().ground() != v1::EXCLUSION_GROUND_CAPACITY;
        if (!IsDecided(*option) || gives_way) {
          option->exclusion = {rule, effect.exclude().ground()};
        }
      }
      for (Candidate* option : On(effect.prefer().channels(), candidates)) {
        if (IsDecided(*option)) continue;
        option->preferred_by = rule;
        option->preference = preferences++;
      }
      for (Candidate* option : On(effect.adjust().channels(), candidates)) {
        option->adjustments.push_back(&effect.adjust());
      }
      for (Candidate* option : On(effect.weigh().channels(), candidates)) {
        option->weighed += MicrosOf(effect.weigh().money());
      }
      for (Candidate& option : candidates) {
        if (option.channel->id() == effect.offer().channel() && option.offer == nullptr) {
          option.offer = &effect.offer();
        }
      }
    }
  }
}

void TellRules(const Ruling& ruling, v1::Decision& decision) {
  std::vector<std::string> tags, roles;
  for (const v1::Rule* rule : ruling.matched) {
    if (decision.matched_rules_size() < kListed) {
      decision.add_matched_rules()->set_rule(rule->id());
    }
    for (const v1::Effect& effect : rule->effects()) {
      if (effect.has_tag()) AddOnce(effect.tag(), tags);
      if (effect.has_escalate()) AddOnce(effect.escalate().role(), roles);
    }
  }
  decision.set_matched_rule_count(static_cast<int>(ruling.matched.size()));
  for (const auto& [rule, code] : ruling.failed) {
    if (decision.failed_rules_size() == kListed) break;
    v1::FailedRule& failed = *decision.add_failed_rules();
    failed.set_rule(rule->id());
    failed.set_code(code);
  }
  decision.set_failed_rule_count(static_cast<int>(ruling.failed.size()));
  for (const std::string& tag : tags) {
    if (decision.tags_size() < kListed) decision.add_tags(tag);
  }
  decision.set_tags_cut(static_cast<int>(tags.size()) > kListed);
  for (const std::string& role : roles) {
    if (decision.escalations_size() < kListed) decision.add_escalations(role);
  }
  decision.set_escalations_cut(static_cast<int>(roles.size()) > kListed);
}

}  // namespace signpost::reference
