// SPDX-License-Identifier: Apache-2.0
#include "cel/environment.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "cel/lexer.h"
#include "cel/source.h"
#include "cel/standard.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;

Environment::Environment()
    : Environment(DescriptorPool::generated_pool(), MessageFactory::generated_factory()) {}

Environment::Environment(const DescriptorPool* pool, MessageFactory* factory)
    : pool_(pool), factory_(factory) {
  for (Function& function : StandardFunctions()) {
    std::string name = function.name;
    functions_.emplace(std::move(name), std::move(function));
  }
}

namespace {

// Identifiers with dots between them; words of the language are none.
bool IsQualifiedName(const std::string& name) {
  const Source source(name);
  Issues issues(source, 1);
  const std::vector<Token> tokens = Tokenize(source, issues);
  std::uint32_t end = 0;  // No blanks or comments in between.
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TokenKind wanted = i % 2 == 0               ? TokenKind::kIdentifier
                             : i + 1 == tokens.size() ? TokenKind::kEnd
                                                      : TokenKind::kDot;
    if (tokens[i].kind != wanted || tokens[i].reserved || tokens[i].span.begin != end) return false;
    end = tokens[i].span.end;
  }
  return tokens.back().kind == TokenKind::kEnd && end == name.size();
}

}  // namespace

absl::Status Environment::AddVariable(std::string name, Type type) {
  if (!IsQualifiedName(name)) {
    return absl::InvalidArgumentError(absl::StrFormat("'%s' is no identifier", name));
  }
  const auto slot = static_cast<std::uint32_t>(variables_.size());
  const auto [at, added] = variable_map_.emplace(std::move(name), Variable{slot, std::move(type)});
  if (!added) {
    return absl::AlreadyExistsError(
        absl::StrFormat("variable '%s' is declared already", at->first));
  }
  variables_.push_back(at);
  return absl::OkStatus();
}

absl::Status Environment::AddFunction(std::string name, std::vector<Overload> overloads,
                                      Implementation implementation) {
  if (!IsQualifiedName(name)) {
    return absl::InvalidArgumentError(absl::StrFormat("'%s' is no identifier", name));
  }
  if (overloads.empty()) {
    return absl::InvalidArgumentError(absl::StrFormat("function '%s' has no overload", name));
  }
  if (name == "has") {
    return absl::AlreadyExistsError("has() is a macro of the language");
  }
  Function function{name, Operation::kUser, std::move(overloads), std::move(implementation)};
  if (!functions_.emplace(name, std::move(function)).second) {
    return absl::AlreadyExistsError(absl::StrFormat("function '%s' is declared already", name));
  }
  return absl::OkStatus();
}

const RecordType* Environment::AddRecord(RecordType record) {
  records_.push_back(std::make_unique<const RecordType>(std::move(record)));
  return records_.back().get();
}

std::optional<std::uint32_t> Environment::FindVariable(std::string_view name) const {
  const auto at = variable_map_.find(name);
  if (at == variable_map_.end()) return std::nullopt;
  return at->second.slot;
}

std::optional<Meaning> Environment::Find(const std::string& name) const {
  Meaning meaning{Meaning::kVariable, 0, {}};
  if (const auto at = variable_map_.find(name); at != variable_map_.end()) {
    meaning.variable = at->second.slot;
    return meaning;
  }
  meaning.kind = Meaning::kConstant;
  static constexpr TypeKind kTypes[] = {
      TypeKind::kNull,     TypeKind::kBool,   TypeKind::kInt,   TypeKind::kUint,
      TypeKind::kDouble,   TypeKind::kString, TypeKind::kBytes, TypeKind::kTimestamp,
      TypeKind::kDuration, TypeKind::kList,   TypeKind::kMap,   TypeKind::kTypeType};
  for (const TypeKind kind : kTypes) {
    if (RuntimeName(kind) == name) {
      meaning.constant = Value::TypeNamed(RuntimeName(kind));
      return meaning;
    }
  }
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos) {
    if (const auto* type = pool_->FindEnumTypeByName(name.substr(0, dot))) {
      if (const auto* value = type->FindValueByName(name.substr(dot + 1))) {
        meaning.constant = Value::Int(value->number());
        if (type->full_name() == "google.protobuf.NullValue") {
          meaning.constant = Value::Null();
        }
        return meaning;
      }
    }
  }
  if (const auto* message = pool_->FindMessageTypeByName(name)) {
    meaning.constant = Value::TypeNamed(message->full_name());
    return meaning;
  }
  return std::nullopt;
}

// Calls `visit` with container.name, then without the last part of the container, until it is
// satisfied.
template <typename Visit>
bool Environment::EachCandidate(std::string_view name, bool rooted, Visit visit) const {
  std::string_view container = rooted ? std::string_view() : std::string_view(container_);
  while (!container.empty()) {
    if (visit(std::string(container) + "." + std::string(name))) return true;
    const std::size_t dot = container.rfind('.');
    container = dot == std::string_view::npos ? std::string_view() : container.substr(0, dot);
  }
  return visit(std::string(name));
}

std::optional<Meaning> Environment::Resolve(std::string_view name, bool rooted) const {
  std::optional<Meaning> meaning;
  EachCandidate(name, rooted, [&](const std::string& candidate) {
    meaning = Find(candidate);
    return meaning.has_value();
  });
  return meaning;
}

const Function* Environment::FindFunction(std::string_view name) const {
  const auto at = functions_.find(name);
  return at == functions_.end() ? nullptr : &at->second;
}

const Function* Environment::ResolveFunction(std::string_view name, bool rooted) const {
  const Function* function = nullptr;
  EachCandidate(name, rooted, [&](const std::string& candidate) {
    function = FindFunction(candidate);
    return function != nullptr;
  });
  return function;
}

namespace {

// Optimal string alignment distance (letters changed, left out, added, or exchanged with the next),
// at most `limit` + 1.
std::size_t Distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> two_above(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = above[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
    two_above.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::string SuggestFrom(std::string_view name, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t nearest = name.size() / 3 + 1;  // One letter in three may differ.
  if (name.size() > 100) return "";
  for (const std::string_view candidate : known) {
    const std::size_t distance = Distance(name, candidate, nearest);
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return best.empty() ? "" : absl::StrFormat("; did you mean '%s'?", best);
}

std::string Environment::SuggestVariable(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const auto& [variable, unused] : variable_map_) known.push_back(variable);
  return SuggestFrom(name, known);
}

std::string Environment::SuggestFunction(std::string_view name) const {
  std::vector<std::string_view> known = {"has", "all", "exists", "exists_one", "map", "filter"};
  for (const auto& [function, unused] : functions_) {
    if (absl::ascii_isalpha(static_cast<unsigned char>(function[0]))) known.push_back(function);
  }
  return SuggestFrom(name, known);
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
