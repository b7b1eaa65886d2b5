// SPDX-License-Identifier: Apache-2.0
//
// Texts of predicates, judged by compiling them again: they must come to the same predicate, and
// the evaluator must say of each, and of its negation, what the plan says.
#include "route/predicate_text.h"

#include <cstdint>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "rules/rule_set.h"
#include "signpost/rules.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

constexpr char kCatalog[] = R"(
  currency: "GBP" time_zone: "Europe/London" policy { customer_minute_value { units: 1 } }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "balance" type: ATTRIBUTE_TYPE_DOUBLE default { number_value: -1.5 } }
  attributes { name: "segment" type: ATTRIBUTE_TYPE_STRING default { string_value: "gold\n\"x\"" } }
  attributes { name: "vip" type: ATTRIBUTE_TYPE_BOOL }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "since" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "held" type: ATTRIBUTE_TYPE_DURATION }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED } channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE }
  services { id: "waste" } services { id: "tax" }
  service_channels { service: "*" channel: "phone" } service_channels { service: "*" channel: "web" }
  parties { id: "p" } participations { party: "p" responsibility: RESPONSIBILITY_ACCOUNTABLE }
  participations { party: "p" responsibility: RESPONSIBILITY_RESPONSIBLE }
)";

// A catalog in which each condition is a rule.
class Conditions {
 public:
  explicit Conditions(const std::vector<std::string>& conditions)
      : environment_(MakeEnvironment()), plan_(MakePlan(conditions)), builder_(environment_, {}) {
    for (const std::string& condition : conditions) builder_.Add(condition, "rule");
  }

  const PlanView& view() const { return plan_.view(); }
  const Plan& plan() const { return plan_; }
  const RuleEnvironment& environment() const { return *environment_; }

  std::string Text(std::uint32_t predicate, bool negated = false) const {
    return PredicateText(view(), view().rules.predicates[predicate], negated);
  }

  // Compiles the text of every predicate with all conditions: none may be new.
  void ExpectTheSamePredicates() {
    const auto count = static_cast<std::uint32_t>(view().rules.predicates.size);
    for (std::uint32_t i = 0; i < count; ++i) {
      const RuleSetBuilder::Added added = builder_.Add(Text(i), "text");
      EXPECT_TRUE(added.issues.empty()) << Text(i);
    }
    const RuleSet set = builder_.Build();
    EXPECT_EQ(set.facts.predicates.size(), count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const ConditionTerms& terms = set.conditions[set.conditions.size() - count + i];
      ASSERT_EQ(terms.count, 1u) << Text(i);
      const TermRow& term = set.terms[terms.first];
      EXPECT_EQ(term.kind, TermKind::kPredicate) << Text(i);
      EXPECT_EQ(term.operand, i) << Text(i);
      EXPECT_EQ(term.negated, 0) << Text(i);
    }
  }

 private:
  static v1::Catalog Message() {
    v1::Catalog catalog;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kCatalog, &catalog));
    return catalog;
  }
  static std::shared_ptr<const RuleEnvironment> MakeEnvironment() {
    return std::make_shared<RuleEnvironment>(Message().attributes(),
                                             std::vector<std::string>{"phone", "web"});
  }
  static Plan MakePlan(const std::vector<std::string>& conditions) {
    v1::Catalog catalog = Message();
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      v1::Rule* rule = catalog.add_rules();
      rule->set_id(absl::StrCat("r", i));
      rule->set_condition(conditions[i]);
      rule->add_effects()->set_tag(absl::StrCat("t", i));
    }
    std::string text;
    google::protobuf::TextFormat::PrintToString(catalog, &text);
    const CatalogResult loaded = LoadCatalog({{"memory.textproto", text, CatalogFormat::kText}});
    for (const Finding& finding : loaded.findings)
      EXPECT_NE(finding.severity, Severity::kError) << ToString(finding);
    return *CompilePlan(*loaded.catalog);
  }

  std::shared_ptr<const RuleEnvironment> environment_;
  Plan plan_;
  RuleSetBuilder builder_;
};

TEST(PredicateText, ReadsAsItIsWritten) {
  const std::vector<std::string> written = {
      R"(contact.id == "")",
      R"(contact.service in ["tax", "waste"])",
      R"(contact.arrival_channel == "phone")",
      "contact.urgency > 2",
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
      "age <= -9223372036854775808",
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
  for (std::uint32_t i = 0; i < written.size(); ++i) EXPECT_EQ(conditions.Text(i), written[i]);
  conditions.ExpectTheSamePredicates();
}

TEST(PredicateText, OfNegations) {
  const std::pair<const char*, const char*> cases[] = {
      {"age >= 65", "age < 65"},
      {"age < 65", "age >= 65"},
      {"age > 65", "age <= 65"},
      {"age <= 65", "age > 65"},
      {"age == 65", "age != 65"},
      {"balance < 65.0", "!(balance < 65.0)"},
      {"balance == 65.0", "balance != 65.0"},
      {"vip", "!vip"},
      {"has(contact.customer.can_read)", "!has(contact.customer.can_read)"},
      {R"("a" in tags)", R"(!("a" in tags))"},
      {R"(segment in ["a", "b"])", R"(!(segment in ["a", "b"]))"},
      {"age + 1 > 2", "!(age + 1 > 2)"}};
  for (const auto& [text, negation] : cases)
    EXPECT_EQ(Conditions({text}).Text(0, true), negation) << text;
}

TEST(PredicateText, OfOtherWaysToWriteIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"contact.time >= timestamp('2026-03-01T00:00:00+01:00')",
       R"(now >= timestamp("2026-02-28T23:00:00Z"))"},
      {"65 <= age", "age >= 65"},
      {"age > dyn(64.5)", "age >= 65"},
      {"age == dyn(5.0)", "age == 5"},
      {"age == dyn(5.5)", "age in []"},
      {"age < dyn(1e300)", "age <= 9223372036854775807"},
      {"segment in [] || vip", "segment in []"},
      {"has(contact.customer.language)", R"(contact.customer.language == "")"},
      {"live('phone').expected_wait >= duration('90m')",
       R"(live("phone").expected_wait >= duration("5400s"))"}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(Conditions({text}).Text(0), expected) << text;
}

class Draw {
 public:
  explicit Draw(std::uint32_t seed) : random_(seed) {}
  std::uint32_t Below(std::uint32_t bound) { return random_() % bound; }
  template <std::size_t N>
  std::string Of(const char* const (&items)[N]) {
    return items[Below(N)];
  }

  std::string Condition() {
    static const char* const orders[] = {"<", "<=", ">", ">=", "=="};
    switch (Below(9)) {
      case 0: {
        static const char* const facts[] = {"age", "contact.urgency",
                                            "contact.customer.identity_level"};
        return absl::StrCat(Of(facts), " ", Of(orders), " ", Below(7));
      }
      case 1: {
        static const char* const half[] = {"<", "<=", ">", ">="};
        return absl::StrCat("age ", Of(half), " dyn(", Below(5), ".5)");
      }
      case 2:
        return absl::StrCat("balance ", Of(orders), " ", static_cast<int>(Below(9)) - 4, ".25");
      case 3:
        return absl::StrCat("since ", Of(orders), " timestamp('2026-01-0", 1 + Below(5),
                            "T00:00:00Z')");
      case 4:
        return absl::StrCat("held ", Of(orders), " duration('", Below(5), ".5s')");
      case 5: {
        static const char* const facts[] = {"contact.service", "segment",
                                            "contact.customer.language"};
        static const char* const texts[] = {"''", "'waste'", "'tax'", "'cy'", "'gold'"};
        return absl::StrCat(Of(facts), " in [", Of(texts), ", ", Of(texts), "]");
      }
      case 6: {
        static const char* const members[] = {"'a' in tags", "'b' in tags",
                                              "'deaf' in contact.customer.needs"};
        return Of(members);
      }
      case 7: {
        static const char* const truths[] = {
            "vip", "contact.customer.has_internet", "has(contact.customer.has_internet)",
            "live('web').in_service", "has(live('phone').expected_wait)"};
        return Of(truths);
      }
      default:
        return absl::StrCat("live('phone').expected_wait ", Of(orders), " duration('", Below(4),
                            "s')");
    }
  }

  v1::Contact Contact() {
    v1::Contact contact;
    static const char* const services[] = {"waste", "tax"};
    static const char* const texts[] = {"", "cy", "gold", "tax"};
    contact.set_service(Of(services));
    contact.mutable_time()->set_seconds(1'767'225'600 + Below(400'000));
    contact.set_urgency(static_cast<int>(Below(7)));
    v1::Customer& customer = *contact.mutable_customer();
    customer.set_language(Of(texts));
    if (Below(2) == 0) customer.set_has_internet(Below(2) == 0);
    if (Below(2) == 0) customer.set_identity_level(static_cast<int>(Below(7)));
    if (Below(2) == 0) customer.add_needs("deaf");
    auto& attributes = *contact.mutable_attributes();
    if (Below(3) > 0) attributes["age"].set_number_value(Below(7));
    if (Below(3) > 0) attributes["balance"].set_number_value(static_cast<int>(Below(9)) - 4.25);
    if (Below(3) > 0) attributes["segment"].set_string_value(Of(texts));
    if (Below(3) > 0) attributes["vip"].set_bool_value(Below(2) == 0);
    if (Below(3) > 0)
      attributes["tags"].mutable_list_value()->add_values()->set_string_value(Below(2) == 0 ? "a"
                                                                                            : "c");
    if (Below(3) > 0)
      attributes["since"].set_string_value(absl::StrCat("2026-01-0", 1 + Below(5), "T00:00:00Z"));
    if (Below(3) > 0) attributes["held"].set_string_value(absl::StrCat(Below(5), ".5s"));
    return contact;
  }

 private:
  std::mt19937 random_;
};

TEST(PredicateText, OfRandomConditionsMeansTheSame) {
  const std::uint32_t seed = std::random_device()();
  std::cout << "seed " << seed << "\n";
  Draw draw(seed);
  std::vector<std::string> written;
  for (int i = 0; i < 200; ++i) written.push_back(draw.Condition());
  Conditions conditions(written);
  const PlanView& view = conditions.view();
  std::vector<std::shared_ptr<const cel::Program>> programs;
  for (std::uint32_t i = 0; i < 2 * view.rules.predicates.size; ++i) {
    programs.push_back(
        CompileCondition(conditions.environment(), conditions.Text(i / 2, i % 2 == 1), "text", {})
            .program);
    ASSERT_NE(programs.back(), nullptr) << conditions.Text(i / 2, i % 2 == 1);
  }
  const cel::Environment& names = conditions.environment().cel();
  for (int n = 0; n < 100; ++n) {
    const v1::Contact contact = draw.Contact();
    const auto request = BindContact(conditions.plan(), contact);
    ASSERT_TRUE(request.ok()) << request.status();
    LiveState live;
    LiveChannelFacts channels[2];
    if (draw.Below(2) == 0) {
      channels[0].expected_wait_nanos = static_cast<std::int64_t>(draw.Below(4)) * 1'000'000'000;
      ASSERT_TRUE(live.SetExpectedWait(0, *channels[0].expected_wait_nanos));
    }
    channels[1].in_service = draw.Below(2) == 0;
    ASSERT_TRUE(live.SetOutOfService(1, !channels[1].in_service));
    const LiveFacts live_facts{{channels, 2}};
    cel::Workspace work(cel::Limits(), names.pool(), names.factory());
    cel::Activation activation(names);
    Activate(conditions.environment(), contact, &live_facts, &activation, &work);
    const FactView facts(view, *request, live);
    for (std::uint32_t i = 0; i < programs.size(); ++i) {
      TermRow term;
      term.operand = i / 2;
      term.negated = i % 2;
      const Truth truth = EvaluateTerm(view.rules, term, facts);
      const cel::Value value = programs[i]->Evaluate(activation, work);
      EXPECT_EQ(truth.IsError(), value.IsError()) << conditions.Text(i / 2, i % 2 == 1);
      if (!truth.IsError()) {
        EXPECT_EQ(truth.IsTrue(), value.IsTrue())
            << conditions.Text(i / 2, i % 2 == 1) << " of " << contact.ShortDebugString();
      }
    }
  }
  conditions.ExpectTheSamePredicates();
}

}  // namespace
}  // namespace signpost
