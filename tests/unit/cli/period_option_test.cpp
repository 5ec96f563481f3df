#include "cli/period_option.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

namespace faultline::cli {
namespace {

TEST_CASE("a period is whole local days") {
  struct Row {
    const char* text;
    const char* zone;
    const char* label;
    const char* from;
    const char* to;
  };
  const Row rows[] = {
      {"2026", "UTC", "2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"},
      {"2026-Q2", "UTC", "2026-Q2", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z"},
      {"2026-q4", "UTC", "2026-Q4", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"},
      {"2026-04", "UTC", "2026-04", "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"},
      {"2026-02-28", "UTC", "2026-02-28", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"},
      {"2026-01..2026-03", "UTC", "2026-01..2026-03", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"},
      {"2026-01-05..2026-01-20", "UTC", "2026-01-05..2026-01-20", "2026-01-05T00:00:00Z",
       "2026-01-21T00:00:00Z"},
      {"last-month", "UTC", "2025-12", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"last-quarter", "UTC", "2025-Q4", "2025-10-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      {"last-year", "UTC", "2025", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
      // 743 hours: the clocks went forward.
      {"2026-03", "America/New_York", "2026-03", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"}};
  const base::Instant now = *base::parse_rfc3339("2026-01-31T12:00:00Z");
  for (const Row& row : rows) {
    INFO(row.text);
    const auto period = parse_period_option(row.text, *base::Zone::find(row.zone), now);
    CHECK(period.label == row.label);
    CHECK(base::format_rfc3339(*period.from) == row.from);
    CHECK(base::format_rfc3339(*period.to) == row.to);
  }
  const auto all = parse_period_option("", base::Zone::utc(), now);
  CHECK(all.label == "all");
  CHECK(!all.from);
}

TEST_CASE("what is no period is an error with examples") {
  for (const char* text : {"x", "26", "2026-", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-02-30",
                           "2026-1", "2026-03..2026-01", "2026..", "..2026", "2026-01...2026-02", "last-week",
                           "0000", "99999", "2026-01-", "-2026", "2026-+1"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_period_option(text, base::Zone::utc(), {}), base::Error);
  }
}

}  // namespace
}  // namespace faultline::cli
