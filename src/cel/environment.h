// SPDX-License-Identifier: Apache-2.0
//
// What expressions may name: variables, functions, types of messages, and the container they are
// in. Fill it once, then share it: const calls are safe from any thread.
#ifndef SIGNPOST_SRC_CEL_ENVIRONMENT_H_
#define SIGNPOST_SRC_CEL_ENVIRONMENT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "cel/operation.h"
#include "cel/record.h"
#include "cel/type.h"
#include "cel/value.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

class Activation;
class Workspace;

struct Overload {
  std::string id;       // "add_int64"
  bool member = false;  // Called as x.f(); the receiver is the first argument.
  std::vector<Type> arguments;
  Type result;
};

// What an integrator's function does. It is called with as many arguments as some overload has,
// of any type where the expression was not checked, none of them an error. Whatever it returns must
// live as long as the workspace, or longer.
struct FunctionCall {
  absl::Span<const Value> arguments;
  const Activation& activation;
  Workspace& work;
};
using Implementation = std::function<Value(const FunctionCall&)>;

struct Function {
  std::string name;
  Operation operation = Operation::kUser;
  std::vector<Overload> overloads;
  Implementation implementation;  // Empty: only checked; calling it is an error value.
};

// What a qualified name stands for.
struct Meaning {
  enum { kVariable, kConstant } kind;
  std::uint32_t variable = 0;
  Value constant;  // The number of an enum value, or a type.
};

class Environment {
 public:
  // Messages, enums and the contents of Any come from `pool`, by default the generated ones. Pool
  // and factory must outlive the environment and every program compiled with it.
  Environment();
  Environment(const google::protobuf::DescriptorPool* pool,
              google::protobuf::MessageFactory* factory);
  Environment(const Environment&) = delete;  // Programs point into it.
  Environment& operator=(const Environment&) = delete;

  // A variable, which may be a qualified name. Its slot is the count of variables before it.
  // InvalidArgument: no identifier, or a reserved word. AlreadyExists.
  absl::Status AddVariable(std::string name, Type type);
  // InvalidArgument: no identifier, no overload. AlreadyExists: also names of the language.
  absl::Status AddFunction(std::string name, std::vector<Overload> overloads,
                           Implementation implementation = nullptr);
  // A type of records, for AddVariable and AddFunction. Lives as long as the environment.
  const RecordType* AddRecord(RecordType record);
  // "google.type": names are looked for in google.type, then google, then as they are.
  void SetContainer(std::string container) { container_ = std::move(container); }

  std::size_t variables() const { return variables_.size(); }
  const std::string& variable_name(std::uint32_t slot) const { return variables_[slot]->first; }
  const Type& variable_type(std::uint32_t slot) const { return variables_[slot]->second.type; }
  std::optional<std::uint32_t> FindVariable(std::string_view name) const;

  // Resolves a qualified name in the container, or from the root.
  std::optional<Meaning> Resolve(std::string_view name, bool rooted) const;
  const Function* ResolveFunction(std::string_view name, bool rooted) const;
  // Of the language, by its internal name, e.g. "_+_".
  const Function* FindFunction(std::string_view name) const;

  // See SuggestFrom().
  std::string SuggestVariable(std::string_view name) const;
  std::string SuggestFunction(std::string_view name) const;

  const google::protobuf::DescriptorPool* pool() const { return pool_; }
  google::protobuf::MessageFactory* factory() const { return factory_; }

 private:
  struct Variable {
    std::uint32_t slot = 0;
    Type type;
  };
  using VariableMap = std::map<std::string, Variable, std::less<>>;

  std::optional<Meaning> Find(const std::string& name) const;
  template <typename Visit>
  bool EachCandidate(std::string_view name, bool rooted, Visit visit) const;

  const google::protobuf::DescriptorPool* const pool_;
  google::protobuf::MessageFactory* const factory_;
  std::string container_;
  VariableMap variable_map_;
  std::vector<VariableMap::const_iterator> variables_;
  std::map<std::string, Function, std::less<>> functions_;
  std::vector<std::unique_ptr<const RecordType>> records_;
};

// "; did you mean 'x'?", or nothing where none of the names is near.
std::string SuggestFrom(std::string_view name, const std::vector<std::string_view>& known);

// The values of the variables of one evaluation. Cheap to reuse: set all of them anew.
class Activation {
 public:
  explicit Activation(const Environment& environment) : values_(environment.variables()) {}

  // `slot` must be one of the environment. kUnset: the variable is an error value when read.
  void Set(std::uint32_t slot, const Value& value) { values_[slot] = value; }
  const Value& Get(std::uint32_t slot) const { return values_[slot]; }
  // What the integrator's functions need to know, e.g. the live state; not looked at here.
  void set_data(const void* data) { data_ = data; }
  const void* data() const { return data_; }

 private:
  std::vector<Value> values_;
  const void* data_ = nullptr;
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_ENVIRONMENT_H_
