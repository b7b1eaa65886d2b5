// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/world.h"

#include <limits>

#include "google/protobuf/text_format.h"

namespace signpost {
namespace {

constexpr char kCatalog[] = R"pb(
  currency: "GBP"
  time_zone: "UTC"
  policy { customer_minute_value { units: 1 } }
  opening_hours {
    id: "office"
    periods { opens: "08:00" closes: "18:00" }
  }
  channels { id: "phone" mode: CHANNEL_MODE_ASSISTED opening_hours: "office" assists: "web" }
  channels { id: "web" mode: CHANNEL_MODE_SELF_SERVICE requires: "INTERNET" }
  channels { id: "post" mode: CHANNEL_MODE_ASSISTED timing: CHANNEL_TIMING_ASYNCHRONOUS }
  services { id: "council-tax" }
  services { id: "bins" }
  service_channels { service: "*" channel: "phone" }
  service_channels { service: "*" channel: "web" }
  service_channels { service: "*" channel: "post" }
  attributes { name: "word" type: ATTRIBUTE_TYPE_STRING }
  attributes { name: "age" type: ATTRIBUTE_TYPE_INT }
  attributes { name: "share" type: ATTRIBUTE_TYPE_DOUBLE }
  attributes { name: "vulnerable" type: ATTRIBUTE_TYPE_BOOL }
  attributes { name: "tags" type: ATTRIBUTE_TYPE_STRING_LIST }
  attributes { name: "moved_in" type: ATTRIBUTE_TYPE_TIMESTAMP }
  attributes { name: "overdue" type: ATTRIBUTE_TYPE_DURATION }
  attributes {
    name: "word2"
    type: ATTRIBUTE_TYPE_STRING
    default { string_value: "a" }
  }
  attributes {
    name: "age2"
    type: ATTRIBUTE_TYPE_INT
    default { string_value: "9007199254740993" }
  }
  attributes {
    name: "share2"
    type: ATTRIBUTE_TYPE_DOUBLE
    default { number_value: -0.0 }
  }
  attributes {
    name: "vulnerable2"
    type: ATTRIBUTE_TYPE_BOOL
    default { bool_value: true }
  }
  attributes {
    name: "tags2"
    type: ATTRIBUTE_TYPE_STRING_LIST
    default {
      list_value {
        values { string_value: "b" }
        values { string_value: "a" }
      }
    }
  }
  attributes {
    name: "moved_in2"
    type: ATTRIBUTE_TYPE_TIMESTAMP
    default { string_value: "2023-11-14T22:13:20.000000005Z" }
  }
  attributes {
    name: "overdue2"
    type: ATTRIBUTE_TYPE_DURATION
    default { string_value: "600.000000001s" }
  })pb";

std::vector<std::string> SomeTexts(Choices* choices, std::size_t most) {
  std::vector<std::string> some;
  for (std::size_t i = choices->Below(most + 1); i > 0; --i) some.push_back(choices->Of(Texts()));
  return some;
}

google::protobuf::Value MakeValue(v1::AttributeType type, Choices* choices) {
  google::protobuf::Value value;
  switch (type) {
    case v1::ATTRIBUTE_TYPE_INT: {
      const std::int64_t number = choices->Of(Integers());
      constexpr std::int64_t kExact = (std::int64_t{1} << 53) - 1;
      if (number >= -kExact && number <= kExact && choices->Below(2) == 0) {
        value.set_number_value(static_cast<double>(number));
      } else {
        value.set_string_value(std::to_string(number));
      }
      break;
    }
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      value.set_number_value(choices->Of(Doubles()));
      break;
    case v1::ATTRIBUTE_TYPE_BOOL:
      value.set_bool_value(choices->Below(2) == 1);
      break;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      value.mutable_list_value();
      for (const std::string& text : SomeTexts(choices, 4))
        value.mutable_list_value()->add_values()->set_string_value(text);
      break;
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      value.set_string_value(choices->Of(Timestamps()));
      break;
    case v1::ATTRIBUTE_TYPE_DURATION:
      value.set_string_value(choices->Of(Durations()));
      break;
    default:
      value.set_string_value(choices->Of(Texts()));
      break;
  }
  return value;
}

void FillCustomer(Choices* choices, v1::Customer* customer) {
  const auto truth = [choices](auto set) {
    const std::size_t choice = choices->Below(3);
    if (choice != 0) set(choice == 1);
  };
  truth([&](bool its) { customer->set_has_internet(its); });
  truth([&](bool its) { customer->set_has_mobile_phone(its); });
  truth([&](bool its) { customer->set_has_voice(its); });
  truth([&](bool its) { customer->set_can_travel(its); });
  truth([&](bool its) { customer->set_can_read(its); });
  const std::size_t level = choices->Below(5);
  if (level != 0) customer->set_identity_level(static_cast<std::int32_t>(level) - 1);
  customer->set_id(choices->Of(Texts()));
  customer->set_language(choices->Of(Texts()));
  customer->set_segment(choices->Of(Texts()));
  customer->set_region(choices->Of(Texts()));
  for (const std::string& need : SomeTexts(choices, 3)) customer->add_needs(need);
  for (const std::string& channel : ChannelIds()) {
    if (choices->Below(3) == 0) customer->add_preferred_channels(channel);
    if (choices->Below(3) == 0) customer->add_declined_offers(channel);
  }
}

}  // namespace

const v1::Catalog& RuleWorld() {
  static const v1::Catalog* const catalog = [] {
    auto* made = new v1::Catalog;
    if (!google::protobuf::TextFormat::ParseFromString(kCatalog, made)) __builtin_trap();
    return made;
  }();
  return *catalog;
}

std::vector<std::string> ChannelIds() {
  std::vector<std::string> ids;
  for (const v1::Channel& channel : RuleWorld().channels()) ids.push_back(channel.id());
  return ids;
}

v1::Contact MakeContact(Choices* choices) {
  v1::Contact contact;
  contact.set_service(choices->Below(2) == 0 ? "council-tax" : "bins");
  // 22:13:20, 7:59:59, 8:00:00 of a day, and the beginning of the plan.
  constexpr std::int64_t kTimes[] = {1'700'000'000, 1'699'948'799, 1'699'948'800, 0};
  contact.mutable_time()->set_seconds(kTimes[choices->Below(4)]);
  contact.mutable_time()->set_nanos(choices->Below(2) == 0 ? 0 : 5);
  contact.set_id(choices->Of(Texts()));
  contact.set_urgency(static_cast<std::int32_t>(choices->Below(7)) - 1);
  if (choices->Below(2) == 1) contact.set_arrival_channel(choices->Of(ChannelIds()));
  if (choices->Below(8) != 0) FillCustomer(choices, contact.mutable_customer());
  if (choices->Below(4) == 0) contact.add_attempts()->set_channel("phone");
  for (const v1::AttributeDeclaration& attribute : RuleWorld().attributes()) {
    if (choices->Below(3) == 0) continue;
    (*contact.mutable_attributes())[attribute.name()] = MakeValue(attribute.type(), choices);
  }
  return contact;
}

LiveState MakeLiveState(Choices* choices) {
  LiveState live;
  constexpr std::int64_t kWaits[] = {0, 1, 600'000'000'000, 600'000'000'001, kMaxWaitNanos};
  for (int channel = 0; channel < 3; ++channel) {
    if (choices->Below(3) == 0 && !live.SetOutOfService(channel, true)) __builtin_trap();
    const std::size_t wait = choices->Below(6);
    if (wait < 5 && !live.SetExpectedWait(channel, kWaits[wait])) __builtin_trap();
  }
  return live;
}

const std::vector<std::string>& Texts() {
  static const auto* const texts = new std::vector<std::string>{
      "", "a", "b", "ab", "B", "a|1:b", "65", "council-tax", "\xC3\xA9", "\xF0\x9F\x90\x9D"};
  return *texts;
}

const std::vector<std::int64_t>& Integers() {
  constexpr std::int64_t k53 = std::int64_t{1} << 53;
  static const auto* const integers =
      new std::vector<std::int64_t>{0,
                                    1,
                                    -1,
                                    2,
                                    64,
                                    65,
                                    66,
                                    k53 - 1,
                                    k53,
                                    k53 + 1,
                                    k53 + 2,
                                    -k53,
                                    -k53 - 1,
                                    1LL << 62,
                                    std::numeric_limits<std::int64_t>::max() - 512,
                                    std::numeric_limits<std::int64_t>::max() - 1,
                                    std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min(),
                                    std::numeric_limits<std::int64_t>::min() + 1};
  return *integers;
}

const std::vector<double>& Doubles() {
  static const auto* const doubles =
      new std::vector<double>{0.0,
                              -0.0,
                              0.5,
                              -0.5,
                              1,
                              2,
                              64.5,
                              65,
                              1e300,
                              -1e300,
                              9007199254740991.0,
                              9007199254740992.0,
                              9007199254740994.0,
                              9223372036854775808.0,
                              -9223372036854775808.0,
                              18446744073709551616.0,
                              std::numeric_limits<double>::denorm_min(),
                              -std::numeric_limits<double>::denorm_min(),
                              std::numeric_limits<double>::max(),
                              std::numeric_limits<double>::lowest()};
  return *doubles;
}

const std::vector<std::string>& Timestamps() {
  static const auto* const timestamps = new std::vector<std::string>{
      "1970-01-01T00:00:00Z",           "1969-12-31T23:59:59.999999999Z", "2023-11-14T22:13:20Z",
      "2023-11-14T22:13:20.000000005Z", "2023-11-14T22:13:20.000000006Z", "0001-01-01T00:00:00Z",
      "9999-12-31T23:59:59.999999999Z"};
  return *timestamps;
}

const std::vector<std::string>& Durations() {
  static const auto* const durations = new std::vector<std::string>{
      "0s",   "0.000000001s",   "-0.000000001s", "1s",          "-1.5s",
      "600s", "600.000000001s", "9223372036s",   "-9223372036s"};
  return *durations;
}

}  // namespace signpost
