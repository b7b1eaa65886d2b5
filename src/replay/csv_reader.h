// SPDX-License-Identifier: Apache-2.0
//
// A log in CSV with a header line: RFC 4180, strict, one row at a time. The way in is
// NewCsvReader.
#ifndef SIGNPOST_SRC_REPLAY_CSV_READER_H_
#define SIGNPOST_SRC_REPLAY_CSV_READER_H_

#include <istream>
#include <memory>
#include <string>

#include "signpost/log.h"

SIGNPOST_BEGIN_NAMESPACE

// LF and CRLF end a row; a blank line is no row; a UTF-8 byte order mark is skipped. A row is
// unreadable where its quotes are broken, it has more or fewer fields than the header, is longer
// than the limit, or is no text. Reading goes on at the line after the one on which it starts, so
// that a quote which is never closed costs one line and not the rest of the log.
// `name` stands in errors.
std::unique_ptr<LogReader> NewCsvReader(std::unique_ptr<std::istream> input, std::string name,
                                        const LogOptions& options);

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_REPLAY_CSV_READER_H_
