#include "analyze/statistics/survival.hpp"

#include <cmath>
#include <numeric>

namespace faultline::analyze {

namespace {

// Products of fractions meet a round share only up to the last bits.
constexpr double kEqual = 1e-9;

}  // namespace

model::Quantile quantile(std::span<const model::DurationSample> samples, base::Ratio q,
                         std::span<const std::uint32_t> weights) {
  const auto weight = [&](std::size_t i) -> std::int64_t { return weights.empty() ? 1 : weights[i]; };
  std::int64_t at_risk = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) at_risk += weight(i);
  const double goal = static_cast<double>(q.denominator - q.numerator) / static_cast<double>(q.denominator);

  double survival = 1;
  std::optional<std::int64_t> exactly_at;  // S is the goal from here to the next step
  for (std::size_t i = 0; i < samples.size();) {
    const std::int64_t at = samples[i].seconds;
    std::int64_t ended = 0, left = 0;
    for (; i < samples.size() && samples[i].seconds == at; ++i) {
      left += weight(i);
      if (!samples[i].is_censored) ended += weight(i);
    }
    if (ended > 0) {
      if (exactly_at) return {std::midpoint(*exactly_at, at)};
      survival *= static_cast<double>(at_risk - ended) / static_cast<double>(at_risk);
      if (std::abs(survival - goal) <= kEqual) {
        exactly_at = at;
      } else if (survival < goal) {
        return {at};
      }
    }
    at_risk -= left;
  }
  return {exactly_at};
}

}  // namespace faultline::analyze
