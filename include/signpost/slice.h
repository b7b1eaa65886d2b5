// SPDX-License-Identifier: Apache-2.0
//
// What every table of a plan is made of: arrays that somebody else owns, stretches of text, and
// sets of up to 64 as the bits of a word. Standard library only.
#ifndef SIGNPOST_SLICE_H_
#define SIGNPOST_SLICE_H_

#include <cstddef>
#include <cstdint>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

constexpr std::uint64_t Bit(int index) noexcept { return std::uint64_t{1} << index; }

// A read-only array that somebody else owns.
template <typename T>
struct Slice {
  const T* data = nullptr;
  std::size_t size = 0;

  constexpr const T& operator[](std::size_t index) const noexcept { return data[index]; }
  constexpr const T* begin() const noexcept { return data; }
  constexpr const T* end() const noexcept { return data + size; }
  constexpr Slice Part(std::size_t first, std::size_t count) const noexcept {
    return {data + first, count};
  }
};

// A stretch of the plan's text.
struct TextRef {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SLICE_H_
