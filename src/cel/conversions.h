// SPDX-License-Identifier: Apache-2.0
//
// bool(), int(), uint(), double(), string(), bytes(), timestamp(), duration(), and the accessors
// of times.
#ifndef SIGNPOST_SRC_CEL_CONVERSIONS_H_
#define SIGNPOST_SRC_CEL_CONVERSIONS_H_

#include "cel/operation.h"
#include "cel/time.h"
#include "cel/value.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Of kToBool to kToDuration.
Value Convert(Operation operation, const Value& value, Workspace& work);

// Of kGetFullYear to kGetMilliseconds. `zone` is nullptr where none was given.
Value Access(Operation operation, const Value& time, const Zone* zone, Workspace& work);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_CONVERSIONS_H_
