// SPDX-License-Identifier: Apache-2.0
//
// The one catalog over which conditions are tried, and contacts and live states of it, chosen at
// random, by the bytes of a fuzzer, or one by one: values at which comparisons turn, attributes of
// every type stated and not, with and without default.
#ifndef SIGNPOST_TESTS_RULES_WORLD_H_
#define SIGNPOST_TESTS_RULES_WORLD_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "signpost/live_state.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"

namespace signpost {

class Choices {
 public:
  virtual ~Choices() = default;
  // 0 up to, but without, n.
  virtual std::size_t Below(std::size_t n) = 0;

  bool Percent(std::size_t chance) { return Below(100) < chance; }
  template <typename T>
  const T& Of(const std::vector<T>& list) {
    return list[Below(list.size())];
  }
};

class RandomChoices : public Choices {
 public:
  explicit RandomChoices(std::uint64_t seed) : random_(seed) {}
  std::size_t Below(std::size_t n) override { return static_cast<std::size_t>(random_() % n); }

 private:
  std::mt19937_64 random_;
};

// Channels phone (open 8 to 18 UTC, every day), web and post; services council-tax and bins;
// attributes word, age, share, vulnerable, tags, moved_in, overdue, and a second of each type, as
// word2, with a default. No rules.
const v1::Catalog& RuleWorld();
std::vector<std::string> ChannelIds();

// Without fault in that catalog.
v1::Contact MakeContact(Choices* choices);
LiveState MakeLiveState(Choices* choices);

// What values of the attributes are chosen from, as the messages hold them.
const std::vector<std::string>& Texts();
const std::vector<std::int64_t>& Integers();
const std::vector<double>& Doubles();
const std::vector<std::string>& Timestamps();
const std::vector<std::string>& Durations();

}  // namespace signpost

#endif  // SIGNPOST_TESTS_RULES_WORLD_H_
