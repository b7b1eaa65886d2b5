// SPDX-License-Identifier: Apache-2.0
#include "cel/checker.h"

#include <string>

#include "cel/testing.h"
#include "gmock/gmock.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using testing::HasSubstr;

std::string TypeOf(const std::string& text) {
  const TestBed bed;
  const Compiled compiled = bed.Compile(text);
  return compiled.program == nullptr ? TestBed::Format(compiled) : compiled.type.ToString();
}

TEST(Checker, DeducesTypes) {
  EXPECT_EQ(TypeOf("contact.customer.has_internet"), "bool");
  EXPECT_EQ(TypeOf("contact.time"), "google.protobuf.Timestamp");
  EXPECT_EQ(TypeOf("contact.attributes"), "map(string, dyn)");
  EXPECT_EQ(TypeOf("contact.attempts.map(a, a.outcome)"), "list(int)");
  EXPECT_EQ(TypeOf("contact.attempts[0]"), "signpost.v1.Attempt");
  EXPECT_EQ(TypeOf("signpost.v1.ContactOutcome.CONTACT_OUTCOME_FAILED"), "int");
  EXPECT_EQ(TypeOf("now - contact.time"), "google.protobuf.Duration");
  EXPECT_EQ(TypeOf("live('phone').expected_wait"), "google.protobuf.Duration");
  EXPECT_EQ(TypeOf("[1, 'a']"), "list(dyn)");
  EXPECT_EQ(TypeOf("x == 1 ? 1 : 2"), "int");
}

TEST(Checker, NamesTheNearest) {
  EXPECT_EQ(TypeOf("agee >= 65"),
            "1:1: undeclared name 'agee'; did you mean 'age'?\n  agee >= 65\n  ^^^^\n");
  EXPECT_THAT(TypeOf("contact.sevice == ''"),
              HasSubstr("1:9: signpost.v1.Contact has no field 'sevice'; did you mean 'service'?"));
  EXPECT_THAT(TypeOf("live('phone').expected_wat"), HasSubstr("did you mean 'expected_wait'?"));
  EXPECT_THAT(TypeOf("'a'.startWith('b')"), HasSubstr("did you mean 'startsWith'?"));
  EXPECT_THAT(TypeOf("tags.exists(tagg, tag == 'a')"), HasSubstr("did you mean 'tagg'?"));
  EXPECT_THAT(TypeOf("zzzzzz"), HasSubstr("undeclared name 'zzzzzz'\n"));
}

TEST(Checker, SaysWhatAnOperatorTakes) {
  EXPECT_THAT(TypeOf("age > '65'"), HasSubstr("1:5: '>' does not take (int, string); it takes"));
  EXPECT_THAT(TypeOf("age == 'x'"), HasSubstr("'==' does not take (int, string)"));
  EXPECT_THAT(TypeOf("1 + 1u"), HasSubstr("'+' does not take (int, uint)"));
  EXPECT_THAT(TypeOf("age.startsWith('x')"), HasSubstr("int.(string); it takes string.(string)"));
  EXPECT_THAT(TypeOf("contact.service && true"), HasSubstr("1:1: expected bool, found string"));
  EXPECT_THAT(TypeOf("age ? 1 : 2"), HasSubstr("expected bool, found int"));
  EXPECT_THAT(TypeOf("true ? 1 : 'a'"), HasSubstr("both branches must be of one type"));
  EXPECT_THAT(TypeOf("age.foo"), HasSubstr("a value of type int has no fields"));
  EXPECT_THAT(TypeOf("{1.5: 1}"), HasSubstr("a key of a map is"));
  EXPECT_THAT(TypeOf("age.all(a, true)"), HasSubstr("goes over a list or a map, found int"));
  EXPECT_THAT(TypeOf("signpost.v1.Contact{id: 'a'}"), HasSubstr("cannot be constructed"));
}

TEST(Checker, ReportsAllAtOnce) {
  const std::string text = TypeOf("agee >= 65 && contact.sevice == '' && age > 'x'\n|| foo(1)");
  EXPECT_THAT(text, HasSubstr("1:1:"));
  EXPECT_THAT(text, HasSubstr("1:23:"));
  EXPECT_THAT(text, HasSubstr("1:43:"));
  EXPECT_THAT(text, HasSubstr("2:4:"));
}

TEST(Checker, WantsTheResultThatIsAskedFor) {
  const TestBed bed;
  CompileOptions options;
  options.result = TypeKind::kBool;
  EXPECT_THAT(TestBed::Format(bed.Compile("age + 1", options)),
              HasSubstr("the expression must be bool, and is int"));
  EXPECT_TRUE(bed.Compile("x", options).issues.empty());
}

TEST(Checker, RefusesPatternsAndZonesThatAreNone) {
  EXPECT_THAT(TypeOf("contact.service.matches('(')"), HasSubstr("1:25: not a pattern"));
  EXPECT_THAT(TypeOf("false && 'a'.matches('(')"), HasSubstr("not a pattern"));
  EXPECT_THAT(TypeOf("contact.service.matches('(' + '(')"), HasSubstr("not a pattern"));
  EXPECT_THAT(TypeOf("now.getHours('Europe/Londno')"), HasSubstr("no such time zone"));
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
