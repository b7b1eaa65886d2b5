// SPDX-License-Identifier: Apache-2.0
#include "catalog/merge.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "catalog/read.h"
#include "google/protobuf/util/message_differencer.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;

// A catalog's single fields are strings and one message.
bool SameValue(const v1::Catalog& a, const v1::Catalog& b, const FieldDescriptor* field) {
  const Reflection& reflection = *a.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return google::protobuf::util::MessageDifferencer::Equals(reflection.GetMessage(a, field),
                                                              reflection.GetMessage(b, field));
  }
  return reflection.GetString(a, field) == reflection.GetString(b, field);
}

void MergeOne(v1::Catalog part, int source, const std::vector<CatalogSource>& sources,
              std::map<const FieldDescriptor*, int>* given_by, v1::Catalog* merged, Places* places,
              Report* report) {
  const Reflection& reflection = *merged->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(part, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated()) {
      places->AddField(field, source, reflection.FieldSize(*merged, field),
                       reflection.FieldSize(part, field));
      continue;
    }
    const auto [first, is_first] = given_by->emplace(field, source);
    if (is_first) {
      places->AddField(field, source, 0, 1);
      continue;
    }
    if (!SameValue(*merged, part, field)) {
      report->AddAt(
          Code::MERGE_CONFLICT, places->FindIn(source, field),
          absl::StrCat("another ", field->name(), " than in ", sources[first->second].name),
          "give it in one source only");
    }
    reflection.ClearField(&part, field);
  }
  if (source == 0) {
    merged->Swap(&part);
  } else {
    merged->MergeFrom(part);
  }
}

}  // namespace

bool ReadAndMerge(const std::vector<CatalogSource>& sources, const Limits& limits,
                  v1::Catalog* merged, Places* places, Report* report) {
  std::int64_t bytes = 0;
  for (const CatalogSource& source : sources) {
    bytes += static_cast<std::int64_t>(source.content.size());
  }
  if (sources.size() > 1 && bytes > limits.catalog_bytes) {
    report->AddOverLimit(Path(), "catalog_bytes", limits.catalog_bytes, bytes);
    return false;
  }
  std::map<const FieldDescriptor*, int> given_by;
  bool all_read = true;
  for (const CatalogSource& source : sources) {
    auto tree = std::make_unique<Places::Tree>();
    v1::Catalog part;
    std::vector<Finding> findings;
    const bool read = ReadMessage(source, limits, &part, tree.get(), &findings).ok();
    std::string_view text = source.content;
    if (FormatOf(source) != CatalogFormat::kText) {
      tree.reset();
      text = {};
    }
    const int index = places->AddSource(source.name, std::move(tree), text);
    if (read) {
      MergeOne(std::move(part), index, sources, &given_by, merged, places, report);
    } else {
      report->Append(index, std::move(findings));
      all_read = false;
    }
  }
  return all_read && !report->has_errors();
}

SIGNPOST_END_NAMESPACE
