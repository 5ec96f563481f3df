#include "analyze/statistics/selection.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace faultline::analyze {

namespace {

using model::Incident;
using model::Milestone;
using model::MilestoneKind;

std::optional<base::Instant> recorded_at(const Milestone& milestone) {
  if (milestone.state != model::MilestoneState::recorded || !milestone.when || !milestone.when->utc)
    return std::nullopt;
  return milestone.when->utc->best;
}

template <typename Visit>
void each_scope(const Incident& incident, const Visit& visit) {
  for (const model::Scope& scope : incident.scopes) visit(scope);
  for (const model::ImpactWindow& window : incident.windows) {
    for (const model::Scope& scope : window.scopes) visit(scope);
  }
}

bool passes(const Incident& incident, const StatisticsQuery& query) {
  if (!query.organisation.empty() && incident.organisation.slug != query.organisation) return false;
  if (!query.cause.empty() && !base::contains_ignoring_case(incident.cause, query.cause)) return false;
  if (query.cluster.empty() && query.service.empty()) return true;
  bool is_there = false;
  each_scope(incident, [&](const model::Scope& scope) {
    is_there |= (query.cluster.empty() || scope.cluster.slug == query.cluster) &&
                (query.service.empty() || scope.service.slug == query.service);
  });
  return is_there;
}

// Key and label of each group that the incident is in.
std::map<std::string, std::string> keys_of(const Incident& incident, model::StatisticsGrouping grouping) {
  std::map<std::string, std::string> keys;
  if (grouping == model::StatisticsGrouping::none) return {{"", ""}};
  if (grouping == model::StatisticsGrouping::cause) {
    if (!incident.cause.empty()) keys[base::slug(incident.cause)] = incident.cause;
  } else {
    each_scope(incident, [&](const model::Scope& scope) {
      const bool is_cluster = grouping == model::StatisticsGrouping::cluster;
      const model::Name& name = is_cluster ? scope.cluster : scope.service;
      if (name.is_known()) keys.try_emplace(name.slug, is_cluster ? name.slug : name.label);
    });
  }
  if (keys.empty()) keys[""] = "(not told)";
  return keys;
}

}  // namespace

std::optional<base::Instant> beginning_of(const Incident& incident) {
  for (const MilestoneKind kind : {MilestoneKind::impact_start, MilestoneKind::declared}) {
    if (const auto at = recorded_at(incident.milestone(kind))) return at;
  }
  for (const model::StatusPost& post : incident.posts) {
    if (post.when.utc) return post.when.utc->best;
  }
  return std::nullopt;
}

Selection select_incidents(const model::Report& report, const StatisticsQuery& query) {
  Selection selection;
  for (const Incident& incident : report.incidents) {
    if (!passes(incident, query)) continue;
    const auto began = beginning_of(incident);
    if (!began) {
      selection.unplaced.push_back(incident.id);
    } else if (query.period.has(*began)) {
      selection.incidents.push_back({&incident, *began});
    }
  }
  std::sort(selection.incidents.begin(), selection.incidents.end(), [](const auto& a, const auto& b) {
    return a.began != b.began ? a.began < b.began : a.incident->id < b.incident->id;
  });
  std::sort(selection.unplaced.begin(), selection.unplaced.end());
  return selection;
}

std::vector<SelectedGroup> grouped(const Selection& selection, model::StatisticsGrouping grouping) {
  std::map<std::string, SelectedGroup> by_key;
  for (const SelectedIncident& selected : selection.incidents) {
    for (const auto& [key, label] : keys_of(*selected.incident, grouping)) {
      SelectedGroup& group = by_key[key];
      group.key = key;
      // The smallest spelling, so that the order of incidents makes no difference.
      if (group.label.empty() || label < group.label) group.label = label;
      group.incidents.push_back(selected);
    }
  }
  std::vector<SelectedGroup> groups;
  for (auto& [key, group] : by_key) groups.push_back(std::move(group));
  // Those of which nothing is told stand last.
  if (grouping != model::StatisticsGrouping::none && !groups.empty() && groups.front().key.empty())
    std::rotate(groups.begin(), groups.begin() + 1, groups.end());
  return groups;
}

}  // namespace faultline::analyze
