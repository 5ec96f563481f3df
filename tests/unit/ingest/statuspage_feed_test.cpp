#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "ingest/reader.hpp"
#include "ingest/readers/feed_entry.hpp"

namespace faultline::ingest {
namespace {

std::string entry(const std::string& published, const std::vector<const char*>& stamps) {
  std::string html;
  for (const char* stamp : stamps) {
    html += fmt::format(
        "&lt;p&gt;&lt;small&gt;{}&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Update&lt;/strong&gt; - "
        "text&lt;/p&gt;",
        stamp);
  }
  const std::string date = published.empty() ? "" : fmt::format("<published>{}</published>", published);
  return fmt::format("<entry>{}<title>T</title><content type=\"html\">{}</content></entry>", date, html);
}

model::SourceFacts read(const std::string& entries, const ReadOptions& options = {}) {
  return read_input({"f", "<?xml version=\"1.0\"?><feed><title>Tarnfield Status - Incident History</title>" +
                              entries + "</feed>"},
                    options, &reader_named("statuspage_feed"));
}

TEST_CASE("the year of posts") {
  struct Row {
    const char* name;
    const char* published;
    std::vector<const char*> stamps;  // newest first
    std::vector<const char*> instants;
  };
  const Row rows[] = {
      {"same year",
       "2026-03-16T19:46:10Z",
       {"Mar 16, 19:46 UTC", "Mar 16, 14:09 UTC"},
       {"2026-03-16T19:46:00Z", "2026-03-16T14:09:00Z"}},
      {"over new year",
       "2026-01-02T08:15:30Z",
       {"Jan 2, 08:15 UTC", "Dec 30, 17:02 UTC"},
       {"2026-01-02T08:15:00Z", "2025-12-30T17:02:00Z"}},
      {"published when it began",
       "2025-12-30T17:02:00Z",
       {"Jan 2, 08:15 UTC", "Dec 30, 17:02 UTC"},
       {"2026-01-02T08:15:00Z", "2025-12-30T17:02:00Z"}},
      {"eleven months long",
       "2026-03-01T10:00:00Z",
       {"Mar 1, 10:00 UTC", "Apr 2, 10:00 UTC"},
       {"2026-03-01T10:00:00Z", "2025-04-02T10:00:00Z"}},
      {"leap day",
       "2025-01-05T10:00:00Z",
       {"Jan 5, 10:00 UTC", "Feb 29, 10:00 UTC"},
       {"2025-01-05T10:00:00Z", "2024-02-29T10:00:00Z"}},
      {"new year in the zone", "2026-01-01T04:30:00Z", {"Dec 31, 20:30 PST"}, {"2026-01-01T04:30:00Z"}},
      {"summer time", "2026-07-01T17:00:00Z", {"Jul 1, 10:00 PDT"}, {"2026-07-01T17:00:00Z"}},
      {"which IST", "2026-07-01T17:00:20Z", {"Jul 1, 19:00 IST"}, {"2026-07-01T17:00:00Z"}},
      {"a little out of order",
       "2026-03-16T19:46:10Z",
       {"Mar 16, 19:40 UTC", "Mar 16, 19:46 UTC"},
       {"2026-03-16T19:40:00Z", "2026-03-16T19:46:00Z"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto facts = read(entry(row.published, row.stamps));
    CHECK(facts.diagnostics.empty());
    REQUIRE(facts.events.size() == row.instants.size() + 1);
    for (std::size_t i = 0; i < row.instants.size(); ++i) {
      CHECK(base::format_rfc3339(facts.events[i + 1].when.utc->best) == row.instants[i]);
      CHECK(facts.events[i + 1].when.utc->latest - facts.events[i + 1].when.utc->earliest ==
            std::chrono::minutes(1));
    }
  }
}

TEST_CASE("a year that nothing tells stays unknown, or is the one given") {
  const auto unknown = read(entry("", {"Mar 16, 19:46 UTC"}));
  REQUIRE(unknown.events.size() == 2);
  CHECK_FALSE(unknown.events[1].when.is_placed());
  CHECK(unknown.events[1].when.reason.find("--published") != std::string::npos);
  ReadOptions options;
  options.published = std::chrono::year_month_day(std::chrono::year(2024) / 3 / 20);
  const auto given = read(entry("", {"Mar 16, 19:46 UTC"}), options);
  CHECK(base::format_rfc3339(given.events[1].when.utc->best) == "2024-03-16T19:46:00Z");
  CHECK(given.events[1].when.date_basis == base::DateBasis::option);
}

TEST_CASE("cut XML: the entries before the cut are read") {
  const std::string whole =
      "<?xml version=\"1.0\"?><feed><title>Tarnfield Status - Incident History</title>" +
      entry("2026-03-16T19:46:10Z", {"Mar 16, 19:46 UTC"}) +
      entry("2026-03-15T19:46:10Z", {"Mar 15, 19:46 UTC"});
  const auto facts =
      read_input({"f", whole.substr(0, whole.size() - 60)}, {}, &reader_named("statuspage_feed"));
  CHECK(facts.events.size() == 2);
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].message.starts_with("no valid XML"));
}

TEST_CASE("a document type is not expanded") {
  const std::string feed =
      "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><feed><title>&a; "
      "Status - Incident History</title>" +
      entry("2026-03-16T19:46:10Z", {"Mar 16, 19:46 UTC"}) + "</feed>";
  const auto facts = read_input({"f", feed}, {}, &reader_named("statuspage_feed"));
  CHECK(facts.source.organisation == "&a;");
  CHECK(facts.events.size() == 2);
}

TEST_CASE("dates of feeds") {
  struct Row {
    const char* text;
    const char* instant;
  };
  const Row rows[] = {
      {"2022-06-17T03:54:19Z", "2022-06-17T03:54:19Z"},
      {"2022-06-17T05:54:19+02:00", "2022-06-17T03:54:19Z"},
      {"Fri, 24 Dec 2021 00:46:18 +0100", "2021-12-23T23:46:18Z"},
      {"24 Dec 2021 00:46:18 GMT", "2021-12-24T00:46:18Z"},
      {"Thu, 06 Aug 2020 17:49:00 PDT", "2020-08-07T00:49:00Z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto date = formats::feed_date(row.text);
    REQUIRE(date.has_value());
    CHECK(base::format_rfc3339(date->instant) == row.instant);
  }
  for (const char* text : {"", "yesterday", "Fri, 24 Dec", "Fri, 24 Dec 2021 00:46:18 XYZT",
                           "Fri, 24 Dec 2021 00:46:99 +0100"}) {
    CAPTURE(text);
    CHECK_FALSE(formats::feed_date(text).has_value());
  }
}

}  // namespace
}  // namespace faultline::ingest
