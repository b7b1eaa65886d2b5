// SPDX-License-Identifier: Apache-2.0
//
// One field of a contact that a mapping fills from text. The way in is ContactField::Find.
#ifndef SIGNPOST_SRC_REPLAY_CONTACT_FIELD_H_
#define SIGNPOST_SRC_REPLAY_CONTACT_FIELD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "signpost/v1/attribute.pb.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// How times are written in a log.
struct TimeReading {
  std::vector<std::string> formats;
  absl::TimeZone zone;
};

class ContactField {
 public:
  // The field at `path` (see FieldMapping.field), with the attributes that `catalog` declares.
  static std::optional<ContactField> Find(std::string_view path, const v1::Catalog& catalog);
  // Every path that Find knows, for messages.
  static std::vector<std::string> Paths(const v1::Catalog& catalog);

  bool is_list() const { return type_ == Type::kTextList || type_ == Type::kAttempts; }
  bool is_time() const { return type_ == Type::kTime; }

  // Sets the field of *contact from one value; of a list, from its items. Returns what is wrong
  // with the value, empty where all is well.
  std::string Set(const std::vector<std::string>& items, const TimeReading& times,
                  v1::Contact* contact) const;

 private:
  enum class Type { kText, kInteger, kNumber, kYesNo, kTextList, kAttempts, kTime, kDuration };

  std::string SetAttribute(const std::vector<std::string>& items, const TimeReading& times,
                           v1::Contact* contact) const;

  Type type_ = Type::kText;
  // Name of the attribute; empty: the field is one of the messages' own.
  std::string attribute_;
  bool of_customer_ = false;
  const google::protobuf::FieldDescriptor* descriptor_ = nullptr;
};

// For messages: in quotes, escaped, and cut where it is long.
std::string Quoted(std::string_view text);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_CONTACT_FIELD_H_
