// SPDX-License-Identifier: Apache-2.0
//
// Channels and lifecycles.
#include <cmath>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckRequires(const CheckContext& context, const v1::Channel& channel, const Path& path,
                   absl::flat_hash_set<std::string>* all) {
  absl::flat_hash_set<std::string> own;
  for (int i = 0; i < channel.requires_size(); ++i) {
    const std::string& name = channel.requires_(i);
    const Path at = path.At("requires", i);
    std::string remedy;
    if (!IsRequirement(context, name, &remedy)) {
      context.report->Add(Code::REQUIREMENT_UNKNOWN, at,
                          absl::StrCat("\"", name, "\" is no requirement"), std::move(remedy));
      continue;
    }
    if (!own.insert(name).second) {
      context.report->Add(Code::ENTRY_REPEATED, at, absl::StrCat("\"", name, "\" is there already"),
                          "take it out");
    }
    if (all->insert(name).second &&
        static_cast<std::int64_t>(all->size()) == context.limits.requirements + 1) {
      context.report->AddOverLimit(at, "requirements", context.limits.requirements,
                                   static_cast<std::int64_t>(all->size()));
    }
  }
}

void CheckAssists(const CheckContext& context, const v1::Channel& channel, int index,
                  const Path& path) {
  absl::flat_hash_set<int> seen;
  for (int i = 0; i < channel.assists_size(); ++i) {
    const Path at = path.At("assists", i);
    const int other = Resolve(context, context.index.channels, "channel", channel.assists(i), at);
    if (other < 0) continue;
    if (!seen.insert(other).second) {
      context.report->Add(Code::ENTRY_REPEATED, at,
                          absl::StrCat("\"", channel.assists(i), "\" is there already"),
                          "take it out");
    }
    if (other == index) {
      context.report->Add(Code::ASSIST_MISPLACED, at, "a channel cannot assist itself",
                          "name the self-service channels that its staff complete for customers");
    } else if (context.catalog.channels(other).mode() == v1::CHANNEL_MODE_ASSISTED) {
      context.report->Add(Code::ASSIST_MISPLACED, at,
                          absl::StrCat("\"", channel.assists(i), "\" is no self-service channel"),
                          "name self-service channels only");
    }
  }
  if (channel.assists_size() > 0 && channel.mode() == v1::CHANNEL_MODE_SELF_SERVICE) {
    context.report->Add(Code::ASSIST_WITHOUT_STAFF, path.At("assists"),
                        "a self-service channel has no staff to assist",
                        "let an assisted channel assist, or correct the mode");
  }
}

// G3: a customer who cannot use a digital channel gets it assisted.
void CheckAssisted(const CheckContext& context, const v1::Channel& channel, const Path& path) {
  if (channel.mode() != v1::CHANNEL_MODE_SELF_SERVICE || !IsDigital(channel) ||
      !IsLive(channel.lifecycle())) {
    return;
  }
  for (const v1::Channel& other : context.catalog.channels()) {
    for (const std::string& assisted : other.assists()) {
      if (assisted == channel.id()) return;
    }
  }
  context.report->Add(
      Code::DIGITAL_UNASSISTED, path,
      absl::StrCat("nobody completes \"", channel.id(), "\" for a customer who cannot use it"),
      "list it in `assists` of a channel with staff");
}

}  // namespace

bool IsLive(const v1::Lifecycle& lifecycle) {
  return lifecycle.stage() != v1::LIFECYCLE_STAGE_PLANNED &&
         lifecycle.stage() != v1::LIFECYCLE_STAGE_RETIRED;
}

bool IsLive(const CheckContext& context, int service_channel) {
  const int channel = context.index.ChannelOf(service_channel);
  return channel >= 0 && IsLive(context.catalog.channels(channel).lifecycle()) &&
         IsLive(context.catalog.service_channels(service_channel).lifecycle());
}

bool IsDigital(const v1::Channel& channel) {
  for (const std::string& name : channel.requires_()) {
    if (name == "INTERNET" || name == "MOBILE_PHONE") return true;
  }
  return false;
}

void CheckLifecycle(const CheckContext& context, const v1::Lifecycle& lifecycle, const Path& path) {
  Report& report = *context.report;
  if (lifecycle.has_live_from() && lifecycle.has_retire_from() &&
      lifecycle.live_from().seconds() >= lifecycle.retire_from().seconds()) {
    report.Add(Code::LIFECYCLE_ORDER, path.At("retire_from"),
               "retire_from is not after live_from: never open",
               "let it retire after it goes live");
  }
  const bool is_pilot = lifecycle.stage() == v1::LIFECYCLE_STAGE_PILOT;
  if (is_pilot && !lifecycle.has_pilot_share()) {
    report.Add(Code::PILOT_SHARE_MISSING, path.At("pilot_share"), "a pilot without pilot_share",
               "give the share of customers that are in, 0 to 1");
  }
  if (!is_pilot && lifecycle.has_pilot_share()) {
    report.Add(Code::PILOT_SHARE_MISPLACED, path.At("pilot_share"),
               "pilot_share counts for the stage PILOT only",
               "take it out, or set the stage to LIFECYCLE_STAGE_PILOT");
  }
  const double share = lifecycle.pilot_share();
  if (std::isfinite(share) && (share < 0 || share > 1)) {
    report.Add(Code::PROBABILITY_RANGE, path.At("pilot_share"),
               absl::StrCat("pilot_share is ", share, ", outside 0 to 1"),
               "give a share, 0.1 for a tenth");
  }
}

void CheckChannels(const CheckContext& context) {
  const Path root;
  absl::flat_hash_set<std::string> requirements;
  for (int i = 0; i < context.catalog.channels_size(); ++i) {
    const v1::Channel& channel = context.catalog.channels(i);
    const Path path = root.At("channels", i);
    if (channel.mode() == v1::CHANNEL_MODE_UNSPECIFIED) {
      context.report->Add(Code::FIELD_MISSING, path.At("mode"), "no mode",
                          "say who does the work: CHANNEL_MODE_SELF_SERVICE or "
                          "CHANNEL_MODE_ASSISTED");
    }
    ResolveOptional(context, context.index.opening_hours, "opening_hours", channel.opening_hours(),
                    path.At("opening_hours"));
    if (!channel.opening_hours().empty() && channel.timing() == v1::CHANNEL_TIMING_ASYNCHRONOUS) {
      context.report->Add(Code::HOURS_UNUSED, path.At("opening_hours"),
                          "an asynchronous channel never closes",
                          "take the hours out, or correct the timing");
    }
    CheckRequires(context, channel, path, &requirements);
    CheckAssists(context, channel, i, path);
    CheckAssisted(context, channel, path);
    CheckLifecycle(context, channel.lifecycle(), path.At("lifecycle"));
  }
  if (context.catalog.channels_size() == 0) {
    context.report->Add(Code::FIELD_MISSING, root.At("channels"), "no channels",
                        "add at least one");
  }
}

SIGNPOST_END_NAMESPACE
