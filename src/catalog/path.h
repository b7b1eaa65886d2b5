// SPDX-License-Identifier: Apache-2.0
//
// The path of a field within a message, as a chain on the stack: it costs nothing until a finding
// needs it.
#ifndef SIGNPOST_SRC_CATALOG_PATH_H_
#define SIGNPOST_SRC_CATALOG_PATH_H_

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

class Path {
 public:
  // The whole message.
  Path() = default;

  // A field of what this path names; `index` for an entry of a list. The result refers to this
  // path, which must outlive it: hence not of a temporary. `field` must outlive it as well.
  Path At(const char* field, int index = -1) const& { return Path(this, field, index); }
  Path At(const char* field, int index = -1) const&& = delete;

  // Null for the whole message.
  const Path* parent() const { return parent_; }
  const char* field() const { return field_; }
  int index() const { return index_; }

 private:
  Path(const Path* parent, const char* field, int index)
      : parent_(parent), field_(field), index_(index) {}

  const Path* parent_ = nullptr;
  const char* field_ = nullptr;
  int index_ = -1;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_PATH_H_
