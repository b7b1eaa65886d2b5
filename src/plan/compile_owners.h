// SPDX-License-Identifier: Apache-2.0
//
// Which participations are in force for a service through a channel.
#ifndef SIGNPOST_SRC_PLAN_COMPILE_OWNERS_H_
#define SIGNPOST_SRC_PLAN_COMPILE_OWNERS_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plan/tables.h"
#include "signpost/v1/catalog.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// Resolves owners by scope: for each aspect and responsibility the most specific scope that says
// anything, in catalog order, without repeats. Equal lists are stored once.
class OwnerResolver {
 public:
  OwnerResolver(const v1::Catalog& catalog, PlanTables* tables);

  // Adds the owners of the service through the channel to the tables and points the option at them.
  void Resolve(std::uint32_t service, std::uint32_t channel, OptionRow* option);

 private:
  struct Claim {
    std::uint32_t order = 0;  // Of the participation.
    OwnerRow owner;
  };

  PlanTables* tables_;
  std::vector<Claim> of_organisation_;
  std::unordered_map<std::uint32_t, std::vector<Claim>> of_channel_;
  std::unordered_map<std::uint32_t, std::vector<Claim>> of_service_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Claim>> of_service_channel_;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> stored_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_PLAN_COMPILE_OWNERS_H_
