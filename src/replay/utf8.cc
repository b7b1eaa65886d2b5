// SPDX-License-Identifier: Apache-2.0
#include "replay/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Length of the well-formed sequence at the start of `bytes`, 0 where there is none.
std::size_t SequenceLength(std::string_view bytes) {
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

// Whether eight bytes are all 0x01 to 0x7F.
bool PlainEight(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  return ((word | (word - kOnes)) & kHigh) == 0;
}

}  // namespace

std::string TextFault(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (bytes.size() - at >= 8 && PlainEight(bytes.data() + at)) {
      at += 8;
      continue;
    }
    if (bytes[at] == '\0') return absl::StrFormat("NUL byte at byte %d of the row", at + 1);
    const std::size_t length = SequenceLength(bytes.substr(at));
    if (length == 0) {
      return absl::StrFormat("not UTF-8: byte 0x%02X at byte %d of the row",
                             static_cast<unsigned char>(bytes[at]), at + 1);
    }
    at += length;
  }
  return {};
}

SIGNPOST_END_NAMESPACE
