// Bootstrap: how far a median of so many durations may lie from that of all there could have been.
//
// The samples are drawn anew with replacement, 2,000 times; the interval has the 50th smallest and the 50th
// largest of the medians as its ends (percentile method, Efron 1979). It is the same on every machine:
// std::mt19937_64 is defined to the bit, and the bounded draw is our own, as the library's distributions are
// not. A median that is not reached counts as longer than all others.
//
//   interval_of_median({5m, 7m, 9m, 12m, 40m, 2h}) -> [6m, 1h 20m]
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "model/statistics.hpp"

namespace faultline::analyze {

inline constexpr std::uint64_t kSeed = 20260101;
inline constexpr int kResamples = 2000;
// Below 6 no interval between two of the values holds the median with 95 %: 1 - 2 / 2^5 is 93.75 %.
inline constexpr std::size_t kLeastForInterval = 6;
// Fewer incidents show no trend (docs/statistics.md).
inline constexpr std::size_t kLeastForTrend = 30;

class BoundedDraw {
 public:
  explicit BoundedDraw(std::uint64_t seed) : engine_(seed) {}
  // In [0, bound), each as likely; bound > 0.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::mt19937_64 engine_;
};

// 95 % interval of the median. The samples ascend; absent below kLeastForInterval.
std::optional<model::QuantileInterval> interval_of_median(std::span<const model::DurationSample> samples);

// 95 % interval of the second's median less the first's; each drawn anew by itself. Absent where one has
// fewer than kLeastForInterval, or a median is not reached in over 2.5 % of the draws.
std::optional<model::QuantileInterval> interval_of_difference(std::span<const model::DurationSample> first,
                                                              std::span<const model::DurationSample> second);

}  // namespace faultline::analyze
