// SPDX-License-Identifier: Apache-2.0
//
// What one evaluation works with: memory for the values it makes, its budgets, and where types of
// messages are found. One thread at a time; reuse it to save allocations.
#ifndef SIGNPOST_SRC_CEL_WORKSPACE_H_
#define SIGNPOST_SRC_CEL_WORKSPACE_H_

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "cel/limits.h"
#include "cel/value.h"
#include "google/protobuf/arena.h"
#include "google/protobuf/message.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

class Workspace {
 public:
  // Pool and factory serve to unpack google.protobuf.Any, and must outlive the workspace.
  Workspace(const Limits& limits, const google::protobuf::DescriptorPool* pool,
            google::protobuf::MessageFactory* factory);
  Workspace(const Workspace&) = delete;  // Values point into it.
  Workspace& operator=(const Workspace&) = delete;

  // Frees the memory: every value that an evaluation with this workspace made is gone.
  void Clear() {
    arena_.Reset();
    exhausted_ = Value();
  }
  // Starts new budgets; each evaluation does it by itself.
  void Refill();

  // Uninitialised room for `count` of T.
  template <typename T>
  T* Array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return reinterpret_cast<T*>(
        google::protobuf::Arena::CreateArray<std::uint64_t>(&arena_, (count * sizeof(T) + 7) / 8));
  }
  std::string_view Copy(std::string_view text);
  google::protobuf::Arena& arena() { return arena_; }

  // An error value whose message is kept here, as far as the budget of built bytes goes.
  Value Fail(ErrorCode code, std::string_view message);
  // "no matching overload for '+' with int and string".
  Value NoOverload(std::string_view operation, const Value& a, const Value& b);
  Value NoOverload(std::string_view operation, const Value& a);

  // Takes from a budget. False: it is used up, and exhausted() is the only answer from now on.
  bool Step(std::uint64_t count) {
    if (count <= steps_) {
      steps_ -= count;
      return true;
    }
    return Exhaust(0);
  }
  bool Iterate() { return iterations_ > 0 ? (--iterations_, true) : Exhaust(1); }
  bool Build(std::uint64_t bytes) {
    if (bytes <= bytes_) {
      bytes_ -= bytes;
      return true;
    }
    return Exhaust(2);
  }
  bool CompileRegex() { return regexes_ > 0 ? (--regexes_, true) : Exhaust(3); }
  bool is_exhausted() const { return exhausted_.IsError(); }
  Value exhausted() const { return exhausted_; }
  // Ends the evaluation with this error.
  bool Exhaust(std::string_view message);

  const Limits& limits() const { return limits_; }
  const google::protobuf::DescriptorPool* pool() const { return pool_; }
  google::protobuf::MessageFactory* factory() const { return factory_; }

 private:
  bool Exhaust(int budget);

  const Limits limits_;
  const google::protobuf::DescriptorPool* const pool_;
  google::protobuf::MessageFactory* const factory_;
  std::uint64_t steps_ = 0, bytes_ = 0;
  std::uint32_t iterations_ = 0, regexes_ = 0;
  Value exhausted_;
  alignas(8) char block_[2048];
  google::protobuf::Arena arena_;
};

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_WORKSPACE_H_
