// SPDX-License-Identifier: Apache-2.0
// Reads a catalog, decides one contact, prints the answer.
#include <iostream>

#include "signpost/signpost.h"

int main(int argc, char** argv) {
  const auto files =
      signpost::ReadCatalogFiles({argc > 1 ? argv[1] : "catalog.textproto"}, signpost::Limits{});
  if (!files.ok()) return std::cerr << files.status() << "\n", 2;
  const signpost::CatalogResult loaded = signpost::LoadCatalog(*files);
  for (const signpost::Finding& finding : loaded.findings)
    std::cerr << signpost::ToString(finding) << "\n";
  if (!loaded.catalog) return 1;
  const auto plan = signpost::CompilePlan(*loaded.catalog);
  if (!plan.ok()) return 1;

  signpost::v1::Contact contact;
  contact.set_service("council-tax");
  contact.set_arrival_channel("phone");
  contact.mutable_customer()->set_language("en-GB");
  contact.mutable_time()->set_seconds(1'795'255'200);  // 2026-11-21T10:00:00Z, a Saturday.
  const signpost::v1::Decision decision = signpost::Decide(*plan, contact);

  std::cout << "recommended: " << decision.recommended() << " (" << decision.reasons(0).text()
            << ")\n";
  for (const auto& option : decision.options()) {
    std::cout << option.channel() << (option.available() ? ": available" : ": not available");
    for (const auto& reason : option.reasons()) std::cout << ", " << reason.text();
    std::cout << "\n";
  }
  for (const auto& offer : decision.offers())
    std::cout << "offer " << offer.channel() << ": " << offer.ask() << " " << offer.script()
              << "\n";
  for (const auto& owner : decision.owners())
    std::cout << Responsibility_Name(owner.responsibility()) << " " << owner.party() << "\n";
}
