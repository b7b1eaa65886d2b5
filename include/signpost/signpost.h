// SPDX-License-Identifier: Apache-2.0
//
// signpost picks the best service channel for a contact, says what each channel costs the
// organisation and the customer, who owns it, and why. START HERE.
//
// -----------------------------------------------------------------------------------------------
// A CATALOG says which services go through which channels, at what cost, owned by whom. It is the
// message signpost.v1.Catalog, from files or from memory (catalog.h):
//
//   auto sources = signpost::ReadCatalogFiles({"catalog/"}, signpost::Limits{});
//   signpost::CatalogResult loaded = signpost::LoadCatalog(*sources);
//   for (const signpost::Finding& finding : loaded.findings)
//     std::cerr << signpost::ToString(finding) << "\n";
//   if (!loaded.catalog) return 1;
//
// A PLAN is the catalog compiled: immutable, shared by any number of threads (plan.h):
//
//   absl::StatusOr<signpost::Plan> plan = signpost::CompilePlan(*loaded.catalog);
//   if (!plan.ok()) { std::cerr << plan.status() << "\n"; return 1; }
//
// A CONTACT is one request by one customer for one service, now. DECIDE it (decide.h):
//
//   signpost::v1::Contact contact;
//   contact.set_service("council-tax");
//   contact.set_arrival_channel("phone");
//   contact.mutable_time()->set_seconds(std::time(nullptr));
//   signpost::v1::Decision decision = signpost::Decide(*plan, contact);
//   std::cout << decision.recommended() << "\n";
//
// A contact that cannot be decided is refused, and the decision says why and what to do:
//
//   contact.set_service("counciltax");
//   decision = signpost::Decide(*plan, contact);
//   // decision.status() == DECISION_STATUS_REFUSED, decision.refusal().text():
//   //   the catalog has no service "counciltax"; did you mean "council-tax"?
//
// -----------------------------------------------------------------------------------------------
// THE HOT PATH. On every call of a contact centre, bind once and route without a message:
//
//   absl::StatusOr<signpost::Request> request = signpost::BindContact(*plan, contact);
//   // What the platform reports, set from any thread: 90 s on the first channel.
//   static signpost::LiveBoard board;
//   bool known = board.Set(0, signpost::LiveFacts{false, 90'000'000'000, 0});
//   // 15 KB: keep it, it is written anew each time.
//   static thread_local signpost::Decision fast;
//   signpost::Route(plan->view(), *request, board.Snapshot(), &fast);
//   // fast.recommended is a channel's number; fast.options[...].estimate its money in micro-units.
//
// Route() neither allocates nor locks nor throws, and the headers it needs (route.h, request.h,
// decision.h, live_state.h, live_board.h, live_queue.h, queueing.h, plan_view.h, opening_hours.h,
// visits.h, money.h) include the standard library only. ToMessage() makes the v1::Decision out of a
// fast one where somebody wants to read it.
// -----------------------------------------------------------------------------------------------
//
// Errors are values: findings with a place for catalogs, absl::Status elsewhere, codes on the hot
// path. The library throws nothing of its own, prints nothing and keeps no globals.
#ifndef SIGNPOST_SIGNPOST_H_
#define SIGNPOST_SIGNPOST_H_

#include "signpost/catalog.h"
#include "signpost/decide.h"
#include "signpost/finding.h"
#include "signpost/limits.h"
#include "signpost/live_board.h"
#include "signpost/live_queue.h"
#include "signpost/plan.h"
#include "signpost/route.h"
#include "signpost/version.h"

#endif  // SIGNPOST_SIGNPOST_H_
