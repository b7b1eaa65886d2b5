// SPDX-License-Identifier: Apache-2.0
//
// The engine and the judge agree, to the byte, about random contacts in random worlds, and the
// guarantees hold in every decision. SIGNPOST_PAIRS sets how many pairs of a catalog and a contact
// are tried, SIGNPOST_SEED where the worlds begin.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "signpost/signpost.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/decide.h"
#include "tests/reference/guarantees.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

constexpr std::uint64_t kPairs = 200'000;
constexpr std::uint64_t kContactsAWorld = 200;

std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

std::string Text(const google::protobuf::Message& message) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(message, &text);
  return text;
}

// Off while the engine refuses catalogs with rules.
constexpr bool kWithRules = true;

// The judge writes no prose, and of scripts it has those that a rule supplies.
v1::Decision WithoutTexts(v1::Decision decision, const v1::Decision& expected) {
  for (v1::Reason& reason : *decision.mutable_reasons()) reason.clear_text();
  for (v1::Option& option : *decision.mutable_options()) {
    for (v1::Reason& reason : *option.mutable_reasons()) reason.clear_text();
  }
  for (int i = 0; i < decision.offers_size(); ++i) {
    v1::Offer& offer = *decision.mutable_offers(i);
    offer.clear_ask();
    if (i >= expected.offers_size() || expected.offers(i).script().empty()) offer.clear_script();
  }
  for (v1::FailedRule& failed : *decision.mutable_failed_rules()) failed.clear_text();
  if (decision.has_refusal()) decision.mutable_refusal()->clear_text();
  return decision;
}

// The one figure in floating point: takes over what agrees to 1e-9 of it and a micro-unit.
void TakeOverDeviations(const v1::Decision& from, v1::Decision& to) {
  if (from.options_size() != to.options_size()) return;
  for (int i = 0; i < from.options_size(); ++i) {
    if (!from.options(i).estimate().has_standard_deviation() ||
        !to.options(i).estimate().has_standard_deviation()) {
      continue;
    }
    v1::Money& its = *to.mutable_options(i)->mutable_estimate()->mutable_standard_deviation();
    const v1::Money& other = from.options(i).estimate().standard_deviation();
    const double cost = static_cast<double>(MicrosOf(its));
    if (std::fabs(cost - static_cast<double>(MicrosOf(other))) <= 1 + 1e-9 * cost) its = other;
  }
}

absl::StatusOr<Plan> PlanOf(const v1::Catalog& catalog) {
  CatalogResult result = ValidateCatalog(catalog, {});
  if (!result.catalog.has_value()) {
    return absl::InvalidArgumentError("the catalog is refused: " + ToString(result.findings[0]));
  }
  return CompilePlan(*result.catalog);
}

// Everything that can be wrong with the engine's answer to one contact; empty: nothing.
std::string Disagreement(const World& world, const Plan& plan, const Plan& renamed, Judge& judge,
                         const v1::Contact& contact, const v1::LiveState& live) {
  absl::StatusOr<LiveState> bound = BindLiveState(plan, live);
  if (!bound.ok()) return "live state: " + bound.status().ToString() + "\n" + Text(live);
  const v1::Decision whole = Decide(plan, contact, *bound);
  v1::Decision expected = judge.Decide(contact, live);
  const v1::Decision decision = WithoutTexts(whole, expected);
  TakeOverDeviations(decision, expected);

  std::string what;
  if (decision.SerializeAsString() != expected.SerializeAsString()) what = "they differ";
  if (what.empty()) what = CheckGuarantees(world.catalog(), contact, live, decision);
  if (what.empty()) {  // G5.
    absl::StatusOr<LiveState> again = BindLiveState(renamed, live);
    if (!again.ok() ||
        Decide(renamed, contact, *again).SerializeAsString() != whole.SerializeAsString()) {
      what = "G5: renaming channel types changes it";
    }
  }
  if (what.empty()) return "";
  return what + "\n--- contact\n" + Text(contact) + "--- live state\n" + Text(live) +
         "--- engine\n" + Text(decision) + "--- judge\n" + Text(expected) + "--- catalog\n" +
         Text(world.catalog());
}

TEST(Agreement, EngineAndJudgeAgree) {
  const std::uint64_t pairs = FromEnvironment("SIGNPOST_PAIRS", kPairs);
  const std::uint64_t first = FromEnvironment("SIGNPOST_SEED", std::random_device{}());
  std::cout << "SIGNPOST_SEED=" << first << "\n";
  std::uint64_t done = 0, worlds = 0, too_large = 0;
  for (std::uint64_t seed = first; done < pairs; ++seed) {
    World world(seed, kWithRules);
    const absl::StatusOr<Plan> plan = PlanOf(world.catalog());
    const absl::StatusOr<Plan> renamed = PlanOf(RenameTypes(world.catalog(), seed));
    ++worlds;
    // A contact that hardly ever completes may cost more than a plan can hold, and is refused.
    if (absl::IsOutOfRange(plan.status()) && absl::IsOutOfRange(renamed.status())) {
      ++too_large;
      continue;
    }
    ASSERT_TRUE(plan.ok() && renamed.ok())
        << "SIGNPOST_SEED=" << seed << " reproduces: " << plan.status().ToString() << "\n"
        << Text(world.catalog());
    Judge judge(world.catalog());
    const std::uint64_t contacts = std::min(kContactsAWorld, pairs - done);
    for (std::uint64_t contact = 0; contact < contacts; ++contact, ++done) {
      const v1::Contact asks = world.NextContact();
      const v1::LiveState live = world.NextLiveState();
      const std::string fault = Disagreement(world, *plan, *renamed, judge, asks, live);
      if (!fault.empty()) {
        FAIL() << "SIGNPOST_SEED=" << seed << " reproduces: contact " << contact + 1
               << " of that world: " << fault;
      }
    }
  }
  std::cout << done << " pairs of a catalog and a contact agree; " << too_large << " of " << worlds
            << " catalogs cost too much\n";
  EXPECT_LE(too_large * 20, worlds + 20);
}

}  // namespace
}  // namespace signpost::reference
