// SPDX-License-Identifier: Apache-2.0
//
// Which parts of conditions are facts, and that the table of a contact's fields has all that a
// contact has.
#include "rules/facts.h"

#include <map>
#include <optional>
#include <set>
#include <string>

#include "gtest/gtest.h"
#include "rules/testing.h"

namespace signpost {
namespace {

class Compiled {
 public:
  explicit Compiled(const std::string& text) {
    cel::CompileOptions options;
    program_ = cel::Compile(cel::Source(text), bed_.environment()->cel(), options).program;
    EXPECT_NE(program_, nullptr) << text;
  }
  std::optional<FactKey> Fact() const {
    return FactOf(program_->ast(), program_->ast().root(), *bed_.environment());
  }
  std::optional<Presence> Has() const {
    return PresenceOf(program_->ast(), program_->ast().root(), *bed_.environment());
  }
  bool Live() const { return ReadsLive(program_->ast(), program_->ast().root()); }

 private:
  const RuleBed bed_;
  std::shared_ptr<const cel::Program> program_;
};

// Every field of a contact and its customer is a fact, or known to be none.
TEST(Facts, FieldsOfAContact) {
  const std::set<std::string> none = {"customer", "attempts", "attributes"};
  std::set<int> sources;
  const auto look = [&](const google::protobuf::Descriptor* message, const std::string& prefix) {
    for (int i = 0; i < message->field_count(); ++i) {
      const google::protobuf::FieldDescriptor* field = message->field(i);
      const std::string path = prefix + field->name();
      const std::optional<FactKey> fact = Compiled(path).Fact();
      EXPECT_EQ(fact.has_value(), none.count(field->name()) == 0) << path;
      if (!fact) continue;
      EXPECT_TRUE(sources.insert(static_cast<int>(fact->source)).second) << path;
      EXPECT_EQ(fact->operand, 0u);
      const bool text = field->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
      const bool truth = field->type() == google::protobuf::FieldDescriptor::TYPE_BOOL;
      EXPECT_EQ(fact->kind, field->is_repeated() ? FactKind::kMember
                            : text               ? FactKind::kText
                            : truth              ? FactKind::kTruth
                                                 : FactKind::kNumber)
          << path;
    }
  };
  look(v1::Contact::descriptor(), "contact.");
  look(v1::Customer::descriptor(), "contact.customer.");
  EXPECT_EQ(sources.size(), static_cast<std::size_t>(FactSource::kAttribute));
}

TEST(Facts, PresenceOfFields) {
  using Test = Presence::Test;
  const std::map<std::string, Test> tests = {
      {"has(contact.id)", Test::kNotEmptyText},
      {"has(contact.customer.region)", Test::kNotEmptyText},
      {"has(contact.urgency)", Test::kNotZero},
      {"has(contact.time)", Test::kAlways},
      {"has(contact.customer.can_read)", Test::kHolds},
      {"has(contact.customer.identity_level)", Test::kHolds},
      {"has(live('web').expected_wait)", Test::kHolds},
      {"has(live('web').in_service)", Test::kAlways},
  };
  for (const auto& [text, test] : tests) {
    const std::optional<Presence> presence = Compiled(text).Has();
    ASSERT_TRUE(presence.has_value()) << text;
    EXPECT_EQ(presence->test, test) << text;
  }
  for (const char* const text :
       {"has(contact.customer)", "has(contact.customer.needs)", "has(contact.attributes.x)",
        "has({'a': contact}.a)", "has(contact.attempts[0].channel)", "has(live('fax').open)"}) {
    EXPECT_FALSE(Compiled(text).Has().has_value()) << text;
  }
}

TEST(Facts, AttributesNowAndLive) {
  const std::map<std::string, FactKey> facts = {
      {"word", {FactSource::kAttribute, 0, FactKind::kText}},
      {"age", {FactSource::kAttribute, 1, FactKind::kNumber}},
      {"share", {FactSource::kAttribute, 2, FactKind::kNumber}},
      {"vulnerable", {FactSource::kAttribute, 3, FactKind::kTruth}},
      {"tags", {FactSource::kAttribute, 4, FactKind::kMember}},
      {"moved_in", {FactSource::kAttribute, 5, FactKind::kNumber}},
      {"overdue", {FactSource::kAttribute, 6, FactKind::kNumber}},
      {"now", {FactSource::kNow, 0, FactKind::kNumber}},
      {"live('web').open", {FactSource::kOpen, 1, FactKind::kTruth}},
      {"live('phone').in_service", {FactSource::kLiveInService, 0, FactKind::kTruth}},
      {"live('web').expected_wait", {FactSource::kLiveWait, 1, FactKind::kNumber}},
  };
  for (const auto& [text, key] : facts) {
    const std::optional<FactKey> fact = Compiled(text).Fact();
    ASSERT_TRUE(fact.has_value()) << text;
    EXPECT_FALSE(*fact < key || key < *fact) << text;
  }
  for (const char* const text : {"contact", "age + 1", "live(word).open", "live('web')",
                                 "contact.customer", "[age][0]", "tags[0]", "dyn(age)"}) {
    EXPECT_FALSE(Compiled(text).Fact().has_value()) << text;
  }
}

TEST(Facts, ReadsLiveAtAnyDepth) {
  EXPECT_TRUE(Compiled("live('web').open").Live());
  EXPECT_TRUE(Compiled("tags.map(t, [age, {1: live(t)}.size()])").Live());
  EXPECT_FALSE(Compiled("tags.map(live, live + 'x')").Live());
}

}  // namespace
}  // namespace signpost
