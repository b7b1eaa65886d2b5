// SPDX-License-Identifier: Apache-2.0
//
// The distinct predicates of all rules of a catalog, each kept once however often it is written,
// and the facts that they are about. Filled while conditions are lowered (lower.h); Number() then
// gives every fact its classes (signpost/rule_view.h) and every predicate its classes of them.
#ifndef SIGNPOST_SRC_RULES_PREDICATES_H_
#define SIGNPOST_SRC_RULES_PREDICATES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "cel/compile.h"
#include "signpost/rule_view.h"

SIGNPOST_BEGIN_NAMESPACE

// What the facts of one group have in common.
struct FactKey {
  FactSource source = FactSource::kService;
  std::uint32_t operand = 0;  // Attribute or channel.
  FactKind kind = FactKind::kText;

  friend bool operator<(const FactKey& a, const FactKey& b) {
    return std::tie(a.source, a.operand, a.kind) < std::tie(b.source, b.operand, b.kind);
  }
};

struct Point {
  std::int64_t value = 0;
  std::int32_t nanos = 0;

  friend bool operator<(const Point& a, const Point& b) {
    return std::tie(a.value, a.nanos) < std::tie(b.value, b.nanos);
  }
  friend bool operator==(const Point& a, const Point& b) { return !(a < b) && !(b < a); }
};

// Numbers from `low` to `high`; unset: unbounded.
struct Interval {
  std::optional<Point> low;
  std::optional<Point> high;
  bool low_open = false;  // The end itself is not in it.
  bool high_open = false;
};

// A part of a condition that is no predicate over one fact: evaluated as it is, when a contact is
// bound.
struct ConditionProgram {
  std::shared_ptr<const cel::Program> program;
  cel::NodeId node = 0;
  std::string text;  // As CEL.
};

// The facts and predicates in the form of the plan, texts still as strings.
struct FactTables {
  std::vector<FactGroupRow> groups;
  std::vector<std::string> texts;
  std::vector<PointRow> points;
  std::vector<PredicateRow> predicates;
  std::vector<std::uint32_t> class_sets;
  std::uint32_t fact_count = 0;
  std::uint32_t first_live_fact = 0;
};

class Predicates {
 public:
  // Each gives the number of the predicate, the same one for the same arguments.
  std::uint32_t TextIn(const FactKey& fact, std::vector<std::string> texts);
  std::uint32_t NumberIn(const FactKey& fact, const Interval& interval);
  // Is one of the points.
  std::uint32_t NumberAmong(const FactKey& fact, std::vector<Point> points);
  // The fact, of kTruth or kPresence, is true.
  std::uint32_t Holds(const FactKey& fact);
  std::uint32_t HasMember(const FactKey& list, std::string text);
  // `text` says what the program is: equal texts are one program.
  std::uint32_t ProgramHolds(const ConditionProgram& program);

  std::size_t size() const { return predicates_.size(); }
  const std::vector<ConditionProgram>& programs() const { return programs_; }

  FactTables Number() const;

 private:
  struct Predicate {
    FactKey fact;
    std::vector<std::string> texts;
    std::vector<Point> points;
    Interval interval;
    std::uint32_t program = 0;
    bool among = false;  // `points` counts, not `interval`.
  };

  std::uint32_t Keep(std::string key, Predicate predicate);

  std::vector<Predicate> predicates_;
  std::vector<ConditionProgram> programs_;
  std::unordered_map<std::string, std::uint32_t> known_;
  std::unordered_map<std::string, std::uint32_t> known_programs_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_RULES_PREDICATES_H_
