// SPDX-License-Identifier: Apache-2.0
//
// The report of a replay as tables for people: ReportText.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cost/money.h"
#include "replay/text_table.h"
#include "signpost/replay.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::int64_t kMicrosPerHundredth = 10'000;

// In hundredths, rounded half to even: "1,234.50".
std::string Amount(const v1::Money& money) {
  const auto hundredths =
      static_cast<std::int64_t>(DivideHalfEven(ToMicros(money), kMicrosPerHundredth));
  const std::int64_t magnitude = hundredths < 0 ? -hundredths : hundredths;
  return absl::StrFormat("%s%s.%02d", hundredths < 0 ? "-" : "", GroupedNumber(magnitude / 100),
                         magnitude % 100);
}

// In whole minutes, rounded half to even.
std::string Minutes(const google::protobuf::Duration& duration) {
  const Int128 nanos = static_cast<Int128>(duration.seconds()) * 1'000'000'000 + duration.nanos();
  return GroupedNumber(static_cast<std::int64_t>(DivideHalfEven(nanos, kNanosPerMinute)));
}

// "WORSE_COMPLETION" of DESIGN_GAP_CAUSE_WORSE_COMPLETION.
std::string Short(const std::string& enumerator, std::string_view prefix) {
  return enumerator.substr(std::min(prefix.size(), enumerator.size()));
}

std::string Named(const std::string& id, std::string_view none) {
  return id.empty() ? std::string(none) : id;
}

// The three ledgers of a row, in order.
std::vector<const v1::Ledger*> Ledgers(const v1::LedgerColumns& columns) {
  return {&columns.as_used(), &columns.as_recommended(), &columns.with_every_offer()};
}

void AppendHeading(std::string_view heading, std::string* text) {
  absl::StrAppend(text, "\n", std::string(heading), "\n");
}

void AppendReading(const v1::ReplayReport& report, std::string* text) {
  const v1::LogReading& reading = report.reading();
  TextTable table({"Rows read", GroupedNumber(reading.rows())});
  table.AddRow({"rows that became contacts", GroupedNumber(reading.contact_rows())});
  table.AddRow({"rows set aside", GroupedNumber(reading.set_aside_rows())});
  table.AddRow({"rows that cannot be read", GroupedNumber(reading.unreadable_rows())});
  table.AddRow({"Contacts decided", GroupedNumber(report.contacts())});
  for (const v1::SetAsideCount& group : report.set_aside()) {
    table.AddRow(
        {absl::StrCat("Contacts set aside: ", group.label()), GroupedNumber(group.contacts())});
  }
  for (const v1::RefusedCount& refused : report.refused()) {
    table.AddRow(
        {absl::StrCat("Contacts refused: ", refused.code()), GroupedNumber(refused.contacts())});
  }
  absl::StrAppend(text, table.ToText());
  const auto examples = [&](const char* heading, const auto& rows) {
    if (rows.empty()) return;
    AppendHeading(heading, text);
    for (const v1::RowExample& row : rows) {
      absl::StrAppend(text, "  line ", row.line(), ": ", row.reason(), "\n");
    }
  };
  examples("Rows that cannot be read, the first", reading.unreadable_examples());
  examples("Contacts refused, the first of each kind", reading.refused_examples());
  if (reading.absent_columns_size() > 0) {
    AppendHeading("Columns that no row of the log has", text);
    absl::StrAppend(text, "  ", absl::StrJoin(reading.absent_columns(), ", "), "\n");
  }
}

// A figure that does not speak of all contacts is marked; one that speaks of none is no figure.
std::string Marked(const v1::Ledger& ledger, std::int64_t without, std::string figure) {
  if (without == 0) return figure;
  return without == ledger.contacts() ? "unknown" : "*" + figure;
}

std::string Contacts(const v1::Ledger& ledger) { return GroupedNumber(ledger.contacts()); }
std::string Organisation(const v1::Ledger& ledger) {
  return Marked(ledger, ledger.contacts_without_organisation_cost(),
                Amount(ledger.organisation_cost()));
}
std::string Customer(const v1::Ledger& ledger) {
  return Marked(ledger, ledger.contacts_without_customer_cost(), Amount(ledger.customer_cost()));
}
std::string Time(const v1::Ledger& ledger) {
  return Marked(ledger, ledger.contacts_without_customer_time(), Minutes(ledger.customer_time()));
}

void AppendTotals(const v1::ModeReport& mode, const std::string& currency, std::string* text) {
  TextTable table({"", "as used", "as recommended", "with every offer"});
  const std::vector<const v1::Ledger*> ledgers = Ledgers(mode.total());
  const auto row = [&](std::string label, auto figure, bool always = true) {
    std::vector<std::string> cells = {std::move(label)};
    for (const v1::Ledger* ledger : ledgers) cells.push_back(figure(*ledger));
    const bool any = std::any_of(cells.begin() + 1, cells.end(),
                                 [](const std::string& cell) { return cell != "0"; });
    if (always || any) table.AddRow(std::move(cells));
  };
  const auto comparison = [&](const v1::Comparison& like_for_like) {
    if (like_for_like.contacts() == mode.total().as_used().contacts()) return;
    table.AddRow({absl::StrCat("  the same ", GroupedNumber(like_for_like.contacts()), " contacts"),
                  Amount(like_for_like.as_used()), Amount(like_for_like.as_recommended()),
                  Amount(like_for_like.with_every_offer())});
  };
  row("Contacts", Contacts);
  row("Organisation cost, " + currency, Organisation);
  row(
      "  contacts without",
      [](const v1::Ledger& l) { return GroupedNumber(l.contacts_without_organisation_cost()); },
      false);
  comparison(mode.organisation_comparison());
  row("Customer cost, " + currency, Customer);
  row(
      "  contacts without",
      [](const v1::Ledger& l) { return GroupedNumber(l.contacts_without_customer_cost()); }, false);
  comparison(mode.customer_comparison());
  row("Customer minutes", Time);
  row(
      "  contacts without",
      [](const v1::Ledger& l) { return GroupedNumber(l.contacts_without_customer_time()); }, false);
  row(
      "Minutes of waiting", [](const v1::Ledger& l) { return Minutes(l.wait()); }, false);
  absl::StrAppend(text, table.ToText());
}

// Two figures of three ledgers each.
template <typename Left, typename Right>
void AppendLedgers(const std::string& what, const std::vector<const v1::LedgerRow*>& rows,
                   std::string_view none, Left left, Right right, std::string* text) {
  if (rows.empty()) return;
  TextTable table({what, "used", "recomm.", "offers", "used", "recomm.", "offers"});
  for (const v1::LedgerRow* row : rows) {
    std::vector<std::string> cells = {Named(row->id(), none)};
    for (const v1::Ledger* ledger : Ledgers(row->columns())) cells.push_back(left(*ledger));
    for (const v1::Ledger* ledger : Ledgers(row->columns())) cells.push_back(right(*ledger));
    table.AddRow(std::move(cells));
  }
  absl::StrAppend(text, table.ToText());
}

template <typename Rows>
std::vector<const v1::LedgerRow*> Pointers(const Rows& rows) {
  std::vector<const v1::LedgerRow*> pointers;
  for (const v1::LedgerRow& row : rows) pointers.push_back(&row);
  return pointers;
}

void AppendLists(const v1::ModeReport& mode, const std::string& currency, std::string* text) {
  const v1::PreferencePrice& price = mode.price_of_preference();
  AppendHeading(absl::StrCat("Price of preference: ", Amount(price.total()), " ", currency,
                             " over ", GroupedNumber(price.contacts()), " contacts; not known for ",
                             GroupedNumber(price.contacts_without())),
                text);
  if (mode.nobody_can_serve() > 0) {
    absl::StrAppend(
        text, "Contacts that no channel can serve: ", GroupedNumber(mode.nobody_can_serve()), "\n");
  }
  TextTable offers({"Offers", "contacts", "saving", "best for", "saving"});
  for (const v1::OfferRow& row : mode.offers()) {
    offers.AddRow({row.channel(), GroupedNumber(row.contacts()), Amount(row.saving()),
                   GroupedNumber(row.best_contacts()), Amount(row.best_saving())});
  }
  if (offers.empty()) offers.AddRow({"none"});
  absl::StrAppend(text, "\n", offers.ToText());
  TextTable gaps({"Cheaper but not offered, and why", "contacts", "saving forgone"});
  for (const v1::DesignGapRow& row : mode.design_gaps()) {
    gaps.AddRow({absl::StrCat(row.channel(), " ",
                              Short(v1::DesignGapCause_Name(row.cause()), "DESIGN_GAP_CAUSE_")),
                 GroupedNumber(row.contacts()), Amount(row.saving())});
  }
  if (!gaps.empty()) absl::StrAppend(text, "\n", gaps.ToText());
  TextTable closed({"Not available, and why", "contacts"});
  for (const v1::UnavailableRow& row : mode.unavailable()) {
    closed.AddRow(
        {absl::StrCat(row.channel(), " ", Short(v1::ReasonCode_Name(row.reason()), "REASON_CODE_")),
         GroupedNumber(row.contacts())});
  }
  if (!closed.empty()) absl::StrAppend(text, "\n", closed.ToText());
}

void AppendMode(const v1::ModeReport& mode, const std::string& currency,
                const ReportTextOptions& options, std::string* text) {
  const bool honour = mode.preference() == v1::PREFERENCE_MODE_HONOUR;
  const std::string heading =
      honour ? "Under HONOUR: the customer's first available choice is recommended"
             : "Under WEIGH: the customer's choice is credited preference_value";
  absl::StrAppend(text, "\n", heading, "\n", std::string(heading.size(), '='), "\n");
  AppendTotals(mode, currency, text);
  const std::string money = absl::StrCat("organisation cost, ", currency);
  const std::string customer = absl::StrCat("customer cost, ", currency, ", and minutes");
  const auto channels = Pointers(mode.by_channel());
  AppendHeading(absl::StrCat("By channel: contacts, and ", money), text);
  AppendLedgers("Channel", channels, "(none)", Contacts, Organisation, text);
  AppendHeading(absl::StrCat("By channel: ", customer), text);
  AppendLedgers("Channel", channels, "(none)", Customer, Time, text);
  AppendLists(mode, currency, text);
  const auto owners = Pointers(mode.by_owner());
  AppendHeading(absl::StrCat("By owner (accountable for delivery): contacts, and ", money), text);
  AppendLedgers("Owner", owners, "(nobody)", Contacts, Organisation, text);
  AppendHeading(absl::StrCat("By owner: ", customer), text);
  AppendLedgers("Owner", owners, "(nobody)", Customer, Time, text);
  auto services = Pointers(mode.by_service());
  std::stable_sort(services.begin(), services.end(),
                   [](const v1::LedgerRow* a, const v1::LedgerRow* b) {
                     return a->columns().as_used().contacts() > b->columns().as_used().contacts();
                   });
  const auto shown = static_cast<std::size_t>(std::max(options.services, 0));
  const std::size_t hidden = shown > 0 && services.size() > shown ? services.size() - shown : 0;
  services.resize(services.size() - hidden);
  AppendHeading(absl::StrCat("By service: contacts, and ", money), text);
  AppendLedgers("Service", services, "", Contacts, Organisation, text);
  if (hidden > 0) {
    absl::StrAppend(text, "  and ", GroupedNumber(static_cast<std::int64_t>(hidden)),
                    " services with fewer contacts\n");
  }
}

void AppendRules(const v1::RuleReport& rules, std::string* text) {
  const std::string heading = "Rules, and for how many contacts";
  absl::StrAppend(text, "\n", heading, "\n", std::string(heading.size(), '='), "\n");
  absl::StrAppend(
      text,
      "held: the condition did. decided: without the rule another channel would have been\n"
      "recommended, under HONOUR / under WEIGH. overruled: it held, but what it excludes was not\n"
      "excluded or what it prefers was not recommended. erred: the condition ended in an error.\n"
      "skipped: outside its dates, or after a rule that stopped.\n\n");
  TextTable table({"Rule", "held", "decided", "overruled", "erred", "skipped"});
  for (const v1::RuleCoverage& rule : rules.rules()) {
    std::vector<std::string> decided, overruled;
    for (const v1::RuleInfluence& mode : rule.modes()) {
      decided.push_back(GroupedNumber(mode.decided()));
      overruled.push_back(GroupedNumber(mode.overruled()));
    }
    table.AddRow({rule.rule(), GroupedNumber(rule.held()), absl::StrJoin(decided, " / "),
                  absl::StrJoin(overruled, " / "), GroupedNumber(rule.erred()),
                  GroupedNumber(rule.not_valid() + rule.not_reached())});
  }
  if (table.empty()) table.AddRow({"none"});
  absl::StrAppend(text, table.ToText());
  if (rules.never_held().empty()) return;
  AppendHeading("Rules that never held", text);
  for (const std::string& rule : rules.never_held()) absl::StrAppend(text, "  ", rule, "\n");
}

}  // namespace

std::string ReportText(const v1::ReplayReport& report, const ReportTextOptions& options) {
  std::string text =
      absl::StrCat("Replay by catalog ", Named(report.plan_revision(), "(no revision)"),
                   ", amounts in ", report.currency(), "\n\n");
  AppendReading(report, &text);
  absl::StrAppend(
      &text,
      "\nOf each figure: as used, as recommended, and with every offer taken. unknown: no\n"
      "contact has it; *: some have not, and the figure leaves them out.\n");
  for (const v1::ModeReport& mode : report.modes()) {
    AppendMode(mode, report.currency(), options, &text);
  }
  if (report.has_rules()) AppendRules(report.rules(), &text);
  return text;
}

SIGNPOST_END_NAMESPACE
