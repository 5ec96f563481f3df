#include "analyze/suspicion/base_rate.hpp"

#include <algorithm>

namespace faultline::analyze {

std::optional<double> share_near(std::vector<base::Instant> instants, std::chrono::microseconds before,
                                 std::chrono::microseconds after) {
  if (instants.empty()) return std::nullopt;
  std::sort(instants.begin(), instants.end());
  const base::Instant first = instants.front(), last = instants.back();
  if (first == last) return std::nullopt;
  std::chrono::microseconds covered{0};
  base::Instant reached = first;  // all before it is counted
  for (const base::Instant instant : instants) {
    const base::Instant from = std::max(reached, instant - before);
    const base::Instant to = std::min(last, instant + after);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return static_cast<double>(covered.count()) / static_cast<double>((last - first).count());
}

}  // namespace faultline::analyze
