// When a stream was back to normal after a window: later than its end, where the rest of the backlog still
// fails but no more than the gate calls impact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/observe/ratio_likelihood.hpp"
#include "analyze/observe/traffic_likelihood.hpp"

namespace faultline::analyze::observing {

// The first place in [from, to) from which five minutes together are within 10 % of the usual, or within one
// standard deviation of it, where 10 % is less than a request or two. Absent where there is none.
std::optional<std::size_t> recovered(const RatioLikelihood& likelihood,
                                     const std::vector<std::int64_t>& minutes, std::size_t from,
                                     std::size_t to);
std::optional<std::size_t> recovered(const TrafficLikelihood& likelihood,
                                     const std::vector<std::int64_t>& minutes, std::size_t from,
                                     std::size_t to);

}  // namespace faultline::analyze::observing
