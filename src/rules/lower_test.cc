// SPDX-License-Identifier: Apache-2.0
//
// What conditions become. That it means the same as the condition is judged in tests/rules.
#include "rules/lower.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "rules/testing.h"

namespace signpost {
namespace {

struct Case {
  const char* condition;
  const char* terms;
};

void Expect(const std::vector<Case>& cases) {
  const RuleBed bed;
  for (const Case& c : cases) EXPECT_EQ(bed.Lower(c.condition), c.terms) << c.condition;
}

TEST(Lower, NegationGoesDownToPredicates) {
  Expect({
      {"vulnerable", "vulnerable"},
      {"!vulnerable", "!vulnerable"},
      {"!!vulnerable", "vulnerable"},
      {"vulnerable && word == 'a'", R"(all(vulnerable, word {"a"}))"},
      {"!(vulnerable && word == 'a')", R"(any(!vulnerable, !word {"a"}))"},
      {"!(vulnerable || word != 'a')", R"(all(!vulnerable, word {"a"}))"},
      {"!(vulnerable && !(word == 'a' || 'b' in tags))",
       R"(any(!vulnerable, word {"a"}, tags has "b"))"},
      {"!(vulnerable && (word == 'a' || 'b' in tags))",
       R"(any(!vulnerable, all(!word {"a"}, !tags has "b")))"},
      {"!(word in ['a'] ? vulnerable : true)", R"(!program `word in ["a"] ? vulnerable : true`)"},
  });
}

TEST(Lower, NestedChainsOfOneKindAreJoined) {
  Expect({
      {"vulnerable && (word == 'a' && ('b' in tags && age == 1))",
       R"(all(vulnerable, word {"a"}, tags has "b", age {1}))"},
      {"(vulnerable || word == 'a') || !(!('b' in tags) && age != 1)",
       R"(any(vulnerable, word {"a"}, tags has "b", age {1}))"},
      {"vulnerable && (word == 'a' || (age == 1 || age == 2 && age == 3))",
       R"(all(vulnerable, any(word {"a"}, age {1}, all(age {2}, age {3}))))"},
      {"vulnerable && !(word == 'a' || !(age == 1 && age == 2))",
       R"(all(vulnerable, !word {"a"}, age {1}, age {2}))"},
  });
}

TEST(Lower, ConstantsAreFolded) {
  Expect({
      {"true", "true"},
      {"!true", "false"},
      {"1 + 1 == 2 && vulnerable", "vulnerable"},
      {"false && vulnerable", "false"},
      {"vulnerable || true", "true"},
      {"age > 60 + 5", "age [66, *)"},
      {"now < timestamp('1970-01-02T00:00:00Z')", "!now [86400s+0ns, *)"},
      // An error stays one.
      {"1 / 0 == 1", R"(program `1 / 0 == 1`)"},
      {"1 / 0 == 1 && vulnerable", R"(all(program `1 / 0 == 1`, vulnerable))"},
  });
}

// One line of numbers, one way to write a stretch of it.
TEST(Lower, IntegersAreComparedInOneWay) {
  Expect({
      {"age >= 65", "age [65, *)"},
      {"65 <= age", "age [65, *)"},
      {"age > 64", "age [65, *)"},
      {"age >= dyn(65u)", "age [65, *)"},
      {"age >= dyn(65.0)", "age [65, *)"},
      {"age > dyn(64.5)", "age [65, *)"},
      {"age >= dyn(64.5)", "age [65, *)"},
      {"!(age < 65)", "age [65, *)"},
      {"!(65 > age)", "age [65, *)"},
      {"age < 65", "!age [65, *)"},
      {"age <= 64", "!age [65, *)"},
      {"age < dyn(64.5)", "!age [65, *)"},
      {"age == 65", "age {65}"},
      {"age != 65", "!age {65}"},
      {"65 == age", "age {65}"},
      {"age == dyn(65.0)", "age {65}"},
      {"age == dyn(65u)", "age {65}"},
      {"age == dyn(64.5)", "age {}"},
      {"age in [3, 1, 3]", "age {1, 3}"},
      {"age in [3, 1.0, 2u, 4.5]", R"(program `age in [3, 1.0, 2u, 4.5]`)"},
      {"age in [3, 1.0, 2u]", "age {1, 2, 3}"},
      {"contact.urgency > 3", "urgency [4, *)"},
      {"contact.customer.identity_level <= 2", "!customer.identity_level [3, *)"},
  });
}

TEST(Lower, IntegersAtTheEndsOfTheirLine) {
  Expect({
      {"age > 9223372036854775807", "age {}"},
      {"age <= 9223372036854775807", "!age {}"},
      {"age >= 9223372036854775807", "age [9223372036854775807, *)"},
      {"age == 9223372036854775807", "age {9223372036854775807}"},
      {"age >= -9223372036854775808", "age [-9223372036854775808, *)"},
      {"age < -9223372036854775808", "!age [-9223372036854775808, *)"},
      {"age < dyn(18446744073709551615u)", "!age {}"},
      {"age > dyn(18446744073709551615u)", "age {}"},
      {"age == dyn(9223372036854775807u)", "age {9223372036854775807}"},
      {"age > dyn(1e300)", "age {}"},
      {"age < dyn(1e300)", "!age {}"},
      {"age > dyn(-1e300)", "age [-9223372036854775808, *)"},
      {"age < dyn(-1e300)", "!age [-9223372036854775808, *)"},
      {"age > dyn(1.0 / 0.0)", "age {}"},
      {"age >= dyn(-1.0 / 0.0)", "age [-9223372036854775808, *)"},
      // No comparison with a NaN holds, and no negation of one fails.
      {"age < dyn(0.0 / 0.0)", "age {}"},
      {"age >= dyn(0.0 / 0.0)", "age {}"},
      {"!(age >= dyn(0.0 / 0.0))", "!age {}"},
      {"age == dyn(0.0 / 0.0)", "age {}"},
      {"age != dyn(0.0 / 0.0)", "!age {}"},
      {"age in [dyn(0.0 / 0.0), 1]", "age {1}"},
      // Beyond 2^53 several integers equal one double.
      {"age == dyn(9007199254740991.0)", "age {9007199254740991}"},
      {"age == dyn(9007199254740992.0)", "age [9007199254740992, 9007199254740994)"},
      {"age > dyn(9007199254740992.0)", "age [9007199254740994, *)"},
      {"age >= dyn(9007199254740992.0)", "age [9007199254740992, *)"},
      {"age in [9007199254740992.0, 1]", R"(program `age in [9007199254740992.0, 1]`)"},
      {"age == dyn(9223372036854775808.0)", "age [9223372036854775296, *)"},
  });
}

// A double may be a NaN, of which neither `<` nor `>=` holds: two predicates.
TEST(Lower, DoublesKeepTheirDirection) {
  Expect({
      {"share >= 0.5", "share [0.5, *)"},
      {"share > 0.5", "share (0.5, *)"},
      {"share < 0.5", "share (*, 0.5)"},
      {"share <= 0.5", "share (*, 0.5]"},
      {"!(share < 0.5)", "!share (*, 0.5)"},
      {"share == 0.5", "share {0.5}"},
      {"share == -0.0", "share {0}"},
      {"share >= dyn(1)", "share [1, *)"},
      {"share >= dyn(9007199254740993)", "share [9007199254740992, *)"},
      {"share >= dyn(18446744073709551615u)", "share [18446744073709551616, *)"},
      {"share < 1.0 / 0.0", "share (*, Infinity)"},
      {"share > -1.0 / 0.0", "share (-Infinity, *)"},
      {"share == 0.0 / 0.0", "share {}"},
      {"share != 0.0 / 0.0", "!share {}"},
      {"share in [2, 1.5, 2u]", "share {1.5, 2}"},
      {"share in [0.0 / 0.0]", "share {}"},
  });
}

TEST(Lower, TimesAndDurations) {
  Expect({
      {"moved_in > timestamp('1970-01-01T00:00:01.000000005Z')", "moved_in (1s+5ns, *)"},
      {"moved_in <= timestamp('1970-01-01T00:00:01.000000005Z')", "!moved_in (1s+5ns, *)"},
      {"moved_in == timestamp('1969-12-31T23:59:59.25Z')", "moved_in {-1s+250000000ns}"},
      {"contact.time >= timestamp('1970-01-01T00:00:01Z')", "now [1s+0ns, *)"},
      {"now in [timestamp('1970-01-01T00:00:01Z')]", "now {1s+0ns}"},
      {"overdue > duration('-1.5s')", "overdue (-1500000000, *)"},
      {"duration('1h') >= overdue", "!overdue (3600000000000, *)"},
      {"overdue in [duration('1s'), duration('1000ms')]", "overdue {1000000000}"},
      {"now - moved_in > duration('1h')", R"(program `now - moved_in > duration("3600s")`)"},
  });
}

TEST(Lower, TextsAndLists) {
  Expect({
      {"contact.service == 'council-tax'", R"(service {"council-tax"})"},
      {"'council-tax' != contact.service", R"(!service {"council-tax"})"},
      {"contact.service in ['b', 'a', 'b']", R"(service {"a", "b"})"},
      {"contact.service in []", "service {}"},
      {"word in ['a', 'b'] && word == 'a'", R"(all(word {"a", "b"}, word {"a"}))"},
      {"word < 'a'", R"(program `word < "a"`)"},
      {"word.matches('^a')", R"(program `word.matches("^a")`)"},
      {"'deaf' in contact.customer.needs", R"(customer.needs has "deaf")"},
      {"!('web' in contact.customer.declined_offers)", R"(!customer.declined_offers has "web")"},
      {"word in tags", R"(program `word in tags`)"},
      {"tags == ['a']", R"(program `tags == ["a"]`)"},
      {"tags.exists(t, t == 'a')", R"(program `tags.exists(t, t == "a")`)"},
      {"'a' in ['a', word]", R"(program `"a" in ["a", word]`)"},
      {"word in ['a', 1]", R"(program `word in ["a", 1]`)"},
  });
}

TEST(Lower, TruthsAndPresence) {
  Expect({
      {"vulnerable == true", "vulnerable"},
      {"vulnerable == false", "!vulnerable"},
      {"false != vulnerable", "vulnerable"},
      {"vulnerable in [true]", R"(program `vulnerable in [true]`)"},
      {"contact.customer.has_internet", "customer.has_internet"},
      {"has(contact.customer.has_internet)", "has customer.has_internet"},
      {"has(contact.customer.identity_level)", "has customer.identity_level"},
      {"has(contact.customer.language)", R"(!customer.language {""})"},
      {"has(contact.urgency)", "!urgency {0}"},
      {"has(contact.time)", "true"},
      {"!has(contact.id)", R"(id {""})"},
      {"has(contact.customer)", R"(program `has(contact.customer)`)"},
      {"has(contact.customer.needs)", R"(program `has(contact.customer.needs)`)"},
      {"contact.attributes.x", R"(program `contact.attributes.x`)"},
      // A term that may be no truth value keeps its chain together.
      {"contact.attributes.x || vulnerable", R"(program `contact.attributes.x || vulnerable`)"},
      {"!contact.attributes.x", R"(program `!contact.attributes.x`)"},
  });
}

TEST(Lower, LiveStandsByItself) {
  Expect({
      {"live('phone').open", "open(phone)"},
      {"!live('web').in_service", "!in service(web)"},
      {"live('web').in_service == false", "!in service(web)"},
      {"live('phone').expected_wait > duration('10m')", "wait(phone) (600000000000, *)"},
      {"has(live('phone').expected_wait)", "wait known(phone)"},
      {"has(live('phone').open)", "true"},
      {"live('phone').open && (vulnerable || live('web').open)",
       "all(open(phone), any(vulnerable, open(web)))"},
      {"live('ph' + 'one').open", "open(phone)"},
  });
  const std::string issue =
      "live() must stand by itself, or be compared with a constant: it is known only "
      "when the "
      "contact is routed";
  const RuleBed bed;
  for (const char* const condition :
       {"live(word).open", "live('fax').open", "live('phone').expected_wait > overdue",
        "live('phone').open ? true : vulnerable", "live('phone').open == vulnerable",
        "tags.exists(t, live(t).open)", "live('phone') == live('web')",
        "vulnerable && live('phone').open in [true]", "contact.attributes.x || live('web').open",
        "live('phone').expected_wait + overdue > duration('1s')"}) {
    EXPECT_EQ(bed.Lower(condition), issue) << condition;
  }
  EXPECT_EQ(bed.Lower("live(word).open && live(word).in_service"), issue + "; " + issue);
}

TEST(Lower, AnIssueOfLiveShowsWhatItIsAbout) {
  const RuleBed bed;
  RuleSetBuilder builder(bed.environment(), {});
  const RuleSetBuilder::Added added =
      builder.Add("vulnerable && live(word).open == true", "rule \"r\"");
  ASSERT_EQ(added.issues.size(), 1u);
  EXPECT_THAT(added.source->Format(added.issues[0]),
              testing::AllOf(testing::StartsWith("rule \"r\":1:15: live() must stand by itself"),
                             testing::EndsWith("\n  vulnerable && live(word).open == true"
                                               "\n                ^^^^^^^^^^^^^^^^^^^^^^^")));
  EXPECT_TRUE(added.uses_live);
}

TEST(Lower, TellsOfLive) {
  const RuleBed bed;
  const RuleSet set = bed.Build(
      {"live('web').open", "vulnerable", "vulnerable || has(live('web').expected_wait)", "1 == 2"});
  EXPECT_TRUE(set.conditions[0].uses_live);
  EXPECT_FALSE(set.conditions[1].uses_live);
  EXPECT_TRUE(set.conditions[2].uses_live);
  EXPECT_FALSE(set.conditions[3].uses_live);
}

}  // namespace
}  // namespace signpost
