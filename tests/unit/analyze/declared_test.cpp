// What the status page says was down.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::Ledger;
using model::Level;
using model::MetricKind;
using model::MetricState;
using model::MilestoneKind;
using model::MilestoneState;
using model::PostStatus;

TEST_CASE("transitions come first, windows of the same edges and level are one") {
  FactsBuilder facts;
  facts.source("incidents.json").incident("abc", "Down").header("2024-05-06T10:00:00Z", Level::unknown);
  facts.post(PostStatus::investigating, "2024-05-06T10:02:00Z", "Looking");
  facts.change(Level::partial_outage, "2024-05-06T10:02:00Z", place("Prod 1", "API"));
  facts.change(Level::partial_outage, "2024-05-06T10:02:00Z", place("Prod 1", "Web"));
  facts.change(Level::operational, "2024-05-06T10:02:00Z", place("Prod 1", "Docs"));    // a no-op
  facts.change(Level::partial_outage, "2024-05-06T10:10:00Z", place("Prod 1", "API"));  // a no-op
  facts.change(Level::major_outage, "2024-05-06T10:20:00Z", place("Prod 1", "Web"));
  facts.change(Level::operational, "2024-05-06T10:40:00Z", place("Prod 1", "API"));
  facts.change(Level::operational, "2024-05-06T10:40:00Z", place("Prod 1", "Web"));
  facts.post(PostStatus::resolved, "2024-05-06T11:00:00Z", "Done");
  const auto incident = facts.analyze().incidents.at(0);
  const auto declared = windows(incident, Ledger::declared);
  REQUIRE(declared.size() == 3);
  CHECK(declared[0].level == Level::partial_outage);
  CHECK(best(declared[0].end) != "none");
  CHECK(declared[2].level == Level::major_outage);
  CHECK(best(declared[2].start) == "2024-05-06T10:20:00Z");
  CHECK(windows(incident, Ledger::fused).size() == 3);
  CHECK(finding(incident, "closed-while-not-operational") == nullptr);
  // The page's own edges limit the impact, they do not tell it.
  CHECK(incident.milestone(MilestoneKind::impact_start).state == MilestoneState::bounded);
  CHECK(incident.milestone(MilestoneKind::impact_end).state == MilestoneState::bounded);
  CHECK(incident.metric(MetricKind::time_to_notify).state != MetricState::known);
  CHECK(incident.metric(MetricKind::declared_duration).best_seconds == 58 * 60);
}

TEST_CASE("two components of the same edges and level share a window") {
  FactsBuilder facts;
  facts.source("incidents.json").incident("abc", "Down").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02:00Z", "Looking");
  for (const char* name : {"API", "Web"}) {
    facts.change(Level::degraded, "2024-05-06T10:02:00Z", place("Prod 1", name));
    facts.change(Level::operational, "2024-05-06T10:40:00Z", place("Prod 1", name));
  }
  facts.post(PostStatus::resolved, "2024-05-06T10:40:00Z", "Done");
  const auto declared = windows(facts.analyze().incidents.at(0), Ledger::declared);
  REQUIRE(declared.size() == 1);
  CHECK(declared[0].scopes.size() == 2);
  CHECK(declared[0].evidence.size() == 4);
}

TEST_CASE("the window where no component changed") {
  struct Row {
    const char* name;
    std::optional<Level> impact;
    Level level;
  };
  const Row row = GENERATE(Row{"impact major", Level::partial_outage, Level::partial_outage},
                           Row{"impact none", Level::unknown, Level::unknown},
                           Row{"no impact told", std::nullopt, Level::unknown});
  FactsBuilder facts;
  facts.source("page").incident("abc", "Down").header("", row.impact, {place("Prod 1", "API")});
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  facts.post(PostStatus::resolved, "2024-05-06T10:40Z", "Done");
  facts.post(PostStatus::resolved, "2024-05-09T10:40Z", "The postmortem is out");
  facts.post(PostStatus::postmortem, "2024-05-09T11:40Z", "It was DNS");
  const auto incident = facts.analyze().incidents.at(0);
  const auto declared = windows(incident, Ledger::declared);
  INFO(row.name);
  REQUIRE(declared.size() == 1);
  CHECK(declared[0].level == row.level);
  CHECK(declared[0].scopes.size() == 1);
  // Neither the second resolved post nor the postmortem moves the end.
  CHECK(best(declared[0].end) == "2024-05-06T10:40:00Z");
  CHECK(best(incident.milestone(MilestoneKind::resolved).when) == "2024-05-06T10:40:00Z");
  CHECK(best(incident.milestone(MilestoneKind::postmortem_published).when) == "2024-05-09T11:40:00Z");
}

TEST_CASE("an open incident is open, its ends are pending") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Down").header("", Level::degraded);
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.is_open);
  REQUIRE(windows(incident, Ledger::fused).size() == 1);
  CHECK_FALSE(windows(incident, Ledger::fused)[0].end);
  CHECK(incident.milestone(MilestoneKind::resolved).state == MilestoneState::pending);
  CHECK(incident.metric(MetricKind::declared_duration).state == MetricState::pending);
}

TEST_CASE("an incident reopened after a resolved post ends with the last one") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Down").header("", Level::degraded);
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  facts.post(PostStatus::resolved, "2024-05-06T10:40Z", "Done");
  facts.post(PostStatus::investigating, "2024-05-06T10:50Z", "Back again");
  facts.post(PostStatus::resolved, "2024-05-06T11:40Z", "Done indeed");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(best(windows(incident, Ledger::declared).at(0).end) == "2024-05-06T11:40:00Z");
}

TEST_CASE("a lone resolved post has no window, and that is said") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Was down").header("", Level::degraded);
  facts.post(PostStatus::resolved, "2024-05-06T10:40Z", "It was down for a while.");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.windows.empty());
  CHECK(finding(incident, "lone-resolved") != nullptr);
  CHECK_FALSE(incident.is_open);
}

TEST_CASE("components still down at the resolved post are closed there") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Down").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:02Z", "Looking");
  facts.change(Level::major_outage, "2024-05-06T10:02Z", place("Prod 1", "API"));
  facts.post(PostStatus::resolved, "2024-05-06T10:40Z", "Done");
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(best(windows(incident, Ledger::declared).at(0).end) == "2024-05-06T10:40:00Z");
  REQUIRE(finding(incident, "closed-while-not-operational") != nullptr);
  CHECK(finding(incident, "closed-while-not-operational")->message.find("API") != std::string::npos);
}

TEST_CASE("an incident entered afterwards is a finding and no negative duration") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Was down").header("2024-05-07T08:00:00Z", Level::degraded);
  facts.post(PostStatus::investigating, "2024-05-06T10:02:00Z", "It was down");
  facts.post(PostStatus::resolved, "2024-05-06T10:40:00Z", "Done");
  auto incident = facts.analyze().incidents.at(0);
  CHECK(finding(incident, "retroactive") != nullptr);
  CHECK(incident.metric(MetricKind::declared_duration).best_seconds == 38 * 60);

  FactsBuilder told;
  told.source("events.jsonl").incident("abc", "Was down").header("2024-05-07T08:00:00Z").until =
      moment("2024-05-06T10:40:00Z");
  told.post(PostStatus::resolved, "2024-05-08T10:40:00Z", "Done");
  incident = told.analyze().incidents.at(0);
  CHECK(finding(incident, "retroactive") != nullptr);
}

TEST_CASE("maintenance has its own window and no impact milestones") {
  FactsBuilder facts;
  facts.source("page").incident("abc", "Upgrade");
  auto& planned = facts.event(model::EventKind::maintenance, "2024-05-06T10:00:00Z");
  planned.until = moment("2024-05-06T12:00:00Z");
  planned.scopes = {place("Prod 1", "API")};
  facts.post(PostStatus::scheduled, "2024-05-01T10:00:00Z", "We will upgrade");
  facts.post(PostStatus::in_progress, "2024-05-06T10:00:00Z", "We begin");
  facts.post(PostStatus::completed, "2024-05-06T11:30:00Z", "Done");
  const auto incident = facts.analyze().incidents.at(0);
  const auto fused = windows(incident, Ledger::fused);
  REQUIRE(fused.size() == 1);
  CHECK(fused[0].level == Level::maintenance);
  CHECK(best(fused[0].end) == "2024-05-06T12:00:00Z");
  CHECK(incident.milestone(MilestoneKind::impact_start).state == MilestoneState::not_applicable);
  CHECK(incident.milestone(MilestoneKind::declared).state == MilestoneState::not_applicable);
  CHECK_FALSE(incident.is_open);
}

TEST_CASE("component changes that name no incident are incidents by stretch") {
  FactsBuilder facts;
  facts.source("events.csv");
  facts.change(Level::operational, "2024-05-06T09:00Z", place("prod-1", "API"));
  facts.change(Level::major_outage, "2024-05-06T10:00Z", place("prod-1", "API"));
  facts.change(Level::operational, "2024-05-06T10:30Z", place("prod-1", "API"));
  facts.change(Level::degraded, "2024-05-07T10:00Z", place("prod-1", "API"));
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 2);
  CHECK(report.incidents[0].is_open);
  CHECK_FALSE(report.incidents[1].is_open);
  CHECK(best(windows(report.incidents[1], Ledger::declared).at(0).end) == "2024-05-06T10:30:00Z");
  CHECK(report.incidents[1].description == "prod-1 / API");
}
