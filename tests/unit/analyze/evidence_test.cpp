// What machines saw beside what people said: observed windows and alerts in grouping, fusion and milestones.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

namespace faultline {
namespace {

using model::Channel;
using model::Ledger;
using model::Level;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;
using support::at;
using support::best;
using support::FactsBuilder;
using support::place;

model::ObservedWindow observed(const model::Scope& scope, std::string_view start, std::string_view end,
                               Level level = Level::major_outage) {
  model::ObservedWindow window;
  window.scope = scope;
  window.channel = Channel::errors;
  window.level = level;
  window.start = support::moment(start);
  if (!end.empty()) window.end = support::moment(end);
  window.rule = "errors 60 % against 0.1 %";
  window.evidence = {{base::digest_of("app.jsonl"), "app.jsonl", {812, 1, {}}, "500 timeout"}};
  return window;
}

model::Report analyzed(FactsBuilder& facts, std::vector<model::ObservedWindow> windows) {
  model::Observations observations;
  observations.windows = std::move(windows);
  return analyze::analyze(facts.facts(), observations, {}, at("2026-01-01T00:00:00Z"));
}

void add_page(FactsBuilder& facts) {
  facts.source("page.json").incident("p1", "Checkout is down");
  facts.header("2024-05-06T10:12Z", Level::major_outage);
  facts.post(PostStatus::investigating, "2024-05-06T10:12Z", "We are looking into it.");
  facts.change(Level::major_outage, "2024-05-06T10:12Z", place("prod-2", "Checkout"));
  facts.change(Level::major_outage, "2024-05-06T10:12Z", place("prod-2", "Settlement"));
  facts.post(PostStatus::monitoring, "2024-05-06T10:34Z", "A fix is in.");
  facts.change(Level::operational, "2024-05-06T10:50Z", place("prod-2", "Checkout"));
  facts.change(Level::operational, "2024-05-06T10:50Z", place("prod-2", "Settlement"));
  facts.post(PostStatus::resolved, "2024-05-06T10:50Z", "Resolved.");
}

TEST_CASE("logs alone make an incident, with all that follows from its edges") {
  FactsBuilder facts;
  const auto report =
      analyzed(facts, {observed(place("prod-2", "Checkout"), "2024-05-06T10:02Z", "2024-05-06T10:31Z")});
  REQUIRE(report.incidents.size() == 1);
  const model::Incident& incident = report.incidents[0];
  CHECK(incident.description == "seen in logs: prod-2 / Checkout");
  CHECK(!incident.is_open);
  CHECK(incident.observed.size() == 1);
  CHECK(support::windows(incident, Ledger::observed).size() == 1);
  REQUIRE(support::windows(incident, Ledger::fused).size() == 1);
  CHECK(best(support::windows(incident, Ledger::fused)[0].start) == "2024-05-06T10:02:00Z");
  CHECK(incident.metric(model::MetricKind::impact_duration).best_seconds == 29 * 60);
  CHECK(incident.milestone(MilestoneKind::declared).state == MilestoneState::unknown);
}

TEST_CASE("logs settle the edges of their own service and nobody else's") {
  FactsBuilder facts;
  add_page(facts);
  facts.source("postmortem.md", "Acme", "Checkout is down");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-2")}, Level::major_outage);
  const auto report =
      analyzed(facts, {observed(place("prod-2", "Checkout"), "2024-05-06T10:02Z", "2024-05-06T10:31Z")});
  REQUIRE(report.incidents.size() == 1);
  const model::Incident& incident = report.incidents[0];
  const auto fused = support::windows(incident, Ledger::fused);
  std::string told;
  for (const auto& window : fused) {
    for (const auto& scope : window.scopes)
      told += model::to_string(scope) + " " + best(window.start).substr(11, 5) + "-" +
              best(window.end).substr(11, 5) + "\n";
  }
  CHECK(told ==
        "prod-2 10:00-10:30\n"
        "prod-2 / Settlement 10:00-10:30\n"
        "prod-2 / Checkout 10:02-10:31\n");
  const auto chosen = std::find_if(fused.begin(), fused.end(),
                                   [](const auto& window) { return window.rule.starts_with("observed"); });
  REQUIRE(chosen != fused.end());
  CHECK(chosen->rule ==
        "observed; the stated window starts 2m earlier and ends 1m earlier; the declared window starts 10m "
        "later and "
        "ends 19m later");
  CHECK(incident.milestone(MilestoneKind::impact_start).rule.starts_with("logs show the first edge"));
  CHECK(best(incident.milestone(MilestoneKind::impact_start).when) == "2024-05-06T10:02:00Z");
  CHECK(best(incident.milestone(MilestoneKind::impact_end).when) == "2024-05-06T10:31:00Z");
  CHECK(incident.metric(model::MetricKind::time_to_notify).best_seconds == 10 * 60);
}

TEST_CASE("windows of logs belong together by service and time, never by time alone") {
  struct Row {
    const char* name;
    model::Scope a, b;
    const char *b_start, *b_end;
    std::size_t incidents;
  };
  const Row rows[] = {
      {"the same service, 9 min apart", place("prod-2", "Checkout"), place("prod-2", "Checkout"),
       "2024-05-06T10:40Z", "2024-05-06T10:44Z", 1},
      {"the same service, an hour apart", place("prod-2", "Checkout"), place("prod-2", "Checkout"),
       "2024-05-06T11:40Z", "2024-05-06T11:44Z", 2},
      {"another service of the cluster", place("prod-2", "Checkout"), place("prod-2", "Search"),
       "2024-05-06T10:10Z", "2024-05-06T10:20Z", 2},
      {"the same service of another cluster", place("prod-2", "Checkout"), place("prod-3", "Checkout"),
       "2024-05-06T10:10Z", "2024-05-06T10:20Z", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    FactsBuilder facts;
    auto a = row.a, b = row.b;
    a.organisation = b.organisation = model::make_name("Acme");
    const auto report = analyzed(
        facts, {observed(a, "2024-05-06T10:02Z", "2024-05-06T10:31Z"), observed(b, row.b_start, row.b_end)});
    CHECK(report.incidents.size() == row.incidents);
  }
}

TEST_CASE("services of which one calls the other fail together") {
  FactsBuilder facts;
  model::Observations observations;
  observations.windows = {observed(place("prod-2", "Ledger"), "2024-05-06T10:00Z", "2024-05-06T10:31Z"),
                          observed(place("prod-2", "Checkout"), "2024-05-06T10:02Z", "2024-05-06T10:31Z")};
  for (model::ObservedWindow& window : observations.windows)
    window.scope.organisation = model::make_name("Acme");
  model::Config config;
  config.calls = {{"Acme", "checkout", {"ledger"}}};
  const auto now = at("2026-01-01T00:00:00Z");
  CHECK(analyze::analyze(facts.facts(), observations, config, now).incidents.size() == 1);
  config.calls = {{"Other", "checkout", {"ledger"}}};
  CHECK(analyze::analyze(facts.facts(), observations, config, now).incidents.size() == 2);
}

TEST_CASE("alerts detect and bound the start") {
  FactsBuilder facts;
  add_page(facts);
  facts.source("alerts.json");
  const auto add = [&](std::string_view when, const char* fingerprint) -> model::Event& {
    auto& alert = facts.event(model::EventKind::alert, when);
    alert.scopes = {place("prod-2", "Checkout")};
    alert.title = "ErrorRateHigh";
    alert.fingerprint = fingerprint;
    return alert;
  };
  add("2024-05-06T10:07:30Z", "f1").pending_seconds = 300;
  facts.source("alerts-2.json");
  add("2024-05-06T10:07:30Z", "f1").until = support::moment("2024-05-06T10:33:00Z");
  const auto report = analyzed(facts, {});
  REQUIRE(report.incidents.size() == 1);
  const model::Incident& incident = report.incidents[0];
  CHECK(best(incident.milestone(MilestoneKind::detected).when) == "2024-05-06T10:07:30Z");
  const model::Milestone& start = incident.milestone(MilestoneKind::impact_start);
  CHECK(start.state == MilestoneState::bounded);
  CHECK(best(start.when) == "2024-05-06T10:02:30Z");
  CHECK(start.rule == "not after 5m before the alert fired: its condition held that long");
  std::size_t alerts = 0;
  for (const auto& row : incident.timeline) alerts += row.kind == model::TimelineRow::Kind::alert ? 1U : 0U;
  CHECK(alerts == 1);
}

TEST_CASE("an alert of another service, or one long before, detects nothing") {
  for (const bool is_other : {true, false}) {
    CAPTURE(is_other);
    FactsBuilder facts;
    add_page(facts);
    facts.source("alerts.json");
    auto& alert =
        facts.event(model::EventKind::alert, is_other ? "2024-05-06T10:05:00Z" : "2024-05-06T04:00:00Z");
    alert.scopes = {is_other ? place("prod-2", "Search") : place("prod-2", "Checkout")};
    alert.title = "DiskNearlyFull";
    alert.until = support::moment("2024-05-06T12:00:00Z");
    const auto report = analyzed(facts, {});
    REQUIRE(report.incidents.size() == 1);
    CHECK(report.incidents[0].milestone(MilestoneKind::detected).state == MilestoneState::bounded);
  }
}

TEST_CASE("a window that the logs do not see the end of keeps the incident's end unknown") {
  FactsBuilder facts;
  const auto report = analyzed(facts, {observed(place("prod-2", "Checkout"), "2024-05-06T10:02Z", "")});
  REQUIRE(report.incidents.size() == 1);
  CHECK(report.incidents[0].milestone(MilestoneKind::impact_end).state != MilestoneState::recorded);
}

}  // namespace
}  // namespace faultline
