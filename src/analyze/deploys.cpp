#include "analyze/deploys.hpp"

#include <algorithm>
#include <tuple>

namespace faultline::analyze {

namespace {

using model::MilestoneKind;

// A limit on one side is known to be no later, and for an hour of doubt at most of that alone: the suspicion
// sees the whole width.
std::optional<base::Moment> placed(const Case& incident, MilestoneKind kind) {
  const model::Milestone& milestone = incident.milestone(kind);
  if (!milestone.when || !milestone.when->utc) return std::nullopt;
  return milestone.when;
}

std::vector<std::string> texts_of(const Case& incident) {
  std::vector<std::string> texts;
  for (const CasePost& post : incident.posts) texts.push_back(post.shown.body);
  for (const model::Event* note : events_of(incident, model::EventKind::note))
    texts.push_back(note->title + ' ' + note->body);
  for (const Strand* strand : incident.strands) {
    for (const model::Claim* claim : strand->claims) texts.push_back(claim->text);
  }
  return texts;
}

// How often an organisation deploys changes over the years; and years of deploys for each of many incidents
// cost.
constexpr std::chrono::hours kHistory{24 * 45};

bool is_near(const DeployHistory::Deploy& deploy, const base::Moment& start) {
  const auto apart = deploy.event->when.utc->best - start.utc->best;
  return apart >= -kHistory && apart <= kHistory;
}

}  // namespace

DeployHistory deploy_history(const FactTable& table) {
  DeployHistory history;
  for (const model::Event& event : table.events()) {
    if (event.kind == model::EventKind::deploy && event.when.utc)
      history.deploys.push_back({&event, table.evidence(event)});
  }
  return history;
}

void suspect_deploys(Case& incident, const DeployHistory& history, const FactTable& table,
                     const model::Config& config) {
  if (incident.is_maintenance) return;
  SuspicionCase known;
  known.start = placed(incident, MilestoneKind::impact_start);
  known.end = placed(incident, MilestoneKind::impact_end);
  known.recovered = placed(incident, MilestoneKind::recovered);
  const model::Name& organisation = incident.incident.organisation;
  DeployHistory own;
  for (const DeployHistory::Deploy& deploy : history.deploys) {
    if (known.start && !is_near(deploy, *known.start)) continue;
    const model::Name theirs = table.organisation(deploy.event->source_digest);
    const model::Name& told =
        deploy.event->scopes.empty() ? theirs : deploy.event->scopes.front().organisation;
    const bool is_other = organisation.is_known() && told.is_known() && told != organisation;
    if (!is_other) own.deploys.push_back(deploy);
  }
  for (const model::ObservedWindow& window : incident.incident.observed) known.observed.push_back(&window);
  // The deepest anomaly first: the worst level, then the greatest share.
  std::stable_sort(known.observed.begin(), known.observed.end(), [](const auto* a, const auto* b) {
    return std::tie(a->level, a->rate) > std::tie(b->level, b->rate);
  });
  for (const auto* window : known.observed) known.scopes.push_back(window->scope);
  for (const model::ImpactWindow& window : incident.incident.windows) {
    if (window.ledger != model::Ledger::fused || window.level == model::Level::maintenance) continue;
    for (const model::Scope& scope : window.scopes) {
      if (std::find(known.scopes.begin(), known.scopes.end(), scope) == known.scopes.end())
        known.scopes.push_back(scope);
    }
  }
  if (known.scopes.empty()) known.scopes = incident.incident.scopes;
  known.texts = texts_of(incident);
  incident.incident.trigger = suspect_trigger(known, own, config);
  incident.incident.mitigation = suspect_mitigation(known, incident.incident.trigger, own, config);
}

}  // namespace faultline::analyze
