// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: an environment with the variables that rules have, and one call
// from text to value.
#ifndef SIGNPOST_SRC_CEL_TESTING_H_
#define SIGNPOST_SRC_CEL_TESTING_H_

#include <string>
#include <vector>

#include "cel/compile.h"
#include "cel/print.h"
#include "gtest/gtest.h"
#include "signpost/v1/contact.pb.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// contact, age (int), tags (list(string)), x (dyn), missing (bool, never bound), now,
// live(channel).
class TestBed {
 public:
  TestBed() : activation_((Declare(environment_), environment_)) {
    contact_.set_service("council-tax");
    contact_.mutable_customer()->set_has_internet(false);
    contact_.mutable_customer()->add_needs("sign-language");
    contact_.set_urgency(3);
    contact_.mutable_time()->set_seconds(1'700'000'000);
    tags_ = {Value::String("vulnerable"), Value::String("blue-badge")};
    activation_.Set(0, Value::Message(contact_));
    activation_.Set(1, Value::Int(70));
    activation_.Set(2, Value::List(tags_.data(), tags_.size()));
    activation_.Set(3, Value::Int(1));
    activation_.Set(5, Value::Timestamp(1'700'000'000, 0));
  }

  Compiled Compile(const std::string& text, CompileOptions options = {}) const {
    return cel::Compile(Source(text), environment_, options);
  }
  // The value as text; the issues, where there are some.
  std::string Run(const std::string& text, CompileOptions options = {}) {
    const Compiled compiled = Compile(text, options);
    if (compiled.program == nullptr) return Format(compiled);
    Workspace work(options.limits, environment_.pool(), environment_.factory());
    return Print(compiled.program->Evaluate(activation_, work));
  }
  std::string RunUnchecked(const std::string& text, CompileOptions options = {}) {
    options.check = false;
    return Run(text, options);
  }
  static std::string Format(const Compiled& compiled) {
    std::string text;
    for (const Issue& issue : compiled.issues) text += compiled.source->Format(issue) + "\n";
    return text;
  }

  Environment environment_;
  Activation activation_;
  v1::Contact contact_;
  std::vector<Value> tags_;

 private:
  static void Declare(Environment& environment) {
    const auto add = [&](const char* name, Type type) {
      EXPECT_TRUE(environment.AddVariable(name, std::move(type)).ok());
    };
    add("contact", Type::Message(v1::Contact::descriptor()));
    add("age", TypeKind::kInt);
    add("tags", Type::List(TypeKind::kString));
    add("x", TypeKind::kDyn);
    add("missing", TypeKind::kBool);
    add("now", TypeKind::kTimestamp);
    const RecordType* live =
        environment.AddRecord({"Live",
                               {{"expected_wait", TypeKind::kDuration, Value::Duration(0)},
                                {"in_service", TypeKind::kBool, Value::Bool(true)},
                                {"open", TypeKind::kBool, Value::Bool(true)}}});
    EXPECT_TRUE(
        environment
            .AddFunction("live", {{"live_string", false, {TypeKind::kString}, Type::Record(live)}},
                         [live](const FunctionCall& call) -> Value {
                           const Value& channel = call.arguments[0];
                           if (channel.kind() != ValueKind::kString) {
                             return call.work.NoOverload("live", channel);
                           }
                           auto* fields = call.work.Array<Value>(3);
                           fields[0] = channel.text() == "phone" ? Value::Duration(90'000'000'000)
                                                                 : Value();
                           fields[1] = Value::Bool(channel.text() != "fax");
                           fields[2] = Value::Bool(true);
                           return Value::Record(*live, fields);
                         })
            .ok());
  }
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_TESTING_H_
