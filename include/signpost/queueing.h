// SPDX-License-Identifier: Apache-2.0
//
// Waiting: Erlang B, C and A, M/M/c/K, service level, staffing, and the wait that the next contact
// must expect. Standard library only, header only, no allocation, no exception, no global; every
// function is pure and safe to call from any thread.
//
//   // 100 calls an hour of 4 minutes, 9 agents, patience 3 minutes; the unit here is the second.
//   const signpost::Queue queue{100 / 3600.0, 240, 9};
//   if (const auto erlang_a = signpost::ImpatientQueue(queue, 180)) {
//     erlang_a->mean_wait;     // seconds, of all callers
//     erlang_a->abandonment;   // share of callers
//   }
//   *signpost::ServiceLevel(queue, 180, 20);                       // answered within 20 seconds
//   signpost::StaffForServiceLevel({100 / 3600.0, 240}, 0.8, 20)->agents;  // for 80/20, Erlang C
//
// Units: any unit of time, the same for every argument of a call; times in the answer are in it,
// rates are per that unit. Loads are in erlangs, probabilities and shares from 0 to 1.
//
// Every function gives a QueueAnswer: the value, or a QueueFault that says which argument is
// wrong. No answer is NaN, nothing is clamped. A probability below 2e-308 is given as 0.
//
// Right to better than 1e-9 relative, from one agent to kMaxAgents: no sum here has terms of two
// signs, and agents less load is rounded once. Measured against 50-digit arithmetic: below 1e-12
// up to 10,000 agents. Cost grows with the square root of the load at most, see `erlang.h`.
//
// The same bits on every machine with IEEE 754 doubles if compiled with -ffp-contract=off: from
// libm only functions that IEEE 754 or C define exactly are used (fma, sqrt, floor, ceil, ldexp,
// frexp, fabs).
#ifndef SIGNPOST_QUEUEING_H_
#define SIGNPOST_QUEUEING_H_

#include "signpost/queueing/answer.h"    // IWYU pragma: export
#include "signpost/queueing/erlang.h"    // IWYU pragma: export
#include "signpost/queueing/live.h"      // IWYU pragma: export
#include "signpost/queueing/patience.h"  // IWYU pragma: export
#include "signpost/queueing/staffing.h"  // IWYU pragma: export

#endif  // SIGNPOST_QUEUEING_H_
