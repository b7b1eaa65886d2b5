// SPDX-License-Identifier: Apache-2.0
//
// Two ways to the truth of a condition, compared: the plan's (LoadCatalog, CompilePlan,
// BindContact, MatchRules), and the evaluator of the language on the message itself, which knows
// nothing of facts, classes and predicates.
#ifndef SIGNPOST_TESTS_RULES_AGREEMENT_H_
#define SIGNPOST_TESTS_RULES_AGREEMENT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/environment.h"
#include "signpost/plan.h"
#include "signpost/request.h"
#include "tests/rules/world.h"

namespace signpost {

class Agreement {
 public:
  // One plan of the world with a rule for each condition; those that do not compile, or that live()
  // does not allow, are left out.
  explicit Agreement(const std::vector<std::string>& conditions);

  // False where no condition is left, or the plan could not be made; `fault` says why.
  bool ok() const { return plan_.has_value(); }
  const std::string& fault() const { return fault_; }
  const Plan& plan() const { return *plan_; }
  const std::vector<std::string>& conditions() const { return conditions_; }

  // Of the first condition where the two differ, in truth or in the code of the error: what each
  // says. Empty: none.
  std::string Disagreement(const v1::Contact& contact, const LiveState& live);
  // The same for a contact that BindContact() refuses, bound by other means.
  std::string Disagreement(const v1::Contact& contact, const LiveState& live,
                           const Request& request);

  // How often the answer was the same: false, true, an error. Where a limit ended one of the two
  // nothing is compared: limits are for each part that is evaluated.
  struct Counts {
    std::uint64_t holds = 0, fails = 0, errs = 0, limited = 0;
    std::uint64_t all() const { return holds + fails + errs; }
  };
  const Counts& counts() const { return counts_; }

 private:
  std::vector<std::string> conditions_;
  std::vector<std::shared_ptr<const cel::Program>> programs_;
  std::optional<Plan> plan_;
  std::string fault_;
  Counts counts_;
};

}  // namespace signpost

#endif  // SIGNPOST_TESTS_RULES_AGREEMENT_H_
