// SPDX-License-Identifier: Apache-2.0
//
// A decision for people to read.
#ifndef SIGNPOST_SRC_CLI_DECISION_TEXT_H_
#define SIGNPOST_SRC_CLI_DECISION_TEXT_H_

#include <string>

#include "signpost/v1/decision.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// A block of lines, the last one blank. `explain` adds costs by kind, the reasons' texts, what
// keeps cheaper channels from being offered, and the rules of the decision's explanation.
std::string DecisionText(const v1::Decision& decision, bool explain);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CLI_DECISION_TEXT_H_
