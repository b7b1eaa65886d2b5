// SPDX-License-Identifier: Apache-2.0
//
// Services and channels that conditions of rules name: whether they are there, and for which
// services a condition can hold at all.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "catalog/check_rules.h"
#include "catalog/nearest.h"
#include "cel/lexer.h"
#include "cel/literal.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using cel::Ast;
using cel::NodeId;
using cel::NodeKind;
using cel::Operation;
using cel::ValueKind;

const google::protobuf::FieldDescriptor* FieldOf(const google::protobuf::Descriptor* message,
                                                 int number) {
  return message->FindFieldByNumber(number);
}

bool IsText(const Ast& ast, NodeId id) {
  return ast.node(id).kind == NodeKind::kConstant && ast.constant(id).kind() == ValueKind::kString;
}

// Of a literal within the part of the text that `span` is: folding leaves a list no more than that.
cel::Span FindLiteral(const cel::Source& source, cel::Span span, std::string_view value) {
  const cel::Source part{std::string(source.Text(span))};
  cel::Issues issues(part, 0);
  for (const cel::Token& token : cel::Tokenize(part, issues)) {
    if (token.kind == cel::TokenKind::kString &&
        cel::Unquote(part.Text(token.span), false).value == value) {
      return {span.begin + token.span.begin, span.begin + token.span.end};
    }
  }
  return span;
}

std::vector<int> SortedOnce(std::vector<int> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace

ConditionChecks::Names ConditionChecks::NamesOf(const Ast& ast, NodeId id) {
  static const auto* const contact = v1::Contact::descriptor();
  static const auto* const customer = v1::Customer::descriptor();
  static const auto* const service = FieldOf(contact, v1::Contact::kServiceFieldNumber);
  static const google::protobuf::FieldDescriptor* const channels[] = {
      FieldOf(contact, v1::Contact::kArrivalChannelFieldNumber),
      FieldOf(customer, v1::Customer::kPreferredChannelsFieldNumber),
      FieldOf(customer, v1::Customer::kDeclinedOffersFieldNumber),
      FieldOf(v1::Attempt::descriptor(), v1::Attempt::kChannelFieldNumber)};
  const cel::Node& node = ast.node(id);
  if (node.kind != NodeKind::kSelect || node.field == nullptr) return Names::kNone;
  if (node.field == service) return Names::kService;
  const bool channel =
      std::find(std::begin(channels), std::end(channels), node.field) != std::end(channels);
  return channel ? Names::kChannel : Names::kNone;
}

// `contact.service == "x"`, `contact.service in ["x"]`, `"x" in contact.customer.declined_offers`.
void ConditionChecks::CheckComparison(int rule, const cel::Program& program, NodeId call) {
  const Ast& ast = program.ast();
  const NodeId a = ast.child(call, 0), b = ast.child(call, 1);
  if (IsText(ast, a)) return CheckName(rule, program, NamesOf(ast, b), ast.constant(a), a);
  const Names names = NamesOf(ast, a);
  if (names == Names::kNone) return;
  if (IsText(ast, b)) return CheckName(rule, program, names, ast.constant(b), b);
  if (ast.node(b).kind == NodeKind::kList) {
    for (const NodeId item : ast.children(b)) {
      if (IsText(ast, item)) CheckName(rule, program, names, ast.constant(item), item);
    }
  } else if (ast.node(b).kind == NodeKind::kConstant &&
             ast.constant(b).kind() == ValueKind::kList && !ast.constant(b).from_field()) {
    const cel::Value& list = ast.constant(b);
    for (std::size_t i = 0; i < list.count(); ++i) {
      if (list.items()[i].kind() == ValueKind::kString) {
        CheckName(rule, program, names, list.items()[i], b);
      }
    }
  }
}

void ConditionChecks::CheckName(int rule, const cel::Program& program, Names names,
                                const cel::Value& value, NodeId literal) {
  // An empty channel is one that is not known.
  if (names == Names::kNone || (names == Names::kChannel && value.text().empty())) return;
  const bool service = names == Names::kService;
  const IdList& list = service ? context_.index.services : context_.index.channels;
  const std::string id(value.text());
  if (list.Find(id) >= 0) return;
  std::string remedy;
  cel::Span span = program.ast().node(literal).span;
  if (report_.Keeps(Code::RULE_UNKNOWN_ID)) {
    remedy = DidYouMean(id, list.ids());
    span = FindLiteral(program.source(), span, id);
  }
  if (remedy.empty()) remedy = "add it to the catalog, or correct the id";
  Add(Code::RULE_UNKNOWN_ID, rule, program.source(), span,
      absl::StrCat("no ", service ? "service" : "channel", " has the id \"",
                   absl::Utf8SafeCEscape(id), "\""),
      std::move(remedy));
}

bool ConditionChecks::IsService(const Ast& ast, NodeId id) {
  if (NamesOf(ast, id) != Names::kService) return false;
  const cel::Node& contact = ast.node(ast.child(id, 0));
  return contact.kind == NodeKind::kVariable && contact.index == RuleEnvironment::kContact;
}

std::optional<std::vector<int>> ConditionChecks::ServicesNamed(const cel::Value& value) const {
  const bool list = value.kind() == ValueKind::kList;
  if (!list && value.kind() != ValueKind::kString) return std::nullopt;
  std::vector<int> services;
  for (std::size_t i = 0; i < (list ? value.count() : 1); ++i) {
    const cel::Value& item = list ? value.items()[i] : value;
    if (item.kind() != ValueKind::kString) continue;
    const int service = context_.index.services.Find(item.text());
    if (service >= 0) services.push_back(service);
  }
  return SortedOnce(std::move(services));
}

std::optional<std::vector<int>> ConditionChecks::ServicesOf(const Ast& ast, NodeId id) const {
  const cel::Node& node = ast.node(id);
  if (node.kind == NodeKind::kConstant && ast.constant(id).IsFalse()) return std::vector<int>();
  if (node.kind == NodeKind::kCall &&
      (node.operation == Operation::kEqual || node.operation == Operation::kIn)) {
    NodeId a = ast.child(id, 0), b = ast.child(id, 1);
    if (node.operation == Operation::kEqual && IsService(ast, b)) std::swap(a, b);
    if (!IsService(ast, a) || ast.node(b).kind != NodeKind::kConstant) return std::nullopt;
    return ServicesNamed(ast.constant(b));
  }
  if (node.kind == NodeKind::kOr) {
    std::vector<int> all;
    for (const NodeId child : ast.children(id)) {
      const std::optional<std::vector<int>> some = ServicesOf(ast, child);
      if (!some) return std::nullopt;
      all.insert(all.end(), some->begin(), some->end());
    }
    return SortedOnce(std::move(all));
  }
  if (node.kind != NodeKind::kAnd) return std::nullopt;
  std::optional<std::vector<int>> all;
  for (const NodeId child : ast.children(id)) {
    std::optional<std::vector<int>> some = ServicesOf(ast, child);
    if (!some) continue;
    if (all) {
      std::vector<int> both;
      std::set_intersection(all->begin(), all->end(), some->begin(), some->end(),
                            std::back_inserter(both));
      some = std::move(both);
    }
    all = std::move(some);
  }
  return all;
}

SIGNPOST_END_NAMESPACE
