// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/availability.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <optional>

#include "tests/reference/opening_hours.h"

namespace signpost::reference {
namespace {

Standing FromFact(bool known, bool fact) {
  if (!known) return Standing::kUnknown;
  return fact ? Standing::kMet : Standing::kFailed;
}

Standing FromAttribute(const v1::Catalog& catalog, const v1::Contact& contact,
                       const std::string& name) {
  const auto stated = contact.attributes().find(name);
  if (stated != contact.attributes().end()) return FromFact(true, stated->second.bool_value());
  for (const v1::AttributeDeclaration& declared : catalog.attributes()) {
    if (declared.name() != name) continue;
    return FromFact(declared.has_default_(), declared.default_().bool_value());
  }
  return Standing::kUnknown;
}

// Every name of every channel's `requires`, in the order in which they come up first.
std::vector<std::string> RequirementOrder(const v1::Catalog& catalog) {
  std::vector<std::string> order;
  for (const v1::Channel& channel : catalog.channels()) {
    for (const std::string& name : channel.requires_()) {
      if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
    }
  }
  return order;
}

void JudgeLifecycle(const v1::Lifecycle& lifecycle, const v1::Contact& contact,
                    const std::string& channel, std::set<v1::ReasonCode>& reasons) {
  const std::int64_t time = contact.time().seconds();
  const bool early = lifecycle.stage() == v1::LIFECYCLE_STAGE_PLANNED ||
                     (lifecycle.has_live_from() && time < lifecycle.live_from().seconds());
  const bool late = lifecycle.stage() == v1::LIFECYCLE_STAGE_RETIRED ||
                    (lifecycle.has_retire_from() && time >= lifecycle.retire_from().seconds());
  if (early) reasons.insert(v1::REASON_CODE_NOT_YET_LIVE);
  if (late) reasons.insert(v1::REASON_CODE_RETIRED);
  if (early || late || lifecycle.stage() != v1::LIFECYCLE_STAGE_PILOT) return;
  const std::string& customer = contact.customer().id();
  if (customer.empty() || PilotBucket(channel, customer) >= Millionths(lifecycle.pilot_share())) {
    reasons.insert(v1::REASON_CODE_NOT_IN_PILOT);
  }
}

// One schedule at the time of the contact. Channels share schedules, so each is looked at once.
struct Schedule {
  bool open = false;
  std::optional<std::int64_t> opens_at;
};

std::map<std::string, Schedule> SchedulesAt(const v1::Catalog& catalog,
                                            const v1::Contact& contact) {
  const absl::Time time = absl::FromUnixSeconds(contact.time().seconds());
  std::map<std::string, Schedule> schedules;
  for (const v1::OpeningHours& hours : catalog.opening_hours()) {
    Schedule& schedule = schedules[hours.id()];
    const absl::TimeZone zone = ZoneOf(catalog, hours);
    schedule.open = IsOpen(hours, zone, time);
    if (schedule.open) continue;
    const std::optional<absl::Time> opens = OpensAt(hours, zone, time);
    if (opens.has_value()) schedule.opens_at = absl::ToUnixSeconds(*opens);
  }
  return schedules;
}

void JudgeOpeningHours(const std::map<std::string, Schedule>& schedules, Candidate& option) {
  if (option.channel->timing() == v1::CHANNEL_TIMING_ASYNCHRONOUS) return;
  if (option.channel->opening_hours().empty()) return;
  const Schedule& schedule = schedules.at(option.channel->opening_hours());
  if (schedule.open) return;
  option.reasons.insert(v1::REASON_CODE_CLOSED);
  option.opens_at = schedule.opens_at;
}

void JudgeAccess(const v1::Catalog& catalog, const v1::Contact& contact,
                 const std::vector<std::string>& requirement_order, Candidate& option) {
  const auto& required = option.channel->requires_();
  for (const std::string& name : requirement_order) {
    if (std::find(required.begin(), required.end(), name) == required.end()) continue;
    const Standing standing = StandingOf(catalog, contact, name);
    if (standing == Standing::kFailed) option.requirements_failed.push_back(name);
    if (standing == Standing::kUnknown) option.requirements_unknown.push_back(name);
  }
  if (!option.requirements_failed.empty()) {
    option.reasons.insert(v1::REASON_CODE_CUSTOMER_CANNOT_USE);
  }
  if (!option.requirements_unknown.empty()) option.reasons.insert(v1::REASON_CODE_ACCESS_UNKNOWN);
}

void JudgeAttempts(const v1::Contact& contact, Candidate& option) {
  for (const v1::Attempt& attempt : contact.attempts()) {
    if (attempt.channel() == option.channel->id() &&
        attempt.outcome() != v1::CONTACT_OUTCOME_COMPLETED) {
      option.reasons.insert(v1::REASON_CODE_ALREADY_TRIED);
    }
  }
}

std::vector<v1::ReasonCode> BlockingReasons(const Candidate& option) {
  std::vector<v1::ReasonCode> blocking;
  for (const v1::ReasonCode code : option.reasons) {
    if (IsBlocking(code)) blocking.push_back(code);
  }
  return blocking;
}

// Exclusions for CAPACITY must leave people a channel that is not digital where they have one.
void JudgeExclusions(std::vector<Candidate>& candidates) {
  const auto is_for_capacity = [](const Candidate& option) {
    return option.exclusion.has_value() &&
           option.exclusion->ground == v1::EXCLUSION_GROUND_CAPACITY;
  };
  for (Candidate& option : candidates) {
    if (option.exclusion.has_value() && !is_for_capacity(option)) {
      option.reasons.insert(v1::REASON_CODE_EXCLUDED_BY_RULE);
    }
  }
  bool has_one = false, keeps_one = false;
  for (const Candidate& option : candidates) {
    if (IsDigital(*option.channel) || !BlockingReasons(option).empty()) continue;
    has_one = true;
    keeps_one = keeps_one || !is_for_capacity(option);
  }
  for (Candidate& option : candidates) {
    if (!is_for_capacity(option)) continue;
    const bool ignored = has_one && !keeps_one && !IsDigital(*option.channel);
    option.reasons.insert(ignored ? v1::REASON_CODE_CAPACITY_EXCLUSION_IGNORED
                                  : v1::REASON_CODE_EXCLUDED_BY_RULE);
  }
}

// Assistance repairs only CUSTOMER_CANNOT_USE, and only of a self-service channel. What is unknown
// for reaching the assisting channel is then unknown of the assisted one.
void Assist(const std::vector<std::string>& requirement_order, std::vector<Candidate>& candidates) {
  for (Candidate& option : candidates) {
    if (option.channel->mode() != v1::CHANNEL_MODE_SELF_SERVICE) continue;
    if (BlockingReasons(option) !=
        std::vector<v1::ReasonCode>{v1::REASON_CODE_CUSTOMER_CANNOT_USE}) {
      continue;
    }
    for (const Candidate& other : candidates) {
      if (!BlockingReasons(other).empty()) continue;  // Not available unassisted.
      const auto& assists = other.channel->assists();
      if (std::find(assists.begin(), assists.end(), option.channel->id()) == assists.end()) {
        continue;
      }
      option.assistant = &other;
      const std::vector<std::string> own = std::move(option.requirements_unknown);
      option.requirements_unknown.clear();
      for (const std::string& name : requirement_order) {
        const auto in = [&name](const std::vector<std::string>& names) {
          return std::find(names.begin(), names.end(), name) != names.end();
        };
        if (in(own) || in(other.requirements_unknown)) option.requirements_unknown.push_back(name);
      }
      if (!option.requirements_unknown.empty()) {
        option.reasons.insert(v1::REASON_CODE_ACCESS_UNKNOWN);
      }
      break;
    }
  }
}

}  // namespace

Standing StandingOf(const v1::Catalog& catalog, const v1::Contact& contact,
                    const std::string& requirement) {
  const v1::Customer& customer = contact.customer();
  if (requirement == "INTERNET") {
    return FromFact(customer.has_has_internet(), customer.has_internet());
  }
  if (requirement == "MOBILE_PHONE") {
    return FromFact(customer.has_has_mobile_phone(), customer.has_mobile_phone());
  }
  if (requirement == "VOICE") return FromFact(customer.has_has_voice(), customer.has_voice());
  if (requirement == "TRAVEL") return FromFact(customer.has_can_travel(), customer.can_travel());
  if (requirement == "READING") return FromFact(customer.has_can_read(), customer.can_read());
  const std::string level = "IDENTITY_LEVEL_";
  if (requirement.rfind(level, 0) == 0) {
    const int needed = requirement[level.size()] - '0';
    return FromFact(customer.has_identity_level(), customer.identity_level() >= needed);
  }
  return FromAttribute(catalog, contact, requirement);
}

std::int64_t PilotBucket(const std::string& channel, const std::string& customer) {
  const std::string key = channel + '\0' + customer;
  return static_cast<std::int64_t>(XXH64(key.data(), key.size(), 0) % 1'000'000);
}

bool IsBlocking(v1::ReasonCode code) {
  return code >= v1::REASON_CODE_NOT_YET_LIVE && code <= v1::REASON_CODE_CUSTOMER_CANNOT_USE;
}

bool IsDigital(const v1::Channel& channel) {
  return std::any_of(
      channel.requires_().begin(), channel.requires_().end(),
      [](const std::string& name) { return name == "INTERNET" || name == "MOBILE_PHONE"; });
}

const v1::LiveChannel& LiveOf(const v1::LiveState& live, const std::string& channel) {
  for (const v1::LiveChannel& entry : live.channels()) {
    if (entry.channel() == channel) return entry;
  }
  return v1::LiveChannel::default_instance();
}

void DecideAvailability(const v1::Catalog& catalog, const v1::Contact& contact,
                        const v1::LiveState& live, std::vector<Candidate>& candidates) {
  const std::vector<std::string> requirement_order = RequirementOrder(catalog);
  const std::map<std::string, Schedule> schedules = SchedulesAt(catalog, contact);
  for (Candidate& option : candidates) {
    const std::string& channel = option.channel->id();
    JudgeLifecycle(option.channel->lifecycle(), contact, channel, option.reasons);
    JudgeLifecycle(option.service_channel->lifecycle(), contact, channel, option.reasons);
    JudgeOpeningHours(schedules, option);
    if (LiveOf(live, channel).out_of_service()) {
      option.reasons.insert(v1::REASON_CODE_OUT_OF_SERVICE);
    }
    JudgeAccess(catalog, contact, requirement_order, option);
    JudgeAttempts(contact, option);
  }
  JudgeExclusions(candidates);
  Assist(requirement_order, candidates);
  for (Candidate& option : candidates) {
    option.available = BlockingReasons(option).empty() || option.assistant != nullptr;
  }
}

}  // namespace signpost::reference
