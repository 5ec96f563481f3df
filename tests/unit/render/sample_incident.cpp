#include "sample_incident.hpp"

namespace faultline::render {

namespace {

using model::Ledger;
using model::Level;
using model::MetricKind;
using model::MilestoneKind;
using model::MilestoneState;

model::Evidence line(int number, const char* excerpt) {
  return {"d1", "page.txt", {number, 1, ""}, excerpt};
}

model::Scope scope(const char* cluster, const char* service) {
  return {model::make_name("Orbit Labs"), model::make_name(cluster), model::make_name(service), {}};
}

void set(model::Incident& incident, MilestoneKind kind, MilestoneState state, const base::Moment& when,
         Ledger ledger, const char* rule, const model::Evidence& evidence) {
  model::Milestone& milestone = incident.milestones[static_cast<std::size_t>(kind)];
  milestone.state = state;
  milestone.when = when;
  milestone.rule = rule;
  milestone.candidates.insert(milestone.candidates.begin(), {when, state, ledger, rule, evidence});
}

void set(model::Incident& incident, MetricKind kind, std::int64_t least, std::int64_t best,
         std::int64_t most) {
  incident.metrics[static_cast<std::size_t>(kind)] = {kind, model::MetricState::known, best, least, most, ""};
}

}  // namespace

base::Instant at(const char* rfc3339) {
  return base::parse_rfc3339(rfc3339).value();
}

base::Moment minute(const char* rfc3339, const char* written) {
  base::Moment moment;
  moment.utc = base::minute_bounds(at(rfc3339));
  moment.resolution = base::Resolution::minute;
  moment.zone = "UTC";
  moment.zone_basis = base::ZoneBasis::page_stamp;
  moment.date_basis = base::DateBasis::beside_time;
  moment.written = written;
  return moment;
}

base::Moment between(const char* earliest, const char* latest) {
  base::Moment moment;
  moment.utc = base::Bounds{at(earliest), at(earliest), at(latest)};
  moment.resolution = base::Resolution::bounded;
  return moment;
}

model::Report sample_report() {
  model::Incident incident;
  incident.id = "orbit-2026-03-10-4c1f";
  incident.title = "Writes fail in \x1b[31mProd 2";
  incident.organisation = model::make_name("Orbit Labs");
  incident.grouping = "one page incident";
  incident.source_digests = {"d1"};
  incident.scopes = {scope("Prod 2", "Search"), scope("Prod 2", "Writes")};
  for (int i = 0; i < model::kMilestoneCount; ++i) {
    incident.milestones[static_cast<std::size_t>(i)].kind = static_cast<MilestoneKind>(i);
  }
  for (int i = 0; i < model::kMetricCount; ++i) {
    model::Metric& metric = incident.metrics[static_cast<std::size_t>(i)];
    metric.kind = static_cast<MetricKind>(i);
    metric.reason = "no source tells it";
  }

  const base::Moment start = minute("2026-03-10T11:04:00Z", "12:04"),
                     end = minute("2026-03-10T11:52:00Z", "12:52");
  const base::Moment declared = minute("2026-03-10T11:16:00Z", "Mar 10, 11:16 UTC");
  const base::Moment resolved = minute("2026-03-10T12:30:00Z", "Mar 10, 12:30 UTC");
  const model::ImpactWindow page{
      Ledger::declared, incident.scopes,     Level::partial_outage,         declared,
      resolved,         "component changes", {line(9, "Mar 10, 11:16 UTC")}};
  const model::ImpactWindow stated{Ledger::stated,
                                   {scope("Prod 2", "")},
                                   Level::major_outage,
                                   start,
                                   end,
                                   "sentence 'from A to B'",
                                   {line(3, "from 12:04 to 12:52 CET")}};
  model::ImpactWindow fused = stated;
  fused.ledger = Ledger::fused;
  incident.windows = {page, stated, fused};

  set(incident, MilestoneKind::impact_start, MilestoneState::recorded, start, Ledger::stated,
      "sentence 'from A to B'", line(3, "from 12:04 to 12:52 CET"));
  base::Reading reading;
  reading.utc = base::minute_bounds(at("2026-03-10T23:04:00Z"));
  reading.reason = "the other half of the day: the end would precede it";
  incident.milestones[2].candidates[0].when.rejected = {reading};
  set(incident, MilestoneKind::detected, MilestoneState::bounded,
      between("2026-03-10T11:04:00Z", "2026-03-10T11:16:00Z"), Ledger::declared,
      "bounded by the impact start and the first post", line(9, "Investigating"));
  set(incident, MilestoneKind::declared, MilestoneState::recorded, declared, Ledger::declared, "first post",
      line(9, "Investigating"));
  set(incident, MilestoneKind::impact_end, MilestoneState::recorded, end, Ledger::stated,
      "sentence 'from A to B'", line(3, "from 12:04 to 12:52 CET"));
  set(incident, MilestoneKind::resolved, MilestoneState::recorded, resolved, Ledger::declared,
      "post 'resolved'", line(5, "Resolved"));
  set(incident, MetricKind::time_to_notify, 660, 720, 780);
  set(incident, MetricKind::impact_duration, 2820, 2880, 2940);
  set(incident, MetricKind::declared_duration, 4380, 4440, 4500);

  incident.posts = {
      {model::PostStatus::investigating, declared, "We are looking | into <b>it</b>", {line(9, "")}, {}},
      {model::PostStatus::resolved, resolved, "=cmd()", {line(5, "")}, {}}};
  base::Moment unplaced;
  unplaced.written = "14:??";
  unplaced.reason = "the minute is left open";
  incident.timeline = {
      {start, model::TimelineRow::Kind::note, "note", "the replica fell behind", line(20, "")},
      {declared, model::TimelineRow::Kind::post, "Investigating", "We are looking | into <b>it</b>",
       line(9, "")},
      {resolved, model::TimelineRow::Kind::post, "Resolved", "=cmd()", line(5, "")},
      {unplaced, model::TimelineRow::Kind::note, "note", "the cache was cleared", line(22, "")}};
  incident.promises = {{model::Promise::Verdict::late, declared, minute("2026-03-10T11:46:00Z", "30 minutes"),
                        resolved, 2640, "next update within 30 minutes",
                        line(10, "next update within 30 minutes")}};
  incident.durations = {{model::DurationAudit::Verdict::contradicted, "for 74 minutes", 4440,
                         "declared 11:16 to resolved 12:30", "the stated window lasts 48m",
                         line(3, "for 74 minutes")}};
  incident.action_items = {{"add a canary", "", "", line(30, "add a canary")}};
  incident.findings = {{"page-overstates",
                        model::FindingSeverity::warning,
                        "the page says 1h 14m, the document 48m",
                        {line(3, "")}}};

  model::Report report;
  report.now = at("2026-06-01T00:00:00Z");
  model::Source source;
  source.digest = "d1";
  source.name = "page.txt";
  source.reader = "statuspage_text";
  report.sources = {source};
  report.incidents = {incident};
  return report;
}

}  // namespace faultline::render
