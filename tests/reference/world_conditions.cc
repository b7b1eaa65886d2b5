// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/world_conditions.h"

#include "absl/strings/str_join.h"
#include "absl/time/time.h"

namespace signpost::reference {

ConditionDraw::ConditionDraw(Draw& draw, const v1::Catalog& catalog,
                             const std::vector<std::int64_t>& instants)
    : draw_(draw), catalog_(catalog), instants_(instants) {
  for (const v1::Service& service : catalog.services()) services_.push_back(service.id());
  for (const v1::Channel& channel : catalog.channels()) channels_.push_back(channel.id());
}

std::string ConditionDraw::Any(int depth, bool live) {
  const std::int64_t shape = depth == 0 ? 0 : draw_.Below(100);
  if (shape < 45) return Fact(live);
  if (shape < 81) {
    const bool all = draw_.Percent(50);
    Words terms;
    for (std::int64_t left = draw_.Of<int>({2, 2, 2, 3, 5}); left > 0; --left) {
      const std::string term = Any(depth - 1, live);
      terms.push_back(draw_.Percent(85) ? Join({"(", term, ")"}) : Fact(live));
    }
    return absl::StrJoin(terms, all ? " && " : " || ");
  }
  if (shape < 92) return Join({"!(", Any(depth - 1, live), ")"});
  if (shape < 97) {
    return Join({"(", Any(depth - 1, false), ") ? (", Any(depth - 1, false), ") : (",
                 Any(depth - 1, false), ")"});
  }
  return Join({"(", Any(depth - 1, false), ")", draw_.Of<const char*>({" == ", " != "}), "(",
               Any(depth - 1, false), ")"});
}

std::string ConditionDraw::Fact(bool live) {
  const std::int64_t choice = draw_.Below(100);
  if (choice < 3) return draw_.Of<const char*>({"true", "false", "1 < 2"});
  if (choice < 12) return live ? LiveFact() : OfBool("contact.customer.has_voice");
  if (choice < 18) return OfTwo();
  if (choice < 60 || catalog_.attributes_size() == 0) return OfContact();
  return OfAttribute(draw_.OneOf(catalog_.attributes()));
}

std::string ConditionDraw::OfContact() {
  const std::string customer = "contact.customer.";
  switch (draw_.Below(18)) {
    case 0:
    case 1:
    case 2:
      return OfText({"contact.service", &services_});
    case 3:
    case 4:
      return OfText({"contact.arrival_channel", &channels_});
    case 5:
    case 6:
      return OfInt("contact.urgency");
    case 7:
      return OfBool(customer + draw_.Of<const char*>({"has_internet", "can_travel"}));
    case 8:
      return Join(
          {draw_.Of<const char*>({"has(", "!has("}), "contact.",
           draw_.Of<const char*>({"customer.has_internet", "customer.can_read",
                                  "customer.identity_level", "arrival_channel", "customer.needs",
                                  "customer", "customer.region", "urgency"}),
           ")"});
    case 9:
      return OfList({customer + "needs", &Needs()});
    case 10:
      return OfText({customer + "language", &Languages()});
    case 11:
      return OfText({customer + "region", &Regions()});
    case 12:
      return OfText({customer + "segment", &Segments()});
    case 13:
      return OfInt(customer + "identity_level");
    case 14:
      return OfTime(draw_.Of<const char*>({"now", "contact.time"}));
    case 15:
      return Join({draw_.Of<const char*>({"contact.id", "contact.customer.id"}),
                   draw_.Of<const char*>({".matches('[0-4]$')", ".matches(r\"-\\d+7\")",
                                          ".contains('1')", " == ''", ".size() > 14"})});
    case 16:
      return OfList({customer + draw_.Of<const char*>({"preferred_channels", "declined_offers"}),
                     &channels_});
    default:
      return draw_.Of<std::string>(
          {"size(contact.attempts) > 0", "contact.attempts.exists(a, a.outcome in [2, 3])",
           Join({"contact.attempts.all(a, a.channel != ", Quote(draw_.OneOf(channels_)), ")"}),
           "contact.attempts[0].outcome == "
           "signpost.v1.ContactOutcome.CONTACT_OUTCOME_ABANDONED",
           "'age' in contact.attributes", "has(contact.attributes.band)",
           "contact.attributes['band'] == 'B'", "contact.attributes['age'] >= 18.0",
           "contact.attributes.all(k, k != 'age')"});
  }
}

std::string ConditionDraw::OfAttribute(const v1::AttributeDeclaration& declared) {
  switch (declared.type()) {
    case v1::ATTRIBUTE_TYPE_BOOL:
      return OfBool(declared.name());
    case v1::ATTRIBUTE_TYPE_INT:
      return OfInt(declared.name());
    case v1::ATTRIBUTE_TYPE_DOUBLE:
      return OfDouble(declared.name());
    case v1::ATTRIBUTE_TYPE_STRING_LIST:
      return OfList({declared.name(), &Tags()});
    case v1::ATTRIBUTE_TYPE_TIMESTAMP:
      return OfTime(declared.name());
    case v1::ATTRIBUTE_TYPE_DURATION:
      return OfDuration(declared.name());
    default:
      return OfText({declared.name(), &Bands()});
  }
}

// Two facts of one type, or of two types that are numbers.
std::string ConditionDraw::OfTwo() {
  const auto pick = [&](v1::AttributeType type, const std::string& otherwise) {
    Words names = {otherwise};
    for (const v1::AttributeDeclaration& declared : catalog_.attributes()) {
      if (declared.type() == type) names.push_back(declared.name());
    }
    return draw_.OneOf(names);
  };
  const auto integer = [&] {
    return pick(v1::ATTRIBUTE_TYPE_INT,
                draw_.Of<const char*>({"contact.urgency", "contact.customer.identity_level"}));
  };
  switch (draw_.Below(6)) {
    case 0:
    case 1:
      return Ordered({integer(), integer()});
    case 2:
      return Ordered({Join({"dyn(", integer(), ")"}), pick(v1::ATTRIBUTE_TYPE_DOUBLE, "1.5")});
    case 3:
      return Ordered({pick(v1::ATTRIBUTE_TYPE_TIMESTAMP, "contact.time"), "now"});
    case 4:
      return Ordered(
          {pick(v1::ATTRIBUTE_TYPE_STRING, "contact.customer.segment"), "contact.customer.region"});
    default:
      return Equal({pick(v1::ATTRIBUTE_TYPE_BOOL, "contact.customer.has_voice"),
                    "contact.customer.can_read"});
  }
}

std::string ConditionDraw::LiveFact() {
  const std::string live = Join({"live(", Quote(draw_.OneOf(channels_)), ")."});
  const std::string wait = live + "expected_wait";
  const std::string flag = live + draw_.Of<const char*>({"in_service", "open"});
  switch (draw_.Below(6)) {
    case 0:
      return flag;
    case 1:
      return "!" + flag;
    case 2:
      return Equal({flag, draw_.Of<const char*>({"true", "false"})});
    case 3:
      return draw_.Of<const char*>({"has(", "!has("}) + wait + ")";
    case 4:
      return "!(" + Ordered({wait, DurationConstant()}) + ")";
    default:
      return Ordered({wait, DurationConstant()});
  }
}

std::string ConditionDraw::Join(std::initializer_list<std::string> parts) {
  return absl::StrJoin(parts, "");
}

std::string ConditionDraw::Ordered(const Sides& sides) {
  const char* op = draw_.Of<const char*>({" < ", " <= ", " > ", " >= ", " >= ", " == ", " != "});
  return draw_.Percent(70) ? sides.fact + op + sides.constant : sides.constant + op + sides.fact;
}

std::string ConditionDraw::Equal(const Sides& sides) {
  const char* op = draw_.Of<const char*>({" == ", " == ", " != "});
  return draw_.Percent(70) ? sides.fact + op + sides.constant : sides.constant + op + sides.fact;
}

std::string ConditionDraw::ListOf(const Words& constants) {
  Words some;
  for (std::int64_t left = draw_.Below(5); left > 0; --left) some.push_back(draw_.OneOf(constants));
  return Join({"[", absl::StrJoin(some, ", "), "]"});
}

std::string ConditionDraw::Quote(const std::string& text) {
  const char quote = draw_.Of<char>({'\'', '"'});
  std::string quoted(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + quote;
}

std::string ConditionDraw::TimeConstant() {
  if (draw_.Percent(25)) return Join({"timestamp('", draw_.OneOf(Times()), "')"});
  std::int64_t seconds = draw_.OneOf(instants_);
  seconds += draw_.Of<int>({0, 0, 1, -1, 3600});
  const absl::Time time = absl::FromUnixSeconds(seconds);
  return Join(
      {"timestamp('", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone()), "')"});
}

std::string ConditionDraw::DurationConstant() {
  if (draw_.Percent(50)) return Join({"duration('", draw_.OneOf(Durations()), "')"});
  return draw_.Of<const char*>(
      {"duration('5m')", "duration('300s')", "duration('1m30s')", "duration('600s')"});
}

}  // namespace signpost::reference
