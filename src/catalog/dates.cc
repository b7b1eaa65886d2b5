// SPDX-License-Identifier: Apache-2.0
#include "catalog/dates.h"

#include <cstddef>

#include "absl/time/civil_time.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

// Exactly these digits; -1 otherwise.
int Digits(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

}  // namespace

std::optional<std::int32_t> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const absl::CivilDay civil(year, month, day);
  // The constructor carries what is too much over to the next month.
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  return static_cast<std::int32_t>(civil - absl::CivilDay(1970, 1, 1));
}

std::optional<std::int32_t> ParseTimeOfDay(std::string_view text) {
  const bool with_seconds = text.size() == 8 && text[5] == ':';
  if (!(text.size() == 5 || with_seconds) || text[2] != ':') return std::nullopt;
  const int hour = Digits(text, 0, 2), minute = Digits(text, 3, 2);
  const int second = with_seconds ? Digits(text, 6, 2) : 0;
  if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  const int total = hour * 3600 + minute * 60 + second;
  if (total > 24 * 3600) return std::nullopt;
  return total;
}

SIGNPOST_END_NAMESPACE
