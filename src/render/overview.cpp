#include "render/overview.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "render/when.hpp"

namespace faultline::render {

namespace {

using model::Ledger;
using model::Level;
using model::MetricKind;
using model::MilestoneKind;

constexpr std::size_t kListedNames = 4;

std::string list_of(const std::set<std::string>& names) {
  std::vector<std::string> shown(names.begin(), names.end());
  if (shown.size() > kListedNames) {
    const std::size_t more = shown.size() - kListedNames;
    shown.resize(kListedNames);
    shown.push_back("+" + std::to_string(more));
  }
  return base::join(shown, ", ");
}

std::string clusters_text(const model::Incident& incident) {
  std::set<std::string> clusters, groups, services;
  // What was hit; a document's other clusters belong to the incident's scopes, not into this column.
  std::vector<model::Scope> hit;
  for (const model::ImpactWindow* window : windows_of(incident, Ledger::fused)) {
    hit.insert(hit.end(), window->scopes.begin(), window->scopes.end());
  }
  for (const model::Scope& scope : hit.empty() ? incident.scopes : hit) {
    if (scope.cluster.is_known()) clusters.insert(one_line(scope.cluster.slug));
    if (scope.group.is_known()) groups.insert(one_line(scope.group.label));
    if (scope.service.is_known()) services.insert(one_line(scope.service.label));
  }
  if (!clusters.empty()) return list_of(clusters);
  if (!groups.empty()) return list_of(groups);
  if (services.empty()) return "-";
  return services.size() == 1 ? *services.begin()
                              : counted(static_cast<std::int64_t>(services.size()), "service", "services");
}

Level worst_level(const model::Incident& incident) {
  Level worst = Level::operational;
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger == Ledger::fused) worst = std::max(worst, window.level);
  }
  return worst == Level::operational ? Level::unknown : worst;
}

const model::ImpactWindow* first_fused(const model::Incident& incident) {
  const model::ImpactWindow* first = nullptr;
  for (const model::ImpactWindow* window : windows_of(incident, Ledger::fused)) {
    if (first == nullptr || base::earlier(window->start, first->start)) first = window;
  }
  return first;
}

std::string short_metric(const model::Metric& metric) {
  const auto text = [](std::int64_t seconds) { return base::format_duration(base::Seconds(seconds)); };
  if (metric.best_seconds) return text(*metric.best_seconds);
  if (metric.least_seconds && metric.most_seconds) {
    const std::string most = most_text(*metric.most_seconds);
    return *metric.least_seconds <= 0 ? "at most " + most : text(*metric.least_seconds) + " to " + most;
  }
  return "";
}

}  // namespace

std::vector<const model::ImpactWindow*> windows_of(const model::Incident& incident, Ledger ledger) {
  std::vector<const model::ImpactWindow*> windows;
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger == ledger) windows.push_back(&window);
  }
  return windows;
}

std::string level_text(Level level) {
  return base::replace_all(std::string(model::to_string(level)), "_", " ");
}

Tint tint_of(Level level) {
  switch (level) {
    case Level::major_outage:
      return Tint::red;
    case Level::partial_outage:
      return Tint::yellow;
    case Level::degraded:
      return Tint::yellow;
    case Level::maintenance:
      return Tint::cyan;
    case Level::operational:
      return Tint::green;
    case Level::unknown:
      break;
  }
  return Tint::plain;
}

std::string title_of(const model::Incident& incident) {
  if (!incident.title.empty()) return one_line(incident.title);
  return incident.description.empty() ? incident.id : one_line(incident.description);
}

std::string scopes_text(const std::vector<model::Scope>& scopes) {
  std::map<std::string, std::vector<std::string>> by_place;
  for (const model::Scope& scope : scopes) {
    const std::string place = scope.cluster.is_known() ? scope.cluster.slug : scope.group.label;
    auto& services = by_place[one_line(place)];
    if (scope.service.is_known()) services.push_back(one_line(scope.service.label));
  }
  std::vector<std::string> parts;
  for (const auto& [place, services] : by_place) {
    const std::string list = base::join(services, ", ");
    if (place.empty() && list.empty()) continue;
    parts.push_back(place.empty() ? list : list.empty() ? place : place + ": " + list);
  }
  return parts.empty() ? "scope not told" : base::join(parts, "; ");
}

std::string scopes_text(const std::vector<model::Scope>& scopes, std::size_t width) {
  const std::string whole = scopes_text(scopes);
  if (base::display_width(whole) <= width) return whole;
  std::map<std::string, std::int64_t> services;  // by place
  for (const model::Scope& scope : scopes) {
    const std::string place = one_line(scope.cluster.is_known() ? scope.cluster.slug : scope.group.label);
    services[place] += scope.service.is_known() ? 1 : 0;
  }
  std::vector<std::string> parts;
  for (const auto& [place, count] : services) {
    const std::string list = count == 0 ? "" : counted(count, "service", "services");
    if (place.empty() && list.empty()) continue;
    parts.push_back(place.empty() ? list : list.empty() ? place : place + ": " + list);
  }
  return base::join(parts, "; ");
}

std::string state_text(const model::Incident& incident) {
  return incident.is_open ? "open" : "ended";
}

std::string compared_text(const model::DurationAudit& audit) {
  const std::string equals = "equals " + audit.equals;
  if (audit.equals.empty() || audit.message.find(equals) != std::string::npos) return audit.message;
  return (audit.message.empty() ? "" : audit.message + "; ") + "it " + equals;
}

std::string amount_text(const model::Amount& amount) {
  return model::describe(amount) + ", " + amount.noun;
}

Overview overview_of(const model::Incident& incident, const Style& style) {
  Overview overview;
  overview.title = title_of(incident);
  overview.clusters = clusters_text(incident);
  overview.level = worst_level(incident);
  overview.level_text = level_text(overview.level);

  const model::ImpactWindow* window = first_fused(incident);
  const model::Milestone& start = incident.milestone(MilestoneKind::impact_start);
  const model::Milestone& declared = incident.milestone(MilestoneKind::declared);
  if (start.state == model::MilestoneState::recorded) {
    overview.start = milestone_text(start, style);
  } else if (declared.when) {
    overview.start = milestone_text(declared, style) + " (page)";
  } else if (window != nullptr) {
    overview.start = when_text(window->start, style);
  } else {
    overview.start =
        incident.timeline.empty() ? "not known" : when_text(incident.timeline.front().when, style);
  }

  overview.length = short_metric(incident.metric(MetricKind::impact_duration));
  if (overview.length.empty() && incident.is_open) overview.length = "open";
  if (overview.length.empty()) {
    overview.length = short_metric(incident.metric(MetricKind::declared_duration));
    if (!overview.length.empty()) overview.length += " (page)";
  }
  if (overview.length.empty()) overview.length = "not known";
  return overview;
}

}  // namespace faultline::render
