// Time spans: sets of seconds as half-open [start, end), disjoint, apart and ascending; and their arithmetic.
//
//   subtract({[0, 100)}, {[20, 30)})  -> {[0, 20), [30, 100)}
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/sla/period.hpp"

namespace faultline::analyze {

// In whole seconds; the Span of moments.hpp is of instants, and may be open.
struct TimeSpan {
  SlaClock start{}, end{};
  std::int64_t seconds() const { return (end - start).count(); }
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

using TimeSpans = std::vector<TimeSpan>;

// Any spans, also empty, backwards and overlapping ones, made a set.
TimeSpans united(TimeSpans spans);
TimeSpans intersect(const TimeSpans& a, const TimeSpans& b);
TimeSpans subtract(const TimeSpans& a, const TimeSpans& b);
std::int64_t total_seconds(const TimeSpans& spans);
// How many multiples of `step` seconds since 1970 lie in them: the intervals that begin there.
std::int64_t grid_points(const TimeSpans& spans, std::int64_t step);
bool contains(const TimeSpans& spans, SlaClock at);
// Those parts that lie in [start, end).
TimeSpans clipped(const TimeSpans& spans, SlaClock start, SlaClock end);

}  // namespace faultline::analyze
