// SPDX-License-Identifier: Apache-2.0
#include "tests/support/allocations.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::atomic<long> allocations{0};

}  // namespace

long signpost::testing_support::Allocations() { return allocations; }

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIGNPOST_COUNT_BY_HOOK
#endif
#endif

#ifdef SIGNPOST_COUNT_BY_HOOK
// AddressSanitizer has an operator new of its own, and calls this for all that is taken.
extern "C" void __sanitizer_malloc_hook(const volatile void* /*memory*/, std::size_t /*size*/) {
  ++allocations;
}
#else
void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif
