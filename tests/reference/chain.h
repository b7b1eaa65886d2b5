// SPDX-License-Identifier: Apache-2.0
//
// What follows a contact, for the judge: the channels of one service as an absorbing Markov chain,
// by plain elimination of I - Q with 120 decimal digits, subtraction and all. ChainOf is the way
// in.
//
// A probability is the value that its double has. A row that is off 1 is divided by its sum. A
// channel without an outcome completes everything.
#ifndef SIGNPOST_TESTS_REFERENCE_CHAIN_H_
#define SIGNPOST_TESTS_REFERENCE_CHAIN_H_

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "signpost/v1/service.pb.h"
#include "tests/reference/arithmetic.h"

namespace signpost::reference {

using Real = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<120>,
                                           boost::multiprecision::et_off>;

// To the nearest whole number, a half to the even one. What is within 1e-60 of a half is one.
Integer HalfEven(const Real& value);

struct Chain {
  // Expected visits, from row to column, and the chance of one step.
  std::vector<std::vector<Real>> visits, step;
  // The visits as the design's fixed point has them: x 2^point, half to even. The point is 44, or
  // the largest at which every entry is below 2^62.
  std::vector<std::vector<Integer>> fixed;
  int point = 44;
  // Whether a contact from row may come to column at all.
  std::vector<std::vector<bool>> reaches;
  // In the end, millionths.
  std::vector<std::int64_t> completion;

  std::size_t size() const { return visits.size(); }
};

// Of the service channels of one service, in catalog order.
Chain ChainOf(const std::vector<const v1::ServiceChannel*>& channels);

// Standard deviation of what all visits cost that each cost this much, for each start.
std::vector<Real> StandardDeviations(const Chain& chain, const std::vector<std::int64_t>& direct);

}  // namespace signpost::reference

#endif  // SIGNPOST_TESTS_REFERENCE_CHAIN_H_
