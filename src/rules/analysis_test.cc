// SPDX-License-Identifier: Apache-2.0
//
// What rules do to each other, by hand; what one condition alone can be is in fact_domains_test.cc.
#include "rules/analysis.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/analysis_testing.h"

namespace signpost {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct R {
  const char* id;
  const char* condition;
  const char* rest = "effects { tag: 't' }";
};

v1::Catalog With(const std::vector<R>& rules) {
  v1::Catalog catalog = Parse(kBase);
  for (const R& rule : rules) {
    v1::Rule* its = catalog.add_rules();
    EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(rule.rest, its)) << rule.rest;
    its->set_id(rule.id);
    its->set_condition(rule.condition);
  }
  return catalog;
}

std::vector<std::string> Find(const std::vector<R>& rules, const Limits& limits = {}) {
  return Analyse(With(rules), limits);
}

TEST(RuleAnalysis, ShadowedByWhoStopsBefore) {
  EXPECT_THAT(Find({{"a", "age >= 18", "stop: true"}, {"b", "age > 64 && vip"}}),
              ElementsAre("b shadowed by a"));
  EXPECT_THAT(Find({{"a", "age >= 18"}, {"b", "age > 64 && vip"}}), IsEmpty());
  EXPECT_THAT(Find({{"b", "age > 64 && vip"}, {"a", "age >= 18", "stop: true"}}), IsEmpty());
  EXPECT_THAT(Find({{"b", "age > 64"}, {"a", "age >= 18", "stop: true priority: 1"}}),
              ElementsAre("b shadowed by a"));
  EXPECT_THAT(Find({{"a", "true", "stop: true"}, {"b", "plan.matches('x')"}}),
              ElementsAre("b shadowed by a"));
  // Without an age, "a" is an error and stops nothing.
  EXPECT_THAT(Find({{"a", "age >= 18 || age < 18", "stop: true"}, {"b", "vip"}}), IsEmpty());
  EXPECT_THAT(Find({{"a", "vip || !vip", "stop: true"}, {"b", "age > 1"}}),
              ElementsAre("b shadowed by a"));
  EXPECT_THAT(
      Find({{"a", "plan.matches('x')", "stop: true"}, {"b", "plan.matches('x') && age > 1"}}),
      ElementsAre("b shadowed by a"));
  EXPECT_THAT(Find({{"a", "contact.service == 'tax'", "stop: true"},
                    {"b", "contact.service in ['tax', 'bins'] && age > 1"},
                    {"c", "contact.service == 'tax' && age > 1"}}),
              ElementsAre("c shadowed by a"));
}

TEST(RuleAnalysis, ShadowedOnlyWhereTheOtherIsValid) {
  EXPECT_THAT(Find({{"a", "true", "stop: true valid_from { seconds: 10 }"}, {"b", "vip"}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "true", "stop: true valid_from { seconds: 10 }"},
                    {"b", "vip", "valid_from { seconds: 10 }"}}),
              ElementsAre("b shadowed by a"));
  EXPECT_THAT(Find({{"a", "true", "stop: true valid_from { seconds: 10 }"},
                    {"b", "now >= timestamp('1970-01-01T00:00:10Z')"}}),
              ElementsAre("b shadowed by a"));
}

TEST(RuleAnalysis, DuplicatesAreEqualAsSets) {
  EXPECT_THAT(Find({{"a", "age > 64 && vip"}, {"b", "vip && !(age <= 64)"}}),
              ElementsAre("b duplicates a"));
  EXPECT_THAT(Find({{"a", "age > 64"}, {"b", "age > 64", "effects { tag: 'u' }"}}), IsEmpty());
  EXPECT_THAT(Find({{"a", "age > 64"}, {"b", "age > 64", "effects { tag: 't' } stop: true"}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "vip"}, {"b", "vip", "effects { tag: 't' } valid_to { seconds: 9 }"}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "vip"}, {"b", "vip"}, {"c", "vip == true"}}),
              ElementsAre("b duplicates a", "c duplicates a"));
}

constexpr char kExcludeWeb[] =
    "effects { exclude { channels: 'web' ground: EXCLUSION_GROUND_LEGAL } }";
constexpr char kPreferWeb[] = "effects { prefer { channels: 'web' } }";

TEST(RuleAnalysis, ConflictsNameWhoDecides) {
  EXPECT_THAT(Find({{"a", "age >= 65", kExcludeWeb}, {"b", "vip", kPreferWeb}}),
              ElementsAre("b prefers web, a excludes"));
  EXPECT_THAT(Find({{"b", "vip", kPreferWeb}, {"a", "age >= 65", kExcludeWeb}}),
              ElementsAre("a excludes web, b prefers"));
  EXPECT_THAT(Find({{"a", "age >= 65", kExcludeWeb}, {"b", "age < 65", kPreferWeb}}), IsEmpty());
  EXPECT_THAT(Find({{"a", "contact.service == 'tax'", kExcludeWeb},
                    {"b", "contact.service == 'bins'", kPreferWeb}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "vip", "effects { offer { channel: 'web' script: 'one' } }"},
                    {"b", "age > 1", "effects { offer { channel: 'web' script: 'two' } }"},
                    {"c", "age > 2", "effects { offer { channel: 'web' script: 'two' } }"}}),
              ElementsAre("b offers web, a otherwise", "c offers web, a otherwise"));
}

TEST(RuleAnalysis, ConflictsNeedAServiceWithTheChannel) {
  const char* const prefer = "effects { prefer { channels: 'counter' } }";
  const char* const exclude =
      "effects { exclude { channels: 'counter' ground: EXCLUSION_GROUND_SAFETY } }";
  EXPECT_THAT(Find({{"a", "vip", prefer}, {"b", "age > 1", exclude}}),
              ElementsAre("b excludes counter, a prefers"));
  EXPECT_THAT(Find({{"a", "contact.service != 'tax'", prefer}, {"b", "age > 1", exclude}}),
              IsEmpty());
}

TEST(RuleAnalysis, ConflictsMustBeReached) {
  EXPECT_THAT(Find({{"s", "age > 1", "stop: true"},
                    {"a", "vip", kExcludeWeb},
                    {"b", "age > 0", kPreferWeb}}),
              ElementsAre("b prefers web, a excludes"));  // At the age of 1.
  EXPECT_THAT(Find({{"a", "vip", kExcludeWeb},
                    {"s", "vip && age > 1", "stop: true"},
                    {"b", "age > 1", kPreferWeb}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "vip", "stop: true effects { exclude { channels: 'web' } }"},
                    {"b", "age > 1", kPreferWeb}}),
              IsEmpty());
}

TEST(RuleAnalysis, ConflictsMustBeCertain) {
  EXPECT_THAT(Find({{"a", "plan.startsWith('x')", kExcludeWeb}, {"b", "vip", kPreferWeb}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "live('phone').open", kExcludeWeb}, {"b", "vip", kPreferWeb}}),
              IsEmpty());
  EXPECT_THAT(Find({{"a", "live('web').open", kExcludeWeb}, {"b", "vip", kPreferWeb}}),
              ElementsAre("b prefers web, a excludes"));
  EXPECT_THAT(
      Find({{"a", "vip", "effects { exclude { channels: 'web' } } valid_to { seconds: 9 }"},
            {"b", "vip", "effects { prefer { channels: 'web' } } valid_from { seconds: 9 }"}}),
      IsEmpty());
  EXPECT_THAT(
      Find({{"a", "vip", "effects { exclude { channels: 'web' } } valid_to { seconds: 9 }"},
            {"b", "vip", "effects { prefer { channels: 'web' } } valid_from { seconds: 8 }"}}),
      ElementsAre("b prefers web, a excludes"));
}

TEST(RuleAnalysis, CapacityGivesWayToAStrongerGround) {
  const char* const capacity =
      "valid_to { seconds: 2000000000 } "
      "effects { exclude { channels: ['phone', 'web'] ground: EXCLUSION_GROUND_CAPACITY } }";
  EXPECT_THAT(Find({{"a", "vip", capacity},
                    {"b", "age > 1",
                     "effects { exclude { channels: 'phone' ground: EXCLUSION_GROUND_LEGAL } }"}}),
              IsEmpty());
}

constexpr char kExcludePhone[] =
    "effects { exclude { channels: 'phone' ground: EXCLUSION_GROUND_SAFETY } }";

TEST(RuleAnalysis, ExclusionsTogetherLeaveNone) {
  EXPECT_THAT(Find({{"a", "vip", kExcludeWeb}, {"b", "age > 1", kExcludePhone}}),
              ElementsAre("b, a leave bins none"));
  EXPECT_THAT(Find({{"a", "vip", kExcludeWeb}, {"b", "age > 1 && !vip", kExcludePhone}}),
              IsEmpty());
  EXPECT_THAT(
      Find({{"a", "contact.service == 'tax'", kExcludeWeb}, {"b", "age > 1", kExcludePhone}}),
      IsEmpty());  // It has the counter, too.
  EXPECT_THAT(
      Find({{"a", "contact.service == 'tax'", kExcludeWeb},
            {"b", "age > 1", kExcludePhone},
            {"c", "vip",
             "effects { exclude { channels: 'counter' ground: EXCLUSION_GROUND_SAFETY } }"}}),
      ElementsAre("c, a, b leave tax none"));
  // One alone does it: not this check's.
  EXPECT_THAT(
      Find({{"a", "contact.service == 'bins'",
             "effects { exclude { channels: ['web', 'phone'] ground: EXCLUSION_GROUND_LEGAL } }"},
            {"b", "contact.service == 'bins'", kExcludePhone}}),
      IsEmpty());
}

TEST(RuleAnalysis, ExclusionsThatDoNotCount) {
  const char* const capacity =
      "valid_to { seconds: 2000000000 } "
      "effects { exclude { channels: 'phone' ground: EXCLUSION_GROUND_CAPACITY } }";
  EXPECT_THAT(Find({{"a", "vip", kExcludeWeb}, {"b", "age > 1", capacity}}), IsEmpty());
  // Whoever makes "b" hold is preferred the phone before.
  EXPECT_THAT(Find({{"p", "age > 0", "effects { prefer { channels: 'phone' } } priority: 1"},
                    {"a", "vip", kExcludeWeb},
                    {"b", "age > 1", kExcludePhone}}),
              ElementsAre("b excludes phone, p prefers"));
  EXPECT_THAT(
      Find({{"a", "vip",
             "stop: true effects { exclude { channels: 'web' ground: EXCLUSION_GROUND_LEGAL } }"},
            {"b", "age > 1", kExcludePhone}}),
      IsEmpty());
}

TEST(RuleAnalysis, LimitIsSaidNeverSilent) {
  const std::vector<R> rules = {{"a", "vip", kExcludeWeb}, {"b", "age > 1", kPreferWeb}};
  EXPECT_THAT(Find(rules), ElementsAre("b prefers web, a excludes"));
  Limits limits;
  limits.rule_pairs_analysed = 0;
  EXPECT_THAT(Find(rules, limits), ElementsAre("cut"));
  EXPECT_THAT(Find({{"a", "age < 1 && age > 1"}}, limits), ElementsAre("a never"));
  std::int64_t enough = 1;
  for (;; ++enough) {
    limits.rule_pairs_analysed = enough;
    if (Find(rules, limits).back() != "cut") break;
    ASSERT_LT(enough, 100);
  }
  EXPECT_THAT(Find(rules, limits), ElementsAre("b prefers web, a excludes"));
}

}  // namespace
}  // namespace signpost
