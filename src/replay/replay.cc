// SPDX-License-Identifier: Apache-2.0
#include "signpost/replay.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "replay/row_mapper.h"
#include "replay/rule_coverage.h"
#include "replay/tally.h"
#include "signpost/decide.h"
#include "signpost/route.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::int64_t kRowsBetweenProgress = 4096;

// One preference mode: its plan and what it has decided. Stays where it is: the tally reads the
// plan's view.
struct Mode {
  Mode(v1::PreferenceMode mode, Plan compiled, const LiveState& state)
      : preference(mode), plan(std::move(compiled)), live(state), tally(plan.view()) {}

  const v1::PreferenceMode preference;
  const Plan plan;
  const LiveState live;
  ModeTally tally;
  std::optional<RuleCoverageTally> rules;  // Where they are asked for.
};

struct Refused {
  std::int64_t contacts = 0;
  std::vector<v1::RowExample> examples;
};

class Run {
 public:
  Run(const ReplayOptions& options, RowMapper mapper, const v1::LogMapping& mapping)
      : options_(options), mapper_(std::move(mapper)), seen_(mapper_.columns().size()) {
    for (const v1::SetAside& group : mapping.set_asides()) set_aside_[group.label()] = 0;
  }

  absl::Status Prepare(const Catalog& catalog);
  absl::Status ReadAll(LogReader& log);
  v1::ReplayReport Report() const;

 private:
  absl::Status Count(const LogRow& row);
  absl::Status Decide(std::int64_t line);
  void AddExample(std::int64_t line, std::string reason, std::vector<v1::RowExample>* examples);
  void ReportProgress(const LogReader& log) const;

  const ReplayOptions& options_;
  const RowMapper mapper_;
  std::vector<std::unique_ptr<Mode>> modes_;
  v1::LogReading reading_;
  std::int64_t contacts_ = 0;
  std::map<std::string, std::int64_t> set_aside_;
  std::map<std::string, Refused> refused_;
  std::vector<v1::RowExample> unreadable_;
  // Columns that some row has, and whether there was a row that could have them.
  std::vector<bool> seen_;
  bool rows_with_values_ = false;
  // Kept for their capacity.
  MappedRow mapped_;
  Decision decision_;
};

absl::Status Run::Prepare(const Catalog& catalog) {
  for (const v1::PreferenceMode preference :
       {v1::PREFERENCE_MODE_HONOUR, v1::PREFERENCE_MODE_WEIGH}) {
    CompileOptions compile = options_.compile;
    compile.preference = preference;
    absl::StatusOr<Plan> plan = CompilePlan(catalog, compile);
    if (!plan.ok()) return plan.status();
    absl::StatusOr<LiveState> live = BindLiveState(*plan, options_.live);
    if (!live.ok()) return live.status();
    Mode& mode = *modes_.emplace_back(std::make_unique<Mode>(preference, *std::move(plan), *live));
    if (options_.rules) mode.rules.emplace(mode.plan.view());
  }
  return absl::OkStatus();
}

void Run::AddExample(std::int64_t line, std::string reason, std::vector<v1::RowExample>* examples) {
  if (static_cast<std::int64_t>(examples->size()) >= options_.examples) return;
  v1::RowExample& example = examples->emplace_back();
  example.set_line(line);
  example.set_reason(std::move(reason));
}

absl::Status Run::Decide(std::int64_t line) {
  const auto too_much = [&](const char* what) {
    return absl::OutOfRangeError(
        absl::StrCat("line ", line, ": the sum of ", what, " does not fit in 64 bits"));
  };
  for (const std::unique_ptr<Mode>& mode : modes_) {
    const absl::StatusOr<Request> request = BindContact(mode->plan, mapped_.contact);
    if (!request.ok()) {
      const std::string text(request.status().message());
      Refused& refused = refused_[text.substr(0, text.find(':'))];
      if (!CheckedAdd(refused.contacts, mapped_.count, &refused.contacts)) {
        return too_much("refused contacts");
      }
      AddExample(line, text, &refused.examples);
      return absl::OkStatus();
    }
    Route(mode->plan.view(), *request, mode->live, &decision_);
    if (!mode->tally.Add(decision_, request->arrival, mapped_.count)) {
      return too_much("contacts, of a cost or of a time");
    }
    if (mode->rules) mode->rules->Add(*request, mode->live, decision_, mapped_.count);
  }
  contacts_ += mapped_.count;  // Fits, as the tallies' totals do.
  return absl::OkStatus();
}

absl::Status Run::Count(const LogRow& row) {
  reading_.set_rows(reading_.rows() + 1);
  rows_with_values_ |= row.unreadable.empty();
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    if (row.values[i].present) seen_[i] = true;
  }
  mapper_.Map(row, &mapped_);
  switch (mapped_.kind) {
    case MappedRow::Kind::kUnreadable:
      reading_.set_unreadable_rows(reading_.unreadable_rows() + 1);
      AddExample(row.line, mapped_.fault, &unreadable_);
      return absl::OkStatus();
    case MappedRow::Kind::kSetAside: {
      reading_.set_set_aside_rows(reading_.set_aside_rows() + 1);
      std::int64_t& contacts = set_aside_[mapped_.label];
      if (CheckedAdd(contacts, mapped_.count, &contacts)) return absl::OkStatus();
      return absl::OutOfRangeError(absl::StrCat(
          "line ", row.line, ": the sum of contacts set aside does not fit in 64 bits"));
    }
    case MappedRow::Kind::kContact:
      break;
  }
  reading_.set_contact_rows(reading_.contact_rows() + 1);
  return Decide(row.line);
}

void Run::ReportProgress(const LogReader& log) const {
  if (options_.progress) options_.progress({reading_.rows(), log.bytes_read(), log.size()});
}

absl::Status Run::ReadAll(LogReader& log) {
  if (const absl::Status selected = log.Select(mapper_.columns()); !selected.ok()) return selected;
  LogRow row;
  for (;;) {
    const absl::StatusOr<bool> more = log.Next(&row);
    if (!more.ok()) return more.status();
    if (!*more) break;
    if (const absl::Status counted = Count(row); !counted.ok()) return counted;
    if (reading_.rows() % kRowsBetweenProgress == 0) ReportProgress(log);
  }
  ReportProgress(log);
  return absl::OkStatus();
}

v1::ReplayReport Run::Report() const {
  const PlanView& plan = modes_.front()->plan.view();
  v1::ReplayReport report;
  report.set_plan_revision(std::string(plan.Text(plan.header->revision)));
  report.set_currency(std::string(plan.Text(plan.header->currency)));
  v1::LogReading* reading = report.mutable_reading();
  *reading = reading_;
  for (const v1::RowExample& example : unreadable_) *reading->add_unreadable_examples() = example;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    if (rows_with_values_ && !seen_[i]) reading->add_absent_columns(mapper_.columns()[i]);
  }
  report.set_contacts(contacts_);
  for (const auto& [label, contacts] : set_aside_) {
    v1::SetAsideCount* count = report.add_set_aside();
    count->set_label(label);
    count->set_contacts(contacts);
  }
  for (const auto& [code, refused] : refused_) {
    v1::RefusedCount* count = report.add_refused();
    count->set_code(code);
    count->set_contacts(refused.contacts);
    for (const v1::RowExample& example : refused.examples) {
      *reading->add_refused_examples() = example;
    }
  }
  for (const std::unique_ptr<Mode>& mode : modes_) {
    *report.add_modes() = mode->tally.ToMessage(mode->preference);
    if (mode->rules) mode->rules->AddTo(mode->preference, report.mutable_rules());
  }
  return report;
}

}  // namespace

std::vector<Finding> CheckMapping(const v1::LogMapping& mapping, const Catalog& catalog) {
  std::vector<Finding> findings;
  RowMapper::Compile(mapping, catalog.message(), &findings);
  return findings;
}

absl::StatusOr<v1::ReplayReport> Replay(const Catalog& catalog, const v1::LogMapping& mapping,
                                        LogReader& log, const ReplayOptions& options) {
  std::vector<Finding> findings;
  std::optional<RowMapper> mapper = RowMapper::Compile(mapping, catalog.message(), &findings);
  if (!mapper) {
    std::string text = "the mapping cannot be used:";
    for (const Finding& finding : findings) absl::StrAppend(&text, "\n", ToString(finding));
    return absl::InvalidArgumentError(text);
  }
  Run run(options, *std::move(mapper), mapping);
  if (const absl::Status ready = run.Prepare(catalog); !ready.ok()) return ready;
  if (const absl::Status read = run.ReadAll(log); !read.ok()) return read;
  return run.Report();
}

SIGNPOST_END_NAMESPACE
