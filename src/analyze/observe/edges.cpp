#include "analyze/observe/edges.hpp"

#include <algorithm>

namespace faultline::analyze::observing {

namespace {

constexpr std::int64_t kLookBack = 40;  // minutes
constexpr double kInterval = 1.92;
constexpr std::size_t kOnset = 10;  // minutes from the alarm on: what the start is judged by

// Tries the places from first to last; evidence(place) is called for each.
template <typename Evidence>
Edge best_edge(std::size_t first, std::size_t last, Evidence evidence) {
  Edge edge{first, first, first};
  std::vector<double> found;
  for (std::size_t at = first; at <= last; ++at) {
    found.push_back(evidence(at));
    if (found.back() > found[edge.best - first]) edge.best = at;
  }
  const double least = found[edge.best - first] - kInterval;
  edge.earliest = edge.latest = edge.best;
  for (std::size_t at = first; at <= last; ++at) {
    if (found[at - first] < least) continue;
    edge.earliest = std::min(edge.earliest, at);
    edge.latest = std::max(edge.latest, at);
  }
  return edge;
}

std::size_t minutes_before(const std::vector<std::int64_t>& minutes, std::size_t at, std::size_t least) {
  const std::int64_t limit = minutes[at] - kLookBack;
  std::size_t from = at;
  while (from > least && minutes[from - 1] >= limit) --from;
  return from;
}

}  // namespace

Span edges(const Likelihood& likelihood, const std::vector<std::int64_t>& minutes, const Excursion& excursion,
           std::size_t from) {
  Span span;
  const std::size_t rough_end = excursion.end.value_or(likelihood.size());
  // The onset, not the whole window: where errors climb for ten minutes, the height they reach in the end
  // says nothing of where they began.
  const std::size_t onset = std::min(rough_end, excursion.alarm + 1);
  const std::size_t first = minutes_before(minutes, excursion.start, from);
  span.start = best_edge(first, onset - 1,
                         [&](std::size_t at) { return likelihood.profile(at, onset, excursion.start); });
  span.stop = likelihood.size();
  if (!excursion.end) return span;
  const std::size_t least = std::max(span.start.best + 1, minutes_before(minutes, rough_end - 1, from));
  const std::size_t most = std::max(least, excursion.closed);
  span.end = best_edge(
      least, most, [&](std::size_t at) { return likelihood.profile(span.start.best, at, excursion.start); });
  span.stop = span.end->best;
  return span;
}

}  // namespace faultline::analyze::observing
