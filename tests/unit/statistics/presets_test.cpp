#include "analyze/statistics/presets.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "statistics_fixture.hpp"

namespace faultline::analyze {
namespace {

using model::MilestoneKind;
using support::at;

std::vector<FinishedDeployment> deployments(std::initializer_list<const char*> times) {
  std::vector<FinishedDeployment> result;
  for (const char* time : times) result.push_back({at(time), time});
  return result;
}

TEST_CASE("DevLake: an incident falls to the last deployment that ended before it") {
  const auto all = deployments({"2026-03-01T10:00Z", "2026-03-01T11:00Z", "2026-03-01T12:00Z"});
  struct Row {
    const char* created;
    const char* expected;
  };
  const Row rows[] = {{"2026-03-01T11:30Z", "2026-03-01T11:00Z"},
                      {"2026-03-01T11:00Z", "2026-03-01T10:00Z"},  // "before" is strict
                      {"2027-03-01T11:00Z", "2026-03-01T12:00Z"},  // of any age
                      {"2026-03-01T09:59Z", nullptr}};
  for (const Row& row : rows) {
    INFO(row.created);
    const FinishedDeployment* found = deployment_before(all, at(row.created));
    CHECK((found == nullptr) == (row.expected == nullptr));
    if (found != nullptr && row.expected != nullptr) CHECK(found->finished == at(row.expected));
  }
}

TEST_CASE("DevLake: the lower median") {
  struct Row {
    std::vector<std::int64_t> values;
    std::optional<std::int64_t> expected;
  };
  const Row rows[] = {{{}, std::nullopt}, {{4}, 4}, {{1, 2}, 1}, {{10, 20, 30, 40}, 20}, {{1, 2, 3}, 2}};
  for (const Row& row : rows) CHECK(lower_median(row.values) == row.expected);
}

TEST_CASE("failures of deployments: by incidents, and by deployments that had one") {
  const auto two = deployments({"2026-03-01T10:00Z", "2026-03-01T11:00Z"});
  const std::vector<base::Instant> three = {at("2026-03-01T11:10Z"), at("2026-03-01T11:20Z"),
                                            at("2026-03-01T11:30Z")};
  const DeploymentFailures devlake = deployment_failures(two, three, {});
  CHECK(devlake.incidents == 3);  // 3 of 2 deployments: 150 %
  CHECK(devlake.deployments == 2);
  CHECK(devlake.failed_deployments == 1);

  // Middleware counts deployments with at least one incident: 50 %.
  const DeploymentFailures middleware =
      deployment_failures(deployments({"2026-03-08T12:00Z", "2026-03-10T06:00Z"}),
                          std::vector<base::Instant>{at("2026-03-09T12:00Z")}, {});
  CHECK(middleware.failed_deployments == 1);
  CHECK(middleware.deployments == 2);

  model::StatisticsPeriod later;
  later.from = at("2026-03-01T11:00Z");
  CHECK(deployment_failures(two, three, later).deployments == 1);
}

TEST_CASE("DevLake: recovery is counted from the deployment") {
  model::Report report = support::report();
  support::add(report, "a",
               {{MilestoneKind::impact_start, "2026-03-01T10:20Z"},
                {MilestoneKind::declared, "2026-03-01T10:20Z"},
                {MilestoneKind::resolved, "2026-03-01T11:00Z"}});
  StatisticsQuery query;
  query.preset = "devlake";
  query.deployments = deployments({"2026-03-01T10:00Z"});
  const model::PresetResult result = preset_result(select_incidents(report, query), query);
  REQUIRE(result.figures.size() == 2);
  CHECK(result.figures[0].seconds == 3600);
  CHECK(result.figures[1].numerator == 1);
  CHECK(result.figures[1].denominator == 1);
}

TEST_CASE("a vendor's means and medians") {
  model::Report report = support::report();
  support::add(report, "a",
               {{MilestoneKind::detected, "2026-03-01T10:00Z"},
                {MilestoneKind::declared, "2026-03-01T10:05Z"},
                {MilestoneKind::resolved, "2026-03-01T10:10Z"}});
  support::add(report, "b",
               {{MilestoneKind::detected, "2026-03-02T10:00Z"},
                {MilestoneKind::declared, "2026-03-02T10:05Z"},
                {MilestoneKind::resolved, "2026-03-02T11:00Z"}});
  support::add(report, "open", {{MilestoneKind::declared, "2026-03-03T10:00Z"}});
  StatisticsQuery query;
  query.preset = "pagerduty";
  const model::PresetResult result = preset_result(select_incidents(report, query), query);
  REQUIRE(result.figures.size() == 2);
  CHECK(result.figures[0].count == 0);
  CHECK(!result.figures[0].seconds);
  CHECK(result.figures[1].seconds == 35 * 60);
  CHECK(result.figures[1].aggregate == "mean (the vendor's)");
  CHECK(result.figures[1].count == 2);
  CHECK(result.figures[1].left_out == 1);
}

TEST_CASE("every preset has a source and figures; another name is an error that lists them") {
  for (const std::string& name : preset_names()) {
    StatisticsQuery query;
    query.preset = name;
    const model::PresetResult result = preset_result({}, query);
    INFO(name);
    CHECK(result.source.starts_with("https://"));
    CHECK(!result.figures.empty());
  }
  StatisticsQuery query;
  query.preset = "nobody";
  CHECK_THROWS_AS(preset_result({}, query), base::Error);
}

}  // namespace
}  // namespace faultline::analyze
