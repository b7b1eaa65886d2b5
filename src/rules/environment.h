// SPDX-License-Identifier: Apache-2.0
//
// What conditions of rules may name, and the values that one contact gives to it:
//
//   RuleEnvironment environment(catalog.attributes(), {"phone", "web"});
//   cel::Compiled condition = CompileCondition(environment, "age >= 65", "rule \"elderly\"", {});
//   cel::Activation activation(environment.cel());
//   Activate(environment, contact, &live, &activation, &work);
//   condition.program->Evaluate(activation, work).IsTrue()
#ifndef SIGNPOST_SRC_RULES_ENVIRONMENT_H_
#define SIGNPOST_SRC_RULES_ENVIRONMENT_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "cel/compile.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/struct.pb.h"
#include "signpost/limits.h"
#include "signpost/plan_view.h"
#include "signpost/v1/attribute.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// What live(channel) tells.
struct LiveChannelFacts {
  std::optional<std::int64_t> expected_wait_nanos;  // Empty: not known.
  bool in_service = true;
  bool open = true;  // At the contact's time.
};

struct LiveReadings {
  Slice<LiveChannelFacts> channels;  // In the order of the catalog.
};

// Immutable, and shared by all conditions of a catalog, which point into it.
//
//   slot 0    contact        signpost.v1.Contact
//   slot 1    now            timestamp: the contact's time
//   slot 2+i  the attribute i of the catalog, by its type: string, int, double, bool,
//             list(string), timestamp, duration
//   live(channel)            a record: expected_wait (duration, 0 where not known, which has()
//                            tells), in_service, open (bool). Takes what it says from the
//                            LiveReadings that Activate() was given.
class RuleEnvironment {
 public:
  static constexpr std::uint32_t kContact = 0, kNow = 1, kFirstAttribute = 2;
  static constexpr std::string_view kLive = "live";

  // Copies what it needs. In a catalog with findings, an attribute whose name cannot be declared is
  // left out, and later slots move up; one without a type that is known becomes dyn.
  RuleEnvironment(const google::protobuf::RepeatedPtrField<v1::AttributeDeclaration>& attributes,
                  std::vector<std::string> channels);
  RuleEnvironment(const RuleEnvironment&) = delete;  // Programs and functions point into it.
  RuleEnvironment& operator=(const RuleEnvironment&) = delete;

  const cel::Environment& cel() const { return cel_; }
  // Index of the channel, or -1.
  int FindChannel(std::string_view id) const;

 private:
  friend void Activate(const RuleEnvironment& environment, const v1::Contact& contact,
                       const LiveReadings* live, cel::Activation* activation, cel::Workspace* work);

  struct Variable {
    v1::AttributeType type;
    cel::Value preset;  // The declaration's default; kUnset where it has none.
  };

  void Declare(const v1::AttributeDeclaration& attribute);
  void DeclareLive();
  cel::Value Live(const cel::FunctionCall& call) const;

  cel::Environment cel_;
  const cel::RecordType* live_ = nullptr;
  const std::vector<std::string> channel_ids_;
  absl::flat_hash_map<std::string_view, int> channels_;
  absl::flat_hash_map<std::string, std::uint32_t> slots_;  // Of the attributes.
  std::vector<Variable> variables_;                        // From slot kFirstAttribute on.
  // What presets point to.
  std::deque<google::protobuf::Value> presets_;
  std::deque<std::vector<cel::Value>> preset_items_;
};

// Sets every variable of `activation`, which must be one of environment.cel(), and what live()
// says; `live` may be null, which makes live() an error value. `contact` has passed BindContact().
// An attribute that it does not state has the declaration's default, else is an error value when
// read. The values point into `contact`, `*live`, `environment` and `*work` (of which lists of
// strings take a little), and are gone when that is cleared.
void Activate(const RuleEnvironment& environment, const v1::Contact& contact,
              const LiveReadings* live, cel::Activation* activation, cel::Workspace* work);

// What the limits of a catalog allow one condition.
cel::Limits ConditionLimits(const Limits& limits);

// A condition, checked to be bool and folded. `name` is what its issues call it.
cel::Compiled CompileCondition(const RuleEnvironment& environment, std::string text,
                               std::string name, const cel::Limits& limits);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_ENVIRONMENT_H_
