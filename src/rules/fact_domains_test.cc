// SPDX-License-Identifier: Apache-2.0
//
// Which conditions no contact fulfils, by what a single fact can be.
#include "rules/fact_domains.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/analysis_testing.h"

namespace signpost {
namespace {

bool Never(const std::string& condition, const std::string& validity = "") {
  v1::Catalog catalog = Parse(kBase);
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(
      absl::StrCat("rules { id: 'r' effects { tag: 't' } ", validity, " }"), &catalog));
  catalog.mutable_rules(0)->set_condition(condition);
  const std::vector<std::string> found = Analyse(catalog);
  EXPECT_LE(found.size(), 1U);
  return !found.empty() && found.front() == "r never";
}

TEST(FactDomains, WholeNumbersHaveNoneBetweenNeighbours) {
  EXPECT_TRUE(Never("age > 64 && age < 65"));
  EXPECT_FALSE(Never("age > 64 && age < 66"));
  EXPECT_TRUE(Never("age < 18 && age >= 65"));
  EXPECT_TRUE(Never("age >= 65 && !(age >= 65)"));
  EXPECT_TRUE(Never("age < -9223372036854775808"));
  EXPECT_FALSE(Never("age <= -9223372036854775808"));
  EXPECT_TRUE(Never("age > 9223372036854775807"));
  EXPECT_TRUE(Never("contact.urgency > 2147483647"));
  EXPECT_FALSE(Never("contact.urgency >= 2147483647"));
  EXPECT_TRUE(Never("contact.customer.identity_level > 9"));
  EXPECT_TRUE(Never("contact.customer.identity_level < 0"));
  EXPECT_FALSE(Never("contact.customer.identity_level == 9"));
  EXPECT_TRUE(Never("age == 2 && age in [1, 3]"));
}

TEST(FactDomains, DoublesLieNextToEachOther) {
  EXPECT_FALSE(Never("income > 1.0 && income < 1.0000000000000004"));
  EXPECT_TRUE(Never("income > 1.0 && income < 1.0000000000000002"));
  EXPECT_TRUE(Never("income > 0.0 && income < 5e-324"));
  EXPECT_TRUE(Never("income < 0.0 && income == -0.0"));
  // Who binds without a message may give what is not finite.
  EXPECT_FALSE(Never("!(income < 1.0) && !(income >= 1.0)"));
  EXPECT_FALSE(Never("income > 1.7976931348623157e308"));
}

TEST(FactDomains, TimesAndDurationsHaveNanoseconds) {
  EXPECT_FALSE(
      Never("since > timestamp('2026-01-01T00:00:00Z') && "
            "since < timestamp('2026-01-01T00:00:00.000000002Z')"));
  EXPECT_TRUE(
      Never("since > timestamp('2026-01-01T00:00:00Z') && "
            "since < timestamp('2026-01-01T00:00:00.000000001Z')"));
  EXPECT_TRUE(
      Never("since > timestamp('2025-12-31T23:59:59.999999999Z') && "
            "since < timestamp('2026-01-01T00:00:00Z')"));
  EXPECT_TRUE(Never("held > duration('1s') && held < duration('1.000000001s')"));
  EXPECT_FALSE(Never("held > duration('1s') && held < duration('1.000000002s')"));
  EXPECT_TRUE(Never("live('phone').expected_wait < duration('0s')"));
  EXPECT_TRUE(Never("live('phone').expected_wait > duration('31622400s')"));
  EXPECT_FALSE(Never("live('phone').expected_wait >= duration('31622400s')"));
  EXPECT_TRUE(Never("now < timestamp('0001-01-01T00:00:00Z')"));
}

TEST(FactDomains, TextsAreThoseOfTheCatalogWhereItNamesThem) {
  EXPECT_TRUE(Never("contact.service == 'tax' && contact.service == 'bins'"));
  EXPECT_TRUE(Never("contact.service == 'rates'"));
  EXPECT_TRUE(Never("!(contact.service in ['tax', 'bins', 'parks'])"));
  EXPECT_FALSE(Never("!(contact.service in ['tax', 'bins', 'rates'])"));
  EXPECT_TRUE(Never("!has(contact.service)"));
  EXPECT_TRUE(Never("contact.arrival_channel == 'fax'"));
  EXPECT_FALSE(Never("!(contact.arrival_channel in ['phone', 'web', 'counter'])"));
  EXPECT_TRUE(Never("!(contact.arrival_channel in ['phone', 'web', 'counter', ''])"));
  EXPECT_TRUE(Never("'fax' in contact.customer.preferred_channels"));
  EXPECT_TRUE(Never("'fax' in contact.customer.declined_offers"));
  EXPECT_FALSE(Never("'fax' in contact.customer.needs"));
  EXPECT_FALSE(Never("plan != 'a' && plan != ''"));
}

TEST(FactDomains, WhatIsNotStatedReadsAsItsDefault) {
  EXPECT_TRUE(Never("!has(contact.customer.has_internet) && contact.customer.has_internet"));
  EXPECT_FALSE(Never("!has(contact.customer.has_internet) && !contact.customer.has_internet"));
  EXPECT_TRUE(
      Never("!has(contact.customer.identity_level) && "
            "contact.customer.identity_level == 1"));
  EXPECT_FALSE(
      Never("!has(contact.customer.identity_level) && "
            "contact.customer.identity_level < 1"));
  EXPECT_TRUE(
      Never("!has(live('phone').expected_wait) && "
            "live('phone').expected_wait > duration('60s')"));
  EXPECT_FALSE(
      Never("!has(live('phone').expected_wait) && "
            "live('phone').expected_wait <= duration('60s')"));
}

TEST(FactDomains, ChannelsWithoutHoursAreOpen) {
  EXPECT_TRUE(Never("!live('web').open"));
  EXPECT_FALSE(Never("live('web').open"));
  EXPECT_FALSE(Never("!live('phone').open"));
}

TEST(FactDomains, ValidityIsATime) {
  EXPECT_TRUE(Never("true", "valid_from { seconds: 10 } valid_to { seconds: 10 }"));
  EXPECT_FALSE(Never("true", "valid_from { seconds: 10 } valid_to { seconds: 11 }"));
  EXPECT_TRUE(Never("now < timestamp('1970-01-01T00:00:10Z')", "valid_from { seconds: 10 }"));
  EXPECT_FALSE(Never("now <= timestamp('1970-01-01T00:00:10Z')", "valid_from { seconds: 10 }"));
  EXPECT_TRUE(Never("now >= timestamp('1970-01-01T00:00:10Z')", "valid_to { seconds: 10 }"));
  EXPECT_FALSE(Never("now > timestamp('1970-01-01T00:00:09.5Z')", "valid_to { seconds: 10 }"));
  EXPECT_TRUE(Never("contact.time > timestamp('1970-01-01T00:00:09.999999999Z')",
                    "valid_to { seconds: 10 }"));
}

}  // namespace
}  // namespace signpost
