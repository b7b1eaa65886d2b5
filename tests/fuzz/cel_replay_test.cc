// SPDX-License-Identifier: Apache-2.0
//
// The corpus of the fuzzer, text by text.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"
#include "tests/fuzz/cel_fuzz.h"

namespace signpost {
namespace {

TEST(CelFuzz, CorpusHoldsItsPromises) {
  int count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SIGNPOST_SOURCE_DIR "/tests/fuzz/corpus/cel_fuzz")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(TryCel(text), "") << entry.path();
    ++count;
  }
  EXPECT_GT(count, 10);
}

}  // namespace
}  // namespace signpost
