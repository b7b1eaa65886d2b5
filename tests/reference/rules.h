// SPDX-License-Identifier: Apache-2.0
//
// Step 2: which rules match a contact, found by evaluating one condition after the other, each by
// itself. Rules::Apply is the way in.
#ifndef SIGNPOST_TESTS_REFERENCE_RULES_H_
#define SIGNPOST_TESTS_REFERENCE_RULES_H_

#include <memory>
#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/live_state.pb.h"

namespace signpost::reference {

struct FailedCondition {
  const v1::Rule* rule = nullptr;
  std::string code;
};

// In the order in which rules are looked at, up to and with the first that stops.
struct Ruling {
  std::vector<const v1::Rule*> matched;
  std::vector<FailedCondition> failed;
};

class Rules {
 public:
  // Compiles every condition. The catalog must be valid and outlive the rules; a condition that
  // does not compile all the same fails with NOT_COMPILED whenever it is looked at.
  explicit Rules(const v1::Catalog& catalog);
  ~Rules();

  // Not for two threads at once.
  Ruling Apply(const v1::Contact& contact, const v1::LiveState& live);

 private:
  struct State;
  std::unique_ptr<State> state_;  // nullptr: there are no rules.
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_RULES_H_
