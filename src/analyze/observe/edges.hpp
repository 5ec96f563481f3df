// Where a window most likely began and ended, and how far off either may be.
//
// Each place near the rough edge is tried as the edge; its evidence is that of the window under its own fit.
// The edge is the place of the most evidence, the interval every place within 1.92 of it: half the 95 % point
// of chi-squared with one degree of freedom.
//
//   0 0 1 0 | 9 8 9 ...  -> best at the bar, interval {the bar}; 0 1 0 2 | 3 1 4 ... is wider
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/observe/cusum.hpp"

namespace faultline::analyze::observing {

// Places in the series; `best` is the first broken one (a start) or the first that is as usual again (an
// end).
struct Edge {
  std::size_t earliest = 0, best = 0, latest = 0;
};

struct Span {
  Edge start;
  std::optional<Edge> end;
  std::size_t stop = 0;  // end->best, or the end of the series
};

// `from`: the first place that no earlier window holds. `minutes`: of the series, for the look-back.
Span edges(const Likelihood& likelihood, const std::vector<std::int64_t>& minutes, const Excursion& excursion,
           std::size_t from);

}  // namespace faultline::analyze::observing
