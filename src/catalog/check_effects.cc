// SPDX-License-Identifier: Apache-2.0
//
// Effects of rules: what they name, what they change, and what they do to each other.
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "catalog/check_rules.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr double kMostProduct = 1'000;

class Effects {
 public:
  Effects(const CheckContext& context, int rule, const ConditionFacts& facts)
      : context_(context),
        report_(*context.report),
        index_(rule),
        rule_(context.catalog.rules(rule)),
        facts_(facts) {}

  void Check(ExclusionChecks* exclusions) {
    const Path root;
    const Path path = root.At("rules", index_);
    if (rule_.effects_size() == 0 && !rule_.stop()) {
      report_.Add(Code::RULE_WITHOUT_EFFECT, path,
                  absl::StrCat(RuleName(context_, index_), " has no effects and does not stop"),
                  "give it an effect, or take it out");
    }
    for (int i = 0; i < rule_.effects_size(); ++i) {
      CheckEffect(rule_.effects(i), i, path.At("effects", i));
    }
    if (const std::uint64_t both = excluded_ & preferred_; both != 0) {
      report_.Add(Code::RULE_CONTRADICTS_ITSELF, path,
                  absl::StrCat(RuleName(context_, index_), " excludes and prefers \"",
                               context_.catalog.channels(__builtin_ctzll(both)).id(), "\""),
                  "take one of the two out");
    }
    if (first_exclude_ >= 0) {
      const Path effect = path.At("effects", first_exclude_);
      exclusions->Check(index_, excluded_, lasting_, facts_, effect.At("exclude"));
    }
  }

 private:
  void CheckEffect(const v1::Effect& effect, int index, const Path& path) {
    switch (effect.effect_case()) {
      case v1::Effect::kExclude:
        if (first_exclude_ < 0) first_exclude_ = index;
        return Exclude(effect.exclude(), path.At("exclude"));
      case v1::Effect::kPrefer:
        preferred_ |= Channels(effect.prefer().channels(), path.At("prefer"));
        return;
      case v1::Effect::kAdjust:
        return Adjust(effect.adjust(), path.At("adjust"));
      case v1::Effect::kWeigh:
        return Weigh(effect.weigh(), path.At("weigh"));
      case v1::Effect::kOffer:
        return Offer(effect.offer(), path.At("offer"));
      case v1::Effect::kTag:
        if (effect.tag().empty()) {
          report_.Add(Code::FIELD_MISSING, path.At("tag"), "no tag",
                      "give the word that the decision carries on");
        }
        return;
      case v1::Effect::kEscalate: {
        const Path escalate = path.At("escalate");
        Resolve(context_, context_.index.roles, "role", effect.escalate().role(),
                escalate.At("role"));
        return;
      }
      case v1::Effect::EFFECT_NOT_SET:
        break;
    }
    report_.Add(Code::FIELD_MISSING, path, "an effect that says nothing",
                "give one of exclude, prefer, adjust, weigh, offer, tag, escalate");
  }

  // Those that resolve, as bits.
  std::uint64_t Channels(const google::protobuf::RepeatedPtrField<std::string>& ids,
                         const Path& path) {
    if (ids.empty()) {
      report_.Add(Code::FIELD_MISSING, path.At("channels"), "no channels", "name at least one");
    }
    std::uint64_t channels = 0;
    for (int i = 0; i < ids.size(); ++i) {
      const Path at = path.At("channels", i);
      const int channel = Resolve(context_, context_.index.channels, "channel", ids[i], at);
      if (channel < 0) continue;
      const std::uint64_t bit = std::uint64_t{1} << channel;
      if ((channels & bit) != 0) {
        report_.Add(Code::ENTRY_REPEATED, at, absl::StrCat("\"", ids[i], "\" is there already"),
                    "take it out");
      }
      channels |= bit;
    }
    return channels;
  }

  void Exclude(const v1::Exclude& exclude, const Path& path) {
    const std::uint64_t channels = Channels(exclude.channels(), path);
    excluded_ |= channels;
    if (exclude.ground() != v1::EXCLUSION_GROUND_CAPACITY) lasting_ |= channels;
    if (exclude.ground() == v1::EXCLUSION_GROUND_UNSPECIFIED) {
      report_.Add(Code::FIELD_MISSING, path.At("ground"), "no ground",
                  "give EXCLUSION_GROUND_LEGAL, _SAFETY, _SECURITY, _ELIGIBILITY, _ACCESSIBILITY "
                  "or _CAPACITY; cost is no ground");
    }
    // Of a condition that does not compile nothing is known.
    if (exclude.ground() == v1::EXCLUSION_GROUND_CAPACITY && !rule_.has_valid_to() &&
        !facts_.calls_live && (facts_.compiled || rule_.condition().empty())) {
      report_.Add(Code::CAPACITY_UNBOUNDED, path.At("ground"),
                  "an exclusion for CAPACITY that need never end (G1)",
                  "give valid_to, or ask live() in the condition");
    }
  }

  void Adjust(const v1::Adjust& adjust, const Path& path) {
    Channels(adjust.channels(), path);
    if (adjust.kind() == v1::COST_KIND_UNSPECIFIED) {
      report_.Add(Code::FIELD_MISSING, path.At("kind"), "no kind of cost",
                  "give one, as COST_KIND_STAFF");
    }
    switch (adjust.change_case()) {
      case v1::Adjust::kAdd:
        CheckCurrency(context_, adjust.add(), path.At("add"));
        break;
      case v1::Adjust::kMultiply:
        Multiply(adjust.multiply(), path.At("multiply"));
        break;
      case v1::Adjust::CHANGE_NOT_SET:
        report_.Add(Code::FIELD_MISSING, path, "neither add nor multiply", "give one of the two");
        break;
    }
  }

  void Multiply(double by, const Path& path) {
    if (!std::isfinite(by)) return;  // CheckValues said so.
    if (by < 0 || by > kMostProduct) {
      report_.Add(Code::NUMBER_RANGE, path,
                  absl::StrCat("multiply is ", by, ", outside 0 to ", kMostProduct),
                  "give a factor, 1.5 for half as much again");
    } else if (std::round(by * 1e6) / 1e6 != by) {
      report_.Add(Code::NUMBER_MALFORMED, path,
                  absl::StrFormat("multiply is %.17g, with more than six decimals", by),
                  "round it to six decimals");
    }
  }

  void Weigh(const v1::Weigh& weigh, const Path& path) {
    Channels(weigh.channels(), path);
    if (!weigh.has_money()) {
      report_.Add(Code::FIELD_MISSING, path.At("money"), "no money",
                  "give the amount that the score of these channels gets, below zero for better");
    } else {
      CheckCurrency(context_, weigh.money(), path.At("money"));
    }
  }

  void Offer(const v1::MakeOffer& offer, const Path& path) {
    Resolve(context_, context_.index.channels, "channel", offer.channel(), path.At("channel"));
    const Path script_path = path.At("script");
    const int script =
        Resolve(context_, context_.index.scripts, "script", offer.script(), script_path);
    if (script < 0) return;
    const v1::ScriptKind kind = context_.catalog.scripts(script).kind();
    if (kind == v1::SCRIPT_KIND_OFFER || kind == v1::SCRIPT_KIND_UNSPECIFIED) return;
    report_.Add(Code::OFFER_SCRIPT_KIND, script_path,
                absl::StrCat("the script \"", offer.script(), "\" is a ", v1::ScriptKind_Name(kind),
                             ", not for offers"),
                "name a script of SCRIPT_KIND_OFFER");
  }

  const CheckContext& context_;
  Report& report_;
  const int index_;
  const v1::Rule& rule_;
  const ConditionFacts& facts_;
  std::uint64_t excluded_ = 0, lasting_ = 0, preferred_ = 0;
  int first_exclude_ = -1;
};

}  // namespace

void CheckEffects(const CheckContext& context, int rule, const ConditionFacts& facts,
                  ExclusionChecks* exclusions) {
  Effects(context, rule, facts).Check(exclusions);
}

SIGNPOST_END_NAMESPACE
