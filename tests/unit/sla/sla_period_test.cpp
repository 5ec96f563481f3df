#include <catch2/catch.hpp>

#include "analyze/sla/period.hpp"
#include "base/error.hpp"

namespace faultline::analyze {

// Minutes of real months, from the tz database.
TEST_CASE("a month has the minutes its zone gives it") {
  struct Row {
    const char* name;
    const char* zone;
    const char* month;
    int minutes;
  };
  const Row rows[] = {
      {"February", "UTC", "2026-02", 40320},
      {"leap February", "UTC", "2024-02", 41760},
      {"March", "UTC", "2026-03", 44640},
      {"New York loses an hour", "America/New_York", "2026-03", 44580},
      {"New York gains an hour", "America/New_York", "2026-11", 43260},
      {"London loses an hour", "Europe/London", "2026-03", 44580},
      {"London gains an hour", "Europe/London", "2026-10", 44700},
      {"Lord Howe gains half an hour", "Australia/Lord_Howe", "2026-04", 43230},
      {"Lord Howe loses half an hour", "Australia/Lord_Howe", "2026-10", 44610},
      {"Apia skips 30 December", "Pacific/Apia", "2011-12", 43200},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto periods = parse_periods(row.month, base::Zone::find(row.zone).value(), {});
    REQUIRE(periods.size() == 1);
    CHECK(periods[0].seconds() == row.minutes * 60);
    CHECK(periods[0].label == row.month);
  }
}

TEST_CASE("periods are told by name") {
  const base::Zone utc = base::Zone::utc();
  const base::Instant now = base::parse_rfc3339("2026-05-09T11:00:00Z").value();
  struct Row {
    const char* text;
    std::vector<std::string> labels;
    const char* start;
    const char* end;
  };
  const Row rows[] = {
      {"2021-03", {"2021-03"}, "2021-03-01T00:00:00Z", "2021-04-01T00:00:00Z"},
      {" 2021-03..2021-04 ", {"2021-03", "2021-04"}, "2021-03-01T00:00:00Z", "2021-05-01T00:00:00Z"},
      {"2026-Q2", {"2026-Q2"}, "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z"},
      {"2025-q4..2026-Q1", {"2025-Q4", "2026-Q1"}, "2025-10-01T00:00:00Z", "2026-04-01T00:00:00Z"},
      {"2026", {"2026"}, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"},
      {"2024..2025", {"2024", "2025"}, "2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"2026-04-30", {"2026-04-30"}, "2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z"},
      {"2026-04-01..2026-04-15", {"2026-04-01..2026-04-15"}, "2026-04-01T00:00:00Z", "2026-04-16T00:00:00Z"},
      {"90d", {"2026-02-09..2026-05-09"}, "2026-02-09T00:00:00Z", "2026-05-10T00:00:00Z"},
      {"last-month", {"2026-04"}, "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"},
      {"last-quarter", {"2026-Q1"}, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"},
      {"last-year", {"2025"}, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto periods = parse_periods(row.text, utc, now);
    std::vector<std::string> labels;
    for (const SlaPeriod& period : periods) labels.push_back(period.label);
    CHECK(labels == row.labels);
    CHECK(base::Instant(periods.front().start) == base::parse_rfc3339(row.start).value());
    CHECK(base::Instant(periods.back().end) == base::parse_rfc3339(row.end).value());
  }
  for (const char* bad : {"",
                          "202",
                          "2021-13",
                          "2021-00",
                          "2021-3",
                          "2021-02-30",
                          "2021-Q5",
                          "2021-Q",
                          "next-month",
                          "0d",
                          "d",
                          "9999d",
                          "2021-03..",
                          "..2021-03",
                          "2021-04..2021-03",
                          "2021-04..2021-Q2",
                          "2026-04-02..2026-04-01",
                          "0999-01",
                          "2021-0x",
                          "2021-03-01..2021-04"}) {
    INFO(bad);
    CHECK_THROWS_AS(parse_periods(bad, utc, now), base::Error);
  }
}

TEST_CASE("the complete periods before now") {
  const base::Zone zone = base::Zone::find("America/New_York").value();
  // 23:30 on the last evening of March in New York.
  const base::Instant now = base::parse_rfc3339("2026-04-01T03:30:00Z").value();
  using Kind = model::PeriodRule::Kind;
  const auto labels = [&](Kind kind, int count) {
    std::vector<std::string> result;
    for (const SlaPeriod& period : complete_periods({kind, 28}, zone, now, count))
      result.push_back(period.label);
    return result;
  };
  CHECK(labels(Kind::month, 2) == std::vector<std::string>{"2026-01", "2026-02"});
  CHECK(labels(Kind::quarter, 1) == std::vector<std::string>{"2025-Q4"});
  CHECK(labels(Kind::year, 1) == std::vector<std::string>{"2025"});
  CHECK(labels(Kind::rolling, 3) == std::vector<std::string>{"2026-03-03..2026-03-30"});
}

TEST_CASE("days follow the zone") {
  const base::Zone york = base::Zone::find("America/New_York").value();
  const auto march = days_of(parse_periods("2026-03", york, {}).front(), york);
  REQUIRE(march.size() == 31);
  CHECK((march[7].end - march[7].start) == std::chrono::hours(23));  // the 8th loses an hour
  const base::Zone apia = base::Zone::find("Pacific/Apia").value();
  CHECK(days_of(parse_periods("2011-12", apia, {}).front(), apia).size() == 30);  // no 30 December
}

}  // namespace faultline::analyze
