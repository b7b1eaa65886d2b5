// SPDX-License-Identifier: Apache-2.0
//
// The smallest user: one channel, one service, one decision. Exit status 0 where it is right.
#include <iostream>

#include "signpost/signpost.h"

int main() {
  const char* text = R"(
    currency: "GBP"
    policy { customer_minute_value { nanos: 200000000 } }
    channels { id: "phone" mode: CHANNEL_MODE_ASSISTED requires: "VOICE" }
    services { id: "council-tax" }
    service_channels { service: "council-tax" channel: "phone" }
    parties { id: "revenues" }
    participations { party: "revenues" responsibility: RESPONSIBILITY_ACCOUNTABLE }
    participations { party: "revenues" responsibility: RESPONSIBILITY_RESPONSIBLE })";
  const signpost::CatalogResult loaded = signpost::LoadCatalog({{"memory.textproto", text, {}}});
  if (!loaded.catalog) return 1;
  const auto plan = signpost::CompilePlan(*loaded.catalog);
  if (!plan.ok()) return 2;
  signpost::v1::Contact contact;
  contact.set_service("council-tax");
  contact.mutable_time()->set_seconds(1'700'000'000);
  const signpost::v1::Decision decision = signpost::Decide(*plan, contact);
  std::cout << "recommended: " << decision.recommended() << "\n";
  return decision.recommended() == "phone" ? 0 : 3;
}
