#include "analyze/period_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyze/statistics.hpp"
#include "base/text.hpp"

namespace faultline::analyze {
namespace {

using model::Incident;
using model::PeriodChapter;
using model::Recurrence;

std::optional<base::Instant> beginning(const Incident& incident) {
  const model::Milestone& start = incident.milestone(model::MilestoneKind::impact_start);
  if (start.when && start.when->utc) return start.when->utc->best;
  const model::Milestone& declared = incident.milestone(model::MilestoneKind::declared);
  if (declared.when && declared.when->utc) return declared.when->utc->best;
  for (const model::StatusPost& post : incident.posts)
    if (post.when.utc) return post.when.utc->best;
  return std::nullopt;
}

void add_recurrences(PeriodChapter& chapter) {
  std::map<std::pair<int, std::string>, Recurrence> groups;
  const auto add = [&](Recurrence::Kind kind, const std::string& name, const Incident* incident) {
    if (name.empty()) return;
    Recurrence& group = groups[{static_cast<int>(kind), base::slug(name)}];
    if (group.name.empty()) group.name = name;
    group.kind = kind;
    group.incidents.push_back(incident);
  };
  for (const Incident* incident : chapter.incidents) {
    add(Recurrence::Kind::cause, incident->cause, incident);
    const model::Milestone& trigger = incident->milestone(model::MilestoneKind::trigger);
    if (trigger.state == model::MilestoneState::recorded)
      add(Recurrence::Kind::trigger, trigger.detail, incident);
    if (incident->trigger.verdict == model::Suspicion::Verdict::trigger &&
        !incident->trigger.suspects.empty())
      add(Recurrence::Kind::deploy, incident->trigger.suspects.front().title, incident);
  }
  for (auto& [key, group] : groups) {
    if (group.incidents.size() < 2) continue;
    std::sort(group.incidents.begin(), group.incidents.end(),
              [](const Incident* a, const Incident* b) { return a->id < b->id; });
    chapter.recurrences.push_back(std::move(group));
  }
  std::stable_sort(chapter.recurrences.begin(), chapter.recurrences.end(),
                   [](const auto& a, const auto& b) { return a.incidents.size() > b.incidents.size(); });
}

void add_promises(PeriodChapter& chapter) {
  for (const Incident* incident : chapter.incidents)
    for (const model::Promise& promise : incident->promises) {
      switch (promise.verdict) {
        case model::Promise::Verdict::kept:
          ++chapter.promises_kept;
          break;
        case model::Promise::Verdict::open:
          ++chapter.promises_open;
          break;
        case model::Promise::Verdict::late:
          ++chapter.promises_late;
          chapter.late.push_back({incident, &promise});
      }
    }
}

void add_actions(PeriodChapter& chapter, base::Instant now) {
  for (const Incident* incident : chapter.incidents)
    for (const model::ActionItem& item : incident->action_items) {
      if (item.state == model::ActionState::done) {
        ++chapter.actions_done;
        continue;
      }
      if (!item.state) ++chapter.actions_without_state;
      const bool is_overdue = item.due_day && item.due_day->utc && item.due_day->utc->latest < now;
      chapter.actions.push_back({incident, &item, is_overdue});
    }
  const auto due = [](const model::OpenAction& action) {
    return action.item->due_day && action.item->due_day->utc ? action.item->due_day->utc->best
                                                             : base::Instant::max();
  };
  std::stable_sort(chapter.actions.begin(), chapter.actions.end(), [&](const auto& a, const auto& b) {
    return a.is_overdue != b.is_overdue ? a.is_overdue : due(a) < due(b);
  });
}

void add_findings(PeriodChapter& chapter) {
  for (const Incident* incident : chapter.incidents)
    for (const model::Finding& finding : incident->findings)
      if (finding.severity != model::FindingSeverity::info) chapter.findings.push_back({incident, &finding});
  std::stable_sort(chapter.findings.begin(), chapter.findings.end(),
                   [](const auto& a, const auto& b) { return a.finding->severity > b.finding->severity; });
}

void fill(PeriodChapter& chapter, base::Instant now) {
  std::stable_sort(chapter.incidents.begin(), chapter.incidents.end(),
                   [](const Incident* a, const Incident* b) {
                     const auto first = beginning(*a), second = beginning(*b);
                     return first != second ? first < second : a->id < b->id;
                   });
  add_recurrences(chapter);
  add_promises(chapter);
  add_actions(chapter, now);
  add_findings(chapter);
}

bool touches(const Incident& incident, const std::string& cluster) {
  return std::any_of(incident.scopes.begin(), incident.scopes.end(),
                     [&](const model::Scope& scope) { return scope.cluster.slug == cluster; });
}

}  // namespace

model::PeriodReport make_period_report(const model::Report& report, model::Statistics statistics,
                                       model::SlaResult sla, Chapters chapters) {
  model::PeriodReport result;
  result.period = statistics.period;
  result.now = report.now;
  result.statistics = std::move(statistics);
  result.sla = std::move(sla);
  std::set<std::string> ids;
  for (const model::StatisticsGroup& group : result.statistics.groups)
    ids.insert(group.incidents.begin(), group.incidents.end());
  for (const Incident& incident : report.incidents)
    if (ids.count(incident.id) > 0) result.whole.incidents.push_back(&incident);
  if (!result.statistics.groups.empty()) result.whole.statistics = result.statistics.groups.front();
  for (const model::SlaRow& row : result.sla.rows) result.whole.sla.push_back(&row);
  fill(result.whole, report.now);
  if (!result.statistics.unplaced.empty())
    result.notes.push_back(fmt::format("{} incidents have no time and belong to no period: {}",
                                       result.statistics.unplaced.size(),
                                       base::join(result.statistics.unplaced, ", ")));

  if (chapters == Chapters::by_cluster) {
    std::map<std::string, model::Name> clusters;
    for (const Incident* incident : result.whole.incidents)
      for (const model::Scope& scope : incident->scopes)
        if (scope.cluster.is_known()) clusters.emplace(scope.cluster.slug, scope.cluster);
    for (const model::SlaRow* row : result.whole.sla)
      if (row->scope.cluster.is_known()) clusters.emplace(row->scope.cluster.slug, row->scope.cluster);
    for (const auto& [slug, name] : clusters) {
      PeriodChapter& chapter = result.clusters.emplace_back();
      chapter.title = slug;
      for (const Incident* incident : result.whole.incidents)
        if (touches(*incident, slug)) chapter.incidents.push_back(incident);
      for (const model::SlaRow* row : result.whole.sla)
        if (row->scope.cluster.slug == slug) chapter.sla.push_back(row);
      StatisticsQuery query;
      query.period = result.period;
      query.cluster = slug;
      const model::Statistics own = compute_statistics(report, query);
      if (!own.groups.empty()) chapter.statistics = own.groups.front();
      fill(chapter, report.now);
    }
    const auto elsewhere = std::count_if(
        result.whole.incidents.begin(), result.whole.incidents.end(), [](const Incident* incident) {
          return std::none_of(incident->scopes.begin(), incident->scopes.end(),
                              [](const model::Scope& scope) { return scope.cluster.is_known(); });
        });
    if (elsewhere > 0)
      result.notes.push_back(
          fmt::format("{} incidents name no cluster: they are in no cluster's chapter", elsewhere));
  }
  return result;
}

}  // namespace faultline::analyze
