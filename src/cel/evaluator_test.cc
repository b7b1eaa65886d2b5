// SPDX-License-Identifier: Apache-2.0
#include "cel/evaluator.h"

#include <string>

#include "cel/testing.h"
#include "gmock/gmock.h"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/wrappers.pb.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using testing::HasSubstr;

// What the tests of google/cel-spec leave open; they are in tests/conformance.
TEST(Evaluator, ReadsTheContact) {
  TestBed bed;
  EXPECT_EQ(bed.Run("contact.service == 'council-tax' && age >= 65 && "
                    "!contact.customer.has_internet"),
            "true");
  EXPECT_EQ(bed.Run("has(contact.customer.has_internet)"), "true");
  EXPECT_EQ(bed.Run("has(contact.customer.can_read)"), "false");
  EXPECT_EQ(bed.Run("contact.customer.can_read"), "false");
  EXPECT_EQ(bed.Run("'sign-language' in contact.customer.needs"), "true");
  EXPECT_EQ(bed.Run("contact.time == now && contact.time.getFullYear() == 2023"), "true");
  EXPECT_EQ(bed.Run("now.getHours('Europe/London') + now.getHours('+05:30')"), "25");
  EXPECT_EQ(bed.Run("contact.customer == contact.customer"), "true");
  EXPECT_EQ(bed.Run("type(contact)"), "signpost.v1.Contact");
}

TEST(Evaluator, RecordsAreReadLikeMessages) {
  TestBed bed;
  EXPECT_EQ(bed.Run("live('phone').expected_wait > duration('1m')"), "true");
  EXPECT_EQ(bed.Run("live('web').expected_wait"), "duration(\"0s\")");
  EXPECT_EQ(bed.Run("[has(live('phone').expected_wait), has(live('web').expected_wait)]"),
            "[true, false]");
  EXPECT_EQ(bed.Run("live('fax').in_service"), "false");
  EXPECT_EQ(bed.Run("live('web') == live('web')"), "true");
  EXPECT_EQ(bed.Run("type(live('web'))"), "Live");
  EXPECT_THAT(bed.RunUnchecked("live('web').nothing"), HasSubstr("NO_SUCH_FIELD"));
  EXPECT_THAT(bed.RunUnchecked("live(1)"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_THAT(bed.RunUnchecked("live()"), HasSubstr("NO_MATCHING_OVERLOAD"));
}

TEST(Evaluator, VariablesWithoutValueAreErrorsThatLogicAbsorbs) {
  TestBed bed;
  EXPECT_EQ(bed.Run("missing"), "error(UNBOUND: missing)");
  EXPECT_EQ(bed.Run("!missing"), "error(UNBOUND: missing)");
  EXPECT_EQ(bed.Run("missing || true"), "true");
  EXPECT_EQ(bed.Run("age < 0 && missing"), "false");
  EXPECT_EQ(bed.Run("tags.exists(t, missing || t == 'blue-badge')"), "true");
}

TEST(Evaluator, ErrorsKnowTheirPlace) {
  const TestBed bed;
  const Compiled compiled = bed.Compile("age > 1 && 10 / (age - 70) > 1");
  ASSERT_NE(compiled.program, nullptr);
  Workspace work({}, bed.environment_.pool(), bed.environment_.factory());
  const Value value = compiled.program->Evaluate(bed.activation_, work);
  ASSERT_TRUE(value.IsError());
  EXPECT_EQ(value.error_code(), ErrorCode::kDivisionByZero);
  EXPECT_EQ(compiled.source->Text(compiled.program->Place(value)), "/");
}

TEST(Evaluator, WellKnownTypesAreWhatTheyMean) {
  TestBed bed;
  google::protobuf::Value json;
  (*json.mutable_struct_value()->mutable_fields())["a"]
      .mutable_list_value()
      ->add_values()
      ->set_number_value(2);
  google::protobuf::Int32Value wrapper;
  wrapper.set_value(-7);
  google::protobuf::Any any, packed;
  any.PackFrom(wrapper);
  packed.PackFrom(any);
  google::protobuf::Any broken = any, unknown = any;
  broken.set_value("\xff\xff");
  unknown.set_type_url("type.googleapis.com/no.such.Type");
  const auto with = [&](const google::protobuf::Message& message, const std::string& text) {
    bed.activation_.Set(3, Value::Message(message));
    return bed.Run(text);
  };
  EXPECT_EQ(with(json, "x.a[0] == 2 && x == {'a': [2.0]} && 'a' in x && x.map(k, k) == ['a']"),
            "true");
  EXPECT_THAT(with(json, "x.b"), HasSubstr("NO_SUCH_KEY"));
  EXPECT_EQ(with(wrapper, "x + 1"), "-6");
  EXPECT_EQ(with(packed, "x"), "-7");
  EXPECT_THAT(with(broken, "x"), HasSubstr("INVALID_ARGUMENT"));
  EXPECT_THAT(with(unknown, "x"), HasSubstr("UNKNOWN_TYPE"));
  google::protobuf::Duration duration;
  duration.set_seconds(315'576'000'000);
  EXPECT_THAT(with(duration, "x"), HasSubstr("RANGE"));
  EXPECT_EQ(with(duration, "x == x || true"), "true");
  // JSON nested by hand, far deeper than a parser would allow.
  google::protobuf::Value deep;
  google::protobuf::Value* at = &deep;
  for (int i = 0; i < 5'000; ++i) at = at->mutable_list_value()->add_values();
  EXPECT_THAT(with(deep, "x == x"), HasSubstr("LIMIT"));
}

TEST(Evaluator, MapsHaveOneOrder) {
  TestBed bed;
  EXPECT_EQ(bed.Run("{'b': 1, 2u: 2, true: 3, 'a': 4, -1: 5}.map(k, k)"),
            "[true, -1, 2u, \"a\", \"b\"]");
  EXPECT_THAT(bed.Run("{1: 2}[dyn(0.0/0.0)]"), HasSubstr("NO_SUCH_KEY"));
}

TEST(Evaluator, RunsWhatNoCheckerWouldPass) {
  TestBed bed;
  EXPECT_THAT(bed.RunUnchecked("nobody"), HasSubstr("UNDECLARED: undeclared name 'nobody'"));
  EXPECT_THAT(bed.RunUnchecked("f(1, 2, 3)"), HasSubstr("UNDECLARED: undeclared function 'f'"));
  EXPECT_THAT(bed.RunUnchecked("size(1, 2, 3)"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_THAT(bed.RunUnchecked("contains('a', 'b')"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_THAT(bed.RunUnchecked("size()"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_THAT(bed.RunUnchecked("1.getHours()"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_THAT(bed.RunUnchecked("T{a: 1}"), HasSubstr("UNSUPPORTED"));
  EXPECT_THAT(bed.RunUnchecked("1.all(a, true)"), HasSubstr("NO_MATCHING_OVERLOAD"));
  EXPECT_EQ(bed.RunUnchecked("1 == 'a' || age == 70"), "true");
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
