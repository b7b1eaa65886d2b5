// SPDX-License-Identifier: Apache-2.0
//
// Random worlds: a valid catalog, and contacts and live states that hit its edges. The same seed
// gives the same world everywhere.
#ifndef SIGNPOST_TESTS_REFERENCE_WORLDS_H_
#define SIGNPOST_TESTS_REFERENCE_WORLDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/live_state.pb.h"
#include "tests/reference/draw.h"

namespace signpost::reference {

class World {
 public:
  // With rules the world also declares more attributes, and contacts say more of themselves.
  explicit World(std::uint64_t seed, bool with_rules = false);

  // Valid: no finding above a warning.
  const v1::Catalog& catalog() const { return catalog_; }

  // About one in thirty is to be refused.
  v1::Contact NextContact();
  v1::LiveState NextLiveState();

 private:
  Draw draw_;
  const bool with_rules_;
  v1::Catalog catalog_;
  // Unix seconds around which contacts come: clock changes, edges of periods, lifecycles.
  std::vector<std::int64_t> instants_;
};

// The parts of a random catalog, each in a file of its own. They need those before them.
//
// Currency, zone, attributes, opening hours; the instants that matter to them.
std::vector<std::int64_t> DrawHours(Draw& draw, v1::Catalog& catalog);
// Channels and services.
void DrawChannels(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog);
// Policy, exchange rates, rate cards, service channels.
void DrawCosts(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog);
// Parties, roles, participations.
void DrawOwners(Draw& draw, v1::Catalog& catalog);
// Rules, what they name and the scripts they offer.
void DrawRules(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog);

v1::Lifecycle DrawLifecycle(Draw& draw, const std::vector<std::int64_t>& instants);

// Makes a contact one that is to be refused.
void Spoil(Draw& draw, v1::Contact& contact);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_WORLDS_H_
