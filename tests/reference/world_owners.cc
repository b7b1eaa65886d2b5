// SPDX-License-Identifier: Apache-2.0
//
// Owners of a random world: wherever an aspect is spoken of, every service channel has exactly one
// Accountable and at least one Responsible in force.
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

v1::Participation DrawHolder(Draw& draw, const v1::Catalog& catalog, v1::Responsibility what) {
  v1::Participation holder;
  holder.set_party(draw.OneOf(catalog.parties()).id());
  if (draw.Percent(60)) holder.set_role(draw.OneOf(catalog.roles()).id());
  holder.set_responsibility(what);
  return holder;
}

void DrawScope(Draw& draw, const v1::Catalog& catalog, v1::Participation& holder) {
  if (draw.Percent(60)) {
    for (const v1::Channel& channel : catalog.channels()) {
      if (draw.Percent(40)) holder.add_channels(channel.id());
    }
  }
  if (draw.Percent(60)) {
    for (const v1::Service& service : catalog.services()) {
      if (draw.Percent(50)) holder.add_services(service.id());
    }
  }
}

// Each says on whose behalf it answers once a scope, so that nobody shares the accountability.
void DrawAccountable(Draw& draw, v1::OwnershipAspect aspect, v1::Catalog& catalog) {
  const auto add = [&]() -> v1::Participation& {
    v1::Participation holder = DrawHolder(draw, catalog, v1::RESPONSIBILITY_ACCOUNTABLE);
    if (aspect != v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY || draw.Percent(50)) {
      holder.add_aspects(aspect);
    }
    return *catalog.add_participations() = holder;
  };
  add();  // Of the organisation.
  for (const v1::Channel& channel : catalog.channels()) {
    if (draw.Percent(20)) add().add_channels(channel.id());
  }
  for (const v1::Service& service : catalog.services()) {
    if (draw.Percent(20)) add().add_services(service.id());
    for (const v1::Channel& channel : catalog.channels()) {
      if (!draw.Percent(5)) continue;
      v1::Participation& holder = add();
      holder.add_services(service.id());
      holder.add_channels(channel.id());
    }
  }
}

}  // namespace

void DrawOwners(Draw& draw, v1::Catalog& catalog) {
  for (int index = 1; index <= 4; ++index) {
    catalog.add_parties()->set_id(absl::StrFormat("party-%d", index));
    catalog.add_roles()->set_id(absl::StrFormat("role-%d", index));
  }
  std::vector<v1::OwnershipAspect> aspects = {v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY};
  for (int aspect = v1::OWNERSHIP_ASPECT_STRATEGY; aspect <= v1::OWNERSHIP_ASPECT_DATA; ++aspect) {
    if (aspect != v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY && draw.Percent(15)) {
      aspects.push_back(static_cast<v1::OwnershipAspect>(aspect));
    }
  }
  for (const v1::OwnershipAspect aspect : aspects) {
    DrawAccountable(draw, aspect, catalog);
    v1::Participation responsible = DrawHolder(draw, catalog, v1::RESPONSIBILITY_RESPONSIBLE);
    responsible.add_aspects(aspect);
    *catalog.add_participations() = responsible;
  }
  // Anybody else, anywhere, some of them more than once.
  for (std::int64_t left = draw.Below(8); left > 0; --left) {
    v1::Participation holder = DrawHolder(
        draw, catalog,
        draw.Of<v1::Responsibility>({v1::RESPONSIBILITY_RESPONSIBLE, v1::RESPONSIBILITY_SUPPORT,
                                     v1::RESPONSIBILITY_CONSULTED, v1::RESPONSIBILITY_INFORMED}));
    DrawScope(draw, catalog, holder);
    for (const v1::OwnershipAspect aspect : aspects) {
      if (draw.Percent(40)) holder.add_aspects(aspect);
    }
    *catalog.add_participations() = holder;
  }
  for (int rest = catalog.participations_size(); rest > 1; --rest) {
    catalog.mutable_participations()->SwapElements(rest - 1, static_cast<int>(draw.Below(rest)));
  }
}

}  // namespace signpost::reference
