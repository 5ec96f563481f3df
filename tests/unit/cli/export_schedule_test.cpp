#include "cli/export_schedule.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace faultline;
using cli::Every;

TEST_CASE("the last complete periods before a moment") {
  struct Row {
    const char* name;
    std::vector<const char*> zones;
    Every every;
    const char* now;
    int count;
    std::vector<std::string> periods;
  };
  const Row rows[] = {
      {"within a month", {"UTC"}, Every::month, "2026-05-20T10:00:00Z", 1, {"2026-04"}},
      {"several, oldest first",
       {"UTC"},
       Every::month,
       "2026-02-01T00:00:00Z",
       3,
       {"2025-11", "2025-12", "2026-01"}},
      {"complete from its very end", {"UTC"}, Every::month, "2026-05-01T00:00:00Z", 1, {"2026-04"}},
      {"a microsecond before it", {"UTC"}, Every::month, "2026-04-30T23:59:59.999999Z", 1, {"2026-03"}},
      {"New York's month ends later",
       {"America/New_York"},
       Every::month,
       "2026-05-01T03:59:59Z",
       1,
       {"2026-03"}},
      {"and then is over", {"America/New_York"}, Every::month, "2026-05-01T04:00:00Z", 1, {"2026-04"}},
      {"Apia's ends earlier", {"Pacific/Apia"}, Every::month, "2026-04-30T11:00:00Z", 1, {"2026-04"}},
      {"over in all zones",
       {"Pacific/Apia", "America/New_York"},
       Every::month,
       "2026-04-30T12:00:00Z",
       1,
       {"2026-03"}},
      {"no zone is UTC", {}, Every::month, "2026-05-20T10:00:00Z", 1, {"2026-04"}},
      {"within a quarter", {"UTC"}, Every::quarter, "2026-05-20T10:00:00Z", 2, {"2025-Q4", "2026-Q1"}},
      {"a quarter's end", {"UTC"}, Every::quarter, "2026-07-01T00:00:00Z", 1, {"2026-Q2"}},
      {"within a year", {"UTC"}, Every::year, "2026-05-20T10:00:00Z", 2, {"2024", "2025"}},
      {"a year's end", {"Asia/Tokyo"}, Every::year, "2026-12-31T15:00:00Z", 1, {"2026"}},
      {"none asked for", {"UTC"}, Every::year, "2026-05-20T10:00:00Z", 0, {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<base::Zone> zones;
    for (const char* zone : row.zones) zones.push_back(base::Zone::find(zone).value());
    CHECK(cli::complete_periods(zones, row.every, base::parse_rfc3339(row.now).value(), row.count) ==
          row.periods);
  }
}

TEST_CASE("words of a schedule") {
  CHECK(cli::parse_every("month") == Every::month);
  CHECK(cli::parse_every("quarter") == Every::quarter);
  CHECK(cli::parse_every("year") == Every::year);
  for (const char* bad : {"", "week", "Month", "months"}) CHECK(!cli::parse_every(bad));
}

}  // namespace
