// Sweep: the downtime of one scope from windows that may overlap, in integers.
//
// Promises:
//  1. Every second counts the greatest weight of the windows over it, never their sum.
//  2. The shares sum to the total exactly. The part that windows have in common goes to the lowest rank;
//     a later one is charged only for what it adds: 0.3 from 00:00 to 02:00 (rank 0) under 1.0 from 01:00
//     to 02:00 (rank 1) is 78 weighted minutes, 36 of rank 0 and 42 of rank 1.
//
// What the weights and ranks mean, clipping and ranges: sla.cpp. The slow version: tests/oracle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "analyze/sla_period.hpp"

namespace faultline::analyze {

// Half-open [start, end); an end at or before the start covers nothing.
struct WeightedSpan {
  SlaClock start{}, end{};
  int weight_tenths = 0;
  std::size_t rank = 0;  // of its incident, by beginning
};

struct SweepTotal {
  std::int64_t weighted_tenths = 0;             // sum over seconds of the greatest weight
  std::int64_t seconds = 0;                     // with any weight above 0
  std::map<std::size_t, std::int64_t> by_rank;  // only ranks with a share
};

SweepTotal sweep(const std::vector<WeightedSpan>& spans);

}  // namespace faultline::analyze
