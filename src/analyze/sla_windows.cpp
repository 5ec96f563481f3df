#include "analyze/sla_windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace faultline::analyze {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

struct WeightRange {
  int least = 0, most = 0;
};

WeightRange weight_of(model::Level level, const model::Policy& policy) {
  switch (level) {
    case model::Level::operational:
      return {0, 0};
    case model::Level::maintenance:
      return {policy.maintenance_tenths, policy.maintenance_tenths};
    case model::Level::degraded:
      return {policy.degraded_tenths, policy.degraded_tenths};
    case model::Level::partial_outage:
      return {policy.partial_tenths, policy.partial_tenths};
    case model::Level::major_outage:
      return {policy.major_tenths, policy.major_tenths};
    case model::Level::unknown:
      break;
  }
  return {0, policy.major_tenths};
}

WeightedSpan make_span(base::Instant start, base::Instant end, base::Instant now, int weight) {
  start = std::min(start, now);
  end = std::min(end, now);
  WeightedSpan span{floor<seconds>(start), floor<seconds>(end), weight, 0};
  if (end > start && span.end == span.start) span.end += seconds{1};
  return span;
}

std::string range_text(const base::Bounds& bounds) {
  if (bounds.earliest == bounds.latest) return {};
  return fmt::format("{} to {}", base::format_rfc3339(bounds.earliest), base::format_rfc3339(bounds.latest));
}

const model::Name& owner_of(const model::Incident& incident) {
  const bool is_told = incident.organisation.is_known() || incident.scopes.empty();
  return is_told ? incident.organisation : incident.scopes.front().organisation;
}

// Why the window cannot be counted; absent where it can.
std::optional<std::string> obstacle(const model::ImpactWindow& window, base::Instant now) {
  const auto unplaced = [](std::string_view edge, const base::Moment& moment) {
    return fmt::format("its {} has no {} ('{}')", edge, moment.local ? "known zone" : "known date and time",
                       moment.written);
  };
  if (!window.start.utc) return unplaced("start", window.start);
  if (window.end && !window.end->utc) return unplaced("end", *window.end);
  if (window.end && window.end->utc->best < window.start.utc->best)
    return fmt::format("it ends ({}) before it starts ({})", base::format_rfc3339(window.end->utc->best),
                       base::format_rfc3339(window.start.utc->best));
  if (window.start.utc->best > now)
    return fmt::format("it starts ({}) after now ({})", base::format_rfc3339(window.start.utc->best),
                       base::format_rfc3339(now));
  return std::nullopt;
}

model::Scope owned_scope(model::Scope scope, const model::Incident& incident) {
  if (!scope.organisation.is_known()) scope.organisation = incident.organisation;
  return scope;
}

SlaWindow make_window(const model::Incident& incident, const model::ImpactWindow& window,
                      const model::Policy& policy, base::Instant now) {
  SlaWindow result;
  result.incident = &incident;
  for (const model::Scope& scope : window.scopes) result.scopes.push_back(owned_scope(scope, incident));
  if (result.scopes.empty()) result.scopes.push_back(owned_scope({}, incident));
  result.is_open = !window.end;
  result.is_level_unknown = window.level == model::Level::unknown;
  const base::Bounds start = *window.start.utc;
  const base::Bounds end = window.end ? *window.end->utc : base::Bounds{now, now, now};
  const WeightRange weight = weight_of(window.level, policy);
  result.least = make_span(start.latest, end.earliest, now, weight.least);
  result.best = make_span(start.best, end.best, now, weight.least);
  result.most = make_span(start.earliest, end.latest, now, weight.most);
  result.start_range = range_text(start);
  result.end_range = range_text(end);
  return result;
}

// Overlap is charged to the incident that began first, so ranks follow the first counted window.
void rank_by_beginning(SlaWindows& windows) {
  std::map<std::string, SlaClock> beginnings;
  for (const auto& [organisation, list] : windows.by_organisation)
    for (const SlaWindow& window : list) {
      const auto [place, is_new] = beginnings.emplace(window.incident->id, window.best.start);
      if (!is_new) place->second = std::min(place->second, window.best.start);
    }
  std::vector<std::pair<SlaClock, std::string>> order;
  for (const auto& [id, beginning] : beginnings) order.emplace_back(beginning, id);
  std::sort(order.begin(), order.end());
  std::map<std::string, std::size_t> ranks;
  for (const auto& [beginning, id] : order) {
    ranks.emplace(id, windows.incident_of_rank.size());
    windows.incident_of_rank.push_back(id);
  }
  for (auto& [organisation, list] : windows.by_organisation)
    for (SlaWindow& window : list)
      window.least.rank = window.best.rank = window.most.rank = ranks.at(window.incident->id);
}

void keep_shorter(model::Name& kept, const model::Name& other) {
  if (other.label.size() != kept.label.size() ? other.label.size() < kept.label.size()
                                              : other.label < kept.label)
    kept.label = other.label;
}

void add_scope(std::set<model::Scope>& scopes, model::Scope scope) {
  const auto same = scopes.find(scope);
  if (same != scopes.end()) {
    keep_shorter(scope.organisation, same->organisation);
    keep_shorter(scope.cluster, same->cluster);
    keep_shorter(scope.service, same->service);
    keep_shorter(scope.group, same->group);
    scopes.erase(same);
  }
  scopes.insert(scope);
}

bool is_whole_organisation(const model::Scope& scope) {
  return !scope.cluster.is_known() && !scope.service.is_known() && !scope.group.is_known();
}

// An organisation's own row is due only where a window has no narrower scope.
void add_row_scope(std::set<model::Scope>& scopes, const model::Scope& scope) {
  add_scope(scopes, scope);
  if (!scope.cluster.is_known() || !scope.service.is_known()) return;
  model::Scope cluster = scope;
  cluster.service = cluster.group = {};
  add_scope(scopes, cluster);
}

}  // namespace

bool counts_for(const model::Scope& window, const model::Scope& row) {
  if (window.organisation != row.organisation || window.cluster != row.cluster) return false;
  if (window.service.is_known()) return window.service == row.service && window.group == row.group;
  if (window.group.is_known()) return window.group == row.group;
  return window.cluster.is_known() || is_whole_organisation(row);
}

std::vector<std::string> sources_of(const model::Incident& incident) {
  return incident.source_digests.empty() ? std::vector<std::string>{""} : incident.source_digests;
}

SlaWindows collect_windows(const model::Report& report, const model::Policy& policy,
                           const std::string& organisation, base::Instant now) {
  SlaWindows result;
  for (const model::Incident& incident : report.incidents) {
    if (!organisation.empty() && owner_of(incident).slug != organisation) continue;
    const auto due = [&](const model::Scope& scope) {
      add_row_scope(result.scopes[scope.organisation.slug], scope);
      for (const std::string& source : sources_of(incident))
        add_row_scope(result.scopes_of_source[source], scope);
    };
    for (const model::Scope& scope : incident.scopes) {
      const model::Scope owned = owned_scope(scope, incident);
      if (!is_whole_organisation(owned)) due(owned);
    }
    for (const model::ImpactWindow& window : incident.windows) {
      if (window.ledger != policy.ledger) continue;
      if (const auto reason = obstacle(window, now)) {
        result.notes.push_back(fmt::format("incident '{}': a window of {} is left out: {}", incident.id,
                                           model::to_string(window.level), *reason));
        continue;
      }
      SlaWindow counted = make_window(incident, window, policy, now);
      if (counted.is_level_unknown)
        result.notes.push_back(fmt::format(
            "incident '{}': the level of a window is not known: no downtime at least, a full outage at most",
            incident.id));
      if (window.end && window.end->utc->best > now)
        result.notes.push_back(fmt::format("incident '{}': a window ends after now ({}): counted until now",
                                           incident.id, base::format_rfc3339(now)));
      for (const model::Scope& scope : counted.scopes) due(scope);
      // A window belongs to one incident, hence to one organisation.
      result.by_organisation[counted.scopes.front().organisation.slug].push_back(std::move(counted));
    }
  }
  rank_by_beginning(result);
  return result;
}

}  // namespace faultline::analyze
