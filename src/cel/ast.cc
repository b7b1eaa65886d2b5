// SPDX-License-Identifier: Apache-2.0
#include "cel/ast.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "cel/environment.h"
#include "cel/print.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

Ast::Ast() : names_{""} {}

NodeId Ast::Add(Node node, absl::Span<const NodeId> children) {
  nodes_.push_back(node);
  SetChildren(static_cast<NodeId>(nodes_.size() - 1), children);
  return static_cast<NodeId>(nodes_.size() - 1);
}

void Ast::SetChildren(NodeId id, absl::Span<const NodeId> children) {
  Node& node = nodes_[id];
  const std::vector<NodeId> copy(children.begin(), children.end());  // May be of this very vector.
  node.first_child = static_cast<std::uint32_t>(children_.size());
  node.child_count = static_cast<std::uint32_t>(copy.size());
  children_.insert(children_.end(), copy.begin(), copy.end());
  node.depth = 1;
  for (const NodeId child : copy) node.depth = std::max(node.depth, nodes_[child].depth + 1);
}

std::uint32_t Ast::AddName(std::string_view name) {
  names_.emplace_back(name);
  return static_cast<std::uint32_t>(names_.size() - 1);
}

Value Ast::Keep(const Value& value) {
  const auto copy = [&](std::string_view text) -> std::string_view {
    if (text.empty()) return {};
    char* room = google::protobuf::Arena::CreateArray<char>(&arena_, text.size());
    std::memcpy(room, text.data(), text.size());
    return {room, text.size()};
  };
  // Arrays of 64-bit words: the arena aligns to no more than that, and nothing needs more.
  const auto room = [&](std::size_t bytes) {
    return google::protobuf::Arena::CreateArray<std::uint64_t>(&arena_, (bytes + 7) / 8);
  };
  switch (value.kind()) {
    case ValueKind::kString:
      return Value::String(copy(value.text()));
    case ValueKind::kBytes:
      return Value::Bytes(copy(value.text()));
    case ValueKind::kType:
      return Value::TypeNamed(copy(value.text()));
    case ValueKind::kList: {
      if (value.from_field()) return value;
      auto* items = reinterpret_cast<Value*>(room(value.count() * sizeof(Value)));
      for (std::size_t i = 0; i < value.count(); ++i) items[i] = Keep(value.items()[i]);
      return Value::List(items, value.count());
    }
    case ValueKind::kMap: {
      if (value.from_field()) return value;
      auto* entries = reinterpret_cast<MapEntry*>(room(value.count() * sizeof(MapEntry)));
      for (std::size_t i = 0; i < value.count(); ++i) {
        entries[i] = {Keep(value.entries()[i].key), Keep(value.entries()[i].value)};
      }
      return Value::Map(entries, value.count());
    }
    default:
      return value;
  }
}

std::uint32_t Ast::AddConstant(const Value& value) {
  constants_.push_back(Keep(value));
  return static_cast<std::uint32_t>(constants_.size() - 1);
}

void Ast::MakeConstant(NodeId id, const Value& value) {
  Node& node = nodes_[id];
  node.index = AddConstant(value);
  node.span = Extent(id);
  node.kind = NodeKind::kConstant;
  node.child_count = 0;
  node.depth = 1;
}

std::optional<FieldPath> Ast::PathOf(NodeId id) const {
  FieldPath path;
  for (; node(id).kind == NodeKind::kSelect; id = child(id, 0)) {
    if (node(id).field == nullptr) return std::nullopt;
    path.fields.push_back(node(id).field);
  }
  if (node(id).kind != NodeKind::kVariable) return std::nullopt;
  path.variable = node(id).index;
  std::reverse(path.fields.begin(), path.fields.end());
  return path;
}

std::vector<std::uint32_t> Ast::Variables() const {
  std::set<std::uint32_t> found;
  Walk([&](NodeId id) {
    if (node(id).kind == NodeKind::kVariable) found.insert(node(id).index);
  });
  return {found.begin(), found.end()};
}

std::vector<const Function*> Ast::UserFunctions() const {
  std::map<std::string_view, const Function*> found;
  Walk([&](NodeId id) {
    if (node(id).kind == NodeKind::kCall && node(id).operation == Operation::kUser) {
      found.emplace(node(id).function->name, node(id).function);
    }
  });
  std::vector<const Function*> functions;
  for (const auto& [name, function] : found) functions.push_back(function);
  return functions;
}

Span Ast::Extent(NodeId id) const {
  Span extent = node(id).span;
  for (const NodeId child : children(id)) {
    const Span inner = Extent(child);
    extent.begin = std::min(extent.begin, inner.begin);
    extent.end = std::max(extent.end, inner.end);
  }
  return extent;
}

std::string Ast::ToString(NodeId id) const {
  const Node& n = node(id);
  std::string text;
  switch (n.kind) {
    case NodeKind::kInvalid:
      text = "?";
      break;
    case NodeKind::kConstant:
      text = Print(constant(id));
      break;
    case NodeKind::kIdent:
      text = (n.rooted ? "." : "") + std::string(name(id));
      break;
    case NodeKind::kVariable:
      text = "$" + std::to_string(n.index);
      break;
    case NodeKind::kLocal:
      text = "@" + std::to_string(n.index);
      break;
    case NodeKind::kSelect:
    case NodeKind::kHas:
      text = n.kind == NodeKind::kHas ? "has " : "";
      text += ToString(child(id, 0)) + "." + std::string(name(id));
      break;
    default: {
      static constexpr std::string_view kKinds[] = {"and", "or", "if", "list", "map", "message"};
      static constexpr std::string_view kMacros[] = {"",           "all", "exists",
                                                     "exists_one", "map", "filter"};
      text = "(";
      text += n.kind == NodeKind::kCall ? name(id)
              : n.kind == NodeKind::kComprehension
                  ? kMacros[static_cast<int>(n.macro)]
                  : kKinds[static_cast<int>(n.kind) - static_cast<int>(NodeKind::kAnd)];
      for (const NodeId c : children(id)) text += " " + ToString(c);
      text += ")";
    }
  }
  return checked() ? text + "~" + type(id).ToString() : text;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
