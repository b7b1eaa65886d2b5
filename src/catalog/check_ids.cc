// SPDX-License-Identifier: Apache-2.0
//
// Ids: given, one of a kind, resolved.
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"
#include "catalog/nearest.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckList(const CheckContext& context, const IdList& list, const char* list_name,
               const char* id_name = "id") {
  const Path root;
  for (int i = 0; i < list.size(); ++i) {
    const std::string id(list.ids()[i]);
    const Path entry = root.At(list_name, i);
    const Path path = entry.At(id_name);
    if (id.empty()) {
      context.report->Add(Code::FIELD_MISSING, path, absl::StrCat("no ", id_name),
                          "give one, unlike all others of this list");
      continue;
    }
    if (id == "*") {
      context.report->Add(Code::ID_RESERVED, path, "\"*\" stands for every service",
                          "choose another id");
    }
    if (id.front() == ' ' || id.back() == ' ') {
      context.report->Add(Code::ID_MALFORMED, path,
                          absl::StrCat("\"", id, "\" starts or ends with a space"),
                          "take the space out");
    }
    const int first = list.Find(id);
    if (first != i) {
      context.report->Add(
          Code::ID_DUPLICATE, path,
          absl::StrCat("\"", id, "\" is the ", id_name, " of an earlier entry of ", list_name),
          "give each its own, or take one out");
    }
  }
}

}  // namespace

void CheckIds(const CheckContext& context) {
  const CatalogIndex& index = context.index;
  CheckList(context, index.channels, "channels");
  CheckList(context, index.services, "services");
  CheckList(context, index.rate_cards, "rate_cards");
  CheckList(context, index.opening_hours, "opening_hours");
  CheckList(context, index.attributes, "attributes", "name");
  CheckList(context, index.parties, "parties");
  CheckList(context, index.roles, "roles");
  CheckList(context, index.scripts, "scripts");
  CheckList(context, index.rules, "rules");
}

int ResolveOptional(const CheckContext& context, const IdList& list, std::string_view what,
                    const std::string& id, const Path& path) {
  if (id.empty()) return -1;
  const int found = list.Find(id);
  if (found >= 0) return found;
  std::string remedy;
  // Going through all names is dear: only where it will be read.
  if (context.report->Keeps(Code::ID_UNRESOLVED)) remedy = DidYouMean(id, list.ids());
  if (remedy.empty()) remedy = "add it, or correct the id";
  context.report->Add(Code::ID_UNRESOLVED, path,
                      absl::StrCat("no ", std::string(what), " has the id \"", id, "\""),
                      std::move(remedy));
  return -1;
}

int Resolve(const CheckContext& context, const IdList& list, std::string_view what,
            const std::string& id, const Path& path) {
  if (id.empty()) {
    context.report->Add(Code::FIELD_MISSING, path, absl::StrCat("no ", std::string(what), " named"),
                        absl::StrCat("give the id of a ", std::string(what)));
    return -1;
  }
  return ResolveOptional(context, list, what, id, path);
}

SIGNPOST_END_NAMESPACE
