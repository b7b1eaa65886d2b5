// SPDX-License-Identifier: Apache-2.0
//
// A contact bound to a plan: names have become numbers, facts have become bits, and Route() needs
// no text. Standard library only; no exception, no system call; no allocation but where a request
// meets a plan whose rules ask about more facts than those of any plan before.
//
//   signpost::ContactFacts facts;
//   facts.service = "council-tax";
//   facts.time = signpost::Instant{1'795'000'000, 0};
//   facts.has_internet = false;
//   signpost::Request request;
//   const signpost::BindResult bound = signpost::Bind(plan.view(), facts, &request);
//   if (bound.code != signpost::BindCode::kOk) ...  // bound.value is what was refused
//
// decide.h binds the message v1::Contact in the same way and words the refusals.
#ifndef SIGNPOST_REQUEST_H_
#define SIGNPOST_REQUEST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "signpost/contact_facts.h"
#include "signpost/fact_classes.h"
#include "signpost/plan_view.h"
#include "signpost/rollout.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Bound to one plan: Route() refuses it with another. Moves, but does not copy; keep one a thread
// and bind it again and again.
struct Request {
  std::uint64_t plan_fingerprint = 0;
  std::int64_t time = 0;                   // Whole seconds since 1970 UTC.
  std::uint64_t failed = 0;                // Requirements that the customer is known not to meet.
  std::uint64_t unknown = 0;               // Requirements of which that is not known.
  std::uint64_t tried = 0;                 // Channels that failed this contact before.
  std::uint64_t declined = 0;              // Channels.
  std::uint64_t stated = 0;                // Channels anywhere among the preferred ones.
  std::uint64_t out_of_channel_pilot = 0;  // Channels whose own pilot leaves this customer out,
  std::uint64_t out_of_service_pilot = 0;  // and those whose pilot for this service does.
  std::uint32_t service = 0;
  std::int8_t arrival = kNone;  // Channel.
  std::uint8_t preferred_count = 0;
  std::array<std::uint8_t, kMaxChannels> preferred = {};  // Channels, best first.
  FactClasses facts;                                      // What rules ask about.
};

// Why a contact is refused. Of several faults the first of this list is reported.
enum class BindCode : std::uint8_t {
  kOk = 0,
  kServiceMissing,
  kUnknownService,
  kTimeMissing,
  kTimeInvalid,         // Outside the years 1 to 9999, or nanos outside 0 to 999,999,999.
  kTimeOutsideHorizon,  // Of the plan.
  kUnknownChannel,      // Arrival, preferred, declined, attempts, in this order.
  kDuplicatePreference,
  kIdentityLevelRange,  // Not 0 to 9.
  kUndeclaredAttribute,
  kAttributeType,
  kProgramsMissing,  // ContactFacts::program_results is not of this plan.
  kOutOfMemory,
};

struct BindResult {
  BindCode code = BindCode::kOk;
  std::string_view value;  // The text that was refused, where it is one; a view into the facts.
};

namespace internal {

inline BindResult BindChannels(const PlanView& plan, Slice<std::string_view> ids,
                               std::uint64_t* set) noexcept {
  for (const std::string_view id : ids) {
    const std::int32_t channel = plan.FindChannel(id);
    if (channel == kNone) return {BindCode::kUnknownChannel, id};
    *set |= Bit(channel);
  }
  return {};
}

inline BindResult BindPreferred(const PlanView& plan, Slice<std::string_view> ids,
                                Request* request) noexcept {
  const BindResult bound = BindChannels(plan, ids, &request->stated);
  if (bound.code != BindCode::kOk) return bound;
  std::uint64_t seen = 0;
  for (const std::string_view id : ids) {
    const std::int32_t channel = plan.FindChannel(id);
    if ((seen & Bit(channel)) != 0) return {BindCode::kDuplicatePreference, id};
    seen |= Bit(channel);
    request->preferred[request->preferred_count++] = static_cast<std::uint8_t>(channel);
  }
  return {};
}

inline BindResult BindAttempts(const PlanView& plan, Slice<AttemptFact> attempts,
                               std::uint64_t* tried) noexcept {
  for (const AttemptFact& attempt : attempts) {
    const std::int32_t channel = plan.FindChannel(attempt.channel);
    if (channel == kNone) return {BindCode::kUnknownChannel, attempt.channel};
    if (!attempt.completed) *tried |= Bit(channel);
  }
  return {};
}

inline BindResult CheckAttributes(const PlanView& plan, Slice<AttributeFact> facts) noexcept {
  for (const AttributeFact& fact : facts) {
    if (plan.FindAttribute(fact.name) == kNone) return {BindCode::kUndeclaredAttribute, fact.name};
  }
  for (const AttributeFact& fact : facts) {
    const std::int32_t attribute = plan.FindAttribute(fact.name);
    if (plan.attributes[static_cast<std::size_t>(attribute)].type != fact.type) {
      return {BindCode::kAttributeType, fact.name};
    }
  }
  return {};
}

// Whether the customer meets a requirement; nothing where that is not known.
inline std::optional<bool> Meets(const PlanView& plan, const RequirementRow& requirement,
                                 const ContactFacts& facts) noexcept {
  switch (requirement.kind) {
    case RequirementKind::kInternet:
      return facts.has_internet;
    case RequirementKind::kMobilePhone:
      return facts.has_mobile_phone;
    case RequirementKind::kVoice:
      return facts.has_voice;
    case RequirementKind::kTravel:
      return facts.can_travel;
    case RequirementKind::kReading:
      return facts.can_read;
    case RequirementKind::kIdentityLevel:
      if (!facts.identity_level) return std::nullopt;
      return *facts.identity_level >= requirement.value;
    case RequirementKind::kAttribute:
      break;
  }
  const AttributeRow& attribute = plan.attributes[static_cast<std::size_t>(requirement.value)];
  for (const AttributeFact& fact : facts.attributes) {
    if (fact.name == plan.Text(attribute.name)) return fact.bool_value;
  }
  if (attribute.has_default != 0) return attribute.bool_default != 0;
  return std::nullopt;
}

// Finds the pilots, of channels and of the service through them, that leave the customer out.
inline void FindPilots(const PlanView& plan, const ServiceRow& service,
                       std::string_view customer_id, Request* request) noexcept {
  for (const OptionRow& option : plan.options.Part(service.first_option, service.option_count)) {
    const ChannelRow& channel = plan.channels[option.channel];
    const bool channel_pilot = channel.lifecycle.stage == Stage::kPilot;
    const bool service_pilot = option.lifecycle.stage == Stage::kPilot;
    if (!channel_pilot && !service_pilot) continue;
    // No share lets the highest bucket in: a customer without id is out.
    const std::uint32_t bucket = customer_id.empty()
                                     ? std::numeric_limits<std::uint32_t>::max()
                                     : PilotBucket(plan.Text(channel.id), customer_id);
    if (channel_pilot && bucket >= channel.lifecycle.pilot_share) {
      request->out_of_channel_pilot |= Bit(option.channel);
    }
    if (service_pilot && bucket >= option.lifecycle.pilot_share) {
      request->out_of_service_pilot |= Bit(option.channel);
    }
  }
}

inline BindResult BindFactClasses(const PlanView& plan, const ContactFacts& facts,
                                  Request* request) noexcept {
  if (facts.program_results.size != plan.rules.programs.size) {
    return {BindCode::kProgramsMissing, {}};
  }
  if (!request->facts.Resize(plan.rules.bound_facts())) return {BindCode::kOutOfMemory, {}};
  FindFactClasses(plan, facts, request->facts.data());
  return {};
}

// All of Bind() but what rules ask about.
inline BindResult BindContactFacts(const PlanView& plan, const ContactFacts& facts,
                                   Request* request) noexcept {
  constexpr std::int64_t kYear1 = -62'135'596'800, kYear10000 = 253'402'300'800;
  FactClasses room = std::move(request->facts);
  *request = Request{};
  request->facts = std::move(room);
  request->plan_fingerprint = plan.header->fingerprint;

  if (facts.service.empty()) return {BindCode::kServiceMissing, {}};
  const std::int32_t service = plan.FindService(facts.service);
  if (service == kNone) return {BindCode::kUnknownService, facts.service};
  request->service = static_cast<std::uint32_t>(service);

  if (!facts.time) return {BindCode::kTimeMissing, {}};
  if (facts.time->seconds < kYear1 || facts.time->seconds >= kYear10000 || facts.time->nanos < 0 ||
      facts.time->nanos > 999'999'999) {
    return {BindCode::kTimeInvalid, {}};
  }
  request->time = facts.time->seconds;
  if (request->time < plan.header->horizon_begin || request->time >= plan.header->horizon_end) {
    return {BindCode::kTimeOutsideHorizon, {}};
  }

  if (!facts.arrival_channel.empty()) {
    const std::int32_t arrival = plan.FindChannel(facts.arrival_channel);
    if (arrival == kNone) return {BindCode::kUnknownChannel, facts.arrival_channel};
    request->arrival = static_cast<std::int8_t>(arrival);
  }
  // A duplicate among the preferred is reported after every unknown channel.
  const BindResult preferred = BindPreferred(plan, facts.preferred_channels, request);
  if (preferred.code == BindCode::kUnknownChannel) return preferred;
  BindResult bound = BindChannels(plan, facts.declined_offers, &request->declined);
  if (bound.code != BindCode::kOk) return bound;
  bound = BindAttempts(plan, facts.attempts, &request->tried);
  if (bound.code != BindCode::kOk) return bound;
  if (preferred.code != BindCode::kOk) return preferred;
  if (facts.identity_level && (*facts.identity_level < 0 || *facts.identity_level > 9)) {
    return {BindCode::kIdentityLevelRange, {}};
  }
  bound = CheckAttributes(plan, facts.attributes);
  if (bound.code != BindCode::kOk) return bound;

  for (std::size_t i = 0; i < plan.requirements.size; ++i) {
    const std::optional<bool> meets = Meets(plan, plan.requirements[i], facts);
    if (!meets) {
      request->unknown |= Bit(static_cast<int>(i));
    } else if (!*meets) {
      request->failed |= Bit(static_cast<int>(i));
    }
  }
  FindPilots(plan, plan.services[request->service], facts.customer_id, request);
  return {};
}

}  // namespace internal

// Binds the facts of a contact to a plan. kOk: *request is complete. Otherwise the code says why
// the contact is refused and *request must not be used. Safe to call from any thread.
[[nodiscard]] inline BindResult Bind(const PlanView& plan, const ContactFacts& facts,
                                     Request* request) noexcept {
  const BindResult bound = internal::BindContactFacts(plan, facts, request);
  return bound.code == BindCode::kOk ? internal::BindFactClasses(plan, facts, request) : bound;
}

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_REQUEST_H_
