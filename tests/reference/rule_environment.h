// SPDX-License-Identifier: Apache-2.0
//
// What a condition may name, declared from a catalog, and its values for one contact: `contact`,
// `now`, every declared attribute, and live(channel).
#ifndef SIGNPOST_TESTS_REFERENCE_RULE_ENVIRONMENT_H_
#define SIGNPOST_TESTS_REFERENCE_RULE_ENVIRONMENT_H_

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "cel/environment.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/live_state.pb.h"

namespace signpost::reference {

class RuleEnvironment {
 public:
  // The catalog must outlive it.
  explicit RuleEnvironment(const v1::Catalog& catalog);

  const cel::Environment& environment() const { return environment_; }

  // What conditions read of this contact, which like `live` must outlive its use. Good until the
  // next call.
  const cel::Activation& Bind(const v1::Contact& contact, const v1::LiveState& live);

 private:
  cel::Value Attribute(const v1::AttributeDeclaration& declared, const v1::Contact& contact);
  cel::Value Live(const std::string& channel);
  bool IsOpenAt(const v1::Channel& channel) const;

  const v1::Catalog& catalog_;
  cel::Environment environment_;
  const cel::RecordType* live_type_ = nullptr;
  cel::Activation activation_;

  // Of the contact that is bound.
  const v1::Contact* contact_ = nullptr;
  const v1::LiveState* live_ = nullptr;
  std::deque<std::vector<cel::Value>> lists_;
  std::map<std::string, std::array<cel::Value, 3>> live_facts_;  // By channel, once asked for.
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_RULE_ENVIRONMENT_H_
