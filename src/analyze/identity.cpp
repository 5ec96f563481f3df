#include "analyze/identity.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyze/moments.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"

namespace faultline::analyze {

namespace {

constexpr std::size_t kDigits = 4, kMoreDigits = 12;

// What the incident is dated by: the page's first post, else the stated start.
std::optional<base::Instant> dating_minute(const Case& incident) {
  if (incident.first_post) return minute_of(incident.posts[*incident.first_post].shown.when);
  std::optional<base::Instant> first;
  for (const model::ImpactWindow& window : incident.incident.windows) {
    const auto at = sort_instant(window.start);
    if (at && (!first || *at < *first)) first = at;
  }
  const auto& start = incident.milestone(model::MilestoneKind::impact_start).when;
  if (!first && start) first = sort_instant(*start);
  for (const Strand* strand : incident.strands) {
    for (const model::Event* event : strand->events) {
      const auto at = sort_instant(event->when);
      const bool is_dated =
          event->kind == model::EventKind::maintenance || event->kind == model::EventKind::component_change;
      if (is_dated && at && (!first || *at < *first)) first = at;
    }
  }
  // A document that tells no window is dated by the first time that it does tell.
  const auto consider = [&](const base::Moment& when) {
    const auto at = sort_instant(when);
    if (at && (!first || *at < *first)) first = at;
  };
  if (!first) {
    for (const model::Milestone& milestone : incident.incident.milestones) {
      if (milestone.when) consider(*milestone.when);
    }
  }
  if (!first) {
    for (const Strand* strand : incident.strands) {
      for (const model::Event* event : strand->events) consider(event->when);
    }
  }
  if (first) return base::floor_minute(*first);
  return std::nullopt;
}

int part_of(const Case& incident) {
  if (incident.has_page) return 0;
  int part = 0;
  for (const Strand* strand : incident.strands) {
    if (strand->part != 0 && (part == 0 || strand->part < part)) part = strand->part;
  }
  return part;
}

struct Identity {
  std::string prefix, digest;
};

Identity identity_of(const Case& incident) {
  const std::string& organisation = incident.incident.organisation.slug;
  const auto minute = dating_minute(incident);
  const std::string at = minute ? base::format_rfc3339(*minute) : "undated";
  // An undated document without a title has nothing else of its own.
  const std::string source = !minute && incident.incident.title.empty() && !incident.strands.empty()
                                 ? incident.strands.front()->source_digest
                                 : "";
  std::string place;
  if (incident.incident.title.empty()) {
    for (const model::Scope& scope : incident.incident.scopes) place += model::to_string(scope) + '\n';
  }
  const std::string content =
      fmt::format("{}\n{}\n{}\n{}\n{}{}", organisation, folded_title(incident.incident.title), at,
                  part_of(incident), place, source);
  return {
      fmt::format("{}-{}", organisation.empty() ? "incident" : organisation, minute ? at.substr(0, 10) : at),
      base::digest_of(content)};
}

}  // namespace

void describe_case(Case& incident, const FactTable& table) {
  model::Incident& out = incident.incident;
  std::set<std::string> sources, ids;
  // A page's title before a document's; of two spellings the one that the smaller digest has.
  // Of several pages, where a person merged them, the first in time.
  std::optional<base::Instant> begun;
  for (const bool of_page : {true, false}) {
    for (const Strand* strand : incident.strands) {
      if ((strand->kind == Strand::Kind::page) != of_page || strand->title.empty()) continue;
      const bool is_earlier =
          of_page && begun && !strand->spans.empty() && strand->spans.front().start < *begun;
      if (!out.title.empty() && !is_earlier) continue;
      out.title = base::squeeze(strand->title);
      if (of_page && !strand->spans.empty()) begun = strand->spans.front().start;
    }
  }
  for (const Strand* strand : incident.strands) {
    if (strand->organisation.is_known()) {
      const model::Name& name = strand->organisation;
      const bool is_better =
          !out.organisation.is_known() || name.label.size() < out.organisation.label.size() ||
          (name.label.size() == out.organisation.label.size() && name.label < out.organisation.label);
      if (is_better) out.organisation = name;
    }
    for (const model::Event* event : strand->events) {
      sources.insert(event->source_digest);
      if (!event->incident_id.empty()) ids.insert(event->incident_id);
    }
    for (const model::Claim* claim : strand->claims) sources.insert(claim->source_digest);
    if (strand->window != nullptr) {
      for (const model::Evidence& evidence : strand->window->evidence) sources.insert(evidence.source_digest);
    }
    // Where a deploy went or an alert looked is not where the impact was.
    if (strand->is_loose()) continue;
    for (const model::Scope& scope : strand->part == 0 ? strand->scopes : strand->own_scopes) {
      if (names_a_place(scope)) add_scopes(out.scopes, {scope});
    }
  }
  // A cluster whose services are named is told by them.
  const std::vector<model::Scope> all = out.scopes;
  std::erase_if(out.scopes, [&](const model::Scope& scope) {
    return !scope.service.is_known() && std::any_of(all.begin(), all.end(), [&](const model::Scope& other) {
      return other.service.is_known() && model::covers(scope, other);
    });
  });
  out.source_digests.assign(sources.begin(), sources.end());
  out.external_ids.assign(ids.begin(), ids.end());
  if (!out.title.empty()) return;
  const bool is_only_observed =
      std::all_of(incident.strands.begin(), incident.strands.end(),
                  [](const Strand* strand) { return strand->window != nullptr || strand->is_loose(); });
  if (is_only_observed) out.description = "seen in logs: ";
  for (const model::Scope& scope : out.scopes) {
    const bool is_first = out.description.empty() || out.description.ends_with(": ");
    out.description += (is_first ? "" : ", ") + model::to_string(scope);
  }
  const model::Source* source = sources.empty() ? nullptr : table.source(*sources.begin());
  if (out.description.empty() && source != nullptr) out.description = source->name;
}

void name_cases(std::vector<Case>& cases) {
  std::vector<Identity> identities;
  std::map<std::string, int> uses;
  for (const Case& incident : cases) {
    identities.push_back(identity_of(incident));
    ++uses[identities.back().prefix + '-' + identities.back().digest.substr(0, kDigits)];
  }
  std::set<std::string> taken;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& [prefix, digest] = identities[i];
    std::string id = prefix + '-' + digest.substr(0, kDigits);
    if (uses[id] > 1) id = prefix + '-' + digest.substr(0, kMoreDigits);
    // The very same title in the very same minute, twice: told apart by their place in content order.
    std::string unique = id;
    for (int n = 2; !taken.insert(unique).second; ++n) unique = fmt::format("{}-{}", id, n);
    cases[i].incident.id = unique;
  }
}

}  // namespace faultline::analyze
