// SPDX-License-Identifier: Apache-2.0
//
// Whether bytes are text: well-formed UTF-8 (Unicode 15, table 3-7) without NUL.
#ifndef SIGNPOST_SRC_REPLAY_UTF8_H_
#define SIGNPOST_SRC_REPLAY_UTF8_H_

#include <string>
#include <string_view>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// What is wrong with the first byte that is no text, and where; empty where all is well.
std::string TextFault(std::string_view bytes);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_UTF8_H_
