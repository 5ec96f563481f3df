#include "analyze/observe/findings.hpp"

#include <algorithm>
#include <cmath>

namespace faultline::analyze::observing {

namespace {

constexpr int kRatioMinutes = 2, kTrafficMinutes = 3;  // the least that make an alarm
constexpr std::int64_t kLeastBad = 3;
constexpr double kMostTraffic = 0.6, kLeastMissing = 10;
constexpr double kMostUnseasoned = 0.3;  // without a season: the depth of a night is no outage
constexpr double kShortHistory = 1.5;    // times the threshold, where no season is known yet

bool is_impact(const Finding& finding, const RatioGoal& goal) {
  return finding.bad >= kLeastBad && finding.rate >= std::max(goal.impact, 2 * finding.baseline);
}

bool is_impact(const Finding& finding, double most_traffic) {
  return finding.rate <= most_traffic &&
         finding.expected - static_cast<double>(finding.requests) >= kLeastMissing;
}

// Excursions with sharp edges, near ones merged.
template <typename Likelihood, typename Passes>
std::vector<Finding> find(const std::vector<std::int64_t>& minutes, const Likelihood& likelihood,
                          const Finding& blank, const CusumLimits& limits, Passes passes) {
  std::vector<Finding> result;
  std::size_t free = 0;
  for (const Excursion& excursion : excursions(likelihood, limits)) {
    Finding finding = blank;
    finding.span = edges(likelihood, minutes, excursion, free);
    finding.alarm = excursion.alarm;
    finding.peak = excursion.peak;
    measure(likelihood, finding);
    free = finding.span.stop;
    if (finding.span.stop - finding.span.start.best < static_cast<std::size_t>(limits.least_minutes))
      continue;
    if (!passes(finding)) continue;
    if (!result.empty() &&
        minutes[finding.span.start.best] - minutes[result.back().span.stop - 1] - 1 < kMergeMinutes) {
      Finding& last = result.back();
      last.span.end = finding.span.end;
      last.span.stop = finding.span.stop;
      last.peak = std::max(last.peak, finding.peak);
      measure(likelihood, last);
    } else {
      result.push_back(finding);
    }
  }
  return result;
}

}  // namespace

std::vector<Finding> find_ratio(const std::vector<std::int64_t>& minutes, const RatioLikelihood& likelihood,
                                model::Channel channel, const RatioGoal& goal, double threshold) {
  Finding blank;
  blank.channel = channel;
  blank.threshold = threshold;
  return find(minutes, likelihood, blank, {threshold, kRatioMinutes},
              [&](const Finding& finding) { return is_impact(finding, goal); });
}

std::vector<Finding> find_traffic(const std::vector<std::int64_t>& minutes,
                                  const TrafficLikelihood& likelihood, double threshold) {
  Finding blank;
  blank.channel = model::Channel::traffic;
  blank.threshold = likelihood.has_season() ? threshold : kShortHistory * threshold;
  return find(minutes, likelihood, blank, {blank.threshold, kTrafficMinutes}, [&](const Finding& finding) {
    return is_impact(finding, likelihood.has_season() ? kMostTraffic : kMostUnseasoned);
  });
}

void measure(const RatioLikelihood& likelihood, Finding& finding) {
  const std::size_t from = finding.span.start.best, to = finding.span.stop;
  finding.requests = likelihood.total_requests(from, to);
  finding.bad = likelihood.total_bad(from, to);
  finding.baseline = likelihood.usual(from);
  finding.rate = likelihood.fit(from, to);
  finding.dispersion = likelihood.dispersion();
}

void measure(const TrafficLikelihood& likelihood, Finding& finding) {
  const std::size_t from = finding.span.start.best, to = finding.span.stop;
  finding.requests = likelihood.total_requests(from, to);
  finding.expected = likelihood.total_expected(from, to);
  finding.bad = std::max<std::int64_t>(std::llround(finding.expected) - finding.requests, 0);
  finding.baseline = 1;
  finding.rate = finding.expected > 0 ? static_cast<double>(finding.requests) / finding.expected : 1;
  finding.dispersion = likelihood.dispersion(from);
}

}  // namespace faultline::analyze::observing
