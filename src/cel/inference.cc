// SPDX-License-Identifier: Apache-2.0
#include "cel/inference.h"

#include <map>
#include <string>

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

// A type of more parts than this is not looked into: parameters that an integrator's functions
// repeat would otherwise double it with every call.
constexpr std::uint32_t kLargest = 10'000;

// The type with its parameters replaced.
Type Rebuild(const Type& type, std::vector<Type> parameters) {
  switch (type.kind()) {
    case TypeKind::kList:
      return Type::List(parameters[0]);
    case TypeKind::kMap:
      return Type::Map(parameters[0], parameters[1]);
    default:
      return Type::Abstract(std::string(type.name()), std::move(parameters));
  }
}

template <typename Map>
Type MapParameters(const Type& type, Map map) {
  std::vector<Type> parameters;
  for (const Type& parameter : type.parameters()) parameters.push_back(map(parameter));
  Type result = Rebuild(type, std::move(parameters));
  return result.size() > kLargest ? Type() : result;
}

bool HoldsNull(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kNull:
    case TypeKind::kWrapper:
    case TypeKind::kMessage:
    case TypeKind::kRecord:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
    case TypeKind::kAbstract:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool IsAsGeneral(const Type& general, const Type& specific) {
  if (general.IsDyn() || general.kind() == TypeKind::kVariable) return true;
  if (specific.IsDyn() || specific.kind() == TypeKind::kVariable) return false;
  if (specific.kind() == TypeKind::kNull) return true;
  if (general.kind() == TypeKind::kWrapper && specific.kind() == general.primitive()) return true;
  if (general.kind() != specific.kind()) return false;
  if (general.parameters().empty()) return general == specific;
  if (general.name() != specific.name() ||
      general.parameters().size() != specific.parameters().size()) {
    return false;
  }
  for (std::size_t i = 0; i < general.parameters().size(); ++i) {
    if (!IsAsGeneral(general.parameters()[i], specific.parameters()[i])) return false;
  }
  return true;
}

Type Inference::Fresh() {
  bindings_.emplace_back();
  return Type::Variable(static_cast<std::uint32_t>(bindings_.size() - 1));
}

const Type* Inference::Find(const Type& variable) const {
  const auto& binding = bindings_[variable.number()];
  return binding ? &*binding : nullptr;
}

void Inference::Set(const Type& variable, Type type) {
  auto& binding = bindings_[variable.number()];
  undone_.emplace_back(variable.number(), std::move(binding));
  binding = std::move(type);
}

bool Inference::Occurs(const Type& variable, const Type& in) const {
  if (in.kind() == TypeKind::kVariable) {
    if (in == variable) return true;
    const Type* bound = Find(in);
    return bound != nullptr && Occurs(variable, *bound);
  }
  if (in.IsClosed()) return false;
  for (const Type& parameter : in.parameters()) {
    if (Occurs(variable, parameter)) return true;
  }
  return false;
}

bool Inference::Bind(const Type& variable, const Type& to, bool& had) {
  had = false;
  if (to == variable) return had = true;
  if (const Type* bound = Find(variable)) {
    had = true;
    const Type before = *bound;
    if (to == before) return true;
    if (!Agree(to, before)) return false;
    const Type general = IsAsGeneral(to, before) ? to : before;
    if (!Occurs(variable, general)) Set(variable, general);
    return true;
  }
  if (Occurs(variable, to)) return false;
  Set(variable, to);
  return true;
}

bool Inference::Agree(const Type& a, const Type& b) {
  bool had = false;
  if (b.kind() == TypeKind::kVariable) {
    if (Bind(b, a, had)) return true;
    if (had) return false;
  }
  if (a.kind() == TypeKind::kVariable) return Bind(a, b, had);
  if (a.IsDyn() || b.IsDyn()) return true;
  if (a.kind() == TypeKind::kNull) return HoldsNull(b);
  if (b.kind() == TypeKind::kNull) return HoldsNull(a);
  if (a.kind() == TypeKind::kWrapper && a.primitive() == b.kind()) return true;
  if (b.kind() == TypeKind::kWrapper && b.primitive() == a.kind()) return true;
  if (a.kind() != b.kind()) return false;
  if (a.parameters().empty() || b.parameters().empty()) return a == b;
  if (a.name() != b.name() || a.parameters().size() != b.parameters().size()) return false;
  for (std::size_t i = 0; i < a.parameters().size(); ++i) {
    if (!Agree(a.parameters()[i], b.parameters()[i])) return false;
  }
  return true;
}

template <typename Try>
bool Inference::Attempt(Try attempt) {
  undone_.clear();
  if (attempt()) return true;
  while (!undone_.empty()) {
    bindings_[undone_.back().first] = std::move(undone_.back().second);
    undone_.pop_back();
  }
  return false;
}

bool Inference::Assign(const Type& from, const Type& to) {
  return Attempt([&] { return Agree(from, to); });
}

bool Inference::Assign(absl::Span<const Type> from, absl::Span<const Type> to) {
  if (from.size() != to.size()) return false;
  return Attempt([&] {
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (!Agree(from[i], to[i])) return false;
    }
    return true;
  });
}

Type Inference::Join(const Type& a, const Type& b) {
  if (!Assign(a, b)) return TypeKind::kDyn;
  return IsAsGeneral(a, b) ? a : b;
}

Type Inference::Substitute(const Type& type, bool free_to_dyn) const {
  if (type.IsClosed()) return type;
  if (type.kind() == TypeKind::kVariable) {
    if (const Type* bound = Find(type)) return Substitute(*bound, free_to_dyn);
    return free_to_dyn ? Type() : type;
  }
  if (type.parameters().empty()) return type;
  return MapParameters(type, [&](const Type& p) { return Substitute(p, free_to_dyn); });
}

std::vector<Type> Inference::Instantiate(absl::Span<const Type> signature) {
  std::map<std::string, Type, std::less<>> fresh;
  std::vector<Type> result;
  const auto replace = [&](const auto& self, const Type& type) -> Type {
    if (type.IsClosed()) return type;
    if (type.kind() == TypeKind::kParameter) {
      auto at = fresh.find(type.name());
      if (at == fresh.end()) at = fresh.emplace(std::string(type.name()), Fresh()).first;
      return at->second;
    }
    return MapParameters(type, [&](const Type& p) { return self(self, p); });
  };
  for (const Type& type : signature) result.push_back(replace(replace, type));
  return result;
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
