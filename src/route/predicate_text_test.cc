// SPDX-License-Identifier: Apache-2.0
//
// Texts of predicates, judged by compiling them again: they must come to the same predicate.
#include "route/predicate_text.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "route/testing.h"

namespace signpost {
namespace {

TEST(PredicateText, ReadsAsItIsWritten) {
  const std::vector<std::string> written = {
      R"(contact.id == "")",
      R"(contact.service in ["tax", "waste"])",
      R"(contact.arrival_channel == "phone")",
      "contact.urgency >= 3",
      "contact.urgency == 0",
      R"(now >= timestamp("2026-03-01T00:00:00Z"))",
      R"(contact.customer.language == "cy")",
      "contact.customer.has_internet",
      "has(contact.customer.has_internet)",
      "contact.customer.has_mobile_phone",
      "contact.customer.has_voice",
      "contact.customer.can_travel",
      "contact.customer.can_read",
      "contact.customer.identity_level < 2",
      "has(contact.customer.identity_level)",
      R"("web" in contact.customer.preferred_channels)",
      R"("web" in contact.customer.declined_offers)",
      R"("deaf" in contact.customer.needs)",
      "age >= 65",
      "age < -9223372036854775807",
      "age in [1, 2, 9223372036854775807]",
      "balance < -1.5",
      "balance == 1e+100",
      "balance <= 0.0",
      "balance > 1e999",
      "balance in [1.0, 2.0]",
      R"(segment in ["", "a\"b\\\n", "caf)"
      "\xC3\xA9"
      R"("])",
      "vip",
      R"("a" in tags)",
      R"(since < timestamp("2026-03-01T00:00:00.000000001Z"))",
      R"(held <= duration("-1.5s"))",
      R"(live("phone").expected_wait > duration("300s"))",
      R"(has(live("web").expected_wait))",
      R"(live("web").in_service)",
      R"(live("web").open)",
      R"(contact.customer.region.startsWith("64"))",
      "age + 1 > 2 ? vip : false"};
  Conditions conditions(written);
  ASSERT_EQ(conditions.view().rules.predicates.size, written.size());
  for (std::uint32_t i = 0; i < written.size(); ++i) EXPECT_EQ(conditions.Written(i), written[i]);
  conditions.ExpectTheSamePredicates();
}

TEST(PredicateText, OfNegations) {
  const std::pair<const char*, const char*> cases[] = {
      {"age >= 65", "age < 65"},
      {"age < 65", "age >= 65"},
      {"age > 65", "age < 66"},
      {"age <= 65", "age >= 66"},
      {"age == 65", "age != 65"},
      {"balance < 65.0", "!(balance < 65.0)"},
      {"balance == 65.0", "balance != 65.0"},
      {"vip", "!vip"},
      {"has(contact.customer.can_read)", "!has(contact.customer.can_read)"},
      {R"("a" in tags)", R"(!("a" in tags))"},
      {R"(segment in ["a", "b"])", R"(!(segment in ["a", "b"]))"},
      {"age + 1 > 2", "!(age + 1 > 2)"}};
  for (const auto& [text, negation] : cases)
    EXPECT_EQ(Conditions({text}).Written(0, true), negation) << text;
}

TEST(PredicateText, OfOtherWaysToWriteIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"contact.time >= timestamp('2026-03-01T00:00:00+01:00')",
       R"(now >= timestamp("2026-02-28T23:00:00Z"))"},
      {"65 <= age", "age >= 65"},
      {"age > dyn(64.5)", "age >= 65"},
      {"age == dyn(5.0)", "age == 5"},
      {"age == dyn(5.5)", "age in []"},
      {"age < dyn(1e300)", "!(age in [])"},
      {"segment in [] || vip", "segment in []"},
      {"has(contact.customer.language)", R"(contact.customer.language != "")"},
      {"live('phone').expected_wait >= duration('90m')",
       R"(live("phone").expected_wait >= duration("5400s"))"}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(Conditions({text}).Written(0), expected) << text;
}

}  // namespace
}  // namespace signpost
