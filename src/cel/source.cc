// SPDX-License-Identifier: Apache-2.0
#include "cel/source.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_format.h"
#include "cel/limits.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

std::size_t Utf8Length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  if (first == 0xE0 && byte(1) < 0xA0) return 0;
  if (first == 0xED && byte(1) > 0x9F) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    // Most texts are ASCII: eight bytes at a time.
    std::uint64_t word = 0;
    if (text.size() >= sizeof(word)) {
      std::memcpy(&word, text.data(), sizeof(word));
      if ((word & 0x8080808080808080u) == 0) {
        text.remove_prefix(sizeof(word));
        continue;
      }
    }
    const std::size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

Source::Source(std::string text, std::string name)
    : text_(std::move(text)), name_(std::move(name)), lines_{0} {
  if (text_.size() >= std::numeric_limits<std::uint32_t>::max()) {  // Spans have 32 bits.
    code_points_ = std::numeric_limits<std::uint32_t>::max();
    text_.clear();
    return;
  }
  for (std::size_t i = 0; i < text_.size();) {
    if (text_[i] == '\n') lines_.push_back(static_cast<std::uint32_t>(i + 1));
    std::size_t length = Utf8Length(std::string_view(text_).substr(i));
    if (length == 0) {
      if (invalid_utf8_ == std::string::npos) invalid_utf8_ = i;
      length = 1;
    }
    i += length;
    ++code_points_;
  }
}

namespace {

constexpr std::size_t kAround = 100;  // Bytes shown on each side of a place.

// Counts every byte that is not the continuation of a code point.
std::uint32_t CodePoints(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

Issue Source::At(Span span, std::string message) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), span.begin);
  const std::uint32_t start = *(next - 1);
  return {span,
          static_cast<std::uint32_t>(next - lines_.begin()),
          CodePoints(std::string_view(text_).substr(start, span.begin - start)) + 1,
          std::move(message),
          {}};
}

std::string Source::ExcerptOf(const Issue& issue) const {
  const std::uint32_t start = lines_[issue.line - 1];
  std::string_view line = std::string_view(text_).substr(start);
  line = line.substr(0, line.find_first_of("\r\n"));
  return Excerpt(line, issue.span.begin - start,
                 std::max(issue.span.end, issue.span.begin) - start);
}

std::string Source::Format(const Issue& issue) const {
  std::string text = absl::StrFormat("%s%s%d:%d: %s\n", name_, name_.empty() ? "" : ":", issue.line,
                                     issue.column, issue.message);
  const std::string excerpt = ExcerptOf(issue);
  const std::size_t end = excerpt.find('\n');
  return text + "  " + excerpt.substr(0, end) + "\n  " + excerpt.substr(end + 1);
}

namespace {

// One column for every code point.
std::string Printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    const auto first = static_cast<unsigned char>(text[0]);
    if (length == 0) {
      result += '?';
    } else if (length == 1) {
      result += first == '\t' ? '\t' : first < ' ' || first == 0x7F ? ' ' : text[0];
    } else if (first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0) {
      result += ' ';  // U+0080 to U+009F steer some terminals.
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

}  // namespace

std::string Excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  end = std::min(std::max(begin, end), line.size());
  const auto back = [&](std::size_t at) {  // To the start of a code point.
    while (at > 0 && at < line.size() && (line[at] & 0xC0) == 0x80) --at;
    return at;
  };
  std::string_view before, after;
  if (const std::size_t last = back(begin + kAround); last < line.size()) {
    line = line.substr(0, last);
    end = std::min(end, last);
    after = "...";
  }
  if (begin > kAround) {
    const std::size_t first = back(begin - kAround);
    line.remove_prefix(first);
    begin -= first;
    end -= first;
    before = "...";
  }
  std::string padding(before.size(), ' ');
  const std::string shown_before = Printable(line.substr(0, begin));
  for (const char c : shown_before) {
    if ((c & 0xC0) != 0x80) padding += c == '\t' ? '\t' : ' ';
  }
  const std::uint32_t width = std::max(1u, CodePoints(Printable(line.substr(begin, end - begin))));
  return absl::StrFormat("%s%s%s%s\n%s%s", before, shown_before, Printable(line.substr(begin)),
                         after, padding, std::string(width, '^'));
}

void Issues::Add(Span span, std::string message) {
  if (count_++ < limit_) issues_.push_back(source_.At(span, std::move(message)));
}

void Issues::AddOverLimit(Span span, const char* what, const char* limit, std::uint64_t value) {
  Add(span, OverLimit(what, limit, value));
  if (count_ <= limit_) issues_.back().limit = limit;
}

std::vector<Issue> Issues::Take() {
  std::stable_sort(issues_.begin(), issues_.end(),
                   [](const Issue& a, const Issue& b) { return a.span.begin < b.span.begin; });
  if (count_ > issues_.size()) {
    issues_.push_back(source_.At(
        issues_.empty() ? Span{} : issues_.back().span,
        absl::StrFormat("%d more; limit issues allows %d", count_ - issues_.size(), limit_)));
  }
  return std::move(issues_);
}

}  // namespace cel
SIGNPOST_END_NAMESPACE
