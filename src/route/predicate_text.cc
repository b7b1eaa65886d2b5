// SPDX-License-Identifier: Apache-2.0
#include "route/predicate_text.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cel/print.h"
#include "cel/value.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

std::string Quoted(std::string_view text) { return cel::Print(cel::Value::String(text)); }

// The inverse of OrderedBits().
double DoubleOf(std::int64_t ordered) {
  const std::int64_t bits =
      ordered >= 0 ? ordered : std::numeric_limits<std::int64_t>::min() - ordered;
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

AttributeType NumberTypeOf(const PlanView& plan, const FactGroupRow& group) {
  switch (group.source) {
    case FactSource::kAttribute:
      return plan.attributes[group.operand].type;
    case FactSource::kNow:
      return AttributeType::kTimestamp;
    case FactSource::kLiveWait:
      return AttributeType::kDuration;
    default:
      return AttributeType::kInt;
  }
}

std::string PointText(const PointRow& point, AttributeType type) {
  switch (type) {
    case AttributeType::kDouble: {
      const double number = DoubleOf(point.value);
      // Beyond every double: the literal for which there is no shorter one.
      if (number > std::numeric_limits<double>::max()) return "1e999";
      if (number < std::numeric_limits<double>::lowest()) return "-1e999";
      return cel::Print(cel::Value::Double(number));
    }
    case AttributeType::kTimestamp:
      return cel::Print(cel::Value::Timestamp(point.value, point.nanos));
    case AttributeType::kDuration:
      return cel::Print(cel::Value::Duration(point.value));
    default:
      return cel::Print(cel::Value::Int(point.value));
  }
}

std::string Negation(bool negated, const std::string& text) {
  return negated ? absl::StrCat("!(", text, ")") : text;
}

// One predicate over a text or a number.
class Comparison {
 public:
  Comparison(const PlanView& plan, const FactGroupRow& group, bool negated)
      : plan_(plan),
        group_(group),
        type_(NumberTypeOf(plan, group)),
        fact_(FactText(plan, group)),
        negated_(negated) {}

  // Is one of the constants whose classes these are.
  std::string Among(const std::vector<std::uint32_t>& classes) const {
    std::vector<std::string> constants;
    for (const std::uint32_t its : classes) constants.push_back(Constant(its));
    if (constants.size() == 1) return Compared(negated_ ? "!=" : "==", constants.front());
    return Negation(negated_, absl::StrCat(fact_, " in [", absl::StrJoin(constants, ", "), "]"));
  }

  // Is a number from the class `first` to the class `last`. Odd classes are points.
  std::string Within(std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t top = 2 * group_.constant_count;
    if (first > last) return Among({});
    // Compared with something beyond them; only whole numbers are.
    if (first == 0 && last == top) return Negation(negated_, Compared("<=", "9223372036854775807"));
    // A number that is not one is neither below nor above.
    const bool opposite = negated_ && type_ != AttributeType::kDouble;
    const bool outside = negated_ && !opposite;
    if (first == 0) {
      const bool met = last % 2 == 1;
      const std::string point = Constant(met ? last : last + 1);
      return Negation(outside, Compared(opposite ? (met ? ">" : ">=") : (met ? "<=" : "<"), point));
    }
    if (last == top) {
      const bool met = first % 2 == 1;
      const std::string point = Constant(met ? first : first - 1);
      return Negation(outside, Compared(opposite ? (met ? "<" : "<=") : (met ? ">=" : ">"), point));
    }
    const PointRow& low = Point(first);
    const PointRow& high = Point(last + 1);
    if (first == last || (last == first + 1 && high.value - 1 == low.value)) return Among({first});
    return Negation(negated_, absl::StrCat(Compared(">=", Constant(first)), " && ",
                                           Compared("<", Constant(last + 1))));
  }

 private:
  std::string Compared(const char* operation, const std::string& constant) const {
    return absl::StrCat(fact_, " ", operation, " ", constant);
  }
  const PointRow& Point(std::uint32_t its) const {
    return plan_.rules.points[group_.first_constant + its / 2];
  }
  std::string Constant(std::uint32_t its) const {
    if (group_.kind == FactKind::kNumber) return PointText(Point(its), type_);
    return Quoted(plan_.Text(plan_.rules.texts[group_.first_constant + its - 1]));
  }

  const PlanView& plan_;
  const FactGroupRow& group_;
  const AttributeType type_;
  const std::string fact_;
  const bool negated_;
};

}  // namespace

const FactGroupRow& GroupOf(const RuleView& rules, std::uint32_t fact) {
  const FactGroupRow* const end = rules.groups.data + rules.groups.size;
  const FactGroupRow* const after =
      std::upper_bound(rules.groups.data, end, fact,
                       [](std::uint32_t f, const FactGroupRow& row) { return f < row.first_fact; });
  return *(after - 1);
}

std::string FactText(const PlanView& plan, const FactGroupRow& group) {
  const auto live = [&](const char* field) {
    return absl::StrCat("live(", Quoted(plan.Text(plan.channels[group.operand].id)), ").", field);
  };
  switch (group.source) {
    case FactSource::kContactId:
      return "contact.id";
    case FactSource::kService:
      return "contact.service";
    case FactSource::kArrivalChannel:
      return "contact.arrival_channel";
    case FactSource::kUrgency:
      return "contact.urgency";
    case FactSource::kNow:
      return "now";
    case FactSource::kCustomerId:
      return "contact.customer.id";
    case FactSource::kLanguage:
      return "contact.customer.language";
    case FactSource::kSegment:
      return "contact.customer.segment";
    case FactSource::kRegion:
      return "contact.customer.region";
    case FactSource::kHasInternet:
      return "contact.customer.has_internet";
    case FactSource::kHasMobilePhone:
      return "contact.customer.has_mobile_phone";
    case FactSource::kHasVoice:
      return "contact.customer.has_voice";
    case FactSource::kCanTravel:
      return "contact.customer.can_travel";
    case FactSource::kCanRead:
      return "contact.customer.can_read";
    case FactSource::kIdentityLevel:
      return "contact.customer.identity_level";
    case FactSource::kPreferredChannels:
      return "contact.customer.preferred_channels";
    case FactSource::kDeclinedOffers:
      return "contact.customer.declined_offers";
    case FactSource::kNeeds:
      return "contact.customer.needs";
    case FactSource::kAttribute:
      return std::string(plan.Text(plan.attributes[group.operand].name));
    case FactSource::kOpen:
      return live("open");
    case FactSource::kProgram:
      return {};
    case FactSource::kLiveWait:
    case FactSource::kLiveWaitKnown:
      return live("expected_wait");
    case FactSource::kLiveInService:
      return live("in_service");
  }
  return {};
}

std::string PredicateText(const PlanView& plan, const PredicateRow& predicate, bool negated) {
  const RuleView& rules = plan.rules;
  const FactGroupRow& group = GroupOf(rules, predicate.fact);
  const std::uint32_t index = predicate.fact - group.first_fact;
  if (group.source == FactSource::kProgram)
    return Negation(negated, std::string(plan.Text(rules.programs[index])));
  const std::string fact = FactText(plan, group);
  switch (group.kind) {
    case FactKind::kTruth:
      if (group.source == FactSource::kLiveWaitKnown) break;
      return (negated ? "!" : "") + fact;
    case FactKind::kPresence:
      break;
    case FactKind::kMember:
      return Negation(
          negated,
          absl::StrCat(Quoted(plan.Text(rules.texts[group.first_constant + index])), " in ", fact));
    case FactKind::kText:
    case FactKind::kNumber: {
      const Comparison comparison(plan, group, negated);
      std::vector<std::uint32_t> classes;
      if (predicate.is_set != 0) {
        const Slice<std::uint32_t> set = rules.class_sets.Part(predicate.first, predicate.last);
        classes.assign(set.data, set.data + set.size);
      } else if (group.kind == FactKind::kText) {
        for (std::uint32_t i = predicate.first; i <= predicate.last; ++i) classes.push_back(i);
      } else {
        return comparison.Within(predicate.first, predicate.last);
      }
      return comparison.Among(classes);
    }
  }
  return absl::StrCat(negated ? "!" : "", "has(", fact, ")");
}

SIGNPOST_END_NAMESPACE
