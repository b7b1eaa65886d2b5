// SPDX-License-Identifier: Apache-2.0
//
// Channels and services of a random world.
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

std::vector<std::string> RequirementNames(const v1::Catalog& catalog) {
  std::vector<std::string> names = {"INTERNET", "MOBILE_PHONE",     "VOICE",
                                    "TRAVEL",   "READING",          "IDENTITY_LEVEL_1",
                                    "INTERNET", "IDENTITY_LEVEL_2", "IDENTITY_LEVEL_9"};
  for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
    if (declared.type() == v1::ATTRIBUTE_TYPE_BOOL) names.push_back(declared.name());
  }
  return names;
}

void DrawRequirements(Draw& draw, const std::vector<std::string>& names, v1::Channel& channel) {
  for (std::int64_t left = draw.Of<int>({0, 0, 1, 1, 2, 3}); left > 0; --left) {
    const std::string name = draw.OneOf(names);
    bool repeated = false;
    for (const std::string& other : channel.requires_()) repeated = repeated || other == name;
    if (!repeated) channel.add_requires(name);
  }
}

}  // namespace

v1::Lifecycle DrawLifecycle(Draw& draw, const std::vector<std::int64_t>& instants) {
  v1::Lifecycle lifecycle;
  lifecycle.set_stage(draw.Of<v1::LifecycleStage>(
      {v1::LIFECYCLE_STAGE_UNSPECIFIED, v1::LIFECYCLE_STAGE_PLANNED, v1::LIFECYCLE_STAGE_PILOT,
       v1::LIFECYCLE_STAGE_PILOT, v1::LIFECYCLE_STAGE_LIVE, v1::LIFECYCLE_STAGE_LIVE,
       v1::LIFECYCLE_STAGE_RETIRING, v1::LIFECYCLE_STAGE_RETIRED}));
  if (lifecycle.stage() == v1::LIFECYCLE_STAGE_PILOT) {
    lifecycle.set_pilot_share(draw.Of<double>(
        {0.0, 0.5, 0.5, 0.25, 1.0, 0.000001, static_cast<double>(draw.Below(1'000'001)) / 1e6}));
  }
  if (draw.Percent(40)) {
    const std::int64_t instant = draw.OneOf(instants);
    lifecycle.mutable_live_from()->set_seconds(instant + draw.Of<int>({0, 0, 1, -60}));
  }
  if (draw.Percent(40)) {
    std::int64_t retires = draw.OneOf(instants);
    retires += draw.Of<int>({0, 0, 1, 3600});
    if (lifecycle.has_live_from() && retires <= lifecycle.live_from().seconds()) {
      retires = lifecycle.live_from().seconds() + draw.Of<int>({1, 86'400});
    }
    lifecycle.mutable_retire_from()->set_seconds(retires);
  }
  return lifecycle;
}

void DrawChannels(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog) {
  const std::vector<std::string> names = RequirementNames(catalog);
  const std::int64_t count = draw.Percent(1) ? 64 : draw.Between(1, draw.Of<int>({5, 12}));
  const int troubled = draw.Of<int>({0, 5, 20, 50});
  std::vector<std::string> self_service;
  for (std::int64_t index = 0; index < count; ++index) {
    v1::Channel& channel = *catalog.add_channels();
    channel.set_id(absl::StrFormat("channel-%d", index));
    channel.set_type(static_cast<v1::ChannelType>(
        draw.Between(v1::CHANNEL_TYPE_TELEPHONE, v1::CHANNEL_TYPE_FAX)));
    channel.set_mode(draw.Percent(50) ? v1::CHANNEL_MODE_SELF_SERVICE : v1::CHANNEL_MODE_ASSISTED);
    channel.set_timing(static_cast<v1::ChannelTiming>(draw.Below(3)));
    if (catalog.opening_hours_size() > 0 && draw.Percent(60)) {
      channel.set_opening_hours(draw.OneOf(catalog.opening_hours()).id());
    }
    DrawRequirements(draw, names, channel);
    if (draw.Percent(troubled)) *channel.mutable_lifecycle() = DrawLifecycle(draw, instants);
    if (channel.mode() == v1::CHANNEL_MODE_SELF_SERVICE) self_service.push_back(channel.id());
  }
  for (v1::Channel& channel : *catalog.mutable_channels()) {
    if (channel.mode() != v1::CHANNEL_MODE_ASSISTED || draw.Percent(30)) continue;
    for (const std::string& id : draw.Some(self_service, 60)) channel.add_assists(id);
  }
  for (std::int64_t left = draw.Between(1, count == 64 ? 2 : 4); left > 0; --left) {
    v1::Service& service = *catalog.add_services();
    service.set_id(absl::StrFormat("service-%d", catalog.services_size()));
    service.set_name("A service");
  }
}

}  // namespace signpost::reference
