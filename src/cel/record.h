// SPDX-License-Identifier: Apache-2.0
//
// Records: values with typed, named fields that no protobuf message stands behind, e.g. what
// live(channel) gives. Read like a message, has() included.
#ifndef SIGNPOST_SRC_CEL_RECORD_H_
#define SIGNPOST_SRC_CEL_RECORD_H_

#include <string>
#include <string_view>
#include <vector>

#include "cel/type.h"
#include "cel/value.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct RecordField {
  std::string name;
  Type type;
  Value unset;  // What reading gives where the field is not set.
};

struct RecordType {
  std::string name;
  std::vector<RecordField> fields;

  // Index of the field, or -1.
  int Find(std::string_view field) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == field) return static_cast<int>(i);
    }
    return -1;
  }
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_RECORD_H_
