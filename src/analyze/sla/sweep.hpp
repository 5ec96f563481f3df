// Sweep: the downtime of one scope from windows that may overlap, in integers.
//
// Promises:
//  1. Every second counts the greatest weight of the windows over it, never their sum.
//  2. The charges add up to that, second for second. What windows have in common goes to the lowest rank; a
//     later one is charged only for what it adds: 0.3 from 00:00 to 02:00 (rank 0) under 1.0 from 01:00 to
//     02:00 (rank 1) is 78 weighted minutes, 36 of rank 0 and 42 of rank 1.
//  3. Charges can be cut by any set of seconds, and still do.
//
// What the weights and ranks mean: windows.hpp; the policy's rules: rules.hpp. The slow version:
// tests/oracle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "analyze/sla/spans.hpp"

namespace faultline::analyze {

inline constexpr std::uint32_t kNoIncident = 0xffffffff;  // the last rank: time that no incident explains

// An end at or before the start covers nothing.
struct WeightedSpan {
  SlaClock start{}, end{};
  int weight_tenths = 0;
  std::uint32_t rank = 0;  // of its incident, by beginning
};

// A second of [start, end) costs `added_tenths` of this rank, beside what other charges add over it.
struct Charge {
  SlaClock start{}, end{};
  std::uint32_t rank = 0;
  std::int16_t added_tenths = 0;
  bool is_first = false;  // of the charges over its seconds: the first counts their length, all their weight
};

// By start, then rank; charges over common seconds have both ends in common.
using Charges = std::vector<Charge>;

Charges sweep(std::vector<WeightedSpan> spans);

// The parts that lie in the set.
Charges within(const Charges& charges, const TimeSpans& spans);
// The parts in [start, end); fast where there are many.
Charges clipped(const Charges& charges, SlaClock start, SlaClock end);
// The seconds they cover.
TimeSpans covered(const Charges& charges);

struct ChargeTotal {
  std::int64_t weighted_tenths = 0;
  std::int64_t seconds = 0;                       // with any weight
  std::map<std::uint32_t, std::int64_t> by_rank;  // only ranks with a share
};
ChargeTotal total_of(const Charges& charges);

}  // namespace faultline::analyze
