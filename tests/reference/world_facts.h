// SPDX-License-Identifier: Apache-2.0
//
// What contacts of a random world say of themselves and rules ask after: few words, so that
// conditions hold often and just miss as often.
#ifndef SIGNPOST_TESTS_REFERENCE_WORLD_FACTS_H_
#define SIGNPOST_TESTS_REFERENCE_WORLD_FACTS_H_

#include <string>
#include <vector>

#include "google/protobuf/struct.pb.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "tests/reference/draw.h"

namespace signpost::reference {

using Words = std::vector<std::string>;

const Words& Bands();
const Words& Tags();
const Words& Needs();
const Words& Languages();
const Words& Regions();
const Words& Segments();
// As CEL and JSON write them.
const Words& Integers();
const Words& Doubles();
const Words& Times();
const Words& Durations();

// A value of an attribute of this type.
google::protobuf::Value DrawFact(Draw& draw, v1::AttributeType type);

// Declares more attributes of every type, some with a default.
void DeclareFacts(Draw& draw, v1::Catalog& catalog);

// Language, region, segment, needs and attributes of a contact.
void DrawFacts(Draw& draw, const v1::Catalog& catalog, v1::Contact& contact);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_WORLD_FACTS_H_
