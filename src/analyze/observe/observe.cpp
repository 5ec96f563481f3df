#include "analyze/observe.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "analyze/observe/coverage.hpp"
#include "analyze/observe/findings.hpp"
#include "analyze/observe/series.hpp"
#include "analyze/observe/stream_windows.hpp"

namespace faultline::analyze {

namespace {

constexpr double kMinutesOfDay = 1440;
// Channels times alternatives: each is a sum of its own that may raise a false alarm in each minute.
constexpr double kSumsPerStream = 6;
constexpr double kLeastThreshold = 9, kMostThreshold = 20;
constexpr double kLeastAllowed = 1e-9;

// h for at most so many false alarms expected in the whole run: docs/observed.md.
double threshold_of(const std::vector<observing::Series>& series, double allowed) {
  double minutes = 0;
  for (const observing::Series& one : series) minutes += static_cast<double>(one.size());
  const double chances = kSumsPerStream * std::max(minutes, kMinutesOfDay);
  return std::clamp(std::log(chances / std::max(allowed, kLeastAllowed)), kLeastThreshold, kMostThreshold);
}

}  // namespace

model::Observations observe(const model::Rollups& rollups, const model::Config& config) {
  const std::vector<observing::Series> all = observing::collect_series(rollups, config);
  model::Observations result;
  result.allowed_false_alarms = config.observed.allowed_false_alarms;
  result.threshold = threshold_of(all, result.allowed_false_alarms);
  for (const observing::Series& series : all) {
    result.streams.push_back(observing::coverage(series));
    for (model::ObservedWindow& window : observing::stream_windows(series, result.threshold, config.observed))
      result.windows.push_back(std::move(window));
  }
  std::stable_sort(result.windows.begin(), result.windows.end(),
                   [](const model::ObservedWindow& a, const model::ObservedWindow& b) {
                     return std::tie(a.start.utc->best, a.scope, a.channel) <
                            std::tie(b.start.utc->best, b.scope, b.channel);
                   });
  return result;
}

}  // namespace faultline::analyze
