// The traffic that a stream should have, minute by minute, and how much it varies: the season of the day
// times the level of these hours. docs/observed.md has the formulas.
//
//   three days of 100 requests at noon and 10 at night, today 80 at noon -> expected 80, and 8 tonight
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace faultline::analyze::observing {

struct TrafficModel {
  std::vector<double> expected;  // by place in the series; 0 where nothing is known of it
  double excess = 0;             // k2: the square of the relative variation beyond chance
  double persistence = 1;        // (1 + r) / (1 - r): how much of that variation neighbours share
  bool has_season = false;       // three days or more were seen

  // The variance of a sum over many minutes, in units of the count expected: 1 = chance alone.
  double dispersion(std::size_t at) const { return 1 + excess * expected[at] * persistence; }
};

TrafficModel traffic_model(const std::vector<std::int64_t>& minutes,
                           const std::vector<std::int64_t>& requests);

}  // namespace faultline::analyze::observing
