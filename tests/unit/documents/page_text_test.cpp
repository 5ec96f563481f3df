#include "ingest/prose/page_text.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace faultline::ingest;

TEST_CASE("what is a copied page") {
  struct Row {
    const char* name;
    const char* text;
    Sniff sniff;
  };
  const Row rows[] = {
      {"report and stamp", "T\nIncident Report for Acorn\nResolved\nDone.\nPosted May 05, 2026 - 01:17 PDT\n",
       Sniff::certain},
      {"blank lines between",
       "T\n\nIncident Report for Acorn\n\nResolved\n\nDone.\nPosted May 05, 2026 - 01:17 PDT",
       Sniff::certain},
      {"posts alone",
       "T\nResolved\nDone.\nPosted May 05, 2026 - 01:17 PDT\nInvestigating\nLook.\nPosted May 05, 2026 - "
       "01:00 PDT\n",
       Sniff::likely},
      {"no stamp", "T\nIncident Report for Acorn\nResolved\n", Sniff::no},
      {"a document", "# Outage\n\nIt broke at 10:00 UTC on 2024-01-02.\n", Sniff::no},
      {"json", "{\"page\": 1}", Sniff::no},
      {"nothing", "", Sniff::no},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(prose::sniff_page_text(row.text) == row.sniff);
  }
}

TEST_CASE("the parts of a page") {
  const std::string text =
      "Slow search\nIncident Report for Acorn\nPostmortem\nSummary\n\nOn 2026-05-04 10:00 UTC it "
      "broke.\nPosted May 19, 2026 - 17:03 PDT\n\n"
      "Resolved\nDone.\nPosted 9 months ago. May 05, 2026 - 01:17 PDT\nInvestigating\nPosted: see "
      "below.\nLook.\nPosted May 05, 2026 - 00:57 PDT\n"
      "This incident affected: Prod 2 (Cost (CCM)), Web.\nPowered by a page\n";
  const auto page = prose::parse_page_text(text, {});
  CHECK(page.title == "Slow search");
  CHECK(page.organisation == "Acorn");
  CHECK(page.affected == "Prod 2 (Cost (CCM)), Web");
  REQUIRE(page.zone.has_value());
  CHECK(page.zone->name() == "America/Los_Angeles");
  REQUIRE(page.posts.size() == 3);
  CHECK(page.posts[0].status == model::PostStatus::postmortem);
  CHECK(page.posts[0].body_line == 4);
  CHECK(page.posts[1].status == model::PostStatus::resolved);
  CHECK(base::format_rfc3339(page.posts[1].when.utc->best) == "2026-05-05T08:17:00Z");
  CHECK(page.posts[2].body == "Posted: see below.\nLook.");
  CHECK(base::format_rfc3339(page.posts[2].when.utc->best) == "2026-05-05T07:57:00Z");
  CHECK(page.furniture_lines == 1);
}

TEST_CASE("a stamp without a year needs one from outside") {
  const std::string text = "T\nIncident Report for Acorn\nResolved\nDone.\nAug 6, 17:49 UTC\n";
  CHECK_FALSE(prose::parse_page_text(text, {}).posts.at(0).when.utc.has_value());
  ReadOptions options;
  options.published = std::chrono::year{2025} / 9 / 1;
  const auto page = prose::parse_page_text(text, options);
  REQUIRE(page.posts.at(0).when.utc.has_value());
  CHECK(base::format_rfc3339(page.posts[0].when.utc->best) == "2025-08-06T17:49:00Z");
}

TEST_CASE("a copy that is cut off keeps its orphan") {
  const auto page = prose::parse_page_text(
      "T\nIncident Report for Acorn\nResolved\nDone.\nPosted May 05, 2026 - 01:17 PDT\nInvestigating\nLook",
      {});
  CHECK(page.posts.size() == 1);
  REQUIRE(page.without_stamp.size() == 1);
  CHECK(page.without_stamp[0].line == 6);
}
