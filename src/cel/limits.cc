// SPDX-License-Identifier: Apache-2.0
#include "cel/limits.h"

#include "absl/strings/str_format.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

std::string Limits::Fault() const {
  if (nesting_depth > kDepthCeiling) {
    return absl::StrFormat("limit nesting_depth is %d, and may be at most %d", nesting_depth,
                           kDepthCeiling);
  }
  return "";
}

std::string OverLimit(const char* what, const char* limit, std::uint64_t value) {
  return absl::StrFormat("%s than limit %s allows (%d)", what, limit, value);
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
