// SPDX-License-Identifier: Apache-2.0
//
// Contacts from messages to a plan's numbers, with refusals in words. Its way in is BindContact()
// of signpost/decide.h.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "catalog/utf8.h"
#include "route/attribute_value.h"
#include "route/nearest_name.h"
#include "rules/attribute_value.h"
#include "signpost/decide.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

std::string FormatSeconds(std::int64_t seconds) {
  return absl::FormatTime(absl::RFC3339_full, absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
}

// The first field that names the channel.
std::string FieldOf(const v1::Contact& contact, std::string_view channel) {
  const auto names = [channel](const auto& list) {
    return std::find(list.begin(), list.end(), channel) != list.end();
  };
  if (contact.arrival_channel() == channel) return "arrival_channel";
  if (names(contact.customer().preferred_channels())) return "preferred_channels";
  if (names(contact.customer().declined_offers())) return "declined_offers";
  return "attempts";
}

absl::Status Refuse(const PlanView& plan, const BindResult& refused, const v1::Contact& contact) {
  // A name may hold anything: what is printed must not steer a terminal.
  const std::string value = absl::Utf8SafeCEscape({refused.value.data(), refused.value.size()});
  std::string text;
  switch (refused.code) {
    case BindCode::kOk:
      return absl::OkStatus();
    case BindCode::kServiceMissing:
      text = "SERVICE_MISSING: the contact names no service; set `service`";
      break;
    case BindCode::kUnknownService:
      text = absl::StrCat("UNKNOWN_SERVICE: the catalog has no service \"", value, "\"; ",
                          Nearest(value, plan.services,
                                  [&plan](const ServiceRow& row) { return plan.Text(row.id); }));
      break;
    case BindCode::kTimeMissing:
      text = "TIME_MISSING: the contact has no time; set `time`, or use --now on the command line";
      break;
    case BindCode::kTimeInvalid:
      text = absl::StrCat(
          "TIME_INVALID: the time of ", contact.time().seconds(), " seconds and ",
          contact.time().nanos(),
          " nanos is not a timestamp; use the years 1 to 9999 and nanos 0 to 999999999");
      break;
    case BindCode::kTimeOutsideHorizon:
      text = absl::StrCat(
          "TIME_OUTSIDE_HORIZON: the time ", FormatSeconds(contact.time().seconds()),
          " is outside ", FormatSeconds(plan.header->horizon_begin), " to ",
          FormatSeconds(plan.header->horizon_end),
          ", for which the plan knows its time zones; compile the catalog for a longer horizon");
      break;
    case BindCode::kUnknownChannel:
      text = absl::StrCat("UNKNOWN_CHANNEL: ", FieldOf(contact, refused.value),
                          ": the catalog has no \"", value, "\"; ",
                          Nearest(value, plan.channels,
                                  [&plan](const ChannelRow& row) { return plan.Text(row.id); }));
      break;
    case BindCode::kDuplicatePreference:
      text = absl::StrCat("DUPLICATE_PREFERENCE: preferred_channels names \"", value,
                          "\" twice; name each channel once");
      break;
    case BindCode::kIdentityLevelRange:
      text = absl::StrCat("IDENTITY_LEVEL_RANGE: identity_level is ",
                          contact.customer().identity_level(),
                          "; use 0 to 9, or leave it out where it is not known");
      break;
    case BindCode::kUndeclaredAttribute:
      text = absl::StrCat("UNDECLARED_ATTRIBUTE: the catalog declares no attribute \"", value,
                          "\"; ", Nearest(value, plan.attributes, [&plan](const AttributeRow& row) {
                            return plan.Text(row.name);
                          }));
      break;
    case BindCode::kProgramsMissing:
      text = "PROGRAMS_MISSING: conditions of this plan were not evaluated";
      break;
    case BindCode::kOutOfMemory:
      return absl::ResourceExhaustedError("OUT_OF_MEMORY: no memory for the facts of a contact");
    case BindCode::kAttributeType: {
      const auto& row =
          plan.attributes[static_cast<std::size_t>(plan.FindAttribute(refused.value))];
      text = absl::StrCat("ATTRIBUTE_TYPE: attribute \"", value, "\" ",
                          AttributeFault(static_cast<v1::AttributeType>(row.type),
                                         contact.attributes().at(std::string(refused.value))));
      break;
    }
  }
  // A contact built in code may hold bytes that no message may carry.
  if (!IsUtf8(text)) text = absl::CHexEscape(text);
  return absl::InvalidArgumentError(text);
}

// Each list and the attributes against their limits.
absl::Status CheckSize(const v1::Contact& contact, const Limits& limits) {
  const auto check = [](const char* what, std::int64_t size, const char* limit_name,
                        std::int64_t limit) {
    if (size <= limit) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("CONTACT_TOO_LARGE: ", what, " has ", size,
                                                   " entries, over the limit ", limit_name, " of ",
                                                   limit, "; send fewer, or raise the limit"));
  };
  const v1::Customer& customer = contact.customer();
  const std::pair<const char*, std::int64_t> lists[] = {
      {"preferred_channels", customer.preferred_channels_size()},
      {"needs", customer.needs_size()},
      {"declined_offers", customer.declined_offers_size()},
      {"attempts", contact.attempts_size()}};
  for (const auto& [what, size] : lists) {
    absl::Status status = check(what, size, "contact_list_entries", limits.contact_list_entries);
    if (!status.ok()) return status;
  }
  absl::Status status = check("attributes", static_cast<std::int64_t>(contact.attributes().size()),
                              "contact_attributes", limits.contact_attributes);
  // In the map's order, which differs by process: the message names no attribute.
  for (const auto& attribute : contact.attributes()) {
    if (status.ok()) {
      status = check("a list attribute", attribute.second.list_value().values_size(),
                     "contact_list_entries", limits.contact_list_entries);
    }
  }
  return status;
}

std::vector<std::string_view> Views(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

template <typename T>
Slice<T> SliceOf(const std::vector<T>& items) {
  return {items.data(), items.size()};
}

}  // namespace

absl::StatusOr<Request> BindContact(const Plan& plan, const v1::Contact& contact,
                                    const Limits& limits) {
  const absl::Status size = CheckSize(contact, limits);
  if (!size.ok()) return size;
  const PlanView& view = plan.view();
  const v1::Customer& customer = contact.customer();
  const std::vector<std::string_view> preferred = Views(customer.preferred_channels());
  const std::vector<std::string_view> declined = Views(customer.declined_offers());
  const std::vector<std::string_view> needs = Views(customer.needs());
  std::vector<AttemptFact> attempts;
  for (const v1::Attempt& attempt : contact.attempts()) {
    attempts.push_back({attempt.channel(), attempt.outcome() == v1::CONTACT_OUTCOME_COMPLETED});
  }
  AttributeValues attributes(view, contact.attributes());

  ContactFacts facts;
  facts.id = contact.id();
  facts.service = contact.service();
  facts.language = customer.language();
  facts.segment = customer.segment();
  facts.region = customer.region();
  facts.urgency = contact.urgency();
  if (contact.has_time()) facts.time = Instant{contact.time().seconds(), contact.time().nanos()};
  facts.customer_id = customer.id();
  facts.arrival_channel = contact.arrival_channel();
  facts.preferred_channels = SliceOf(preferred);
  facts.declined_offers = SliceOf(declined);
  facts.needs = SliceOf(needs);
  facts.attempts = SliceOf(attempts);
  facts.attributes = attributes.facts();
  if (customer.has_has_internet()) facts.has_internet = customer.has_internet();
  if (customer.has_has_mobile_phone()) facts.has_mobile_phone = customer.has_mobile_phone();
  if (customer.has_has_voice()) facts.has_voice = customer.has_voice();
  if (customer.has_can_travel()) facts.can_travel = customer.can_travel();
  if (customer.has_can_read()) facts.can_read = customer.can_read();
  if (customer.has_identity_level()) facts.identity_level = customer.identity_level();

  // Programs read the contact as it is, so it must be sound before they run.
  Request request;
  BindResult bound = internal::BindContactFacts(view, facts, &request);
  std::vector<std::uint32_t> results;
  if (bound.code == BindCode::kOk) {
    results = plan.RunPrograms(contact);
    facts.program_results = SliceOf(results);
    bound = internal::BindFactClasses(view, facts, &request);
  }
  if (bound.code != BindCode::kOk) return Refuse(view, bound, contact);
  return request;
}

SIGNPOST_END_NAMESPACE
