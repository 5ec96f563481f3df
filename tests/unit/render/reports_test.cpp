#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/explain_report.hpp"
#include "render/incidents_report.hpp"
#include "render/inspect_report.hpp"
#include "render/lanes.hpp"
#include "render/overview.hpp"
#include "render/show_report.hpp"
#include "render/sla_report.hpp"
#include "render/timeline_report.hpp"
#include "sample_incident.hpp"

namespace {

using namespace faultline;
using nlohmann::json;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The first line that has `part`.
std::string line_with(const std::string& text, const std::string& part) {
  for (const std::string_view line : base::split_lines(text)) {
    if (has(std::string(line), part)) return std::string(line);
  }
  return "(no line with '" + part + "')";
}

TEST_CASE("no report lets a source move the cursor") {
  const model::Report report = render::sample_report();
  const model::Incident& incident = report.incidents.front();
  render::Style style;
  for (const std::string& text :
       {render::incidents_text({&incident}, style), render::show_text(report, incident, style),
        render::timeline_text(incident, style),
        render::explain_text(incident, render::whole_incident(), style),
        render::timeline_markdown(incident, style),
        render::to_csv(render::incidents_table({&incident}, style))}) {
    CHECK(!has(text, "\x1b"));
    CHECK(has(text, "\n"));
  }
}

TEST_CASE("the list shows the impact, not the paperwork") {
  const model::Report report = render::sample_report();
  const std::string text = render::incidents_text({&report.incidents.front()}, {});
  CHECK(has(text, "2026-03-10 11:04"));
  CHECK(has(text, "48m"));
  CHECK(has(text, "major outage"));
  CHECK(has(text, "Prod 2"));
  CHECK(has(text, "1 incident\n"));
}

TEST_CASE("an incident of which only the posts are known is marked so") {
  model::Report report = render::sample_report();
  model::Incident& incident = report.incidents.front();
  incident.milestones[static_cast<std::size_t>(model::MilestoneKind::impact_start)] = {};
  incident.metrics[static_cast<std::size_t>(model::MetricKind::impact_duration)] = {};
  const std::string text = render::incidents_text({&incident}, {});
  CHECK(has(text, "2026-03-10 11:16 (page)"));
  CHECK(has(text, "1h 14m (page)"));
}

TEST_CASE("show has a section for all that is known") {
  const model::Report report = render::sample_report();
  render::Style style;
  style.width = 160;
  const std::string text = render::show_text(report, report.incidents.front(), style);
  CHECK(line_with(text, "sources") == "sources       page.txt (statuspage_text)");
  CHECK(has(line_with(text, "  stated "), "2026-03-10 11:04 to 11:52"));
  CHECK(has(line_with(text, "  detected"), "within 2026-03-10 11:04-11:16"));
  CHECK(has(line_with(text, "time to notify"), "12m"));
  CHECK(has(text, "promised updates: 0 of 1 kept"));
  CHECK(has(text, "late 44m"));
  CHECK(has(line_with(text, "for 74 minutes"), "it equals declared 11:16 to resolved 12:30"));
  CHECK(has(text, "add a canary (no owner; page.txt:30)"));
  CHECK(has(text, "not known: latent fault, trigger"));
}

TEST_CASE("the timeline draws a bar per ledger and scope") {
  const model::Report report = render::sample_report();
  const std::string text = render::lanes_text(report.incidents.front(), {});
  CHECK(has(line_with(text, "declared prod-2 / 2 services"), "▓▓▓"));
  CHECK(has(line_with(text, "stated   prod-2"), "███"));
  const std::string posts = line_with(text, "posts");
  CHECK(posts.find('I') < posts.find('R'));
  for (const std::string_view line : base::split_lines(text)) CHECK(base::display_width(line) <= 100);
}

TEST_CASE("an edge that is not certain is drawn so, the level beside it stays visible") {
  model::Report report = render::sample_report();
  model::Incident& incident = report.incidents.front();
  incident.posts.clear();
  incident.timeline.clear();
  incident.windows.resize(1);
  incident.windows[0].ledger = model::Ledger::stated;
  incident.windows[0].level = model::Level::major_outage;
  incident.windows[0].start = render::between("2026-03-10T11:00:00Z", "2026-03-10T12:00:00Z");
  incident.windows[0].end = render::between("2026-03-10T13:00:00Z", "2026-03-10T14:00:00Z");
  const std::string certain = line_with(render::lanes_text(incident, {}), "stated");
  CHECK(has(certain, "·~~~"));
  CHECK(has(certain, "~~~███"));
  CHECK(has(certain, "███~~~"));
  CHECK(!has(certain, "█~█"));
  incident.windows[0].end = render::between("2026-03-10T12:00:00Z", "2026-03-10T14:00:00Z");
  CHECK(has(line_with(render::lanes_text(incident, {}), "stated"), "~█~"));
  const std::string text = render::timeline_text(incident, {});
  CHECK(has(text, "major outage begins"));
  CHECK(!has(text, "no rows"));
}

TEST_CASE("what is left out is left out at a word's end") {
  CHECK(render::shortened("one two three", 13) == "one two three");
  CHECK(render::shortened("one two three", 12) == "one two…");
  CHECK(render::shortened("one two. three", 9) == "one two…");
  CHECK(render::shortened("unbroken", 4) == "unb…");
}

TEST_CASE("what a stated duration equals is said once") {
  model::DurationAudit audit;
  audit.equals = "a to b";
  CHECK(render::compared_text(audit) == "it equals a to b");
  audit.message = "equals a to b (25m)";
  CHECK(render::compared_text(audit) == "equals a to b (25m)");
  audit.message = "differs from c to d";
  CHECK(render::compared_text(audit) == "differs from c to d; it equals a to b");
}

TEST_CASE("every row of the timeline has its source, unplaced ones too") {
  const model::Report report = render::sample_report();
  const std::string text = render::timeline_text(report.incidents.front(), {});
  for (const char* place : {"[page.txt:20]", "[page.txt:9]", "[page.txt:5]", "[page.txt:22]"})
    CHECK(has(text, place));
  CHECK(has(text, "time not known"));
  CHECK(has(text,
            "'14:?"
            "?' the cache was cleared"));
}

TEST_CASE("explain goes from the value down to the line") {
  const model::Report report = render::sample_report();
  const std::string text =
      render::explain_text(report.incidents.front(), {{model::MetricKind::time_to_notify}, {}}, {});
  CHECK(has(text, "time to notify: 12m"));
  CHECK(has(text, "= declared - impact start"));
  CHECK(has(text, "at least 11m, at most 13m; as printed 12m"));
  CHECK(has(text, "page.txt:3:1: \"from 12:04 to 12:52 CET\"") +
            has(text, "page.txt:3: \"from 12:04 to 12:52 CET\"") ==
        1);
  CHECK(has(text, "rejected 2026-03-10 23:04: the other half of the day"));
  CHECK(!has(text, "resolved:"));
}

TEST_CASE("JSON stays UTC and keeps invalid text valid") {
  model::Report report = render::sample_report();
  report.incidents.front().title = "bad \xff byte";
  const json list = json::parse(render::incidents_json({&report.incidents.front()}));
  CHECK(list["incidents"][0]["title"] == "bad \xEF\xBF\xBD byte");
  CHECK(list["incidents"][0]["windows"][1]["start"]["best"] == "2026-03-10T11:04:00Z");
  CHECK(list["incidents"][0]["milestones"]["detected"]["state"] == "bounded");
  CHECK(list["incidents"][0]["metrics"]["impact_duration"]["best_seconds"] == 2880);
}

TEST_CASE("an inspected file answers with every field, whatever it holds") {
  render::Inspection inspection;
  inspection.facts.source.name = "empty.txt";
  const json one = json::parse(render::inspect_json({inspection}));
  CHECK(one["reader"].is_null());
  for (const char* key : {"entries", "windows", "durations", "scope", "updates", "promises", "action_items",
                          "findings", "diagnostics"}) {
    INFO(key);
    CHECK(one[key].empty());
  }
  CHECK(one["milestones"].is_object());
  CHECK(json::parse(render::inspect_json({inspection, inspection})).size() == 2);
}

TEST_CASE("inspected rows keep the writer's clock, and UTC only where it is known") {
  render::Inspection inspection;
  model::Event event;
  event.kind = model::EventKind::note;
  event.location.line = 4;
  event.body = "it began";
  event.when.local = base::parse_local("2026-03-10T11:04");
  event.when.resolution = base::Resolution::minute;
  event.when.written = "11:04";
  inspection.facts.events = {event};
  const json entry = json::parse(render::inspect_json({inspection}))["entries"][0];
  CHECK(entry ==
        json{{"local", "2026-03-10T11:04"}, {"written", "11:04"}, {"line", 4}, {"text", "it began"}});
}

TEST_CASE("SLA figures are truncated and say under which policy") {
  model::SlaRow row;
  row.period = "2026-03";
  row.period_start = render::at("2026-03-01T00:00:00Z");
  row.period_end = render::at("2026-04-01T00:00:00Z");
  row.period_seconds = 2678400;
  row.scope.cluster = model::make_name("Prod 2");
  row.policy = "default";
  row.counted_seconds = row.period_seconds;
  row.least = row.best = row.most = {15000, 26784000};  // 25 minutes of a month of 31 days: 99.94399...
  row.down_seconds = 1500;
  row.budget = 26784;
  row.verdict = model::SlaRow::Verdict::met;
  model::SlaResult result;
  result.policies = {model::Policy{}};
  result.rows = {row};
  result.notes = {"nothing was left out"};
  const std::string text = render::sla_text(result, {});
  CHECK(has(text, "99.9439"));
  CHECK(has(text, "99.9 % (default)"));
  CHECK(has(text, "policy default: fused ledger"));
  CHECK(has(text, "56.0"));  // of the budget
  const json printed = json::parse(render::sla_json(result));
  CHECK(printed["rows"][0]["down_seconds"] == 1500);
  CHECK(printed["rows"][0]["period_seconds"] == 2678400);
  CHECK(printed["rows"][0]["availability_percent"]["best"] == "99.9439");
  CHECK(base::split_lines(render::sla_csv(result)).size() == 2);
}

}  // namespace
