// The traffic that a stream should have, minute by minute, and how much it varies: the season of the day times
// the level of these hours. docs/observed.md has the formulas.
//
//   three days of 100 requests at noon and 10 at night, today 80 at noon -> expected 80, and 8 tonight
#pragma once

#include <cstdint>
#include <vector>

namespace faultline::analyze::observing {

struct TrafficModel {
  std::vector<double> expected;  // by place in the series; 0 where nothing is known of it
  std::vector<double> variance;  // of the same; at least 1 + ..., in units of the expected count
  double excess = 0;             // the square of the relative variation beyond chance
  bool has_season = false;       // three days or more were seen
};

TrafficModel traffic_model(const std::vector<std::int64_t>& minutes, const std::vector<std::int64_t>& requests);

}  // namespace faultline::analyze::observing
