// SPDX-License-Identifier: Apache-2.0
#include "cel/time.h"

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "signpost/money.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

constexpr std::int64_t kNanos = 1'000'000'000;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Reads exactly `count` digits at the start of `text`; -1 where there are fewer.
int Digits(std::string_view& text, std::size_t count) {
  int value = 0;
  if (text.size() < count) return -1;
  for (std::size_t i = 0; i < count; ++i) {
    if (!IsDigit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool Skip(std::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

// "05:30" as seconds; empty where it is none.
std::optional<std::int64_t> Offset(std::string_view text) {
  const int hours = Digits(text, 2);
  if (hours < 0 || hours > 23 || !Skip(text, ':')) return std::nullopt;
  const int minutes = Digits(text, 2);
  if (minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
  return hours * 3600 + minutes * 60;
}

std::string Decimals(std::int64_t nanos) {
  if (nanos == 0) return "";
  std::string text = absl::StrFormat(".%09d", nanos);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace

Value MakeTimestamp(std::int64_t seconds, std::int64_t nanos) {
  const Int128 total = static_cast<Int128>(seconds) * kNanos + nanos;
  if (total < static_cast<Int128>(kFirstSecond) * kNanos ||
      total >= static_cast<Int128>(kLastSecond + 1) * kNanos) {
    return Value::Error(ErrorCode::kRange, "timestamp outside of years 1 to 9999");
  }
  std::int64_t rest = static_cast<std::int64_t>(total % kNanos);
  if (rest < 0) rest += kNanos;
  return Value::Timestamp(static_cast<std::int64_t>((total - rest) / kNanos),
                          static_cast<std::int32_t>(rest));
}

Value MakeDuration(std::int64_t seconds, std::int64_t nanos) {
  const Int128 total = static_cast<Int128>(seconds) * kNanos + nanos;
  if (total > std::numeric_limits<std::int64_t>::max() ||
      total < std::numeric_limits<std::int64_t>::min()) {
    return Value::Error(ErrorCode::kRange, "duration outside of 64 bits of nanoseconds");
  }
  return Value::Duration(static_cast<std::int64_t>(total));
}

Value ParseTimestamp(std::string_view text) {
  const Value fault = Value::Error(ErrorCode::kInvalidArgument,
                                   "not a timestamp as RFC 3339 writes it: 2009-02-13T23:31:30Z");
  const int year = Digits(text, 4);
  if (year < 0 || !Skip(text, '-')) {
    // Five digits are well formed, but no year that a timestamp can have.
    return fault;
  }
  const int month = Digits(text, 2);
  if (month < 0 || !Skip(text, '-')) return fault;
  const int day = Digits(text, 2);
  if (day < 0 || !Skip(text, 'T')) return fault;
  const int hour = Digits(text, 2);
  if (hour < 0 || hour > 23 || !Skip(text, ':')) return fault;
  const int minute = Digits(text, 2);
  if (minute < 0 || minute > 59 || !Skip(text, ':')) return fault;
  const int second = Digits(text, 2);
  if (second < 0 || second > 59) return fault;
  std::int64_t nanos = 0;
  if (Skip(text, '.')) {
    std::size_t digits = 0;
    std::int64_t unit = kNanos;
    for (; digits < text.size() && IsDigit(text[digits]); ++digits) {
      unit /= 10;  // Digits behind the ninth count nothing.
      nanos += unit * (text[digits] - '0');
    }
    if (digits == 0) return fault;
    text.remove_prefix(digits);
  }
  std::int64_t offset = 0;
  if (text != "Z") {
    const int sign = Skip(text, '-') ? -1 : Skip(text, '+') ? 1 : 0;
    const std::optional<std::int64_t> size = Offset(text);
    if (sign == 0 || !size) return fault;
    offset = sign * *size;
  }
  const absl::CivilSecond civil(year, month, day, hour, minute, second);
  if (civil.month() != month || civil.day() != day) return fault;
  return MakeTimestamp(civil - absl::CivilSecond(1970) - offset, nanos);
}

std::string FormatTimestamp(const Value& timestamp) {
  const absl::CivilSecond civil = absl::CivilSecond(1970) + timestamp.seconds();
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02d%sZ", civil.year(), civil.month(),
                         civil.day(), civil.hour(), civil.minute(), civil.second(),
                         Decimals(timestamp.nanos()));
}

Value ParseDuration(std::string_view text) {
  static constexpr struct {
    std::string_view name;
    std::int64_t nanos;
  } kUnits[] = {{"ns", 1},         {"us", 1'000}, {"µs", 1'000},      {"μs", 1'000},
                {"ms", 1'000'000}, {"s", kNanos}, {"m", 60 * kNanos}, {"h", 3600 * kNanos}};
  const Value fault =
      Value::Error(ErrorCode::kInvalidArgument, "not a duration, e.g. 90s, 1h30m, 1.5s, 250ms");
  const Value range = MakeDuration(std::numeric_limits<std::int64_t>::max(), 0);
  const bool negative = Skip(text, '-');
  if (!negative) Skip(text, '+');
  if (text == "0") return Value::Duration(0);
  if (text.empty()) return fault;
  Int128 total = 0;
  while (!text.empty()) {
    Int128 whole = 0, part = 0, scale = 1;
    std::size_t digits = 0;
    for (; digits < text.size() && IsDigit(text[digits]); ++digits) {
      if (whole > std::numeric_limits<std::int64_t>::max()) return range;
      whole = whole * 10 + (text[digits] - '0');
    }
    text.remove_prefix(digits);
    if (Skip(text, '.')) {
      std::size_t decimals = 0;
      for (; decimals < text.size() && IsDigit(text[decimals]); ++decimals) {
        if (scale >= static_cast<Int128>(kNanos) * kNanos) continue;  // Far below a nanosecond.
        part = part * 10 + (text[decimals] - '0');
        scale *= 10;
      }
      text.remove_prefix(decimals);
      digits += decimals;
    }
    if (digits == 0) return fault;
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] != '.' && !IsDigit(text[letters])) ++letters;
    const auto unit = std::find_if(std::begin(kUnits), std::end(kUnits), [&](const auto& u) {
      return u.name == text.substr(0, letters);
    });
    if (unit == std::end(kUnits)) return fault;
    text.remove_prefix(letters);
    total += whole * unit->nanos + part * unit->nanos / scale;
    if (total > static_cast<Int128>(std::numeric_limits<std::int64_t>::max()) + 1) return range;
  }
  if (negative) total = -total;
  if (total > std::numeric_limits<std::int64_t>::max()) return range;
  return Value::Duration(static_cast<std::int64_t>(total));
}

std::string FormatDuration(const Value& duration) {
  const Int128 nanos = duration.nanoseconds();
  const Int128 size = nanos < 0 ? -nanos : nanos;
  return absl::StrFormat("%s%d%ss", nanos < 0 ? "-" : "", static_cast<std::int64_t>(size / kNanos),
                         Decimals(static_cast<std::int64_t>(size % kNanos)));
}

std::optional<Zone> FindZone(std::string_view name) {
  Zone zone;
  zone.zone = absl::UTCTimeZone();
  if (name == "UTC" || name.empty()) return zone;
  std::string_view offset = name;
  const bool west = Skip(offset, '-');
  if (!west) Skip(offset, '+');
  if (const auto seconds = Offset(offset)) {
    zone.offset = west ? -*seconds : *seconds;
    return zone;
  }
  // Zones are files: only names that the database could have.
  if (name.size() > 64 || name[0] == '/' || name.find("..") != std::string_view::npos ||
      !std::all_of(name.begin(), name.end(), [](char c) {
        return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '_' ||
               c == '-' || c == '+';
      })) {
    return std::nullopt;
  }
  if (name == "localtime" || !absl::LoadTimeZone(std::string(name), &zone.zone))
    return std::nullopt;
  return zone;
}

absl::CivilSecond CivilOf(const Value& timestamp, const Zone& zone) {
  return absl::ToCivilSecond(absl::FromUnixSeconds(timestamp.seconds() + zone.offset), zone.zone);
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
