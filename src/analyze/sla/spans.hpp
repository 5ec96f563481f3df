// Spans: sets of seconds as half-open [start, end), disjoint, apart and ascending; and their arithmetic.
//
//   subtract({[0, 100)}, {[20, 30)})  -> {[0, 20), [30, 100)}
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/sla/period.hpp"

namespace faultline::analyze {

struct Span {
  SlaClock start{}, end{};
  std::int64_t seconds() const { return (end - start).count(); }
  friend bool operator==(const Span&, const Span&) = default;
};

using Spans = std::vector<Span>;

// Any spans, also empty, backwards and overlapping ones, made a set.
Spans united(Spans spans);
Spans intersect(const Spans& a, const Spans& b);
Spans subtract(const Spans& a, const Spans& b);
std::int64_t total_seconds(const Spans& spans);
// How many multiples of `step` seconds since 1970 lie in them: the intervals that begin there.
std::int64_t grid_points(const Spans& spans, std::int64_t step);
bool contains(const Spans& spans, SlaClock at);
// Those parts that lie in [start, end).
Spans clipped(const Spans& spans, SlaClock start, SlaClock end);

}  // namespace faultline::analyze
