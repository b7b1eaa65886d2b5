// SPDX-License-Identifier: Apache-2.0
//
// One text through parser, checker, folder and evaluator, as the fuzzer and the replay of its
// corpus do it.
#ifndef SIGNPOST_TESTS_FUZZ_CEL_FUZZ_H_
#define SIGNPOST_TESTS_FUZZ_CEL_FUZZ_H_

#include <string>

namespace signpost {

// Empty, or which promise did not hold: no crash; a program or issues, never both; the same result
// with and without folding, and unchecked where the checker passes it.
std::string TryCel(const std::string& text);

}  // namespace signpost

#endif  // SIGNPOST_TESTS_FUZZ_CEL_FUZZ_H_
