// What belongs to one incident, what never does, and that the order of sources makes no difference.
#include <catch2/catch.hpp>

#include "analyze/report_findings.hpp"
#include "support/facts_builder.hpp"

#include <fmt/format.h>

using namespace faultline;
using namespace faultline::support;
using model::Level;
using model::MilestoneKind;
using model::PostStatus;

namespace {

void page(FactsBuilder& facts, const std::string& name, const std::string& organisation,
          const std::string& title, std::string_view first, std::string_view resolved,
          std::vector<model::Scope> scopes, const std::string& id = {}) {
  facts.source(name, organisation).incident(id, title).header("", Level::degraded, std::move(scopes));
  facts.post(PostStatus::investigating, first, "Looking");
  facts.post(PostStatus::resolved, resolved, "Done");
}

}  // namespace

TEST_CASE("a document and a page") {
  struct Row {
    const char* name;
    const char* organisation;
    const char* title;
    std::vector<model::Scope> scopes;
    const char* start;
    const char* end;
    std::size_t incidents;
    bool weak;
  };
  const Row row = GENERATE(
      Row{"same scope, overlapping",
          "Acme",
          "What happened",
          {place("prod-1", "API")},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          1,
          false},
      Row{"same cluster, other service",
          "Acme",
          "What happened",
          {place("prod-1", "Web")},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          1,
          true},
      Row{"no scope, same organisation",
          "Acme",
          "What happened",
          {},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          1,
          true},
      Row{"ended 13 minutes before the first post",
          "Acme",
          "What happened",
          {place("prod-1")},
          "2024-05-06T09:00Z",
          "2024-05-06T09:47Z",
          1,
          false},
      Row{"ended 20 minutes before the first post",
          "Acme",
          "What happened",
          {place("prod-1")},
          "2024-05-06T09:00Z",
          "2024-05-06T09:40Z",
          2,
          false},
      Row{"unknown organisation, same scope",
          "",
          "What happened",
          {place("prod-1")},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          1,
          true},
      Row{"on time alone", "", "What happened", {}, "2024-05-06T09:50Z", "2024-05-06T10:20Z", 2, false},
      Row{"another cluster",
          "Acme",
          "What happened",
          {place("prod-2")},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          2,
          false},
      Row{"another organisation",
          "Globex",
          "Down",
          {place("prod-1")},
          "2024-05-06T09:50Z",
          "2024-05-06T10:20Z",
          2,
          false},
      Row{"the page's title, near in time",
          "Acme",
          "Postmortem: down",
          {place("prod-2")},
          "2024-05-05T09:50Z",
          "2024-05-05T10:20Z",
          1,
          false},
      Row{"the page's title, a month later",
          "Acme",
          "Down",
          {place("prod-2")},
          "2024-06-06T09:50Z",
          "2024-06-06T10:20Z",
          2,
          false});
  FactsBuilder facts;
  page(facts, "page.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1", "API")});
  facts.source("postmortem.md", row.organisation, row.title).window(row.start, row.end, row.scopes);
  const auto report = facts.analyze();
  INFO(row.name);
  REQUIRE(report.incidents.size() == row.incidents);
  const auto& incident = report.incidents[0];
  if (row.incidents == 1) {
    CHECK((finding(incident, "weak-grouping") != nullptr) == row.weak);
    CHECK((incident.grouping.find("weak") != std::string::npos) == row.weak);
    CHECK(incident.source_digests.size() == 2);
  }
}

TEST_CASE("a document that tells no time joins the only page of its title") {
  FactsBuilder facts;
  page(facts, "page.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1")});
  facts.source("postmortem.md", "Acme", "Incident report - Down")
      .claim(model::ClaimKind::action_item, "", "Do better");
  CHECK(facts.analyze().incidents.size() == 1);
  page(facts, "page2.txt", "Acme", "Down", "2024-07-06T10:00Z", "2024-07-06T11:00Z", {place("prod-1")});
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 3);
  CHECK(finding(report.incidents.back(), "no-outage-time") != nullptr);
}

TEST_CASE("pages that are two incidents") {
  struct Row {
    const char* name;
    const char* organisation;
    const char* title;
    const char* first;
    const char* id;
  };
  const Row row = GENERATE(Row{"another organisation", "Globex", "Down", "2024-05-06T10:00Z", ""},
                           Row{"another id", "Acme", "Down", "2024-05-06T10:00Z", "zzz"},
                           Row{"another title", "Acme", "Slow", "2024-05-06T10:00Z", ""},
                           Row{"another minute", "Acme", "Down", "2024-05-06T10:01Z", ""});
  FactsBuilder facts;
  page(facts, "a.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1")}, "abc");
  page(facts, "b.txt", row.organisation, row.title, row.first, "2024-05-06T12:00Z", {place("prod-1")},
       row.id);
  INFO(row.name);
  CHECK(facts.analyze().incidents.size() == 2);
}

TEST_CASE("an unknown organisation joins where there is no choice") {
  FactsBuilder facts;
  page(facts, "a.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {});
  page(facts, "b.txt", "", "down ", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {});
  CHECK(facts.analyze().incidents.size() == 1);
  page(facts, "c.txt", "Globex", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {});
  CHECK(facts.analyze().incidents.size() == 3);
}

TEST_CASE("a source with several incidents") {
  FactsBuilder facts;
  facts.source("incidents.json");
  for (const char* id : {"one", "two"}) {
    facts.incident(id, "Degraded performance").header("", Level::degraded);
    facts.facts().events.back().location = {0, 0, std::string("/incidents/") + (*id == 'o' ? "0" : "1")};
    facts.post(PostStatus::investigating, *id == 'o' ? "2024-05-06T10:00:00Z" : "2024-05-07T10:00:00Z",
               "Looking");
    facts.facts().events.back().location = {
        0, 0, std::string("/incidents/") + (*id == 'o' ? "0" : "1") + "/incident_updates/0"};
    facts.promise(1800);
  }
  // A postmortem's claim inside the second one, known by its place.
  facts.window("2024-05-07T09:55Z", "2024-05-07T10:30Z").location = {0, 0,
                                                                     "/incidents/1/incident_updates/0/body"};
  // A note without a name follows what was told before it.
  facts.incident("", "").note("2024-05-07T10:05Z", "restarted");
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 2);
  CHECK(windows(report.incidents[0], model::Ledger::stated).size() == 1);
  CHECK(windows(report.incidents[1], model::Ledger::stated).empty());
  CHECK(report.incidents[0].promises.size() == 1);
  CHECK(report.incidents[0].timeline.size() == 2);

  FactsBuilder lines;
  lines.source("history.html").incident("", "Slow").header();
  lines.post(PostStatus::resolved, "2024-05-06T10:00Z", "Done");
  lines.incident("", "Slow").header();
  lines.post(PostStatus::resolved, "2024-05-01T10:00Z", "Done");
  lines.window("2024-05-06T09:00Z", "2024-05-06T09:30Z").location.line = 2;
  const auto listed = lines.analyze();
  REQUIRE(listed.incidents.size() == 2);
  CHECK(windows(listed.incidents[0], model::Ledger::stated).size() == 1);
}

TEST_CASE("a document that tells two outages is two incidents, what it says of both is of both") {
  FactsBuilder facts;
  facts.source("blog.txt", "Acme", "Our two outages");
  facts.claim(model::ClaimKind::action_item, "", "Publish SLAs");
  facts.part(1).window("2024-03-30T12:30Z", "2024-03-30T12:55Z", {place("prod-1"), place("prod-2")});
  facts.part(2).window("2024-04-01T11:16Z", "2024-04-01T11:44Z", {place("prod-1")});
  facts.duration(28 * 60, "28 minutes");
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 2);
  CHECK(report.incidents[0].id != report.incidents[1].id);
  CHECK(report.incidents[0].title == report.incidents[1].title);
  CHECK(report.incidents[0].action_items.size() == 1);
  CHECK(report.incidents[1].action_items.size() == 1);
  CHECK(report.incidents[0].durations.size() == 1);
  CHECK(report.incidents[1].durations.empty());
  CHECK(report.incidents[1].scopes.size() == 2);
}

TEST_CASE("component changes, alerts and deploys meet their page") {
  FactsBuilder facts;
  page(facts, "page.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1", "API")});
  facts.source("events.csv");
  facts.change(Level::major_outage, "2024-05-06T09:58Z", place("prod-1", "API"));
  facts.change(Level::operational, "2024-05-06T10:40Z", place("prod-1", "API"));
  auto& alert = facts.event(model::EventKind::alert, "2024-05-06T09:59Z");
  alert.scopes = {place("prod-1", "API")};
  alert.title = "ErrorRateHigh";
  auto& deploy = facts.event(model::EventKind::deploy, "2024-05-06T09:50Z");
  deploy.scopes = {place("prod-1", "API")};
  deploy.title = "1.20.3";
  facts.event(model::EventKind::deploy, "2024-05-09T09:50Z").scopes = {place("prod-1", "API")};
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 1);
  const auto& incident = report.incidents[0];
  CHECK(incident.milestone(MilestoneKind::detected).rule == "alert fired");
  CHECK(incident.timeline.size() == 6);
  CHECK(incident.timeline[0].kind == model::TimelineRow::Kind::deploy);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "event-without-incident");
}

TEST_CASE("nothing is lost: a source in no incident is reported") {
  FactsBuilder facts;
  facts.source("deploys.jsonl").event(model::EventKind::deploy, "2024-05-06T09:50Z");
  const auto report = facts.analyze();
  CHECK(report.incidents.empty());
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].rule == "source-without-incident");
}

TEST_CASE("names that look like slips are asked for, aliases merge") {
  FactsBuilder facts;
  page(facts, "a.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z",
       {place("prod-1", "Reporting"), place("prod-2", "Reproting"), place("Prod-Primary", "Web App"),
        place("prod-3", "Web App 2")});
  const auto report = facts.analyze();
  REQUIRE(report.findings.size() == 2);
  CHECK(report.findings[0].message ==
        "cluster 'Prod-Primary' looks like 'prod-1', 'prod-2', 'prod-3': if it is the same, add an alias to "
        "the config");
  CHECK(report.findings[1].message.find("'Reporting'") != std::string::npos);

  model::Config config;
  config.clusters.push_back({"Acme", "prod-1", {"Prod-Primary"}});
  CHECK(facts.analyze(config).findings.size() == 1);
}

TEST_CASE("edit distance") {
  CHECK(analyze::edit_distance("reporting", "reproting", 2) == 1);
  CHECK(analyze::edit_distance("abc", "abc", 2) == 0);
  CHECK(analyze::edit_distance("abc", "abcde", 2) == 2);
  CHECK(analyze::edit_distance("abc", "abcdef", 2) == 3);
  CHECK(analyze::edit_distance("kitten", "sitting", 2) == 3);
}

namespace {

std::string digest(const model::Report& report) {
  std::string text;
  for (const auto& incident : report.incidents) {
    text += fmt::format("{}|{}|{}|{}\n", incident.id, incident.title, incident.grouping,
                        incident.organisation.label);
    for (const auto& post : incident.posts) {
      text += post.body + best(post.when);
      for (const auto& evidence : post.evidence) text += model::to_string(evidence);
    }
    for (const auto& window : incident.windows)
      text += fmt::format("{}{}{}\n", window.rule, best(window.start), best(window.end));
    for (const auto& milestone : incident.milestones) {
      text += milestone.rule + best(milestone.when);
      for (const auto& candidate : milestone.candidates) text += candidate.rule;
    }
    for (const auto& found : incident.findings) text += found.rule + found.message;
    for (const auto& row : incident.timeline) text += row.label + row.text;
  }
  for (const auto& found : report.findings) text += found.message;
  return text;
}

}  // namespace

TEST_CASE("the order of sources makes no difference") {
  FactsBuilder facts;
  page(facts, "a.json", "Acme", "Down", "2024-05-06T10:00:12Z", "2024-05-06T11:00:40Z",
       {place("prod-1", "API")}, "abc");
  page(facts, "a.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1", "API")});
  page(facts, "a.atom", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {}, "abc");
  page(facts, "b.txt", "Acme", "Down", "2024-05-08T10:00Z", "2024-05-08T11:00Z", {place("prod-1", "API")});
  facts.source("post.md", "Acme", "Why").window("2024-05-06T09:50Z", "2024-05-06T10:20Z", {place("prod-1")});
  facts.note("2024-05-06T09:50Z", "It broke");
  facts.source("other.md", "Acme", "Why indeed")
      .window("2024-05-08T09:50Z", "2024-05-08T10:20Z", {place("prod-1")});
  const std::string expected = digest(facts.analyze());
  CHECK(facts.analyze().incidents.size() == 2);
  for (unsigned seed = 1; seed <= 8; ++seed) {
    CHECK(digest(analyze::analyze(facts.shuffled(seed), {}, {}, at("2026-01-01T00:00:00Z"))) == expected);
  }
}

TEST_CASE("the id is the same whichever formats were read") {
  FactsBuilder text, json;
  page(text, "a.txt", "Acme", "Down", "2024-05-06T10:00Z", "2024-05-06T11:00Z", {place("prod-1", "API")});
  page(json, "a.json", "Acme", "Down", "2024-05-06T10:00:12.5Z", "2024-05-06T11:00:40Z",
       {place("prod-1", "API")}, "abc");
  const std::string id = text.analyze().incidents.at(0).id;
  CHECK(id == json.analyze().incidents.at(0).id);
  CHECK(id.substr(0, 16) == "acme-2024-05-06-");
  CHECK(id.size() == 20);
}

TEST_CASE("many incidents take time in proportion") {
  FactsBuilder facts;
  constexpr int kIncidents = 10'000;
  for (int i = 0; i < kIncidents; ++i) {
    // All of them open: nothing may be compared with everything that is open.
    const std::string day = fmt::format("20{:02}-{:02}-{:02}T{:02}:{:02}:00Z", 10 + i / 5000, 1 + i / 28 % 12,
                                        1 + i % 28, i / 60 % 24, i % 60);
    facts.source(fmt::format("{}.json", i))
        .incident(fmt::format("id{}", i), "Down")
        .header("", Level::degraded, {place("prod-1", "API")});
    facts.post(PostStatus::investigating, day, "Looking");
  }
  CHECK(facts.analyze().incidents.size() == kIncidents);
}
