// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree: nodes by index in one vector, so that nothing recurses to destroy it.
//
// How to walk a checked tree: start at root(); node(id) says what it is, children(id) what it is
// made of. Behind binder and checker, every node has a type(), and
//   kConstant   constant(id)
//   kVariable   index: slot of the variable in the environment
//   kLocal      index: slot of the loop variable, counted from the outermost comprehension
//   kSelect     name(id), and `field` where the operand is a message, `index` where a record
//   kHas        the same, for presence
//   kCall       operation (and function, for kUser), and `overload` where exactly one fits
//   kAnd, kOr   two or more children; a chain is one node
// PathOf() gives `contact.customer.has_internet` as a whole.
#ifndef SIGNPOST_SRC_CEL_AST_H_
#define SIGNPOST_SRC_CEL_AST_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "cel/operation.h"
#include "cel/source.h"
#include "cel/type.h"
#include "cel/value.h"
#include "google/protobuf/arena.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

struct Function;
struct Overload;

using NodeId = std::uint32_t;

enum class NodeKind : std::uint8_t {
  kInvalid,  // Stands where the text could not be understood; an issue says why.
  kConstant,
  kIdent,  // A name that is not bound: before the binder, or where it is not declared.
  kVariable,
  kLocal,
  kSelect,       // [operand]
  kHas,          // [operand]
  kCall,         // Arguments; the receiver is the first.
  kAnd,          // Two or more.
  kOr,           // Two or more.
  kConditional,  // [condition, then, else]
  kList,
  kMap,            // key, value, key, value...
  kStruct,         // Message construction: values of its fields. Refused.
  kComprehension,  // [range, body], or [range, filter, body] of map().
};

enum class Macro : std::uint8_t { kNone, kAll, kExists, kExistsOne, kMap, kFilter };

struct Node {
  NodeKind kind = NodeKind::kInvalid;
  Operation operation = Operation::kNone;  // Of kCall.
  Macro macro = Macro::kNone;              // Of kComprehension.
  bool receiver = false;                   // Of kCall: written x.f().
  // Of kIdent, kVariable and kCall: written with a leading dot. Of kSelect and kHas: the field is
  // written in back-quotes.
  bool rooted = false;
  Span span;  // What a caret shows: the name or operator, or all of it.
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  // Index of the name: identifier, variable and function as written, field, message, loop variable.
  std::uint32_t name = 0;
  // Of kConstant the constant, of kVariable and kLocal the slot, of kSelect and kHas on a record
  // the field, of kComprehension the slot of its variable, of a call of matches() or a time
  // accessor 1 + the pattern or zone prepared for it.
  std::uint32_t index = 0;
  std::uint32_t depth = 1;                                   // Levels at and below it.
  const google::protobuf::FieldDescriptor* field = nullptr;  // Of kSelect and kHas on a message.
  const Function* function = nullptr;                        // Of kCall, where declared.
  const Overload* overload = nullptr;                        // Of kCall, where exactly one fits.
};

// `variable`, and the fields of messages that lead on from it; empty: the variable itself.
struct FieldPath {
  std::uint32_t variable = 0;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
};

class Ast {
 public:
  Ast();
  Ast(const Ast&) = delete;  // Constants point into it.
  Ast& operator=(const Ast&) = delete;

  NodeId root() const { return root_; }
  void set_root(NodeId root) { root_ = root; }
  std::size_t size() const { return nodes_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  Node& node(NodeId id) { return nodes_[id]; }
  absl::Span<const NodeId> children(NodeId id) const {
    return absl::MakeConstSpan(children_).subspan(nodes_[id].first_child, nodes_[id].child_count);
  }
  NodeId child(NodeId id, std::uint32_t i) const { return children_[nodes_[id].first_child + i]; }
  std::string_view name(NodeId id) const { return names_[nodes_[id].name]; }
  std::string_view NameAt(std::uint32_t name) const { return names_[name]; }
  const Value& constant(NodeId id) const { return constants_[nodes_[id].index]; }
  // kDyn everywhere before the checker.
  const Type& type(NodeId id) const { return id < types_.size() ? types_[id] : dyn_; }
  bool checked() const { return !types_.empty(); }
  // Most comprehensions inside of each other: slots that kLocal needs.
  std::uint32_t locals() const { return locals_; }

  // The node as a path of a variable and fields of messages, has() excluded. Checked trees only.
  std::optional<FieldPath> PathOf(NodeId id) const;
  // The slots of the variables that the tree reads, and the functions of the environment that it
  // calls: ascending, by name, without repeats.
  std::vector<std::uint32_t> Variables() const;
  std::vector<const Function*> UserFunctions() const;
  // Calls visit(NodeId) for every node of the tree, parents first, children in their order.
  template <typename Visit>
  void Walk(Visit visit) const {
    std::vector<NodeId> open = {root_};
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      visit(id);
      for (std::uint32_t i = nodes_[id].child_count; i-- > 0;) open.push_back(child(id, i));
    }
  }
  // Bytes of the text that the node and everything below it covers.
  Span Extent(NodeId id) const;
  // Names, operators and constants as one line, with types where checked: for tests.
  std::string ToString(NodeId id) const;

  // For those that build and change it.
  NodeId Add(Node node, absl::Span<const NodeId> children);
  void SetChildren(NodeId id, absl::Span<const NodeId> children);
  std::uint32_t AddName(std::string_view name);
  // Keeps a copy of text and bytes.
  std::uint32_t AddConstant(const Value& value);
  // Turns a node into a leaf of that value.
  void MakeConstant(NodeId id, const Value& value);
  void set_types(std::vector<Type> types) { types_ = std::move(types); }
  void set_locals(std::uint32_t locals) { locals_ = locals; }

 private:
  Value Keep(const Value& value);

  std::vector<Node> nodes_;
  std::vector<NodeId> children_;
  std::vector<std::string> names_;
  std::vector<Value> constants_;
  std::vector<Type> types_;
  Type dyn_;
  NodeId root_ = 0;
  std::uint32_t locals_ = 0;
  google::protobuf::Arena arena_;
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_AST_H_
