// SPDX-License-Identifier: Apache-2.0
//
// Values of declared attributes, as a contact carries them, to the typed facts that Bind() takes.
#ifndef SIGNPOST_SRC_ROUTE_ATTRIBUTE_VALUE_H_
#define SIGNPOST_SRC_ROUTE_ATTRIBUTE_VALUE_H_

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/map.h"
#include "google/protobuf/struct.pb.h"
#include "signpost/plan_view.h"
#include "signpost/request.h"

SIGNPOST_BEGIN_NAMESPACE

// The attributes of one contact in name order; views into the contact, which must outlive them. A
// value that is not of its declared type (rules/attribute_value.h) gets a type that no attribute
// has, so that Bind() refuses it by name.
class AttributeValues {
 public:
  AttributeValues(const PlanView& plan,
                  const google::protobuf::Map<std::string, google::protobuf::Value>& values);
  Slice<AttributeFact> facts() const { return {facts_.data(), facts_.size()}; }

 private:
  std::vector<AttributeFact> facts_;
  std::deque<std::vector<std::string_view>> lists_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_ROUTE_ATTRIBUTE_VALUE_H_
