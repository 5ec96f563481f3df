// A report in a few words, for the tests of this folder: incidents with recorded milestones and metrics that
// follow from them.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "analyze/statistics.hpp"
#include "support/facts_builder.hpp"

namespace faultline::support {

inline model::Report report(std::string_view now = "2026-06-01T00:00Z") {
  model::Report result;
  result.now = at(now);
  return result;
}

using Times = std::initializer_list<std::pair<model::MilestoneKind, const char*>>;

// A metric whose two milestones are given is known, one of which only the first is given is pending.
inline model::Incident& add(model::Report& report, const std::string& id, const Times& times) {
  model::Incident& incident = report.incidents.emplace_back();
  incident.id = id;
  for (const auto& [kind, time] : times) {
    model::Milestone& milestone = incident.milestones[static_cast<std::size_t>(kind)];
    milestone.kind = kind;
    milestone.state = model::MilestoneState::recorded;
    milestone.when = base::exact_moment(at(time), time);
  }
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    model::Metric& metric = incident.metrics[static_cast<std::size_t>(i)];
    metric.kind = kind;
    const model::Milestone& from = incident.milestone(model::ends_of(kind).from);
    const model::Milestone& to = incident.milestone(model::ends_of(kind).to);
    if (!from.when) continue;
    metric.state = to.when ? model::MetricState::known : model::MetricState::pending;
    if (!to.when) continue;
    metric.best_seconds =
        std::chrono::duration_cast<base::Seconds>(to.when->utc->best - from.when->utc->best).count();
    metric.least_seconds = metric.most_seconds = metric.best_seconds;
  }
  return incident;
}

inline void make_ranged(model::Incident& incident, model::MetricKind kind, std::optional<std::int64_t> least,
                        std::optional<std::int64_t> most) {
  model::Metric& metric = incident.metrics[static_cast<std::size_t>(kind)];
  metric = {};
  metric.kind = kind;
  metric.state = model::MetricState::ranged;
  metric.least_seconds = least;
  metric.most_seconds = most;
}

}  // namespace faultline::support
