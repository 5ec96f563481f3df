// The quantiles of analyze/statistics against slow, obvious versions on small random inputs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "analyze/statistics/survival.hpp"

namespace faultline::analyze {
namespace {

using Samples = std::vector<model::DurationSample>;

// Order statistic: the value below and at which a share q lies, the middle of two where it is met exactly.
std::int64_t order_statistic(const Samples& samples, base::Ratio q) {
  const auto n = static_cast<std::int64_t>(samples.size());
  const std::int64_t scaled = n * q.numerator;
  const auto at = [&](std::int64_t i) { return samples[static_cast<std::size_t>(i)].seconds; };
  if (scaled % q.denominator != 0) return at(scaled / q.denominator);
  const std::int64_t k = scaled / q.denominator;
  // Where the two are equal the share is met later, or not exactly: the value is the same.
  return std::midpoint(at(k - 1), at(k));
}

// Kaplan-Meier as redistribution to the right (Efron 1967): each sample has the mass 1/n; a censored one
// gives its mass in equal parts to those behind it.
std::optional<std::int64_t> redistributed(Samples samples, double share) {
  std::sort(samples.begin(), samples.end());  // at a tie the ended stand before the censored
  std::vector<double> mass(samples.size(), 1.0 / static_cast<double>(samples.size()));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (!samples[i].is_censored) continue;
    for (std::size_t k = i + 1; k < samples.size(); ++k)
      mass[k] += mass[i] / static_cast<double>(samples.size() - i - 1);
    mass[i] = 0;
  }
  double sum = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].is_censored) continue;
    sum += mass[i];
    if (sum < share - 1e-9) continue;
    if (sum > share + 1e-9) return samples[i].seconds;
    for (std::size_t k = i + 1; k < samples.size(); ++k)
      if (!samples[k].is_censored) return std::midpoint(samples[i].seconds, samples[k].seconds);
    return samples[i].seconds;
  }
  return std::nullopt;
}

TEST_CASE("without censoring Kaplan-Meier gives the order statistic") {
  std::mt19937_64 engine(1);
  for (int round = 0; round < 2000; ++round) {
    Samples samples(1 + engine() % 40);
    for (auto& sample : samples) sample.seconds = static_cast<std::int64_t>(engine() % 50);
    std::sort(samples.begin(), samples.end());
    for (const base::Ratio q : {kMedian, kNinetieth})
      REQUIRE(quantile(samples, q).seconds == order_statistic(samples, q));
  }
}

TEST_CASE("with censoring it gives what redistribution to the right does") {
  std::mt19937_64 engine(2);
  for (int round = 0; round < 5000; ++round) {
    Samples samples(1 + engine() % 12);
    for (auto& sample : samples) sample = {static_cast<std::int64_t>(engine() % 20), engine() % 3 == 0};
    std::sort(samples.begin(), samples.end());
    REQUIRE(quantile(samples, kMedian).seconds == redistributed(samples, .5));
    REQUIRE(quantile(samples, kNinetieth).seconds == redistributed(samples, .9));
  }
}

}  // namespace
}  // namespace faultline::analyze
