// The arithmetic of the default policy against published figures; each row names where its figure is from.
#include <catch2/catch.hpp>

#include "sla_fixture.hpp"

namespace faultline::analyze {

using model::Level;
using Verdict = model::SlaRow::Verdict;

namespace {

std::string availability(const model::SlaRow& row, int decimals) {
  const std::int64_t total = row.period_seconds * 10;
  return base::truncated_percent({total - row.best.bad, total}, decimals);
}

}  // namespace

TEST_CASE("budget, burn and verdict are exact") {
  struct Row {
    const char* name;
    const char* source;
    const char* target;
    Level level;
    const char* end;  // of an outage that begins 2021-04-01T00:00Z; April has 30 days
    const char* budget_minutes;
    const char* burned_percent;
    const char* available;  // six decimals
    Verdict verdict;
  };
  const Row rows[] = {
      {"B1 over", "SRE Workbook arithmetic: 43.2 min a month", "99.9", Level::major_outage,
       "2021-04-01T00:47:00Z", "43.20", "108.79", "99.891203", Verdict::breached},
      {"B5", "derived: d / (W * (1 - t))", "99.9", Level::major_outage, "2021-04-01T00:20:00Z", "43.20",
       "46.29", "99.953703", Verdict::met},
      {"S66", "Statuspage's rule: degraded weighs 0", "99.9", Level::degraded, "2021-04-01T01:00:00Z",
       "43.20", "0.00", "100", Verdict::met},
      {"maintenance weighs 0", "Statuspage's rule", "99.9", Level::maintenance, "2021-04-01T09:00:00Z",
       "43.20", "0.00", "100", Verdict::met},
      {"partial weighs 0.3", "Statuspage's rule", "99.9", Level::partial_outage, "2021-04-01T01:00:00Z",
       "43.20", "41.66", "99.958333", Verdict::met},
      {"R4 prints as its target with two rounded decimals", "derived", "99.95", Level::major_outage,
       "2021-04-01T00:21:42Z", "21.60", "100.46", "99.949768", Verdict::breached},
      {"R5 43200 * (1 - 0.9995) in doubles is less than 21.6", "derived", "99.95", Level::major_outage,
       "2021-04-01T00:21:36Z", "21.60", "100.00", "99.950000", Verdict::met},
      {"one second past R5", "derived", "99.95", Level::major_outage, "2021-04-01T00:21:37Z", "21.60",
       "100.07", "99.949961", Verdict::breached},
      {"a target of 100", "derived", "100", Level::major_outage, "2021-04-01T00:00:01Z", "0.00", "",
       "99.999961", Verdict::breached},
      {"less than a second is not nothing", "an outage never prints as 100", "99.9", Level::major_outage,
       "2021-04-01T00:00:00.2Z", "43.20", "0.03", "99.999961", Verdict::met},
  };
  for (const Row& row : rows) {
    INFO(row.name << " (" << row.source << ")");
    model::Config config;
    model::Objective objective;
    objective.target = base::parse_percent(row.target).value();
    objective.is_default = false;
    config.objectives.push_back(objective);
    const auto result =
        compute_sla(test::report({test::incident(
                        "one", {test::window({test::scope("prod-1")}, row.level,
                                             test::exact("2021-04-01T00:00:00Z"), test::exact(row.end))})}),
                    config, {}, test::at("2021-06-01T00:00:00Z"));
    REQUIRE(result.rows.size() == 1);
    const model::SlaRow& got = result.rows[0];
    CHECK(base::truncated_quotient(got.budget, 600, 2) == row.budget_minutes);
    if (got.budget > 0)
      CHECK(base::truncated_quotient(got.best.bad * 100, got.budget, 2) == row.burned_percent);
    CHECK(got.remaining == got.budget - got.best.bad);
    CHECK(availability(got, 6) == row.available);
    CHECK(got.verdict == row.verdict);
    CHECK_FALSE(got.is_provisional);
    CHECK_FALSE(got.objective.is_default);
  }
}

// R1 to R3: upright's services_helper_test; an outage is never rounded up.
TEST_CASE("availability is truncated") {
  CHECK(base::truncated_percent({9'999'995, 10'000'000}, 3) == "99.999");
  CHECK(base::truncated_percent({90 * 1440 - 1, 90 * 1440}, 3) == "99.999");
  CHECK(base::truncated_percent({995, 1000}, 3) == "99.500");
  CHECK(base::truncated_percent({998, 1000}, 3) == "99.800");
  CHECK(base::truncated_percent({7, 7}, 3) == "100");
}

// U1 and U2 over a day, as their sources print them.
TEST_CASE("overlapping windows of a day") {
  const auto percent = [](std::int64_t down_minutes_tenths) {
    return base::truncated_percent({14400 - down_minutes_tenths, 14400}, 6);
  };
  CHECK(percent(1800) == "87.500000");
  CHECK(percent(780) == "94.583333");
}

}  // namespace faultline::analyze
