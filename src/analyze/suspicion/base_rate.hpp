// Base rate: how much of a history a random instant would find as near to a deploy as the incident did.
//
//   deploys at 10:00, 11:00, 12:00; the leading one completed 15 min before the start
//     -> [10:00, 10:15] and [11:00, 11:15] of [10:00, 12:00] = 0.25
//
// Exact: the union of the intervals over the history's span, from the first instant to the last.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/time.hpp"

namespace faultline::analyze {

// From when to when a deploy ran; both are one instant where only that is known.
struct Run {
  base::Instant began{}, done{};
};

// Share of [first began, last done] covered by the union of [began - before, done + after]. Absent where the
// span is empty.
std::optional<double> share_near(std::vector<Run> runs, std::chrono::microseconds before,
                                 std::chrono::microseconds after);

}  // namespace faultline::analyze
