#include "analyze/statistics/bootstrap.hpp"

#include <algorithm>
#include <limits>

#include "analyze/statistics/survival.hpp"

namespace faultline::analyze {

namespace {

constexpr std::size_t kTail = kResamples / 40;  // 2.5 %
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::int64_t drawn_median(std::span<const model::DurationSample> samples, BoundedDraw& draw,
                          std::vector<std::uint32_t>& weights) {
  weights.assign(samples.size(), 0);
  for (std::size_t i = 0; i < samples.size(); ++i) ++weights[draw.below(samples.size())];
  return quantile(samples, kMedian, weights).seconds.value_or(kNever);
}

model::Quantile reached(std::int64_t seconds) {
  return seconds == kNever ? model::Quantile{} : model::Quantile{seconds};
}

}  // namespace

std::uint64_t BoundedDraw::below(std::uint64_t bound) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t limit = kMost - kMost % bound;  // a multiple: what lies above it would favour the small
  std::uint64_t value = engine_();
  while (value >= limit) value = engine_();
  return value % bound;
}

std::optional<model::QuantileInterval> interval_of_median(std::span<const model::DurationSample> samples) {
  if (samples.size() < kLeastForInterval) return std::nullopt;
  BoundedDraw draw(kSeed);
  std::vector<std::uint32_t> weights;
  std::vector<std::int64_t> medians(kResamples);
  for (std::int64_t& median : medians) median = drawn_median(samples, draw, weights);
  std::sort(medians.begin(), medians.end());
  return model::QuantileInterval{reached(medians[kTail - 1]), reached(medians[kResamples - kTail])};
}

std::optional<model::QuantileInterval> interval_of_difference(std::span<const model::DurationSample> first,
                                                              std::span<const model::DurationSample> second) {
  if (first.size() < kLeastForInterval || second.size() < kLeastForInterval) return std::nullopt;
  BoundedDraw draw(kSeed);
  std::vector<std::uint32_t> weights;
  std::vector<std::int64_t> differences;
  for (int i = 0; i < kResamples; ++i) {
    const std::int64_t before = drawn_median(first, draw, weights);
    const std::int64_t after = drawn_median(second, draw, weights);
    if (before != kNever && after != kNever) differences.push_back(after - before);
  }
  if (differences.size() + kTail < kResamples) return std::nullopt;
  std::sort(differences.begin(), differences.end());
  return model::QuantileInterval{{differences[kTail - 1]}, {differences[differences.size() - kTail]}};
}

}  // namespace faultline::analyze
