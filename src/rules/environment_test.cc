// SPDX-License-Identifier: Apache-2.0
#include "rules/environment.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cel/print.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/v1/catalog.pb.h"

namespace signpost {
namespace {

constexpr char kCatalog[] = R"(
  attributes { name: "word" type: ATTRIBUTE_TYPE_STRING default { string_value: "none" } }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "share" type: ATTRIBUTE_TYPE_DOUBLE }
  attributes { name: "vulnerable" type: ATTRIBUTE_TYPE_BOOL default { bool_value: false } }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST
               default { list_value { values { string_value: "a" } values { string_value: "b" } } } }
  attributes { name: "moved_in" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "overdue" type: ATTRIBUTE_TYPE_DURATION default { string_value: "-1.5s" } }
)";

constexpr char kContact[] = R"(
  service: "tax"
  time { seconds: 1700000000 nanos: 5 }
  customer { has_internet: false }
  attributes { key: "age" value { string_value: "70" } }
  attributes { key: "share" value { number_value: 0.25 } }
  attributes { key: "vulnerable" value { bool_value: true } }
  attributes { key: "tags" value { list_value { values { string_value: "c" } } } }
  attributes { key: "moved_in" value { string_value: "2023-11-14t22:13:20.25Z" } }
)";

class Bed {
 public:
  explicit Bed(const std::string& catalog = kCatalog, const std::string& contact = kContact)
      : environment_(Parse<v1::Catalog>(catalog).attributes(), {"phone", "web"}),
        contact_(Parse<v1::Contact>(contact)),
        activation_(environment_.cel()),
        work_({}, environment_.cel().pool(), environment_.cel().factory()) {
    channels_[0].expected_wait_nanos = 90'000'000'000;
    channels_[1].in_service = false;
    channels_[1].open = false;
    live_.channels = {channels_.data(), channels_.size()};
    Activate(environment_, contact_, &live_, &activation_, &work_);
  }

  // Any type, so that values can be looked at.
  std::string Run(const std::string& text, bool check = true) {
    cel::CompileOptions options;
    options.check = check;
    const cel::Compiled compiled = cel::Compile(cel::Source(text), environment_.cel(), options);
    if (compiled.program == nullptr) return compiled.issues[0].message;
    return cel::Print(compiled.program->Evaluate(activation_, work_));
  }

  template <typename Message>
  static Message Parse(const std::string& text) {
    Message message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
    return message;
  }

  RuleEnvironment environment_;
  v1::Contact contact_;
  std::vector<LiveChannelFacts> channels_{2};
  LiveReadings live_;
  cel::Activation activation_;
  cel::Workspace work_;
};

TEST(RuleEnvironment, SlotsAreThoseOfTheCatalog) {
  const Bed bed;
  const cel::Environment& cel = bed.environment_.cel();
  const std::vector<std::string> types = {"contact: signpost.v1.Contact",
                                          "now: google.protobuf.Timestamp",
                                          "word: string",
                                          "age: int",
                                          "share: double",
                                          "vulnerable: bool",
                                          "tags: list(string)",
                                          "moved_in: google.protobuf.Timestamp",
                                          "overdue: google.protobuf.Duration"};
  ASSERT_EQ(cel.variables(), types.size());
  for (std::uint32_t slot = 0; slot < types.size(); ++slot) {
    EXPECT_EQ(absl::StrCat(cel.variable_name(slot), ": ", cel.variable_type(slot).ToString()),
              types[slot]);
  }
}

TEST(RuleEnvironment, ValuesAreThoseOfTheContact) {
  Bed bed;
  EXPECT_EQ(bed.Run("contact.service"), "\"tax\"");
  EXPECT_EQ(bed.Run("has(contact.customer.has_internet) && !contact.customer.has_internet"),
            "true");
  EXPECT_EQ(bed.Run("now"), "timestamp(\"2023-11-14T22:13:20.000000005Z\")");
  EXPECT_EQ(bed.Run("now == contact.time"), "true");
  EXPECT_EQ(bed.Run("age"), "70");
  EXPECT_EQ(bed.Run("share"), "0.25");
  EXPECT_EQ(bed.Run("vulnerable"), "true");
  EXPECT_EQ(bed.Run("tags"), "[\"c\"]");
  EXPECT_EQ(bed.Run("moved_in - now"), "duration(\"0.249999995s\")");
  // Defaults.
  EXPECT_EQ(bed.Run("word"), "\"none\"");
  EXPECT_EQ(bed.Run("overdue"), "duration(\"-1.5s\")");
}

TEST(RuleEnvironment, WithoutValueAndDefaultReadingIsAnError) {
  Bed bed(kCatalog, "service: 'tax'");
  EXPECT_EQ(bed.Run("tags"), "[\"a\", \"b\"]");
  EXPECT_EQ(bed.Run("vulnerable"), "false");
  EXPECT_EQ(bed.Run("age > 1"), "error(UNBOUND: age)");
  EXPECT_EQ(bed.Run("age > 1 || word == 'none'"), "true");
  EXPECT_EQ(bed.Run("!(age > 1)"), "error(UNBOUND: age)");
  EXPECT_EQ(bed.Run("now"), "error(UNBOUND: now)");
}

// One activation serves many contacts: nothing of the last one may stay.
TEST(RuleEnvironment, ActivateSetsEverythingAnew) {
  Bed bed;
  const auto next = Bed::Parse<v1::Contact>(
      "service: 'bins' attributes { key: 'share' value { number_value: 1 } }");
  Activate(bed.environment_, next, nullptr, &bed.activation_, &bed.work_);
  EXPECT_EQ(bed.Run("contact.service"), "\"bins\"");
  EXPECT_EQ(bed.Run("share"), "1.0");
  EXPECT_EQ(bed.Run("age"), "error(UNBOUND: age)");
  EXPECT_EQ(bed.Run("vulnerable"), "false");
  EXPECT_EQ(bed.Run("live('phone').open"), "error(UNBOUND: the live state is not given)");
}

TEST(RuleEnvironment, LiveTellsOfTheChannel) {
  Bed bed;
  EXPECT_EQ(bed.Run("live('phone').expected_wait"), "duration(\"90s\")");
  EXPECT_EQ(bed.Run("has(live('phone').expected_wait)"), "true");
  EXPECT_EQ(bed.Run("live('phone').in_service && live('phone').open"), "true");
  EXPECT_EQ(bed.Run("live('web').expected_wait"), "duration(\"0s\")");
  EXPECT_EQ(bed.Run("has(live('web').expected_wait)"), "false");
  EXPECT_EQ(bed.Run("live('web').in_service || live('web').open"), "false");
  EXPECT_EQ(bed.Run("live('fax').open"), "error(INVALID_ARGUMENT: no channel has the id \"fax\")");
  EXPECT_EQ(bed.Run("live(1).open", false),
            "error(NO_MATCHING_OVERLOAD: no matching overload for 'live' with int)");
  EXPECT_EQ(bed.Run("live('phone').wait"), "Live has no field 'wait'");
  // As many channels as there are facts.
  bed.live_.channels.size = 1;
  EXPECT_EQ(bed.Run("live('web').open"), "error(UNBOUND: the live state is not given)");
  EXPECT_EQ(bed.environment_.FindChannel("web"), 1);
  EXPECT_EQ(bed.environment_.FindChannel("fax"), -1);
}

TEST(RuleEnvironment, AFaultyCatalogIsNoCrash) {
  const char* const faulty = R"(
    attributes { name: "contact" type: ATTRIBUTE_TYPE_INT }
    attributes { name: "live" type: ATTRIBUTE_TYPE_INT default { number_value: 1 } }
    attributes { name: "two words" type: ATTRIBUTE_TYPE_INT }
    attributes { type: ATTRIBUTE_TYPE_INT }
    attributes { name: "untyped" }
    attributes { name: "later" type: 99 default { string_value: "x" } }
    attributes { name: "age" type: ATTRIBUTE_TYPE_INT default { string_value: "old" } }
    attributes { name: "age" type: ATTRIBUTE_TYPE_STRING }
    attributes { name: "word" type: ATTRIBUTE_TYPE_STRING }
  )";
  Bed bed(faulty, R"(attributes { key: "age" value { number_value: 1e300 } }
                     attributes { key: "word" value { number_value: 3 } }
                     attributes { key: "untyped" value { number_value: 3 } }
                     attributes { key: "absent" value {} })");
  EXPECT_EQ(bed.Run("contact.service"), "\"\"");
  EXPECT_EQ(bed.Run("age"), "0");
  EXPECT_EQ(bed.Run("word"), "\"\"");
  EXPECT_EQ(bed.Run("untyped"), "error(UNBOUND: untyped)");
  EXPECT_EQ(bed.Run("later"), "error(UNBOUND: later)");
}

TEST(CompileCondition, WantsABool) {
  const Bed bed;
  EXPECT_NE(CompileCondition(bed.environment_, "age > 1", "r", {}).program, nullptr);
  EXPECT_NE(CompileCondition(bed.environment_, "contact.attributes.x", "r", {}).program, nullptr);
  const cel::Compiled number = CompileCondition(bed.environment_, "age", "rule \"r\"", {});
  EXPECT_EQ(number.program, nullptr);
  ASSERT_EQ(number.issues.size(), 1u);
  EXPECT_EQ(number.source->Format(number.issues[0]),
            "rule \"r\":1:1: the expression must be bool, and is int\n  age\n  ^^^");
  // All at once, with the nearest name.
  const cel::Compiled several =
      CompileCondition(bed.environment_, "agee > 1 && vulnerabel && word > 1", "", {});
  ASSERT_EQ(several.issues.size(), 3u);
  EXPECT_EQ(several.issues[0].message, "undeclared name 'agee'; did you mean 'age'?");
  cel::Limits limits;
  limits.nodes = 2;
  EXPECT_EQ(CompileCondition(bed.environment_, "age > 1", "", limits).program, nullptr);
}

}  // namespace
}  // namespace signpost
