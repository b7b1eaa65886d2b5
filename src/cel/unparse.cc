// SPDX-License-Identifier: Apache-2.0
#include "cel/unparse.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "cel/print.h"
#include "cel/standard.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

// How tightly an expression holds together, the loosest first.
enum Level { kConditional, kOr, kAnd, kRelation, kSum, kProduct, kUnary, kMember };

// Of a binary operator, by the name of its function; kMember for any other function.
Level LevelOf(std::string_view function) {
  static constexpr struct {
    std::string_view function;
    Level level;
  } kBinary[] = {{"_<_", kRelation},  {"_<=_", kRelation}, {"_>_", kRelation}, {"_>=_", kRelation},
                 {"_==_", kRelation}, {"_!=_", kRelation}, {"@in", kRelation}, {"_+_", kSum},
                 {"_-_", kSum},       {"_*_", kProduct},   {"_/_", kProduct},  {"_%_", kProduct}};
  for (const auto& binary : kBinary) {
    if (binary.function == function) return binary.level;
  }
  return kMember;
}

constexpr std::string_view kMacros[] = {"", "all", "exists", "exists_one", "map", "filter"};

class Unparser {
 public:
  explicit Unparser(const Ast& ast) : ast_(ast) {}

  // In parentheses where it is looser than `least`.
  std::string Text(NodeId id, Level least) {
    std::string text = Plain(id);
    return LevelOf(id) < least ? "(" + text + ")" : text;
  }

 private:
  Level LevelOf(NodeId id) const {
    switch (ast_.node(id).kind) {
      case NodeKind::kConditional:
        return kConditional;
      case NodeKind::kOr:
        return Level::kOr;
      case NodeKind::kAnd:
        return Level::kAnd;
      case NodeKind::kCall: {
        const std::string_view function = ast_.name(id);
        return function == "!_" || function == "-_" ? kUnary : cel::LevelOf(function);
      }
      default:
        return kMember;
    }
  }

  std::string Plain(NodeId id) {
    const Node& node = ast_.node(id);
    switch (node.kind) {
      case NodeKind::kInvalid:
      case NodeKind::kStruct:
        return "<invalid>";
      case NodeKind::kConstant:
        return Constant(ast_.constant(id), ast_.checked() ? &ast_.type(id) : nullptr);
      case NodeKind::kIdent:
      case NodeKind::kVariable:
      case NodeKind::kLocal:
        return (node.rooted ? "." : "") + std::string(ast_.name(id));
      case NodeKind::kSelect:
        return Selection(id);
      case NodeKind::kHas:
        return "has(" + Selection(id) + ")";
      case NodeKind::kCall:
        return Call(id);
      case NodeKind::kAnd:
        return Joined(ast_.children(id), " && ", kRelation);
      case NodeKind::kOr:
        return Joined(ast_.children(id), " || ", Level::kAnd);
      case NodeKind::kConditional:
        return Text(ast_.child(id, 0), Level::kOr) + " ? " + Text(ast_.child(id, 1), Level::kOr) +
               " : " + Text(ast_.child(id, 2), kConditional);
      case NodeKind::kList:
        return "[" + Joined(ast_.children(id), ", ", kConditional) + "]";
      case NodeKind::kMap: {
        std::string text = "{";
        for (std::uint32_t i = 0; i + 1 < node.child_count; i += 2) {
          text += i == 0 ? "" : ", ";
          text += Text(ast_.child(id, i), kConditional) + ": " +
                  Text(ast_.child(id, i + 1), kConditional);
        }
        return text + "}";
      }
      case NodeKind::kComprehension: {
        const std::string name(ast_.name(id));
        std::string text = Text(ast_.child(id, 0), kMember) + "." +
                           std::string(kMacros[static_cast<std::size_t>(node.macro)]) + "(" + name;
        loops_.push_back(name);
        text += ", " + Joined(ast_.children(id).subspan(1), ", ", kConditional) + ")";
        loops_.pop_back();
        return text;
      }
    }
    return "";
  }

  std::string Joined(absl::Span<const NodeId> ids, std::string_view between, Level least) {
    std::string text;
    for (const NodeId id : ids) {
      if (!text.empty()) text += between;
      text += Text(id, least);
    }
    return text;
  }

  std::string Selection(NodeId id) {
    const std::string name(ast_.name(id));
    return Text(ast_.child(id, 0), kMember) + "." +
           (ast_.node(id).rooted ? "`" + name + "`" : name);
  }

  std::string Call(NodeId id) {
    const Node& node = ast_.node(id);
    const std::string name(ast_.name(id));
    const absl::Span<const NodeId> arguments = ast_.children(id);
    if (name == "!_") return "!" + Text(arguments[0], kUnary);
    if (name == "-_") {
      // A sign right before a number would be the number's own.
      return StartsWithNumber(arguments[0]) ? "-(" + Plain(arguments[0]) + ")"
                                            : "-" + Text(arguments[0], kUnary);
    }
    if (name == "_[_]") {
      return Text(arguments[0], kMember) + "[" + Text(arguments[1], kConditional) + "]";
    }
    if (const Level level = cel::LevelOf(name); level != kMember) {
      // All lean to the left.
      return Text(arguments[0], level) + " " + SpokenName(name) + " " +
             Text(arguments[1], static_cast<Level>(level + 1));
    }
    if (node.receiver) {
      return Text(arguments[0], kMember) + "." + name + "(" +
             Joined(arguments.subspan(1), ", ", kConditional) + ")";
    }
    return (node.rooted ? "." : "") + name + "(" + Joined(arguments, ", ", kConditional) + ")";
  }

  // Whether the text would begin with an int or a double without sign. Not what stands in
  // parentheses of its own.
  bool StartsWithNumber(NodeId id) const {
    for (;;) {
      const Node& node = ast_.node(id);
      if (node.kind == NodeKind::kConstant) {
        const Value& value = ast_.constant(id);
        if (ast_.checked() && ast_.type(id).kind() == TypeKind::kDyn) return false;
        return value.kind() == ValueKind::kInt
                   ? value.int_value() >= 0
                   : value.kind() == ValueKind::kDouble && !std::isnan(value.double_value()) &&
                         !std::signbit(value.double_value());
      }
      const bool leads = node.kind == NodeKind::kSelect || node.kind == NodeKind::kComprehension ||
                         (node.kind == NodeKind::kCall &&
                          (node.receiver || ast_.name(id) == "_[_]") && LevelOf(id) == kMember);
      if (!leads || LevelOf(ast_.child(id, 0)) != kMember) return false;
      id = ast_.child(id, 0);
    }
  }

  // `type` is what the checker took it for, null where it was not checked.
  std::string Constant(const Value& value, const Type* type) const {
    // Folded from something that could have been anything.
    if (type != nullptr && type->kind() == TypeKind::kDyn) {
      return "dyn(" + Constant(value, nullptr) + ")";
    }
    switch (value.kind()) {
      case ValueKind::kDouble: {
        const double number = value.double_value();
        if (std::isnan(number)) return "double(\"NaN\")";
        // Beyond every double: the literal for which there is no shorter one.
        if (std::isinf(number)) return number < 0 ? "-1e999" : "1e999";
        return Print(value);
      }
      case ValueKind::kType: {
        const std::string name(value.text());
        const std::string first = name.substr(0, name.find('.'));
        const bool hidden = std::find(loops_.begin(), loops_.end(), first) != loops_.end();
        return (hidden ? "." : "") + name;
      }
      case ValueKind::kList: {
        std::vector<Value> items(value.items(), value.items() + value.count());
        const std::vector<std::string> texts = Constants(items, Parameter(type, 0));
        return "[" + absl::StrJoin(texts, ", ") + "]";
      }
      case ValueKind::kMap: {
        std::vector<Value> keys, values;
        for (std::size_t i = 0; i < value.count(); ++i) {
          keys.push_back(value.entries()[i].key);
          values.push_back(value.entries()[i].value);
        }
        const std::vector<std::string> key_texts = Constants(keys, Parameter(type, 0));
        const std::vector<std::string> texts = Constants(values, Parameter(type, 1));
        std::string text;
        for (std::size_t i = 0; i < texts.size(); ++i) {
          text += (i == 0 ? "" : ", ") + key_texts[i] + ": " + texts[i];
        }
        return "{" + text + "}";
      }
      default:
        return Print(value);
    }
  }
  static const Type* Parameter(const Type* type, std::size_t i) {
    return type == nullptr || i >= type->parameters().size() ? nullptr : &type->parameters()[i];
  }
  // Of a list or map. One dyn among them makes all of them dyn, and so do two of different kinds.
  std::vector<std::string> Constants(const std::vector<Value>& values, const Type* type) const {
    const bool alike = std::all_of(values.begin(), values.end(), [&](const Value& value) {
      return value.kind() == values[0].kind() || value.kind() == ValueKind::kNull;
    });
    const bool is_dyn = type != nullptr && type->kind() == TypeKind::kDyn;
    std::vector<std::string> texts;
    for (const Value& value : values) {
      const bool says_so = is_dyn && alike && texts.empty();
      texts.push_back(Constant(value, is_dyn && !says_so ? nullptr : type));
    }
    return texts;
  }

  const Ast& ast_;
  std::vector<std::string> loops_;  // Loop variables, the outermost first.
};

}  // namespace

std::string Unparse(const Ast& ast, NodeId id) { return Unparser(ast).Text(id, kConditional); }

}  // namespace cel
SIGNPOST_END_NAMESPACE
