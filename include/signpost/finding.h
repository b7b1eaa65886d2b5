// SPDX-License-Identifier: Apache-2.0
//
// A finding: what is wrong with something that a user wrote, where, and what to do about it.
// Standard library only.
#ifndef SIGNPOST_FINDING_H_
#define SIGNPOST_FINDING_H_

#include <string>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

enum class Severity {
  // It can be used, and somebody should look.
  kWarning,
  // It cannot be used.
  kError,
};

struct Finding {
  Severity severity = Severity::kError;
  // Stable, upper-case, e.g. "ID_UNRESOLVED". Text may change between versions, codes do not.
  std::string code;
  // Name of the source as it was given. Empty for what was built in code.
  std::string file;
  // From 1, of the value in text format. Columns count bytes, and a tab goes on to the next
  // multiple of 8, as protoc counts. 0: not known (JSON, binary, something that is not there).
  int line = 0;
  int column = 0;
  // Path of the field, e.g. "service_channels[3].outcome.fallbacks[0].channel". Indexes count from
  // 0 in the list of that file. Empty where a whole file is meant.
  std::string path;
  // What is wrong, with the value. One line.
  std::string message;
  // What to do. One line, may be empty.
  std::string remedy;
  // Of a finding about a part of a text, as a rule's condition: the line of text and, below it,
  // carets under that part. Two lines without end of line, printable UTF-8. Empty for all others.
  std::string excerpt;
};

// "file:line:column: severity: message; remedy [CODE]"; without a line
// "file: path: severity: message; remedy [CODE]". Parts that are empty are left out, and so is the
// excerpt.
std::string ToString(const Finding& finding);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_FINDING_H_
