#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;
using Rows = std::vector<std::string>;

TEST_CASE("rows of the timeline in every layout") {
  struct Row {
    const char* name;
    const char* text;
    Rows rows;
  };
  const Row rows[] = {
      {"bullets below a date",
       "## Timeline\n\n2022-06-20 (all times are CEST)\n\n- 15:29 - a\n- 15:44 - b\n  - 15:45 detail\n",
       {"2022-06-20T15:29", "2022-06-20T15:44"}},
      {"bare lines",
       "Timeline\n\n2024-01-02 10:00 UTC - a\n\n2024-01-02 10:05 UTC - b\nmore of it\n",
       {"2024-01-02T10:00", "2024-01-02T10:05"}},
      {"table",
       "## Timeline\n| Time in CET | E |\n|---|---|\n| 2019-11-29 12:00 | a |\n| 2019-11-30 08:24 | b |\n",
       {"2019-11-29T12:00", "2019-11-30T08:24"}},
      {"date and time in two columns",
       "## Timeline\n| Date | Time | E |\n|---|---|---|\n| 2019-11-29 | 12:00 | a |\n| 2019-11-29 | 12:30 | "
       "b |\n",
       {"2019-11-29T12:00", "2019-11-29T12:30"}},
      {"headings of two levels",
       "# 2019-02-25 hub down\n## Timeline\n### 2019-02-25 11:21\na\n### 11:34\nb\n## 13:20\nc\n## "
       "Conclusion\nd at 15:00\n",
       {"2019-02-25T11:21", "2019-02-25T11:34", "2019-02-25T13:20"}},
      {"a day's heading, then bullets",
       "# Report for 2020-02-20\n## Timeline\n### 2020-02-20\n- 21:17 UTC: a\n### 2020-02-21\n- 09:27 UTC: "
       "b\n",
       {"2020-02-20T21:17", "2020-02-21T09:27"}},
      {"flattened table",
       "Timeline\n\nTime Event\nMay 09 2025 14:00 UTC Started.\nMay 09 2025 14:07 UTC - BEGINS -\n\nWe see "
       "it. | | May 09 2025 14:12 UTC | Stop. | | May 09 2025 14:30 UTC | - ENDS -\n\nDone. |\n",
       {"2025-05-09T14:00", "2025-05-09T14:07", "2025-05-09T14:12", "2025-05-09T14:30"}},
      {"flattened table, its first rows on lines of their own",
       "Timeline\n\nTime Event\nMay 09 2025 14:00 UTC Started.\nMay 09 2025 14:07 UTC - BEGINS - Search "
       "fails. | | May 09 2025 14:12 UTC | Stop,\n14:13 by the clock of the host. | | May 09 2025 14:30 UTC "
       "| - ENDS - | Done. |\n",
       {"2025-05-09T14:00", "2025-05-09T14:07", "2025-05-09T14:12", "2025-05-09T14:30"}},
      {"template and unknown minutes",
       "## Timeline\n| Time | E |\n|---|---|\n| 2024-03-13 HH:mm | Short. |\n| 2024-03-13 10:01 | a |\n| "
       "2024-03-13 14:?? | b |\n",
       {"2024-03-13T10:01", "2024-03-13T14:00"}},
      {"a clock left as the template has it",
       "## Timeline\n| Time | E |\n|---|---|\n| 2020-12-21 HH:mm | Created the script |\n| 2021-09-10 HH:mm "
       "| Short "
       "event description. |\n| 2022-06-07 08:30 | Left it out |\n",
       {"2020-12-21", "2022-06-07T08:30"}},
      {"key events alone",
       "- **Key events**\n  - First detected: 2024-07-25 12:10\n  - Resolved 2024-07-25 16:19\n",
       {"2024-07-25T12:10", "2024-07-25T16:19"}},
      {"key events beside a timeline",
       "- **Key events**\n  - First detected: 2024-07-25 12:10\n- **Context**:\n  - 2024-07-25 12:11: a\n",
       {"2024-07-25T12:11"}},
      {"a stated day for all",
       "## Timeline\nUnless otherwise noted all events happened on 2019-10-21, and all times are in "
       "UTC.\n\n- 2019-10-20 00:55: a\n- 01:38: b\n",
       {"2019-10-20T00:55", "2019-10-21T01:38"}},
      {"days that are entries of their own",
       "# Bump\n## Timeline\n### 2018-01-15\nfailures\n### 2018-01-16\nmore\n### 2018-01-17 17:14\na\n### "
       "18:57\nb\n",
       {"2018-01-15", "2018-01-16", "2018-01-17T17:14", "2018-01-17T18:57"}},
      {"a day's heading with a name",
       "# Nodes, 2024-02-01\n## Timeline\n### 2024-03-05 Second outage\nwords\n### 15:12\na\n### 16:05\nb\n",
       {"2024-03-05T15:12", "2024-03-05T16:05"}},
      {"a title copied from an older report",
       "# 2022-01-27, limit reached\n## Timeline\n### 2022-06-02 10:00 - a\n### 21:00 - b\n### 21:24 - c\n",
       {"2022-06-02T10:00", "2022-06-02T21:00", "2022-06-02T21:24"}},
      {"the wrong half of the day",
       "Timeline\n\n07/27/2023 11:29am ET - a\n\n07/27/2023 11:32pm - b\n\n07/27/2023 12:08pm - c\n",
       {"2023-07-27T11:29", "2023-07-27T11:32", "2023-07-27T12:08"}},
      {"a day copied from an older report",
       "---\ndate: 2017-10-10\n---\n## Summary\nOn Oct 10, 2017, pods hung.\n## Timeline\n### 2017-05-09 "
       "10:45\na\n### 12:29\nb\n### 13:27\nc\n",
       {"2017-10-10T10:45", "2017-10-10T12:29", "2017-10-10T13:27"}},
      {"no timeline", "# Notes\n\nVersion 1.20.3 ran on 10.12.8.27:8080 at a ratio of 3:1.\n", {}},
      {"two times in prose are no timeline", "At 10:00 UTC it broke. At 11:00 UTC it worked.\n", {}},
      {"actions with times are none",
       "## Action items\n- 10:00 standup\n- 11:00 review\n- 12:00 lunch\n",
       {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(rows_of(read_text(row.text)) == row.rows);
  }
}

TEST_CASE("a flattened table leaves no bars") {
  const auto facts = read_text(
      "Timeline\n\nTime Event\nMay 09 2025 14:00 UTC Started.\nMay 09 2025 14:07 UTC - BEGINS - Search "
      "fails. | | May 09 2025 14:12 UTC | Stop. | | May 09 2025 14:30 UTC | - ENDS - | Done. |\n");
  REQUIRE(facts.events.size() == 4);
  CHECK(facts.events[0].body == "Started.");
  CHECK(facts.events[1].body == "BEGINS - Search fails.");
  CHECK(facts.events[2].body == "Stop.");
  CHECK(facts.events[3].body == "ENDS - Done.");
}

TEST_CASE("a time is written without its marks") {
  const auto facts = read_text("## Timeline\n\n- **2024-01-02 14:07** UTC - a\n- **14:10** UTC - b\n");
  REQUIRE(facts.events.size() == 2);
  CHECK(facts.events[0].when.written == "2024-01-02 14:07 UTC");
  CHECK(facts.events[1].when.written == "14:10 UTC");
}

TEST_CASE("untouched rows are counted") {
  const auto facts =
      read_text("## Timeline\n| Time | E |\n|---|---|\n| HH:mm | Short. |\n| 2024-03-13 10:01 | a |\n");
  REQUIRE(facts.ignored.size() == 1);
  CHECK(facts.ignored[0].reason == "untouched template row");
  CHECK(facts.source.records_read == 2);
  CHECK(facts.source.records_ignored == 1);
}

TEST_CASE("what stands below a row belongs to it") {
  const auto facts = read_text(
      "# x\n## Timeline\n### 2024-01-02 10:00\nfirst\n\n```\n10:03 log line\n```\n\n> chat at 10:04\n\n### "
      "10:10\nsecond\n## After\nnot\n");
  REQUIRE(facts.events.size() == 2);
  CHECK(facts.events[0].body == "first\n10:03 log line\nchat at 10:04");
  CHECK(facts.events[0].location.line == 3);
  CHECK(facts.events[1].body == "second");
}
