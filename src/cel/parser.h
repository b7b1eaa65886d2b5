// SPDX-License-Identifier: Apache-2.0
//
// Text to syntax tree, macros included. The one way in is Parse().
#ifndef SIGNPOST_SRC_CEL_PARSER_H_
#define SIGNPOST_SRC_CEL_PARSER_H_

#include "cel/ast.h"
#include "cel/limits.h"
#include "cel/source.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Sets the root of `ast`, which must be new. Everything wrong with the text, limits included, goes
// to `issues`; behind a fault it takes up again at the next comma, bracket, && or ||.
void Parse(const Source& source, const Limits& limits, Ast& ast, Issues& issues);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_PARSER_H_
