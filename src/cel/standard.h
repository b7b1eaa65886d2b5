// SPDX-License-Identifier: Apache-2.0
//
// Declarations of the functions and operators of the language.
#ifndef SIGNPOST_SRC_CEL_STANDARD_H_
#define SIGNPOST_SRC_CEL_STANDARD_H_

#include <vector>

#include "cel/environment.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

std::vector<Function> StandardFunctions();

// How people write a function: "_+_" is "+".
std::string SpokenName(std::string_view function);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_STANDARD_H_
