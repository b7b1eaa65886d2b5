// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: the golden catalogs, and findings in short.
#ifndef SIGNPOST_SRC_CATALOG_TEST_SOURCES_H_
#define SIGNPOST_SRC_CATALOG_TEST_SOURCES_H_

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "signpost/catalog.h"

namespace signpost {

inline CatalogSource Golden(const std::string& name) {
  std::ifstream file(std::string(SIGNPOST_SOURCE_DIR) + "/tests/golden/catalog/" + name);
  EXPECT_TRUE(file) << name;
  return {name, std::string(std::istreambuf_iterator<char>(file), {}), CatalogFormat::kText};
}

inline v1::Catalog GoodMessage() {
  const CatalogResult result = LoadCatalog({Golden("good.textproto")});
  return result.catalog ? result.catalog->message() : v1::Catalog();
}

inline std::string ToJson(const v1::Catalog& message) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json).ok());
  return json;
}

inline std::vector<std::string> CodesOf(const CatalogResult& result) {
  std::vector<std::string> codes;
  for (const Finding& finding : result.findings) codes.push_back(finding.code);
  return codes;
}

// What is said about a limit of that name.
inline std::vector<std::string> About(const std::string& limit, const CatalogResult& result) {
  std::vector<std::string> messages;
  for (const Finding& finding : result.findings) {
    if (finding.code == "OVER_LIMIT" && finding.message.find(limit + " of ") != std::string::npos) {
      messages.push_back(finding.message);
    }
  }
  return messages;
}

inline std::string Text(const CatalogResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) text += ToString(finding) + "\n";
  return text;
}

}  // namespace signpost

#endif  // SIGNPOST_SRC_CATALOG_TEST_SOURCES_H_
