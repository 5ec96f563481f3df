// One invented incident with every part a draft can show, some of them hostile or missing.
#pragma once

#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "render/draft.hpp"

namespace faultline::render::test {

inline base::Instant at(std::string_view text) {
  return base::parse_rfc3339(text).value();
}

inline base::Moment minute(std::string_view text) {
  base::Moment moment;
  moment.utc = base::minute_bounds(at(text));
  moment.resolution = base::Resolution::minute;
  moment.written = text;
  return moment;
}

inline model::Evidence evidence(std::string name, int line) {
  return {"00000000000000000000000000000001", std::move(name), {line, 1, {}}, {}};
}

inline model::Scope scope(std::string_view cluster, std::string_view service = {}) {
  return {model::make_name("Tidepool"), model::make_name(cluster), model::make_name(service), {}};
}

struct Story {
  model::Report report;
  model::Incident incident;
  model::SlaResult sla;

  std::string draft(std::string_view name) const {
    return render_draft(report, incident, sla,
                        base::embedded("templates/draft_" + std::string(name) + ".mustache"));
  }
};

inline void set_known(model::Metric& metric, std::int64_t seconds) {
  metric.state = model::MetricState::known;
  metric.best_seconds = seconds;
  metric.least_seconds = seconds - 60;
  metric.most_seconds = seconds + 60;
}

inline void set_end(Story& story, std::string_view text, std::int64_t seconds) {
  auto& incident = story.incident;
  for (auto& window : incident.windows) window.end = minute(text);
  auto& milestone = incident.milestones[static_cast<std::size_t>(model::MilestoneKind::impact_end)];
  milestone.state = model::MilestoneState::recorded;
  milestone.when = minute(text);
  milestone.rule = "end of the fused impact";
  set_known(incident.metrics[static_cast<std::size_t>(model::MetricKind::impact_duration)], seconds);
  for (auto& row : story.sla.rows) {
    row.down_seconds = seconds;
    const std::int64_t total = row.period_seconds * 10;
    row.least = {(seconds - 60) * 10, total};
    row.best = {seconds * 10, total};
    row.most = {(seconds + 60) * 10, total};
    row.remaining = row.budget - seconds * 10;
    row.shares = {{incident.id, seconds * 10}};
  }
}

inline Story story() {
  Story result;
  model::Incident& incident = result.incident;
  incident.id = "tidepool-2021-03-30-9f3c";
  incident.title = "Logins fail on all clusters";
  incident.organisation = model::make_name("Tidepool");
  incident.external_ids = {"k3x9"};
  incident.grouping = "same page id; the document names the same clusters and times";
  incident.source_digests = {"00000000000000000000000000000001"};
  incident.scopes = {scope("prod-1"), scope("prod-2", "Login")};
  result.report.now = at("2021-05-01T00:00:00Z");
  model::Source source;
  source.digest = incident.source_digests[0];
  source.name = "page.txt";
  source.reader = "statuspage_text";
  result.report.sources = {source};

  for (const auto ledger : {model::Ledger::declared, model::Ledger::fused}) {
    model::ImpactWindow window;
    window.ledger = ledger;
    window.scopes = incident.scopes;
    window.level = model::Level::major_outage;
    window.start = minute("2021-03-30T19:30:00Z");
    window.rule = "told";
    window.evidence = {evidence("page.txt", 12)};
    incident.windows.push_back(window);
  }
  for (int i = 0; i < model::kMilestoneCount; ++i) {
    auto& milestone = incident.milestones[static_cast<std::size_t>(i)];
    milestone.kind = static_cast<model::MilestoneKind>(i);
    milestone.rule = "no source tells it";
  }
  auto& start = incident.milestones[static_cast<std::size_t>(model::MilestoneKind::impact_start)];
  start.state = model::MilestoneState::recorded;
  start.when = minute("2021-03-30T19:30:00Z");
  start.rule = "marker 'OUTAGE BEGINS'";
  start.candidates = {
      {*start.when, start.state, model::Ledger::stated, start.rule, evidence("page.txt", 12)}};
  for (int i = 0; i < model::kMetricCount; ++i) {
    auto& metric = incident.metrics[static_cast<std::size_t>(i)];
    metric.kind = static_cast<model::MetricKind>(i);
    metric.reason = "no source tells one of its ends";
  }
  auto& detect = incident.metrics[static_cast<std::size_t>(model::MetricKind::time_to_detect)];
  detect.state = model::MetricState::ranged;
  detect.least_seconds = 0;
  detect.most_seconds = 16 * 60;
  detect.reason = "detected is only bounded";

  model::StatusPost post;
  post.status = model::PostStatus::investigating;
  post.when = minute("2021-03-30T19:45:00Z");
  post.body = "We are looking into failing logins.\n\nNext update within 30 minutes.";
  post.evidence = {evidence("page.txt", 40)};
  incident.posts = {post};

  model::TimelineRow row;
  row.when = minute("2021-03-30T19:30:00Z");
  row.label = "note";
  row.text = "OUTAGE BEGINS: connections | pool = 0 <script>alert(1)</script>";
  row.evidence = evidence("page.txt", 12);
  incident.timeline.push_back(row);
  row.when = post.when;
  row.kind = model::TimelineRow::Kind::post;
  row.label = "Investigating";
  row.text = post.body;
  row.evidence = evidence("page.txt", 40);
  incident.timeline.push_back(row);
  row.when = {};
  row.when.written = "20:xx";
  row.kind = model::TimelineRow::Kind::note;
  row.label = "note";
  row.text = "Pool size raised --> [see](javascript:alert(1))";
  row.evidence = evidence("page.txt", 44);
  incident.timeline.push_back(row);

  model::Promise promise;
  promise.verdict = model::Promise::Verdict::late;
  promise.posted = post.when;
  promise.due = minute("2021-03-30T20:15:00Z");
  promise.next = minute("2021-03-30T20:17:00Z");
  promise.late_seconds = 120;
  promise.text = "Next update within 30 minutes";
  promise.evidence = evidence("page.txt", 42);
  incident.promises = {promise};
  model::DurationAudit audit;
  audit.verdict = model::DurationAudit::Verdict::contradicted;
  audit.written = "lasted 35 minutes";
  audit.seconds = 2100;
  audit.equals = "impact start 19:30 to first update due 20:05";
  audit.message = "impact lasted 25m";
  audit.evidence = evidence("page.txt", 50);
  incident.durations = {audit};
  incident.findings = {{"stated-duration",
                        model::FindingSeverity::contradiction,
                        "the text says 35 minutes, its times give 25",
                        {evidence("page.txt", 50)}}};
  model::Amount amount;
  amount.kind = model::AmountKind::percentage;
  amount.lowest = 27'000;
  amount.highest = 33'000;
  amount.is_hedged = true;
  amount.noun = "logins";
  amount.unit = "session";
  amount.written = "About 30 % of logins";
  incident.amounts = {{amount, evidence("page.txt", 24)}};
  incident.action_items = {{"Alert on pool exhaustion", "", "2021-04-15", evidence("page.txt", 60)}};

  result.sla.policies = {model::Policy{}};
  for (const auto& each : {scope("prod-1"), scope("prod-2", "Login"), scope("prod-9")}) {
    model::SlaRow sla;
    sla.policy = "default";
    sla.period = "2021-03";
    sla.period_start = at("2021-03-01T00:00:00Z");
    sla.period_end = at("2021-04-01T00:00:00Z");
    sla.period_seconds = 31 * 86400;
    sla.scope = each;
    sla.budget = 26784;
    result.sla.rows.push_back(sla);
  }
  set_end(result, "2021-03-30T19:55:00Z", 1500);
  result.sla.rows[2].shares.clear();
  result.sla.rows[2].least.bad = result.sla.rows[2].best.bad = result.sla.rows[2].most.bad = 0;
  result.sla.notes = {
      "incident 'tidepool-2021-03-30-9f3c': a window of degraded is left out: its end has no known zone "
      "('20:xx')",
      "incident 'other': not shown here"};
  return result;
}

}  // namespace faultline::render::test
