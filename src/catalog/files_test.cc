// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "signpost/catalog.h"

namespace signpost {
namespace {

namespace fs = std::filesystem;

class CatalogFiles : public testing::Test {
 protected:
  void SetUp() override {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    directory_ =
        fs::path(testing::TempDir()) / ("catalog_files_" + test + std::to_string(getpid()));
    fs::create_directories(directory_);
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string Write(const std::string& name, const std::string& content) {
    const fs::path path = directory_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  absl::Status Read(const std::string& path, const Limits& limits = {}) {
    return ReadCatalogFiles({path}, limits).status();
  }

  fs::path directory_;
};

TEST_F(CatalogFiles, ADirectoryStandsForItsCatalogFilesInNameOrder) {
  const std::string other = Write("notes.md", "x");
  for (const char* name : {"b.json", "a.textproto", "c.binpb", "B.txtpb", "d.pbtxt", "e.pb"}) {
    Write(name, name);
  }
  fs::create_directories(directory_ / "folder.json");
  const auto sources = ReadCatalogFiles({other, directory_.string()}, Limits{});
  ASSERT_TRUE(sources.ok()) << sources.status();
  std::vector<std::string> names, contents;
  for (const CatalogSource& source : *sources) {
    names.push_back(fs::path(source.name).filename().string());
    contents.push_back(source.content);
  }
  EXPECT_THAT(names, testing::ElementsAre("notes.md", "B.txtpb", "a.textproto", "b.json", "c.binpb",
                                          "d.pbtxt", "e.pb"));
  EXPECT_EQ(contents[3], "b.json");
}

TEST_F(CatalogFiles, EveryErrorIsClear) {
  EXPECT_EQ(ReadCatalogFiles({}, Limits{}).status().code(), absl::StatusCode::kInvalidArgument);
  const std::string missing = (directory_ / "missing.json").string();
  EXPECT_EQ(Read(missing), absl::NotFoundError(missing + ": cannot be read: No such file or "
                                                         "directory; check the path"));
  EXPECT_EQ(Read(directory_.string()).code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(Read(directory_.string()).message()),
              testing::HasSubstr("a directory without catalog files"));
  EXPECT_EQ(Read("/dev/null").code(), absl::StatusCode::kInvalidArgument);
  const std::string locked = Write("locked.json", "{}");
  fs::permissions(locked, fs::perms::none);
  if (geteuid() != 0) {
    EXPECT_EQ(Read(locked).code(), absl::StatusCode::kPermissionDenied);
  }
}

TEST_F(CatalogFiles, TheSizeIsSeenBeforeReading) {
  const std::string path = Write("a.json", std::string(100, ' '));
  Limits limits;
  limits.catalog_bytes = 100;
  EXPECT_TRUE(Read(path, limits).ok());
  EXPECT_EQ(ReadCatalogFiles({path, path}, limits).status().code(),
            absl::StatusCode::kResourceExhausted);
  limits.catalog_bytes = 99;
  EXPECT_EQ(Read(path, limits).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(
      std::string(Read(path, limits).message()),
      testing::HasSubstr("its 100 bytes take the catalog over the limit catalog_bytes of 99"));
  limits.catalog_bytes = 0;
  EXPECT_FALSE(Read(path, limits).ok());
  EXPECT_TRUE(Read(Write("empty.json", ""), limits).ok());
}

}  // namespace
}  // namespace signpost
