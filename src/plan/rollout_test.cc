// SPDX-License-Identifier: Apache-2.0
//
// XXH64 of core against libxxhash.
#include "signpost/rollout.h"

#include <xxhash.h>

#include <random>
#include <string>

#include "gtest/gtest.h"

namespace signpost {
namespace {

TEST(Rollout, HashIsXxh64) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::uint64_t hash_seed = i % 2 == 0 ? 0 : random();
    const std::size_t cut = bytes.empty() ? 0 : random() % bytes.size();
    Xxh64 hash(hash_seed);
    hash.Add(std::string_view(bytes).substr(0, cut));
    hash.Add(std::string_view(bytes).substr(cut));
    ASSERT_EQ(hash.Digest(), XXH64(bytes.data(), bytes.size(), hash_seed));
  }
}

TEST(Rollout, BucketIsOfChannelZeroByteCustomer) {
  const std::string bytes("web\0c-1", 7);
  EXPECT_EQ(PilotBucket("web", "c-1"), XXH64(bytes.data(), bytes.size(), 0) % 1'000'000);
}

}  // namespace
}  // namespace signpost
