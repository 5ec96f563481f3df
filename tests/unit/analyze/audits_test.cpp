// Promised updates, stated durations, and what a person should look at.
#include <catch2/catch.hpp>

#include "support/facts_builder.hpp"

using namespace faultline;
using namespace faultline::support;
using model::DurationAudit;
using model::MilestoneKind;
using model::PostStatus;
using model::Promise;

TEST_CASE("promises compare printed minutes") {
  struct Row {
    const char* name;
    std::int64_t within;
    const char* next;
    Promise::Verdict verdict;
    std::int64_t late;
  };
  const Row row = GENERATE(Row{"60 after 60", 3600, "2024-05-06T11:08Z", Promise::Verdict::kept, 0},
                           Row{"early", 3600, "2024-05-06T10:20Z", Promise::Verdict::kept, 0},
                           Row{"two minutes late", 1800, "2024-05-06T10:40Z", Promise::Verdict::late, 120},
                           Row{"none came", 1800, "", Promise::Verdict::open, 0});
  FactsBuilder facts;
  facts.source("page.txt").incident("", "Down").header();
  facts.post(PostStatus::identified, "2024-05-06T10:08Z", "Next update soon");
  facts.promise(row.within);
  if (*row.next != '\0') facts.post(PostStatus::resolved, row.next, "Done");
  facts.post(PostStatus::postmortem, "2024-05-09T10:08Z", "It was DNS");
  // The same in another format, exact: one promise, the same verdict.
  facts.source("feed.atom").incident("", "Down").header();
  facts.post(PostStatus::identified, "2024-05-06T10:08:41.9Z", "Next update soon");
  facts.promise(row.within);
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  REQUIRE(incident.promises.size() == 1);
  CHECK(incident.promises[0].verdict == row.verdict);
  CHECK(incident.promises[0].late_seconds == row.late);
  CHECK((finding(incident, "updates-late") != nullptr) == (row.late > 0));
}

TEST_CASE("a promise with a clock time, and one in no post") {
  FactsBuilder facts;
  facts.source("page.txt").incident("", "Down").header();
  facts.post(PostStatus::identified, "2024-05-06T10:08Z", "Next update by 10:30");
  auto& promise = facts.promise(0);
  promise.seconds.reset();
  promise.end = moment("2024-05-06T10:30Z");
  facts.post(PostStatus::resolved, "2024-05-06T10:45Z", "Done");
  auto& stray = facts.claim(model::ClaimKind::promise, "2024-05-06T10:20Z");
  stray.seconds = 3600;
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(incident.promises.size() == 2);
  CHECK(incident.promises[0].late_seconds == 900);
  CHECK(incident.promises[1].verdict == Promise::Verdict::kept);
}

namespace {

FactsBuilder told(std::string_view start, std::string_view end) {
  FactsBuilder facts;
  facts.source("page.txt").incident("", "Down").header();
  facts.post(PostStatus::investigating, "2024-05-06T11:44Z", "Looking");
  facts.post(PostStatus::monitoring, "2024-05-06T21:02Z", "Watching");
  facts.post(PostStatus::resolved, "2024-05-07T09:47Z", "Done");
  facts.window(start, end);
  return facts;
}

}  // namespace

TEST_CASE("durations beside the times") {
  struct Row {
    const char* name;
    std::int64_t seconds, tolerance;
    bool in_row;
    DurationAudit::Verdict verdict;
    const char* equals;
  };
  const Row row =
      GENERATE(Row{"equal", 34380, 0, false, DurationAudit::Verdict::supported,
                   "impact start 11:29 to impact end 21:02"},
               Row{"within its tolerance", 36000, 1800, false, DurationAudit::Verdict::supported,
                   "impact start 11:29 to impact end 21:02"},
               Row{"names another pair", 33480, 0, false, DurationAudit::Verdict::contradicted,
                   "declared 11:44 to monitoring 21:02"},
               Row{"equals nothing", 30000, 0, false, DurationAudit::Verdict::contradicted, ""},
               Row{"may be of a part", 600, 0, false, DurationAudit::Verdict::unsupported, ""},
               Row{"in a row, equals a pair", 33480, 0, true, DurationAudit::Verdict::supported,
                   "declared 11:44 to monitoring 21:02"},
               Row{"in a row, equals nothing", 600, 0, true, DurationAudit::Verdict::not_checkable, ""});
  auto facts = told("2024-05-06T11:29Z", "2024-05-06T21:02Z");
  auto& claim = facts.duration(row.seconds, "a while");
  claim.seconds_tolerance = row.tolerance;
  if (row.in_row) claim.event_ordinal = 1;
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  REQUIRE(incident.durations.size() == 1);
  CHECK(incident.durations[0].verdict == row.verdict);
  CHECK(incident.durations[0].equals == row.equals);
  const bool contradicted = row.verdict == DurationAudit::Verdict::contradicted;
  CHECK((finding(incident, "duration-contradicted") != nullptr) == contradicted);
}

TEST_CASE("a duration that names its two ends") {
  auto facts = told("2024-05-06T11:29Z", "2024-05-06T21:02Z");
  facts.milestone(MilestoneKind::detected, "2024-05-06T11:32Z");
  auto& right = facts.duration(180, "Time to detect: 3m");
  right.duration_from = MilestoneKind::impact_start;
  right.duration_to = MilestoneKind::detected;
  auto& wrong = facts.duration(600, "Time to detect: 10m");
  wrong.duration_from = MilestoneKind::impact_start;
  wrong.duration_to = MilestoneKind::detected;
  const auto incident = facts.analyze().incidents.at(0);
  CHECK(incident.durations.at(0).verdict == DurationAudit::Verdict::supported);
  CHECK(incident.durations.at(1).verdict == DurationAudit::Verdict::contradicted);
}

TEST_CASE("durations with nothing to compare") {
  FactsBuilder none;
  none.source("a.md", "Acme", "A").duration(600, "10 minutes");
  CHECK(none.analyze().incidents.at(0).durations.at(0).verdict == DurationAudit::Verdict::not_checkable);

  FactsBuilder rows;
  rows.source("a.md", "Acme", "A").note("2024-05-06T10:00Z", "one");
  rows.note("2024-05-06T10:30Z", "two");
  rows.duration(600, "10 minutes");
  CHECK(rows.analyze().incidents.at(0).durations.at(0).verdict == DurationAudit::Verdict::unsupported);
}

TEST_CASE("readings that are not as written") {
  struct Row {
    const char* name;
    const char* written;
    const char* rejected;
    const char* rule;
  };
  const Row row = GENERATE(
      Row{"the clock would run backwards", "05/06 10:00pm", "2024-05-06T22:00", "clock-runs-backwards"},
      Row{"no half told", "05/06 10:00", "2024-05-06T22:00", "half-of-day"},
      Row{"the zone alone", "10:00 PST", "2024-05-06T10:00", "zone-abbreviation"},
      Row{"another day", "10:00", "2024-05-07T10:00", "reading-chosen"});
  FactsBuilder facts;
  auto& note = facts.source("a.md", "Acme", "A").note("2024-05-06T10:00Z", "It broke");
  note.when.written = row.written;
  base::Reading rejected;
  rejected.local = base::parse_local(row.rejected);
  rejected.utc = base::minute_bounds(at("2024-05-06T11:00Z"));
  rejected.reason = "it would not fit";
  note.when.rejected.push_back(rejected);
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  REQUIRE(finding(incident, row.rule) != nullptr);
  CHECK(finding(incident, row.rule)->message.find(row.written) != std::string::npos);
  CHECK(finding(incident, row.rule)->message.find("it would not fit") != std::string::npos);
}

TEST_CASE("repairs after resolved, other times of the text, rows without a time") {
  auto facts = told("2024-05-06T11:29Z", "2024-05-06T21:02Z");
  facts.note("2024-05-07T09:30Z", "All lost records were created again");
  facts.note("", "nobody knows when");
  facts.claim(model::ClaimKind::follow_up, "2024-05-07T09:35Z", "By 9:35 all records were created again");
  facts.claim(model::ClaimKind::follow_up, "2024-05-10T12:30Z", "The last repair");
  facts.facts().events.front().note = "odd header";
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(finding(incident, "work-after-resolved") != nullptr);
  CHECK(finding(incident, "work-after-resolved")->severity == model::FindingSeverity::warning);
  CHECK(finding(incident, "work-after-resolved")->message ==
        "the page says resolved at 2024-05-07 09:47 UTC while repair is told until 2024-05-10 12:30 UTC");
  CHECK(finding(incident, "summary-and-timeline-disagree") != nullptr);
  REQUIRE(finding(incident, "row-without-time") != nullptr);
  CHECK(finding(incident, "row-without-time")->message ==
        "1 row of the timeline has no time that could be placed");
  CHECK(finding(incident, "odd-record")->message == "odd header");
  // Worst first.
  CHECK(incident.findings.front().severity == model::FindingSeverity::contradiction);
}

TEST_CASE("the timeline is one, in order, with unplaced rows at their neighbours") {
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").note("2024-05-06T10:00Z", "one");
  facts.note("", "unknown");
  facts.note("2024-05-06T10:30Z", "three");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-1")});
  facts.source("b.md", "Acme", "B").note("2024-05-06T10:10Z", "two");
  facts.note("2024-05-06T10:30Z", "three");
  facts.window("2024-05-06T10:00Z", "2024-05-06T10:30Z", {place("prod-1")});
  facts.source("c.jsonl").incident("", "").event(model::EventKind::annotation, "2024-05-06T10:40Z").title =
      "checked";
  const auto report = facts.analyze();
  const auto& incident =
      report.incidents.back().timeline.size() == 4 ? report.incidents.back() : report.incidents.front();
  REQUIRE(incident.timeline.size() == 4);
  CHECK(incident.timeline[0].text == "one");
  CHECK(incident.timeline[1].text == "unknown");
  CHECK(incident.timeline[2].text == "two");
  CHECK(incident.timeline[3].text == "three");

  FactsBuilder newest_first;
  newest_first.source("a.md", "Acme", "A").note("", "last");
  newest_first.note("2024-05-06T10:30Z", "two");
  newest_first.note("2024-05-06T10:00Z", "one");
  newest_first.note("", "first");
  const auto rows = newest_first.analyze().incidents.at(0).timeline;
  REQUIRE(rows.size() == 4);
}

TEST_CASE("readings that a person should know of though none was rejected") {
  struct Row {
    const char* name;
    const char* reason;
    const char* rule;
  };
  const Row row =
      GENERATE(Row{"gap",
                   "the clock of Europe/Madrid skipped 2024-03-31T02:30 that night; the instant after the "
                   "gap is taken",
                   "skipped-time"},
               Row{"repaired", "the date is read with a slip of the key repaired", "repaired-date"},
               Row{"weekday", "that day is a Tuesday, not a Monday", "wrong-weekday"},
               Row{"two fit", "2024-05-06T10:00 and 2024-05-06T22:00 fit equally well", "two-readings"},
               Row{"plain", "approximate: 15 minutes on each side", nullptr});
  FactsBuilder facts;
  facts.source("a.md", "Acme", "A").note("2024-05-06T10:00Z", "It broke").when.reason = row.reason;
  const auto incident = facts.analyze().incidents.at(0);
  INFO(row.name);
  for (const char* rule : {"skipped-time", "repaired-date", "wrong-weekday", "two-readings"}) {
    const bool is_due = row.rule != nullptr && std::string(rule) == row.rule;
    CHECK((finding(incident, rule) != nullptr) == is_due);
    if (is_due) CHECK(finding(incident, rule)->message.find(row.reason) != std::string::npos);
  }
}

TEST_CASE("a time whose zone has several meanings is not told as read") {
  FactsBuilder facts;
  auto& note = facts.source("a.md", "Acme", "A").note("2024-05-06T10:00Z", "It broke");
  note.when = zoneless("2024-05-06T10:00");
  note.when.zone = "CST";
  note.when.rejected.push_back(
      {base::minute_bounds(at("2024-05-06T16:00Z")), note.when.local, "CST as -06:00"});
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(finding(incident, "zone-abbreviation") != nullptr);
  CHECK(finding(incident, "zone-abbreviation")->message.find("is ambiguous") != std::string::npos);
}

TEST_CASE("work after resolved: the latest of repairs and rows, also the end of one") {
  auto facts = told("2024-05-06T11:29Z", "2024-05-06T21:02Z");
  facts.claim(model::ClaimKind::follow_up, "2024-05-08T09:00Z", "Repairs until the 9th").end =
      moment("2024-05-09T09:00Z");
  facts.note("2024-05-08T09:30Z", "Customers were called");
  const auto incident = facts.analyze().incidents.at(0);
  REQUIRE(finding(incident, "work-after-resolved") != nullptr);
  CHECK(finding(incident, "work-after-resolved")->message ==
        "the page says resolved at 2024-05-07 09:47 UTC while repair is told until 2024-05-09 09:00 UTC");
}
