// Findings: the windows of one channel of one stream, after the gates and the merging of near ones.
//
// A finding is at least so bad that a person would call it impact (the gate), whatever the sums say: at large
// counts a rise from 0.01 % to 0.02 % is certain and no outage.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/observe/edges.hpp"
#include "analyze/observe/ratio_likelihood.hpp"
#include "analyze/observe/traffic_likelihood.hpp"
#include "model/observation.hpp"

namespace faultline::analyze::observing {

inline constexpr std::int64_t kMergeMinutes = 10;  // a shorter lull is still the same outage
inline constexpr RatioGoal kErrors{0.001, 0.01}, kSlow{0.01, 0.05};

struct Finding {
  model::Channel channel = model::Channel::errors;
  Span span;
  std::size_t alarm = 0;
  double peak = 0, threshold = 0;
  // Over [span.start.best, span.stop); see model::ObservedWindow.
  std::int64_t requests = 0, bad = 0;
  double baseline = 0, rate = 0, expected = 0, dispersion = 1;

  // The share of requests that failed, were slow, or are missing.
  double lost() const { return channel == model::Channel::traffic ? 1 - rate : rate; }
};

std::vector<Finding> find_ratio(const std::vector<std::int64_t>& minutes, const RatioLikelihood& likelihood,
                                model::Channel channel, const RatioGoal& goal, double threshold);
std::vector<Finding> find_traffic(const std::vector<std::int64_t>& minutes,
                                  const TrafficLikelihood& likelihood, double threshold);

// The figures of a finding over its span, anew.
void measure(const RatioLikelihood& likelihood, Finding& finding);
void measure(const TrafficLikelihood& likelihood, Finding& finding);

}  // namespace faultline::analyze::observing
