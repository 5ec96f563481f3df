#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;
using model::ClaimKind;

TEST_CASE("windows that sentences state") {
  struct Row {
    const char* name;
    const char* text;
    const char* start;  // "" = no window
    const char* end;
  };
  const Row rows[] = {
      {"from and to", "The outage occurred on 2024-03-30 from 12:30 to 12:55 UTC.", "2024-03-30T12:30",
       "2024-03-30T12:55"},
      {"between",
       "Between the hour of 16:23 and 16:46 CEST on the 20th of June 2022, the app was unavailable.",
       "2022-06-20T16:23", "2022-06-20T16:46"},
      {"in brackets",
       "Search was unavailable for 23 minutes on 9th May 2025 (14:07 UTC \xE2\x80\x93 14:30 UTC).",
       "2025-05-09T14:07", "2025-05-09T14:30"},
      {"over midnight", "The outage on 2024-03-30 lasted from 23:40 to 00:20 UTC.", "2024-03-30T23:40",
       "2024-03-31T00:20"},
      {"maintenance is no impact",
       "The maintenance window on 2024-03-30 was from 12:30 to 12:55 UTC, errors were expected.", "", ""},
      {"support hours", "The outage was handled in support hours 10:00-17:00.", "", ""},
      {"below Impact, in brackets and without a word of it",
       "On 2024-03-30 all is told.\n\n## Impact\n\nJobs did not begin. (Between 1:46pm - 5:30pm UTC on "
       "2024-03-30)",
       "2024-03-30T13:46", "2024-03-30T17:30"},
      {"nothing broken", "We met on 2024-03-30 from 12:30 to 12:55 UTC.", "", ""},
      {"hedged", "Changes on 2024-03-30 between 10:20 and 11:40 UTC may have been impacted.", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto windows = claims_of(read_text(std::string("# T\n\n") + row.text + "\n"), ClaimKind::window);
    if (*row.start == '\0') {
      CHECK(windows.empty());
      continue;
    }
    REQUIRE(windows.size() == 1);
    CHECK(local_of(windows[0].start) == row.start);
    REQUIRE(windows[0].end.has_value());
    CHECK(local_of(*windows[0].end) == row.end);
    CHECK_FALSE(windows[0].rule.empty());
  }
}

TEST_CASE("scopes of a window") {
  struct Row {
    const char* name;
    const char* text;
    std::vector<std::string> clusters;
  };
  const char* const kOutage = "# T\n\nThe search was unavailable on 2024-03-05 from 12:30 to 12:55 UTC. ";
  const Row rows[] = {
      {"what there is was not hit",
       "It affected only prod-1. Our clusters are prod-1, prod-2 and prod-3.",
       {"prod-1"}},
      {"a sentence ends behind a time",
       "Only prod-2 failed at 12:44. The clusters prod-1 and prod-2 are twins.",
       {"prod-1", "prod-2"}},
      {"an inventory that was hit",
       "Our clusters are prod-1 and prod-2, and both failed.",
       {"prod-1", "prod-2"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto windows = claims_of(read_text(std::string(kOutage) + row.text + "\n"), ClaimKind::window);
    REQUIRE(windows.size() == 1);
    std::vector<std::string> clusters;
    for (const auto& scope : windows[0].scopes) clusters.push_back(scope.cluster.slug);
    CHECK(clusters == row.clusters);
  }
}

TEST_CASE("repairs after the impact") {
  struct Row {
    const char* name;
    const char* text;
    std::vector<std::string> by;
  };
  const char* const kOutage =
      "# T\n\nThe search was unavailable on July 26th, 2024 from 12:30 to 12:55 UTC. ";
  const Row rows[] = {
      {"records restored",
       "By 9:35am on July 28th, all customer records were restored.",
       {"2024-07-28T09:35"}},
      {"fully resolved", "These were fully resolved by 12:30pm on July 31st.", {"2024-07-31T12:30"}},
      {"a promise", "All records should be fully restored by 5pm on August 3rd.", {}},
      {"a denial", "Records were not restored by 5pm on August 3rd.", {}},
      {"before the end of the impact", "By 12:40 the first shards were restored.", {}},
      {"no repair", "By 9:35am on July 28th, we had met.", {}},
      {"a time that is no limit", "At 9:35am on July 28th, the last records were restored.", {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto facts = read_text(std::string(kOutage) + row.text + "\n");
    std::vector<std::string> by;
    for (const auto& claim : claims_of(facts, ClaimKind::follow_up)) {
      by.push_back(local_of(claim.start));
      CHECK(claim.start.resolution == base::Resolution::bounded);
    }
    CHECK(by == row.by);
    CHECK(claims_of(facts, ClaimKind::window).size() == 1);
    CHECK(milestone_of(facts, model::MilestoneKind::impact_end) == "2024-07-26T12:55");
  }
}

TEST_CASE("the order of a date is proven by another date or not at all") {
  struct Row {
    const char* name;
    const char* text;
    const char* start;
    std::size_t rejected;
  };
  const Row rows[] = {
      {"it cannot prove itself", "# T\n\nSearch was unavailable on 03/05/2024 from 12:30 to 12:55 UTC.",
       "2024-03-05T12:30", 1},
      {"the title proves it",
       "# Outage of 2024-03-05\n\nSearch was unavailable on 03/05/2024 from 12:30 to 12:55 UTC.",
       "2024-03-05T12:30", 0},
      {"another date proves month first",
       "# T\n\nWe released on 3/30/2024.\n\nSearch was unavailable on 4/1/2024 from 12:30 to 12:55 UTC.",
       "2024-04-01T12:30", 0},
      {"another date proves day first",
       "# T\n\nWe released on 30/03/2024.\n\nSearch was unavailable on 01/04/2024 from 12:30 to 12:55 UTC.",
       "2024-04-01T12:30", 1},
      {"two dates disagree",
       "# T\n\nReleased on 30/03/2024 and 3/30/2024.\n\nSearch was unavailable on 10/12/2024 from 12:30 to "
       "12:55 UTC.",
       "2024-10-12T12:30", 1},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto windows = claims_of(read_text(std::string(row.text) + "\n"), ClaimKind::window);
    REQUIRE(windows.size() == 1);
    CHECK(local_of(windows[0].start) == row.start);
    CHECK(windows[0].start.rejected.size() == row.rejected);
  }
}

TEST_CASE("durations that sentences state") {
  struct Row {
    const char* text;
    std::int64_t minutes;  // 0 = none
  };
  const Row rows[] = {
      {"The outage lasted 25 minutes.", 25},
      {"We had an outage for 28 minutes from then.", 28},
      {"All was back, ending 9 hours and 18 minutes of system impact.", 558},
      {"This went unnoticed and caused 40min of total outage.", 40},
      {"- Time to recovery: 68 minutes", 68},
      {"The next outage update comes within 30 minutes.", 0},
      {"The outage began 14 minutes later.", 0},
      {"The failover took about 15 minutes.", 0},
      {"The error is a timeout of 30 seconds.", 0},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto durations =
        claims_of(read_text(std::string("# T\n\n") + row.text + "\n"), ClaimKind::duration);
    if (row.minutes == 0) {
      CHECK(durations.empty());
    } else {
      REQUIRE(durations.size() == 1);
      CHECK(durations[0].seconds == row.minutes * 60);
    }
  }
}

TEST_CASE("levels that sentences tell") {
  struct Row {
    const char* text;
    model::Level level;
  };
  const Row rows[] = {
      {"There was no full service downtime.", model::Level::degraded},
      {"Customers saw stale data.", model::Level::degraded},
      {"100 % of ingest operations failed.", model::Level::major_outage},
      {"The application stopped working.", model::Level::major_outage},
      {"We had a partial outage.", model::Level::partial_outage},
      {"This was a full outage of the API.", model::Level::major_outage},
      {"A partial outage hit the uploads.", model::Level::partial_outage},
      {"The API was partially unavailable.", model::Level::partial_outage},
      {"Performance was degraded.", model::Level::degraded},
      {"Reports were outdated.", model::Level::degraded},
      {"The figures of the reports were out of date.", model::Level::degraded},
      {"The store was in read-only mode.", model::Level::degraded},
      {"The database went read only.", model::Level::degraded},
      {"Users saw intermittent errors.", model::Level::degraded},
      {"Errors occurred sporadically.", model::Level::degraded},
      {"30 % of requests failed.", model::Level::degraded},
      {"99.9% of uploads timed out.", model::Level::degraded},
      {"There was no downtime.", model::Level::degraded},
      {"There was no outage.", model::Level::degraded},
      {"The service remained available.", model::Level::degraded},
      {"The service was not down at any time.", model::Level::degraded},
      {"The service was available throughout.", model::Level::degraded},
      {"0 % of requests failed.", model::Level::unknown},
      {"30 % of requests were uploads.", model::Level::unknown},
      {"We met at noon.", model::Level::unknown},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto levels = claims_of(read_text(std::string("# T\n\n") + row.text + "\n"), ClaimKind::level);
    if (row.level == model::Level::unknown) {
      CHECK(levels.empty());
    } else {
      REQUIRE_FALSE(levels.empty());
      CHECK(levels[0].level == row.level);
      CHECK(levels[0].text == row.text);
      CHECK_FALSE(levels[0].rule.empty());
    }
  }
}
