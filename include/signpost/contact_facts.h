// SPDX-License-Identifier: Apache-2.0
//
// A contact as its host knows it, before it is bound to a plan: text, optional facts, attributes.
// Standard library only. Fill one and give it to Bind() of request.h.
#ifndef SIGNPOST_CONTACT_FACTS_H_
#define SIGNPOST_CONTACT_FACTS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "signpost/plan_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Seconds since 1970-01-01T00:00:00Z, and nanoseconds 0 to 999,999,999 after that.
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
};

struct AttemptFact {
  std::string_view channel;
  bool completed = false;
};

// The value of a declared attribute, in the member of its type.
struct AttributeFact {
  std::string_view name;
  AttributeType type = AttributeType::kString;
  bool bool_value = false;
  std::int64_t int_value = 0;  // For kDuration nanoseconds.
  double double_value = 0;
  std::string_view string_value;
  Slice<std::string_view> list_value;
  Instant timestamp_value;
};

// A contact as its host knows it; the meaning of each fact is that of the field of the same name in
// v1/contact.proto. Views must live until Bind() returns.
struct ContactFacts {
  std::string_view id;
  std::string_view service;
  std::optional<Instant> time;
  std::string_view customer_id;
  std::string_view language;
  std::string_view segment;
  std::string_view region;
  std::string_view arrival_channel;
  Slice<std::string_view> preferred_channels;
  Slice<std::string_view> declined_offers;
  Slice<std::string_view> needs;
  Slice<AttemptFact> attempts;
  Slice<AttributeFact> attributes;
  std::optional<bool> has_internet;
  std::optional<bool> has_mobile_phone;
  std::optional<bool> has_voice;
  std::optional<bool> can_travel;
  std::optional<bool> can_read;
  std::optional<std::int32_t> identity_level;
  std::int32_t urgency = 0;
  // What each of the plan's RuleView::programs gives for this contact: 0, 1, or kErrorClass with a
  // code. BindContact() of decide.h evaluates them; a plan without programs needs none.
  Slice<std::uint32_t> program_results;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_CONTACT_FACTS_H_
