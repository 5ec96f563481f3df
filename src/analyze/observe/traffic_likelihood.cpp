#include "analyze/observe/traffic_likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr double kMild = 0.5, kSevere = 0.1;  // shares of the traffic that is left
constexpr double kLeastShare = 0.01;          // of a silent stream: the logarithm of zero has no end

double log_ratio(double came, double expected, double share) {
  return came * std::log(share) + expected * (1 - share);
}

}  // namespace

TrafficLikelihood::TrafficLikelihood(const std::vector<std::int64_t>& minutes,
                                     const std::vector<std::int64_t>& requests)
    : requests_(requests), model_(traffic_model(minutes, requests)) {
  sum_requests_.assign(1, 0);
  sum_expected_.assign(1, 0);
  came_by_variance_.assign(1, 0);
  expected_by_variance_.assign(1, 0);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::int64_t came = model_.expected[i] > 0 ? requests[i] : 0;
    sum_requests_.push_back(sum_requests_.back() + came);
    sum_expected_.push_back(sum_expected_.back() + model_.expected[i]);
    came_by_variance_.push_back(came_by_variance_.back() + static_cast<double>(came) / model_.variance[i]);
    expected_by_variance_.push_back(expected_by_variance_.back() + model_.expected[i] / model_.variance[i]);
  }
}

std::array<double, kAlternatives> TrafficLikelihood::alternatives(std::size_t at) const {
  return {of(at, kMild), of(at, kSevere)};
}

double TrafficLikelihood::of(std::size_t at, double theta) const {
  if (model_.expected[at] <= 0) return 0;
  return log_ratio(static_cast<double>(requests_[at]), model_.expected[at], std::max(theta, kLeastShare)) /
         model_.variance[at];
}

double TrafficLikelihood::fit(std::size_t from, std::size_t to) const {
  const double expected = expected_by_variance_[to] - expected_by_variance_[from];
  if (expected <= 0) return 1;
  return std::clamp((came_by_variance_[to] - came_by_variance_[from]) / expected, kLeastShare, 1.0);
}

double TrafficLikelihood::profile(std::size_t from, std::size_t to, std::size_t) const {
  const double share = fit(from, to);
  if (share >= 1) return 0;
  return log_ratio(came_by_variance_[to] - came_by_variance_[from],
                   expected_by_variance_[to] - expected_by_variance_[from], share);
}

}  // namespace faultline::analyze::observing
