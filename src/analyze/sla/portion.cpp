#include "analyze/sla/portion.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace faultline::analyze {
namespace {

__extension__ using Wide = __int128;

}  // namespace

int compare(const model::Portion& a, const model::Portion& b) {
  const Wide left = Wide{a.total == 0 ? 0 : a.bad} * (b.total == 0 ? 1 : b.total);
  const Wide right = Wide{b.total == 0 ? 0 : b.bad} * (a.total == 0 ? 1 : a.total);
  return left < right ? -1 : left > right ? 1 : 0;
}

model::Portion extreme(model::Portion fixed, std::vector<model::Portion> optional, Extreme which) {
  const int sign = which == Extreme::most_bad ? 1 : -1;
  std::erase_if(optional, [](const model::Portion& each) { return each.total <= 0; });
  std::stable_sort(optional.begin(), optional.end(),
                   [&](const auto& a, const auto& b) { return sign * compare(a, b) > 0; });
  for (const model::Portion& each : optional) {
    // Nothing of nothing is no figure at all: the first part makes one.
    if (fixed.total > 0 && sign * compare(each, fixed) <= 0) break;
    fixed.bad += each.bad;
    fixed.total += each.total;
  }
  return fixed;
}

std::int64_t scaled(std::int64_t numerator, std::int64_t factor, std::int64_t divisor) {
  assert(divisor != 0);  // callers have a total
  return static_cast<std::int64_t>(Wide{numerator} * factor / divisor);
}

std::int64_t budget_of(const base::Ratio& target, std::int64_t total) {
  return scaled(target.denominator - target.numerator, total, target.denominator);
}

std::vector<std::int64_t> apportion(std::int64_t total, const std::vector<std::int64_t>& weights) {
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (parts.empty()) return parts;
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (sum <= 0) {
    parts.front() = total;
    return parts;
  }
  std::vector<std::pair<Wide, std::size_t>> remainders;
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = Wide{total} * weights[i];
    parts[i] = static_cast<std::int64_t>(product / sum);
    left -= parts[i];
    remainders.emplace_back(-(product % sum), i);  // the greatest first
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  return parts;
}

}  // namespace faultline::analyze
