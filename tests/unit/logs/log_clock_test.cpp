#include "ingest/logs/log_clock.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

namespace faultline::ingest::logs {
namespace {

// What a clock of that layout reads, as RFC 3339; "none" where nothing.
std::string read(LogClock& clock, const char* text) {
  const auto instant = clock.read(text, 1);
  return instant ? base::format_rfc3339(*instant) : "none";
}

struct Row {
  const char* text;
  const char* instant;
};

}  // namespace

TEST_CASE("times of ISO 8601 and numbers") {
  FactSink sink("x", "d", "r", 0);
  AssumedZone zone({}, sink);
  const Row rows[] = {
      {"2026-03-04T09:12:33Z", "2026-03-04T09:12:33Z"},
      {"2026-03-04T09:12:33.1Z", "2026-03-04T09:12:33.100Z"},
      {"2026-03-04T09:12:33.123456789Z", "2026-03-04T09:12:33.123456Z"},
      {"2026-03-04t09:12:33,123z", "2026-03-04T09:12:33.123Z"},
      {"2026-03-04 09:12:33 +0100", "2026-03-04T08:12:33Z"},
      {"2026-03-04T09:12:33-03:30", "2026-03-04T12:42:33Z"},
      {"2026-03-04T09:12:33+01", "2026-03-04T08:12:33Z"},
      {"2026-03-04 09:12:33,123", "2026-03-04T09:12:33.123Z"},
      {"2026-03-04T09:12Z", "2026-03-04T09:12:00Z"},
      {"2026-03-04 09:12", "2026-03-04T09:12:00Z"},
      {"1772615553", "2026-03-04T09:12:33Z"},
      {"1772615553.1", "2026-03-04T09:12:33.100Z"},
      {"1772615553.1234567", "2026-03-04T09:12:33.123456Z"},
      {"1772615553123", "2026-03-04T09:12:33.123Z"},
      {"1772615553123.5", "2026-03-04T09:12:33.123500Z"},
      {"1772615553123456", "2026-03-04T09:12:33.123456Z"},
      {"1772615553123456789", "2026-03-04T09:12:33.123456Z"},
      {"1.772615553123e+09", "2026-03-04T09:12:33.123Z"},
      {"999999999", "2001-09-09T01:46:39Z"},
      {"2026-03-04", "none"},
      {"2026-13-04T09:12:33Z", "none"},
      {"2026-02-29T09:12:33Z", "none"},
      {"2026-03-04T24:00:00Z", "none"},
      {"2026-03-04T09:12:60Z", "none"},
      {"2026-03-04T09:12:33.Z", "none"},
      {"2026-03-04T09:12:33ZZ", "none"},
      {"2026-03-04T09:12:33+25:00", "none"},
      {"12", "none"},
      {"99999999", "none"},
      {"17726155531234567890", "none"},
      {"17726155531", "none"},
      {"-1772615553", "none"},
      {"1772615553.1.1", "none"},
      {"1.7e300", "none"},
      {"e", "none"},
      {".", "none"},
      {"", "none"},
      {"yesterday", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    LogClock fresh(TimeLayout::iso(), zone);
    CHECK(read(fresh, row.text) == row.instant);
  }
  // A clock that has just read another minute, or the same one, says the same.
  LogClock used(TimeLayout::iso(), zone);
  for (const Row& before : rows) {
    for (const Row& row : rows) {
      CAPTURE(before.text, row.text);
      used.read(before.text, 1);
      CHECK(read(used, row.text) == row.instant);
    }
  }
}

TEST_CASE("times in a layout") {
  struct LayoutRow {
    const char* layout;
    const char* text;
    const char* instant;
  };
  const LayoutRow rows[] = {
      {"%d/%b/%Y:%H:%M:%S %z", "04/Mar/2026:09:12:33 +0100", "2026-03-04T08:12:33Z"},
      {"%d/%b/%Y:%H:%M:%S%f %z", "04/Mar/2026:09:12:33.250 +0000", "2026-03-04T09:12:33.250Z"},
      {"%a %b %e %H:%M:%S%f %Y", "Wed Mar  4 09:12:33.5 2026", "2026-03-04T09:12:33.500Z"},
      {"%a %b %e %H:%M:%S%f %Y", "Wed Mar 14 09:12:33 2026", "2026-03-14T09:12:33Z"},
      {"%b %e %H:%M:%S", "Mar  4 09:12:33", "none"},  // no year: --published is not given
      {"%d/%b/%Y:%H:%M:%S %z", "04/Mrz/2026:09:12:33 +0100", "none"},
      {"%d/%b/%Y:%H:%M:%S %z", "31/Feb/2026:09:12:33 +0100", "none"},
      {"%d/%b/%Y:%H:%M:%S %z", "04/Mar/2026:09:12", "none"},
      {"%d/%b/%Y:%H:%M:%S %z", "04/M", "none"},
      {"%H:%M", "09:12", "none"},
  };
  FactSink sink("x", "d", "r", 0);
  AssumedZone zone({}, sink);
  for (const LayoutRow& row : rows) {
    CAPTURE(row.text);
    LogClock clock(TimeLayout(row.layout), zone);
    CHECK(read(clock, row.text) == row.instant);
  }
  CHECK_THROWS_AS(TimeLayout("%Q"), base::Error);
  CHECK_THROWS_AS(TimeLayout("%"), base::Error);
}

TEST_CASE("what a time does not tell comes from outside, and a guess is told once") {
  const auto remarks = [](const FactSink& sink) { return sink.facts().diagnostics.size(); };
  ReadOptions options;
  SECTION("no zone at all") {
    FactSink sink("x", "d", "r", 0);
    AssumedZone zone(options, sink);
    LogClock clock(TimeLayout::iso(), zone);
    CHECK(read(clock, "2026-03-04 09:12:33") == "2026-03-04T09:12:33Z");
    CHECK(read(clock, "2026-03-04 09:13:33") == "2026-03-04T09:13:33Z");
    REQUIRE(remarks(sink) == 1);
    CHECK(sink.facts().diagnostics[0].severity == base::Severity::note);
    zone.forget();
    read(clock, "2026-03-04 09:14:33");
    CHECK(remarks(sink) == 2);
  }
  SECTION("--zone before the config's") {
    options.zone = "Europe/Madrid";
    options.config_zone = "America/New_York";
    FactSink sink("x", "d", "r", 0);
    AssumedZone zone(options, sink);
    LogClock clock(TimeLayout::iso(), zone);
    CHECK(read(clock, "2026-03-04 09:12:33") == "2026-03-04T08:12:33Z");
    CHECK(read(clock, "2026-07-04 09:12:33") == "2026-07-04T07:12:33Z");
    CHECK(read(clock, "2026-07-04 09:12:33Z") == "2026-07-04T09:12:33Z");
    CHECK(remarks(sink) == 0);
    CHECK(read(clock, "2026-10-25 02:30:00") == "2026-10-25T00:30:00Z");  // twice that night; the earlier
    CHECK(remarks(sink) == 1);
  }
  SECTION("the config's zone") {
    options.config_zone = "America/New_York";
    FactSink sink("x", "d", "r", 0);
    AssumedZone zone(options, sink);
    LogClock clock(TimeLayout::iso(), zone);
    CHECK(read(clock, "2026-03-04 09:12:33") == "2026-03-04T14:12:33Z");
    CHECK(remarks(sink) == 0);
  }
  SECTION("the year of --published") {
    options.published =
        std::chrono::year_month_day{std::chrono::year(2024), std::chrono::March, std::chrono::day(9)};
    FactSink sink("x", "d", "r", 0);
    AssumedZone zone(options, sink);
    LogClock clock(TimeLayout("%b %e %H:%M:%S"), zone);
    CHECK(read(clock, "Feb 29 09:12:33") == "2024-02-29T09:12:33Z");
    CHECK(read(clock, "Feb 30 09:12:33") == "none");
  }
}

}  // namespace faultline::ingest::logs
