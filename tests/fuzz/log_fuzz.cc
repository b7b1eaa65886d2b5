// SPDX-License-Identifier: Apache-2.0
//
// libFuzzer: any bytes as a log. The first byte chooses the format and a small limit on rows; CSV
// gets the header that the mapping needs, or none.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include "google/protobuf/text_format.h"
#include "signpost/replay.h"

namespace {

constexpr char kCatalog[] = R"pb(
  revision: "fuzz"
  currency: "GBP"
  time_zone: "Europe/London"
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
  channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET" }
  services { id: "a" }
  service_channels { service: "a" channel: "phone" }
  service_channels { service: "a" channel: "web" }
  attributes { name: "n" type: ATTRIBUTE_TYPE_INT }
  policy { customer_minute_value { units: 1 } })pb";
constexpr char kMapping[] = R"pb(
  fields { field: "service" columns: "s" as_identifier: true }
  fields {
    field: "time"
    columns: "d"
    columns: "t"
    time_formats: "%Y-%m-%d %H:%M"
    time_formats: "%s"
  }
  fields {
    field: "arrival_channel"
    columns: "c"
    translations { from: "P" to: "phone" }
    otherwise: "web"
  }
  fields { field: "customer.preferred_channels" columns: "p" }
  fields { field: "customer.has_internet" columns: "i" }
  fields { field: "attempts" columns: "p" }
  fields { field: "attributes.n" columns: "n" }
  count_column: "w"
  set_asides { column: "c" values: "X" label: "aside" })pb";

struct Setting {
  std::optional<signpost::Catalog> catalog;
  signpost::v1::LogMapping mapping;
};

const Setting& Fixed() {
  static const Setting* const setting = [] {
    auto* made = new Setting;
    made->catalog = signpost::LoadCatalog({{"catalog.textproto", kCatalog}}).catalog;
    if (!made->catalog ||
        !google::protobuf::TextFormat::ParseFromString(kMapping, &made->mapping)) {
      __builtin_trap();
    }
    return made;
  }();
  return *setting;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  signpost::LogOptions options;
  options.format = (data[0] & 1) != 0 ? signpost::LogFormat::kCsv : signpost::LogFormat::kJsonLines;
  if ((data[0] & 2) != 0) options.row_bytes = 64;
  if ((data[0] & 5) == 1) text.insert(0, "s,d,t,c,p,i,n,w\n");
  const auto log = signpost::ReadLog(std::make_unique<std::istringstream>(text), "log", options);
  const auto report = signpost::Replay(*Fixed().catalog, Fixed().mapping, *log);
  if (!report.ok()) {
    if (report.status().message().empty()) __builtin_trap();
    return 0;
  }
  const signpost::v1::LogReading& reading = report->reading();
  if (reading.rows() !=
      reading.contact_rows() + reading.set_aside_rows() + reading.unreadable_rows()) {
    __builtin_trap();
  }
  // No byte is left out.
  if (log->bytes_read() != static_cast<std::int64_t>(text.size())) __builtin_trap();
  if (signpost::ReportText(*report).empty()) __builtin_trap();
  return 0;
}
