// SPDX-License-Identifier: Apache-2.0
//
// The rules that a decision tells of, looked up in its catalog, and whether these lists can be
// true. It does not ask which conditions hold.
#ifndef SIGNPOST_TESTS_REFERENCE_TOLD_RULES_H_
#define SIGNPOST_TESTS_REFERENCE_TOLD_RULES_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "signpost/v1/catalog.pb.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/decision.pb.h"

namespace signpost::reference {

// The first effect of a matched rule that excludes or prefers a channel.
struct Verdict {
  const v1::Rule* rule = nullptr;
  const v1::Effect* effect = nullptr;
};

class ToldRules {
 public:
  // All three must outlive it.
  ToldRules(const v1::Catalog& catalog, const v1::Contact& contact, const v1::Decision& decision);

  // A decision lists only the first matched rules. Of these, in their order:
  const std::vector<const v1::Rule*>& matched() const { return matched_; }
  Verdict VerdictOn(const std::string& channel) const;
  // Whether there are no others.
  bool all_are_listed() const { return all_are_listed_; }

  // The rule of this id if it is a matched one, or may be one of those that are not listed.
  const v1::Rule* MayHaveMatched(const std::string& id) const;
  bool IsListed(const v1::Rule* rule) const {
    return std::find(matched_.begin(), matched_.end(), rule) != matched_.end();
  }

  // Empty, or what is wrong: rules that do not exist, are not in force, are not in their order or
  // come after one that stops; counts, tags and escalations that are not theirs.
  std::string Fault() const;

 private:
  struct Placed {
    const v1::Rule* rule = nullptr;
    int place = 0;  // In the order in which rules are looked at.
  };

  bool IsInForce(const v1::Rule& rule) const;
  std::string FaultOfLists() const;
  std::string FaultOfWords() const;

  const v1::Decision& decision_;
  const std::int64_t time_;
  std::map<std::string, Placed> rules_;
  std::vector<const v1::Rule*> matched_;
  int last_matched_ = -1;  // The place of the last that is listed.
  bool all_are_listed_ = false;
};

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_TOLD_RULES_H_
