// Statistics: how long incidents took over a period, as analyze/statistics hands it to render.
//
// Promises:
//  1. Every incident of the period is in exactly one list of each distribution: known, ranged, censored,
//     unknown or invalid. Those that have no place in time are in `unplaced`, never dropped.
//  2. No mean, but where a vendor's own figure is one (PresetFigure, labelled so).
//  3. Equal incidents give equal figures, whatever their order: the resampling has a fixed seed.
//
//   declared_duration  n 12, 1 open   median 1h 26m [52m, 2h 10m]   p90 18h 50m   5m to 2d 3h
//
// Definitions with formulas and sources: docs/statistics.md. Nothing is computed here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/metric.hpp"

namespace faultline::model {

// [from, to); an absent side has no limit.
struct StatisticsPeriod {
  std::string label = "all";
  std::optional<base::Instant> from, to;

  bool has(base::Instant instant) const { return (!from || instant >= *from) && (!to || instant < *to); }
};

enum class StatisticsGrouping { none, cluster, service, cause };

// One duration; a censored one is known to be longer than that.
struct DurationSample {
  std::int64_t seconds = 0;
  bool is_censored = false;
  friend auto operator<=>(const DurationSample&, const DurationSample&) = default;
};

// Absent seconds = not reached: more of the incidents are still open than the quantile allows.
struct Quantile {
  std::optional<std::int64_t> seconds;
  friend bool operator==(const Quantile&, const Quantile&) = default;
};

struct QuantileInterval {
  Quantile least, most;
  friend bool operator==(const QuantileInterval&, const QuantileInterval&) = default;
};

// Whether durations changed from the first to the second half of the period.
struct Trend {
  enum class Verdict {
    too_few = 0,          // not claimed: fewer than 30 incidents, or a half with fewer than 6
    no_change_shown = 1,  // the interval has 0 in it
    longer = 2,
    shorter = 3,
    not_comparable = 4  // a half's median is not reached
  } verdict = Verdict::too_few;
  base::Instant divided_at{};
  std::int64_t first_count = 0, second_count = 0;
  Quantile first_median, second_median;
  QuantileInterval difference;  // second less first, 95 %
};

struct Distribution {
  MetricKind kind = MetricKind::time_to_detect;
  std::vector<std::string> known, ranged, censored, unknown, invalid;  // incident ids
  std::vector<DurationSample> samples;                                 // known and censored, ascending
  std::optional<Quantile> median, p90;                                 // of the samples; absent without one
  std::optional<QuantileInterval> median_interval;          // bootstrap, 95 %; absent below 6 samples
  std::optional<QuantileInterval> median_range, p90_range;  // with the ranged ones; absent without
  std::optional<std::int64_t> least, greatest;              // of the known
  Trend trend;
};

// Paperwork beside impact, for the incidents of which both are known.
struct PairedDurations {
  std::vector<std::string> incidents;
  std::optional<std::int64_t> declared_median, impact_median;
  std::optional<std::int64_t> difference_median;  // of declared less impact, incident by incident
  std::optional<QuantileInterval> difference_interval;
};

struct StatisticsGroup {
  std::string key, label;              // both empty where there is no grouping
  std::vector<std::string> incidents;  // ids
  std::vector<Distribution> distributions;
  PairedDurations paired;
};

// A figure as a vendor counts it, to reconcile with.
struct PresetFigure {
  enum class Unit { seconds, ratio } unit = Unit::seconds;
  std::string name, aggregate, formula;
  std::optional<std::int64_t> seconds;  // absent: nothing to count
  std::int64_t numerator = 0, denominator = 0;
  std::int64_t count = 0;     // what entered
  std::int64_t left_out = 0;  // incidents that the vendor's formula cannot take
};

struct PresetResult {
  std::string name, source;  // source: a URL
  std::vector<PresetFigure> figures;
  std::vector<std::string> notes;
};

struct Statistics {
  StatisticsPeriod period;
  StatisticsGrouping grouping = StatisticsGrouping::none;
  base::Instant now{};
  std::uint64_t seed = 0;
  int resamples = 0;
  std::vector<StatisticsGroup> groups;
  std::optional<PresetResult> preset;
  std::vector<std::string> unplaced;  // incident ids
  std::vector<std::string> notes;
};

std::string_view to_string(StatisticsGrouping grouping);
std::string_view to_string(Trend::Verdict verdict);
std::optional<StatisticsGrouping> parse_statistics_grouping(std::string_view text);

}  // namespace faultline::model
