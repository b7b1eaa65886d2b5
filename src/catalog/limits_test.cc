// SPDX-License-Identifier: Apache-2.0
//
// Every limit: at it, one above, and at zero.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "catalog/read.h"
#include "catalog/test_sources.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "signpost/v1/contact.pb.h"

namespace signpost {
namespace {

// Sets one quantity of a catalog that is otherwise within every limit.
struct LimitCase {
  const char* name;
  std::int64_t Limits::*field;
  std::function<void(v1::Catalog*, std::int64_t)> set;
  // What the limit is set to, for "at" and "above".
  std::int64_t limit = 3;
  // What stands for one, where zero is tested.
  std::int64_t one = 1;
};

template <typename List>
void Fill(List* list, std::int64_t count) {
  list->Clear();
  for (std::int64_t i = 0; i < count; ++i) list->Add();
}

v1::ServiceChannel* First(v1::Catalog* c) {
  return c->service_channels_size() == 0 ? c->add_service_channels()
                                         : c->mutable_service_channels(0);
}

std::vector<LimitCase> Cases() {
  using C = v1::Catalog;
  using I = std::int64_t;
  return {
      {"channels", &Limits::channels, [](C* c, I n) { Fill(c->mutable_channels(), n); }},
      {"services", &Limits::services, [](C* c, I n) { Fill(c->mutable_services(), n); }},
      {"service_channels", &Limits::service_channels,
       [](C* c, I n) { Fill(c->mutable_service_channels(), n); }},
      {"rate_cards", &Limits::rate_cards, [](C* c, I n) { Fill(c->mutable_rate_cards(), n); }},
      {"opening_hours", &Limits::opening_hours,
       [](C* c, I n) { Fill(c->mutable_opening_hours(), n); }},
      {"attributes", &Limits::attributes, [](C* c, I n) { Fill(c->mutable_attributes(), n); }},
      {"rules", &Limits::rules, [](C* c, I n) { Fill(c->mutable_rules(), n); }},
      {"parties", &Limits::parties, [](C* c, I n) { Fill(c->mutable_parties(), n); }},
      {"roles", &Limits::roles, [](C* c, I n) { Fill(c->mutable_roles(), n); }},
      {"participations", &Limits::participations,
       [](C* c, I n) { Fill(c->mutable_participations(), n); }},
      {"scripts", &Limits::scripts, [](C* c, I n) { Fill(c->mutable_scripts(), n); }},
      {"exchange_rates", &Limits::exchange_rates,
       [](C* c, I n) { Fill(c->mutable_exchange_rates(), n); }},
      {"requirements", &Limits::requirements,
       [](C* c, I n) {
         // Spread over two channels: what counts is how many there are in all.
         for (I i = 0; i < n; ++i) {
           v1::Channel* channel =
               i % 2 == 0 || c->channels_size() == 0 ? c->add_channels() : c->mutable_channels(0);
           channel->add_requires(absl::StrCat("IDENTITY_LEVEL_", i + 1));
         }
       }},
      {"components", &Limits::components,
       [](C* c, I n) {
         c->add_rate_cards()->set_id("card");
         Fill(c->mutable_rate_cards(0)->mutable_components(), n / 2);
         First(c)->set_rate_card("card");
         Fill(First(c)->mutable_components(), n - n / 2);
       }},
      {"components", &Limits::components,
       [](C* c, I n) { Fill(c->add_rate_cards()->mutable_components(), n); }},
      {"components", &Limits::components,
       [](C* c, I n) { Fill(c->add_rate_cards()->mutable_capacity_rates(), n); }},
      {"price_bands", &Limits::price_bands,
       [](C* c, I n) {
         Fill(c->add_rate_cards()->add_components()->mutable_tariff()->mutable_bands(), n);
       }},
      {"price_bands", &Limits::price_bands,
       [](C* c, I n) { Fill(First(c)->add_components()->mutable_tariff()->mutable_bands(), n); }},
      {"tariff_units", &Limits::tariff_units,
       [](C* c, I n) {
         v1::CostComponent* component = First(c)->add_components();
         component->set_basis(v1::COST_BASIS_PER_UNIT);
         component->mutable_tariff()->set_units_per_contact(static_cast<double>(n));
       }},
      {"capacity", &Limits::capacity,
       [](C* c, I n) {
         v1::CapacityRate* rate = c->add_rate_cards()->add_capacity_rates();
         if (n > 0) rate->set_practical_minutes(static_cast<double>(n));
       }},
      {"capacity", &Limits::capacity,
       [](C* c, I n) {
         v1::CapacityRate* rate = c->add_rate_cards()->add_capacity_rates();
         if (n > 0) rate->set_people(static_cast<double>(n));
       }},
      {"periods", &Limits::periods,
       [](C* c, I n) { Fill(c->add_opening_hours()->mutable_periods(), n); }},
      {"periods", &Limits::periods,
       [](C* c, I n) { Fill(c->add_opening_hours()->add_exceptions()->mutable_periods(), n); }},
      {"exceptions", &Limits::exceptions,
       [](C* c, I n) { Fill(c->add_opening_hours()->mutable_exceptions(), n); }},
      {"list_entries", &Limits::list_entries,
       [](C* c, I n) { Fill(c->add_channels()->mutable_external_ids(), n); }},
      {"list_entries", &Limits::list_entries,
       [](C* c, I n) { Fill(c->add_services()->mutable_external_ids(), n); }},
      {"list_entries", &Limits::list_entries,
       [](C* c, I n) {
         c->add_services()->mutable_purposes()->Resize(static_cast<int>(n),
                                                       v1::SERVICE_PURPOSE_DELIVERY);
       }},
      {"list_entries", &Limits::list_entries,
       [](C* c, I n) {
         c->add_participations()->mutable_aspects()->Resize(static_cast<int>(n),
                                                            v1::OWNERSHIP_ASPECT_DATA);
       }},
      {"list_entries", &Limits::list_entries,
       [](C* c, I n) {
         c->add_opening_hours()->add_periods()->mutable_days()->Resize(static_cast<int>(n),
                                                                       v1::DAY_OF_WEEK_MONDAY);
       }},
      {"id_bytes", &Limits::id_bytes,
       [](C* c, I n) { c->add_parties()->set_id(std::string(n, 'x')); }},
      {"text_bytes", &Limits::text_bytes,
       [](C* c, I n) { c->add_parties()->set_name(std::string(n, 'x')); }},
      {"money_units", &Limits::money_units,
       [](C* c, I n) { c->mutable_policy()->mutable_failure_cost()->set_units(n); }},
      {"customer_minute_units", &Limits::customer_minute_units,
       [](C* c, I n) { c->mutable_policy()->mutable_customer_minute_value()->set_units(n); }},
      {"weight", &Limits::weight,
       [](C* c, I n) {
         c->mutable_policy()->mutable_weights()->set_waiting(static_cast<double>(n));
       }},
      {"duration_seconds", &Limits::duration_seconds,
       [](C* c, I n) { First(c)->mutable_handling()->mutable_talk()->set_seconds(n); }},
      {"processing_seconds", &Limits::processing_seconds,
       [](C* c, I n) { First(c)->mutable_processing_time()->set_seconds(n); }},
      {"concurrency", &Limits::concurrency,
       [](C* c, I n) {
         if (n > 0) First(c)->mutable_handling()->set_concurrency(static_cast<double>(n));
       }},
      {"monthly_volume", &Limits::monthly_volume,
       [](C* c, I n) {
         if (n > 0) First(c)->set_monthly_volume(static_cast<double>(n));
       }},
      {"rule_effects", &Limits::rule_effects,
       [](C* c, I n) { Fill(c->add_rules()->mutable_effects(), n); }},
      {"channels", &Limits::channels,
       [](C* c, I n) {
         c->add_rules()->add_effects()->mutable_weigh();
         for (I i = 0; i < n; ++i) {
           c->mutable_rules(0)->mutable_effects(0)->mutable_weigh()->add_channels("x");
         }
       }},
      {"condition_code_points", &Limits::condition_code_points,
       [](C* c, I n) {
         std::string condition;
         for (I i = 0; i < n; ++i) condition += "\u00e9";
         c->add_rules()->set_condition(condition);
       }},
      {"condition_nodes", &Limits::condition_nodes,
       [](C* c, I n) {
         std::string condition = n > 0 ? "true" : "";
         for (I i = 1; i < n; ++i) condition.insert(0, "!");
         c->add_rules()->set_condition(condition);
       }},
      {"condition_depth", &Limits::condition_depth,
       [](C* c, I n) {
         std::string condition = n > 0 ? "true" : "";
         for (I i = 1; i < n; ++i) condition = "(" + condition + ")";
         c->add_rules()->set_condition(condition);
       }},
      {"money_units", &Limits::money_units,
       [](C* c, I n) {
         c->add_rules()->add_effects()->mutable_weigh()->mutable_money()->set_units(-n);
       }},
      {"nesting_depth", &Limits::nesting_depth,
       [](C* c, I n) {
         if (n < 3) {
           if (n > 0) c->add_channels();
           return;
         }
         // attributes { default { list { ... } } } is three deep, a further list two more.
         google::protobuf::Value* value = c->add_attributes()->mutable_default_();
         if (n > 3) value->mutable_list_value()->add_values();
         if (n == 3) value->mutable_list_value();
       }},
  };
}

TEST(Limits, EachAtAboveAndZero) {
  for (const LimitCase& c : Cases()) {
    SCOPED_TRACE(c.name);
    CatalogOptions options;
    options.limits.findings_reported = 1000;
    options.limits.*c.field = c.limit;
    v1::Catalog at, above, none, one;
    c.set(&at, c.limit);
    c.set(&above, c.limit + 1);
    c.set(&none, 0);
    c.set(&one, c.one);
    EXPECT_THAT(About(c.name, ValidateCatalog(at, options)), testing::IsEmpty());
    const CatalogResult over = ValidateCatalog(above, options);
    const std::vector<std::string> messages = About(c.name, over);
    EXPECT_FALSE(over.catalog);
    ASSERT_THAT(messages, testing::SizeIs(1)) << Text(over);
    EXPECT_THAT(messages[0], testing::HasSubstr(absl::StrCat(c.limit + 1)));
    EXPECT_THAT(messages[0], testing::HasSubstr(absl::StrCat(c.name, " of ", c.limit)));

    options.limits.*c.field = 0;
    EXPECT_THAT(About(c.name, ValidateCatalog(none, options)), testing::IsEmpty());
    EXPECT_THAT(About(c.name, ValidateCatalog(one, options)), testing::SizeIs(1));
  }
}

TEST(Limits, OfFallbacksAssistsAndParticipationsAreThoseOfWhatTheyName) {
  CatalogOptions options;
  options.limits.channels = 2;
  options.limits.services = 1;
  v1::Catalog message;
  for (int i = 0; i < 3; ++i) {
    First(&message)->mutable_outcome()->add_fallbacks();
    if (i < 2) message.add_participations()->add_services("s");
  }
  message.add_channels();
  for (int i = 0; i < 3; ++i) message.mutable_channels(0)->add_assists("x");
  message.add_participations();
  for (int i = 0; i < 3; ++i) message.mutable_participations(2)->add_channels("x");
  EXPECT_THAT(About("channels", ValidateCatalog(message, options)), testing::SizeIs(3));
  message.mutable_participations(0)->add_services("s");
  EXPECT_THAT(About("services", ValidateCatalog(message, options)), testing::SizeIs(1));
}

TEST(Limits, BytesOfCatalogsAndContacts) {
  CatalogOptions options;
  const std::string text = Golden("good.textproto").content;
  const auto size = static_cast<std::int64_t>(text.size());
  const auto load = [&](std::int64_t limit) {
    options.limits.catalog_bytes = limit;
    return LoadCatalog({{"a.txtpb", text}}, options);
  };
  EXPECT_TRUE(load(size).catalog);
  EXPECT_EQ(Text(load(size - 1)),
            absl::StrCat("a.txtpb: error: ", size, " bytes are over the limit catalog_bytes of ",
                         size - 1, "; split it, or raise Limits::catalog_bytes [OVER_LIMIT]\n"));
  EXPECT_FALSE(load(0).catalog);
  // All sources together.
  options.limits.catalog_bytes = size + 9;
  EXPECT_FALSE(LoadCatalog({{"a.txtpb", text}, {"b.txtpb", "          "}}, options).catalog);
  options.limits.catalog_bytes = size + 10;
  EXPECT_TRUE(LoadCatalog({{"a.txtpb", text}, {"b.txtpb", "          "}}, options).catalog);

  Limits limits;
  v1::Contact contact;
  std::vector<Finding> findings;
  limits.contact_bytes = 7;
  EXPECT_TRUE(ReadMessage({"c", "id: 'a'"}, limits, &contact, &findings).ok());
  EXPECT_FALSE(ReadMessage({"c", "id: 'ab'"}, limits, &contact, &findings).ok());
  EXPECT_THAT(findings[0].message, testing::HasSubstr("limit contact_bytes of 7"));
  limits.contact_bytes = 0;
  EXPECT_FALSE(ReadMessage({"c", "i"}, limits, &contact, &findings).ok());
  EXPECT_TRUE(ReadMessage({"c", ""}, limits, &contact, &findings).ok());
}

TEST(Limits, NestingOfEveryFormat) {
  const auto nested = [](int depth, const char* open, const char* close) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += open;
    for (int i = 0; i < depth; ++i) text += close;
    return text;
  };
  const auto text = [&](int depth) {
    return "attributes { default { " + nested(depth, "list_value { values {", "} }") + " } }";
  };
  const auto json = [&](int depth) {
    return "{\"attributes\": [{\"default\": " + nested(depth, "[", "]") + "}]}";
  };
  for (const int depth : {20, 40}) {
    v1::Catalog message;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text(depth), &message));
    EXPECT_THAT(CodesOf(LoadCatalog({{"a.txtpb", text(depth)}})),
                testing::Not(testing::Contains("TEXT_MALFORMED")));
    EXPECT_THAT(CodesOf(LoadCatalog({{"a.pb", message.SerializeAsString()}})),
                testing::Not(testing::Contains("BINARY_MALFORMED")));
    EXPECT_THAT(CodesOf(LoadCatalog({{"a.json", json(depth)}})),
                testing::Not(testing::Contains("JSON_MALFORMED")));
    CatalogOptions options;
    options.limits.nesting_depth = 15;
    for (const CatalogSource& source :
         {CatalogSource{"a.txtpb", text(depth)}, CatalogSource{"a.json", json(depth)},
          CatalogSource{"a.pb", message.SerializeAsString()}}) {
      EXPECT_FALSE(LoadCatalog({source}, options).catalog);
      EXPECT_EQ(LoadCatalog({source}, options).findings.size(), 1u) << source.name;
    }
  }
  // Bottomless: no stack is used up.
  for (const int depth : {1'000'000}) {
    EXPECT_FALSE(LoadCatalog({{"a.txtpb", text(depth)}}).catalog);
    EXPECT_FALSE(LoadCatalog({{"a.json", json(depth)}}).catalog);
    EXPECT_FALSE(LoadCatalog({{"a.pb", std::string(depth, '\x3b')}}).catalog);
  }
}

TEST(Limits, FindingsReportedCountsTheRest) {
  CatalogOptions options;
  std::string text;
  for (int i = 0; i < 50; ++i) text += "opening_hours { }\n";  // An error and a warning each.
  const auto load = [&](std::int64_t limit) {
    options.limits.findings_reported = limit;
    return LoadCatalog({Golden("good.textproto"), {"b.txtpb", text}}, options);
  };
  EXPECT_EQ(load(100).findings.size(), 100u);
  const CatalogResult cut = load(99);
  ASSERT_EQ(cut.findings.size(), 100u);
  EXPECT_EQ(ToString(cut.findings.back()),
            "warning: not listed: 0 more errors and 1 more warnings, over the limit "
            "findings_reported of 99; mend these first, or raise Limits::findings_reported "
            "[FINDINGS_CUT]");
  const CatalogResult errors_first = load(10);
  ASSERT_EQ(errors_first.findings.size(), 11u);
  for (const Finding& finding : errors_first.findings) {
    EXPECT_EQ(finding.severity, Severity::kError);
  }
  const CatalogResult none = load(0);
  ASSERT_EQ(none.findings.size(), 1u);
  EXPECT_THAT(none.findings[0].message, testing::StartsWith("not listed: 50 more errors and 50"));
  EXPECT_FALSE(none.catalog);
}

TEST(Limits, ThatAreImpossibleAreRefused) {
  const std::vector<std::pair<std::int64_t Limits::*, std::int64_t>> impossible = {
      {&Limits::channels, 65},
      {&Limits::channels, -1},
      {&Limits::requirements, 65},
      {&Limits::nesting_depth, 101},
      {&Limits::catalog_bytes, std::int64_t{1} << 31},
      {&Limits::contact_bytes, std::int64_t{1} << 31},
      {&Limits::money_units, 1'000'000'000'001},
      {&Limits::customer_minute_units, 1'000'001},
      {&Limits::weight, 1'001},
      {&Limits::duration_seconds, Limits{}.duration_seconds + 1},
      {&Limits::processing_seconds, Limits{}.processing_seconds + 1},
      {&Limits::condition_code_points, 1'000'001},
      {&Limits::condition_nodes, 1'000'001},
      {&Limits::condition_depth, 201},
      {&Limits::rule_effects, -1},
      {&Limits::rule_pairs_analysed, -1},
      {&Limits::findings_reported, -1}};
  for (const auto& [field, value] : impossible) {
    CatalogOptions options;
    options.limits.*field = value;
    const CatalogResult result = LoadCatalog({Golden("good.textproto")}, options);
    EXPECT_FALSE(result.catalog);
    EXPECT_THAT(CodesOf(result),
                testing::Contains(testing::AnyOf("LIMITS_INVALID", "FINDINGS_CUT")));
  }
}

}  // namespace
}  // namespace signpost
