#include "analyze/statistics/distribution.hpp"

#include <algorithm>

#include "analyze/statistics/bootstrap.hpp"
#include "analyze/statistics/survival.hpp"

namespace faultline::analyze {

namespace {

using model::Distribution;
using model::DurationSample;
using model::Metric;
using model::MetricState;
using model::Trend;

using Samples = std::vector<DurationSample>;

std::int64_t seconds(base::Instant from, base::Instant to) {
  return std::chrono::duration_cast<base::Seconds>(to - from).count();
}

// How long a pending duration has certainly taken.
std::optional<std::int64_t> so_far(const model::Incident& incident, model::MetricKind kind,
                                   base::Instant now) {
  const model::Milestone& from = incident.milestone(model::ends_of(kind).from);
  if (!from.when || !from.when->utc) return std::nullopt;
  if (from.state == model::MilestoneState::recorded)
    return std::max<std::int64_t>(0, seconds(from.when->utc->best, now));
  if (from.state != model::MilestoneState::bounded || from.side == model::BoundSide::not_before)
    return std::nullopt;
  return std::max<std::int64_t>(0, seconds(from.when->utc->latest, now));
}

model::Quantile quantile_of(Samples samples, base::Ratio q) {
  std::sort(samples.begin(), samples.end());
  return quantile(samples, q);
}

struct TimedSample {
  base::Instant began{};
  DurationSample sample;
};

base::Instant middle(const std::vector<TimedSample>& timed, const model::StatisticsPeriod& period,
                     base::Instant now) {
  const base::Instant first = period.from.value_or(timed.front().began);
  const base::Instant last = period.to ? std::min(*period.to, std::max(now, first)) : timed.back().began;
  return first + (last - first) / 2;
}

// `timed` by began.
Trend trend_of(const std::vector<TimedSample>& timed, const model::StatisticsPeriod& period,
               base::Instant now) {
  Trend trend;
  if (timed.empty()) return trend;
  trend.divided_at = middle(timed, period, now);
  Samples first, second;
  for (const TimedSample& one : timed) (one.began < trend.divided_at ? first : second).push_back(one.sample);
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  trend.first_count = static_cast<std::int64_t>(first.size());
  trend.second_count = static_cast<std::int64_t>(second.size());
  trend.first_median = quantile(first, kMedian);
  trend.second_median = quantile(second, kMedian);
  if (timed.size() < kLeastForTrend || std::min(first.size(), second.size()) < kLeastForInterval)
    return trend;
  const auto difference = interval_of_difference(first, second);
  if (!difference) {
    trend.verdict = Trend::Verdict::not_comparable;
    return trend;
  }
  trend.difference = *difference;
  trend.verdict = *difference->least.seconds > 0  ? Trend::Verdict::longer
                  : *difference->most.seconds < 0 ? Trend::Verdict::shorter
                                                  : Trend::Verdict::no_change_shown;
  return trend;
}

}  // namespace

Distribution distribution_of(const std::vector<SelectedIncident>& incidents, model::MetricKind kind,
                             const model::StatisticsPeriod& period, base::Instant now) {
  Distribution result;
  result.kind = kind;
  std::vector<TimedSample> timed;
  Samples at_least, at_most;  // of the ranged
  for (const SelectedIncident& selected : incidents) {
    const std::string& id = selected.incident->id;
    const Metric& metric = selected.incident->metric(kind);
    switch (metric.state) {
      case MetricState::known:
        result.known.push_back(id);
        timed.push_back({selected.began, {*metric.best_seconds, false}});
        result.least = std::min(result.least.value_or(*metric.best_seconds), *metric.best_seconds);
        result.greatest = std::max(result.greatest.value_or(*metric.best_seconds), *metric.best_seconds);
        break;
      case MetricState::pending:
        if (const auto lasted = so_far(*selected.incident, kind, now)) {
          result.censored.push_back(id);
          timed.push_back({selected.began, {*lasted, true}});
        } else {
          result.unknown.push_back(id);
        }
        break;
      case MetricState::ranged: {
        result.ranged.push_back(id);
        const std::int64_t least = std::max<std::int64_t>(0, metric.least_seconds.value_or(0));
        at_least.push_back({least, false});
        at_most.push_back(metric.most_seconds ? DurationSample{std::max(least, *metric.most_seconds), false}
                                              : DurationSample{least, true});
        break;
      }
      case MetricState::unknown:
        result.unknown.push_back(id);
        break;
      case MetricState::invalid:
        result.invalid.push_back(id);
        break;
    }
  }
  for (const TimedSample& one : timed) result.samples.push_back(one.sample);
  std::sort(result.samples.begin(), result.samples.end());
  if (!result.samples.empty()) {
    result.median = quantile(result.samples, kMedian);
    result.p90 = quantile(result.samples, kNinetieth);
    result.median_interval = interval_of_median(result.samples);
  }
  if (!result.ranged.empty()) {
    at_least.insert(at_least.end(), result.samples.begin(), result.samples.end());
    at_most.insert(at_most.end(), result.samples.begin(), result.samples.end());
    result.median_range = {quantile_of(at_least, kMedian), quantile_of(at_most, kMedian)};
    result.p90_range = {quantile_of(at_least, kNinetieth), quantile_of(at_most, kNinetieth)};
  }
  result.trend = trend_of(timed, period, now);
  return result;
}

model::PairedDurations paired_durations(const std::vector<SelectedIncident>& incidents) {
  model::PairedDurations paired;
  Samples declared, impact, differences;
  for (const SelectedIncident& selected : incidents) {
    const Metric& page = selected.incident->metric(model::MetricKind::declared_duration);
    const Metric& harm = selected.incident->metric(model::MetricKind::impact_duration);
    if (page.state != MetricState::known || harm.state != MetricState::known) continue;
    paired.incidents.push_back(selected.incident->id);
    declared.push_back({*page.best_seconds, false});
    impact.push_back({*harm.best_seconds, false});
    differences.push_back({*page.best_seconds - *harm.best_seconds, false});
  }
  if (declared.empty()) return paired;
  std::sort(differences.begin(), differences.end());
  paired.declared_median = quantile_of(declared, kMedian).seconds;
  paired.impact_median = quantile_of(impact, kMedian).seconds;
  paired.difference_median = quantile(differences, kMedian).seconds;
  paired.difference_interval = interval_of_median(differences);
  return paired;
}

}  // namespace faultline::analyze
