// SPDX-License-Identifier: Apache-2.0
//
// Whether bytes are UTF-8 as RFC 3629 has it: shortest form, no surrogates, up to U+10FFFF.
#ifndef SIGNPOST_SRC_CATALOG_UTF8_H_
#define SIGNPOST_SRC_CATALOG_UTF8_H_

#include <cstddef>
#include <string_view>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

inline bool IsUtf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char lead = byte(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - i < length) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    }
    const unsigned char second = byte(i + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) {
      return false;
    }
    i += length;
  }
  return true;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_UTF8_H_
