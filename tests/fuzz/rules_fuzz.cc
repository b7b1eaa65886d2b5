// SPDX-License-Identifier: Apache-2.0
//
// libFuzzer: conditions, one a line, and a contact: what the plan finds is what the evaluator
// finds. The input is text up to a zero byte; what follows chooses the values of the contact and of
// live state, byte by byte.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/rules/agreement.h"

namespace {

class ByteChoices : public signpost::Choices {
 public:
  ByteChoices(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  std::size_t Below(std::size_t n) override {
    if (size_ == 0) return n > 1 ? 1 : 0;
    --size_;
    return *data_++ % n;
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostConditions = 8;
  const std::uint8_t* const end = std::find(data, data + size, 0);
  std::vector<std::string> conditions(1);
  for (const std::uint8_t* at = data; at != end; ++at) {
    if (*at == '\n' && conditions.size() < kMostConditions) {
      conditions.emplace_back();
    } else {
      conditions.back() += static_cast<char>(*at);
    }
  }
  signpost::Agreement agreement(conditions);
  if (!agreement.ok()) return 0;  // Nothing compiles, or bytes that no message may hold.
  const std::size_t used = std::min<std::size_t>(size, static_cast<std::size_t>(end - data) + 1);
  ByteChoices choices(data + used, size - used);
  const signpost::v1::Contact contact = signpost::MakeContact(&choices);
  const signpost::LiveState live = signpost::MakeLiveState(&choices);
  const std::string fault = agreement.Disagreement(contact, live);
  if (!fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  return 0;
}
