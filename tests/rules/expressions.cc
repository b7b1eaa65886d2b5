// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/expressions.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace signpost {
namespace {

using List = std::vector<std::string>;

std::string Quoted(const std::string& text) { return absl::StrCat("'", text, "'"); }

class Writer {
 public:
  explicit Writer(Choices* choices) : choices_(*choices) {}

  std::string Bool(int depth) {
    if (depth <= 0) return Predicate();
    switch (choices_.Below(10)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return Chain(depth);
      case 4:
      case 5:
        return absl::StrCat("!(", Bool(depth - 1), ")");
      case 6:
        return absl::StrCat("(", Bool(depth - 1), " ? ", Bool(depth - 1), " : ", Bool(depth - 1),
                            ")");
      case 7:
        return absl::StrCat("(", Bool(depth - 1), ") ", Of({"==", "!="}), " (", Bool(depth - 1),
                            ")");
      default:
        return Predicate();
    }
  }

 private:
  std::string Of(const List& list) { return choices_.Of(list); }
  std::string Order() { return Of({"<", "<=", ">", ">="}); }
  std::string Equality() { return Of({"==", "!="}); }

  std::string Chain(int depth) {
    List terms;
    for (std::size_t i = 2 + choices_.Below(3); i > 0; --i) terms.push_back(Bool(depth - 1));
    return absl::StrCat("(", absl::StrJoin(terms, Of({" && ", " || "})), ")");
  }

  std::string Predicate() {
    switch (choices_.Below(16)) {
      case 0:
      case 1:
        return Truth();
      case 2:
        return absl::StrCat(
            "has(",
            Of({"contact.customer.has_internet", "contact.customer.can_read",
                "contact.customer.identity_level", "contact.urgency", "contact.customer.language",
                "contact.id", "contact.time", "contact.arrival_channel", "contact.customer",
                "contact.customer.needs", "contact.attempts", "contact.attributes.word",
                "live('web').expected_wait", "live('phone').open"}),
            ")");
      case 3:
      case 4:
      case 5:
        return Compare(IntFact(), Order(), choices_.Percent(50) ? Integer() : DynNumber());
      case 6:
        return Compare(Of({"share", "share2"}), Order(), DynNumber());
      case 7:
        return choices_.Percent(50) ? Compare(IntFact(), Equality(), DynNumber())
                                    : Compare(Of({"share", "share2"}), Equality(), DynNumber());
      case 8:
        return Compare(TextFact(), Equality(), Text());
      case 9:
        return InList();
      case 10:
        return absl::StrCat(
            Text(), " in ",
            Of({"tags", "tags2", "contact.customer.needs", "contact.customer.preferred_channels",
                "contact.customer.declined_offers"}));
      case 11:
        return Compare(TimeFact(), Of({"<", "<=", ">", ">=", "==", "!="}), Timestamp());
      case 12:
        return Compare(
            Of({"overdue", "overdue2", "live('phone').expected_wait", "live('web').expected_wait"}),
            Of({"<", "<=", ">", ">=", "==", "!="}), Duration());
      case 13:
        return Compare(Of({"vulnerable", "vulnerable2", "contact.customer.has_voice",
                           "live('web').in_service"}),
                       Equality(), Of({"true", "false"}));
      default:
        return Program();
    }
  }

  std::string Compare(const std::string& a, const std::string& operation, const std::string& b) {
    if (choices_.Percent(70)) return absl::StrCat(a, " ", operation, " ", b);
    return absl::StrCat(b, " ", operation, " ", a);
  }

  std::string Truth() {
    return Of({"true", "false", "vulnerable", "vulnerable2", "contact.customer.has_internet",
               "contact.customer.has_mobile_phone", "contact.customer.has_voice",
               "contact.customer.can_travel", "contact.customer.can_read", "live('phone').open",
               "live('web').open", "live('post').in_service", "live('phone').in_service"});
  }
  std::string IntFact() {
    return Of({"age", "age2", "contact.urgency", "contact.customer.identity_level"});
  }
  std::string TextFact() {
    return Of({"word", "word2", "contact.service", "contact.id", "contact.arrival_channel",
               "contact.customer.id", "contact.customer.language", "contact.customer.segment",
               "contact.customer.region"});
  }
  std::string TimeFact() { return Of({"moved_in", "moved_in2", "now", "contact.time"}); }

  std::string Text() { return Quoted(choices_.Of(Texts())); }
  std::string Integer() { return absl::StrCat(choices_.Of(Integers())); }
  std::string Number() {
    if (choices_.Percent(50)) return Integer();
    return Of({"65u", "0u", "18446744073709551615u", "9223372036854775807u", "9007199254740993u",
               "64.5", "65.0", "-0.0", "0.5", "1e300", "-1e300", "(0.0 / 0.0)", "(1.0 / 0.0)",
               "(-1.0 / 0.0)", "9007199254740991.0", "9007199254740992.0", "9223372036854775808.0",
               "-9223372036854775808.0", "5e-324"});
  }
  std::string DynNumber() { return absl::StrCat("dyn(", Number(), ")"); }
  std::string Timestamp() { return absl::StrCat("timestamp('", choices_.Of(Timestamps()), "')"); }
  std::string Duration() { return absl::StrCat("duration('", choices_.Of(Durations()), "')"); }

  std::string InList() {
    List items;
    const std::size_t count = choices_.Below(5);
    const std::size_t kind = choices_.Below(6);
    for (std::size_t i = 0; i < count; ++i) {
      items.push_back(kind == 0   ? Integer()
                      : kind == 1 ? Number()
                      : kind == 2 ? Timestamp()
                      : kind == 3 ? Duration()
                                  : Text());
    }
    const std::string fact = kind == 0   ? IntFact()
                             : kind == 1 ? Of({"age", "share", "contact.urgency"})
                             : kind == 2 ? TimeFact()
                             : kind == 3 ? Of({"overdue", "overdue2"})
                                         : TextFact();
    return absl::StrCat(kind == 1 ? absl::StrCat("dyn(", fact, ")") : fact, " in [",
                        absl::StrJoin(items, ", "), "]");
  }

  // What is no predicate over one fact, or an error.
  std::string Program() {
    return Of({
        absl::StrCat("size(tags) ", Order(), " ", choices_.Below(3)),
        absl::StrCat("tags2.", Of({"exists", "all", "exists_one"}), "(t, t == ", Text(), " || ",
                     Truth(), ")"),
        absl::StrCat("tags.filter(t, t != ", Text(), ") == tags2"),
        absl::StrCat("tags[", choices_.Below(3), "] == ", Text()),
        absl::StrCat(IntFact(), " + ", Integer(), " > ", IntFact()),
        absl::StrCat("100 / ", IntFact(), " > 1"),
        absl::StrCat("int(", TextFact(), ") == 65"),
        absl::StrCat(TextFact(), ".matches('^[a-c]+$')"),
        absl::StrCat(TextFact(), ".contains(", TextFact(), ")"),
        absl::StrCat(TextFact(), " < ", Text()),
        absl::StrCat(TextFact(), " in ", Of({"tags", "contact.customer.needs"})),
        absl::StrCat("contact.attributes[", Of({"'word'", "'none'", "'age'"}), "] == ", Text()),
        absl::StrCat("contact.attributes.", Of({"vulnerable", "word"})),
        "contact.attempts.exists(a, a.channel == 'phone')",
        absl::StrCat("now - ", Of({"moved_in", "moved_in2"}), " > ", Duration()),
        absl::StrCat("now.getHours() ", Order(), " 8"),
        absl::StrCat("dyn(", IntFact(), ") == ", Number()),
        absl::StrCat("(", Truth(), " ? ", IntFact(), " : ", IntFact(), ") > 1"),
        absl::StrCat(IntFact(), " == ", IntFact()),
        absl::StrCat("string(", Of({"share", "age2", "overdue2"}), ") == ", Text()),
    });
  }

  Choices& choices_;
};

}  // namespace

std::string MakeCondition(Choices* choices) {
  return Writer(choices).Bool(static_cast<int>(choices->Below(4)));
}

}  // namespace signpost
