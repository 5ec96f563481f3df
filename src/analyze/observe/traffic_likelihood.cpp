#include "analyze/observe/traffic_likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr double kMild = 0.5, kSevere = 0.1;  // shares of the traffic that is left
constexpr double kLeastShare = 0.01;          // of a silent stream: the logarithm of zero has no end

}  // namespace

TrafficLikelihood::TrafficLikelihood(const std::vector<std::int64_t>& minutes,
                                     const std::vector<std::int64_t>& requests)
    : requests_(requests), model_(traffic_model(minutes, requests)) {
  sum_requests_.assign(1, 0);
  sum_expected_.assign(1, 0);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::int64_t came = model_.expected[i] > 0 ? requests[i] : 0;
    sum_requests_.push_back(sum_requests_.back() + came);
    sum_expected_.push_back(sum_expected_.back() + model_.expected[i]);
  }
}

std::array<double, kAlternatives> TrafficLikelihood::alternatives(std::size_t at) const {
  return {of(at, kMild), of(at, kSevere)};
}

double TrafficLikelihood::of(std::size_t at, double theta) const {
  const double expected = model_.expected[at];
  if (expected <= 0) return 0;
  const double share = std::max(theta, kLeastShare), came = static_cast<double>(requests_[at]);
  const double shape = 1 / model_.excess;
  const double evidence =
      came * std::log(share) + (came + shape) * std::log((shape + expected) / (shape + share * expected));
  return evidence * (1 + model_.excess * expected) / model_.dispersion(at);
}

double TrafficLikelihood::fit(std::size_t from, std::size_t to) const {
  const double expected = total_expected(from, to);
  if (expected <= 0) return 1;
  return std::clamp(static_cast<double>(total_requests(from, to)) / expected, kLeastShare, 1.0);
}

double TrafficLikelihood::profile(std::size_t from, std::size_t to, std::size_t) const {
  const double share = fit(from, to);
  if (share >= 1) return 0;
  double evidence = 0;
  for (std::size_t at = from; at < to; ++at) evidence += of(at, share);
  return evidence;
}

}  // namespace faultline::analyze::observing
