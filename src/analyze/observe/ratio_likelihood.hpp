// The likelihood of a share of bad requests: failed ones, or slow ones. docs/observed.md, "Errors".
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/observe/likelihood.hpp"
#include "analyze/observe/ratio_baseline.hpp"

namespace faultline::analyze::observing {

class RatioLikelihood final : public Likelihood {
 public:
  // The vectors are of one length and outlive this.
  RatioLikelihood(const std::vector<std::int64_t>& minutes, const std::vector<std::int64_t>& requests,
                  const std::vector<std::int64_t>& bad, const RatioGoal& goal);

  std::size_t size() const override { return requests_.size(); }
  std::array<double, kAlternatives> alternatives(std::size_t at) const override;
  double of(std::size_t at, double theta) const override;
  double fit(std::size_t from, std::size_t to) const override;
  double profile(std::size_t from, std::size_t to, std::size_t usual) const override;

  double usual(std::size_t at) const { return baseline_.share[baseline_.hour_of[at]]; }
  double dispersion() const { return baseline_.dispersion; }
  std::int64_t total_requests(std::size_t from, std::size_t to) const {
    return sum_requests_[to] - sum_requests_[from];
  }
  std::int64_t total_bad(std::size_t from, std::size_t to) const { return sum_bad_[to] - sum_bad_[from]; }

 private:
  double log_ratio(double requests, double bad, double share, double usual) const;

  const std::vector<std::int64_t>& requests_;
  const std::vector<std::int64_t>& bad_;
  RatioGoal goal_;
  RatioBaseline baseline_;
  std::vector<std::int64_t> sum_requests_, sum_bad_;  // of the places before
};

}  // namespace faultline::analyze::observing
