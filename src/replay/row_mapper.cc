// SPDX-License-Identifier: Apache-2.0
#include "replay/row_mapper.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void AddFault(std::string path, std::string message, std::vector<Finding>* findings) {
  Finding& finding = findings->emplace_back();
  finding.code = "MAPPING_INVALID";
  finding.path = std::move(path);
  finding.message = std::move(message);
}

std::string AsIdentifier(std::string_view text) {
  std::string identifier;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) {
      identifier.push_back(absl::ascii_tolower(byte));
    } else if (!identifier.empty() && identifier.back() != '-') {
      identifier.push_back('-');
    }
  }
  if (!identifier.empty() && identifier.back() == '-') identifier.pop_back();
  return identifier;
}

// What one row may stand for: more than any organisation's contacts, and sums of costs still fit.
constexpr std::int64_t kMaxCount = 1'000'000'000;

std::string ReadCount(const std::string& text, std::int64_t* count) {
  if (!absl::SimpleAtoi(text, count) || *count < 0 || *count > kMaxCount) {
    return absl::StrCat(Quoted(text), " is no whole number from 0 to ", kMaxCount);
  }
  return {};
}

std::vector<std::string> Items(const std::string& text, bool is_list,
                               const std::string& separator) {
  std::vector<std::string> items;
  const std::string split = is_list ? std::string(1, kListJoint) : separator;
  for (absl::string_view item : absl::StrSplit(text, split)) {
    if (!is_list) item = absl::StripAsciiWhitespace(item);
    if (!item.empty()) items.emplace_back(item);
  }
  return items;
}

}  // namespace

std::size_t RowMapper::ColumnIndex(const std::string& name) {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  const auto index = static_cast<std::size_t>(found - columns_.begin());
  if (found == columns_.end()) columns_.push_back(name);
  return index;
}

void RowMapper::AddField(const v1::FieldMapping& mapping, const std::string& place,
                         absl::TimeZone zone, const v1::Catalog& catalog,
                         std::vector<Finding>* findings) {
  const auto fault = [&](const std::string& part, auto... text) {
    AddFault(place + part, absl::StrCat(text...), findings);
  };
  const std::optional<ContactField> target = ContactField::Find(mapping.field(), catalog);
  if (!target) {
    fault(".field", Quoted(mapping.field()), " is no field of a contact; there are: ",
          absl::StrJoin(ContactField::Paths(catalog), ", "));
    return;
  }
  for (const Field& other : fields_) {
    if (other.path == mapping.field()) fault(".field", other.path, " is mapped twice");
  }
  if ((mapping.columns_size() > 0) == mapping.has_constant()) {
    fault("", mapping.field(),
          mapping.has_constant() ? " has columns and a constant: keep one"
                                 : " has neither columns nor a constant");
  }
  if (mapping.time_formats_size() > 0 && !target->is_time()) {
    fault(".time_formats", mapping.field(), " is no time");
  }
  if (mapping.has_separator() && !target->is_list()) {
    fault(".separator", mapping.field(), " is no list");
  }
  if (mapping.has_separator() && mapping.separator().empty()) {
    fault(".separator", "is empty: leave it out for \";\"");
  }
  Field field;
  field.target = *target;
  field.path = mapping.field();
  field.joiner = mapping.has_joiner() ? mapping.joiner() : " ";
  for (const std::string& column : mapping.columns()) {
    if (column.empty()) fault(".columns", "a name is empty");
    field.columns.push_back(ColumnIndex(column));
  }
  if (mapping.has_constant()) field.constant = mapping.constant();
  for (int i = 0; i < mapping.translations_size(); ++i) {
    const v1::Translation& translation = mapping.translations(i);
    if (translation.from_size() == 0)
      fault(absl::StrCat(".translations[", i, "].from"), "is empty");
    for (const std::string& from : translation.from()) {
      if (mapping.as_identifier() && AsIdentifier(from) != from) {
        fault(absl::StrCat(".translations[", i, "].from"), Quoted(from),
              " can never come: as_identifier makes it ", Quoted(AsIdentifier(from)));
      }
      if (!field.translations.emplace(from, translation.to()).second) {
        fault(absl::StrCat(".translations[", i, "].from"), Quoted(from), " is translated twice");
      }
    }
  }
  if (mapping.has_otherwise()) field.otherwise = mapping.otherwise();
  field.separator = mapping.has_separator() ? mapping.separator() : ";";
  field.times.zone = zone;
  field.times.formats.assign(mapping.time_formats().begin(), mapping.time_formats().end());
  if (field.times.formats.empty()) field.times.formats.emplace_back(absl::RFC3339_full);
  field.as_identifier = mapping.as_identifier();
  field.required = mapping.required();
  fields_.push_back(std::move(field));
}

void RowMapper::AddGroup(const v1::SetAside& mapping, const std::string& place,
                         std::vector<Finding>* findings) {
  if (mapping.column().empty()) AddFault(place + ".column", "is empty", findings);
  if (mapping.label().empty()) {
    AddFault(place + ".label", "is empty: name the group for the report", findings);
  }
  if (mapping.values().empty()) AddFault(place + ".values", "is empty", findings);
  Group group{ColumnIndex(mapping.column()), {}, mapping.label()};
  for (const std::string& value : mapping.values()) group.values.emplace(value, true);
  groups_.push_back(std::move(group));
}

std::optional<RowMapper> RowMapper::Compile(const v1::LogMapping& mapping,
                                            const v1::Catalog& catalog,
                                            std::vector<Finding>* findings) {
  RowMapper mapper;
  const std::size_t before = findings->size();
  const std::string& stated =
      mapping.time_zone().empty() ? catalog.time_zone() : mapping.time_zone();
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(stated.empty() ? "UTC" : stated, &zone)) {
    AddFault("time_zone", Quoted(stated) + " is no IANA time zone, like America/Chicago", findings);
  }
  for (int i = 0; i < mapping.fields_size(); ++i) {
    mapper.AddField(mapping.fields(i), absl::StrCat("fields[", i, "]"), zone, catalog, findings);
  }
  for (const char* needed : {"service", "time"}) {
    const auto is_needed = [&](const v1::FieldMapping& field) { return field.field() == needed; };
    if (std::none_of(mapping.fields().begin(), mapping.fields().end(), is_needed)) {
      AddFault("fields",
               absl::StrCat("no contact is decided without ", needed,
                            ": map it to columns or to a constant"),
               findings);
    }
  }
  if (!mapping.count_column().empty()) {
    mapper.count_column_ = mapper.ColumnIndex(mapping.count_column());
  }
  for (int i = 0; i < mapping.set_asides_size(); ++i) {
    mapper.AddGroup(mapping.set_asides(i), absl::StrCat("set_asides[", i, "]"), findings);
  }
  if (findings->size() > before) return std::nullopt;
  return mapper;
}

std::string RowMapper::MapField(const Field& field, const LogRow& row, v1::Contact* contact) const {
  std::string text;
  bool is_list = false;
  if (field.constant) {
    text = *field.constant;
  } else if (field.columns.size() == 1) {
    text = row.values[field.columns[0]].text;
    is_list = row.values[field.columns[0]].is_list;
    if (is_list && !field.target.is_list()) return "the column holds a list";
  } else {
    bool any = false;
    for (std::size_t i = 0; i < field.columns.size(); ++i) {
      const LogValue& value = row.values[field.columns[i]];
      if (value.is_list) return "one of the columns holds a list, which cannot be joined";
      any = any || !value.text.empty();
      absl::StrAppend(&text, i > 0 ? field.joiner : "", value.text);
    }
    if (!any) text.clear();
  }
  std::vector<std::string> items;
  if (field.target.is_list()) {
    items = Items(text, is_list, field.separator);
  }
  if (items.empty()) items.push_back(std::move(text));
  for (std::string& item : items) {
    if (field.as_identifier) item = AsIdentifier(item);
    const auto found = field.translations.find(item);
    if (found != field.translations.end()) {
      item = found->second;
    } else if (field.otherwise && !item.empty()) {
      item = *field.otherwise;
    }
  }
  items.erase(std::remove(items.begin(), items.end(), ""), items.end());
  if (!items.empty()) return field.target.Set(items, field.times, contact);
  return field.required ? "is empty, and the mapping requires it" : "";
}

void RowMapper::Map(const LogRow& row, MappedRow* mapped) const {
  mapped->kind = MappedRow::Kind::kUnreadable;
  mapped->count = 1;
  mapped->fault = row.unreadable;
  mapped->contact.Clear();
  if (!mapped->fault.empty()) return;
  if (count_column_) {
    const std::string fault = ReadCount(row.values[*count_column_].text, &mapped->count);
    if (!fault.empty()) {
      mapped->fault = absl::StrCat("count column ", Quoted(columns_[*count_column_]), ": ", fault);
      return;
    }
  }
  for (const Group& group : groups_) {
    if (!group.values.contains(row.values[group.column].text)) continue;
    mapped->kind = MappedRow::Kind::kSetAside;
    mapped->label = group.label;
    return;
  }
  for (const Field& field : fields_) {
    const std::string fault = MapField(field, row, &mapped->contact);
    if (fault.empty()) continue;
    mapped->fault = absl::StrCat(field.path, ": ", fault);
    return;
  }
  mapped->kind = MappedRow::Kind::kContact;
}

SIGNPOST_END_NAMESPACE
