// SPDX-License-Identifier: Apache-2.0
//
// Counts what a test program takes from the heap through operator new; under AddressSanitizer, in
// any way.
#ifndef SIGNPOST_TESTS_SUPPORT_ALLOCATIONS_H_
#define SIGNPOST_TESTS_SUPPORT_ALLOCATIONS_H_

namespace signpost::testing_support {

// Allocations by all threads since the program began.
long Allocations();

}  // namespace signpost::testing_support

#endif  // SIGNPOST_TESTS_SUPPORT_ALLOCATIONS_H_
