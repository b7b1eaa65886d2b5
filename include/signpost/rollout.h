// SPDX-License-Identifier: Apache-2.0
//
// Which customers a pilot lets in: the same ones in every process, language and year, because the
// bucket is a published hash of channel and customer. Standard library only.
#ifndef SIGNPOST_ROLLOUT_H_
#define SIGNPOST_ROLLOUT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "signpost/money.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// XXH64 (Yann Collet, xxHash specification 0.1.1) over bytes given in pieces, with seed 0 unless
// told. Own code because core may not depend on a library; tested against libxxhash.
class Xxh64 {
 public:
  explicit constexpr Xxh64(std::uint64_t seed = 0) noexcept
      : seed_(seed), lanes_{seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1} {}

  constexpr void Add(std::string_view bytes) noexcept {
    for (const char byte : bytes) AddByte(static_cast<unsigned char>(byte));
  }

  constexpr void AddByte(unsigned char byte) noexcept {
    buffer_[size_ % 32] = byte;
    if (++size_ % 32 != 0) return;
    for (int lane = 0; lane < 4; ++lane) lanes_[lane] = Round(lanes_[lane], Read(8 * lane, 8));
  }

  constexpr std::uint64_t Digest() const noexcept {
    std::uint64_t hash = seed_ + kPrime5;
    if (size_ >= 32) {
      hash = Rotate(lanes_[0], 1) + Rotate(lanes_[1], 7) + Rotate(lanes_[2], 12) +
             Rotate(lanes_[3], 18);
      for (const std::uint64_t lane : lanes_) hash = (hash ^ Round(0, lane)) * kPrime1 + kPrime4;
    }
    hash += size_;
    const int rest = static_cast<int>(size_ % 32);
    int at = 0;
    for (; at + 8 <= rest; at += 8) {
      hash = Rotate(hash ^ Round(0, Read(at, 8)), 27) * kPrime1 + kPrime4;
    }
    for (; at + 4 <= rest; at += 4)
      hash = Rotate(hash ^ (Read(at, 4) * kPrime1), 23) * kPrime2 + kPrime3;
    for (; at < rest; ++at) hash = Rotate(hash ^ (Read(at, 1) * kPrime5), 11) * kPrime1;
    hash = (hash ^ (hash >> 33)) * kPrime2;
    hash = (hash ^ (hash >> 29)) * kPrime3;
    return hash ^ (hash >> 32);
  }

 private:
  static constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87, kPrime2 = 0xC2B2AE3D27D4EB4F,
                                 kPrime3 = 0x165667B19E3779F9, kPrime4 = 0x85EBCA77C2B2AE63,
                                 kPrime5 = 0x27D4EB2F165667C5;

  static constexpr std::uint64_t Rotate(std::uint64_t value, int bits) noexcept {
    return value << bits | value >> (64 - bits);
  }
  static constexpr std::uint64_t Round(std::uint64_t lane, std::uint64_t input) noexcept {
    return Rotate(lane + input * kPrime2, 31) * kPrime1;
  }
  // Little-endian, whatever the machine.
  constexpr std::uint64_t Read(int at, int bytes) const noexcept {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= static_cast<std::uint64_t>(buffer_[at + i]) << (8 * i);
    return value;
  }

  std::uint64_t seed_;
  std::uint64_t lanes_[4];
  unsigned char buffer_[32] = {};
  std::uint64_t size_ = 0;
};

// The customer's bucket in the channel's pilot, 0 to 999,999: in where it is below the pilot's
// share in millionths.
constexpr std::uint32_t PilotBucket(std::string_view channel_id,
                                    std::string_view customer_id) noexcept {
  Xxh64 hash;
  hash.Add(channel_id);
  hash.AddByte(0);
  hash.Add(customer_id);
  return static_cast<std::uint32_t>(hash.Digest() % static_cast<std::uint64_t>(kMillion));
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_ROLLOUT_H_
