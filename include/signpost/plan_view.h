// SPDX-License-Identifier: Apache-2.0
//
// The plan as the engine reads it: flat tables of fixed-size rows that refer to each other by index
// and to text by offset, so that the same bytes mean the same wherever they lie. Standard library
// only. You want plan.h, which compiles a catalog into a plan and owns its tables; this is what
// plan.view() gives, and what route.h, request.h and opening_hours.h take.
//
// A view owns nothing and is valid as long as the plan it came from. Reading it is safe from any
// number of threads. Channels are numbered 0 to 63 in catalog order: a set of channels is a
// 64-bit mask, and so is a set of requirements.
#ifndef SIGNPOST_PLAN_VIEW_H_
#define SIGNPOST_PLAN_VIEW_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "signpost/money.h"
#include "signpost/rule_view.h"
#include "signpost/slice.h"
#include "signpost/version.h"
#include "signpost/visits.h"

SIGNPOST_BEGIN_NAMESPACE

inline constexpr int kMaxChannels = 64;
inline constexpr int kMaxRequirements = 64;
inline constexpr int kCostKinds = 7;
// The last two of the kinds are the customer's ledger.
inline constexpr int kOrganisationKinds = 5;
inline constexpr std::int32_t kNone = -1;
inline constexpr std::int64_t kSecondsPerDay = 86'400;

enum class Stage : std::uint8_t { kPlanned, kPilot, kLive, kRetired };

// Seconds since 1970-01-01T00:00:00Z; the extremes of the type where there is no bound.
struct LifecycleRow {
  std::int64_t live_from = std::numeric_limits<std::int64_t>::min();
  std::int64_t retire_from = std::numeric_limits<std::int64_t>::max();
  std::uint32_t pilot_share = 0;  // Millionths.
  Stage stage = Stage::kLive;
  std::uint8_t padding[3] = {};
};

struct ChannelRow {
  TextRef id;
  TextRef name;
  LifecycleRow lifecycle;
  std::uint64_t requirements = 0;
  std::uint64_t assisted_by = 0;       // Channels whose staff complete this one.
  std::int32_t opening_hours = kNone;  // kNone: never closed.
  std::uint8_t self_service = 0;
  std::uint8_t digital = 0;
  std::uint8_t padding[2] = {};
};

struct ServiceRow {
  TextRef id;
  TextRef name;
  std::uint64_t channels = 0;  // Its options, one a channel, in catalog order.
  std::uint32_t first_option = 0;
  std::uint32_t option_count = 0;
  // Of PlanView::visits: option_count rows of option_count entries, x 2^visits_point. Services
  // whose contacts go on alike share them.
  std::uint64_t first_visit = 0;
  std::int32_t visits_point = 0;
  std::int32_t padding = 0;
};

enum OptionFlag : std::uint8_t {
  kPriced = 1,
  kCustomerCostKnown = 2,
  kCustomerTimeKnown = 4,
  kCompletionKnown = 8,
  kCommunicationsLive = 16,
  kStaffTrained = 32,
};

// What a contact that starts on an option is expected to come to, every fallback included, at the
// catalog's direct costs.
struct EndToEndRow {
  Micros organisation_cost = 0;
  Micros customer_cost = 0;
  std::int64_t customer_time = 0;     // Nanoseconds.
  std::int64_t contacts = kMillion;   // Millionths.
  Micros standard_deviation = kNone;  // Of organisation_cost; kNone: not known.
  std::int32_t completion = 0;        // Millionths.
  std::uint8_t flags = 0;  // kPriced to kCompletionKnown: holds of all that it may come to.
  std::uint8_t padding[3] = {};
};

// One service through one channel. What a visit costs directly is in PlanView::direct_costs,
// direct_customer_costs and direct_customer_times, by the same index.
struct OptionRow {
  LifecycleRow lifecycle;
  std::array<Micros, kCostKinds> costs = {};  // Direct, by v1::CostKind less one.
  EndToEndRow end_to_end;
  std::int32_t satisfaction = 0;  // Millionths.
  std::uint32_t first_owner = 0;
  std::uint32_t owner_count = 0;
  std::uint8_t channel = 0;
  std::uint8_t flags = 0;  // OptionFlag, of this option alone.
  std::uint8_t padding[2] = {};
};

enum class RequirementKind : std::uint8_t {
  kInternet,
  kMobilePhone,
  kVoice,
  kTravel,
  kReading,
  kIdentityLevel,
  kAttribute
};

struct RequirementRow {
  TextRef name;
  std::int32_t value = 0;  // The level, or the index of the attribute.
  RequirementKind kind = RequirementKind::kInternet;
  std::uint8_t padding[3] = {};
};

enum class AttributeType : std::uint8_t {
  kString = 1,
  kInt,
  kDouble,
  kBool,
  kStringList,
  kTimestamp,
  kDuration
};

struct AttributeRow {
  TextRef name;
  TextRef default_text;  // As CEL; means nothing where there is no default.
  AttributeType type = AttributeType::kString;
  std::uint8_t has_default = 0;
  std::uint8_t bool_default = 0;
  std::uint8_t padding = 0;
};

// Hours of a schedule, in seconds of local time: of the week from Monday 0:00 for a weekly period,
// of the day for a period of an exception.
struct PeriodRow {
  std::uint32_t opens = 0;
  std::uint32_t closes = 0;
};

// Days since 1970-01-01 in local time, both included.
struct ExceptionRow {
  std::int32_t first_day = 0;
  std::int32_t last_day = 0;
  std::uint32_t first_period = 0;
  std::uint32_t period_count = 0;
};

struct ScheduleRow {
  std::uint32_t zone = 0;
  std::uint32_t first_period = 0;  // Sorted and disjoint.
  std::uint32_t period_count = 0;
  std::uint32_t first_exception = 0;  // Sorted and disjoint.
  std::uint32_t exception_count = 0;
};

// From `at` (seconds since 1970 UTC) local time is UTC + offset (seconds). The first one of a zone
// lies at the beginning of the horizon.
struct TransitionRow {
  std::int64_t at = 0;
  std::int32_t offset = 0;
  std::int32_t padding = 0;
};

struct ZoneRow {
  TextRef name;
  std::uint32_t first_transition = 0;
  std::uint32_t transition_count = 0;
};

// Enumerators as in v1/ownership.proto.
struct OwnerRow {
  std::int32_t party = 0;
  std::int32_t role = kNone;
  std::uint8_t responsibility = 0;
  std::uint8_t aspect = 0;
  std::uint8_t scope = 0;
  std::uint8_t padding = 0;
};

struct NameRow {
  TextRef id;
  TextRef name;
};

struct ScriptRow {
  TextRef id;
  TextRef language;
  TextRef text;
  std::int32_t channel = kNone;
  std::int32_t service = kNone;
  std::int32_t requirement = kNone;
  std::uint8_t kind = 0;  // v1::ScriptKind.
  std::uint8_t padding[3] = {};
};

struct PolicyRow {
  Micros preference_value = 0;
  Micros customer_minute_value = 0;
  Micros failure_cost = 0;
  Micros dissatisfaction_cost = 0;
  Micros minimum_saving = 0;
  std::int64_t organisation_weight = kMillion;  // Millionths.
  std::int64_t customer_weight = kMillion;
  std::int64_t waiting_weight = kMillion;
  std::uint32_t maximum_offers = 0;
  std::uint8_t honour_preference = 1;
  std::uint8_t full_cost = 0;
  std::uint8_t padding[2] = {};
};

struct PlanHeader {
  std::uint64_t fingerprint = 0;   // Of all tables; a request carries it.
  std::int64_t horizon_begin = 0;  // Contacts from here,
  std::int64_t horizon_end = 0;    // to before here. Seconds since 1970 UTC.
  TextRef revision;
  TextRef currency;
  TextRef time_zone;
  PolicyRow policy;
};

struct PlanView {
  const PlanHeader* header = nullptr;
  Slice<char> text;
  Slice<ChannelRow> channels;
  Slice<ServiceRow> services;
  Slice<OptionRow> options;
  // By option: the first five of the kinds, the other two, nanoseconds.
  Slice<Micros> direct_costs;
  Slice<Micros> direct_customer_costs;
  Slice<std::int64_t> direct_customer_times;
  Slice<std::int64_t> visits;  // See ServiceRow::first_visit.
  Slice<RequirementRow> requirements;
  Slice<AttributeRow> attributes;
  Slice<ScheduleRow> schedules;
  Slice<PeriodRow> periods;
  Slice<ExceptionRow> exceptions;
  Slice<ZoneRow> zones;
  Slice<TransitionRow> transitions;
  Slice<OwnerRow> owners;
  Slice<NameRow> parties;
  Slice<NameRow> roles;
  Slice<ScriptRow> scripts;
  RuleView rules;
  Slice<std::uint32_t> channels_by_id;  // Indices, sorted by the id's bytes.
  Slice<std::uint32_t> services_by_id;
  Slice<std::uint32_t> attributes_by_name;

  std::string_view Text(TextRef ref) const noexcept { return {text.data + ref.offset, ref.size}; }

  // Index of the channel, service or attribute of that name, or kNone.
  std::int32_t FindChannel(std::string_view id) const noexcept {
    return Find(channels_by_id, id, [this](std::uint32_t i) { return Text(channels[i].id); });
  }
  std::int32_t FindService(std::string_view id) const noexcept {
    return Find(services_by_id, id, [this](std::uint32_t i) { return Text(services[i].id); });
  }
  std::int32_t FindAttribute(std::string_view name) const noexcept {
    return Find(attributes_by_name, name,
                [this](std::uint32_t i) { return Text(attributes[i].name); });
  }

  // The place among the options of a service of a channel that it has.
  static std::size_t PlaceOf(const ServiceRow& service, int channel) noexcept {
    return static_cast<std::size_t>(__builtin_popcountll(service.channels & (Bit(channel) - 1)));
  }

  // The option of a service through a channel; null where it has none.
  const OptionRow* FindOption(const ServiceRow& service, int channel) const noexcept {
    if ((service.channels & Bit(channel)) == 0) return nullptr;
    return &options[service.first_option + PlaceOf(service, channel)];
  }

  // How often a contact that starts on the option at this place comes to each option.
  VisitsRow VisitsFrom(const ServiceRow& service, std::size_t place) const noexcept {
    return {visits.data + service.first_visit + place * service.option_count, service.option_count,
            place, service.visits_point};
  }

 private:
  template <typename NameOf>
  static std::int32_t Find(Slice<std::uint32_t> sorted, std::string_view name,
                           NameOf name_of) noexcept {
    std::size_t low = 0, high = sorted.size;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const int order = name_of(sorted[middle]).compare(name);
      if (order == 0) return static_cast<std::int32_t>(sorted[middle]);
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return kNone;
  }
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_PLAN_VIEW_H_
