// SPDX-License-Identifier: Apache-2.0
//
// Conditions of rules: what is wrong with the expression, live(), regular expressions.
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "catalog/check_rules.h"
#include "catalog/nearest.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::Ast;
using cel::NodeId;
using cel::NodeKind;
using cel::Operation;
using cel::ValueKind;

// Messages quote the condition, which may hold anything.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) c = ' ';
  }
  return text;
}

// The limits of conditions that a catalog's reader can set, by the names that CEL has for them.
struct ConditionLimit {
  std::string_view name;
  const char* our_name;
  std::int64_t Limits::*value;
  const char* what;
};
constexpr ConditionLimit kLimits[] = {
    {"source_code_points", "condition_code_points", &Limits::condition_code_points, "code points"},
    {"nodes", "condition_nodes", &Limits::condition_nodes, "parts or more"},
    {"nesting_depth", "condition_depth", &Limits::condition_depth, "levels or more"}};

bool IsText(const Ast& ast, NodeId id) {
  return ast.node(id).kind == NodeKind::kConstant && ast.constant(id).kind() == ValueKind::kString;
}

}  // namespace

ConditionChecks::ConditionChecks(const CheckContext& context)
    : context_(context), report_(*context.report) {}

void ConditionChecks::Add(Code code, int rule, const cel::Source& source, cel::Span span,
                          std::string message, std::string remedy) {
  const Path root;
  const Path entry = root.At("rules", rule);
  const Path path = entry.At("condition");
  if (!report_.Keeps(code)) return report_.Add(code, path, "", "");  // Counted.
  Place place = report_.PlaceOf(path);
  std::string where = RuleName(context_, rule);
  std::string excerpt;
  std::optional<PlaceInText> written;
  if (const std::string_view text = report_.TextAt(place); !text.empty()) {
    const SourceText& file = texts_.try_emplace(place.source, text).first->second;
    written = file.Find(place.line, place.column, source.text(), span.begin, span.end);
  }
  if (written) {
    place.line = written->line;
    place.column = written->column;
    excerpt = std::move(written->excerpt);
  } else {
    const cel::Issue issue = source.At(span, "");
    absl::StrAppend(&where, ", condition ", issue.line, ":", issue.column);
    excerpt = source.ExcerptOf(issue);
  }
  report_.AddAt(code, place, OneLine(absl::StrCat(where, ": ", message)),
                OneLine(std::move(remedy)), std::move(excerpt));
}

void ConditionChecks::AddIssue(int rule, const cel::Source& source, const cel::Issue& issue) {
  for (const ConditionLimit& limit : kLimits) {
    if (issue.limit != limit.name) continue;
    const std::int64_t most = context_.limits.*limit.value;
    const std::int64_t value =
        limit.value == &Limits::condition_code_points ? source.code_points() : most + 1;
    return Add(
        Code::OVER_LIMIT, rule, source, issue.span,
        absl::StrCat(value, " ", limit.what, " are over the limit ", limit.our_name, " of ", most),
        absl::StrCat("use less, or raise Limits::", limit.our_name));
  }
  const std::size_t suggestion = issue.message.rfind("; did you mean ");
  const auto says = [&issue](const char* word) {
    return issue.message.find(word) != std::string::npos;
  };
  std::string remedy = "correct the condition";
  if (suggestion != std::string::npos) {
    remedy = issue.message.substr(suggestion + 2);
  } else if (says("does not take (int, double)") || says("does not take (double, int)")) {
    remedy = "compare numbers of one type: write 1.0, or double(x)";
  }
  Add(Code::RULE_CONDITION, rule, source, issue.span, issue.message.substr(0, suggestion),
      std::move(remedy));
}

ConditionFacts ConditionChecks::Check(int rule, const RuleSetBuilder::Added& condition) {
  ConditionFacts facts;
  if (condition.program == nullptr) {
    // CheckValues said so.
    if (condition.source->invalid_utf8() != std::string::npos) return facts;
    for (const cel::Issue& issue : condition.issues) AddIssue(rule, *condition.source, issue);
    return facts;
  }
  facts.compiled = true;
  const Ast& ast = condition.program->ast();
  ast.Walk([&](NodeId id) { CheckNode(rule, *condition.program, id, &facts); });
  // Lowering cannot place a live() without channel, which has its own finding.
  if (facts.live_channels_known) {
    for (const cel::Issue& issue : condition.issues) AddIssue(rule, *condition.source, issue);
  }
  facts.services = ServicesOf(ast, ast.root());
  return facts;
}

void ConditionChecks::CheckNode(int rule, const cel::Program& program, NodeId id,
                                ConditionFacts* facts) {
  const Ast& ast = program.ast();
  const cel::Node& node = ast.node(id);
  if (node.kind != NodeKind::kCall) return;
  switch (node.operation) {
    case Operation::kUser:
      if (node.function->name != RuleEnvironment::kLive) return;
      facts->calls_live = true;
      facts->live_channels_known &= CheckLive(rule, program, id);
      return;
    case Operation::kEqual:
    case Operation::kNotEqual:
    case Operation::kIn:
      return CheckComparison(rule, program, id);
    case Operation::kMatches: {
      const NodeId pattern = ast.child(id, 1);
      if (node.index == 0 || !IsText(ast, pattern)) return;
      if (!patterns_.emplace(ast.constant(pattern).text()).second) return;
      pattern_bytes_ += cel::Limits().regex_bytes;
      if (pattern_bytes_ > context_.limits.regex_bytes_total && first_rule_over_ < 0) {
        first_rule_over_ = rule;
      }
      return;
    }
    default:
      return;
  }
}

void ConditionChecks::Finish() {
  if (first_rule_over_ < 0) return;
  const Path root;
  const Path entry = root.At("rules", first_rule_over_);
  report_.AddOverLimit(entry.At("condition"), "regex_bytes_total",
                       context_.limits.regex_bytes_total, pattern_bytes_);
}

bool ConditionChecks::CheckLive(int rule, const cel::Program& program, NodeId call) {
  const Ast& ast = program.ast();
  const NodeId channel = ast.child(call, 0);
  if (!IsText(ast, channel)) {
    Add(Code::LIVE_CHANNEL, rule, program.source(), ast.Extent(channel),
        "live() of something that is no literal",
        "write the id of one channel in quotes, as live(\"phone\")");
    return false;
  }
  const std::string id(ast.constant(channel).text());
  if (context_.index.channels.Find(id) >= 0 && !id.empty()) return true;
  std::string remedy;
  if (report_.Keeps(Code::LIVE_CHANNEL)) remedy = DidYouMean(id, context_.index.channels.ids());
  if (remedy.empty()) remedy = "name a channel of the catalog";
  Add(Code::LIVE_CHANNEL, rule, program.source(), ast.node(channel).span,
      absl::StrCat("no channel has the id \"", absl::Utf8SafeCEscape(id), "\""), std::move(remedy));
  return false;
}

SIGNPOST_END_NAMESPACE
