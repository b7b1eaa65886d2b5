// SPDX-License-Identifier: Apache-2.0
//
// Lists and maps at run time.
#ifndef SIGNPOST_SRC_CEL_COLLECTIONS_H_
#define SIGNPOST_SRC_CEL_COLLECTIONS_H_

#include <cstddef>
#include <string_view>

#include "cel/value.h"
#include "cel/workspace.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Of a list or map.
std::size_t Size(const Value& collection);
// Of a list, in range.
Value ElementAt(const Value& list, std::size_t index, Workspace& work);

// The value of a key of any numeric kind that equals one; kUnset where there is none.
Value FindKey(const Value& map, const Value& key, Workspace& work);
// The map with its entries in order, so that entries() can be walked; or an error.
Value SortedMap(const Value& map, Workspace& work);
// Sorts the entries in place. An error: a key of another type, or two that are equal.
Value MakeMap(MapEntry* entries, std::size_t size, Workspace& work);

// a[b], `in`, size(), and + of two lists.
Value Index(const Value& collection, const Value& key, Workspace& work);
Value In(const Value& element, const Value& collection, Workspace& work);
Value SizeOf(const Value& value, Workspace& work);
Value Concatenate(const Value& a, const Value& b, Workspace& work);

// x.name of a message, map or record, and has() of it.
Value SelectName(const Value& operand, std::string_view name, Workspace& work);
Value HasName(const Value& operand, std::string_view name, Workspace& work);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_COLLECTIONS_H_
