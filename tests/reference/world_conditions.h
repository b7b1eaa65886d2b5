// SPDX-License-Identifier: Apache-2.0
//
// Random conditions over the facts of a random world: every one compiles; what they come to, an
// error included, depends on the contact.
#ifndef SIGNPOST_TESTS_REFERENCE_WORLD_CONDITIONS_H_
#define SIGNPOST_TESTS_REFERENCE_WORLD_CONDITIONS_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "tests/reference/draw.h"
#include "tests/reference/world_facts.h"

namespace signpost::reference {

class ConditionDraw {
 public:
  // All three must outlive it. `instants` are Unix seconds near which contacts come.
  ConditionDraw(Draw& draw, const v1::Catalog& catalog, const std::vector<std::int64_t>& instants);

  // Live facts are only ever compared with constants, and never inside of a macro, a conditional
  // or a comparison of conditions: the rest is refused.
  std::string Condition() { return Any(3, true); }
  std::string LiveFact();

 private:
  // In braces what is drawn is drawn from left to right, whatever the compiler.
  static std::string Join(std::initializer_list<std::string> parts);

  struct Text {  // An expression of type string, and what it may be.
    std::string fact;
    const Words* words;
  };

  std::string Any(int depth, bool live);
  std::string Fact(bool live);
  std::string OfContact();
  std::string OfAttribute(const v1::AttributeDeclaration& declared);
  std::string OfTwo();

  std::string OfBool(const std::string& fact);
  std::string OfInt(const std::string& fact);
  std::string OfDouble(const std::string& fact);
  std::string OfText(const Text& text);
  std::string OfList(const Text& list);
  std::string OfTime(const std::string& fact);
  std::string OfDuration(const std::string& fact);

  struct Sides {
    std::string fact, constant;
  };
  // The one against the other, either way round.
  std::string Ordered(const Sides& sides);
  std::string Equal(const Sides& sides);
  // "[a, b]" of up to four of them.
  std::string ListOf(const Words& constants);
  std::string Quote(const std::string& text);
  std::string TimeConstant();
  std::string DurationConstant();

  Draw& draw_;
  const v1::Catalog& catalog_;
  const std::vector<std::int64_t>& instants_;
  Words services_, channels_;
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_WORLD_CONDITIONS_H_
