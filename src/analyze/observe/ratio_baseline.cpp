#include "analyze/observe/ratio_baseline.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr std::int64_t kReach =
    36;                     // hours on both sides: a day and a half, so that each hour of the day is in it
constexpr int kRounds = 8;  // the cap converges by about a factor of four a round
constexpr double kWeight = 2000;      // requests that the goal's usual share counts for
constexpr double kPooled = 5;         // expected bad requests: where chi-squared begins to hold
constexpr double kChiMedian = 0.455;  // median of chi-squared with one degree of freedom
constexpr double kMostDispersion = 20;
constexpr double kMostShare = 1.0 / 3;  // a stream that mostly fails is broken, however long it has been

struct Hour {
  std::int64_t hour;
  double requests, bad;
};

double robust_share(const std::vector<Hour>& hours, std::size_t from, std::size_t to, double requests) {
  double bad = 0;
  for (std::size_t i = from; i < to; ++i) bad += hours[i].bad;
  double share = bad / requests;
  for (int round = 0; round < kRounds; ++round) {
    bad = 0;
    for (std::size_t i = from; i < to; ++i) {
      const double expected = hours[i].requests * share;
      bad += std::min(hours[i].bad, expected + 3 * std::sqrt(expected) + 3);
    }
    share = bad / requests;
  }
  return share;
}

double dispersion_of(const std::vector<Hour>& hours, const std::vector<double>& share) {
  std::vector<double> chi;
  double bad = 0, expected = 0, variance = 0;
  for (std::size_t i = 0; i < hours.size(); ++i) {
    bad += hours[i].bad;
    expected += hours[i].requests * share[i];
    variance += hours[i].requests * share[i] * (1 - share[i]);
    if (expected < kPooled) continue;
    chi.push_back((bad - expected) * (bad - expected) / variance);
    bad = expected = variance = 0;
  }
  if (chi.empty()) return 1;
  const auto middle = chi.begin() + static_cast<std::ptrdiff_t>(chi.size() / 2);
  std::nth_element(chi.begin(), middle, chi.end());
  return std::clamp(*middle / kChiMedian, 1.0, kMostDispersion);
}

}  // namespace

RatioBaseline ratio_baseline(const std::vector<std::int64_t>& minutes,
                             const std::vector<std::int64_t>& requests, const std::vector<std::int64_t>& bad,
                             const RatioGoal& goal) {
  RatioBaseline result;
  std::vector<Hour> hours;
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    const std::int64_t hour = minutes[i] / 60;
    if (hours.empty() || hours.back().hour != hour) hours.push_back({hour, 0, 0});
    hours.back().requests += static_cast<double>(requests[i]);
    hours.back().bad += static_cast<double>(bad[i]);
    result.hour_of.push_back(hours.size() - 1);
  }
  std::size_t from = 0, to = 0;
  double sum = 0;  // of whole numbers far below 2^53: exact, in whatever order
  for (const Hour& here : hours) {
    for (; to < hours.size() && hours[to].hour <= here.hour + kReach; ++to) sum += hours[to].requests;
    for (; hours[from].hour < here.hour - kReach; ++from) sum -= hours[from].requests;
    const double share = sum > 0 ? robust_share(hours, from, to, sum) : 0;
    const double prior = kWeight * (1.1 - std::min(1.0, sum / kWeight));
    const double usual = (share * sum + goal.usual * prior) / (sum + prior);
    result.share.push_back(std::clamp(usual, goal.usual / 20, kMostShare));
  }
  result.dispersion = dispersion_of(hours, result.share);
  return result;
}

}  // namespace faultline::analyze::observing
