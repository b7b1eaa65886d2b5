// SPDX-License-Identifier: Apache-2.0
//
// What follows a contact, compiled: the chain over the options of each service, and every option's
// figures end to end.
#ifndef SIGNPOST_SRC_PLAN_COMPILE_CHAINS_H_
#define SIGNPOST_SRC_PLAN_COMPILE_CHAINS_H_

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "plan/tables.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

class ChainCompiler {
 public:
  // Both must outlive it.
  ChainCompiler(const v1::Catalog& catalog, PlanTables* tables);

  // Fills the visits of a service, and what its options, already in the tables with their direct
  // costs, come to end to end. `chosen`: for each option its index in the catalog's service
  // channels. Services with the same ones are solved once. Error: kOutOfRange, a figure that does
  // not fit, naming the channel.
  absl::Status Compile(const std::vector<int>& chosen, ServiceRow* service);

 private:
  struct Solved {
    std::uint64_t first_visit = 0;
    std::int32_t visits_point = 0;
    std::vector<EndToEndRow> rows;
  };

  absl::Status Solve(const std::vector<int>& chosen, const ServiceRow& service, Solved* solved);
  // Where the tables hold these visits, which are added if they do not yet.
  std::uint64_t Place(const std::vector<std::int64_t>& visits);

  const v1::Catalog& catalog_;
  PlanTables* tables_;
  std::unordered_map<std::string, int> channels_;
  std::map<std::vector<int>, Solved> solved_;
  std::unordered_multimap<std::uint64_t, std::uint64_t> places_;  // By hash.
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_COMPILE_CHAINS_H_
