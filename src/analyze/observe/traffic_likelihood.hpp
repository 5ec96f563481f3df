// The likelihood of missing traffic: theta is the share of the expected requests that still comes.
//
// Counts are negative binomial (traffic varies in proportion to itself, not only by chance), and the
// logarithm is divided by how much neighbouring minutes share of that variation. docs/observed.md, "Traffic".
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/observe/likelihood.hpp"
#include "analyze/observe/traffic_model.hpp"

namespace faultline::analyze::observing {

class TrafficLikelihood final : public Likelihood {
 public:
  // The vectors are of one length; `requests` outlives this.
  TrafficLikelihood(const std::vector<std::int64_t>& minutes, const std::vector<std::int64_t>& requests);

  std::size_t size() const override { return requests_.size(); }
  std::array<double, kAlternatives> alternatives(std::size_t at) const override;
  double of(std::size_t at, double theta) const override;
  double fit(std::size_t from, std::size_t to) const override;
  double profile(std::size_t from, std::size_t to, std::size_t usual) const override;

  double expected(std::size_t at) const { return model_.expected[at]; }
  double dispersion(std::size_t at) const { return model_.dispersion(at); }
  bool has_season() const { return model_.has_season; }
  // Of the minutes of which something is expected.
  std::int64_t total_requests(std::size_t from, std::size_t to) const {
    return sum_requests_[to] - sum_requests_[from];
  }
  double total_expected(std::size_t from, std::size_t to) const {
    return sum_expected_[to] - sum_expected_[from];
  }

 private:
  const std::vector<std::int64_t>& requests_;
  TrafficModel model_;
  std::vector<std::int64_t> sum_requests_;  // of the places before
  std::vector<double> sum_expected_;
};

}  // namespace faultline::analyze::observing
