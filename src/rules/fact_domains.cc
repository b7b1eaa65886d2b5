// SPDX-License-Identifier: Apache-2.0
#include "rules/fact_domains.h"

#include <algorithm>
#include <string>

#include "rules/number_domains.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

template <typename T>
void SortDistinct(std::vector<T>* items) {
  std::sort(items->begin(), items->end());
  items->erase(std::unique(items->begin(), items->end()), items->end());
}

}  // namespace

FactDomains::FactDomains(const v1::Catalog& catalog, const CatalogIndex& index, const RuleSet& set)
    : catalog_(catalog), index_(index), set_(set) {
  for (const v1::Rule& rule : catalog.rules()) {
    if (rule.has_valid_from()) times_.push_back(rule.valid_from().seconds() * kNanosPerSecond);
    if (rule.has_valid_to()) times_.push_back(rule.valid_to().seconds() * kNanosPerSecond);
  }
  const FactGroupRow* now = nullptr;
  const FactGroupRow* service = nullptr;
  for (const FactGroupRow& group : set.facts.groups) {
    if (group.source == FactSource::kNow) now = &group;
    if (group.source == FactSource::kService) service = &group;
    AddGroup(group);
  }
  now_ = now != nullptr ? now->first_fact : static_cast<std::uint32_t>(domain_of_.size());
  if (now == nullptr) AddNumbers(nullptr);
  service_ =
      service != nullptr ? service->first_fact : static_cast<std::uint32_t>(domain_of_.size());
  if (service == nullptr) AddServices();
  FindPairs();
}

void FactDomains::Add(const Domain& domain, std::uint32_t facts) {
  domain_of_.resize(domain_of_.size() + facts, static_cast<std::uint32_t>(domains_.size()));
  domains_.push_back(domain);
}

bool FactDomains::CanFail(const FactGroupRow& group) const {
  if (group.source == FactSource::kProgram) return true;
  return group.source == FactSource::kAttribute &&
         !catalog_.attributes(static_cast<int>(group.operand)).has_default_();
}

void FactDomains::AddGroup(const FactGroupRow& group) {
  switch (group.kind) {
    case FactKind::kText:
      AddTexts(group);
      break;
    case FactKind::kNumber:
      AddNumbers(&group);
      break;
    case FactKind::kMember:
      AddMembers(group);
      break;
    case FactKind::kTruth:
    case FactKind::kPresence:
      AddTruth(group);
      break;
  }
}

// Where the catalog says which texts there are, the others drop out.
void FactDomains::AddTexts(const FactGroupRow& group) {
  const bool is_service = group.source == FactSource::kService;
  const bool is_channel = group.source == FactSource::kArrivalChannel;
  const auto first = set_.facts.texts.begin() + group.first_constant;
  const auto last = first + group.constant_count;
  std::vector<bool> can_be(group.constant_count + std::size_t{1}, true);
  if (is_service || is_channel) {
    const IdList& ids = is_service ? index_.services : index_.channels;
    std::size_t known = 0, others = static_cast<std::size_t>(ids.size());
    if (is_channel) ++others;  // The empty text: not known.
    for (auto text = first; text != last; ++text) {
      const bool is_one = ids.Find(*text) >= 0 || (is_channel && text->empty());
      can_be[static_cast<std::size_t>(text - first) + 1] = is_one;
      if (is_one) ++known;
    }
    can_be[0] = others > known;
  }
  Domain domain;
  domain.can_fail = CanFail(group);
  domain.is_certain = true;
  for (const bool is_one : can_be) {
    domain.first.push_back(domain.size);
    if (is_one) ++domain.size;
  }
  domain.first.push_back(domain.size);
  if (is_service) {
    for (const std::string_view id : index_.services.ids()) {
      const auto at = std::lower_bound(first, last, id);
      const bool named = at != last && *at == id;
      service_classes_.push_back(named ? domain.first[static_cast<std::size_t>(at - first) + 1]
                                       : 0);
    }
  }
  Add(domain, 1);
}

void FactDomains::AddServices() {
  Domain domain;
  domain.is_certain = true;
  domain.size = index_.services.size() > 0 ? 1 : 0;
  service_classes_.assign(static_cast<std::size_t>(index_.services.size()), 0);
  Add(domain, 1);
}

// `group` is null for a time that only validity asks for.
void FactDomains::AddNumbers(const FactGroupRow* group) {
  const FactSource source = group == nullptr ? FactSource::kNow : group->source;
  const NumberRange range =
      NumberRangeOf(source, source == FactSource::kAttribute
                                ? catalog_.attributes(static_cast<int>(group->operand)).type()
                                : v1::ATTRIBUTE_TYPE_UNSPECIFIED);
  std::vector<Int128> points;
  for (std::uint32_t i = 0; group != nullptr && i < group->constant_count; ++i)
    points.push_back(NumberOf(set_.facts.points[group->first_constant + i], range));
  const bool is_now = source == FactSource::kNow;
  if (is_now) {
    times_.insert(times_.end(), points.begin(), points.end());
    SortDistinct(&times_);
  }
  const NumberClasses classes = NumberClassesOf(points, is_now ? times_ : points, range);
  if (is_now) times_before_ = classes.before;
  Domain domain;
  domain.can_fail = group != nullptr && CanFail(*group);
  domain.is_certain = domain.is_number = true;
  domain.first = classes.first;
  domain.size = classes.size;
  domain.certain = classes.certain;
  Add(domain, 1);
}

void FactDomains::AddMembers(const FactGroupRow& group) {
  Domain domain;
  domain.first = {0, 1, 2};
  domain.size = 2;
  domain.is_certain = true;
  domain.can_fail = CanFail(group);
  domain.is_list = domain.can_fail;
  const bool of_channels =
      group.source == FactSource::kPreferredChannels || group.source == FactSource::kDeclinedOffers;
  if (!of_channels) return Add(domain, group.fact_count);
  for (std::uint32_t i = 0; i < group.fact_count; ++i) {
    Domain member = domain;
    if (index_.channels.Find(set_.facts.texts[group.first_constant + i]) < 0) {
      member.first = {0, 1, 1};
      member.size = 1;
    }
    Add(member, 1);
  }
}

void FactDomains::AddTruth(const FactGroupRow& group) {
  Domain domain;
  domain.first = {0, 1, 2};
  domain.size = 2;
  domain.can_fail = CanFail(group);
  // Programs depend on each other and on all facts, opening hours on the time.
  domain.is_certain = group.source != FactSource::kProgram && group.source != FactSource::kOpen;
  if (group.source == FactSource::kOpen) {
    const v1::Channel& channel = catalog_.channels(static_cast<int>(group.operand));
    if (channel.timing() == v1::CHANNEL_TIMING_ASYNCHRONOUS || channel.opening_hours().empty()) {
      domain.first = {0, 0, 1};
      domain.size = 1;
    }
  }
  Add(domain, group.fact_count);
}

void FactDomains::FindPairs() {
  pair_of_.assign(domain_of_.size(), -1);
  const auto tie = [this](const FactGroupRow& presence, const FactGroupRow& value) {
    Pair pair{presence.first_fact, value.first_fact, 0};
    if (value.kind == FactKind::kNumber) {
      const auto first = set_.facts.points.begin() + value.first_constant;
      const auto at = std::lower_bound(
          first, first + value.constant_count, 0,
          [](const PointRow& point, std::int64_t zero) { return point.value < zero; });
      const auto below = static_cast<std::size_t>(at - first);
      const bool met = below < value.constant_count && at->value == 0;
      pair.absent = Get(pair.value).first[2 * below + (met ? 1 : 0)];
    }
    pair_of_[pair.presence] = pair_of_[pair.value] = static_cast<std::int32_t>(pairs_.size());
    pairs_.push_back(pair);
  };
  // Few sources have presence, and each few groups: those of a channel's live state, by channel.
  std::vector<const FactGroupRow*> waits(kMaxChannels, nullptr);
  const FactGroupRow* before = nullptr;  // Groups are by source, then operand, then kind.
  for (const FactGroupRow& group : set_.facts.groups) {
    if (group.kind == FactKind::kPresence && before != nullptr && before->source == group.source)
      tie(group, *before);
    if (group.source == FactSource::kLiveWait) waits[group.operand] = &group;
    if (group.source == FactSource::kLiveWaitKnown && waits[group.operand] != nullptr)
      tie(group, *waits[group.operand]);
    before = &group;
  }
}

const FactDomains::Pair* FactDomains::Partner(std::uint32_t fact) const {
  const std::int32_t pair = pair_of_[fact];
  return pair < 0 ? nullptr : &pairs_[static_cast<std::size_t>(pair)];
}

ClassSet FactDomains::Everything(std::uint32_t fact) const {
  const Domain& domain = Get(fact);
  ClassSet all;
  if (domain.size > 0) all.Append(0, domain.size - 1);
  if (domain.can_fail) all.Append(kErrorClass, kErrorClass);
  return all;
}

ClassSet FactDomains::Of(const PredicateRow& predicate, bool negated) const {
  const Domain& domain = Get(predicate.fact);
  ClassSet set;
  const auto add = [&](std::uint32_t first, std::uint32_t last) {
    if (first > last || domain.first[first] == domain.first[last + std::size_t{1}]) return;
    set.Append(domain.first[first], domain.first[last + std::size_t{1}] - 1);
  };
  if (predicate.is_set != 0) {
    for (std::uint32_t i = 0; i < predicate.last; ++i) {
      const std::uint32_t fact_class = set_.facts.class_sets[predicate.first + i];
      add(fact_class, fact_class);
    }
  } else {
    add(predicate.first, predicate.last);
  }
  if (!negated) return set;
  return domain.size == 0 ? ClassSet() : Difference(ClassSet(0, domain.size - 1), set);
}

bool FactDomains::IsCertain(std::uint32_t fact, const ClassSet& classes) const {
  const Domain& domain = Get(fact);
  if (!domain.is_certain) return false;
  if (domain.can_fail && classes.Has(kErrorClass)) return true;
  return domain.is_number ? !Intersection(classes, domain.certain).empty() : !classes.empty();
}

ClassSet FactDomains::ValidTimes(const v1::Rule& rule) const {
  const auto before = [this](std::int64_t seconds) {
    const auto at = std::lower_bound(times_.begin(), times_.end(), seconds * kNanosPerSecond);
    return times_before_[static_cast<std::size_t>(at - times_.begin())];
  };
  const std::uint32_t from = rule.has_valid_from() ? before(rule.valid_from().seconds()) : 0;
  const std::uint32_t to =
      rule.has_valid_to() ? before(rule.valid_to().seconds()) : times_before_.back();
  return from < to ? ClassSet(from, to - 1) : ClassSet();
}

SIGNPOST_END_NAMESPACE
