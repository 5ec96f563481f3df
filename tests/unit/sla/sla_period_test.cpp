#include <catch2/catch.hpp>

#include "analyze/sla_period.hpp"
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
    const SlaPeriod period = month_period(base::Zone::find(row.zone).value(), parse_period(row.month).first);
    CHECK(period.seconds() == row.minutes * 60);
    CHECK(period.label == row.month);
  }
}

TEST_CASE("periods are months or ranges of months") {
  using std::chrono::year_month;
  const auto march = year_month{std::chrono::year{2021}, std::chrono::March};
  const auto april = year_month{std::chrono::year{2021}, std::chrono::April};
  CHECK(parse_period("2021-03") == std::pair{march, march});
  CHECK(parse_period(" 2021-03..2021-04 ") == std::pair{march, april});
  for (const char* bad : {"", "2021", "2021-13", "2021-00", "2021-3", "2021-03-01", "2021-Q1", "last-month",
                          "2021-03..", "..2021-03", "2021-04..2021-03", "0999-01", "2021-0x"}) {
    INFO(bad);
    CHECK_THROWS_AS(parse_period(bad), base::Error);
  }
}

}  // namespace faultline::analyze
