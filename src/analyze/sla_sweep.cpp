#include "analyze/sla_sweep.hpp"

#include <algorithm>

namespace faultline::analyze {
namespace {

// One stretch without an edge inside: the first rank pays its own weight, each later one what it adds.
void charge(SweepTotal& total, const std::vector<WeightedSpan>& active, std::int64_t seconds) {
  int charged = 0;
  for (const WeightedSpan& span : active) {  // by rank
    if (span.weight_tenths <= charged) continue;
    total.by_rank[span.rank] += (span.weight_tenths - charged) * seconds;
    charged = span.weight_tenths;
  }
  total.weighted_tenths += charged * seconds;
  if (charged > 0) total.seconds += seconds;
}

}  // namespace

SweepTotal sweep(const std::vector<WeightedSpan>& spans) {
  std::vector<WeightedSpan> starting;
  std::vector<SlaClock> edges;
  for (const WeightedSpan& span : spans) {
    if (span.end <= span.start || span.weight_tenths <= 0) continue;
    starting.push_back(span);
    edges.push_back(span.start);
    edges.push_back(span.end);
  }
  std::sort(starting.begin(), starting.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

  SweepTotal total;
  std::vector<WeightedSpan> active;
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    std::erase_if(active, [&](const WeightedSpan& span) { return span.end <= edges[i]; });
    for (; next < starting.size() && starting[next].start == edges[i]; ++next) {
      const auto place =
          std::upper_bound(active.begin(), active.end(), starting[next].rank,
                           [](std::size_t rank, const auto& span) { return rank < span.rank; });
      active.insert(place, starting[next]);
    }
    charge(total, active, (edges[i + 1] - edges[i]).count());
  }
  return total;
}

}  // namespace faultline::analyze
