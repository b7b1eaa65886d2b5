// SPDX-License-Identifier: Apache-2.0
//
// Random conditions: what is asked of one fact, by its type.
#include "tests/reference/world_conditions.h"

namespace signpost::reference {

std::string ConditionDraw::OfBool(const std::string& fact) {
  switch (draw_.Below(5)) {
    case 0:
    case 1:
      return fact;
    case 2:
      return "!" + fact;
    case 3:
      return fact + " in [true]";
    default:
      return Equal({fact, draw_.Of<const char*>({"true", "false"})});
  }
}

std::string ConditionDraw::OfInt(const std::string& fact) {
  const Words small = {"0", "1", "2", "3", "64", "65", "66", "18"};
  const std::string constant = draw_.OneOf(draw_.Percent(70) ? small : Integers());
  const std::string number = "dyn(" + fact + ")";
  switch (draw_.Below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return Ordered({fact, constant});
    case 4:
      return fact + " in " + ListOf(small);
    case 5:
      return "!(" + fact + " in " + ListOf(Integers()) + ")";
    case 6:
      return Join({draw_.OneOf(small), " <= ", fact, " && ", fact, " < ", constant});
    case 7:
      return Join({"!(", fact, " < ", draw_.OneOf(small), " || ", fact, " > ", constant, ")"});
    case 8:
      return Ordered({number, draw_.OneOf(Doubles())});
    case 9:
      return Ordered({number, draw_.Of<const char*>({"64.5", "65.0", "65u", "0x41", "2u"})});
    case 10:
      return number + " in [65.0, 2u, 'x', 1]";
    case 11:  // Overflow, and division by zero.
      return Ordered(
          {fact + draw_.Of<const char*>({" + 1", " * 4611686018427387904", " - 3", " % 2"}),
           constant});
    case 12:
      return Ordered({draw_.Of<const char*>({"100 / ", "100 % ", "-", "1 - "}) + fact, constant});
    case 13:
      return Ordered({"uint(" + fact + ")", draw_.Of<const char*>({"18u", "2u", "0u"})});
    case 14:
      return Ordered({"double(" + fact + ") / 2.0", draw_.Of<const char*>({"32.5", "1.0"})});
    default:
      return Equal({"string(" + fact + ")", Quote(constant)});
  }
}

std::string ConditionDraw::OfDouble(const std::string& fact) {
  switch (draw_.Below(8)) {
    case 0:
    case 1:
    case 2:
      return Ordered({fact, draw_.OneOf(Doubles())});
    case 3:
      return fact + " in " + ListOf(Doubles());
    case 4:
      return Ordered({"dyn(" + fact + ")", draw_.OneOf(Integers())});
    case 5:
      return Ordered(
          {fact + draw_.Of<const char*>({" * 2.0", " + 0.1", " - 0.5"}), draw_.OneOf(Doubles())});
    case 6:
      return Ordered({"int(" + fact + ")", draw_.OneOf(Integers())});
    default:
      return Join({"0.0 < ", fact, " && ", fact, " <= ", draw_.OneOf(Doubles())});
  }
}

std::string ConditionDraw::OfText(const Text& text) {
  Words quoted;
  for (const std::string& word : *text.words) quoted.push_back(Quote(word));
  const std::string word = draw_.OneOf(*text.words), constant = Quote(word);
  switch (draw_.Below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return Equal({text.fact, constant});
    case 4:
      return text.fact + " in " + ListOf(quoted);
    case 5:
      return "!(" + text.fact + " in " + ListOf(quoted) + ")";
    case 6:
      return Join({text.fact, ".startsWith(",
                   draw_.Of<const char*>({"'B'", "'channel-1'", "'en'", "''"}), ")"});
    case 7:
      return Join({text.fact, ".endsWith(", constant, ")"});
    case 8:
      return Join(
          {text.fact, ".contains(", draw_.Of<const char*>({"'-'", "'o'", "'\\u00ef'"}), ")"});
    case 9:
      return Join({text.fact, ".matches(",
                   draw_.Of<const char*>({"'^[A-M]'", "'(en|cy)$'", "'[13579]$'", "'^.$'"}), ")"});
    case 10:
      return Ordered({"size(" + text.fact + ")", draw_.Of<const char*>({"0", "1", "5", "9"})});
    case 11:
      return Ordered({text.fact, constant});
    case 12:
      return Equal({text.fact + " + '!'", Quote(word + "!")});
    default:  // An error where the text is no number.
      return draw_.Percent(50) ? ListOf(quoted) + ".exists(w, w == " + text.fact + ")"
                               : Ordered({"int(" + text.fact + ")", "3"});
  }
}

std::string ConditionDraw::OfList(const Text& list) {
  const std::string& fact = list.fact;
  Words quoted;
  for (const std::string& word : *list.words) quoted.push_back(Quote(word));
  const std::string constant = draw_.OneOf(quoted);
  switch (draw_.Below(13)) {
    case 0:
    case 1:
    case 2:
      return constant + " in " + fact;
    case 3:
      return "!(" + constant + " in " + fact + ")";
    case 4:
      return Ordered({draw_.Percent(50) ? "size(" + fact + ")" : fact + ".size()",
                      draw_.Of<const char*>({"0", "1", "2"})});
    case 5:
      return Join({fact, ".exists(t, t == ", constant, ")"});
    case 6:
      return fact + ".exists(t, t.startsWith('b') || t.contains('-'))";
    case 7:
      return Join({fact, ".all(t, t != ", constant, " && size(t) > 1)"});
    case 8:
      return Join({fact, ".exists_one(t, t == ", constant, ")"});
    case 9:
      return Join({fact, "[", draw_.Of<const char*>({"0", "1", "-1"}), "] == ", constant});
    case 10:
      return Equal({fact, ListOf(quoted)});
    case 11:
      return Join({ListOf(quoted), ".exists(w, w in ", fact, ")"});
    default:
      return Join({fact, ".filter(t, t != ", constant, ").map(t, t + '!').size() == 1"});
  }
}

std::string ConditionDraw::OfTime(const std::string& fact) {
  const char* zone = draw_.Of<const char*>(
      {"'Europe/London'", "'America/New_York'", "'+05:30'", "'UTC'", "'Pacific/Apia'", ""});
  switch (draw_.Below(9)) {
    case 0:
    case 1:
    case 2:
      return Ordered({fact, TimeConstant()});
    case 3:
    case 4:
      return Ordered({Join({fact, ".getHours(", zone, ")"}),
                      draw_.Of<const char*>({"9", "12", "17", "0", "1"})});
    case 5:
      return Join({fact, ".getDayOfWeek(", zone, ") in [0, 6]"});
    case 6:
      return Ordered({Join({fact,
                            draw_.Of<const char*>(
                                {".getMinutes(", ".getDate(", ".getMonth(", ".getFullYear("}),
                            zone, ")"}),
                      draw_.Of<const char*>({"30", "2026", "2"})});
    case 7:  // Beyond what a duration can be, for some.
      return Ordered({draw_.Percent(50) ? "now - " + fact : fact + " - " + TimeConstant(),
                      DurationConstant()});
    default:
      return Ordered({Join({fact, " + ", DurationConstant()}), TimeConstant()});
  }
}

std::string ConditionDraw::OfDuration(const std::string& fact) {
  switch (draw_.Below(6)) {
    case 0:
    case 1:
    case 2:
      return Ordered({fact, DurationConstant()});
    case 3:
      return Join({fact, " in [", DurationConstant(), ", ", DurationConstant(), "]"});
    case 4:
      return Ordered(
          {fact + draw_.Of<const char*>({".getSeconds()", ".getMinutes()", ".getMilliseconds()"}),
           draw_.Of<const char*>({"60", "1", "-1"})});
    default:
      return Ordered({Join({fact, " + ", DurationConstant()}), DurationConstant()});
  }
}

}  // namespace signpost::reference
