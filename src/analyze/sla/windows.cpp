#include "analyze/sla/windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace faultline::analyze {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

TimeSpan make_span(base::Instant start, base::Instant end, base::Instant now) {
  start = std::min(start, now);
  end = std::min(end, now);
  TimeSpan span{floor<seconds>(start), floor<seconds>(end)};
  if (end > start && span.end == span.start) span.end += seconds{1};
  return span;
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

// With the organisation filled in; at least one.
std::vector<model::Scope> scopes_of(const model::ImpactWindow& window, const model::Incident& incident) {
  std::vector<model::Scope> scopes;
  for (const model::Scope& scope : window.scopes) scopes.push_back(owned_scope(scope, incident));
  if (scopes.empty()) scopes.push_back(owned_scope({}, incident));
  return scopes;
}

// When a maintenance was announced: the first post about it; absent where no post has a time.
std::optional<base::Bounds> announced(const model::Incident& incident) {
  std::optional<base::Bounds> first;
  for (const model::StatusPost& post : incident.posts)
    if (post.when.utc && (!first || post.when.utc->best < first->best)) first = post.when.utc;
  return first;
}

SlaWindow::Notice notice_of(const model::Incident& incident, const base::Bounds& start,
                            const model::Policy& policy) {
  if (policy.maintenance_notice_seconds == 0) return SlaWindow::Notice::enough;
  const auto told = announced(incident);
  if (!told) return SlaWindow::Notice::unknown;
  const seconds wanted{policy.maintenance_notice_seconds};
  return told->best + wanted <= start.best ? SlaWindow::Notice::enough : SlaWindow::Notice::too_late;
}

SlaWindow make_window(const model::Incident& incident, const model::ImpactWindow& window,
                      const model::Policy& policy, base::Instant now) {
  SlaWindow result;
  result.incident = &incident;
  result.told = &window;
  result.is_open = !window.end;
  const base::Bounds start = *window.start.utc;
  const base::Bounds end = window.end ? *window.end->utc : base::Bounds{now, now, now};
  result.least = make_span(start.latest, end.earliest, now);
  result.best = make_span(start.best, end.best, now);
  result.most = make_span(start.earliest, end.latest, now);
  // Of a level that no source tells: nothing at least, a full outage at most.
  const bool is_unknown = window.level == model::Level::unknown;
  const int weight = model::weight_tenths(policy, window.level);
  result.least_tenths = result.best_tenths = static_cast<std::int16_t>(weight);
  result.most_tenths = static_cast<std::int16_t>(is_unknown ? policy.major_tenths : weight);
  result.is_maintenance = window.level == model::Level::maintenance;
  if (result.is_maintenance) result.notice = notice_of(incident, start, policy);
  return result;
}

// Overlap is charged to the incident that began first, so ranks follow the first counted window. The windows
// of an incident stand beside each other.
void rank_by_beginning(SlaWindows& all) {
  struct Beginning {
    SlaClock at;
    std::size_t first, end;  // its windows
  };
  std::vector<Beginning> order;
  const auto& windows = all.windows;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (i == 0 || windows[i].incident != windows[i - 1].incident)
      order.push_back({windows[i].best.start, i, i});
    order.back().at = std::min(order.back().at, windows[i].best.start);
    order.back().end = i + 1;
  }
  std::sort(order.begin(), order.end(), [&](const Beginning& a, const Beginning& b) {
    return a.at != b.at ? a.at < b.at : windows[a.first].incident->id < windows[b.first].incident->id;
  });
  for (const Beginning& each : order) {
    const auto rank = static_cast<std::uint32_t>(all.incident_of_rank.size());
    all.incident_of_rank.push_back(windows[each.first].incident);
    for (std::size_t i = each.first; i < each.end; ++i) all.windows[i].rank = rank;
  }
}

void keep_shorter(model::Name& kept, const model::Name& other) {
  if (other.label.size() != kept.label.size() ? other.label.size() < kept.label.size()
                                              : other.label < kept.label)
    kept.label = other.label;
}

bool has_same_labels(const model::Scope& a, const model::Scope& b) {
  return a.organisation.label == b.organisation.label && a.cluster.label == b.cluster.label &&
         a.service.label == b.service.label && a.group.label == b.group.label;
}

void add_scope(std::set<model::Scope>& scopes, const model::Scope& told) {
  const auto same = scopes.find(told);
  if (same != scopes.end() && has_same_labels(*same, told)) return;
  model::Scope scope = told;
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

}  // namespace

void add_row_scope(std::set<model::Scope>& scopes, const model::Scope& scope) {
  add_scope(scopes, scope);
  if (!scope.cluster.is_known() || !scope.service.is_known()) return;
  model::Scope cluster = scope;
  cluster.service = cluster.group = {};
  add_scope(scopes, cluster);
}

std::vector<std::uint32_t> SlaWindows::counting_for(const model::Scope& row) const {
  std::set<model::Scope> told_for{row};
  model::Scope wider = row;
  wider.service = {};
  if (row.group.is_known()) told_for.insert(wider);
  wider.group = {};
  if (row.cluster.is_known()) told_for.insert(wider);
  std::vector<std::uint32_t> result;
  for (const model::Scope& scope : told_for) {
    const auto own = by_scope.find(scope);
    if (own != by_scope.end()) result.insert(result.end(), own->second.begin(), own->second.end());
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::vector<std::string> sources_of(const model::Incident& incident) {
  return incident.source_digests.empty() ? std::vector<std::string>{""} : incident.source_digests;
}

SlaWindows collect_windows(const model::Report& report, const model::Policy& policy,
                           const std::string& organisation, base::Instant now) {
  SlaWindows result;
  const auto note = [&](const model::Incident& incident, std::string_view what) {
    result.notes.push_back(fmt::format("incident '{}': {}", incident.id, what));
  };
  for (const model::Incident& incident : report.incidents) {
    if (!organisation.empty() && owner_of(incident).slug != organisation) continue;
    const auto due = [&](const model::Scope& scope) {
      // An organisation's own row is due only where a window has no narrower scope.
      add_row_scope(result.scopes[scope.organisation.slug], scope);
      for (const std::string& source : sources_of(incident))
        add_row_scope(result.scopes_of_source[source], scope);
    };
    for (const model::Scope& scope : incident.scopes) {
      const model::Scope owned = owned_scope(scope, incident);
      if (!is_whole_organisation(owned)) due(owned);
    }
    const model::Scope* last_due = nullptr;
    for (const model::ImpactWindow& window : incident.windows) {
      if (window.ledger != policy.ledger) continue;
      if (const auto reason = obstacle(window, now)) {
        note(incident,
             fmt::format("a window of {} is left out: {}", model::to_string(window.level), *reason));
        continue;
      }
      const SlaWindow counted = make_window(incident, window, policy, now);
      if (window.level == model::Level::unknown)
        note(incident, "the level of a window is not known: no downtime at least, a full outage at most");
      if (window.end && window.end->utc->best > now)
        note(incident,
             fmt::format("a window ends after now ({}): counted until now", base::format_rfc3339(now)));
      if (counted.notice == SlaWindow::Notice::unknown)
        note(incident, "when the maintenance was announced is not known: excused at most");
      if (counted.notice == SlaWindow::Notice::too_late)
        note(incident, "the maintenance was announced later than the policy asks: it is not excused");
      const auto place = static_cast<std::uint32_t>(result.windows.size());
      for (const model::Scope& scope : scopes_of(window, incident)) {
        const auto own = result.by_scope.try_emplace(scope).first;
        own->second.push_back(place);
        if (last_due != &own->first) due(scope);
        last_due = &own->first;
      }
      result.windows.push_back(counted);
    }
  }
  rank_by_beginning(result);
  return result;
}

}  // namespace faultline::analyze
