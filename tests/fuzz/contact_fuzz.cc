// SPDX-License-Identifier: Apache-2.0
//
// libFuzzer: any bytes as a contact, in the format that the first byte chooses, decided.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/read.h"
#include "signpost/signpost.h"

namespace {

constexpr char kCatalog[] = R"pb(
  currency: "GBP"
  time_zone: "Europe/London"
  policy { customer_minute_value { units: 1 } }
  opening_hours {
    id: "office"
    periods { opens: "08:00" closes: "18:00" }
  }
  attributes { name: "n" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "s" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "t" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "d" type: ATTRIBUTE_TYPE_DURATION }
  attributes { name: "key" type: ATTRIBUTE_TYPE_BOOL }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED opening_hours: "office" assists: "web" }
  channels {
    id: "web"
    mode: CHANNEL_MODE_SELF_SERVICE
    requires: [ "INTERNET", "IDENTITY_LEVEL_2", "key" ]
    lifecycle { stage: LIFECYCLE_STAGE_PILOT pilot_share: 0.5 }
  }
  services { id: "a" }
  service_channels { service: "a" channel: "phone" }
  service_channels { service: "a" channel: "web" })pb";

signpost::Plan MakePlan() {
  const signpost::CatalogResult loaded =
      signpost::LoadCatalog({{"catalog.textproto", kCatalog, {}}});
  if (!loaded.catalog) __builtin_trap();
  return *signpost::CompilePlan(*loaded.catalog);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const signpost::Plan plan = MakePlan();
  if (size == 0) return 0;
  using signpost::CatalogFormat;
  constexpr CatalogFormat kFormats[] = {CatalogFormat::kText, CatalogFormat::kJson,
                                        CatalogFormat::kBinary};
  const signpost::CatalogSource source{
      "contact", std::string(reinterpret_cast<const char*>(data) + 1, size - 1),
      kFormats[data[0] % 3]};
  signpost::v1::Contact contact;
  std::vector<signpost::Finding> findings;
  if (!signpost::ReadMessage(source, signpost::Limits{}, &contact, &findings).ok()) return 0;
  const signpost::v1::Decision decision = signpost::Decide(plan, contact);
  const bool refused = decision.status() == signpost::v1::DECISION_STATUS_REFUSED;
  // A refusal says why; a decision lists every channel of the service.
  if (refused == decision.refusal().text().empty()) __builtin_trap();
  if (!refused && decision.options_size() != 2) __builtin_trap();
  if (decision.SerializeAsString() != signpost::Decide(plan, contact).SerializeAsString())
    __builtin_trap();
  return 0;
}
