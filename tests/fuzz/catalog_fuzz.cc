// SPDX-License-Identifier: Apache-2.0
//
// libFuzzer: any bytes as a catalog, in the format that the first byte chooses.
#include <cstddef>
#include <cstdint>
#include <string>

#include "signpost/catalog.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using signpost::CatalogFormat;
  constexpr CatalogFormat kFormats[] = {CatalogFormat::kFromName, CatalogFormat::kText,
                                        CatalogFormat::kJson, CatalogFormat::kBinary};
  const std::string content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const signpost::CatalogResult result =
      signpost::LoadCatalog({{"input", content, kFormats[data[0] % 4]}});
  bool any_error = false;
  for (const signpost::Finding& finding : result.findings) {
    any_error |= finding.severity == signpost::Severity::kError;
    if (ToString(finding).empty()) __builtin_trap();
  }
  // A catalog exactly where nothing is an error.
  if (result.catalog.has_value() == any_error) __builtin_trap();
  return 0;
}
