// SPDX-License-Identifier: Apache-2.0
//
// libFuzzer: any bytes as a mapping in text format, checked and, where it is one, used on a log.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "catalog/read.h"
#include "signpost/replay.h"

namespace {

constexpr char kCatalog[] = R"pb(
  currency: "GBP"
  policy { customer_minute_value { units: 1 } }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
  attributes { name: "n" type: ATTRIBUTE_TYPE_INT }
  services { id: "a" }
  service_channels { service: "a" channel: "phone" })pb";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const signpost::CatalogResult loaded =
      signpost::LoadCatalog({{"catalog.textproto", kCatalog, {}}});
  if (!loaded.catalog) __builtin_trap();
  const signpost::CatalogSource source{"mapping",
                                       std::string(reinterpret_cast<const char*>(data), size),
                                       signpost::CatalogFormat::kText};
  signpost::v1::LogMapping mapping;
  std::vector<signpost::Finding> findings;
  if (!signpost::ReadMessage(source, signpost::Limits{}, &mapping, &findings).ok()) return 0;
  findings = signpost::CheckMapping(mapping, *loaded.catalog);
  signpost::LogOptions options;
  options.format = signpost::LogFormat::kCsv;
  const auto log =
      signpost::ReadLog(std::make_unique<std::istringstream>(
                            "service,date,channel,n\na,2026-01-31 09:00,phone,2\nb,,x,-\n"),
                        "log", options);
  const auto report = signpost::Replay(*loaded.catalog, mapping, *log);
  // What the check finds, the replay refuses.
  for (const signpost::Finding& finding : findings) {
    if (finding.severity == signpost::Severity::kError && report.ok()) __builtin_trap();
  }
  return 0;
}
