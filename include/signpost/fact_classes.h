// SPDX-License-Identifier: Apache-2.0
//
// What rules ask about a contact, as the classes of rule_view.h. Standard library only. Bind() of
// request.h is the way in; this is how it does it.
#ifndef SIGNPOST_FACT_CLASSES_H_
#define SIGNPOST_FACT_CLASSES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "signpost/contact_facts.h"
#include "signpost/opening_hours.h"
#include "signpost/plan_view.h"
#include "signpost/rule_view.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// One class a fact, in room that grows and stays.
class FactClasses {
 public:
  FactClasses() = default;
  FactClasses(FactClasses&& other) noexcept { Swap(other); }
  FactClasses& operator=(FactClasses&& other) noexcept {
    Swap(other);
    return *this;
  }

  // Makes room for `count` classes, of no particular value. False: there is no memory, and nothing
  // has changed. Allocates only where it was never so many before.
  [[nodiscard]] bool Resize(std::size_t count) noexcept {
    if (count > capacity_) {
      std::unique_ptr<std::uint32_t[]> room(new (std::nothrow) std::uint32_t[count]);
      if (room == nullptr) return false;
      classes_ = std::move(room);
      capacity_ = count;
    }
    size_ = count;
    return true;
  }
  std::uint32_t* data() noexcept { return classes_.get(); }
  const std::uint32_t* data() const noexcept { return classes_.get(); }
  std::size_t size() const noexcept { return size_; }

 private:
  void Swap(FactClasses& other) noexcept {
    std::swap(classes_, other.classes_);
    std::swap(capacity_, other.capacity_);
    std::swap(size_, other.size_);
  }

  std::unique_ptr<std::uint32_t[]> classes_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
};

namespace internal {

// Position of a text among the constants of a group, or their count.
inline std::uint32_t FindText(const PlanView& plan, const FactGroupRow& group,
                              std::string_view text) noexcept {
  const Slice<TextRef> texts = plan.rules.texts.Part(group.first_constant, group.constant_count);
  std::size_t low = 0, high = texts.size;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = plan.Text(texts[middle]).compare(text);
    if (order == 0) return static_cast<std::uint32_t>(middle);
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return group.constant_count;
}

inline std::uint32_t ClassOfText(const PlanView& plan, const FactGroupRow& group,
                                 std::string_view text) noexcept {
  const std::uint32_t found = FindText(plan, group, text);
  return found == group.constant_count ? 0 : found + 1;
}

inline std::uint32_t ClassOfNumber(const PlanView& plan, const FactGroupRow& group,
                                   const NumberValue& number) noexcept {
  const Slice<PointRow> points = plan.rules.points.Part(group.first_constant, group.constant_count);
  if (number.nan) return 2 * group.constant_count + 1;
  std::size_t low = 0, high = points.size;
  while (low < high) {  // The first point that is not below.
    const std::size_t middle = low + (high - low) / 2;
    const PointRow& point = points[middle];
    if (point.value < number.value || (point.value == number.value && point.nanos < number.nanos)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const bool met =
      low < points.size && points[low].value == number.value && points[low].nanos == number.nanos;
  return static_cast<std::uint32_t>(2 * low + (met ? 1 : 0));
}

inline void MarkMembers(const PlanView& plan, const FactGroupRow& group,
                        Slice<std::string_view> list, std::uint32_t* classes) noexcept {
  for (std::uint32_t i = 0; i < group.fact_count; ++i) classes[group.first_fact + i] = 0;
  for (const std::string_view text : list) {
    const std::uint32_t found = FindText(plan, group, text);
    if (found != group.constant_count) classes[group.first_fact + found] = 1;
  }
}

inline NumberValue NumberOf(const AttributeFact& fact) noexcept {
  switch (fact.type) {
    case AttributeType::kDouble:
      return {OrderedBits(fact.double_value), 0, fact.double_value != fact.double_value};
    case AttributeType::kTimestamp:
      return {fact.timestamp_value.seconds, fact.timestamp_value.nanos, false};
    default:
      return {fact.int_value, 0, false};
  }
}

inline void FindAttributeClasses(const PlanView& plan, const AttributeFact& fact,
                                 std::uint32_t* classes) noexcept {
  const auto attribute = static_cast<std::size_t>(plan.FindAttribute(fact.name));
  const Slice<std::uint32_t> first = plan.rules.first_groups;
  if (attribute + 1 >= first.size) return;
  for (std::uint32_t g = first[attribute]; g < first[attribute + 1]; ++g) {
    const FactGroupRow& group = plan.rules.groups[g];
    switch (group.kind) {
      case FactKind::kText:
        classes[group.first_fact] = ClassOfText(plan, group, fact.string_value);
        break;
      case FactKind::kNumber:
        classes[group.first_fact] = ClassOfNumber(plan, group, NumberOf(fact));
        break;
      case FactKind::kTruth:
        classes[group.first_fact] = fact.bool_value ? 1 : 0;
        break;
      case FactKind::kMember:
        MarkMembers(plan, group, fact.list_value, classes);
        break;
      case FactKind::kPresence:
        break;
    }
  }
}

// Of a fact that may be unknown: CEL reads false, or 0, where it is.
inline void FindOptionalClass(const PlanView& plan, const FactGroupRow& group,
                              std::optional<std::int32_t> value, std::uint32_t* classes) noexcept {
  std::uint32_t& its = classes[group.first_fact];
  if (group.kind == FactKind::kPresence) {
    its = value.has_value() ? 1 : 0;
  } else if (group.kind == FactKind::kNumber) {
    its = ClassOfNumber(plan, group, {value.value_or(0), 0, false});
  } else {
    its = static_cast<std::uint32_t>(value.value_or(0));
  }
}

// Fills the classes of all facts but those of live state. The contact must have passed Bind().
inline void FindFactClasses(const PlanView& plan, const ContactFacts& facts,
                            std::uint32_t* classes) noexcept {
  const RuleView& rules = plan.rules;
  if (rules.bound_facts() == 0) return;
  std::memcpy(classes, rules.absent.data, rules.bound_facts() * sizeof(std::uint32_t));
  for (const FactGroupRow& group : rules.groups) {
    const auto text = [&](std::string_view value) {
      classes[group.first_fact] = ClassOfText(plan, group, value);
    };
    const auto optional = [&](auto value) {
      FindOptionalClass(
          plan, group,
          value ? std::optional<std::int32_t>(static_cast<std::int32_t>(*value)) : std::nullopt,
          classes);
    };
    switch (group.source) {
      case FactSource::kContactId:
        text(facts.id);
        break;
      case FactSource::kService:
        text(facts.service);
        break;
      case FactSource::kArrivalChannel:
        text(facts.arrival_channel);
        break;
      case FactSource::kCustomerId:
        text(facts.customer_id);
        break;
      case FactSource::kLanguage:
        text(facts.language);
        break;
      case FactSource::kSegment:
        text(facts.segment);
        break;
      case FactSource::kRegion:
        text(facts.region);
        break;
      case FactSource::kUrgency:
        classes[group.first_fact] = ClassOfNumber(plan, group, {facts.urgency, 0, false});
        break;
      case FactSource::kNow:
        classes[group.first_fact] =
            ClassOfNumber(plan, group, {facts.time->seconds, facts.time->nanos, false});
        break;
      case FactSource::kHasInternet:
        optional(facts.has_internet);
        break;
      case FactSource::kHasMobilePhone:
        optional(facts.has_mobile_phone);
        break;
      case FactSource::kHasVoice:
        optional(facts.has_voice);
        break;
      case FactSource::kCanTravel:
        optional(facts.can_travel);
        break;
      case FactSource::kCanRead:
        optional(facts.can_read);
        break;
      case FactSource::kIdentityLevel:
        optional(facts.identity_level);
        break;
      case FactSource::kPreferredChannels:
        MarkMembers(plan, group, facts.preferred_channels, classes);
        break;
      case FactSource::kDeclinedOffers:
        MarkMembers(plan, group, facts.declined_offers, classes);
        break;
      case FactSource::kNeeds:
        MarkMembers(plan, group, facts.needs, classes);
        break;
      case FactSource::kOpen: {
        const std::int32_t hours = plan.channels[group.operand].opening_hours;
        const bool open =
            hours == kNone ||
            IsOpen(plan, plan.schedules[static_cast<std::size_t>(hours)], facts.time->seconds);
        classes[group.first_fact] = open ? 1 : 0;
        break;
      }
      case FactSource::kProgram:
        std::memcpy(classes + group.first_fact, facts.program_results.data,
                    group.fact_count * sizeof(std::uint32_t));
        break;
      case FactSource::kAttribute:
      case FactSource::kLiveWait:
      case FactSource::kLiveWaitKnown:
      case FactSource::kLiveInService:
        break;  // The attributes that the contact states follow; the rest is Route()'s.
    }
  }
  for (const AttributeFact& fact : facts.attributes) FindAttributeClasses(plan, fact, classes);
}

}  // namespace internal

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_FACT_CLASSES_H_
