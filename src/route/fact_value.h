// SPDX-License-Identifier: Apache-2.0
//
// What a contact and the live state have of the facts that a plan's rules ask about, as CEL, for
// people. Way in: FactReader.
#ifndef SIGNPOST_SRC_ROUTE_FACT_VALUE_H_
#define SIGNPOST_SRC_ROUTE_FACT_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signpost/live_state.h"
#include "signpost/plan.h"
#include "signpost/request.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/explanation.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Reads one contact that is bound to `request`. All arguments must outlive it.
class FactReader {
 public:
  FactReader(const Plan& plan, const Request& request, const v1::Contact& contact,
             const LiveState& live)
      : plan_(plan), request_(request), contact_(contact), live_(live) {}

  // What a predicate over `fact` looks at: one, but of a program all that it reads.
  std::vector<v1::ExplainedFact> Read(std::uint32_t fact) const;

 private:
  std::string Value(const FactGroupRow& group) const;
  bool States(std::string_view attribute) const;

  const Plan& plan_;
  const Request& request_;
  const v1::Contact& contact_;
  const LiveState& live_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_FACT_VALUE_H_
