#include "page_incidents.hpp"

#include <cmath>

namespace faultline::render {

namespace {

using model::Ledger;
using model::Level;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;
using model::TimelineRow;
using std::chrono::minutes;

model::Evidence line(const char* file, int number) {
  return {"d-" + std::string(file), file, {number, 1, ""}, ""};
}

model::Scope scope(const char* cluster, const char* service) {
  return {model::make_name("Orbit Labs"), model::make_name(cluster), model::make_name(service), {}};
}

void set(model::Incident& incident, MilestoneKind kind, MilestoneState state, const base::Moment& when,
         const char* rule, const model::Evidence& evidence) {
  model::Milestone& milestone = incident.milestones[static_cast<std::size_t>(kind)];
  milestone.state = state;
  milestone.when = when;
  milestone.rule = rule;
  milestone.candidates = {{when, state, Ledger::stated, rule, evidence}};
}

void add_post(model::Incident& incident, PostStatus status, const char* when, const char* body, int number) {
  incident.posts.push_back({status, minute(when), body, {line("page.txt", number)}, {}});
  incident.timeline.push_back({minute(when),
                               TimelineRow::Kind::post,
                               std::string(model::to_string(status)),
                               body,
                               line("page.txt", number),
                               {},
                               {}});
}

model::Incident empty_incident(const char* id, const char* title) {
  model::Incident incident;
  incident.id = id;
  incident.title = title;
  incident.organisation = model::make_name("Orbit Labs");
  for (int i = 0; i < model::kMilestoneCount; ++i)
    incident.milestones[static_cast<std::size_t>(i)].kind = static_cast<MilestoneKind>(i);
  for (int i = 0; i < model::kMetricCount; ++i) {
    model::Metric& metric = incident.metrics[static_cast<std::size_t>(i)];
    metric.kind = static_cast<model::MetricKind>(i);
    metric.reason = "no source tells it";
  }
  return incident;
}

model::ImpactWindow window(Ledger ledger, std::vector<model::Scope> scopes, Level level,
                           const base::Moment& start, std::optional<base::Moment> end,
                           const model::Evidence& evidence) {
  return {ledger,    std::move(scopes), level,
          start,     std::move(end),    "as the " + evidence.source_name + " says",
          {evidence}};
}

// A share of failures that rises and falls, with noise from a small generator of its own.
model::ObservedWindow observed(const model::Scope& where, model::Channel channel, const char* start,
                               const char* end, int excerpt_before) {
  model::ObservedWindow window;
  window.scope = where;
  window.channel = channel;
  window.level = Level::major_outage;
  window.start = between(start, start);
  window.end = between(end, end);
  window.rule = channel == model::Channel::errors ? "errors 31 % against 0.1 %, 412 of 1,320 requests"
                                                  : "requests 22 % of the expected 9,400";
  window.evidence = {line("access.log", 40211)};
  std::uint32_t noise = 7;
  for (base::Instant minute = at(start) - minutes(excerpt_before); minute < at(end) + minutes(30);
       minute += minutes(1)) {
    noise = noise * 1664525u + 1013904223u;
    const double wobble = static_cast<double>(noise >> 24) / 255.0;
    const bool is_bad = minute >= at(start) && minute < at(end);
    model::ObservedMinute one;
    one.minute = minute;
    one.expected = 190;
    one.requests = std::lround((channel == model::Channel::traffic && is_bad ? 40 : 180) + 20 * wobble);
    one.errors = is_bad && channel == model::Channel::errors
                     ? std::lround(static_cast<double>(one.requests) * (.2 + .3 * wobble))
                     : 0;
    const auto offset = (minute - at(start)) / minutes(1);
    one.is_known = offset < 12 || offset > 15;
    if (!one.is_known) one.requests = one.errors = 0;
    window.minutes.push_back(one);
  }
  return window;
}

}  // namespace

base::Instant at(const char* rfc3339) {
  return base::parse_rfc3339(rfc3339).value();
}

base::Moment minute(const char* rfc3339) {
  base::Moment moment;
  moment.utc = base::minute_bounds(at(rfc3339));
  moment.resolution = base::Resolution::minute;
  return moment;
}

base::Moment between(const char* earliest, const char* latest) {
  base::Moment moment;
  moment.utc = base::Bounds{at(earliest), at(earliest), at(latest)};
  moment.resolution = base::Resolution::bounded;
  if (moment.utc->earliest == moment.utc->latest) moment.resolution = base::Resolution::exact;
  return moment;
}

Style page_style_of(const char* zone, const char* now) {
  Style style;
  style.zone = base::Zone::find(zone).value();
  style.now = at(now);
  return style;
}

model::Incident short_incident() {
  model::Incident incident = empty_incident("orbit-2026-03-10-4c1f", "Checkouts fail in Prod 2");
  const model::Scope checkout = scope("Prod 2", "Checkout"), cluster = scope("Prod 2", "");
  const base::Moment start = between("2026-03-10T11:02:00Z", "2026-03-10T11:06:00Z");
  incident.scopes = {cluster, checkout};
  incident.windows = {
      window(Ledger::declared, {checkout, scope("Prod 2", "Search")}, Level::partial_outage,
             minute("2026-03-10T11:16:00Z"), minute("2026-03-10T12:05:00Z"), line("page.txt", 9)),
      window(Ledger::observed, {checkout}, Level::major_outage,
             between("2026-03-10T11:03:00Z", "2026-03-10T11:05:00Z"),
             between("2026-03-10T11:41:00Z", "2026-03-10T11:44:00Z"), line("access.log", 40211)),
      window(Ledger::stated, {cluster}, Level::degraded, start, minute("2026-03-10T11:45:00Z"),
             line("postmortem.md", 3)),
      window(Ledger::fused, {checkout}, Level::major_outage, start, minute("2026-03-10T11:42:00Z"),
             line("access.log", 40211)),
      window(Ledger::fused, {scope("Prod 2", "Search")}, Level::unknown, minute("2026-03-10T11:16:00Z"),
             minute("2026-03-10T12:05:00Z"), line("page.txt", 9)),
      window(Ledger::fused, {cluster}, Level::degraded, start, minute("2026-03-10T11:45:00Z"),
             line("postmortem.md", 3))};
  set(incident, MilestoneKind::trigger, MilestoneState::recorded, minute("2026-03-10T11:01:00Z"),
      "deploy that the suspicion names", line("deploys.csv", 14));
  set(incident, MilestoneKind::impact_start, MilestoneState::recorded, start, "first failing minute",
      line("access.log", 40211));
  set(incident, MilestoneKind::detected, MilestoneState::bounded,
      between("2026-03-10T11:06:00Z", "2026-03-10T11:16:00Z"), "between the alert and the first post",
      line("alerts.json", 2));
  set(incident, MilestoneKind::declared, MilestoneState::recorded, minute("2026-03-10T11:16:00Z"),
      "first post", line("page.txt", 9));
  set(incident, MilestoneKind::identified, MilestoneState::recorded, minute("2026-03-10T11:24:00Z"),
      "post 'identified'", line("page.txt", 7));
  set(incident, MilestoneKind::mitigated, MilestoneState::recorded, minute("2026-03-10T11:40:00Z"),
      "the rollback", line("deploys.csv", 16));
  set(incident, MilestoneKind::impact_end, MilestoneState::recorded, minute("2026-03-10T11:42:00Z"),
      "last failing minute", line("access.log", 88120));
  set(incident, MilestoneKind::resolved, MilestoneState::recorded, minute("2026-03-10T12:05:00Z"),
      "post 'resolved'", line("page.txt", 5));
  add_post(incident, PostStatus::investigating, "2026-03-10T11:16:00Z",
           "We are looking into failing checkouts.", 9);
  add_post(incident, PostStatus::update, "2026-03-10T11:17:00Z", "Search may be slow, too.", 8);
  add_post(incident, PostStatus::identified, "2026-03-10T11:24:00Z", "The cause is known.", 7);
  add_post(incident, PostStatus::monitoring, "2026-03-10T11:46:00Z", "Checkouts succeed again.", 6);
  add_post(incident, PostStatus::resolved, "2026-03-10T12:05:00Z", "This incident is over.", 5);
  using Kind = TimelineRow::Kind;
  const auto row = [&](const char* when, Kind kind, const char* label, const char* text, const char* file,
                       int number, std::optional<base::Moment> until = {}) {
    incident.timeline.push_back(
        {minute(when), kind, label, text, line(file, number), std::move(until), {checkout}});
  };
  row("2026-03-10T10:58:00Z", Kind::deploy, "deploy: checkout v41", "", "deploys.csv", 14,
      minute("2026-03-10T11:01:00Z"));
  row("2026-03-10T10:40:00Z", Kind::deploy, "deploy: search v7", "", "deploys.csv", 13);
  row("2026-03-10T11:38:00Z", Kind::deploy, "deploy: rollback of checkout to v40", "", "deploys.csv", 16,
      minute("2026-03-10T11:40:00Z"));
  row("2026-03-10T11:06:00Z", Kind::alert, "alert: CheckoutErrorRate", "errors over 5 % for 2 min",
      "alerts.json", 2, minute("2026-03-10T11:44:00Z"));
  row("2026-03-10T11:09:00Z", Kind::alert, "alert: SyntheticProbe", "no answer", "alerts.json", 3);
  row("2026-03-10T11:08:00Z", Kind::note, "note", "on-call acknowledges the page", "postmortem.md", 20);
  row("2026-03-10T11:31:00Z", Kind::note, "note", "the connection pool is found to be exhausted",
      "postmortem.md", 21);
  row("2026-03-10T11:16:00Z", Kind::component, "Checkout: partial_outage", "", "page.txt", 9);
  row("2026-03-10T12:05:00Z", Kind::component, "Checkout: operational", "", "page.txt", 5);
  incident.timeline.push_back(
      {{}, Kind::note, "note", "the cache was cleared", line("postmortem.md", 22), {}, {}});
  incident.observed = {
      observed(checkout, model::Channel::errors, "2026-03-10T11:04:00Z", "2026-03-10T11:42:00Z", 60),
      observed(scope("Prod 2", "Search"), model::Channel::traffic, "2026-03-10T11:10:00Z",
               "2026-03-10T11:40:00Z", 60)};
  model::Suspect first;
  first.title = "checkout v41";
  first.scopes = {checkout};
  first.started = minute("2026-03-10T10:58:00Z");
  first.completed = minute("2026-03-10T11:01:00Z");
  first.terms = {{"time", -.3, "completed 3m before the start"}, {"rollback", 2.3, "rolled back at 11:40"}};
  first.probability = .91;
  first.evidence = line("deploys.csv", 14);
  model::Suspect second = first;
  second.title = "search v7";
  second.started = minute("2026-03-10T10:40:00Z");
  second.completed.reset();
  second.terms = {{"scope", -1.9, "another service of the same cluster"}};
  second.probability = .06;
  second.evidence = line("deploys.csv", 13);
  model::Suspect none;
  none.is_none = true;
  none.probability = .03;
  incident.trigger = {model::Suspicion::Verdict::trigger,
                      "completed 3m before the start, rolled back later",
                      {first, second, none},
                      12,
                      .04};
  incident.metrics[static_cast<std::size_t>(model::MetricKind::impact_duration)] = {
      model::MetricKind::impact_duration, model::MetricState::known, 2400, 2160, 2460, ""};
  incident.findings = {{"page-understates",
                        model::FindingSeverity::warning,
                        "the page says partial outage, the logs a major one",
                        {line("page.txt", 9)}}};
  return incident;
}

model::Incident long_incident() {
  model::Incident incident = empty_incident("orbit-2026-03-28-99aa", "Indexing is slow in every cluster");
  incident.is_open = true;
  std::vector<model::Scope> scopes;
  for (const char* service :
       {"Archive", "Billing", "Checkout", "Export", "Import", "Indexing", "Search", "Writes"})
    scopes.push_back(scope("Prod 3", service));
  incident.scopes = scopes;
  const base::Moment start = between("2026-03-28T03:00:00Z", "2026-03-28T09:00:00Z");
  for (const Ledger ledger : {Ledger::declared, Ledger::fused}) {
    incident.windows.push_back(window(ledger, scopes, Level::degraded, start, {}, line("page.txt", 4)));
    incident.windows.push_back(window(ledger, {scope("Prod 3", "Uploads")}, Level::maintenance,
                                      minute("2026-03-28T20:00:00Z"), minute("2026-03-28T23:30:00Z"),
                                      line("page.txt", 30)));
  }
  add_post(incident, PostStatus::investigating, "2026-03-28T09:00:00Z", "Indexing lags.", 40);
  for (const char* when : {"2026-03-28T13:00:00Z", "2026-03-28T13:20:00Z", "2026-03-28T13:40:00Z",
                           "2026-03-28T14:00:00Z", "2026-03-28T14:20:00Z", "2026-03-29T02:00:00Z"})
    add_post(incident, PostStatus::update, when, "Still working on it.", 39);
  add_post(incident, PostStatus::monitoring, "2026-03-29T18:00:00Z", "A change is rolled out.", 30);
  set(incident, MilestoneKind::declared, MilestoneState::recorded, minute("2026-03-28T09:00:00Z"),
      "first post", line("page.txt", 40));
  set(incident, MilestoneKind::latent_fault, MilestoneState::recorded, minute("2026-02-01T09:00:00Z"),
      "the document names it", line("postmortem.md", 4));
  return incident;
}

model::Incident hostile_incident(const std::string& text) {
  model::Incident incident = short_incident();
  incident.title = incident.description = incident.cause = text;
  incident.organisation = model::Name{"x", text};
  const model::Name name{"n", text};
  for (model::ImpactWindow& window : incident.windows) {
    window.rule = text;
    window.scopes = {{name, {text, text}, name, {}}};
    for (model::Evidence& evidence : window.evidence) evidence.source_name = text;
  }
  for (model::StatusPost& post : incident.posts) post.body = text;
  for (TimelineRow& row : incident.timeline) {
    row.label = row.text = text;
    row.evidence.source_name = text;
    row.scopes = {{name, {text, text}, name, {}}};
  }
  for (model::Milestone& milestone : incident.milestones) milestone.rule = text;
  for (model::Suspect& suspect : incident.trigger.suspects) {
    suspect.title = text;
    for (model::SuspicionTerm& term : suspect.terms) term.name = term.reason = text;
  }
  incident.trigger.reason = text;
  for (model::Finding& finding : incident.findings) finding.message = finding.rule = text;
  for (model::ObservedWindow& window : incident.observed) {
    window.rule = text;
    window.scope = {name, {text, text}, name, {}};
  }
  return incident;
}

}  // namespace faultline::render
