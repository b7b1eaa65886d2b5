// SPDX-License-Identifier: Apache-2.0
//
// ReadCatalogFiles(): names of files and directories to sources in memory.
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "signpost/catalog.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

namespace fs = std::filesystem;

constexpr const char* kExtensions[] = {".textproto", ".txtpb", ".pbtxt", ".json", ".binpb", ".pb"};

bool HasCatalogExtension(const fs::path& path) {
  const std::string extension = path.extension().string();
  return std::any_of(std::begin(kExtensions), std::end(kExtensions),
                     [&](const char* known) { return extension == known; });
}

absl::Status Unreadable(const std::string& path, int error) {
  const std::string text = absl::StrCat(path, ": cannot be read: ", std::strerror(error));
  if (error == ENOENT || error == ENOTDIR) {
    return absl::NotFoundError(absl::StrCat(text, "; check the path"));
  }
  if (error == EACCES || error == EPERM) {
    return absl::PermissionDeniedError(absl::StrCat(text, "; make it readable"));
  }
  return absl::InternalError(text);
}

absl::StatusOr<std::vector<std::string>> FilesIn(const std::string& directory) {
  std::error_code error;
  std::vector<std::string> files;
  fs::directory_iterator entry(directory, error);
  if (error) return Unreadable(directory, error.value());
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    std::error_code unknown;
    if (HasCatalogExtension(entry->path()) && entry->is_regular_file(unknown)) {
      files.push_back(entry->path().string());
    }
  }
  if (error) return Unreadable(directory, error.value());
  if (files.empty()) {
    return absl::NotFoundError(
        absl::StrCat(directory,
                     ": a directory without catalog files; put *.textproto, *.txtpb, *.pbtxt, "
                     "*.json, *.binpb or *.pb there, or name a file"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

absl::Status ReadFile(const std::string& path, const Limits& limits, std::int64_t* room,
                      std::string* content) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return Unreadable(path, error.value());
  const auto over_limit = [&](std::uintmax_t bytes) {
    return absl::ResourceExhaustedError(absl::StrCat(
        path, ": its ", bytes, " bytes take the catalog over the limit catalog_bytes of ",
        limits.catalog_bytes, "; read fewer files, or raise Limits::catalog_bytes"));
  };
  if (*room < 0 || size > static_cast<std::uintmax_t>(*room)) return over_limit(size);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path, errno == 0 ? EIO : errno);
  content->resize(size);
  file.read(content->data(), static_cast<std::streamsize>(size));
  // A file that has become shorter or longer meanwhile would be read in part.
  if (file.bad() || static_cast<std::uintmax_t>(file.gcount()) != size ||
      file.peek() != std::ifstream::traits_type::eof()) {
    return absl::InternalError(
        absl::StrCat(path, ": cannot be read as a whole, it changes or the device fails"));
  }
  *room -= static_cast<std::int64_t>(size);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<CatalogSource>> ReadCatalogFiles(const std::vector<std::string>& paths,
                                                            const Limits& limits) {
  if (paths.empty()) {
    return absl::InvalidArgumentError("no path of a catalog; name a file or a directory");
  }
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return Unreadable(path, ENOENT);
    if (error) return Unreadable(path, error.value());
    if (fs::is_directory(status)) {
      absl::StatusOr<std::vector<std::string>> inside = FilesIn(path);
      if (!inside.ok()) return inside.status();
      files.insert(files.end(), inside->begin(), inside->end());
    } else if (fs::is_regular_file(status)) {
      files.push_back(path);
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": neither a file nor a directory; name one"));
    }
  }
  std::vector<CatalogSource> sources;
  std::int64_t room = limits.catalog_bytes;
  for (std::string& path : files) {
    CatalogSource source;
    absl::Status status = ReadFile(path, limits, &room, &source.content);
    if (!status.ok()) return status;
    source.name = std::move(path);
    sources.push_back(std::move(source));
  }
  return sources;
}

SIGNPOST_END_NAMESPACE
