#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "render/inspect_report.hpp"
#include "render/json.hpp"

namespace faultline::render {

namespace {

using model::Event;
using model::EventKind;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(base::to_valid_utf8(text));
}

void put_place(Json& json, const model::Location& location) {
  if (location.line > 0) json["line"] = location.line;
  if (!location.pointer.empty()) json["pointer"] = location.pointer;
}

Json entries_json(const std::vector<Event>& events) {
  Json list = Json::array();
  for (const Event& event : events) {
    if (event.kind != EventKind::note) continue;
    Json one = moment_json(event.when);
    one.erase("best");
    one["written"] = base::to_valid_utf8(event.when.written);
    put_place(one, event.location);
    one["text"] = base::to_valid_utf8(event.body.empty() ? event.title : event.body);
    list.push_back(std::move(one));
  }
  return list;
}

Json updates_json(const std::vector<Event>& events) {
  Json list = Json::array();
  for (const Event& event : events) {
    if (event.kind != EventKind::status_update) continue;
    Json one = {{"status", model::to_string(event.status)}};
    one.update(moment_json(event.when));
    one.erase("best");
    put_place(one, event.location);
    one["body"] = base::to_valid_utf8(event.body);
    list.push_back(std::move(one));
  }
  return list;
}

Json scopes_json(const Inspection& inspection) {
  std::set<model::Scope> scopes;
  const auto take = [&](const std::vector<model::Scope>& more) { scopes.insert(more.begin(), more.end()); };
  for (const model::Incident& incident : inspection.report.incidents) take(incident.scopes);
  if (scopes.empty()) {
    for (const Event& event : inspection.facts.events) take(event.scopes);
    for (const model::Claim& claim : inspection.facts.claims) take(claim.scopes);
  }
  Json list = Json::array();
  for (const model::Scope& scope : scopes) {
    Json one = scope_json(scope);
    if (!one.empty()) list.push_back(std::move(one));
  }
  return list;
}

// Every stated duration of the file, with the verdict of the incident that could check it.
Json durations_json(const Inspection& inspection) {
  Json list = Json::array();
  for (const model::Claim& claim : inspection.facts.claims) {
    if (claim.kind != model::ClaimKind::duration || !claim.seconds) continue;
    model::DurationAudit audit;
    audit.written = claim.text;
    audit.seconds = *claim.seconds;
    audit.evidence.location = claim.location;
    for (const model::Incident& incident : inspection.report.incidents) {
      for (const model::DurationAudit& known : incident.durations) {
        if (known.evidence.location == claim.location && known.seconds == *claim.seconds) audit = known;
      }
    }
    list.push_back(duration_json(audit));
  }
  return list;
}

// Every stated amount of the file, also where no incident came of it.
Json amounts_json(const Inspection& inspection) {
  Json list = Json::array();
  for (const model::Claim& claim : inspection.facts.claims) {
    if (!claim.amount) continue;
    model::StatedAmount told{*claim.amount, {}};
    told.evidence.location = claim.location;
    told.evidence.excerpt = claim.text;
    list.push_back(amount_json(told));
  }
  return list;
}

Json inspection_json(const Inspection& inspection) {
  const model::SourceFacts& facts = inspection.facts;
  const model::Incident* first = first_incident(inspection);
  Json json = {{"source", base::to_valid_utf8(facts.source.name)}};
  json["reader"] = text_or_null(facts.source.reader);
  json["title"] =
      text_or_null(!facts.source.title.empty() || first == nullptr ? facts.source.title : first->title);
  const bool has_organisation = facts.source.organisation.empty() && first != nullptr;
  json["organisation"] =
      text_or_null(has_organisation ? first->organisation.label : facts.source.organisation);
  json["zone"] = text_or_null(facts.source.zone);
  json["entries"] = entries_json(facts.events);
  json["windows"] = Json::array();
  for (const model::Incident& incident : inspection.report.incidents) {
    for (const model::ImpactWindow& window : incident.windows) json["windows"].push_back(window_json(window));
  }
  json["milestones"] = first == nullptr ? Json::object() : milestones_json(*first, Detail::with_candidates);
  json["durations"] = durations_json(inspection);
  json["amounts"] = amounts_json(inspection);
  json["scope"] = scopes_json(inspection);
  json["updates"] = updates_json(facts.events);
  json["promises"] = Json::array();
  json["action_items"] = Json::array();
  json["findings"] = Json::array();
  // Each incident of a document has all of its action items, and what is found about them.
  std::set<std::string> known_items, known_findings;
  for (const model::Incident& incident : inspection.report.incidents) {
    for (const auto& promise : incident.promises) json["promises"].push_back(promise_json(promise));
    for (const auto& item : incident.action_items) {
      Json one = action_item_json(item);
      if (known_items.insert(printed(one)).second) json["action_items"].push_back(std::move(one));
    }
    for (const auto& finding : incident.findings) {
      Json one = finding_json(finding);
      if (known_findings.insert(printed(one)).second) json["findings"].push_back(std::move(one));
    }
  }
  for (const auto& finding : inspection.report.findings) json["findings"].push_back(finding_json(finding));
  json["diagnostics"] = Json::array();
  for (const base::Diagnostic& diagnostic : facts.diagnostics)
    json["diagnostics"].push_back(diagnostic_json(diagnostic));
  return json;
}

// Where in the file an incident is first spoken of.
int first_line_of(const model::Incident& incident) {
  int line = std::numeric_limits<int>::max();
  const auto take = [&](const model::Evidence& evidence) {
    if (evidence.location.line > 0) line = std::min(line, evidence.location.line);
  };
  for (const model::ImpactWindow& window : incident.windows) {
    for (const model::Evidence& evidence : window.evidence) take(evidence);
  }
  for (const model::TimelineRow& row : incident.timeline) take(row.evidence);
  return line;
}

}  // namespace

const model::Incident* first_incident(const Inspection& inspection) {
  const auto& incidents = inspection.report.incidents;
  const auto first = std::min_element(incidents.begin(), incidents.end(), [](const auto& a, const auto& b) {
    return first_line_of(a) < first_line_of(b);
  });
  return first == incidents.end() ? nullptr : &*first;
}

std::string inspect_json(const std::vector<Inspection>& inspections) {
  if (inspections.size() == 1) return printed(inspection_json(inspections.front()));
  Json list = Json::array();
  for (const Inspection& inspection : inspections) list.push_back(inspection_json(inspection));
  return printed(list);
}

}  // namespace faultline::render
