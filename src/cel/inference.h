// SPDX-License-Identifier: Apache-2.0
//
// Which types agree, and what type variables must then stand for.
#ifndef SIGNPOST_SRC_CEL_INFERENCE_H_
#define SIGNPOST_SRC_CEL_INFERENCE_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "cel/type.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

class Inference {
 public:
  Type Fresh();

  // Whether a value of type `from` may be used where `to` is wanted. Keeps what type variables must
  // be for that; where it may not, nothing is kept.
  bool Assign(const Type& from, const Type& to);
  bool Assign(absl::Span<const Type> from, absl::Span<const Type> to);

  // What both a value of `a` and one of `b` may be called: the more general of the two, dyn where
  // they do not agree.
  Type Join(const Type& a, const Type& b);

  // With type variables replaced by what they stand for; free ones stay, or become dyn.
  Type Substitute(const Type& type, bool free_to_dyn) const;

  // The signature with a fresh variable for each of its parameters.
  std::vector<Type> Instantiate(absl::Span<const Type> signature);

 private:
  const Type* Find(const Type& variable) const;
  bool Agree(const Type& a, const Type& b);
  // Both in `substituted` and `found`: the variable had a type before.
  bool Bind(const Type& variable, const Type& to, bool& had);
  bool Occurs(const Type& variable, const Type& in) const;
  void Set(const Type& variable, Type type);
  template <typename Try>
  bool Attempt(Try attempt);

  std::vector<std::optional<Type>> bindings_;                          // By number of variable.
  std::vector<std::pair<std::uint32_t, std::optional<Type>>> undone_;  // What Set() replaced.
};

// Whether every value of `specific` is one of `general`, or they are the same.
bool IsAsGeneral(const Type& general, const Type& specific);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_INFERENCE_H_
