// Metric: the distance of two milestones, as a range. Named by its two ends, never a bare "MTTR".
//
// Interval arithmetic: [end.earliest - start.latest, end.latest - start.earliest]; `best` is
// end.best - start.best, so "14:07" to "14:30" is 23 minutes, in [22, 24]. A negative or missing result is
// a state, never a zero. Where an end is only bounded, `best` is absent and the range alone is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/milestone.hpp"

namespace faultline::model {

// Stored; never renumber. Ends in metric.cpp, definitions for people in docs/metrics.md.
enum class MetricKind {
  time_to_detect = 0,     // impact_start to detected
  time_to_notify = 1,     // impact_start to declared
  time_to_engage = 2,     // detected to acknowledged
  time_to_identify = 3,   // impact_start to identified
  time_to_mitigate = 4,   // impact_start to mitigated
  time_to_resolve = 5,    // impact_start to resolved
  impact_duration = 6,    // impact_start to impact_end
  declared_duration = 7,  // declared to resolved: the paperwork
  trigger_to_impact = 8   // trigger to impact_start
};
inline constexpr int kMetricCount = 9;

enum class MetricState { known = 0, ranged = 1, pending = 2, unknown = 3, invalid = 4 };  // stored

struct Metric {
  MetricKind kind = MetricKind::time_to_detect;
  MetricState state = MetricState::unknown;
  std::optional<std::int64_t> best_seconds;  // known only
  std::optional<std::int64_t> least_seconds, most_seconds;
  std::string reason;  // why a range, why unknown, why invalid
};

struct MetricEnds {
  MilestoneKind from, to;
};
MetricEnds ends_of(MetricKind kind);
std::string_view to_string(MetricKind kind);  // "time_to_detect"
std::string_view title_of(MetricKind kind);   // "time to detect"
std::string_view to_string(MetricState state);
std::optional<MetricKind> parse_metric_kind(std::string_view text);

// "23m", "12 to 41 min", "at most 16m", "pending", "not known: <reason>".
std::string describe(const Metric& metric);

}  // namespace faultline::model
