// SPDX-License-Identifier: Apache-2.0
//
// A mapping, checked against a catalog's attributes, that turns rows into contacts. The way in is
// RowMapper::Compile.
#ifndef SIGNPOST_SRC_REPLAY_ROW_MAPPER_H_
#define SIGNPOST_SRC_REPLAY_ROW_MAPPER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "replay/contact_field.h"
#include "signpost/finding.h"
#include "signpost/log.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/mapping.pb.h"

SIGNPOST_BEGIN_NAMESPACE

// What a row turned out to be.
struct MappedRow {
  enum class Kind { kContact, kSetAside, kUnreadable };
  Kind kind = Kind::kContact;
  v1::Contact contact;
  // Contacts that the row stands for. Not known of an unreadable row.
  std::int64_t count = 1;
  // Of a row set aside.
  std::string label;
  // Of an unreadable row.
  std::string fault;
};

class RowMapper {
 public:
  // Adds what is wrong with the mapping to *findings, and nothing where it can be used.
  static std::optional<RowMapper> Compile(const v1::LogMapping& mapping, const v1::Catalog& catalog,
                                          std::vector<Finding>* findings);

  // What to select from the log.
  const std::vector<std::string>& columns() const { return columns_; }

  // Maps a row of values of columns().
  void Map(const LogRow& row, MappedRow* mapped) const;

 private:
  struct Field {
    ContactField target;
    std::string path;
    std::vector<std::size_t> columns;
    std::string joiner;
    std::optional<std::string> constant;
    absl::flat_hash_map<std::string, std::string> translations;
    std::optional<std::string> otherwise;
    std::string separator;
    TimeReading times;
    bool as_identifier = false;
    bool required = false;
  };
  struct Group {
    std::size_t column = 0;
    absl::flat_hash_map<std::string, bool> values;
    std::string label;
  };

  std::size_t ColumnIndex(const std::string& name);
  void AddField(const v1::FieldMapping& mapping, const std::string& place, absl::TimeZone zone,
                const v1::Catalog& catalog, std::vector<Finding>* findings);
  void AddGroup(const v1::SetAside& mapping, const std::string& place,
                std::vector<Finding>* findings);
  std::string MapField(const Field& field, const LogRow& row, v1::Contact* contact) const;

  std::vector<std::string> columns_;
  std::vector<Field> fields_;
  std::vector<Group> groups_;
  std::optional<std::size_t> count_column_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_ROW_MAPPER_H_
