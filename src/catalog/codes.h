// SPDX-License-Identifier: Apache-2.0
//
// Every code of a finding about a catalog, with its severity and meaning. The one place to look a
// code up, and what the tests go through to prove that each code occurs.
#ifndef SIGNPOST_SRC_CATALOG_CODES_H_
#define SIGNPOST_SRC_CATALOG_CODES_H_

#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

enum class CodeSeverity { kError, kWarning, kErrorIfStrict };

// X(code, severity, meaning)
#define SIGNPOST_FINDING_CODES(X)                                                               \
  /* Reading */                                                                                 \
  X(CATALOG_EMPTY, kError, "no sources, or nothing in them")                                    \
  X(LIMITS_INVALID, kError, "a limit that is negative or above its hard maximum")               \
  X(OVER_LIMIT, kError, "more, longer, deeper or larger than a limit allows")                   \
  X(TEXT_MALFORMED, kError, "not Protobuf text format of this message")                         \
  X(JSON_MALFORMED, kError, "not Protobuf JSON of this message")                                \
  X(BINARY_MALFORMED, kError, "not Protobuf wire format of this message")                       \
  X(MERGE_CONFLICT, kError, "two sources give one field different values")                      \
  X(FINDINGS_CUT, kWarning, "more findings than are listed; an error where errors are cut")     \
  /* Values anywhere */                                                                         \
  X(FIELD_MISSING, kError, "a required field is not set")                                       \
  X(ENUM_UNKNOWN, kError, "an enum value that this version cannot interpret")                   \
  X(STRING_MALFORMED, kError, "not UTF-8, or with control characters")                          \
  X(NUMBER_MALFORMED, kError, "not a number, infinite, or with more than six decimals")         \
  X(NUMBER_RANGE, kError, "a number outside its range")                                         \
  X(PROBABILITY_RANGE, kError, "a probability or share outside 0 to 1")                         \
  X(DURATION_RANGE, kError, "a duration that is negative or malformed")                         \
  X(TIMESTAMP_RANGE, kError, "an instant outside the years 1 to 9999")                          \
  X(TIMESTAMP_FRACTION, kError, "an instant with a fraction of a second")                       \
  X(MONEY_MALFORMED, kError, "units and nanos that make no amount in micro-units")              \
  X(MONEY_NEGATIVE, kError, "an amount below zero")                                             \
  /* Ids */                                                                                     \
  X(ID_MALFORMED, kError, "an id that starts or ends with a space")                             \
  X(ID_RESERVED, kError, "an id that means something else")                                     \
  X(ID_DUPLICATE, kError, "two elements of a list with one id")                                 \
  X(ID_UNRESOLVED, kError, "an id that nothing has")                                            \
  X(ENTRY_REPEATED, kError, "the same entry twice in one list")                                 \
  /* Channels */                                                                                \
  X(REQUIREMENT_UNKNOWN, kError, "a requirement that is neither built in nor a BOOL attribute") \
  X(ASSIST_MISPLACED, kError, "assistance of itself or of a channel that is no self-service")   \
  X(ASSIST_WITHOUT_STAFF, kWarning, "assistance by a self-service channel, which has no staff") \
  X(HOURS_UNUSED, kWarning, "opening hours of an asynchronous channel, which never closes")     \
  X(LIFECYCLE_ORDER, kError, "retired before it is live")                                       \
  X(PILOT_SHARE_MISSING, kError, "a pilot without a share")                                     \
  X(PILOT_SHARE_MISPLACED, kError, "a share of something that is no pilot")                     \
  /* Opening hours */                                                                           \
  X(ZONE_UNKNOWN, kError, "no IANA time zone that this machine knows")                          \
  X(TIME_MALFORMED, kError, "not a time of day HH:MM or HH:MM:SS")                              \
  X(PERIOD_ORDER, kError, "a period that ends before it starts")                                \
  X(DATE_MALFORMED, kError, "not a date YYYY-MM-DD")                                            \
  X(EXCEPTION_ORDER, kError, "an exception whose last day is before its first")                 \
  X(EXCEPTION_OVERLAP, kError, "two exceptions for one day")                                    \
  X(HOURS_EMPTY, kWarning, "opening hours without any period: never open")                      \
  /* Services and how they end */                                                               \
  X(SERVICE_UNSERVED, kErrorIfStrict, "a service without any service channel")                  \
  X(DIGITAL_MISSING, kErrorIfStrict, "G3: a service without a live digital channel")            \
  X(DIGITAL_ONLY, kErrorIfStrict, "G3: a service with no live channel but digital ones")        \
  X(DIGITAL_UNASSISTED, kErrorIfStrict, "a digital self-service channel that nobody assists")   \
  X(OUTCOME_MISSING, kWarning, "how contacts end is not stated: completion unknown")            \
  X(OUTCOME_SUM, kError, "completion, abandonment and fallbacks do not add up to 1")            \
  X(FALLBACK_UNSERVED, kError, "a fallback to a channel that the service lacks")                \
  X(CHAIN_NO_WAY_OUT, kError, "a contact that goes round for ever")                             \
  X(CHAIN_OUT_OF_RANGE, kError, "a contact that goes round more often than can be counted")     \
  X(FALLBACK_UNPRICED, kWarning, "may come to a channel without organisation cost: unpriced")   \
  X(FALLBACK_CUSTOMER_COST, kWarning, "may come to a channel without customer cost: unknown")   \
  X(OFFER_NOT_READY, kWarning, "a channel that would be offered, were it ready")                \
  /* Costs */                                                                                   \
  X(CURRENCY_MALFORMED, kError, "not three capital letters")                                    \
  X(TARIFF_BANDS, kError, "bands that do not rise, or end before the last unit")                \
  X(TARIFF_MISPLACED, kError, "a tariff of something not PER_UNIT, or an amount beside one")    \
  X(TARIFF_CURRENCY, kError, "two currencies in one tariff")                                    \
  X(CAPACITY_KIND, kError, "a capacity rate of the customer's ledger")                          \
  X(CURRENCY_MIXED, kError, "a foreign amount without an exchange rate")                        \
  X(RATE_MALFORMED, kError, "an exchange rate that is no positive decimal number")              \
  X(RATE_OF_OWN_CURRENCY, kError, "an exchange rate of the catalog's own currency")             \
  X(RATE_SOURCE_MISSING, kWarning, "an exchange rate without its publisher")                    \
  X(EVIDENCE_MISSING, kWarning, "an amount without source or year")                             \
  X(EVIDENCE_RANGE, kError, "a range that does not hold the amount, or in another currency")    \
  X(UNPRICED, kWarning, "no cost to the organisation: ranks after everything priced")           \
  X(HANDLING_MISSING, kWarning, "a cost per minute without handling times: unpriced")           \
  X(CONCURRENCY_MISSING, kWarning, "handling times of a chat without concurrency: one at once") \
  X(VOLUME_MISSING, kWarning, "a cost per month without monthly volume")                        \
  X(CUSTOMER_COST_MISSING, kWarning, "no cost to the customer: unknown")                        \
  X(CUSTOMER_COST_TWICE, kError, "customer effort and CUSTOMER_ components at once")            \
  /* Attributes, scripts */                                                                     \
  X(ATTRIBUTE_NAME, kError, "a name that no condition could use")                               \
  X(ATTRIBUTE_DEFAULT, kError, "a default that is not of the attribute's type")                 \
  X(LANGUAGE_MALFORMED, kError, "not a BCP 47 language tag")                                    \
  X(SCRIPT_REQUIREMENT, kError, "an ASK script without a requirement, or another with one")     \
  /* What rules do to each other */                                                             \
  X(RULE_NEVER_MATCHES, kWarning, "a condition that holds for no contact")                      \
  X(RULE_SHADOWED, kWarning, "a rule that another one always stops before it is reached")       \
  X(RULE_DUPLICATE, kWarning, "a rule with the condition and the effects of another one")       \
  X(RULES_CONFLICT, kWarning, "two rules that can hold together and disagree on a channel")     \
  X(EXCLUSIONS_LEAVE_NONE, kErrorIfStrict, "G1: rules that together exclude all channels")      \
  X(ANALYSIS_CUT, kWarning, "more pairs of rules than are compared")                            \
  /* Owners */                                                                                  \
  X(ACCOUNTABLE_MISSING, kErrorIfStrict, "a live service channel that nobody answers for")      \
  X(ACCOUNTABLE_SEVERAL, kError, "a live service channel that several answer for")              \
  X(RESPONSIBLE_MISSING, kErrorIfStrict, "a live service channel that nobody works on")         \
  /* Rules */                                                                                   \
  X(RULE_CONDITION, kError, "a condition that is no CEL of type bool over what is declared")    \
  X(RULE_UNKNOWN_ID, kWarning, "a condition on a service or channel that is not there")         \
  X(LIVE_CHANNEL, kError, "live() of something else than a channel of the catalog")             \
  X(RULE_VALIDITY_ORDER, kError, "a rule that ends before it begins")                           \
  X(RULE_WITHOUT_EFFECT, kWarning, "a rule without effects that does not stop either")          \
  X(RULE_CONTRADICTS_ITSELF, kError, "a rule that excludes and prefers one channel")            \
  X(CAPACITY_UNBOUNDED, kError, "G1: an exclusion for CAPACITY that need never end")            \
  X(EXCLUSION_LEAVES_NONE, kErrorIfStrict, "G1: a rule that leaves a service no live channel")  \
  X(EXCLUSION_LEAVES_DIGITAL, kWarning, "G3: a rule that leaves a service digital ones only")   \
  X(OFFER_SCRIPT_KIND, kError, "a rule that offers with a script of another kind")

enum class Code {
#define SIGNPOST_CODE(code, severity, meaning) code,
  SIGNPOST_FINDING_CODES(SIGNPOST_CODE)
#undef SIGNPOST_CODE
};

struct CodeEntry {
  const char* name;
  CodeSeverity severity;
  const char* meaning;
};

// Indexed by Code.
inline constexpr CodeEntry kCodes[] = {
#define SIGNPOST_CODE(code, severity, meaning) {#code, CodeSeverity::severity, meaning},
    SIGNPOST_FINDING_CODES(SIGNPOST_CODE)
#undef SIGNPOST_CODE
};

inline constexpr const CodeEntry& Entry(Code code) { return kCodes[static_cast<int>(code)]; }

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_CODES_H_
