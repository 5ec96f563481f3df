#include "analyze/statistics.hpp"

#include <fmt/format.h>

#include <set>

#include "analyze/statistics/bootstrap.hpp"
#include "analyze/statistics/distribution.hpp"
#include "analyze/statistics/presets.hpp"
#include "analyze/statistics/selection.hpp"

namespace faultline::analyze {

namespace {

std::vector<model::MetricKind> kinds_of(const StatisticsQuery& query) {
  if (!query.metrics.empty()) return query.metrics;
  std::vector<model::MetricKind> kinds;
  for (int i = 0; i < model::kMetricCount; ++i) kinds.push_back(static_cast<model::MetricKind>(i));
  return kinds;
}

void add_notes(const Selection& selection, model::Statistics& statistics) {
  if (!selection.unplaced.empty()) {
    const std::size_t count = selection.unplaced.size();
    std::string named;
    for (const std::string& id : selection.unplaced) named += (named.empty() ? "" : ", ") + id;
    statistics.notes.push_back(fmt::format("{} without a time {} in no period and in no figure: {}",
                                           count == 1 ? "1 incident" : fmt::format("{} incidents", count),
                                           count == 1 ? "is" : "are", named));
  }
  if (statistics.period.to && *statistics.period.to > statistics.now)
    statistics.notes.emplace_back("the period is not over: its figures are provisional");
  std::set<std::string> organisations;
  for (const SelectedIncident& one : selection.incidents)
    organisations.insert(one.incident->organisation.slug);
  if (organisations.size() > 1) {
    statistics.notes.push_back(
        fmt::format("incidents of {} organisations are counted together, those of none that is told as one; "
                    "a trend may be one of which of them was recorded when",
                    organisations.size()));
  }
  if (statistics.grouping == model::StatisticsGrouping::none) return;
  std::size_t members = 0;
  for (const model::StatisticsGroup& group : statistics.groups) members += group.incidents.size();
  if (members > selection.incidents.size()) {
    statistics.notes.push_back(
        fmt::format("an incident of more than one {} is in the group of each: the groups have {} members, "
                    "the period {} incidents",
                    model::to_string(statistics.grouping), members, selection.incidents.size()));
  }
}

}  // namespace

model::Statistics compute_statistics(const model::Report& report, const StatisticsQuery& query) {
  model::Statistics statistics;
  statistics.period = query.period;
  statistics.grouping = query.grouping;
  statistics.now = report.now;
  statistics.seed = kSeed;
  statistics.resamples = kResamples;
  const Selection selection = select_incidents(report, query);
  statistics.unplaced = selection.unplaced;
  for (const SelectedGroup& selected : grouped(selection, query.grouping)) {
    model::StatisticsGroup group;
    group.key = selected.key;
    group.label = selected.label;
    for (const SelectedIncident& one : selected.incidents) group.incidents.push_back(one.incident->id);
    for (const model::MetricKind kind : kinds_of(query))
      group.distributions.push_back(distribution_of(selected.incidents, kind, query.period, report.now));
    group.paired = paired_durations(selected.incidents);
    statistics.groups.push_back(std::move(group));
  }
  if (!query.preset.empty()) statistics.preset = preset_result(selection, query);
  add_notes(selection, statistics);
  return statistics;
}

}  // namespace faultline::analyze
