#include "analyze/analyze.hpp"

#include <algorithm>

#include "analyze/amounts.hpp"
#include "analyze/case.hpp"
#include "analyze/corrections.hpp"
#include "analyze/declared.hpp"
#include "analyze/deploys.hpp"
#include "analyze/durations.hpp"
#include "analyze/fact_table.hpp"
#include "analyze/findings.hpp"
#include "analyze/fusion.hpp"
#include "analyze/grouping.hpp"
#include "analyze/identity.hpp"
#include "analyze/metrics.hpp"
#include "analyze/milestones.hpp"
#include "analyze/moments.hpp"
#include "analyze/observed_windows.hpp"
#include "analyze/promises.hpp"
#include "analyze/report_findings.hpp"
#include "analyze/stated.hpp"
#include "analyze/strands.hpp"
#include "analyze/timeline.hpp"
#include "analyze/updates.hpp"

namespace faultline::analyze {

namespace {

void add_action_items(Case& incident, const FactTable& table) {
  for (const model::Claim* claim : claims_of(incident, model::ClaimKind::action_item)) {
    // Another format of the document has the same item.
    const std::string words = bare_text(claim->text);
    const auto same = [&](const model::ActionItem& item) { return bare_text(item.text) == words; };
    auto& items = incident.incident.action_items;
    if (std::any_of(items.begin(), items.end(), same)) continue;
    items.push_back({claim->text, claim->owner, claim->due, table.evidence(*claim), claim->end, claim->ticket,
                     claim->action_state});
  }
}

// What all incidents share.
struct Shared {
  const FactTable& table;
  const model::Config& config;
  const Corrections& corrections;
  const DeployHistory& deploys;
};

void work_on(Case& incident, const Shared& shared) {
  const FactTable& table = shared.table;
  merge_updates(incident, table);
  describe_case(incident, table);
  declare_windows(incident, table);
  state_windows(incident, table);
  add_observed_windows(incident);
  merge_alerts(incident);
  fuse_windows(incident);
  shared.corrections.correct_windows(incident);
  // Which deploy is suspected follows from the milestones, and some milestones from the suspicion.
  find_milestones(incident, table);
  shared.corrections.correct_milestones(incident);
  suspect_deploys(incident, shared.deploys, table, shared.config);
  find_milestones(incident, table);
  shared.corrections.correct_milestones(incident);
  compute_metrics(incident);
  audit_promises(incident, table);
  audit_durations(incident, table);
  add_amounts(incident, table);
  add_action_items(incident, table);
  build_timeline(incident, table);
  shared.corrections.tell(incident);
  find_problems(incident, table, shared.config);
}

// The instant an incident is listed by: its impact, else its first post.
std::optional<base::Instant> listed_at(const model::Incident& incident) {
  std::optional<base::Instant> first;
  for (const model::ImpactWindow& window : incident.windows) {
    if (window.ledger != model::Ledger::fused || !window.start.utc) continue;
    first = std::min(first.value_or(window.start.utc->best), window.start.utc->best);
  }
  for (const model::StatusPost& post : incident.posts) {
    if (!first && post.when.utc) first = post.when.utc->best;
  }
  return first;
}

}  // namespace

// `now` sets nothing here: an open window stays open, and what it weighs until now is the SLA's question.
model::Report analyze(const model::Facts& facts, const model::Observations& observations,
                      const model::Config& config, base::Instant now) {
  const FactTable table(facts, config);
  const std::vector<Strand> strands = make_strands(table, observations);
  const Corrections corrections(table.annotations(), strands);
  const DeployHistory deploys = deploy_history(table);
  const Shared shared{table, config, corrections, deploys};
  std::vector<Group> groups = group_strands(strands, config);
  corrections.regroup(groups);
  std::vector<Case> cases;
  std::vector<const Strand*> left_over;
  for (const Group& group : groups) {
    const bool has_incident = std::any_of(group.strands.begin(), group.strands.end(),
                                          [&](std::size_t i) { return !strands[i].is_loose(); });
    if (!has_incident) {
      for (const std::size_t i : group.strands) left_over.push_back(&strands[i]);
      continue;
    }
    Case incident;
    for (const std::size_t i : group.strands) {
      incident.strands.push_back(&strands[i]);
      incident.has_page = incident.has_page || strands[i].kind == Strand::Kind::page;
    }
    incident.is_weak = group.is_weak;
    incident.incident.grouping = group.reason;
    work_on(incident, shared);
    cases.push_back(std::move(incident));
  }
  name_cases(cases);

  model::Report report;
  report.now = now;
  report.sources = table.sources();
  report.findings = find_similar_names(table);
  for (model::Finding& finding : find_left_over(cases, left_over, table))
    report.findings.push_back(std::move(finding));
  for (model::Finding& finding : corrections.findings()) report.findings.push_back(std::move(finding));
  for (Case& incident : cases) report.incidents.push_back(std::move(incident.incident));
  std::vector<std::pair<std::optional<base::Instant>, std::size_t>> order;
  for (std::size_t i = 0; i < report.incidents.size(); ++i)
    order.emplace_back(listed_at(report.incidents[i]), i);
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return !b.first || (a.first && *a.first > *b.first);
    return report.incidents[a.second].id < report.incidents[b.second].id;
  });
  std::vector<model::Incident> sorted;
  for (const auto& [at, i] : order) sorted.push_back(std::move(report.incidents[i]));
  report.incidents = std::move(sorted);
  return report;
}

}  // namespace faultline::analyze
