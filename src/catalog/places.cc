// SPDX-License-Identifier: Apache-2.0
#include "catalog/places.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Location = google::protobuf::TextFormat::ParseLocation;

bool Before(const Location& a, const Location& b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

// The first thing written inside a message.
Location FirstInside(const Places::Tree& tree, const Descriptor& type) {
  Location first;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    const Location location = tree.GetLocation(field, field->is_repeated() ? 0 : -1);
    if (location.line >= 0 && (first.line < 0 || Before(location, first))) first = location;
  }
  return first;
}

// A list in brackets, [a, b], is recorded once, at its start. So where the list's last entry has
// no location of its own, none but the first can be trusted, and entries that are messages are
// found by what is in them.
Location LocationOf(const Places::Tree& tree, const FieldDescriptor* field, int index, int count) {
  if (!field->is_repeated()) return tree.GetLocation(field, -1);
  if (count <= 0) return {};  // The tree takes no index outside of a list.
  if (tree.GetLocation(field, count - 1).line >= 0) return tree.GetLocation(field, index);
  if (field->message_type() != nullptr) {
    if (const Places::Tree* inside = tree.GetTreeForNested(field, index)) {
      const Location location = FirstInside(*inside, *field->message_type());
      if (location.line >= 0) return location;
    }
  }
  return tree.GetLocation(field, 0);
}

}  // namespace

int Places::AddSource(std::string name, std::unique_ptr<Tree> tree, std::string_view text) {
  sources_.push_back({std::move(name), std::move(tree), text});
  return static_cast<int>(sources_.size()) - 1;
}

void Places::AddField(const FieldDescriptor* field, int source, int first, int count) {
  runs_[field->number()].push_back({source, first, count});
}

Place Places::Find(const Message& message, const Path& path) const {
  std::vector<const Path*> steps;
  for (const Path* step = &path; step->parent() != nullptr; step = step->parent()) {
    steps.push_back(step);
  }
  std::reverse(steps.begin(), steps.end());

  Place place;
  const Message* at = &message;
  const Tree* tree = nullptr;
  for (const Path* step : steps) {
    const FieldDescriptor* field =
        at == nullptr ? nullptr : at->GetDescriptor()->FindFieldByName(step->field());
    int index = step->index();
    int count = 0;
    if (field != nullptr && field->is_repeated()) {
      count = at->GetReflection()->FieldSize(*at, field);
    }
    if (step == steps.front() && field != nullptr) {
      const auto runs = runs_.find(field->number());
      if (runs != runs_.end()) {
        const auto after = std::upper_bound(runs->second.begin() + 1, runs->second.end(), index,
                                            [](int i, const Run& run) { return i < run.first; });
        // A single field has one run for each source that gives it: the first one counts.
        const Run& run = index < 0 ? runs->second.front() : *(after - 1);
        place.source = run.source;
        if (index >= 0) {
          index -= run.first;
          count = run.count;
        }
      }
      if (!sources_.empty()) tree = sources_[place.source].tree.get();
    }
    absl::StrAppend(&place.path, place.path.empty() ? "" : ".", step->field());
    if (index >= 0) absl::StrAppend(&place.path, "[", index, "]");

    const bool whole_list = field != nullptr && field->is_repeated() && index < 0;
    const Tree* inside = nullptr;
    if (tree != nullptr && field != nullptr) {
      const Location location = LocationOf(*tree, field, whole_list ? 0 : index, count);
      if (location.line >= 0) {
        place.line = location.line + 1;
        place.column = location.column + 1;
      }
      if (field->message_type() != nullptr && (!field->is_repeated() || count > 0)) {
        inside = tree->GetTreeForNested(field, field->is_repeated() ? std::max(index, 0) : -1);
      }
    }
    tree = inside;
    if (field == nullptr || field->message_type() == nullptr || whole_list) {
      at = nullptr;
    } else if (!field->is_repeated()) {
      at = &at->GetReflection()->GetMessage(*at, field);
    } else {
      // `step`, not `index`: this is the merged message.
      at = step->index() < at->GetReflection()->FieldSize(*at, field)
               ? &at->GetReflection()->GetRepeatedMessage(*at, field, step->index())
               : nullptr;
    }
  }
  if (!sources_.empty()) place.file = sources_[place.source].name;
  return place;
}

std::string_view Places::Text(int source) const {
  return static_cast<std::size_t>(source) < sources_.size() ? sources_[source].text
                                                            : std::string_view();
}

Place Places::FindIn(int source, const FieldDescriptor* field) const {
  Place place;
  place.source = source;
  place.file = sources_[source].name;
  place.path = field->name();
  if (sources_[source].tree != nullptr) {
    const Location location = sources_[source].tree->GetLocation(field, -1);
    place.line = location.line + 1;
    place.column = location.column + 1;
  }
  return place;
}

SIGNPOST_END_NAMESPACE
