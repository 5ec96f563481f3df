#include "analyze/observe/ratio_likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr double kLeastShare = 1e-9, kMostShare = 1 - 1e-9;  // keeps the logarithms finite

}  // namespace

RatioLikelihood::RatioLikelihood(const std::vector<std::int64_t>& minutes,
                                 const std::vector<std::int64_t>& requests,
                                 const std::vector<std::int64_t>& bad, const RatioGoal& goal)
    : requests_(requests), bad_(bad), goal_(goal), baseline_(ratio_baseline(minutes, requests, bad, goal)) {
  sum_requests_.assign(1, 0);
  sum_bad_.assign(1, 0);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    sum_requests_.push_back(sum_requests_.back() + requests[i]);
    sum_bad_.push_back(sum_bad_.back() + bad[i]);
  }
}

double RatioLikelihood::log_ratio(double requests, double bad, double share, double usual) const {
  share = std::clamp(share, kLeastShare, kMostShare);
  return (bad * std::log(share / usual) + (requests - bad) * std::log((1 - share) / (1 - usual))) /
         baseline_.dispersion;
}

std::array<double, kAlternatives> RatioLikelihood::alternatives(std::size_t at) const {
  const double p0 = usual(at);
  const double mild = std::min(0.7, std::max(goal_.impact, 3 * p0));
  const double severe = std::min(0.9, std::max(0.1, 8 * p0));
  // A stream that mostly fails has nothing worse to be told from.
  return {mild > p0 ? of(at, mild) : 0, severe > p0 ? of(at, severe) : 0};
}

double RatioLikelihood::of(std::size_t at, double theta) const {
  return log_ratio(static_cast<double>(requests_[at]), static_cast<double>(bad_[at]), theta, usual(at));
}

double RatioLikelihood::fit(std::size_t from, std::size_t to) const {
  const std::int64_t requests = total_requests(from, to);
  if (requests == 0) return usual(from);
  return static_cast<double>(total_bad(from, to)) / static_cast<double>(requests);
}

double RatioLikelihood::profile(std::size_t from, std::size_t to, std::size_t usual_at) const {
  const double share = fit(from, to), p0 = usual(usual_at);
  if (share <= p0) return 0;
  return log_ratio(static_cast<double>(total_requests(from, to)), static_cast<double>(total_bad(from, to)),
                   share, p0);
}

}  // namespace faultline::analyze::observing
