// The words and moments of a window: its edges as moments, its rule as a sentence.
//
//   "errors 31 % against 0.1 %, 412 of 1,320 requests; traffic 54 % of the usual, 1,320 of 2,444 requests"
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyze/observe/findings.hpp"
#include "analyze/observe/series.hpp"
#include "base/moment.hpp"

namespace faultline::analyze::observing {

// An edge to the minute lies anywhere in that minute: the first broken one for a start, the last broken one
// for an end. A wider one is the interval.
base::Moment start_moment(const Series& series, const Edge& edge);
base::Moment end_moment(const Series& series, const Edge& edge);
base::Moment minute_moment(std::int64_t minute);

std::string rule_of(const std::vector<Finding>& findings);  // the leading one first

// "31 %", "0.1 %", "0.03 %": two digits that count.
std::string percent(double share);

}  // namespace faultline::analyze::observing
