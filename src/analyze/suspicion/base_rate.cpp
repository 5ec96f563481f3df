#include "analyze/suspicion/base_rate.hpp"

#include <algorithm>

namespace faultline::analyze {

std::optional<double> share_near(std::vector<Run> runs, std::chrono::microseconds before,
                                 std::chrono::microseconds after) {
  if (runs.empty()) return std::nullopt;
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.began < b.began; });
  const base::Instant first = runs.front().began;
  base::Instant last = first;
  for (const Run& run : runs) last = std::max(last, run.done);
  if (first == last) return std::nullopt;
  std::chrono::microseconds covered{0};
  base::Instant reached = first;  // all before it is counted
  for (const Run& run : runs) {
    const base::Instant from = std::max(reached, run.began - before);
    const base::Instant to = std::min(last, run.done + after);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return static_cast<double>(covered.count()) / static_cast<double>((last - first).count());
}

}  // namespace faultline::analyze
