// SPDX-License-Identifier: Apache-2.0
//
// What one condition costs on a bound contact, and what many rules add to binding and deciding;
// beside it the evaluator of the language on the message, which is what a plan spares. Every answer
// is checked before it is timed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "rules/environment.h"
#include "signpost/rules.h"
#include "signpost/signpost.h"

namespace signpost {
namespace {

constexpr char kServiceAgeInternet[] =
    R"(contact.service == "council-tax" && age >= 65 && !contact.customer.has_internet)";
constexpr char kTagOrUrgency[] = R"("vulnerable" in tags || contact.urgency > 3)";

// As a council would have them: each about a service, and some of age, access, tags, urgency and
// language.
std::string RuleCondition(int i) {
  const std::string service = i % 50 == 0
                                  ? std::string("contact.service == \"council-tax\"")
                                  : absl::StrCat("contact.service == \"service-", i % 50, "\"");
  switch (i % 5) {
    case 0:
      return absl::StrCat(service, " && age >= ", 16 + i % 70,
                          " && !contact.customer.has_internet");
    case 1:
      return absl::StrCat("\"tag-", i % 40, "\" in tags || contact.urgency > ", 3 + i % 7);
    case 2:
      return absl::StrCat(service, " && (age < ", 16 + i % 70, " || contact.urgency >= ", i % 9,
                          ")");
    case 3:
      return absl::StrCat("contact.customer.language in [\"pl\", \"ur\", \"l", i % 30, "\"] && ",
                          service);
    default:
      return absl::StrCat("!(", service, ") && \"tag-", i % 40, "\" in tags");
  }
}

v1::Catalog MakeCatalog(const std::vector<std::string>& conditions) {
  v1::Catalog catalog;
  catalog.set_currency("GBP");
  catalog.mutable_policy()->mutable_customer_minute_value()->set_nanos(200'000'000);
  catalog.add_services()->set_id("council-tax");
  for (int i = 0; i < 12; ++i) {
    v1::Channel& channel = *catalog.add_channels();
    channel.set_id(absl::StrCat("channel-", i));
    channel.set_mode(v1::CHANNEL_MODE_ASSISTED);
    v1::ServiceChannel& offered = *catalog.add_service_channels();
    offered.set_service("*");
    offered.set_channel(channel.id());
  }
  const auto attribute = [&catalog](const char* name, v1::AttributeType type) {
    v1::AttributeDeclaration& declaration = *catalog.add_attributes();
    declaration.set_name(name);
    declaration.set_type(type);
  };
  attribute("age", v1::ATTRIBUTE_TYPE_INT);
  attribute("tags", v1::ATTRIBUTE_TYPE_STRING_LIST);
  for (const std::string& condition : conditions) {
    v1::Rule& rule = *catalog.add_rules();
    rule.set_id(absl::StrCat("rule-", catalog.rules_size()));
    rule.set_condition(condition);
    rule.add_effects()->set_tag("held");
  }
  return catalog;
}

v1::Contact MakeContact() {
  v1::Contact contact;
  contact.set_service("council-tax");
  contact.mutable_time()->set_seconds(1'795'255'200);
  contact.set_urgency(2);
  contact.mutable_customer()->set_has_internet(false);
  contact.mutable_customer()->set_language("en");
  (*contact.mutable_attributes())["age"].set_number_value(70);
  google::protobuf::ListValue& tags = *(*contact.mutable_attributes())["tags"].mutable_list_value();
  for (const char* const tag : {"blue-badge", "tag-4", "tag-6", "vulnerable"})
    tags.add_values()->set_string_value(tag);
  return contact;
}

// Conditions in a plan, one contact bound to it, and both for the evaluator.
struct Bed {
  explicit Bed(std::vector<std::string> texts)
      : conditions(std::move(texts)),
        catalog(MakeCatalog(conditions)),
        plan(Compile(catalog)),
        contact(MakeContact()),
        environment(catalog.attributes(), {}),
        activation(environment.cel()),
        contact_work({}, environment.cel().pool(), environment.cel().factory()),
        work({}, environment.cel().pool(), environment.cel().factory()) {
    absl::StatusOr<Request> bound = BindContact(plan, contact);
    if (!bound.ok() || plan.view().rules.rules.size != conditions.size()) std::exit(1);
    request = *std::move(bound);
    Activate(environment, contact, nullptr, &activation, &contact_work);
    for (const std::string& condition : conditions) {
      programs.push_back(CompileCondition(environment, condition, "", {}).program);
      if (programs.back() == nullptr) std::exit(1);
    }
    const FactView facts(plan.view(), request, {});
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (Evaluate(i).IsTrue() != Match(i, facts).IsTrue()) {
        std::fprintf(stderr, "not the answer: %s\n", conditions[i].c_str());
        std::exit(1);
      }
    }
  }

  static Plan Compile(const v1::Catalog& catalog) {
    const CatalogResult loaded = ValidateCatalog(catalog);
    if (!loaded.catalog) {
      for (const Finding& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", ToString(finding).c_str());
      std::exit(1);
    }
    auto compiled = CompilePlan(*loaded.catalog);
    if (!compiled.ok()) std::exit(1);
    return *compiled;
  }

  Truth Match(std::size_t rule, const FactView& facts) const {
    const RuleView& rules = plan.view().rules;
    const RuleRow& row = rules.rules[rule];
    return EvaluateCondition(rules, rules.terms.Part(row.first_term, row.term_count), facts);
  }
  cel::Value Evaluate(std::size_t rule) {
    work.Clear();
    return programs[rule]->Evaluate(activation, work);
  }

  std::vector<std::string> conditions;
  v1::Catalog catalog;
  Plan plan;
  v1::Contact contact;
  Request request;
  RuleEnvironment environment;
  cel::Activation activation;
  cel::Workspace contact_work, work;
  std::vector<std::shared_ptr<const cel::Program>> programs;
};

std::vector<std::string> RuleConditions(std::int64_t count) {
  std::vector<std::string> conditions;
  for (int i = 0; i < count; ++i) conditions.push_back(RuleCondition(i));
  return conditions;
}

void BM_Condition(benchmark::State& state, const char* condition) {
  const Bed bed({condition});
  const FactView facts(bed.plan.view(), bed.request, {});
  if (!bed.Match(0, facts).IsTrue()) std::exit(1);
  for (auto _ : state) benchmark::DoNotOptimize(bed.Match(0, facts));
}

void BM_ConditionByEvaluator(benchmark::State& state, const char* condition) {
  Bed bed({condition});
  for (auto _ : state) benchmark::DoNotOptimize(bed.Evaluate(0));
}

void BM_MatchRules(benchmark::State& state) {
  const Bed bed(RuleConditions(state.range(0)));
  std::size_t matched = 0;
  const auto match = [&] {
    MatchRules(bed.plan.view(), bed.request, {}, kNone,
               [&matched](std::uint32_t, Truth truth) { matched += truth.IsTrue() ? 1 : 0; });
  };
  match();
  if (matched == 0 || matched == bed.conditions.size()) std::exit(1);
  for (auto _ : state) {
    match();
    benchmark::DoNotOptimize(matched);
  }
}

void BM_RulesByEvaluator(benchmark::State& state) {
  Bed bed(RuleConditions(state.range(0)));
  std::size_t matched = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < bed.programs.size(); ++i)
      matched += bed.Evaluate(i).IsTrue() ? 1 : 0;
    benchmark::DoNotOptimize(matched);
  }
}

void BM_RouteWithRules(benchmark::State& state) {
  const Bed bed(RuleConditions(state.range(0)));
  static Decision decision;
  Route(bed.plan.view(), bed.request, {}, &decision);
  if (decision.available_count != 12 ||
      (decision.matched_rules.count == 0) != (state.range(0) == 0)) {
    std::exit(1);
  }
  for (auto _ : state) {
    Route(bed.plan.view(), bed.request, {}, &decision);
    benchmark::DoNotOptimize(decision);
  }
}

void BM_BindContactWithRules(benchmark::State& state) {
  const Bed bed(RuleConditions(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(BindContact(bed.plan, bed.contact));
}

void BM_LoadAndCompileRules(benchmark::State& state) {
  const v1::Catalog catalog = MakeCatalog(RuleConditions(state.range(0)));
  for (auto _ : state) {
    const Plan plan = Bed::Compile(catalog);
    benchmark::DoNotOptimize(plan);
  }
}

BENCHMARK_CAPTURE(BM_Condition, service_age_internet, kServiceAgeInternet);
BENCHMARK_CAPTURE(BM_Condition, tag_or_urgency, kTagOrUrgency);
BENCHMARK_CAPTURE(BM_ConditionByEvaluator, service_age_internet, kServiceAgeInternet);
BENCHMARK_CAPTURE(BM_ConditionByEvaluator, tag_or_urgency, kTagOrUrgency);
BENCHMARK(BM_MatchRules)->Arg(100)->Arg(1000);
BENCHMARK(BM_RulesByEvaluator)->Arg(1000);
BENCHMARK(BM_RouteWithRules)->Arg(0)->Arg(100)->Arg(1000);
BENCHMARK(BM_BindContactWithRules)->Arg(0)->Arg(100)->Arg(1000);
BENCHMARK(BM_LoadAndCompileRules)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace signpost
