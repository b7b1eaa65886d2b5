// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/worlds.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "tests/reference/world_facts.h"

namespace signpost::reference {
namespace {

using google::protobuf::Value;

constexpr std::int64_t kHorizonEnd = 4'102'444'800;  // 2100-01-01

// How much of the customer is known differs from contact to contact.
void DrawAccess(Draw& draw, v1::Customer& customer) {
  const int known = draw.Of<int>({0, 50, 90, 100});
  const int able = draw.Of<int>({30, 80, 95});
  if (draw.Percent(known)) customer.set_has_internet(draw.Percent(able));
  if (draw.Percent(known)) customer.set_has_mobile_phone(draw.Percent(able));
  if (draw.Percent(known)) customer.set_has_voice(draw.Percent(able));
  if (draw.Percent(known)) customer.set_can_travel(draw.Percent(able));
  if (draw.Percent(known)) customer.set_can_read(draw.Percent(able));
  if (draw.Percent(known)) customer.set_identity_level(draw.Of<int>({0, 1, 2, 3, 8, 9}));
}

Value DrawValue(Draw& draw, v1::AttributeType type) {
  Value value;
  switch (type) {
    case v1::ATTRIBUTE_TYPE_BOOL:
      value.set_bool_value(draw.Percent(60));
      break;
    case v1::ATTRIBUTE_TYPE_INT:
      if (draw.Percent(50)) {
        value.set_number_value(static_cast<double>(draw.Between(-5, 90)));
      } else {
        value.set_string_value("9223372036854775807");
      }
      break;
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      value.set_number_value(draw.Of<double>({0.5, -1.25, 3}));
      break;
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      value.mutable_list_value();
      for (std::int64_t left = draw.Below(3); left > 0; --left) {
        value.mutable_list_value()->add_values()->set_string_value("tag");
      }
      break;
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      value.set_string_value("2026-03-29T01:30:00Z");
      break;
    case v1::ATTRIBUTE_TYPE_DURATION:
      value.set_string_value("3.5s");
      break;
    default:
      value.set_string_value("B");
  }
  return value;
}

}  // namespace

World::World(std::uint64_t seed, bool with_rules) : draw_(seed), with_rules_(with_rules) {
  catalog_.set_revision(absl::StrFormat("world-%d", seed));
  instants_ = DrawHours(draw_, catalog_);
  DrawChannels(draw_, instants_, catalog_);
  DrawCosts(draw_, instants_, catalog_);
  DrawOwners(draw_, catalog_);
  const auto remember = [&](const v1::Lifecycle& lifecycle) {
    if (lifecycle.has_live_from()) instants_.push_back(lifecycle.live_from().seconds());
    if (lifecycle.has_retire_from()) instants_.push_back(lifecycle.retire_from().seconds());
  };
  for (const v1::Channel& channel : catalog_.channels()) remember(channel.lifecycle());
  for (const v1::ServiceChannel& s : catalog_.service_channels()) remember(s.lifecycle());
  if (with_rules) DrawRules(draw_, instants_, catalog_);
  for (const v1::Rule& rule : catalog_.rules()) {
    if (rule.has_valid_from()) instants_.push_back(rule.valid_from().seconds());
    if (rule.has_valid_to()) instants_.push_back(rule.valid_to().seconds());
  }
}

v1::Contact World::NextContact() {
  v1::Contact contact;
  contact.set_id(absl::StrFormat("contact-%d", draw_.Below(1'000'000)));
  contact.set_service(draw_.OneOf(catalog_.services()).id());

  std::int64_t time = draw_.OneOf(instants_);
  time += draw_.Of<std::int64_t>({0, 0, 0, -1, -1, 1, 1800, -1800, 3599, -3600, 7200,
                                  draw_.Between(-10 * 86'400, 10 * 86'400)});
  contact.mutable_time()->set_seconds(std::clamp<std::int64_t>(time, 0, kHorizonEnd - 1));
  if (draw_.Percent(20)) {
    contact.mutable_time()->set_nanos(draw_.Of<int>({1, 500'000'000, 999'999'999}));
  }

  v1::Customer& customer = *contact.mutable_customer();
  if (draw_.Percent(85)) customer.set_id(absl::StrFormat("customer-%d", draw_.Below(100'000)));
  DrawAccess(draw_, customer);
  std::vector<std::string> channels;
  for (const v1::Channel& channel : catalog_.channels()) channels.push_back(channel.id());
  draw_.Shuffle(channels);
  const int choosy = draw_.Of<int>({0, 0, 10, 50});
  for (const std::string& id : draw_.Some(channels, choosy)) customer.add_preferred_channels(id);
  const int declines = draw_.Of<int>({0, 10, 30});
  for (const std::string& id : draw_.Some(channels, declines)) customer.add_declined_offers(id);
  if (draw_.Percent(60)) contact.set_arrival_channel(draw_.OneOf(channels));
  const int tried = draw_.Of<int>({0, 10, 30});
  for (const std::string& id : draw_.Some(channels, tried)) {
    v1::Attempt& attempt = *contact.add_attempts();
    attempt.set_channel(id);
    attempt.set_outcome(static_cast<v1::ContactOutcome>(draw_.Below(5)));
  }
  for (const v1::AttributeDeclaration& declared : catalog_.attributes()) {
    if (!draw_.Percent(60)) continue;
    (*contact.mutable_attributes())[declared.name()] = DrawValue(draw_, declared.type());
  }
  contact.set_urgency(static_cast<std::int32_t>(draw_.Below(4)));
  if (with_rules_) DrawFacts(draw_, catalog_, contact);

  if (draw_.Percent(3)) Spoil(draw_, contact);
  if (draw_.Percent(1)) Spoil(draw_, contact);  // Of several faults the first is told.
  return contact;
}

v1::LiveState World::NextLiveState() {
  v1::LiveState live;
  const int troubled = draw_.Of<int>({0, 20, 60});
  for (const v1::Channel& channel : catalog_.channels()) {
    if (!draw_.Percent(troubled)) continue;
    v1::LiveChannel& entry = *live.add_channels();
    entry.set_channel(channel.id());
    entry.set_out_of_service(draw_.Percent(20));
    if (draw_.Percent(80)) *entry.mutable_expected_wait() = draw_.Duration();
    if (draw_.Percent(40)) {
      entry.set_abandonment_probability(
          draw_.Of<double>({0.0, 1.0, 0.5, 0.1, 0.1234565, 0.0000005, 1.0 / 3,
                            static_cast<double>(draw_.Below(10'000'001)) / 1e7}));
    }
  }
  return live;
}

void Spoil(Draw& draw, v1::Contact& contact) {
  v1::Customer& customer = *contact.mutable_customer();
  switch (draw.Below(15)) {
    case 0:
      return contact.clear_service();
    case 1:
      return contact.set_service(draw.Of<const char*>({"service-99", "*", "Service-1"}));
    case 2:
      return contact.clear_time();
    case 3:
      return contact.mutable_time()->set_nanos(draw.Of<int>({-1, 1'000'000'000}));
    case 4:
      return contact.mutable_time()->set_seconds(
          draw.Of<std::int64_t>({-62'135'596'801, 253'402'300'800}));
    case 5:
      return contact.mutable_time()->set_seconds(
          draw.Of<std::int64_t>({-1, kHorizonEnd, 253'402'300'799, -62'135'596'800}));
    case 6:
      return contact.set_arrival_channel("channel-99");
    case 7:
      return customer.add_preferred_channels(draw.Of<const char*>({"channel-99", ""}));
    case 8:
      return customer.add_declined_offers("channel-99");
    case 9:
      return contact.add_attempts()->set_channel(draw.Of<const char*>({"channel-99", ""}));
    case 10:
      customer.add_preferred_channels("channel-0");
      return customer.add_preferred_channels("channel-0");
    case 11:
      return customer.set_identity_level(draw.Of<int>({-1, 10}));
    case 12:
      return (*contact.mutable_attributes())["unheard_of"].set_bool_value(true);
    case 13:
      for (auto& [name, value] : *contact.mutable_attributes()) value.mutable_struct_value();
      return;
    default:
      for (auto& [name, value] : *contact.mutable_attributes()) {
        if (value.kind_case() == Value::kBoolValue) value.set_string_value("true");
      }
  }
}

}  // namespace signpost::reference
