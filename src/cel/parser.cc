// SPDX-License-Identifier: Apache-2.0
#include "cel/parser.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "cel/literal.h"
#include "cel/macros.h"
#include "cel/parse_state.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

using Nodes = std::vector<NodeId>;

// Binary operators but && and ||, which make chains; the higher the level, the tighter it binds.
struct Binary {
  TokenKind token;
  int level;
  std::string_view function;
};
constexpr Binary kBinary[] = {
    {TokenKind::kLess, 1, "_<_"},    {TokenKind::kLessEqual, 1, "_<=_"},
    {TokenKind::kGreater, 1, "_>_"}, {TokenKind::kGreaterEqual, 1, "_>=_"},
    {TokenKind::kEqual, 1, "_==_"},  {TokenKind::kNotEqual, 1, "_!=_"},
    {TokenKind::kIn, 1, "@in"},      {TokenKind::kPlus, 2, "_+_"},
    {TokenKind::kMinus, 2, "_-_"},   {TokenKind::kStar, 3, "_*_"},
    {TokenKind::kSlash, 3, "_/_"},   {TokenKind::kPercent, 3, "_%_"}};

class Parser : private ParseState {
 public:
  using ParseState::ParseState;

  void Run() {
    const NodeId root = Expression();
    if (!panic_ && Peek() != TokenKind::kEnd) Unexpected("an operator or the end");
    ast_.set_root(root);
  }

 private:
  // expression = or ['?' or ':' expression]
  NodeId Expression() {
    if (depth_ >= limits_.nesting_depth) {
      Refuse(tokens_[at_].span, "expression is nested deeper", "nesting_depth",
             limits_.nesting_depth);
      return Invalid();
    }
    ++depth_;
    NodeId result = Chain(TokenKind::kOr);
    if (!panic_ && Peek() == TokenKind::kQuestion) {
      Node node;
      node.kind = NodeKind::kConditional;
      node.span = Take().span;
      const NodeId then = Chain(TokenKind::kOr);
      if (panic_ || !Accept(TokenKind::kColon)) {
        result = Unexpected("':' and the other branch of '?'");
      } else {
        const NodeId other = Expression();
        result = Make(node, {result, then, other});
      }
    }
    --depth_;
    return result;
  }

  // or = and {'||' and}; and = relation {'&&' relation}. One node a chain, however long.
  NodeId Chain(TokenKind token) {
    const auto operand = [&] {
      return token == TokenKind::kOr ? Chain(TokenKind::kAnd) : Operators(1);
    };
    Nodes terms;
    Node node;
    node.kind = token == TokenKind::kOr ? NodeKind::kOr : NodeKind::kAnd;
    for (;;) {
      terms.push_back(operand());
      if (panic_ && !stopped_) {
        Recover(true);
        if (Peek() == token) panic_ = false;
      }
      if (panic_ || Peek() != token) break;
      if (!Room(terms.size(), tokens_[at_].span)) break;
      const Span span = Take().span;
      if (terms.size() == 1) node.span = span;
    }
    return terms.size() == 1 ? terms[0] : Make(node, terms);
  }

  NodeId Operators(int level) {
    NodeId left = Unary();
    while (!panic_) {
      const auto binary =
          std::find_if(std::begin(kBinary), std::end(kBinary),
                       [&](const Binary& b) { return b.token == Peek() && b.level >= level; });
      if (binary == std::end(kBinary)) break;
      const Span span = Take().span;
      const NodeId right = Operators(binary->level + 1);
      left = Call(binary->function, span, {left, right});
    }
    return left;
  }

  NodeId Unary() {
    std::vector<Token> operators;
    while (Peek() == TokenKind::kNot || Peek() == TokenKind::kMinus) {
      const bool number = Peek(1) == TokenKind::kInt || Peek(1) == TokenKind::kDouble;
      if (Peek() == TokenKind::kMinus && number) break;  // The sign of a literal.
      if (operators.size() >= limits_.nesting_depth) {
        Refuse(tokens_[at_].span, "expression is nested deeper", "nesting_depth",
               limits_.nesting_depth);
        break;
      }
      operators.push_back(Take());
    }
    NodeId result = Member();
    for (auto op = operators.rbegin(); op != operators.rend(); ++op) {
      result = Call(op->kind == TokenKind::kNot ? "!_" : "-_", op->span, {result});
    }
    return result;
  }

  // member = primary {'.' name ['(' arguments ')'] | '[' expression ']' | '{' fields '}'}
  NodeId Member() {
    NodeId result = Primary();
    while (!panic_) {
      if (Accept(TokenKind::kDot)) {
        const Token name = tokens_[at_];
        if (Peek() != TokenKind::kIdentifier && Peek() != TokenKind::kQuotedIdentifier) {
          return Unexpected("the name of a field or function after '.'");
        }
        Take();
        result = name.kind == TokenKind::kIdentifier && Peek() == TokenKind::kLeftParen
                     ? FunctionCall(name, false, result)
                     : Select(name, result);
      } else if (Peek() == TokenKind::kLeftBracket) {
        const Span open = Take().span;
        const NodeId index = Expression();
        if (panic_ && !stopped_) Recover(false);
        if (!Close(TokenKind::kRightBracket, "']'")) return Invalid();
        result = Call("_[_]", {open.begin, tokens_[at_ - 1].span.end}, {result, index});
      } else if (Peek() == TokenKind::kLeftBrace && IsName(result)) {
        result = Message(result);
      } else {
        break;
      }
    }
    return result;
  }

  bool IsName(NodeId id) const {
    while (ast_.node(id).kind == NodeKind::kSelect) id = ast_.child(id, 0);
    return ast_.node(id).kind == NodeKind::kIdent;
  }

  NodeId Select(const Token& name, NodeId operand) {
    std::string_view text = source_.Text(name.span);
    if (name.kind == TokenKind::kQuotedIdentifier) text = text.substr(1, text.size() - 2);
    Node node;
    node.kind = NodeKind::kSelect;
    node.span = name.span;
    node.rooted = name.kind == TokenKind::kQuotedIdentifier;  // Part of no qualified name.
    node.name = ast_.AddName(text);
    return Make(node, {operand});
  }

  NodeId FunctionCall(const Token& name, bool rooted, std::optional<NodeId> receiver) {
    Node node;
    node.kind = NodeKind::kCall;
    node.span = name.span;
    node.receiver = receiver.has_value();
    node.rooted = rooted;
    node.name = ast_.AddName(source_.Text(name.span));
    Nodes arguments;
    if (receiver) arguments.push_back(*receiver);
    Take();  // The parenthesis.
    Entries(TokenKind::kRightParen, "')' or ','", false, [&] {
      arguments.push_back(Expression());
      return true;
    });
    if (panic_) return Invalid();
    const std::optional<Expansion> macro = Expand(ast_, node, arguments);
    if (!macro) return Make(node, arguments);
    if (!macro->fault.empty()) issues_.Add(macro->where, macro->fault);
    return Make(macro->node, macro->children);
  }

  NodeId Message(NodeId name) {
    Node node;
    node.kind = NodeKind::kStruct;
    node.span = ast_.Extent(name);
    Nodes values;
    Take();
    Entries(TokenKind::kRightBrace, "'}' or ','", true, [&] {
      if (Peek() != TokenKind::kIdentifier && Peek() != TokenKind::kQuotedIdentifier) {
        return Unexpected("the name of a field"), false;
      }
      Take();
      if (!Accept(TokenKind::kColon)) return Unexpected("':' and a value"), false;
      values.push_back(Expression());
      return true;
    });
    return panic_ ? Invalid() : Make(node, values);
  }

  NodeId List(Span open) {
    Node node;
    node.kind = NodeKind::kList;
    Nodes items;
    Entries(TokenKind::kRightBracket, "']' or ','", true, [&] {
      items.push_back(Expression());
      return true;
    });
    if (panic_) return Invalid();
    node.span = {open.begin, tokens_[at_ - 1].span.end};
    return Make(node, items);
  }

  NodeId Map(Span open) {
    Node node;
    node.kind = NodeKind::kMap;
    Nodes items;
    Entries(TokenKind::kRightBrace, "'}' or ','", true, [&] {
      items.push_back(Expression());
      if (panic_) return false;
      if (!Accept(TokenKind::kColon)) return Unexpected("':' and the value of the key"), false;
      items.push_back(Expression());
      return true;
    });
    if (panic_) return Invalid();
    if (items.size() % 2 != 0) items.pop_back();  // Of an entry that was reported.
    node.span = {open.begin, tokens_[at_ - 1].span.end};
    return Make(node, items);
  }

  NodeId Primary() {
    const bool rooted = Accept(TokenKind::kDot);
    const Token token = tokens_[at_];
    if (rooted && token.kind != TokenKind::kIdentifier) return Unexpected("a name after '.'");
    switch (token.kind) {
      case TokenKind::kIdentifier: {
        if (token.reserved) {
          issues_.Add(token.span, absl::StrFormat("'%s' is a reserved word and can be no name here",
                                                  source_.Text(token.span)));
        }
        Take();
        if (Peek() == TokenKind::kLeftParen) return FunctionCall(token, rooted, std::nullopt);
        Node node;
        node.kind = NodeKind::kIdent;
        node.span = token.span;
        node.rooted = rooted;
        node.name = ast_.AddName(source_.Text(token.span));
        return Make(node, {});
      }
      case TokenKind::kLeftParen: {
        Take();
        const NodeId inner = Expression();
        if (panic_ && !stopped_) Recover(false);
        return Close(TokenKind::kRightParen, "')'") ? inner : Invalid();
      }
      case TokenKind::kLeftBracket:
        return List(Take().span);
      case TokenKind::kLeftBrace:
        return Map(Take().span);
      case TokenKind::kInvalid:
        Take();
        return Invalid();
      default:
        return Literal();
    }
  }

  NodeId Literal() {
    const Token sign = tokens_[at_];
    const bool negative = Accept(TokenKind::kMinus);
    const Token token = tokens_[at_];
    const std::string_view text = source_.Text(token.span);
    const Span span = {negative ? sign.span.begin : token.span.begin, token.span.end};
    switch (token.kind) {
      case TokenKind::kInt: {
        Take();
        if (const auto value = ParseInt(text, negative)) return Constant(Value::Int(*value), span);
        issues_.Add(span,
                    "the number does not fit in 64 bits, -9223372036854775808 to "
                    "9223372036854775807");
        return Invalid();
      }
      case TokenKind::kUint: {
        Take();
        if (const auto value = ParseUint(text)) return Constant(Value::Uint(*value), span);
        issues_.Add(span, "the number does not fit in 64 bits, 0 to 18446744073709551615");
        return Invalid();
      }
      case TokenKind::kDouble: {
        Take();
        const double value = ParseDouble(text);
        return Constant(Value::Double(negative ? -value : value), span);
      }
      case TokenKind::kString:
      case TokenKind::kBytes: {
        Take();
        const bool bytes = token.kind == TokenKind::kBytes;
        const Unquoted literal = Unquote(text, bytes);
        if (!literal.fault.empty()) {
          issues_.Add({span.begin + literal.where.begin, span.begin + literal.where.end},
                      literal.fault);
          return Invalid();
        }
        return Constant(bytes ? Value::Bytes(literal.value) : Value::String(literal.value), span);
      }
      case TokenKind::kTrue:
      case TokenKind::kFalse:
        Take();
        return Constant(Value::Bool(token.kind == TokenKind::kTrue), span);
      case TokenKind::kNull:
        Take();
        return Constant(Value::Null(), span);
      default:
        return Unexpected("an expression");
    }
  }
};

}  // namespace

void Parse(const Source& source, const Limits& limits, Ast& ast, Issues& issues) {
  if (source.code_points() > limits.source_code_points ||
      source.code_points() == std::numeric_limits<std::uint32_t>::max()) {
    issues.AddOverLimit({0, 0}, "source has more code points", "source_code_points",
                        limits.source_code_points);
  } else if (source.invalid_utf8() != std::string::npos) {
    const auto at = static_cast<std::uint32_t>(source.invalid_utf8());
    issues.Add({at, at + 1}, "the text is not UTF-8");
  }
  if (!issues.empty()) {
    ast.set_root(ast.Add(Node(), {}));
    return;
  }
  Parser(source, limits, ast, issues).Run();
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
