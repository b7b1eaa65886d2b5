// SPDX-License-Identifier: Apache-2.0
//
// The analysis of random rules, against every contact there is of a small world: each condition is
// evaluated from its text, contact by contact. Nothing that is found may be false; how much of what
// is true was found is printed. SIGNPOST_SEED repeats a run, SIGNPOST_RULE_SETS sets its length.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "gtest/gtest.h"
#include "rules/analysis_world.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

// What is so, by trying every contact.
class Truth {
 public:
  Truth(const v1::Catalog& catalog, const std::vector<v1::Contact>& contacts)
      : catalog_(catalog), contacts_(contacts) {
    for (int i = 0; i < catalog.rules_size(); ++i) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
      return catalog.rules(a).priority() > catalog.rules(b).priority();
    });
    Evaluate();
  }

  bool Never(int rule) const { return holds_[rule].none(); }
  bool Before(int a, int b) const {
    return std::find(order_.begin(), std::find(order_.begin(), order_.end(), b), a) !=
           std::find(order_.begin(), order_.end(), b);
  }
  bool Shadowed(int rule, int by) const {
    return Before(by, rule) && catalog_.rules(by).stop() && (holds_[rule] & ~holds_[by]).none();
  }
  bool Equal(int rule, int other) const {
    const v1::Rule &a = catalog_.rules(rule), &b = catalog_.rules(other);
    if (a.effects_size() != b.effects_size() || a.stop() != b.stop()) return false;
    for (int i = 0; i < a.effects_size(); ++i) {
      if (a.effects(i).SerializeAsString() != b.effects(i).SerializeAsString()) return false;
    }
    return Before(other, rule) && holds_[rule] == holds_[other];
  }
  // For some contact that both are applied to, whose service has the channel.
  bool Meet(int rule, int other, int channel) const {
    const Contacts both = applied_[rule] & applied_[other];
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (both[i] && (channel != 2 || contacts_[i].service() == "q")) return true;
    }
    return false;
  }
  // What a rule says of a channel: E(xclude), C(apacity), P(refer), or nothing.
  char Says(int rule, const std::string& channel) const {
    for (const v1::Effect& effect : catalog_.rules(rule).effects()) {
      if (effect.exclude().channels_size() > 0 && effect.exclude().channels(0) == channel)
        return effect.exclude().ground() == v1::EXCLUSION_GROUND_CAPACITY ? 'C' : 'E';
      if (effect.prefer().channels_size() > 0 && effect.prefer().channels(0) == channel) return 'P';
    }
    return ' ';
  }
  std::string Offers(int rule) const {
    for (const v1::Effect& effect : catalog_.rules(rule).effects())
      if (effect.has_offer()) return effect.offer().script();
    return "";
  }
  // Of a rule and one before it: the kind of finding about the channel, if there is one.
  std::set<RuleFindingKind> Conflicts(int rule, int other, int channel) const {
    const std::string& id = catalog_.channels(channel).id();
    const char its = Says(rule, id), first = Says(other, id);
    std::set<RuleFindingKind> kinds;
    if (its == 'P' && (first == 'E' || first == 'C'))
      kinds.insert(RuleFindingKind::kExcludedBefore);
    if ((its == 'E' || its == 'C') && first == 'P') kinds.insert(RuleFindingKind::kPreferredBefore);
    if (id == "web" && !Offers(rule).empty() && !Offers(other).empty() &&
        Offers(rule) != Offers(other)) {
      kinds.insert(RuleFindingKind::kOtherScriptBefore);
    }
    return kinds;
  }
  const Contacts& applied(int rule) const { return applied_[rule]; }

 private:
  void Evaluate() {
    const RuleEnvironment environment(catalog_.attributes(), {"phone", "web", "counter"});
    std::vector<std::shared_ptr<const cel::Program>> programs;
    for (const v1::Rule& rule : catalog_.rules())
      programs.push_back(CompileCondition(environment, rule.condition(), rule.id(), {}).program);
    holds_.resize(programs.size());
    applied_.resize(programs.size());
    const cel::Environment& names = environment.cel();
    cel::Workspace facts(cel::Limits(), names.pool(), names.factory());
    cel::Workspace work(cel::Limits(), names.pool(), names.factory());
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      facts.Clear();
      cel::Activation activation(names);
      Activate(environment, contacts_[i], nullptr, &activation, &facts);
      bool stopped = false;
      for (const int rule : order_) {
        work.Clear();
        const v1::Rule& its = catalog_.rules(rule);
        const std::int64_t time = contacts_[i].time().seconds();
        const bool valid = (!its.has_valid_from() || its.valid_from().seconds() <= time) &&
                           (!its.has_valid_to() || time < its.valid_to().seconds());
        const auto at = static_cast<std::size_t>(rule);
        holds_[at][i] = valid && programs[at]->Evaluate(activation, work).IsTrue();
        applied_[at][i] = holds_[at][i] && !stopped;
        stopped |= holds_[at][i] && its.stop();
      }
    }
  }

  const v1::Catalog& catalog_;
  const std::vector<v1::Contact>& contacts_;
  std::vector<int> order_;
  std::vector<Contacts> holds_;
  std::vector<Contacts> applied_;
};

// Whether the engine excludes every channel of some contact to which all of these rules apply.
bool LeaveNone(const v1::Catalog& catalog, const Truth& truth,
               const std::vector<v1::Contact>& contacts, const RuleFinding& finding) {
  const CatalogResult valid = ValidateCatalog(catalog);
  if (!valid.catalog) return false;
  const auto plan = CompilePlan(*valid.catalog);
  if (!plan.ok()) return false;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    bool all = truth.applied(finding.rule)[i] &&
               contacts[i].service() == catalog.services(finding.service).id();
    for (const int other : finding.others) all = all && truth.applied(other)[i];
    if (!all) continue;
    const v1::Decision decision = Decide(*plan, contacts[i]);
    for (const v1::Option& option : decision.options()) {
      bool excluded = false;
      for (const v1::Reason& reason : option.reasons())
        excluded |= reason.code() == v1::REASON_CODE_EXCLUDED_BY_RULE;
      all = all && excluded;
    }
    if (all && decision.status() == v1::DECISION_STATUS_NOBODY_CAN_SERVE) return true;
  }
  return false;
}

struct Count {
  int there = 0, found = 0;
};

std::uint64_t FromEnvironment(const char* name, std::uint64_t fallback) {
  const char* text = std::getenv(name);
  std::uint64_t value = 0;
  return text != nullptr && absl::SimpleAtoi(text, &value) ? value : fallback;
}

TEST(RandomRules, WhatIsFoundIsTrue) {
  const std::uint64_t first = FromEnvironment("SIGNPOST_SEED", std::random_device{}());
  const std::uint64_t sets = FromEnvironment("SIGNPOST_RULE_SETS", 60);
  std::cout << "SIGNPOST_SEED=" << first << "\n";
  const std::vector<v1::Contact> contacts = EveryContact();
  ASSERT_EQ(contacts.size(), Contacts().size());
  std::map<std::string, Count> counts;
  for (std::uint64_t seed = first; seed < first + sets && !testing::Test::HasFailure(); ++seed) {
    const v1::Catalog catalog = RuleMaker(seed).Catalog();
    SCOPED_TRACE(absl::StrCat("SIGNPOST_SEED=", seed, "\n"));
    const Truth truth(catalog, contacts);
    const RuleSet set = Lower(catalog);
    std::set<int> silent;  // Rules that are said never to add anything.
    std::map<int, std::set<int>> meets;
    for (const RuleFinding& finding : AnalyseRules(catalog, CatalogIndex(catalog), set, {})) {
      const std::string text = Short(catalog, finding) + "\n" + catalog.DebugString();
      switch (finding.kind) {
        case RuleFindingKind::kNeverMatches:
          EXPECT_TRUE(truth.Never(finding.rule)) << text;
          ++counts["never"].found;
          silent.insert(finding.rule);
          break;
        case RuleFindingKind::kShadowed:
          EXPECT_TRUE(truth.Shadowed(finding.rule, finding.other)) << text;
          ++counts["shadowed"].found;
          silent.insert(finding.rule);
          break;
        case RuleFindingKind::kDuplicate:
          EXPECT_TRUE(truth.Equal(finding.rule, finding.other)) << text;
          ++counts["duplicate"].found;
          silent.insert(finding.rule);
          break;
        case RuleFindingKind::kExclusionsLeaveNone:
          EXPECT_TRUE(LeaveNone(catalog, truth, contacts, finding)) << text;
          ++counts["leave none"].found;
          break;
        case RuleFindingKind::kCut:
          ADD_FAILURE() << text;
          break;
        default:
          EXPECT_TRUE(truth.Meet(finding.rule, finding.other, finding.channel)) << text;
          EXPECT_EQ(
              truth.Conflicts(finding.rule, finding.other, finding.channel).count(finding.kind), 1U)
              << text;
          if (meets[finding.rule].insert(finding.other).second) ++counts["conflict"].found;
          break;
      }
    }
    // What there is to be found, of rules about which nothing else was said.
    for (int rule = 0; rule < catalog.rules_size(); ++rule) {
      if (truth.Never(rule)) {
        ++counts["never"].there;
        continue;
      }
      bool equal = false, shadowed = false;
      for (int other = 0; other < catalog.rules_size(); ++other) {
        equal |= truth.Equal(rule, other);
        shadowed |= truth.Shadowed(rule, other) && !truth.Never(other);
      }
      if (equal) ++counts["duplicate"].there;
      if (shadowed && !equal) ++counts["shadowed"].there;
      for (int other = 0; other < catalog.rules_size(); ++other) {
        if (!truth.Before(other, rule) || silent.count(rule) + silent.count(other) > 0) continue;
        bool any = false;
        for (int channel = 0; channel < 3; ++channel) {
          any |= !truth.Conflicts(rule, other, channel).empty() && truth.Meet(rule, other, channel);
        }
        if (any) ++counts["conflict"].there;
      }
    }
  }
  for (const auto& [kind, count] : counts) {
    std::cout << kind << ": found " << count.found;
    if (count.there > 0) std::cout << " of " << count.there;
    std::cout << "\n";
  }
  // Programs and opening hours apart, most is found; else the test would prove little.
  if (sets < 60) return;
  for (const char* kind : {"never", "shadowed", "duplicate", "conflict"})
    EXPECT_GT(2 * counts[kind].found, counts[kind].there) << kind;
  EXPECT_GT(counts["leave none"].found, 0);
}

}  // namespace
}  // namespace signpost
