#include "analyze/metrics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

using model::Metric;
using model::MetricState;
using model::Milestone;
using model::MilestoneKind;
using model::MilestoneState;

// Bounds in which distances are taken: UTC, or two readings of one clock whose zone is unknown.
struct Ends {
  base::Bounds from, to;
};
std::optional<Ends> ends_on_one_clock(const base::Moment& from, const base::Moment& to) {
  if (from.utc && to.utc) return Ends{*from.utc, *to.utc};
  if (from.utc || to.utc || !from.local || !to.local) return std::nullopt;
  return Ends{base::minute_bounds(*sort_instant(from)), base::minute_bounds(*sort_instant(to))};
}

std::int64_t seconds(base::Instant from, base::Instant to) {
  return std::chrono::duration_cast<base::Seconds>(to - from).count();
}

bool is_coarse(const Milestone& milestone) {
  return milestone.state == MilestoneState::bounded || milestone.when->resolution == base::Resolution::day ||
         milestone.when->resolution == base::Resolution::bounded;
}

Metric measure(const Case& incident, model::MetricKind kind) {
  Metric metric;
  metric.kind = kind;
  const auto [from_kind, to_kind] = model::ends_of(kind);
  const Milestone& from = incident.milestone(from_kind);
  const Milestone& to = incident.milestone(to_kind);
  for (const Milestone* end : {&from, &to}) {
    if (end->state == MilestoneState::pending) {
      metric.state = MetricState::pending;
      metric.reason = fmt::format("{}: {}", plain_name(end->kind), end->rule);
      return metric;
    }
    if (!end->when) {
      metric.reason = fmt::format("{}: {}", plain_name(end->kind), end->rule);
      return metric;
    }
  }
  const auto ends = ends_on_one_clock(*from.when, *to.when);
  if (!ends) {
    const bool from_is_lost = !from.when->utc;
    metric.reason = fmt::format("{} has no place in UTC", plain_name(from_is_lost ? from_kind : to_kind));
    return metric;
  }
  const bool from_is_limit = from.state == MilestoneState::bounded,
             to_is_limit = to.state == MilestoneState::bounded;
  const bool floor_open = from_is_limit && incident.milestone(from_kind).side == model::BoundSide::not_after;
  const bool ceiling_open = to_is_limit && incident.milestone(to_kind).side == model::BoundSide::not_after;
  const std::int64_t least = seconds(ends->from.latest, ends->to.earliest);
  const std::int64_t most = seconds(ends->from.earliest, ends->to.latest);
  const std::int64_t best = seconds(ends->from.best, ends->to.best);
  const bool is_known = !is_coarse(from) && !is_coarse(to);
  if ((is_known ? best < 0 : !floor_open && most < 0)) {
    metric.state = MetricState::invalid;
    metric.reason = fmt::format("{} ({}) is before {} ({})", plain_name(to_kind), clock_text(*to.when),
                                plain_name(from_kind), clock_text(*from.when));
    return metric;
  }
  if (is_known) {
    metric.state = MetricState::known;
    metric.best_seconds = best;
    metric.least_seconds = std::max<std::int64_t>(0, least);
    metric.most_seconds = std::max(best, most);
    return metric;
  }
  if (floor_open && ceiling_open) {
    metric.reason =
        fmt::format("{}: {}; {}: {}", plain_name(from_kind), from.rule, plain_name(to_kind), to.rule);
    return metric;
  }
  metric.state = MetricState::ranged;
  const Milestone& coarse = is_coarse(from) ? from : to;
  metric.reason =
      fmt::format("{}: {}", plain_name(coarse.kind),
                  coarse.state == MilestoneState::bounded ? coarse.rule : "known to the day only");
  // A limit is an instant, not a minute: "not after 14:48" ends at 14:48. Where the start is only known to
  // be no later, the distance is at least that from the limit.
  if (!ceiling_open) metric.least_seconds = std::max<std::int64_t>(0, least);
  if (ceiling_open) metric.least_seconds = 0;
  if (!floor_open) {
    metric.most_seconds =
        std::max<std::int64_t>(0, to_is_limit ? seconds(ends->from.earliest, ends->to.best) : most);
  }
  if (floor_open)
    metric.least_seconds = std::max<std::int64_t>(0, seconds(ends->from.best, ends->to.earliest));
  return metric;
}

}  // namespace

void compute_metrics(Case& incident) {
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    incident.incident.metrics[static_cast<std::size_t>(i)] = measure(incident, kind);
  }
}

}  // namespace faultline::analyze
