#include "render/json.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/time.hpp"

namespace faultline::render {

namespace {

std::string local_text(const base::Moment& moment) {
  const std::string text = base::format_local(*moment.local);
  return moment.resolution == base::Resolution::day ? text.substr(0, 10) : text;
}

void put_line(Json& json, const model::Location& location) {
  if (location.line > 0) json["line"] = location.line;
  if (location.column > 0) json["column"] = location.column;
  if (!location.pointer.empty()) json["pointer"] = location.pointer;
}

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = base::to_valid_utf8(text);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(base::to_valid_utf8(text));
}

// A limit is printed as the sides that it limits; a clock reading or a most likely instant beside it would
// claim to know the time.
Json milestone_moment_json(const model::Milestone& milestone) {
  Json json = moment_json(*milestone.when);
  if (milestone.state != model::MilestoneState::bounded) return json;
  json.erase("local");
  json.erase("best");
  if (milestone.side == model::BoundSide::not_after) json.erase("earliest");
  if (milestone.side == model::BoundSide::not_before) json.erase("latest");
  return json;
}

}  // namespace

Json moment_json(const base::Moment& moment) {
  Json json = Json::object();
  if (moment.utc) {
    json["earliest"] = base::format_rfc3339(moment.utc->earliest);
    json["latest"] = base::format_rfc3339(moment.utc->latest);
    json["best"] = base::format_rfc3339(moment.utc->best);
  }
  if (moment.local) json["local"] = local_text(moment);
  if (!moment.utc && !moment.local) put(json, "written", moment.written);
  return json;
}

Json optional_moment_json(const std::optional<base::Moment>& moment) {
  return moment ? moment_json(*moment) : Json(nullptr);
}

Json scope_json(const model::Scope& scope) {
  Json json = Json::object();
  put(json, "organisation", scope.organisation.label);
  put(json, "cluster", scope.cluster.slug);
  put(json, "service", scope.service.label);
  put(json, "group", scope.group.label);
  return json;
}

Json window_json(const model::ImpactWindow& window) {
  Json json = {{"ledger", model::to_string(window.ledger)}, {"scope", Json::array()}};
  for (const model::Scope& scope : window.scopes) json["scope"].push_back(scope_json(scope));
  json["level"] = model::to_string(window.level);
  json["start"] = moment_json(window.start);
  json["end"] = optional_moment_json(window.end);
  put(json, "rule", window.rule);
  return json;
}

Json evidence_json(const model::Evidence& evidence) {
  Json json = {{"source", base::to_valid_utf8(evidence.source_name)}};
  put_line(json, evidence.location);
  put(json, "excerpt", evidence.excerpt);
  return json;
}

Json finding_json(const model::Finding& finding) {
  Json json = {{"rule", finding.rule}, {"severity", model::to_string(finding.severity)}};
  if (!finding.evidence.empty()) {
    json["source"] = base::to_valid_utf8(finding.evidence.front().source_name);
    put_line(json, finding.evidence.front().location);
  }
  json["message"] = base::to_valid_utf8(finding.message);
  return json;
}

Json diagnostic_json(const base::Diagnostic& diagnostic) {
  Json json = {{"severity", base::to_string(diagnostic.severity)},
               {"source", base::to_valid_utf8(diagnostic.source)}};
  put_line(json, {diagnostic.line, diagnostic.column, diagnostic.pointer});
  json["message"] = base::to_valid_utf8(diagnostic.message);
  put(json, "excerpt", diagnostic.excerpt);
  return json;
}

Json promise_json(const model::Promise& promise) {
  const auto instant = [](const base::Moment& moment) -> Json {
    if (moment.utc) return base::format_rfc3339(moment.utc->best);
    return moment.local ? Json(local_text(moment)) : Json(nullptr);
  };
  Json json = {{"posted", instant(promise.posted)},
               {"due", instant(promise.due)},
               {"next", promise.next ? instant(*promise.next) : Json(nullptr)},
               {"late_seconds", promise.late_seconds},
               {"verdict", model::to_string(promise.verdict)}};
  put(json, "text", promise.text);
  put_line(json, promise.evidence.location);
  return json;
}

Json action_item_json(const model::ActionItem& item) {
  Json json = {{"text", base::to_valid_utf8(item.text)}, {"owner", text_or_null(item.owner)}};
  put(json, "due", item.due);
  if (item.due_day && item.due_day->local) put(json, "due_day", local_text(*item.due_day).substr(0, 10));
  put(json, "ticket", item.ticket);
  if (item.state) json["state"] = model::to_string(*item.state);
  put_line(json, item.evidence.location);
  return json;
}

Json amount_json(const model::StatedAmount& told) {
  const model::Amount& amount = told.amount;
  // The shortest decimal that is the thousandth.
  const auto number = [](const std::optional<std::int64_t>& thousandths) {
    if (!thousandths) return Json(nullptr);
    if (*thousandths % 1000 == 0) return Json(*thousandths / 1000);
    return Json(static_cast<double>(*thousandths) / 1000.0);
  };
  Json json = {{"kind", model::to_string(amount.kind)},
               {"lowest", number(amount.lowest)},
               {"highest", number(amount.highest)}};
  if (amount.total) json["total"] = number(amount.total);
  json["is_hedged"] = amount.is_hedged;
  json["noun"] = base::to_valid_utf8(amount.noun);
  json["unit"] = amount.unit;
  json["written"] = base::to_valid_utf8(amount.written);
  put_line(json, told.evidence.location);
  put(json, "text", told.evidence.excerpt);
  return json;
}

Json duration_json(const model::DurationAudit& duration) {
  Json json = {{"written", base::to_valid_utf8(duration.written)}, {"seconds", duration.seconds}};
  put_line(json, duration.evidence.location);
  json["verdict"] = model::to_string(duration.verdict);
  put(json, "equals", duration.equals);
  put(json, "message", duration.message);
  return json;
}

Json milestone_json(const model::Milestone& milestone, Detail detail) {
  Json json = {{"state", model::to_string(milestone.state)}};
  if (milestone.when) json.update(milestone_moment_json(milestone));
  put(json, "rule", milestone.rule);
  put(json, "detail", milestone.detail);
  if (!milestone.candidates.empty() && milestone.when)
    put_line(json, milestone.candidates.front().evidence.location);
  if (detail == Detail::brief) return json;
  if (milestone.when) put(json, "written", milestone.when->written);
  json["candidates"] = Json::array();
  for (const model::Candidate& candidate : milestone.candidates) {
    Json one = {{"state", model::to_string(candidate.state)}, {"ledger", model::to_string(candidate.ledger)}};
    one.update(moment_json(candidate.when));
    put(one, "rule", candidate.rule);
    put(one, "written", candidate.when.written);
    one["evidence"] = evidence_json(candidate.evidence);
    json["candidates"].push_back(std::move(one));
  }
  return json;
}

Json milestones_json(const model::Incident& incident, Detail detail) {
  Json json = Json::object();
  for (int i = 0; i < model::kMilestoneCount; ++i) {
    const auto kind = static_cast<model::MilestoneKind>(i);
    json[std::string(model::to_string(kind))] = milestone_json(incident.milestone(kind), detail);
  }
  return json;
}

Json metrics_json(const model::Incident& incident) {
  Json json = Json::object();
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? Json(*value) : Json(nullptr);
  };
  for (int i = 0; i < model::kMetricCount; ++i) {
    const auto kind = static_cast<model::MetricKind>(i);
    const model::Metric& metric = incident.metric(kind);
    const model::MetricEnds ends = model::ends_of(kind);
    Json one = {{"state", model::to_string(metric.state)},
                {"from", model::to_string(ends.from)},
                {"to", model::to_string(ends.to)},
                {"best_seconds", number(metric.best_seconds)},
                {"least_seconds", number(metric.least_seconds)},
                {"most_seconds", number(metric.most_seconds)}};
    put(one, "reason", metric.reason);
    json[std::string(model::to_string(kind))] = std::move(one);
  }
  return json;
}

std::string printed(const Json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace faultline::render
