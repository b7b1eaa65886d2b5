// SPDX-License-Identifier: Apache-2.0
//
// The laws of && and || with errors, against a judge of three lines, over random trees.
#include <random>
#include <string>

#include "cel/testing.h"

SIGNPOST_BEGIN_NAMESPACE
namespace cel {
namespace {

enum class Truth { kFalse, kTrue, kError };

struct Tree {
  std::string text;
  Truth truth;
};

// A random condition and what it must come to: a deciding operand beats errors, errors the rest.
Tree Draw(std::mt19937_64& random, int depth) {
  static const Tree leaves[] = {{"age > 1", Truth::kTrue},
                                {"age < 1", Truth::kFalse},
                                {"missing", Truth::kError},
                                {"1 / (age - 70) > 0", Truth::kError},
                                {"true", Truth::kTrue},
                                {"false", Truth::kFalse},
                                {"1 / 0 == 1", Truth::kError},
                                {"tags[9] == 'a'", Truth::kError},
                                {"'vulnerable' in tags", Truth::kTrue}};
  if (depth == 0 || random() % 6 == 0) return leaves[random() % std::size(leaves)];
  if (random() % 5 == 0) {
    const Tree inner = Draw(random, depth - 1);
    return {"!(" + inner.text + ")", inner.truth == Truth::kError  ? Truth::kError
                                     : inner.truth == Truth::kTrue ? Truth::kFalse
                                                                   : Truth::kTrue};
  }
  const bool disjunction = random() % 2 == 0;
  const Truth decisive = disjunction ? Truth::kTrue : Truth::kFalse;
  Tree all{"", disjunction ? Truth::kFalse : Truth::kTrue};
  const int terms = 2 + static_cast<int>(random() % 3);
  for (int i = 0; i < terms; ++i) {
    const Tree term = Draw(random, depth - 1);
    all.text += (i == 0 ? "(" : disjunction ? ") || (" : ") && (") + term.text;
    if (term.truth == decisive) {
      all.truth = decisive;
    } else if (term.truth == Truth::kError && all.truth != decisive) {
      all.truth = Truth::kError;
    }
  }
  all.text += ")";
  return all;
}

TEST(Absorption, HoldsForRandomConditions) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  TestBed bed;
  for (int i = 0; i < 500; ++i) {
    const Tree tree = Draw(random, 4);
    for (const bool check : {true, false}) {
      for (const bool fold : {true, false}) {
        CompileOptions options;
        options.check = check;
        options.fold = fold;
        const std::string value = bed.Run(tree.text, options);
        const std::string wanted = tree.truth == Truth::kTrue    ? "true"
                                   : tree.truth == Truth::kFalse ? "false"
                                                                 : "error(";
        ASSERT_EQ(value.substr(0, wanted.size()), wanted) << tree.text;
      }
    }
  }
}

// all() folds with &&, exists() with ||; exists_one(), map() and filter() pass every error on.
TEST(Absorption, HoldsForComprehensions) {
  TestBed bed;
  EXPECT_EQ(bed.Run("[0, 1, 2].exists(i, 2 / i == 2)"), "true");
  EXPECT_EQ(bed.Run("[0, 1, 2].all(i, 2 / i == 2)"), "false");
  for (const char* text : {"[0, 1].all(i, 2 / i == 2)", "[0, 2].exists(i, 2 / i == 2)",
                           "[1, 1, 0].exists_one(i, 2 / i == 2)", "[1, 0].map(i, 2 / i)",
                           "[1, 0].filter(i, 2 / i == 2)", "missing ? true : true"}) {
    EXPECT_EQ(bed.Run(text).substr(0, 6), "error(") << text;
  }
}

}  // namespace
}  // namespace cel
SIGNPOST_END_NAMESPACE
