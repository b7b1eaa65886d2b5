// SPDX-License-Identifier: Apache-2.0
//
// Replay: what a catalog would have made of a log of past contacts. Each row is decided twice,
// under HONOUR and under WEIGH, and counted with what it cost on the channel used, what it would
// cost on the channel recommended, and what it would cost if every customer took the best offer.
//
//   auto log = signpost::OpenLog("calls.csv");
//   if (!log.ok()) return log.status();
//   auto report = signpost::Replay(catalog, mapping, **log);
//   if (!report.ok()) return report.status();
//   std::cout << signpost::ReportText(*report);
#ifndef SIGNPOST_REPLAY_H_
#define SIGNPOST_REPLAY_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "signpost/catalog.h"
#include "signpost/finding.h"
#include "signpost/log.h"
#include "signpost/plan.h"
#include "signpost/v1/live_state.pb.h"
#include "signpost/v1/mapping.pb.h"
#include "signpost/v1/report.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// Everything that keeps `mapping` from filling contacts of this catalog, with paths into the
// mapping; empty where it can be used. What the log's columns are shows only when it is read.
std::vector<Finding> CheckMapping(const v1::LogMapping& mapping, const Catalog& catalog);

struct ReplayProgress {
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  // Of the whole log, where that is known.
  std::optional<std::int64_t> bytes_in_all;
};

struct ReplayOptions {
  // How channels stood while the contacts came in: the same for every row.
  v1::LiveState live;
  // Rows shown of those that cannot be read, and of each refusal code. Zero and less: none.
  int examples = 10;
  // Whether the report says of each rule what it did. Costs up to one more decision for each rule
  // that holds for a contact.
  bool rules = false;
  // How the catalog is compiled; `preference` is set by Replay.
  CompileOptions compile;
  // Called after every 4,096th row and at the end, on the caller's thread. Empty: not called.
  std::function<void(const ReplayProgress&)> progress;
};

// Reads `log`, fresh and without columns selected, to its end. Deterministic: equal contacts give
// equal reports, but for LogReading, however they are spread over rows and in whatever order.
//
// A row that cannot be read and a contact that is refused are counted and shown in the report.
// Errors: InvalidArgument, the mapping does not fit contacts, the catalog or the log (one line a
// fault), or the live state does not fit the catalog; OutOfRange, a sum of money or time that does
// not fit in 64 bits, with the line; DataLoss, the log broke off; those of CompilePlan.
absl::StatusOr<v1::ReplayReport> Replay(const Catalog& catalog, const v1::LogMapping& mapping,
                                        LogReader& log, const ReplayOptions& options = {});

struct ReportTextOptions {
  // Services shown, those with most contacts; the others are counted in one line. Zero: all.
  int services = 15;
};

// The report as tables for people, at most 100 columns wide (long names get a line of their own).
// Amounts are rounded to hundredths, the message has them exactly.
std::string ReportText(const v1::ReplayReport& report, const ReportTextOptions& options = {});

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_REPLAY_H_
