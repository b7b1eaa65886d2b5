// SPDX-License-Identifier: Apache-2.0
//
// Rules of a random world: every kind of effect, order, validity, stop.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/reference/arithmetic.h"
#include "tests/reference/world_conditions.h"
#include "tests/reference/worlds.h"

namespace signpost::reference {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000'000;  // Of what a catalog may state.

struct Taste {
  bool eager;   // Many rules, which match or fail all together, and say much.
  bool lavish;  // Amounts beyond what can be known.
};

template <typename Effect>
void DrawSomeChannels(Draw& draw, const v1::Catalog& catalog, Effect& effect) {
  std::vector<std::string> channels;
  for (const v1::Channel& channel : catalog.channels()) channels.push_back(channel.id());
  draw.Shuffle(channels);
  const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(channels.size()),
                                            draw.Of<int>({1, 1, 2, 3}));
  for (std::int64_t i = 0; i < count; ++i) effect.add_channels(channels[static_cast<size_t>(i)]);
}

v1::Money DrawChange(Draw& draw) {
  const std::int64_t micros = draw.Of<std::int64_t>(
      {0, 1, -1, 500'000, -500'000, 2'000'000, -3'000'000, draw.Between(-20'000'000, 20'000'000),
       draw.Percent(5) ? kLargest : -7});
  return MoneyOf(micros, draw.Percent(50) ? "GBP" : "");
}

void DrawAdjust(Draw& draw, const Taste& taste, const v1::Catalog& catalog, v1::Adjust& adjust) {
  DrawSomeChannels(draw, catalog, adjust);
  adjust.set_kind(
      static_cast<v1::CostKind>(draw.Between(v1::COST_KIND_STAFF, v1::COST_KIND_CUSTOMER_CHARGE)));
  if (taste.lavish && draw.Percent(70)) {
    *adjust.mutable_add() = MoneyOf(draw.Percent(80) ? kLargest : -kLargest, "GBP");
  } else if (draw.Percent(50)) {
    *adjust.mutable_add() = DrawChange(draw);
  } else {
    adjust.set_multiply(draw.Of<double>({0.0, 0.5, 0.5, 1.0, 1.5, 2.0, 0.333333, 1.000001, 1000.0,
                                         static_cast<double>(draw.Below(2'000'001)) / 1e6}));
  }
}

v1::Effect DrawEffect(Draw& draw, const Taste& taste, const v1::Catalog& catalog) {
  v1::Effect effect;
  switch (taste.eager && draw.Percent(60) ? 10 : draw.Below(12)) {
    case 0:
    case 1:
    case 2:
      DrawSomeChannels(draw, catalog, *effect.mutable_exclude());
      effect.mutable_exclude()->set_ground(
          draw.Percent(40) ? v1::EXCLUSION_GROUND_CAPACITY
                           : static_cast<v1::ExclusionGround>(draw.Between(
                                 v1::EXCLUSION_GROUND_LEGAL, v1::EXCLUSION_GROUND_ACCESSIBILITY)));
      break;
    case 3:
    case 4:
      DrawSomeChannels(draw, catalog, *effect.mutable_prefer());
      break;
    case 5:
    case 6:
      DrawAdjust(draw, taste, catalog, *effect.mutable_adjust());
      break;
    case 7:
      DrawSomeChannels(draw, catalog, *effect.mutable_weigh());
      *effect.mutable_weigh()->mutable_money() = DrawChange(draw);
      break;
    case 8:
    case 9:
      effect.mutable_offer()->set_channel(draw.OneOf(catalog.channels()).id());
      effect.mutable_offer()->set_script(draw.OneOf(catalog.scripts()).id());
      break;
    case 10:
      effect.set_tag(absl::StrFormat("tag-%d", draw.Below(25)));
      break;
    default:
      effect.mutable_escalate()->set_role(draw.OneOf(catalog.roles()).id());
  }
  return effect;
}

void DrawValidity(Draw& draw, const std::vector<std::int64_t>& instants, bool ends,
                  v1::Rule& rule) {
  if (draw.Percent(25)) {
    const std::int64_t begin = draw.OneOf(instants);
    rule.mutable_valid_from()->set_seconds(begin + draw.Of<int>({0, 0, 1, -60}));
  }
  if (!ends && !draw.Percent(20)) return;
  std::int64_t end = draw.OneOf(instants);
  end += draw.Of<int>({0, 1, 3600, 20 * 86'400});
  if (rule.has_valid_from()) end = std::max(end, rule.valid_from().seconds() + 1);
  rule.mutable_valid_to()->set_seconds(end);
}

void DrawScripts(Draw& draw, v1::Catalog& catalog) {
  for (int index = 1; index <= 3; ++index) {
    v1::Script& script = *catalog.add_scripts();
    script.set_id(absl::StrFormat("script-%d", index));
    script.set_kind(draw.Of<v1::ScriptKind>({v1::SCRIPT_KIND_UNSPECIFIED, v1::SCRIPT_KIND_OFFER}));
    script.set_text(absl::StrFormat("You could also use this, number %d.", index));
    if (draw.Percent(40)) script.set_channel(draw.OneOf(catalog.channels()).id());
    if (draw.Percent(30)) script.set_service(draw.OneOf(catalog.services()).id());
    if (draw.Percent(40)) script.set_language(draw.Of<const char*>({"en", "cy"}));
  }
}

// No rule excludes and prefers one channel.
bool Contradicts(const v1::Effect& effect, const v1::Rule& rule) {
  const auto share = [](const auto& these, const auto& those) {
    return std::any_of(these.begin(), these.end(), [&](const std::string& channel) {
      return std::find(those.begin(), those.end(), channel) != those.end();
    });
  };
  return std::any_of(rule.effects().begin(), rule.effects().end(), [&](const v1::Effect& other) {
    return share(effect.exclude().channels(), other.prefer().channels()) ||
           share(effect.prefer().channels(), other.exclude().channels());
  });
}

v1::Rule DrawRule(Draw& draw, const Taste& taste, const v1::Catalog& catalog,
                  const std::vector<std::int64_t>& instants, ConditionDraw& conditions) {
  v1::Rule rule;
  bool is_for_capacity = false;
  for (std::int64_t left = draw.Of<int>({1, 1, 1, 2, 4}); left > 0; --left) {
    const v1::Effect effect = DrawEffect(draw, taste, catalog);
    if (Contradicts(effect, rule)) continue;
    *rule.add_effects() = effect;
    is_for_capacity = is_for_capacity || effect.exclude().ground() == v1::EXCLUSION_GROUND_CAPACITY;
  }
  // CAPACITY has an end, or a live fact in its condition.
  const bool looks = is_for_capacity && draw.Percent(60);
  rule.set_condition(looks ? conditions.LiveFact() : conditions.Condition());
  if (taste.eager && !looks && draw.Percent(80)) {
    rule.set_condition(
        draw.Of<const char*>({"contact.urgency >= 0", "100 / contact.urgency > 30"}));
  }
  if (looks && draw.Percent(30)) {
    rule.set_condition(rule.condition() + " && " + conditions.LiveFact());
  }
  DrawValidity(draw, instants, is_for_capacity && !looks, rule);
  rule.set_priority(
      draw.Of<std::int32_t>({0, 0, 0, 0, 1, 1, 7, -3, std::numeric_limits<std::int32_t>::max(),
                             std::numeric_limits<std::int32_t>::min()}));
  rule.set_stop(draw.Percent(taste.eager ? 1 : 8));
  if (draw.Percent(50)) rule.set_description("Drawn.");
  return rule;
}

}  // namespace

void DrawRules(Draw& draw, const std::vector<std::int64_t>& instants, v1::Catalog& catalog) {
  DeclareFacts(draw, catalog);
  DrawScripts(draw, catalog);
  ConditionDraw conditions(draw, catalog, instants);
  const bool crowded = draw.Percent(4);
  const Taste taste{crowded && draw.Percent(60), draw.Percent(10)};
  for (std::int64_t left = crowded ? 40 : draw.Below(9); left > 0; --left) {
    const v1::Rule rule = DrawRule(draw, taste, catalog, instants, conditions);
    *catalog.add_rules() = rule;
    catalog.mutable_rules()->rbegin()->set_id(absl::StrFormat("rule-%d", catalog.rules_size()));
  }
}

}  // namespace signpost::reference
