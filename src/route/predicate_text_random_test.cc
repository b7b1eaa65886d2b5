// SPDX-License-Identifier: Apache-2.0
//
// Texts of the predicates of random conditions, and of their negations: the evaluator must say of
// random contacts what the plan says.
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "route/testing.h"
#include "signpost/rules.h"

namespace signpost {
namespace {

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
    const LiveReadings live_facts{{channels, 2}};
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
