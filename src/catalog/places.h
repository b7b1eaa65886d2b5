// SPDX-License-Identifier: Apache-2.0
//
// Where the fields of a merged catalog were written: in which source, at which index there, and in
// text format at which line and column.
#ifndef SIGNPOST_SRC_CATALOG_PLACES_H_
#define SIGNPOST_SRC_CATALOG_PLACES_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/path.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

SIGNPOST_BEGIN_NAMESPACE

struct Place {
  // Index of the source.
  int source = 0;
  std::string file;
  // From 1; 0 where not known.
  int line = 0;
  int column = 0;
  // With indexes as in that source.
  std::string path;
};

class Places {
 public:
  using Tree = google::protobuf::TextFormat::ParseInfoTree;

  // Adds the next source. `tree` is null, and `text` empty, but for text format; the text must
  // outlive this. Returns its index.
  int AddSource(std::string name, std::unique_ptr<Tree> tree, std::string_view text);

  // Says that the entries of the top-level list `field` from `first` on (or the single field) came
  // from `source`. Must be called in the order of the entries.
  void AddField(const google::protobuf::FieldDescriptor* field, int source, int first, int count);

  // The place of a field of `message`, which is the merged message, or of the nearest field around
  // it that was written.
  Place Find(const google::protobuf::Message& message, const Path& path) const;

  // Of that source; empty where it is not text format, or there is none.
  std::string_view Text(int source) const;

  // The place of the single top-level field `field` in one source.
  Place FindIn(int source, const google::protobuf::FieldDescriptor* field) const;

 private:
  struct Source {
    std::string name;
    std::unique_ptr<Tree> tree;
    std::string_view text;
  };
  struct Run {
    int source, first, count;
  };

  std::vector<Source> sources_;
  std::map<int, std::vector<Run>> runs_;  // By field number.
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_PLACES_H_
