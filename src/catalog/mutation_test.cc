// SPDX-License-Identifier: Apache-2.0
//
// Any bytes give a catalog or findings, never a crash: good catalogs with bytes changed at random.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catalog/test_sources.h"
#include "gtest/gtest.h"

namespace signpost {
namespace {

std::string Mutated(std::string bytes, std::mt19937_64* random) {
  const auto draw = [&](std::size_t below) { return (*random)() % below; };
  const std::size_t changes = 1 + draw(4);
  for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = draw(bytes.size());
    const std::size_t length = std::min<std::size_t>(1 + draw(12), bytes.size() - at);
    switch (draw(6)) {
      case 0:
        bytes[at] = static_cast<char>(draw(256));
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(draw(bytes.size()), length));
        break;
      case 3:
        bytes[at] = "{}[]\"':,-0919.e\n"[draw(16)];
        break;
      case 4:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << draw(8)));
        break;
      default: {
        // A piece from elsewhere: unresolved ids, doubled fields, numbers out of place.
        const std::string piece = bytes.substr(draw(bytes.size()), length);
        bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
      }
    }
  }
  return bytes;
}

TEST(Mutations, GiveACatalogOrFindings) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const v1::Catalog good = GoodMessage();
  const std::vector<CatalogSource> originals = {Golden("good.textproto"),
                                                {"good.json", ToJson(good)},
                                                {"good.binpb", good.SerializeAsString()}};
  int loaded = 0;
  for (int round = 0; round < 1'500; ++round) {
    for (CatalogSource source : originals) {
      source.content = Mutated(source.content, &random);
      const CatalogResult result = LoadCatalog({source});
      bool any_error = false;
      for (const Finding& finding : result.findings) {
        any_error |= finding.severity == Severity::kError;
        ASSERT_FALSE(ToString(finding).empty());
      }
      ASSERT_EQ(result.catalog.has_value(), !any_error);
      loaded += result.catalog.has_value();
    }
  }
  EXPECT_GT(loaded, 0);
}

}  // namespace
}  // namespace signpost
