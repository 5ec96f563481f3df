// Objectives over several scopes, patterns, and what lies between the ranges.
#include <catch2/catch.hpp>

#include <numeric>

#include "../sla/sla_fixture.hpp"
#include "analyze/sla/objectives.hpp"
#include "analyze/sla/portion.hpp"

namespace faultline::analyze {
namespace {

using model::Combination;
using model::Level;
using test::exact;

model::Report two_clusters() {
  return test::report(
      {test::incident("a", {test::window({test::scope("prod-1")}, Level::major_outage,
                                         exact("2026-04-01T00:00:00Z"), exact("2026-04-01T12:00:00Z"))}),
       test::incident("b", {test::window({test::scope("prod-2")}, Level::partial_outage,
                                         exact("2026-04-01T06:00:00Z"), exact("2026-04-01T18:00:00Z"))})});
}

model::SlaRow composite(Combination combination) {
  model::Config config;
  model::Objective objective;
  objective.name = "both";
  objective.is_default = false;
  objective.combination = combination;
  objective.members = {test::scope("prod-1"), test::scope("prod-2")};
  config.objectives = {objective};
  SlaQuery query;
  query.period = "2026-04-01";
  const auto result = compute_sla(two_clusters(), config, query, test::at("2030-01-01T00:00:00Z"));
  for (const model::SlaRow& row : result.rows)
    if (row.objective.name == "both") return row;
  FAIL("no composite row");
  return {};
}

std::int64_t sum_of(const model::SlaRow& row) {
  std::int64_t sum = 0;
  for (const auto& share : row.shares) sum += share.bad;
  return sum;
}

}  // namespace

TEST_CASE("worst: each second counts the worst member") {
  const model::SlaRow row = composite(Combination::worst);
  // Twelve hours whole, then six at 0.3.
  CHECK(row.best == model::Portion{(12 * 3600 * 10) + (6 * 3600 * 3), 864000});
  REQUIRE(row.shares.size() == 2);
  CHECK(row.shares[0].bad == 12 * 3600 * 10);
  CHECK(sum_of(row) == row.best.bad);
}

TEST_CASE("serial: the product of the members") {
  const model::SlaRow row = composite(Combination::serial);
  // 0.5 x 0.85 = 0.425 good.
  CHECK(row.unit == model::SlaUnit::parts);
  CHECK(row.best == model::Portion{575'000'000'000'000, 1'000'000'000'000'000});
  REQUIRE(row.shares.size() == 2);
  CHECK(row.shares[0].bad == 500'000'000'000'000);
  CHECK(row.shares[1].bad == 75'000'000'000'000);
  CHECK(sum_of(row) == row.best.bad);
}

TEST_CASE("patterns") {
  struct Row {
    const char* pattern;
    const char* text;
    bool fits;
  };
  for (const Row& row : {Row{"prod-*", "prod-2", true}, Row{"prod-*", "PROD-", true},
                         Row{"prod-*", "pro", false}, Row{"*", "", true}, Row{"*-api", "Checkout-API", true},
                         Row{"*-api", "api", false}, Row{"a*b*c", "aXbbYc", true}, Row{"a*b*c", "acb", false},
                         Row{"", "x", false}, Row{"***", "x", true}}) {
    INFO(row.pattern << " on " << row.text);
    CHECK(fits_pattern(row.pattern, row.text) == row.fits);
  }
}

TEST_CASE("a portion's extremes over what may or may not count") {
  using P = model::Portion;
  CHECK(extreme({10, 100}, {{10, 10}, {0, 20}}, Extreme::most_bad) == P{20, 110});
  CHECK(extreme({10, 100}, {{10, 10}, {0, 20}}, Extreme::least_bad) == P{10, 120});
  CHECK(extreme({10, 100}, {{10, 100}}, Extreme::most_bad) == P{10, 100});  // moves nothing
  CHECK(extreme({0, 0}, {{3, 10}, {1, 10}}, Extreme::least_bad) == P{1, 10});
  CHECK(extreme({0, 0}, {}, Extreme::most_bad) == P{0, 0});
  // 0.3 counts for the worst only while the whole is better than 0.3.
  CHECK(extreme({50, 100}, {{30, 100}}, Extreme::most_bad) == P{50, 100});
}

TEST_CASE("parts sum to the whole") {
  using Parts = std::vector<std::int64_t>;
  CHECK(apportion(10, {1, 1, 1}) == Parts{4, 3, 3});
  CHECK(apportion(0, {5, 6}) == Parts{0, 0});
  CHECK(apportion(7, {0, 0}) == Parts{7, 0});
  CHECK(apportion(5, {}).empty());
  const Parts parts = apportion(1'000'000'007, {3, 999, 12345, 1});
  CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == 1'000'000'007);
}

}  // namespace faultline::analyze
