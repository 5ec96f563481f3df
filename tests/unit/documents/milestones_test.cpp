#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;
using model::MilestoneKind;

namespace {

std::string timeline(std::string_view rows) {
  return "# Report\n\n## Timeline\n\nAll times in UTC.\n\n" + std::string(rows);
}

}  // namespace

TEST_CASE("milestones that rows tell") {
  struct Row {
    const char* name;
    const char* rows;
    MilestoneKind kind;
    const char* when;
  };
  const Row rows[] = {
      {"marker", "- 2024-01-02 10:00 tests\n- 10:07 IMPACT BEGINS\n", MilestoneKind::impact_start,
       "2024-01-02T10:07"},
      {"marker of the incident is a latent fault",
       "- 2024-01-02 10:00 INCIDENT BEGINS wrong tag\n- 10:07 OUTAGE BEGINS\n", MilestoneKind::latent_fault,
       "2024-01-02T10:00"},
      {"lower case is no marker", "- 2024-01-02 10:00 we ask when detected\n", MilestoneKind::latent_fault,
       ""},
      {"described start", "- 2024-01-02 10:00 Search became unreachable\n", MilestoneKind::impact_start,
       "2024-01-02T10:00"},
      {"a report is no start", "- 2024-01-02 10:00 A user reported that the hub is down\n",
       MilestoneKind::impact_start, ""},
      {"what comes after the detection is no start",
       "- 2024-01-02 10:00 Alert fired\n- 10:05 site starts crashing\n", MilestoneKind::impact_start, ""},
      {"a report is a detection", "- 2024-01-02 10:00 A user reported that the hub is down\n",
       MilestoneKind::detected, "2024-01-02T10:00"},
      {"declared", "- 2024-01-02 10:00 Alert fired\n- 10:03 Incident declared\n", MilestoneKind::declared,
       "2024-01-02T10:03"},
      {"the first post is no start", "- 2024-01-02 10:03 Incident declared\n", MilestoneKind::impact_start,
       ""},
      {"identified", "- 2024-01-02 10:00 We identify a stuck lock in the store\n", MilestoneKind::identified,
       "2024-01-02T10:00"},
      {"not identified", "- 2024-01-02 10:00 Cause not identified yet\n", MilestoneKind::identified, ""},
      {"recovery", "- 2024-01-02 10:00 Search went down\n- 10:30 All services restored\n- 11:00 Clean-up\n",
       MilestoneKind::mitigated, "2024-01-02T10:30"},
      {"a promise of recovery is none",
       "- 2024-01-02 10:00 Search went down\n- 10:30 All services should be restored soon\n",
       MilestoneKind::mitigated, ""},
      {"a recovery before a relapse did not last",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Search is working again\n- 11:00 Search went down\n",
       MilestoneKind::mitigated, ""},
      {"the recovery after the relapse",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Service restored\n- 11:00 Search went down\n- 11:20 "
       "Service restored\n",
       MilestoneKind::mitigated, "2024-01-02T11:20"},
      {"a named repair alone ends no impact",
       "- 2024-01-02 10:00 Investigation started\n- 10:30 Hotfix deployed\n- 11:00 Talk\n",
       MilestoneKind::impact_end, ""},
      {"service coming back ends what nobody saw begin",
       "- 2024-01-02 10:00 Investigation started\n- 10:30 Service restored\n", MilestoneKind::impact_end,
       "2024-01-02T10:30"},
      {"not where it is told in two steps",
       "- 2024-01-02 10:00 Investigation started\n- 10:30 Service restored\n- 11:00 Everything is back to "
       "normal\n",
       MilestoneKind::impact_end, ""},
      {"what is called resolved in the words of a recovery is over there",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Confirmed that the problem is resolved, the site is "
       "back\n",
       MilestoneKind::impact_end, "2024-01-02T10:30"},
      {"a change that causes the failure",
       "- 2024-01-02 10:00 Upgrade caused the resolver to crash loop\n- 10:30 Alert fired\n",
       MilestoneKind::impact_start, "2024-01-02T10:00"},
      {"a report in so many words", "- 2024-01-02 10:00 A report in the channel says that the hub is down\n",
       MilestoneKind::detected, "2024-01-02T10:00"},
      {"what a machine notices is no detection",
       "- 2024-01-02 10:00 The poller fills the table when it notices it is empty\n", MilestoneKind::detected,
       ""},
      {"the end beside a start",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Service restored\n- 11:00 Talk\n",
       MilestoneKind::impact_end, "2024-01-02T10:30"},
      {"a follow-up is no end",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Service restored\n- 10:31 Incident closed\n- 2024-01-03 "
       "09:00 All records fully restored\n",
       MilestoneKind::impact_end, "2024-01-02T10:30"},
      {"repaired data moves no end",
       "- 2024-01-02 10:00 Search went down\n- 10:30 Service restored\n- 2024-01-03 09:00 All records fully "
       "restored\n",
       MilestoneKind::impact_end, "2024-01-02T10:30"},
      {"half is no recovery", "- 2024-01-02 10:00 Search went down\n- 10:30 Half of the services are back\n",
       MilestoneKind::mitigated, ""},
      {"resolved", "- 2024-01-02 10:00 Alert fired\n- 10:30 Incident closed\n", MilestoneKind::resolved,
       "2024-01-02T10:30"},
      {"resolved by a provider",
       "- 2024-01-02 10:00 Alert fired\n- 10:30 AWS updates their status page to say the problem is fixed\n",
       MilestoneKind::resolved, ""},
      {"trigger is the last change before",
       "- 2024-01-02 09:00 Migrated the index\n- 09:50 Updated environment variables\n- 10:00 Search went "
       "down\n",
       MilestoneKind::trigger, "2024-01-02T09:50"},
      {"newest first: the start",
       "- 2024-01-02 10:30 Service restored\n- 10:05 Alert fired\n- 10:00 Search went down\n",
       MilestoneKind::impact_start, "2024-01-02T10:00"},
      {"newest first: the end",
       "- 2024-01-02 10:30 Service restored\n- 10:05 Alert fired\n- 10:00 Search went down\n",
       MilestoneKind::impact_end, "2024-01-02T10:30"},
      {"newest first: the trigger",
       "- 2024-01-02 10:30 Service restored\n- 10:00 Search went down\n- 09:50 Updated environment "
       "variables\n",
       MilestoneKind::trigger, "2024-01-02T09:50"},
      {"newest first: what comes after the detection is no start",
       "- 2024-01-02 10:05 site starts crashing\n- 10:00 Alert fired\n- 09:00 tests\n",
       MilestoneKind::impact_start, ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(milestone_of(read_text(timeline(row.rows)), row.kind) == row.when);
  }
}

TEST_CASE("the stats block names a detection where a row stands") {
  const char* text =
      "# R\n\n## Timeline\n\nAll times in UTC.\n\n| Time | E |\n|---|---|\n| 2021-09-06 08:00 | All services "
      "returning 404 |\n"
      "| 2021-09-06 08:05 | Meeting |\n\n## Stats\n\n- Time to detection: ";
  CHECK(milestone_of(read_text(std::string(text) + "5 minutes\n"), MilestoneKind::detected) ==
        "2021-09-06T08:05");
  CHECK(milestone_of(read_text(std::string(text) + "7 minutes\n"), MilestoneKind::detected).empty());
}

TEST_CASE("durations whose two ends stand on rows") {
  const std::string rows =
      "# R\n\n## Timeline\n\nAll times in UTC.\n\n| Time | E |\n|---|---|\n| 2021-09-06 08:00 | Workshop |\n"
      "| 2021-09-06 08:13 | Controller applied |\n| 2021-09-06 09:41 | Users reported timeouts |\n"
      "| 2021-09-06 10:15 | Controller toggled |\n\n## Stats\n\n";
  const auto both = read_text(rows + "- Time to detection: 88 minutes\n- Time to recovery: 122 minutes\n");
  CHECK(milestone_of(both, MilestoneKind::impact_start) == "2021-09-06T08:13");
  CHECK(milestone_of(both, MilestoneKind::mitigated) == "2021-09-06T10:15");
  CHECK(milestone_of(both, MilestoneKind::impact_end) == "2021-09-06T10:15");
  // Between no two rows, and between two pairs of rows.
  CHECK(milestone_of(read_text(rows + "- Time to recovery: 35 minutes\n"), MilestoneKind::impact_start)
            .empty());
  CHECK(milestone_of(
            read_text("# R\n\n## Timeline\n\nAll times in UTC.\n\n- 2021-09-06 08:00 a\n- 08:10 b\n- 08:20 "
                      "c\n\n## Stats\n\n- Time to recovery: 10 minutes\n"),
            MilestoneKind::impact_start)
            .empty());
}

TEST_CASE("a duration whose two ends stand in sentences") {
  const std::string text =
      "# Report\n\nOn 2021-04-27 at 15:09 UTC we released a new version. At 15:23 UTC a report came in. At "
      "15:27 "
      "UTC we had found the cause of the problem, and while a fix was made, the release was taken back by "
      "15:56 UTC.\n\n";
  const auto found = read_text(text + "For approximately 47 minutes, jobs may have failed.\n");
  CHECK(milestone_of(found, MilestoneKind::impact_start) == "2021-04-27T15:09");
  CHECK(milestone_of(found, MilestoneKind::impact_end) == "2021-04-27T15:56");
  CHECK(milestone_of(found, MilestoneKind::identified) == "2021-04-27T15:27");
  CHECK(milestone_of(read_text(text + "For approximately 45 minutes, jobs failed.\n"),
                     MilestoneKind::impact_start)
            .empty());
}

TEST_CASE("words for no delay are lengths") {
  const auto facts = read_text(
      "# R\n\n## Summary\n\nThe outage began at 10:00 UTC on 2024-01-02. The team was immediately notified. "
      "Nothing "
      "was not immediately alerted.\n\n## Lessons\n\nIt took a few minutes to be notified.\n");
  const auto lengths = claims_of(facts, model::ClaimKind::duration);
  REQUIRE(lengths.size() == 2);
  CHECK(lengths[0].text == "immediately notified");
  CHECK(lengths[0].seconds == 0);
  CHECK(lengths[0].duration_to == MilestoneKind::detected);
  CHECK(lengths[1].text == "a few minutes");
  CHECK(lengths[1].duration_to == MilestoneKind::detected);
}

TEST_CASE("key events") {
  const auto facts = read_text(
      "- **Key events**\n  - Fault occurs 2020-02-25 07:32\n  - Team aware 2020-02-25 07:36\n  - Incident "
      "declared 2020-02-25 10:58\n  - Repaired 2020-02-25 11:40\n  - Resolved 2020-02-25 17:07\n");
  CHECK(milestone_of(facts, MilestoneKind::impact_start) == "2020-02-25T07:32");
  CHECK(milestone_of(facts, MilestoneKind::detected) == "2020-02-25T07:36");
  CHECK(milestone_of(facts, MilestoneKind::declared) == "2020-02-25T10:58");
  CHECK(milestone_of(facts, MilestoneKind::mitigated) == "2020-02-25T11:40");
  CHECK(milestone_of(facts, MilestoneKind::resolved) == "2020-02-25T17:07");
}

TEST_CASE("key events stand in the order of a form") {
  const auto facts = read_text(
      "- **Key events**\n  - First detected 2021-11-05 9:29\n  - Repaired 2021-11-05 10:46\n  - Incident "
      "declared "
      "2021-11-05 9:31\n  - Resolved 2021-11-05 1052\n");
  CHECK(milestone_of(facts, MilestoneKind::mitigated) == "2021-11-05T10:46");
  CHECK(milestone_of(facts, MilestoneKind::declared) == "2021-11-05T09:31");
  CHECK(milestone_of(facts, MilestoneKind::resolved) == "2021-11-05T10:52");
}

TEST_CASE("an entry's front matter") {
  const std::string rest =
      "\nresolved: true\nresolvedWhen: 2021-06-08T12:41:00-00:00\nseverity: down\naffected:\n  - "
      "mirror\nsection: issue\n---\nDown.\n";
  const auto real = read_text("---\ntitle: T\ndate: 2021-06-08T09:58:00-00:00" + rest);
  CHECK(milestone_of(real, MilestoneKind::impact_start) == "2021-06-08T09:58");
  CHECK(milestone_of(real, MilestoneKind::impact_end) == "2021-06-08T12:41");
  const auto windows = claims_of(real, model::ClaimKind::window);
  REQUIRE(windows.size() == 1);
  CHECK(windows[0].level == model::Level::major_outage);
  REQUIRE(windows[0].scopes.size() == 1);
  CHECK(windows[0].scopes[0].service.slug == "mirror");
  // A midnight is a placeholder, no start; then there is no window either.
  const auto midnight = read_text("---\ntitle: T\ndate: 2021-06-08 00:00:00" + rest);
  CHECK(milestone_of(midnight, MilestoneKind::impact_start).empty());
  CHECK(milestone_of(midnight, MilestoneKind::resolved) == "2021-06-08T12:41");
  CHECK(claims_of(midnight, model::ClaimKind::window).empty());
}
