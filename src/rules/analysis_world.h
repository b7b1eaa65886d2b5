// SPDX-License-Identifier: Apache-2.0
//
// For analysis_random_test.cc: random rules over a small world, and every contact there is in it.
#ifndef SIGNPOST_SRC_RULES_ANALYSIS_WORLD_H_
#define SIGNPOST_SRC_RULES_ANALYSIS_WORLD_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rules/analysis_testing.h"

namespace signpost {

constexpr char kWorld[] = R"(
  currency: "GBP"
  policy { customer_minute_value { nanos: 200000000 } }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED }
  channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET" }
  channels { id: "counter" mode: CHANNEL_MODE_ASSISTED }
  services { id: "p" } services { id: "q" }
  service_channels { service: "*" channel: "phone" }
  service_channels { service: "*" channel: "web" }
  service_channels { service: "q" channel: "counter" }
  scripts { id: "one" channel: "web" text: "one" } scripts { id: "two" channel: "web" text: "two" }
  attributes { name: "n" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "s" type: ATTRIBUTE_TYPE_STRING }
  attributes { name: "v" type: ATTRIBUTE_TYPE_BOOL default { bool_value: true } }
  attributes { name: "t" type: ATTRIBUTE_TYPE_STRING_LIST }
)";
constexpr std::int64_t kTimes[] = {5, 15};  // Validity and conditions change at 10.

// All that the conditions below can tell apart.
inline std::vector<v1::Contact> EveryContact() {
  std::vector<v1::Contact> all;
  for (int i = 0; i < 2 * 2 * 3 * 6 * 4 * 2 * 5; ++i) {
    int rest = i;
    const auto next = [&rest](int count) {
      const int value = rest % count;
      rest /= count;
      return value;
    };
    v1::Contact& contact = all.emplace_back();
    contact.set_service(next(2) == 0 ? "p" : "q");
    contact.mutable_time()->set_seconds(kTimes[next(2)]);
    if (const int internet = next(3); internet > 0)
      contact.mutable_customer()->set_has_internet(internet == 2);
    auto& attributes = *contact.mutable_attributes();
    if (const int n = next(6); n < 5) attributes["n"].set_number_value(n);
    if (const int s = next(4); s < 3)
      attributes["s"].set_string_value(s == 0 ? "a" : s == 1 ? "b" : "z");
    attributes["v"].set_bool_value(next(2) == 0);
    if (const int t = next(5); t < 4) {
      auto* list = attributes["t"].mutable_list_value();
      if ((t & 1) != 0) list->add_values()->set_string_value("x");
      if ((t & 2) != 0) list->add_values()->set_string_value("y");
    }
  }
  return all;
}

using Contacts = std::bitset<2880>;

class RuleMaker {
 public:
  explicit RuleMaker(std::uint64_t seed) : random_(seed) {}

  v1::Catalog Catalog() {
    v1::Catalog catalog = Parse(kWorld);
    const int rules = 2 + Below(6);
    for (int i = 0; i < rules; ++i) {
      v1::Rule* rule = catalog.add_rules();
      rule->set_id(absl::StrCat("r", i));
      rule->set_priority(Below(3));
      rule->set_stop(Below(4) == 0);
      const int validity = Below(8);
      if (validity == 0) rule->mutable_valid_from()->set_seconds(10);
      if (validity == 1) rule->mutable_valid_to()->set_seconds(10);
      // Now and then the same again.
      if (i > 0 && Below(6) == 0) {
        rule->set_condition(catalog.rules(Below(i)).condition());
        *rule->mutable_effects() = catalog.rules(Below(i)).effects();
      } else {
        rule->set_condition(Condition(2));
        for (int effects = 1 + Below(2); effects > 0; --effects) AddEffect(rule->add_effects());
      }
      KeepValid(rule);
    }
    return catalog;
  }

 private:
  int Below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  template <std::size_t count>
  std::string OneOf(const char* const (&texts)[count]) {
    return texts[Below(static_cast<int>(count))];
  }

  std::string Condition(int depth) {
    if (depth > 0 && Below(3) > 0) {
      const char* const joint = Below(2) == 0 ? " && " : " || ";
      std::string text = Condition(depth - 1) + joint + Condition(depth - 1);
      if (Below(3) == 0) text += joint + Condition(depth - 1);
      return (Below(5) == 0 ? "!(" : "(") + text + ")";
    }
    switch (Below(12)) {
      case 0:
      case 1:
      case 2:
        return absl::StrCat("n ", OneOf({"<", "<=", ">", ">=", "==", "!="}), " ", 1 + Below(3));
      case 3:
        return absl::StrCat("s ", OneOf({"==", "!="}), " '", OneOf({"a", "b"}), "'");
      case 4:
        return "s in ['a', 'b']";
      case 5:
        return OneOf({"v", "!v"});
      case 6:
      case 7:
        return OneOf({"'x' in t", "'y' in t", "!('x' in t)"});
      case 8:
        return absl::StrCat("contact.service == '", OneOf({"p", "q"}), "'");
      case 9:
        return OneOf({"contact.customer.has_internet", "has(contact.customer.has_internet)",
                      "!contact.customer.has_internet"});
      case 10:
        return OneOf({"now < timestamp('1970-01-01T00:00:10Z')",
                      "now >= timestamp('1970-01-01T00:00:10Z')", "true"});
      default:
        return OneOf({"s.startsWith('a')", "n + 1 > 2", "v"});
    }
  }

  // CAPACITY needs an end, and no rule excludes and prefers one channel.
  static void KeepValid(v1::Rule* rule) {
    std::string excluded, preferred;
    for (const v1::Effect& effect : rule->effects()) {
      if (effect.has_exclude()) excluded = effect.exclude().channels(0);
      if (effect.has_prefer()) preferred = effect.prefer().channels(0);
      if (effect.exclude().ground() == v1::EXCLUSION_GROUND_CAPACITY) {
        rule->clear_valid_from();
        rule->mutable_valid_to()->set_seconds(10);
      }
    }
    if (!excluded.empty() && excluded == preferred) rule->mutable_effects()->RemoveLast();
  }

  void AddEffect(v1::Effect* effect) {
    const std::string channel = OneOf({"phone", "web", "counter"});
    switch (Below(8)) {
      case 0:
      case 1:
      case 2:
      case 3:
        effect->mutable_exclude()->add_channels(channel);
        effect->mutable_exclude()->set_ground(Below(3) == 0 ? v1::EXCLUSION_GROUND_CAPACITY
                                                            : v1::EXCLUSION_GROUND_LEGAL);
        break;
      case 4:
      case 5:
        effect->mutable_prefer()->add_channels(channel);
        break;
      case 6:
        effect->mutable_offer()->set_channel("web");
        effect->mutable_offer()->set_script(OneOf({"one", "two"}));
        break;
      default:
        effect->set_tag("t");
    }
  }

  std::mt19937_64 random_;
};

}  // namespace signpost

#endif  // SIGNPOST_SRC_RULES_ANALYSIS_WORLD_H_
