// SPDX-License-Identifier: Apache-2.0
//
// A log in JSON Lines: one object a line. The way in is NewJsonLinesReader.
#ifndef SIGNPOST_SRC_REPLAY_JSON_LINES_READER_H_
#define SIGNPOST_SRC_REPLAY_JSON_LINES_READER_H_

#include <istream>
#include <memory>
#include <string>

#include "signpost/log.h"

SIGNPOST_BEGIN_NAMESPACE

// Text, numbers and booleans become text (true, false; numbers in their shortest form), null is an
// absent key. A row is unreadable where it is no object, is longer than the limit or no text, or
// where a selected key holds an object, a list of more than plain values, or a number of 2^53 or
// more on either side of zero (JSON readers round those: write them as text).
std::unique_ptr<LogReader> NewJsonLinesReader(std::unique_ptr<std::istream> input, std::string name,
                                              const LogOptions& options);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_JSON_LINES_READER_H_
