// The usual share of bad requests of a stream, hour by hour, and how much noisier than a coin it is.
//
// The share is learned from all minutes within 36 h on both sides, broken ones too, with each hour's bad
// requests capped at what chance could give: a baseline that leaves the loud minutes out is too low, and
// every busy hour then looks like an outage. docs/observed.md has the formulas.
//
//   30 h of 1 in 1000, 2 h of 1 in 2, 30 h of 1 in 1000 -> about 0.001 in each hour
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace faultline::analyze::observing {

// What is normal and what matters, of one channel.
struct RatioGoal {
  double usual = 0;   // the share that a stream of which nothing is known is taken to have
  double impact = 0;  // below this share nothing is called broken
};

struct RatioBaseline {
  std::vector<double> share;         // by hour of `hours`
  std::vector<std::size_t> hour_of;  // the hour in `share` of each minute
  double dispersion = 1;             // 1 = a coin; up to 20
};

RatioBaseline ratio_baseline(const std::vector<std::int64_t>& minutes,
                             const std::vector<std::int64_t>& requests, const std::vector<std::int64_t>& bad,
                             const RatioGoal& goal);

}  // namespace faultline::analyze::observing
