// SPDX-License-Identifier: Apache-2.0
//
// Whether bytes are UTF-8 as RFC 3629 has it: shortest form, no surrogates, up to U+10FFFF.
#ifndef SIGNPOST_SRC_CATALOG_UTF8_H_
#define SIGNPOST_SRC_CATALOG_UTF8_H_

#include <cstddef>
#include <string_view>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Bytes of the well-formed sequence at the start of `bytes`, 0 where there is none.
inline std::size_t Utf8SequenceLength(std::string_view bytes) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // A continuation byte, or an overlong form.
  if (lead < 0xE0) return continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (!continues(1) || !continues(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;  // Overlong.
    if (lead == 0xED && byte(1) > 0x9F) return 0;  // A surrogate.
    return 3;
  }
  if (lead > 0xF4 || !continues(1) || !continues(2) || !continues(3)) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;  // Overlong.
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;  // Above U+10FFFF.
  return 4;
}

inline bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = Utf8SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_UTF8_H_
