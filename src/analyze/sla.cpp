#include "analyze/sla.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyze/sla_period.hpp"
#include "analyze/sla_sweep.hpp"
#include "analyze/sla_windows.hpp"
#include "base/error.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {
namespace {

using std::chrono::year_month;

model::Objective objective_for(const model::Config& config, const model::Scope& scope) {
  for (const model::Objective& objective : config.objectives)
    if (model::covers(objective.scope, scope)) return objective;
  return {};
}

bool is_asked(const SlaQuery& query, const model::Scope& scope) {
  return (query.organisation.empty() || query.organisation == scope.organisation.slug) &&
         (query.cluster.empty() || query.cluster == scope.cluster.slug) &&
         (query.service.empty() || query.service == scope.service.slug);
}

// The months of which each source tells something: those its incidents' windows lie in, by their best edges.
// An empty window still names the month it stands in.
using MonthsOfSource = std::map<std::string, std::set<year_month>>;

MonthsOfSource months_of_sources(const std::vector<SlaWindow>& windows, const base::Zone& zone) {
  MonthsOfSource months;
  for (const SlaWindow& window : windows) {
    const SlaClock last = std::max(window.best.start, window.best.end - std::chrono::seconds{1});
    const year_month end = month_of(zone, last);
    for (year_month month = month_of(zone, window.best.start); month <= end; month += std::chrono::months{1})
      for (const std::string& source : sources_of(*window.incident)) months[source].insert(month);
  }
  return months;
}

// A row without being asked for a period: only where a source that names the scope tells of that month. A
// month of which nobody said anything is not uptime.
std::set<year_month> told_months(const model::Scope& scope, const MonthsOfSource& months,
                                 const SlaWindows& all) {
  std::set<year_month> told;
  for (const auto& [source, own] : months) {
    const auto scopes = all.scopes_of_source.find(source);
    if (scopes != all.scopes_of_source.end() && scopes->second.count(scope) > 0)
      told.insert(own.begin(), own.end());
  }
  return told;
}

std::set<year_month> asked_months(const std::string& period) {
  const auto [first, last] = parse_period(period);
  std::set<year_month> months;
  for (year_month month = first; month <= last; month += std::chrono::months{1}) months.insert(month);
  return months;
}

WeightedSpan clip(WeightedSpan span, const SlaPeriod& period) {
  span.start = std::clamp(span.start, period.start, period.end);
  span.end = std::clamp(span.end, period.start, period.end);
  return span;
}

bool overlaps(const WeightedSpan& span, const SlaPeriod& period) {
  return span.start < period.end && span.end > period.start && span.start < span.end;
}

// floor((1 - target) * seconds) in tenths of a second; in 128 bits, as a target may have nine decimals.
std::int64_t budget_tenths(base::Ratio target, std::int64_t seconds) {
  __extension__ using Wide = __int128;
  const Wide allowed = static_cast<Wide>(target.denominator - target.numerator) * seconds * 10;
  return static_cast<std::int64_t>(allowed / target.denominator);
}

model::SlaRow::Verdict verdict_of(const model::SlaRow& row) {
  const auto holds = [&](const model::Portion& portion) {
    return base::is_at_least({portion.total - portion.bad, portion.total}, row.objective.target);
  };
  const bool at_best = holds(row.least), at_worst = holds(row.most);
  if (at_best != at_worst) return model::SlaRow::Verdict::depends;
  return at_best ? model::SlaRow::Verdict::met : model::SlaRow::Verdict::breached;
}

// The edges that are intervals inside this period, and the levels that are not known.
std::string uncertainty_of(const std::vector<const SlaWindow*>& windows, const SlaPeriod& period) {
  std::vector<std::string> parts;
  for (const SlaWindow* window : windows) {
    if (window->most.weight_tenths == 0) continue;
    const std::string& id = window->incident->id;
    const WeightedSpan least = clip(window->least, period), most = clip(window->most, period);
    if (window->is_level_unknown) parts.push_back(fmt::format("the level of '{}', which is not known", id));
    if (least.start != most.start)
      parts.push_back(fmt::format("the start of '{}', which lies in {}", id, window->start_range));
    if (least.end != most.end)
      parts.push_back(fmt::format("the end of '{}', which lies in {}", id, window->end_range));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::vector<const SlaWindow*> windows_for(const std::vector<SlaWindow>& windows, const model::Scope& scope) {
  std::vector<const SlaWindow*> result;
  for (const SlaWindow& window : windows)
    if (std::any_of(window.scopes.begin(), window.scopes.end(),
                    [&](const model::Scope& own) { return counts_for(own, scope); }))
      result.push_back(&window);
  return result;
}

model::SlaRow make_row(const model::Scope& scope, const SlaPeriod& period,
                       const std::vector<const SlaWindow*>& windows, const SlaWindows& all,
                       const model::Config& config, base::Instant now) {
  model::SlaRow row;
  row.period = period.label;
  row.period_start = period.start;
  row.period_end = period.end;
  row.period_seconds = period.seconds();
  row.as_of = std::min(row.period_end, now);
  row.scope = scope;
  row.policy = config.policy.name;
  row.objective = objective_for(config, scope);
  row.is_provisional = period.end > now;

  std::vector<const SlaWindow*> here;
  for (const SlaWindow* window : windows)
    if (overlaps(window->most, period)) here.push_back(window);
  std::vector<WeightedSpan> least, best, most;
  for (const SlaWindow* window : here) {
    least.push_back(clip(window->least, period));
    best.push_back(clip(window->best, period));
    most.push_back(clip(window->most, period));
    row.is_provisional = row.is_provisional || window->is_open;
  }
  const SweepTotal total = sweep(best);
  const std::int64_t whole = row.period_seconds * 10;
  row.counted_seconds = row.period_seconds;
  row.least = {sweep(least).weighted_tenths, whole};
  row.best = {total.weighted_tenths, whole};
  row.most = {sweep(most).weighted_tenths, whole};
  row.down_seconds = total.seconds;
  for (const auto& [rank, tenths] : total.by_rank) row.shares.push_back({all.incident_of_rank[rank], tenths});
  row.budget = budget_tenths(row.objective.target, row.period_seconds);
  row.remaining = row.budget - row.best.bad;
  row.verdict = verdict_of(row);
  if (row.verdict == model::SlaRow::Verdict::depends) row.depends_on = uncertainty_of(here, period);
  return row;
}

// A cluster of which only services have windows in the period: a row of its own would print 100 % beside
// services that were down, so there is none and the note says so.
bool has_service_windows_only(const model::Scope& cluster, const std::vector<SlaWindow>& windows,
                              const SlaPeriod& period) {
  if (!cluster.cluster.is_known() || cluster.service.is_known()) return false;
  bool has_own = false, has_service = false;
  for (const SlaWindow& window : windows) {
    if (!overlaps(window.most, period)) continue;
    for (const model::Scope& scope : window.scopes) {
      if (scope.cluster != cluster.cluster) continue;
      if (!scope.service.is_known()) has_own = true;
      if (scope.service.is_known() && window.most.weight_tenths > 0) has_service = true;
    }
  }
  return has_service && !has_own;
}

std::string no_cluster_row_note(const model::Scope& cluster, const SlaPeriod& period) {
  return fmt::format(
      "{}{}, {}: no figure for the cluster as a whole: no window names it, the downtime of its "
      "services stands in their own rows",
      cluster.organisation.is_known() ? cluster.organisation.label + ", " : "", model::to_string(cluster),
      period.label);
}

// Where the cluster is unknown, nothing is charged to the clusters that also have the service.
void note_unknown_clusters(const std::vector<SlaWindow>& windows, const std::set<model::Scope>& scopes,
                           std::vector<std::string>& notes) {
  const bool has_clusters =
      std::any_of(scopes.begin(), scopes.end(), [](const auto& scope) { return scope.cluster.is_known(); });
  if (!has_clusters) return;
  for (const SlaWindow& window : windows)
    for (const model::Scope& scope : window.scopes)
      if (!scope.cluster.is_known())
        notes.push_back(
            fmt::format("incident '{}': a window names no cluster ({}): it counts in no cluster's row",
                        window.incident->id, model::to_string(scope)));
}

}  // namespace

model::SlaResult compute_sla(const model::Report& report, const model::Config& config, const SlaQuery& query,
                             base::Instant now) {
  model::SlaResult result;
  model::Policy policy = config.policy;
  if (query.ledger) policy.ledger = *query.ledger;
  result.policies = {policy};
  const auto zone = base::Zone::find(policy.zone);
  if (!zone)
    throw base::Error(fmt::format(
        "the policy's zone '{}' is unknown: write an IANA name such as 'Europe/Madrid'", policy.zone));
  const std::set<year_month> asked =
      query.period.empty() ? std::set<year_month>{} : asked_months(query.period);
  const SlaWindows all = collect_windows(report, policy, query.organisation, now);
  result.notes = all.notes;
  static const std::vector<SlaWindow> kNone;

  for (const auto& [organisation, scopes] : all.scopes) {
    const auto own = all.by_organisation.find(organisation);
    const std::vector<SlaWindow>& windows = own == all.by_organisation.end() ? kNone : own->second;
    const MonthsOfSource sources = months_of_sources(windows, *zone);
    bool is_shown = false;
    for (const model::Scope& scope : scopes) {
      if (!is_asked(query, scope)) continue;
      const std::set<year_month> months = query.period.empty() ? told_months(scope, sources, all) : asked;
      is_shown = is_shown || !months.empty();
      const std::vector<const SlaWindow*> counted = windows_for(windows, scope);
      for (const year_month month : months) {
        const SlaPeriod period = month_period(*zone, month);
        if (has_service_windows_only(scope, windows, period)) {
          result.notes.push_back(no_cluster_row_note(scope, period));
        } else {
          result.rows.push_back(make_row(scope, period, counted, all, config, now));
        }
      }
    }
    if (is_shown) note_unknown_clusters(windows, scopes, result.notes);
  }
  // The set orders a scope's parts as they are declared; the group comes last and must not split services.
  std::stable_sort(result.rows.begin(), result.rows.end(),
                   [](const model::SlaRow& a, const model::SlaRow& b) {
                     return std::tie(a.scope, a.period) < std::tie(b.scope, b.period);
                   });
  if (result.rows.empty())
    result.notes.push_back(
        fmt::format("no row: no impact window of the {} ledger has a known scope and time here",
                    model::to_string(policy.ledger)));
  std::set<std::string> seen;
  std::erase_if(result.notes, [&](const std::string& note) { return !seen.insert(note).second; });
  return result;
}

}  // namespace faultline::analyze
