// SPDX-License-Identifier: Apache-2.0
//
// Every limit on hostile or mistaken input, in one struct. Standard library only.
//
// Over a limit there is an error that names the limit and the value; nothing loads in part and
// nothing is cut. Zero allows none, unless a field says otherwise; a negative limit, or one above
// its hard maximum, is refused (LIMITS_INVALID).
#ifndef SIGNPOST_LIMITS_H_
#define SIGNPOST_LIMITS_H_

#include <cstdint>

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

struct Limits {
  // --- Sizes of what is read ---------------------------------------------------------------------

  // Bytes of all files of a catalog together, or of a mapping. Hard maximum 2,147,483,647.
  std::int64_t catalog_bytes = 64 * 1024 * 1024;
  // Bytes of one contact, or of one live state. Hard maximum as above.
  std::int64_t contact_bytes = 1024 * 1024;
  // Messages within messages; brackets within brackets in JSON. Hard maximum 100, which is what
  // Protobuf's JSON reader holds.
  std::int64_t nesting_depth = 100;

  // --- Elements of a catalog ---------------------------------------------------------------------

  // Hard maximum 64: a set of channels is one machine word.
  std::int64_t channels = 64;
  std::int64_t services = 100'000;
  std::int64_t service_channels = 1'000'000;
  std::int64_t rate_cards = 100'000;
  std::int64_t opening_hours = 10'000;
  std::int64_t attributes = 256;
  std::int64_t rules = 1'000'000;
  std::int64_t parties = 100'000;
  std::int64_t roles = 100'000;
  std::int64_t participations = 1'000'000;
  std::int64_t scripts = 100'000;
  std::int64_t exchange_rates = 256;
  // Different requirements over all channels. Hard maximum 64: one machine word.
  std::int64_t requirements = 64;

  // --- Entries of one element --------------------------------------------------------------------

  // Cost components of a service channel together with those of its rate card, and of a rate card;
  // its capacity rates count as components.
  std::int64_t components = 64;
  // Bands of a tariff.
  std::int64_t price_bands = 64;
  // Weekly periods of a schedule, and periods of one exception.
  std::int64_t periods = 256;
  // Exceptions of a schedule.
  std::int64_t exceptions = 4'096;
  // External ids of a channel or a service, purposes of a service, days of a period, aspects of a
  // participation.
  std::int64_t list_entries = 64;
  // Entries of each list of a contact: preferred channels, declined offers, attempts, needs, and of
  // each attribute that is a list.
  std::int64_t contact_list_entries = 256;
  // Attributes of a contact.
  std::int64_t contact_attributes = 256;

  // --- Rules -------------------------------------------------------------------------------------

  // Effects of one rule.
  std::int64_t rule_effects = 64;
  // Unicode code points of one condition. Hard maximum 1,000,000.
  std::int64_t condition_code_points = 100'000;
  // Parts of one condition: names, operators, calls, literals and their entries. Hard maximum
  // 1,000,000.
  std::int64_t condition_nodes = 10'000;
  // Levels of one condition, of its operators as of its brackets. A chain of && or of || is one
  // level. Hard maximum 200.
  std::int64_t condition_depth = 64;
  // Bytes that the regular expressions of all conditions may use together: 65,536 for each
  // different one.
  std::int64_t regex_bytes_total = 64 * 1024 * 1024;

  // --- Values ------------------------------------------------------------------------------------

  // Bytes of an id or of another short word.
  std::int64_t id_bytes = 256;
  // Bytes of a name, a description, a script. Conditions of rules have limits of their own.
  std::int64_t text_bytes = 64 * 1024;
  // Whole currency units of any amount. Zero allows amounts of zero only. Hard maximum
  // 1,000,000,000,000.
  std::int64_t money_units = 1'000'000'000'000;
  // Whole currency units of the policy's customer_minute_value. Zero allows zero only. Hard
  // maximum 1,000,000.
  std::int64_t customer_minute_units = 1'000'000;
  // A weight of the score. Zero allows zero only. Hard maximum 1,000.
  std::int64_t weight = 1'000;
  // Seconds of handling, effort, travel or waiting: 366 days, also the hard maximum. Zero allows
  // none but zero.
  std::int64_t duration_seconds = 366 * std::int64_t{86'400};
  // Seconds of processing_time: 100 times 366 days, also the hard maximum.
  std::int64_t processing_seconds = 36'600 * std::int64_t{86'400};
  // Contacts that one person handles at once (from 0.000001 on). Zero allows no concurrency to be
  // stated. Hard maximum 1,000,000.
  std::int64_t concurrency = 1'000;
  // Units of a tariff that one contact uses. Zero allows none. Hard maximum 10^12.
  std::int64_t tariff_units = 1'000'000'000;
  // People of a department, and minutes a month of one (from 0.000001 on). Zero allows no capacity
  // to be stated. Hard maximum 10^12.
  std::int64_t capacity = 1'000'000'000;
  // Contacts a month (from 0.000001 on). Zero allows none to be stated. Hard maximum 10^12.
  std::int64_t monthly_volume = 1'000'000'000'000;

  // --- Answers -----------------------------------------------------------------------------------

  // Findings listed; errors come before warnings, and one more finding counts the rest. Zero: only
  // that one.
  std::int64_t findings_reported = 100;
  // Pairs of rules that are compared when a catalog is checked, for whether one hides or overrules
  // the other, and as many again for what they exclude together. A rule counts once for each
  // alternative of its condition. Beyond, the rest is not compared, and a warning says so
  // (ANALYSIS_CUT). Zero compares none.
  std::int64_t rule_pairs_analysed = 1'000'000;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_LIMITS_H_
