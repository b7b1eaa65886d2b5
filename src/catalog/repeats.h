// SPDX-License-Identifier: Apache-2.0
//
// Fields that are written twice where only one counts, which Protobuf's readers do not all see: in
// text format where the first value is the default, in JSON always. Nothing may silently win.
#ifndef SIGNPOST_SRC_CATALOG_REPEATS_H_
#define SIGNPOST_SRC_CATALOG_REPEATS_H_

#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

struct RepeatedField {
  std::string name;
  // From 1, of the second one.
  int line = 0;
  int column = 0;
};

// Both take input that has been read without an error; other input gives something, or nothing.
std::vector<RepeatedField> RepeatedInText(std::string_view text,
                                          const google::protobuf::Descriptor& type);
// A field's two names, rate_card and rateCard, are one, but for messages with maps.
std::vector<RepeatedField> RepeatedInJson(std::string_view json,
                                          const google::protobuf::Descriptor& type);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_REPEATS_H_
