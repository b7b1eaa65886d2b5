// SPDX-License-Identifier: Apache-2.0
//
// Random choices that are the same on every machine: the standard's generators are exact, its
// distributions are not.
#ifndef SIGNPOST_TESTS_REFERENCE_DRAW_H_
#define SIGNPOST_TESTS_REFERENCE_DRAW_H_

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/duration.pb.h"

namespace signpost::reference {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}

  // 0 up to, but without, n.
  std::int64_t Below(std::int64_t n) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n));
  }
  // Both included.
  std::int64_t Between(std::int64_t low, std::int64_t high) { return low + Below(high - low + 1); }
  bool Percent(int chance) { return Below(100) < chance; }

  template <typename T>
  T Of(std::initializer_list<T> choices) {
    return choices.begin()[Below(static_cast<std::int64_t>(choices.size()))];
  }
  template <typename List>
  auto OneOf(const List& list) {
    return list[static_cast<int>(Below(static_cast<std::int64_t>(list.size())))];
  }

  // Each with this chance, in their order.
  template <typename List>
  std::vector<std::string> Some(const List& list, int chance) {
    std::vector<std::string> some;
    for (const auto& item : list) {
      if (Percent(chance)) some.push_back(item);
    }
    return some;
  }
  void Shuffle(std::vector<std::string>& list) {
    for (std::size_t left = list.size(); left > 1; --left) {
      std::swap(list[left - 1], list[static_cast<std::size_t>(Below(static_cast<int>(left)))]);
    }
  }

  // Up to an hour, mostly round.
  google::protobuf::Duration Duration() {
    google::protobuf::Duration duration;
    duration.set_seconds(Of<std::int64_t>({0, 30, 60, 90, 300, 600, Below(3600)}));
    if (Percent(10)) duration.set_nanos(static_cast<std::int32_t>(Below(1'000'000'000)));
    return duration;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_DRAW_H_
