// SPDX-License-Identifier: Apache-2.0
//
// The rules of a plan as flat tables. Standard library only. You want plan.h to make them and
// rules.h to run them.
//
// A condition is made of predicates, each over one *fact*: something about the contact that one
// number can say. Binding sorts each fact into one of a few *classes*: all values that no predicate
// of the whole plan can tell apart are one class. A predicate is then a range or a set of classes,
// and evaluating it compares small integers, whatever the fact's type.
//
//   `contact.service == "council-tax"`   text: class 0 is any other text, class 1 + i the i-th of
//                                        the texts that rules compare the fact with, in byte order
//   `age >= 65`                          number: with n points in order, class 2i is what lies
//                                        below the i-th point and above the one before, 2i + 1 the
//                                        point itself, 2n what is above all, 2n + 1 a NaN
//   `"deaf" in contact.customer.needs`   truth: 0 or 1
//   `name.matches("^[a-m]")`             truth, evaluated by the binder (signpost::signpost)
//
// A fact may also be an error: then its class is kErrorClass or above, its low byte a code.
#ifndef SIGNPOST_RULE_VIEW_H_
#define SIGNPOST_RULE_VIEW_H_

#include <cstdint>
#include <limits>

#include "signpost/slice.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

inline constexpr std::uint32_t kErrorClass = 0xFFFF'FF00;
constexpr bool IsError(std::uint32_t fact_class) noexcept { return fact_class >= kErrorClass; }

enum class FactSource : std::uint8_t {
  kContactId,
  kService,
  kArrivalChannel,
  kUrgency,
  kNow,
  kCustomerId,
  kLanguage,
  kSegment,
  kRegion,
  kHasInternet,
  kHasMobilePhone,
  kHasVoice,
  kCanTravel,
  kCanRead,
  kIdentityLevel,
  kPreferredChannels,
  kDeclinedOffers,
  kNeeds,
  kAttribute,  // Operand: the attribute.
  kOpen,       // Operand: the channel. Whether it is open at the contact's time.
  kProgram,    // One fact a program, in the binder's order.
  // From here on live state, known when the contact is routed. Operand: the channel.
  kLiveWait,
  kLiveWaitKnown,
  kLiveInService,
};

enum class FactKind : std::uint8_t {
  kText,      // Classes by RuleView::texts.
  kNumber,    // Classes by RuleView::points.
  kTruth,     // 0 or 1.
  kPresence,  // Whether the contact states it: 0 or 1.
  kMember,    // One fact a text: whether the list has it, 0 or 1.
};

// The facts of one source and kind: one, but of kMember and kProgram any number.
struct FactGroupRow {
  std::uint32_t operand = 0;
  std::uint32_t first_fact = 0;
  std::uint32_t fact_count = 0;
  std::uint32_t first_constant = 0;  // Of texts or points, in order.
  std::uint32_t constant_count = 0;
  FactSource source = FactSource::kService;
  FactKind kind = FactKind::kText;
  std::uint8_t padding[2] = {};
};

// A point that numbers are compared with. Integers, and durations in nanoseconds, as they are;
// doubles by OrderedBits(); timestamps in seconds with the nanoseconds after them.
struct PointRow {
  std::int64_t value = 0;
  std::int32_t nanos = 0;
  std::int32_t padding = 0;
};

// A number as its fact holds it.
struct NumberValue {
  std::int64_t value = 0;
  std::int32_t nanos = 0;
  bool nan = false;
};

// Doubles in their order as integers; both zeros are one.
inline std::int64_t OrderedBits(double number) noexcept {
  if (number == 0) return 0;
  std::int64_t bits = 0;
  __builtin_memcpy(&bits, &number, sizeof bits);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

struct PredicateRow {
  std::uint32_t fact = 0;
  // A range: the first and last class for which it holds; empty where first is above last.
  // A set: where its classes begin in RuleView::class_sets, and how many, ascending.
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint8_t is_set = 0;
  std::uint8_t padding[3] = {};
};

enum class TermKind : std::uint8_t {
  kPredicate,  // Operand: the predicate.
  kConstant,   // Operand: 0 or 1.
  kAll,        // Operand: one behind its last term, counted from the condition's first.
  kAny,
};

// A condition in preorder, negations at the predicates: kAll and kAny hold what follows them.
struct TermRow {
  std::uint32_t operand = 0;
  TermKind kind = TermKind::kPredicate;
  std::uint8_t negated = 0;  // Of kPredicate.
  std::uint8_t padding[2] = {};
};

// kAll and kAny inside of each other: what the parser allows, with room to spare.
inline constexpr int kMaxTermDepth = 256;

enum class EffectKind : std::uint8_t {
  kExclude,
  kPrefer,
  kAdd,
  kMultiply,
  kWeigh,
  kOffer,
  kTag,
  kEscalate,
};

// Numbered as v1::ExclusionGround.
enum class Ground : std::uint8_t {
  kNone,
  kLegal,
  kSafety,
  kSecurity,
  kEligibility,
  kAccessibility,
  kCapacity,
};

struct EffectRow {
  std::uint64_t channels = 0;
  std::int64_t amount = 0;          // Micro-units of kAdd and kWeigh, millionths of kMultiply.
  std::uint32_t operand = 0;        // Script, tag or role.
  std::uint32_t first_channel = 0;  // Of kPrefer, best first, in RuleView::preferred.
  std::uint32_t channel_count = 0;
  EffectKind kind = EffectKind::kExclude;
  Ground ground = Ground::kNone;
  std::uint8_t cost_kind = 0;  // v1::CostKind less one.
  std::uint8_t padding = 0;
};

struct RuleRow {
  TextRef id;
  std::int64_t valid_from = std::numeric_limits<std::int64_t>::min();
  std::int64_t valid_to = std::numeric_limits<std::int64_t>::max();
  std::uint32_t first_term = 0;
  std::uint32_t term_count = 0;
  std::uint32_t first_effect = 0;
  std::uint32_t effect_count = 0;
  std::int32_t priority = 0;
  std::uint8_t stop = 0;
  std::uint8_t padding[3] = {};
};

struct RuleView {
  Slice<RuleRow> rules;  // In the order in which they apply.
  Slice<TermRow> terms;
  Slice<PredicateRow> predicates;
  Slice<std::uint32_t> class_sets;
  Slice<FactGroupRow> groups;         // By source; those of live state last.
  Slice<std::uint32_t> absent;        // By fact: its class where the contact states nothing.
  Slice<TextRef> texts;               // Constants of groups.
  Slice<PointRow> points;             // Constants of groups.
  Slice<TextRef> programs;            // As CEL: what the binder evaluates, for kProgram.
  Slice<std::uint32_t> first_groups;  // By attribute: its groups, up to the next one's.
  Slice<EffectRow> effects;
  Slice<std::uint8_t> preferred;  // Channels of kPrefer effects.
  Slice<TextRef> tags;
  std::uint32_t first_live_fact = 0;

  std::uint32_t bound_facts() const noexcept { return first_live_fact; }
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_RULE_VIEW_H_
