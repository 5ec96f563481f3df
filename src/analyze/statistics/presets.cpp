#include "analyze/statistics/presets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "analyze/statistics/survival.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using model::MilestoneKind;
using model::PresetFigure;

enum class Aggregate { mean, median };

struct FigureRow {
  std::string_view preset, name;
  MilestoneKind from, to;
  Aggregate aggregate;
  std::string_view formula;
};

constexpr FigureRow kFigures[] = {
    {"datadog", "Time to Detect", MilestoneKind::impact_start, MilestoneKind::detected, Aggregate::median,
     "first customer impact to detection"},
    {"datadog", "Time to Repair", MilestoneKind::detected, MilestoneKind::impact_end, Aggregate::median,
     "detection to the last customer impact"},
    {"datadog", "Time to Resolve", MilestoneKind::declared, MilestoneKind::resolved, Aggregate::median,
     "declaration to resolution"},
    {"datadog", "Customer Impact Duration", MilestoneKind::impact_start, MilestoneKind::impact_end,
     Aggregate::median, "while customers were impacted"},
    {"rootly", "Time to Detection", MilestoneKind::impact_start, MilestoneKind::detected, Aggregate::median,
     "detected less started"},
    {"rootly", "Time to Acknowledge", MilestoneKind::impact_start, MilestoneKind::acknowledged,
     Aggregate::median, "acknowledged less started"},
    {"rootly", "Time to Mitigation", MilestoneKind::impact_start, MilestoneKind::mitigated, Aggregate::median,
     "mitigated less started"},
    {"rootly", "Time to Resolution", MilestoneKind::impact_start, MilestoneKind::resolved, Aggregate::median,
     "resolved less started"},
    {"pagerduty", "MTTA", MilestoneKind::detected, MilestoneKind::acknowledged, Aggregate::mean,
     "triggered to the first acknowledgement"},
    {"pagerduty", "MTTR", MilestoneKind::detected, MilestoneKind::resolved, Aggregate::mean,
     "triggered to resolved"},
};

struct PresetRow {
  std::string_view name, source, note;
};

constexpr PresetRow kPresets[] = {
    {"datadog", "https://docs.datadoghq.com/incident_response/incident_management/analytics_and_reporting/",
     "Datadog publishes each incident's measure and leaves it to a widget how to put them together: the "
     "median here is ours"},
    {"rootly", "https://docs.rootly.com/incidents/updating-incident-timestamps",
     "Rootly's 'started' is read as the start of the impact; how its dashboards put incidents together is "
     "not verified: the median here is ours"},
    {"pagerduty", "https://developer.pagerduty.com/api-reference/",
     "'triggered' is read as detected: the first alert; the means are PagerDuty's own way of counting"},
    {"devlake", "https://github.com/apache/incubator-devlake/tree/main/grafana/dashboards",
     "an incident falls to the last deployment that ended before it was declared, of any age and any "
     "service"},
};

std::optional<base::Instant> time_of(const model::Incident& incident, MilestoneKind kind) {
  const model::Milestone& milestone = incident.milestone(kind);
  if (milestone.state != model::MilestoneState::recorded || !milestone.when || !milestone.when->utc)
    return std::nullopt;
  return milestone.when->utc->best;
}

std::int64_t seconds(base::Instant from, base::Instant to) {
  return std::chrono::duration_cast<base::Seconds>(to - from).count();
}

PresetFigure figure_of(const FigureRow& row, const Selection& selection) {
  PresetFigure figure;
  figure.name = row.name;
  figure.formula = row.formula;
  std::vector<model::DurationSample> samples;
  for (const SelectedIncident& selected : selection.incidents) {
    const auto from = time_of(*selected.incident, row.from), to = time_of(*selected.incident, row.to);
    if (from && to && *from <= *to) {
      samples.push_back({seconds(*from, *to), false});
    } else {
      ++figure.left_out;
    }
  }
  figure.count = static_cast<std::int64_t>(samples.size());
  std::sort(samples.begin(), samples.end());
  if (row.aggregate == Aggregate::median) {
    figure.aggregate = "median";
    figure.seconds = quantile(samples, kMedian).seconds;
    return figure;
  }
  figure.aggregate = "mean (the vendor's)";
  const std::int64_t total =
      std::accumulate(samples.begin(), samples.end(), std::int64_t{0},
                      [](std::int64_t sum, const model::DurationSample& one) { return sum + one.seconds; });
  if (!samples.empty()) figure.seconds = total / figure.count;
  return figure;
}

// Declared, else its first post.
std::optional<base::Instant> created_at(const model::Incident& incident) {
  if (const auto declared = time_of(incident, MilestoneKind::declared)) return declared;
  for (const model::StatusPost& post : incident.posts) {
    if (post.when.utc) return post.when.utc->best;
  }
  return std::nullopt;
}

void add_devlake(const Selection& selection, const StatisticsQuery& query, model::PresetResult& result) {
  PresetFigure recovery;
  recovery.name = "Failed Deployment Recovery Time";
  recovery.aggregate = "lower median";
  recovery.formula = "resolution less the end of the last deployment before the incident";
  std::vector<std::int64_t> values;
  std::vector<base::Instant> created;
  for (const SelectedIncident& selected : selection.incidents) {
    const auto when = created_at(*selected.incident);
    const auto resolved = time_of(*selected.incident, MilestoneKind::resolved);
    const FinishedDeployment* deployment = when ? deployment_before(query.deployments, *when) : nullptr;
    if (when) created.push_back(*when);
    if (deployment == nullptr || !query.period.has(deployment->finished) || !resolved ||
        !query.period.has(*resolved)) {
      ++recovery.left_out;
      continue;
    }
    // Minutes, truncated, as the vendor's query compares them.
    values.push_back(seconds(deployment->finished, *resolved) / 60);
  }
  std::sort(values.begin(), values.end());
  recovery.count = static_cast<std::int64_t>(values.size());
  if (const auto median = lower_median(values)) recovery.seconds = *median * 60;
  result.figures.push_back(recovery);

  const DeploymentFailures failures = deployment_failures(query.deployments, created, query.period);
  PresetFigure rate;
  rate.unit = PresetFigure::Unit::ratio;
  rate.name = "Change Failure Rate";
  rate.aggregate = "ratio";
  rate.formula = "incidents of each deployment, summed, by deployments; may exceed 100 %";
  rate.numerator = failures.incidents;
  rate.denominator = failures.deployments;
  rate.count = failures.incidents;
  rate.left_out = static_cast<std::int64_t>(selection.incidents.size()) - failures.incidents;
  result.figures.push_back(rate);
  result.notes.push_back(fmt::format(
      "deployments that count: {} of the period, to production or to no cluster that is told, which did not "
      "fail; {} of them had an incident",
      failures.deployments, failures.failed_deployments));
}

}  // namespace

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const PresetRow& row : kPresets) names.emplace_back(row.name);
  return names;
}

model::PresetResult preset_result(const Selection& selection, const StatisticsQuery& query) {
  const auto preset = std::find_if(std::begin(kPresets), std::end(kPresets),
                                   [&](const PresetRow& row) { return row.name == query.preset; });
  if (preset == std::end(kPresets)) {
    throw base::Error(
        fmt::format("no preset '{}': there are {}", query.preset, base::join(preset_names(), ", ")));
  }
  model::PresetResult result{std::string(preset->name), std::string(preset->source), {}, {}};
  result.notes.emplace_back(preset->note);
  for (const FigureRow& row : kFigures) {
    if (row.preset == preset->name) result.figures.push_back(figure_of(row, selection));
  }
  if (query.preset == "devlake") add_devlake(selection, query, result);
  return result;
}

const FinishedDeployment* deployment_before(std::span<const FinishedDeployment> deployments,
                                            base::Instant created) {
  const auto after = std::lower_bound(
      deployments.begin(), deployments.end(), created,
      [](const FinishedDeployment& one, base::Instant instant) { return one.finished < instant; });
  return after == deployments.begin() ? nullptr : &*(after - 1);
}

std::optional<std::int64_t> lower_median(std::span<const std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  return values[(values.size() - 1) / 2];
}

DeploymentFailures deployment_failures(std::span<const FinishedDeployment> deployments,
                                       std::span<const base::Instant> created,
                                       const model::StatisticsPeriod& period) {
  DeploymentFailures result;
  result.deployments = std::count_if(deployments.begin(), deployments.end(),
                                     [&](const auto& one) { return period.has(one.finished); });
  std::set<const FinishedDeployment*> failed;
  for (const base::Instant instant : created) {
    const FinishedDeployment* deployment = deployment_before(deployments, instant);
    if (deployment == nullptr || !period.has(deployment->finished)) continue;
    ++result.incidents;
    failed.insert(deployment);
  }
  result.failed_deployments = static_cast<std::int64_t>(failed.size());
  return result;
}

}  // namespace faultline::analyze
