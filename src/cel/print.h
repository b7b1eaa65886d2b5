// SPDX-License-Identifier: Apache-2.0
//
// Values as text that CEL itself would read, for reports and tests.
#ifndef SIGNPOST_SRC_CEL_PRINT_H_
#define SIGNPOST_SRC_CEL_PRINT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "cel/value.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// E.g. `["a", 1u, {true: 1.5}]`. Fields of messages behind lists and maps are only named.
std::string Print(const Value& value);

// The same for a message to people: of a long text its beginning, of lists and
// maps that they are one.
std::string PrintShort(const Value& value);

// At most `bytes` of a text and "..." where it is longer, cut between code points.
std::string Shorten(std::string_view text, std::size_t bytes);

// The shortest decimal that reads back as the same double; "Infinity", "-Infinity", "NaN".
std::string PrintDouble(double value);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_PRINT_H_
