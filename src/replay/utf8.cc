// SPDX-License-Identifier: Apache-2.0
#include "replay/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/str_format.h"
#include "catalog/utf8.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

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
    const std::size_t length = Utf8SequenceLength(bytes.substr(at));
    if (length == 0) {
      return absl::StrFormat("not UTF-8: byte 0x%02X at byte %d of the row",
                             static_cast<unsigned char>(bytes[at]), at + 1);
    }
    at += length;
  }
  return {};
}

SIGNPOST_END_NAMESPACE
