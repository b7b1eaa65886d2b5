// SPDX-License-Identifier: Apache-2.0
#include "route/reason_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "signpost/opening_hours.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

std::string Date(std::int64_t at) {
  return absl::FormatTime(absl::RFC3339_full, absl::FromUnixSeconds(at), absl::UTCTimeZone());
}

std::string Names(const PlanView& plan, std::uint64_t requirements) {
  std::string names;
  for (std::size_t i = 0; i < plan.requirements.size; ++i) {
    if ((requirements & Bit(static_cast<int>(i))) == 0) continue;
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    std::string(plan.Text(plan.requirements[i].name)));
  }
  return names;
}

std::string NotYetLive(const LifecycleRow& channel, const LifecycleRow& option, std::int64_t time) {
  if (channel.stage == Stage::kPlanned || option.stage == Stage::kPlanned)
    return "planned, not yet live";
  const std::int64_t from = std::max(channel.live_from, option.live_from);
  return from > time ? absl::StrCat("not live before ", Date(from)) : "not yet live";
}

std::string Retired(const LifecycleRow& channel, const LifecycleRow& option, std::int64_t time) {
  const std::int64_t from = std::min(channel.retire_from, option.retire_from);
  return from <= time ? absl::StrCat("retired since ", Date(from)) : "retired";
}

std::string RuleName(const PlanView& plan, const OptionResult& option) {
  return std::string(plan.Text(plan.rules.rules[static_cast<std::size_t>(option.rule)].id));
}

const char* GroundName(Ground ground) {
  switch (ground) {
    case Ground::kLegal:
      return "law";
    case Ground::kSafety:
      return "safety";
    case Ground::kSecurity:
      return "security";
    case Ground::kEligibility:
      return "eligibility";
    case Ground::kAccessibility:
      return "accessibility";
    case Ground::kCapacity:
      return "capacity";
    case Ground::kNone:
      break;
  }
  return "nothing";
}

}  // namespace

std::string FormatLocal(const PlanView& plan, const ScheduleRow& schedule, std::int64_t at) {
  const std::int32_t offset = OffsetAt(plan, plan.zones[schedule.zone], at);
  return absl::FormatTime(absl::RFC3339_full, absl::FromUnixSeconds(at),
                          absl::FixedTimeZone(offset));
}

std::string OptionReasonText(const PlanView& plan, const Request& request,
                             const OptionResult& option, ReasonCode code, std::int64_t opens_at) {
  const ChannelRow& channel = plan.channels[option.channel];
  const OptionRow& row = *plan.FindOption(plan.services[request.service], option.channel);
  switch (code) {
    case ReasonCode::kNotYetLive:
      return NotYetLive(channel.lifecycle, row.lifecycle, request.time);
    case ReasonCode::kRetired:
      return Retired(channel.lifecycle, row.lifecycle, request.time);
    case ReasonCode::kNotInPilot:
      return "in pilot, and this customer is not in it";
    case ReasonCode::kClosed: {
      if (opens_at == kNever) return "closed, and not open within 366 days";
      const ScheduleRow& schedule = plan.schedules[static_cast<std::size_t>(channel.opening_hours)];
      return absl::StrCat("closed, opens ", FormatLocal(plan, schedule, opens_at));
    }
    case ReasonCode::kExcludedByRule:
      return absl::StrCat("excluded by rule ", RuleName(plan, option), " on the ground of ",
                          GroundName(option.ground));
    case ReasonCode::kCapacityExclusionIgnored:
      return absl::StrCat("rule ", RuleName(plan, option),
                          " excludes it for capacity, which would leave only digital channels and "
                          "does not hold");
    case ReasonCode::kOutOfService:
      return "out of service";
    case ReasonCode::kCustomerCannotUse: {
      std::string text = absl::StrCat("the customer does not have: ", Names(plan, option.missing));
      if (option.assisted_by != kNone) {
        const ChannelRow& staff = plan.channels[static_cast<std::size_t>(option.assisted_by)];
        absl::StrAppend(&text, "; staff of ", std::string(plan.Text(staff.name)), " complete it");
      }
      return text;
    }
    case ReasonCode::kAlreadyTried:
      return "this contact was tried here before and not completed";
    case ReasonCode::kAccessUnknown:
      return absl::StrCat("not known whether the customer has: ", Names(plan, option.unknown));
    case ReasonCode::kUnpriced:
      return "no organisation cost: no component, or its handling or monthly volume is missing, "
             "here or where it falls back to";
    case ReasonCode::kCustomerCostUnknown:
      return "no customer cost: neither effort nor component, or its handling is missing, here or "
             "where it falls back to";
    default:
      return {};
  }
}

std::string DecisionReasonText(const PlanView& plan, const Decision& decision) {
  const std::string name =
      decision.recommended == kNone
          ? ""
          : std::string(
                plan.Text(plan.channels[static_cast<std::size_t>(decision.recommended)].name));
  switch (decision.reason) {
    case ReasonCode::kCustomerPreference:
      return absl::StrCat(name, " is what the customer prefers");
    case ReasonCode::kArrivalChannel:
      return absl::StrCat(name, " is where the customer is, and no other preference is stated");
    case ReasonCode::kRulePreference:
      return absl::StrCat(
          name, " is what rule ",
          std::string(
              plan.Text(plan.rules.rules[static_cast<std::size_t>(decision.preferring_rule)].id)),
          " prefers, and the customer states no preference");
    case ReasonCode::kLowestScore:
      return absl::StrCat(name, " ranks best");
    case ReasonCode::kNoChannelAvailable:
      return "no channel can serve this contact now";
    default:
      return {};
  }
}

SIGNPOST_END_NAMESPACE
