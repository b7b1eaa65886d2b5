// SPDX-License-Identifier: Apache-2.0
#include "rules/predicates.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// What tells predicates apart. Texts carry their length, so that no two lists look alike.
class Key {
 public:
  explicit Key(char shape, const FactKey& fact)
      : text_(absl::StrCat(std::string(1, shape), static_cast<int>(fact.source), ",", fact.operand,
                           ",", static_cast<int>(fact.kind))) {}
  Key& Add(const std::string& text) {
    absl::StrAppend(&text_, "|", text.size(), ":", text);
    return *this;
  }
  Key& Add(const Point& point) {
    absl::StrAppend(&text_, "|", point.value, ".", point.nanos);
    return *this;
  }
  Key& Add(const std::optional<Point>& end, bool open) {
    if (end) return Add(*end).Add(open ? "(" : "[");
    absl::StrAppend(&text_, "|*");
    return *this;
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

template <typename T>
void SortDistinct(std::vector<T>* items) {
  std::sort(items->begin(), items->end());
  items->erase(std::unique(items->begin(), items->end()), items->end());
}

// The constants of one group of facts, in order.
struct Constants {
  std::vector<std::string> texts;
  std::vector<Point> points;
  std::uint32_t first_fact = 0;
};

template <typename T>
std::uint32_t IndexOf(const std::vector<T>& sorted, const T& item) {
  return static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), item) -
                                    sorted.begin());
}

}  // namespace

std::uint32_t Predicates::Keep(std::string key, Predicate predicate) {
  const auto [entry, is_new] =
      known_.try_emplace(std::move(key), static_cast<std::uint32_t>(predicates_.size()));
  if (is_new) predicates_.push_back(std::move(predicate));
  return entry->second;
}

std::uint32_t Predicates::TextIn(const FactKey& fact, std::vector<std::string> texts) {
  SortDistinct(&texts);
  Key key('t', fact);
  for (const std::string& text : texts) key.Add(text);
  Predicate predicate;
  predicate.fact = fact;
  predicate.texts = std::move(texts);
  return Keep(key.Take(), std::move(predicate));
}

std::uint32_t Predicates::NumberIn(const FactKey& fact, const Interval& interval) {
  Predicate predicate;
  predicate.fact = fact;
  predicate.interval = interval;
  if (interval.low) predicate.points.push_back(*interval.low);
  if (interval.high) predicate.points.push_back(*interval.high);
  return Keep(Key('n', fact)
                  .Add(interval.low, interval.low_open)
                  .Add(interval.high, interval.high_open)
                  .Take(),
              std::move(predicate));
}

std::uint32_t Predicates::NumberAmong(const FactKey& fact, std::vector<Point> points) {
  SortDistinct(&points);
  Key key('m', fact);
  for (const Point& point : points) key.Add(point);
  Predicate predicate;
  predicate.fact = fact;
  predicate.points = std::move(points);
  predicate.among = true;
  return Keep(key.Take(), std::move(predicate));
}

std::uint32_t Predicates::Holds(const FactKey& fact) {
  Predicate predicate;
  predicate.fact = fact;
  return Keep(Key('h', fact).Take(), std::move(predicate));
}

std::uint32_t Predicates::HasMember(const FactKey& list, std::string text) {
  Key key('l', list);
  key.Add(text);
  Predicate predicate;
  predicate.fact = list;
  predicate.texts.push_back(std::move(text));
  return Keep(key.Take(), std::move(predicate));
}

std::uint32_t Predicates::ProgramHolds(const ConditionProgram& program) {
  const auto [entry, is_new] =
      known_programs_.try_emplace(program.text, static_cast<std::uint32_t>(programs_.size()));
  if (is_new) programs_.push_back(program);
  Predicate predicate;
  predicate.fact = {FactSource::kProgram, 0, FactKind::kTruth};
  predicate.program = entry->second;
  return Keep(Key('p', predicate.fact).Add(std::to_string(entry->second)).Take(),
              std::move(predicate));
}

FactTables Predicates::Number() const {
  std::map<FactKey, Constants> facts;
  for (const Predicate& predicate : predicates_) {
    Constants& constants = facts[predicate.fact];
    constants.texts.insert(constants.texts.end(), predicate.texts.begin(), predicate.texts.end());
    constants.points.insert(constants.points.end(), predicate.points.begin(),
                            predicate.points.end());
  }

  FactTables tables;
  bool live = false;
  for (auto& [key, constants] : facts) {
    SortDistinct(&constants.texts);
    SortDistinct(&constants.points);
    constants.first_fact = tables.fact_count;
    if (key.source >= FactSource::kLiveWait && !live) {
      tables.first_live_fact = tables.fact_count;
      live = true;
    }
    FactGroupRow row;
    row.source = key.source;
    row.kind = key.kind;
    row.operand = key.operand;
    row.first_fact = tables.fact_count;
    row.fact_count = 1;
    if (key.kind == FactKind::kMember)
      row.fact_count = static_cast<std::uint32_t>(constants.texts.size());
    if (key.source == FactSource::kProgram)
      row.fact_count = static_cast<std::uint32_t>(programs_.size());
    if (key.kind == FactKind::kNumber) {
      row.first_constant = static_cast<std::uint32_t>(tables.points.size());
      row.constant_count = static_cast<std::uint32_t>(constants.points.size());
      for (const Point& point : constants.points)
        tables.points.push_back({point.value, point.nanos, 0});
    } else {
      row.first_constant = static_cast<std::uint32_t>(tables.texts.size());
      row.constant_count = static_cast<std::uint32_t>(constants.texts.size());
      tables.texts.insert(tables.texts.end(), constants.texts.begin(), constants.texts.end());
    }
    tables.fact_count += row.fact_count;
    tables.groups.push_back(row);
  }
  if (!live) tables.first_live_fact = tables.fact_count;

  for (const Predicate& predicate : predicates_) {
    const Constants& constants = facts.at(predicate.fact);
    PredicateRow row;
    row.fact = constants.first_fact;
    std::vector<std::uint32_t> classes;
    const auto point_class = [&constants](const Point& point) {
      return 2 * IndexOf(constants.points, point) + 1;
    };
    switch (predicate.fact.kind) {
      case FactKind::kText:
        for (const std::string& text : predicate.texts)
          classes.push_back(IndexOf(constants.texts, text) + 1);
        break;
      case FactKind::kMember:
        row.fact += IndexOf(constants.texts, predicate.texts.front());
        classes = {1};
        break;
      case FactKind::kTruth:
      case FactKind::kPresence:
        row.fact += predicate.program;
        classes = {1};
        break;
      case FactKind::kNumber: {
        if (predicate.among) {
          for (const Point& point : predicate.points) classes.push_back(point_class(point));
          break;
        }
        const Interval& interval = predicate.interval;
        row.first = interval.low ? point_class(*interval.low) + (interval.low_open ? 1 : 0) : 0;
        row.last = interval.high ? point_class(*interval.high) - (interval.high_open ? 1 : 0)
                                 : 2 * static_cast<std::uint32_t>(constants.points.size());
        tables.predicates.push_back(row);
        continue;
      }
    }
    if (classes.size() > 1) {
      row.is_set = 1;
      row.first = static_cast<std::uint32_t>(tables.class_sets.size());
      row.last = static_cast<std::uint32_t>(classes.size());
      tables.class_sets.insert(tables.class_sets.end(), classes.begin(), classes.end());
    } else {
      row.first = classes.empty() ? 1 : classes.front();
      row.last = classes.empty() ? 0 : classes.front();
    }
    tables.predicates.push_back(row);
  }
  return tables;
}

SIGNPOST_END_NAMESPACE
