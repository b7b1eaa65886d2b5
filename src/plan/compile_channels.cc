// SPDX-License-Identifier: Apache-2.0
#include "plan/compile_channels.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include "cost/direct_cost.h"
#include "rules/attribute_value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

static_assert(static_cast<int>(AttributeType::kString) == v1::ATTRIBUTE_TYPE_STRING &&
                  static_cast<int>(AttributeType::kDuration) == v1::ATTRIBUTE_TYPE_DURATION,
              "numbered alike");

constexpr std::string_view kIdentityLevel = "IDENTITY_LEVEL_";

RequirementRow MakeRequirement(const std::string& name, const v1::Catalog& catalog,
                               TextWriter* text) {
  static const struct {
    std::string_view name;
    RequirementKind kind;
  } kinds[] = {{"INTERNET", RequirementKind::kInternet},
               {"MOBILE_PHONE", RequirementKind::kMobilePhone},
               {"VOICE", RequirementKind::kVoice},
               {"TRAVEL", RequirementKind::kTravel},
               {"READING", RequirementKind::kReading}};
  RequirementRow row;
  row.name = text->Add(name);
  for (const auto& kind : kinds) {
    if (name == kind.name) {
      row.kind = kind.kind;
      return row;
    }
  }
  if (std::string_view(name).substr(0, kIdentityLevel.size()) == kIdentityLevel) {
    row.kind = RequirementKind::kIdentityLevel;
    row.value = name.back() - '0';
    return row;
  }
  row.kind = RequirementKind::kAttribute;
  for (int i = 0; i < catalog.attributes_size(); ++i) {
    if (catalog.attributes(i).name() == name) row.value = i;
  }
  return row;
}

void CompileAttributes(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables) {
  for (const v1::AttributeDeclaration& declaration : catalog.attributes()) {
    AttributeRow row;
    row.name = text->Add(declaration.name());
    row.type = static_cast<AttributeType>(declaration.type());
    row.has_default = declaration.has_default_() ? 1 : 0;
    if (declaration.has_default_())
      row.default_text = text->Add(AttributeAsCel(declaration.type(), declaration.default_()));
    row.bool_default = declaration.default_().bool_value() ? 1 : 0;
    tables->attributes.push_back(row);
  }
}

}  // namespace

LifecycleRow CompileLifecycle(const v1::Lifecycle& lifecycle) {
  LifecycleRow row;
  switch (lifecycle.stage()) {
    case v1::LIFECYCLE_STAGE_PLANNED:
      row.stage = Stage::kPlanned;
      break;
    case v1::LIFECYCLE_STAGE_PILOT:
      row.stage = Stage::kPilot;
      break;
    case v1::LIFECYCLE_STAGE_RETIRED:
      row.stage = Stage::kRetired;
      break;
    default:
      row.stage = Stage::kLive;
      break;
  }
  if (lifecycle.has_live_from()) row.live_from = lifecycle.live_from().seconds();
  if (lifecycle.has_retire_from()) row.retire_from = lifecycle.retire_from().seconds();
  if (lifecycle.has_pilot_share())
    row.pilot_share = static_cast<std::uint32_t>(ToMillionths(lifecycle.pilot_share()));
  return row;
}

void CompileChannels(const v1::Catalog& catalog, TextWriter* text, PlanTables* tables) {
  CompileAttributes(catalog, text, tables);
  std::unordered_map<std::string, int> channels, schedules, requirements;
  for (int i = 0; i < catalog.channels_size(); ++i) channels.emplace(catalog.channels(i).id(), i);
  for (int i = 0; i < catalog.opening_hours_size(); ++i)
    schedules.emplace(catalog.opening_hours(i).id(), i);

  for (const v1::Channel& channel : catalog.channels()) {
    ChannelRow row;
    row.id = text->Add(channel.id());
    row.name = text->Add(channel.name().empty() ? channel.id() : channel.name());
    row.lifecycle = CompileLifecycle(channel.lifecycle());
    row.self_service = channel.mode() == v1::CHANNEL_MODE_SELF_SERVICE ? 1 : 0;
    const bool closes =
        channel.timing() != v1::CHANNEL_TIMING_ASYNCHRONOUS && !channel.opening_hours().empty();
    if (closes) row.opening_hours = schedules.at(channel.opening_hours());
    for (const std::string& name : channel.requires_()) {
      const auto [entry, is_new] =
          requirements.try_emplace(name, static_cast<int>(tables->requirements.size()));
      if (is_new) tables->requirements.push_back(MakeRequirement(name, catalog, text));
      row.requirements |= Bit(entry->second);
      if (name == "INTERNET" || name == "MOBILE_PHONE") row.digital = 1;
    }
    tables->channels.push_back(row);
  }
  for (int staff = 0; staff < catalog.channels_size(); ++staff) {
    for (const std::string& assisted : catalog.channels(staff).assists()) {
      tables->channels[static_cast<std::size_t>(channels.at(assisted))].assisted_by |= Bit(staff);
    }
  }
}

SIGNPOST_END_NAMESPACE
