// SPDX-License-Identifier: Apache-2.0
//
// The text of an expression, places in it, and what is wrong with it.
#ifndef SIGNPOST_SRC_CEL_SOURCE_H_
#define SIGNPOST_SRC_CEL_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {

// Bytes [begin, end) of the text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// One thing wrong with a source. `line` and `column` count from 1, columns in code points.
struct Issue {
  Span span;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;
  // Name of the limit (limits.h) that the text is over; empty for all else.
  std::string_view limit;
};

class Source {
 public:
  // `name` is what issues call it, e.g. the path of a file; may be empty. A text of 4 GiB or more
  // is not kept: it is above every limit of code points.
  explicit Source(std::string text, std::string name = "");

  const std::string& text() const { return text_; }
  const std::string& name() const { return name_; }
  std::string_view Text(Span span) const {
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
  }
  std::uint32_t code_points() const { return code_points_; }
  // Offset of the first byte that is not UTF-8, or npos.
  std::size_t invalid_utf8() const { return invalid_utf8_; }

  Issue At(Span span, std::string message) const;
  // "name:1:14: message", the line of text, and carets under the span as far as that line goes.
  std::string Format(const Issue& issue) const;
  // The two lines of that: Excerpt() of the line that the span begins in.
  std::string ExcerptOf(const Issue& issue) const;

 private:
  std::string text_;
  std::string name_;
  std::vector<std::uint32_t> lines_;  // Offset of the first byte of each line.
  std::uint32_t code_points_ = 0;
  std::size_t invalid_utf8_ = std::string::npos;
};

// Collects issues up to a limit; what is over it is counted and said in the last issue.
class Issues {
 public:
  Issues(const Source& source, std::uint32_t limit) : source_(source), limit_(limit) {}

  void Add(Span span, std::string message);
  // See OverLimit() for the message. `limit` must be a literal.
  void AddOverLimit(Span span, const char* what, const char* limit, std::uint64_t value);
  bool empty() const { return count_ == 0; }
  // In the order of the text.
  std::vector<Issue> Take();

 private:
  const Source& source_;
  std::uint32_t limit_;
  std::uint64_t count_ = 0;
  std::vector<Issue> issues_;
};

// Of one line of text and its bytes [begin, end): the line, and below it carets under these bytes,
// as far as the line goes. Of a long line only the part around them. What is not printable, or not
// UTF-8, becomes a space or a question mark.
std::string Excerpt(std::string_view line, std::size_t begin, std::size_t end);

// Bytes of the UTF-8 code point at the start of `text`, 0 where it is none (RFC 3629: no
// surrogates, nothing overlong). `text` must not be empty.
std::size_t Utf8Length(std::string_view text);
bool IsUtf8(std::string_view text);

}  // namespace cel
SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CEL_SOURCE_H_
