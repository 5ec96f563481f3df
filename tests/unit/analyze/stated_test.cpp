// What documents say was down, and how the ledgers are fused.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::ClaimKind;
using model::Ledger;
using model::Level;
using model::MilestoneKind;
using model::PostStatus;

namespace {

void page(FactsBuilder& facts, std::string_view first, std::string_view resolved) {
  facts.source("page.txt")
      .incident("", "Down")
      .header("", std::nullopt, {place("Prod 1", "API"), place("Prod 1", "Web")});
  facts.post(PostStatus::investigating, first, "Looking");
  facts.post(PostStatus::resolved, resolved, "Done");
}

}  // namespace

TEST_CASE("the timeline's row is preferred to the summary, the difference is a finding") {
  FactsBuilder facts;
  page(facts, "2024-05-06T10:14Z", "2024-05-06T22:00Z");
  facts.note("2024-05-06T09:59Z", "Records cannot be read");
  const int row = facts.facts().events.back().ordinal;
  facts.window("2024-05-06T10:02Z", "2024-05-06T12:00Z");
  facts.milestone(MilestoneKind::impact_start, "2024-05-06T10:02Z");
  facts.milestone(MilestoneKind::impact_start, "2024-05-06T09:59Z", "timeline: first failure").event_ordinal =
      row;
  const auto incident = facts.analyze().incidents.at(0);
  const auto stated = windows(incident, Ledger::stated);
  REQUIRE(stated.size() == 1);
  CHECK(best(stated[0].start) == "2024-05-06T09:59:00Z");
  CHECK(best(stated[0].end) == "2024-05-06T12:00:00Z");
  CHECK(best(incident.milestone(MilestoneKind::impact_start).when) == "2024-05-06T09:59:00Z");
  CHECK(incident.milestone(MilestoneKind::impact_start).candidates.size() >= 2);
  CHECK(finding(incident, "summary-and-timeline-disagree") != nullptr);
  const auto fused = windows(incident, Ledger::fused);
  REQUIRE(fused.size() == 1);
  CHECK(best(fused[0].start) == "2024-05-06T09:59:00Z");
  CHECK(fused[0].scopes.size() == 2);
  CHECK(fused[0].rule == "stated; the declared window starts 15m later and ends 10h later");
}

TEST_CASE("a stated level beside the page's") {
  struct Row {
    const char* name;
    Level claim;
    const char* text;
    Level fused;
  };
  const Row row =
      GENERATE(Row{"denied", Level::degraded, "There was no full downtime.", Level::degraded},
               Row{"all failed", Level::major_outage, "100 % of requests failed", Level::major_outage},
               Row{"not told", Level::unknown, "Something happened", Level::partial_outage});
  FactsBuilder facts;
  page(facts, "2024-05-06T10:14Z", "2024-05-06T11:00Z");
  facts.facts().events.front().level = Level::partial_outage;
  facts.window("2024-05-06T10:02Z", "2024-05-06T10:50Z");
  facts.level(row.claim, row.text);
  if (row.claim == Level::degraded) facts.level(Level::major_outage, "the job was down");
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  CHECK(windows(incident, Ledger::fused).at(0).level == row.fused);
}

TEST_CASE("a start without an end is bounded by the resolved post") {
  FactsBuilder facts;
  page(facts, "2024-05-06T10:14Z", "2024-05-06T11:00Z");
  facts.window("2024-05-03", "");
  const auto incident = facts.analyze().incidents.at(0);
  const auto stated = windows(incident, Ledger::stated).at(0);
  REQUIRE(stated.end);
  CHECK(stated.end->resolution == base::Resolution::bounded);
  CHECK(best(stated.end) == "2024-05-06T11:00:00Z");
  // A whole day stays a whole day.
  CHECK(stated.start.resolution == base::Resolution::day);
  CHECK(windows(incident, Ledger::fused).at(0).start == stated.start);
  // It may have ended on that very day: window, milestone and finding tell the same.
  CHECK(stated.end->utc->earliest == stated.start.utc->earliest);
  CHECK(incident.milestone(MilestoneKind::impact_end).when->utc->earliest == stated.start.utc->earliest);
  CHECK(incident.metric(model::MetricKind::impact_duration).least_seconds == 0);
  REQUIRE(finding(incident, "page-understates-impact") != nullptr);
  CHECK(finding(incident, "page-understates-impact")->message ==
        "the page declares 46m (first post to resolved) while the stated impact began 2d 10h or more before "
        "the "
        "first post and lasted between 0m and 3d 11h");
}

TEST_CASE("documents without an end, out of order, or without a year") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").window("2024-05-06T10:02Z", "");
  auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.windows.empty());
  CHECK(finding(incident, "no-impact-end") != nullptr);
  CHECK_FALSE(incident.is_open);

  FactsBuilder backwards;
  backwards.source("a.md", "Acme", "A").window("2024-05-06T10:02Z", "2024-05-06T09:02Z");
  incident = backwards.analyze().incidents.at(0);
  CHECK(incident.windows.empty());
  CHECK(finding(incident, "window-runs-backwards") != nullptr);

  FactsBuilder unplaced;
  auto& claim = unplaced.source("a.md", "Acme", "A").window("", "");
  claim.start.written = "3/30 12:30";
  claim.end = base::Moment{};
  claim.end->written = "12:55";
  incident = unplaced.analyze().incidents.at(0);
  REQUIRE(windows(incident, Ledger::fused).size() == 1);
  CHECK(finding(incident, "unplaced-window") != nullptr);
  CHECK(incident.id.find("acme-undated-") == 0);

  FactsBuilder local;
  auto& zoned = local.source("a.md", "Acme", "A").window("", "");
  zoned.start = zoneless("2024-05-06T10:00");
  zoned.end = zoneless("2024-05-06T10:25");
  local.duration(25 * 60, "25 minutes");
  incident = local.analyze().incidents.at(0);
  CHECK(incident.metric(model::MetricKind::impact_duration).best_seconds == 25 * 60);
  CHECK(incident.durations.at(0).verdict == model::DurationAudit::Verdict::supported);
  CHECK(incident.id.find("acme-2024-05-06-") == 0);
}

TEST_CASE("an end without a start is bounded by the first post") {
  FactsBuilder facts;
  page(facts, "2024-05-06T10:14Z", "2024-05-06T11:00Z");
  facts.milestone(MilestoneKind::impact_end, "2024-05-06T10:50Z", "timeline: impact ends");
  const auto incident = facts.analyze().incidents.at(0);
  const auto stated = windows(incident, Ledger::stated);
  REQUIRE(stated.size() == 1);
  CHECK(stated[0].start.resolution == base::Resolution::bounded);
  CHECK(best(stated[0].end) == "2024-05-06T10:50:00Z");
}

TEST_CASE("one document, two windows of different places stay two") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-1")});
  facts.window("2024-05-06T10:10Z", "2024-05-06T10:20Z", {place("prod-2")});
  CHECK(windows(facts.analyze().incidents.at(0), Ledger::stated).size() == 2);
}

TEST_CASE("what fusion keeps of the page") {
  FactsBuilder facts;
  facts.source("incidents.json").incident("abc", "Down").header();
  facts.post(PostStatus::investigating, "2024-05-06T10:10:00Z", "Looking");
  facts.change(Level::major_outage, "2024-05-06T10:10:00Z", place("prod-1", "API"));
  facts.change(Level::operational, "2024-05-06T10:40:00Z", place("prod-1", "API"));
  facts.change(Level::major_outage, "2024-05-06T15:00:00Z", place("prod-1", "API"));
  facts.change(Level::operational, "2024-05-06T15:20:00Z", place("prod-1", "API"));
  facts.change(Level::degraded, "2024-05-06T10:10:00Z", place("prod-2", "API"));
  facts.change(Level::operational, "2024-05-06T10:40:00Z", place("prod-2", "API"));
  facts.post(PostStatus::resolved, "2024-05-06T16:00:00Z", "Done");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:35Z", {place("prod-1")});
  const auto fused = windows(facts.analyze().incidents.at(0), Ledger::fused);
  REQUIRE(fused.size() == 3);
  // prod-1 as stated, beside its service; prod-2, of which the document does not speak, as declared; the
  // relapse that the document leaves out.
  CHECK(best(fused[0].start) == "2024-05-06T10:00:00Z");
  CHECK(fused[0].level == Level::major_outage);
  REQUIRE(fused[0].scopes.size() == 2);
  CHECK(fused[0].scopes.at(0).service.slug.empty());
  CHECK(fused[0].scopes.at(1).service.slug == "api");
  CHECK(fused[1].scopes.at(0).cluster.slug == "prod-2");
  CHECK(best(fused[2].start) == "2024-05-06T15:00:00Z");
}

TEST_CASE("the places of one of several outages are those that its part names") {
  struct Said {
    int part;
    const char* words;
    const char* clusters;
  };
  struct Row {
    const char* name;
    Said one, other;
    const char* first;
    const char* second;
  };
  const Row row = GENERATE(Row{"spared, of no part",
                               {0, "Customers on prod-3 were fine", "prod-3"},
                               {2, "prod-1 was down", "prod-1"},
                               "",
                               "prod-1 "},
                           Row{"several, of no part",
                               {0, "We run prod-1 and prod-2", "prod-1 prod-2"},
                               {0, "prod-1", "prod-1"},
                               "",
                               ""},
                           Row{"one, of no part",
                               {0, "Outages of prod-1", "prod-1"},
                               {0, "prod-1", "prod-1"},
                               "prod-1 ",
                               "prod-1 "},
                           Row{"its own first",
                               {0, "Outages of prod-1", "prod-1"},
                               {1, "prod-2 was hit", "prod-2"},
                               "prod-2 ",
                               "prod-1 "},
                           Row{"spared in its own part",
                               {1, "prod-1 was down while prod-2 was not affected", "prod-1 prod-2"},
                               {1, "prod-1", "prod-1"},
                               "prod-1 ",
                               ""});
  FactsBuilder facts;
  facts.source("a.md", "Acme", "Two outages");
  facts.part(1).window("2024-05-06T10:00Z", "2024-05-06T10:30Z");
  facts.part(2).window("2024-05-08T12:00Z", "2024-05-08T12:20Z");
  for (const Said& said : {row.one, row.other}) {
    auto& claim = facts.part(said.part).claim(ClaimKind::scope, "", said.words);
    for (const auto cluster : base::split(said.clusters, ' ')) claim.scopes.push_back(place(cluster));
  }
  const auto report = facts.analyze();
  const auto clusters = [&](std::size_t incident) {
    std::string names;
    for (const auto& window : windows(report.incidents.at(incident), Ledger::stated)) {
      for (const auto& scope : window.scopes) names += scope.cluster.slug + ' ';
    }
    return names;
  };
  INFO(row.name);
  REQUIRE(report.incidents.size() == 2);  // the newest first
  CHECK(clusters(1) == row.first);
  CHECK(clusters(0) == row.second);
}

TEST_CASE("the first outage of a document keeps what is said of all, the others list their own places") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "Two outages");
  facts.claim(ClaimKind::scope, "", "We run prod-1, prod-2 and prod-3").scopes = {
      place("prod-1"), place("prod-2"), place("prod-3")};
  facts.part(1).window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-2")});
  facts.part(2).window("2024-05-08T12:00Z", "2024-05-08T12:20Z", {place("prod-1")});
  const auto report = facts.analyze();
  REQUIRE(report.incidents.size() == 2);
  CHECK(report.incidents[1].scopes.size() == 3);
  REQUIRE(report.incidents[0].scopes.size() == 1);
  CHECK(report.incidents[0].scopes[0].cluster.slug == "prod-1");
}

TEST_CASE("a place that the only outage's document names as spared is not in its window") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-1"), place("prod-3")});
  facts.claim(ClaimKind::scope, "", "The API of prod-1 was down").scopes = {place("prod-1")};
  facts.claim(ClaimKind::scope, "", "Customers on Prod 3 were fine.").scopes = {place("prod-3")};
  const auto stated = windows(facts.analyze().incidents.at(0), Ledger::stated).at(0);
  REQUIRE(stated.scopes.size() == 1);
  CHECK(stated.scopes[0].cluster.slug == "prod-1");
}

TEST_CASE("what an unplaced window lacks is named") {
  struct Row {
    const char* name;
    const char* local;
    const char* zone;
    const char* message;
  };
  const Row row =
      GENERATE(Row{"no date", "", "", "gives no year or date"},
               Row{"no zone", "2024-05-06T14:07", "", "gives no zone for"},
               Row{"ambiguous", "2024-05-06T14:07", "CST", "'CST' of '14:07 CST' is ambiguous, -06:00 or "},
               Row{"not known", "2024-05-06T14:07", "QQT", "no zone is known as 'QQT'"});
  FactsBuilder facts;
  auto& window = facts.source("a.md", "Acme", "A").window("", "");
  window.start = *row.local == '\0' ? base::Moment{} : zoneless(row.local);
  window.start.zone = row.zone;
  window.start.written = "14:07 CST";
  window.end = window.start;
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  REQUIRE(finding(incident, "unplaced-window") != nullptr);
  CHECK(finding(incident, "unplaced-window")->message.find(row.message) != std::string::npos);
}
