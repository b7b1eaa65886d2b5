// SPDX-License-Identifier: Apache-2.0
#include "plan/compile_rules.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rules/attribute_value.h"
#include "signpost/fact_classes.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

static_assert(static_cast<int>(Ground::kLegal) == v1::EXCLUSION_GROUND_LEGAL &&
                  static_cast<int>(Ground::kCapacity) == v1::EXCLUSION_GROUND_CAPACITY,
              "numbered alike");

using Numbers = std::unordered_map<std::string, std::uint32_t>;

template <typename Messages>
Numbers Number(const Messages& messages) {
  Numbers numbers;
  for (int i = 0; i < messages.size(); ++i)
    numbers.emplace(messages[i].id(), static_cast<std::uint32_t>(i));
  return numbers;
}

// What turns effects into rows.
class EffectCompiler {
 public:
  EffectCompiler(const v1::Catalog& catalog, const CostContext& context, TextWriter* text,
                 PlanTables* tables)
      : channels_(Number(catalog.channels())),
        roles_(Number(catalog.roles())),
        context_(context),
        text_(*text),
        tables_(*tables) {
    const PlanView view = tables->View();
    for (std::uint32_t i = 0; i < view.scripts.size; ++i)
      scripts_.emplace(view.Text(view.scripts[i].id), i);  // A copy: text moves as it grows.
  }

  absl::Status Add(const v1::Effect& effect) {
    EffectRow row;
    switch (effect.effect_case()) {
      case v1::Effect::kExclude:
        row.kind = EffectKind::kExclude;
        row.ground = static_cast<Ground>(effect.exclude().ground());
        row.channels = Mask(effect.exclude().channels());
        break;
      case v1::Effect::kPrefer:
        row.kind = EffectKind::kPrefer;
        row.channels = Mask(effect.prefer().channels());
        row.first_channel = static_cast<std::uint32_t>(tables_.preferred.size());
        row.channel_count = static_cast<std::uint32_t>(effect.prefer().channels_size());
        for (const std::string& channel : effect.prefer().channels())
          tables_.preferred.push_back(static_cast<std::uint8_t>(channels_.at(channel)));
        break;
      case v1::Effect::kAdjust:
        row.channels = Mask(effect.adjust().channels());
        row.cost_kind = static_cast<std::uint8_t>(effect.adjust().kind() - 1);
        if (effect.adjust().change_case() == v1::Adjust::kMultiply) {
          row.kind = EffectKind::kMultiply;
          row.amount = ToMillionths(effect.adjust().multiply());
        } else {
          row.kind = EffectKind::kAdd;
          if (!Amount(effect.adjust().add(), &row.amount)) return TooLarge();
        }
        break;
      case v1::Effect::kWeigh:
        row.kind = EffectKind::kWeigh;
        row.channels = Mask(effect.weigh().channels());
        if (!Amount(effect.weigh().money(), &row.amount)) return TooLarge();
        break;
      case v1::Effect::kOffer:
        row.kind = EffectKind::kOffer;
        row.channels = Bit(static_cast<int>(channels_.at(effect.offer().channel())));
        row.operand = scripts_.at(effect.offer().script());
        break;
      case v1::Effect::kTag:
        row.kind = EffectKind::kTag;
        row.operand = Tag(effect.tag());
        break;
      case v1::Effect::kEscalate:
        row.kind = EffectKind::kEscalate;
        row.operand = roles_.at(effect.escalate().role());
        break;
      case v1::Effect::EFFECT_NOT_SET:
        return absl::OkStatus();
    }
    tables_.effects.push_back(row);
    return absl::OkStatus();
  }

 private:
  template <typename Ids>
  std::uint64_t Mask(const Ids& ids) const {
    std::uint64_t mask = 0;
    for (const std::string& id : ids) mask |= Bit(static_cast<int>(channels_.at(id)));
    return mask;
  }
  bool Amount(const v1::Money& money, std::int64_t* amount) const {
    const std::optional<Micros> micros = InCatalogMicros(money, context_);
    if (micros) *amount = *micros;
    return micros.has_value();
  }
  static absl::Status TooLarge() {
    return absl::OutOfRangeError(
        "an amount in the catalog's currency is beyond what a plan can hold");
  }
  std::uint32_t Tag(const std::string& tag) {
    const auto [entry, is_new] =
        tags_.try_emplace(tag, static_cast<std::uint32_t>(tables_.tags.size()));
    if (is_new) tables_.tags.push_back(text_.Add(tag));
    return entry->second;
  }

  const Numbers channels_, roles_;
  Numbers scripts_, tags_;
  const CostContext& context_;
  TextWriter& text_;
  PlanTables& tables_;
};

// By attribute, where its groups of facts begin; one more at the end.
std::vector<std::uint32_t> FirstGroups(const std::vector<FactGroupRow>& groups,
                                       std::size_t attributes) {
  std::vector<std::uint32_t> first(attributes + 1);
  std::uint32_t at = 0;
  while (at < groups.size() && groups[at].source < FactSource::kAttribute) ++at;
  for (std::size_t attribute = 0; attribute <= attributes; ++attribute) {
    while (at < groups.size() && groups[at].source == FactSource::kAttribute &&
           groups[at].operand < attribute) {
      ++at;
    }
    first[attribute] = at;
  }
  return first;
}

// The classes of a contact that states nothing: defaults of attributes, errors where there is none.
void FindAbsentClasses(const v1::Catalog& catalog, std::uint32_t fact_count, PlanTables* tables) {
  tables->absent.assign(fact_count, 0);
  const PlanView view = tables->View();
  for (int i = 0; i < catalog.attributes_size(); ++i) {
    const v1::AttributeDeclaration& declaration = catalog.attributes(i);
    const std::uint32_t first = tables->first_groups[static_cast<std::size_t>(i)];
    const std::uint32_t last = tables->first_groups[static_cast<std::size_t>(i) + 1];
    for (std::uint32_t g = first; g < last; ++g) {
      const FactGroupRow& group = tables->groups[g];
      for (std::uint32_t f = 0; f < group.fact_count; ++f)
        tables->absent[group.first_fact + f] =
            kErrorClass | static_cast<std::uint32_t>(cel::ErrorCode::kUnbound);
    }
    if (!declaration.has_default_()) continue;
    std::vector<std::string_view> items;
    AttributeFact fact = ReadAttribute(declaration.type(), declaration.default_(), &items);
    fact.name = declaration.name();
    internal::FindAttributeClasses(view, fact, tables->absent.data());
  }
}

}  // namespace

absl::Status CompileRules(const v1::Catalog& catalog, std::shared_ptr<const RuleSet> set,
                          const CostContext& context, TextWriter* text, PlanTables* tables) {
  std::vector<int> order(static_cast<std::size_t>(catalog.rules_size()));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&catalog](int a, int b) {
    return catalog.rules(a).priority() > catalog.rules(b).priority();
  });
  EffectCompiler effects(catalog, context, text, tables);
  for (const int i : order) {
    const v1::Rule& rule = catalog.rules(i);
    const ConditionTerms& condition = set->conditions[static_cast<std::size_t>(i)];
    RuleRow row;
    row.id = text->Add(rule.id());
    row.priority = rule.priority();
    row.stop = rule.stop() ? 1 : 0;
    if (rule.has_valid_from()) row.valid_from = rule.valid_from().seconds();
    if (rule.has_valid_to()) row.valid_to = rule.valid_to().seconds();
    row.first_term = static_cast<std::uint32_t>(tables->terms.size());
    row.term_count = condition.count;
    const auto first = set->terms.begin() + condition.first;
    tables->terms.insert(tables->terms.end(), first, first + condition.count);
    row.first_effect = static_cast<std::uint32_t>(tables->effects.size());
    for (const v1::Effect& effect : rule.effects()) {
      const absl::Status added = effects.Add(effect);
      if (!added.ok()) {
        return absl::Status(added.code(),
                            absl::StrCat("rule \"", rule.id(), "\": ", added.message()));
      }
    }
    row.effect_count = static_cast<std::uint32_t>(tables->effects.size()) - row.first_effect;
    tables->rules.push_back(row);
  }

  tables->groups = set->facts.groups;
  tables->points = set->facts.points;
  tables->predicates = set->facts.predicates;
  tables->class_sets = set->facts.class_sets;
  tables->first_live_fact = set->facts.first_live_fact;
  for (const std::string& constant : set->facts.texts) tables->texts.push_back(text->Add(constant));
  for (const ConditionProgram& program : set->programs)
    tables->programs.push_back(text->Add(program.text));
  tables->first_groups = FirstGroups(tables->groups, tables->attributes.size());
  FindAbsentClasses(catalog, set->facts.fact_count, tables);
  tables->rule_set = std::move(set);
  return absl::OkStatus();
}

SIGNPOST_END_NAMESPACE
