// SPDX-License-Identifier: Apache-2.0
//
// Every operator between every kind of fact and each of some constants, plain and negated, both
// ways round, for each of some values and for none: in one plan, where all constants of a fact
// share its classes, and each in a plan of its own.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "signpost/decide.h"
#include "tests/rules/agreement.h"

namespace signpost {
namespace {

using google::protobuf::Value;

std::string TimestampText(const std::string& text) { return "timestamp('" + text + "')"; }
std::string DurationText(const std::string& text) { return "duration('" + text + "')"; }
std::string TextText(const std::string& text) { return "'" + text + "'"; }

std::vector<std::string> Conditions(const std::string& fact,
                                    const std::vector<std::string>& constants) {
  std::vector<std::string> conditions;
  for (const std::string& constant : constants) {
    for (const char* const operation : {"==", "!=", "<", "<=", ">", ">="}) {
      conditions.push_back(absl::StrCat(fact, " ", operation, " ", constant));
      conditions.push_back(absl::StrCat("!(", fact, " ", operation, " ", constant, ")"));
      conditions.push_back(absl::StrCat(constant, " ", operation, " ", fact));
    }
    conditions.push_back(absl::StrCat(fact, " in [", constant, "]"));
    conditions.push_back(absl::StrCat("!(", fact, " in [", constant, "])"));
    for (const std::string& other : constants)
      conditions.push_back(absl::StrCat(fact, " in [", constant, ", ", other, "]"));
  }
  conditions.push_back(absl::StrCat(fact, " in []"));
  return conditions;
}

v1::Contact ContactWith(const std::string& name, const Value* value) {
  v1::Contact contact;
  contact.set_service("bins");
  contact.mutable_time()->set_seconds(1'700'000'000);
  if (value != nullptr) (*contact.mutable_attributes())[name] = *value;
  return contact;
}

Request BindNotFinite(const Plan& plan, const v1::Contact& contact, double value) {
  AttributeFact fact;
  fact.name = "share";
  fact.type = AttributeType::kDouble;
  fact.double_value = value;
  const std::vector<std::uint32_t> results = plan.RunPrograms(contact);
  ContactFacts facts;
  facts.service = contact.service();
  facts.time = Instant{contact.time().seconds(), 0};
  facts.attributes = {&fact, 1};
  facts.program_results = {results.data(), results.size()};
  Request request;
  EXPECT_EQ(Bind(plan.view(), facts, &request).code, BindCode::kOk);
  return request;
}

void Check(const std::string& name, const std::vector<std::string>& conditions,
           const std::vector<Value>& values) {
  std::vector<v1::Contact> contacts = {ContactWith(name, nullptr)};
  for (const Value& value : values) contacts.push_back(ContactWith(name, &value));
  const auto check = [&](Agreement* agreement) {
    for (const v1::Contact& contact : contacts) {
      const double number =
          contact.attributes().count(name) != 0 ? contact.attributes().at(name).number_value() : 0;
      const std::string fault =
          std::isfinite(number)
              ? agreement->Disagreement(contact, {})
              : agreement->Disagreement(contact, {},
                                        BindNotFinite(agreement->plan(), contact, number));
      ASSERT_EQ(fault, "");
    }
  };
  Agreement together(conditions);
  ASSERT_TRUE(together.ok()) << together.fault();
  EXPECT_GT(together.conditions().size(), conditions.size() / 2);
  check(&together);
  EXPECT_GT(together.counts().holds, 0u);
  EXPECT_GT(together.counts().fails, 0u);
  // Without the other constants' classes; some of all, for time's sake.
  for (std::size_t i = 0; i < together.conditions().size(); i += 7) {
    Agreement alone({together.conditions()[i]});
    ASSERT_TRUE(alone.ok());
    check(&alone);
  }
}

template <typename T>
std::vector<Value> Values(const std::vector<T>& list, void (*set)(const T&, Value*)) {
  std::vector<Value> values;
  for (const T& item : list) set(item, &values.emplace_back());
  return values;
}

void SetText(const std::string& text, Value* value) { value->set_string_value(text); }
void SetNumber(const double& number, Value* value) { value->set_number_value(number); }
void SetInteger(const std::int64_t& number, Value* value) {
  value->set_string_value(std::to_string(number));
}

std::vector<std::string> NumberConstants() {
  return {"0",
          "65",
          "-1",
          "9007199254740991",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "dyn(0u)",
          "dyn(65u)",
          "dyn(18446744073709551615u)",
          "dyn(64.5)",
          "dyn(65.0)",
          "dyn(-0.0)",
          "dyn(1e300)",
          "dyn(-1e300)",
          "dyn(9007199254740991.0)",
          "dyn(9007199254740992.0)",
          "dyn(9223372036854775808.0)",
          "dyn(0.0 / 0.0)",
          "dyn(1.0 / 0.0)",
          "dyn(-1.0 / 0.0)"};
}

TEST(EveryOperator, OnIntegers) {
  Check("age", Conditions("age", NumberConstants()), Values(Integers(), SetInteger));
}

TEST(EveryOperator, OnDoubles) {
  std::vector<std::string> constants = NumberConstants();
  for (std::string& constant : constants) {
    if (constant.rfind("dyn", 0) != 0) constant = "dyn(" + constant + ")";
  }
  std::vector<double> values = Doubles();
  values.insert(values.end(), {std::nan(""), std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()});
  Check("share", Conditions("share", constants), Values(values, SetNumber));
}

TEST(EveryOperator, OnTexts) {
  std::vector<std::string> constants;
  for (const std::string& text : Texts()) constants.push_back(TextText(text));
  Check("word", Conditions("word", constants), Values(Texts(), SetText));
}

TEST(EveryOperator, OnTruths) {
  const auto set = [](const int& truth, Value* value) { value->set_bool_value(truth != 0); };
  std::vector<std::string> conditions = Conditions("vulnerable", {"true", "false"});
  conditions.insert(conditions.end(), {"vulnerable", "!vulnerable", "!!vulnerable"});
  Check("vulnerable", conditions, Values<int>({0, 1}, set));
}

TEST(EveryOperator, OnTimestamps) {
  std::vector<std::string> constants;
  for (const std::string& text : Timestamps()) constants.push_back(TimestampText(text));
  Check("moved_in", Conditions("moved_in", constants), Values(Timestamps(), SetText));
}

TEST(EveryOperator, OnDurations) {
  std::vector<std::string> constants;
  for (const std::string& text : Durations()) constants.push_back(DurationText(text));
  Check("overdue", Conditions("overdue", constants), Values(Durations(), SetText));
}

TEST(EveryOperator, OnLists) {
  std::vector<std::string> conditions = {"size(tags) == 0", "tags == []", "tags == ['a']"};
  std::vector<Value> values;
  for (const std::string& text : Texts()) {
    conditions.push_back(absl::StrCat(TextText(text), " in tags"));
    conditions.push_back(absl::StrCat("!(", TextText(text), " in tags)"));
    for (const std::string& other : Texts()) {
      Value& value = values.emplace_back();
      value.mutable_list_value()->add_values()->set_string_value(text);
      value.mutable_list_value()->add_values()->set_string_value(other);
    }
  }
  values.emplace_back().mutable_list_value();
  Check("tags", conditions, values);
}

}  // namespace
}  // namespace signpost
