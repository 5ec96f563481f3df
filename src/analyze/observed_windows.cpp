#include "analyze/observed_windows.hpp"

#include <algorithm>
#include <map>

#include "analyze/moments.hpp"

namespace faultline::analyze {

namespace {

// A page writes "Checkout API" where a log has "checkout-api": people read the page's.
void take_labels(model::Scope& scope, const std::vector<model::Scope>& told) {
  for (const model::Scope& other : told) {
    if (other.cluster == scope.cluster) scope.cluster.label = other.cluster.label;
    if (other.service == scope.service) scope.service.label = other.service.label;
  }
}

}  // namespace

void add_observed_windows(Case& incident) {
  model::Incident& out = incident.incident;
  for (const Strand* strand : incident.strands) {
    if (strand->window == nullptr) continue;
    model::ObservedWindow window = *strand->window;
    // Logs seldom say whose they are; the incident they belong to does.
    if (!window.scope.organisation.is_known()) window.scope.organisation = out.organisation;
    take_labels(window.scope, out.scopes);
    model::ImpactWindow impact;
    impact.ledger = model::Ledger::observed;
    impact.scopes = {window.scope};
    impact.level = window.level;
    impact.start = window.start;
    impact.end = window.end;
    impact.rule = window.rule;
    impact.evidence = window.evidence;
    out.windows.push_back(std::move(impact));
    out.observed.push_back(std::move(window));
  }
  // Of two that begin in the same minute the one that knows it better comes first.
  std::stable_sort(out.observed.begin(), out.observed.end(), [](const auto& a, const auto& b) {
    if (a.start.utc->best != b.start.utc->best) return a.start.utc->best < b.start.utc->best;
    return width_of(a.start) < width_of(b.start);
  });
}

void merge_alerts(Case& incident) {
  std::map<std::pair<std::string, base::Instant>, std::size_t> known;
  std::vector<const model::Event*> alerts = events_of(incident, model::EventKind::alert);
  std::erase_if(alerts, [](const model::Event* alert) { return !alert->when.utc; });
  std::stable_sort(alerts.begin(), alerts.end(), [](const model::Event* a, const model::Event* b) {
    return a->when.utc->best < b->when.utc->best;
  });
  for (const model::Event* alert : alerts) {
    const std::string name = alert->fingerprint.empty() ? alert->title : alert->fingerprint;
    const auto [place, is_new] =
        known.emplace(std::pair{name, alert->when.utc->best}, incident.alerts.size());
    if (is_new) incident.alerts.push_back({alert, {}, 0});
    CaseAlert& merged = incident.alerts[place->second];
    merged.pending_seconds = std::max(merged.pending_seconds, alert->pending_seconds.value_or(0));
    if (alert->until && (!merged.until || base::earlier(*merged.until, *alert->until)))
      merged.until = alert->until;
  }
}

}  // namespace faultline::analyze
