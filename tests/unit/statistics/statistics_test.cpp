#include "analyze/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "statistics_fixture.hpp"

namespace faultline::analyze {
namespace {

using model::MetricKind;
using model::MilestoneKind;
using model::Trend;
using support::add;
using support::at;

const model::Distribution& distribution(const model::Statistics& statistics, MetricKind kind) {
  for (const model::Distribution& one : statistics.groups.at(0).distributions)
    if (one.kind == kind) return one;
  throw std::runtime_error("no such metric");
}

// Declared at ten of that day of March, resolved after so many minutes.
void declare(model::Report& report, int number, int day, int minutes) {
  const std::string from = fmt::format("2026-03-{:02}T10:00Z", day);
  const std::string to = fmt::format("2026-03-{:02}T{:02}:{:02}Z", day, 10 + minutes / 60, minutes % 60);
  add(report, fmt::format("i{:03}", number),
      {{MilestoneKind::declared, from.c_str()}, {MilestoneKind::resolved, to.c_str()}});
}

TEST_CASE("statistics of nothing") {
  const model::Statistics statistics = compute_statistics(support::report(), {});
  CHECK(statistics.groups.empty());
  CHECK(statistics.notes.empty());
}

TEST_CASE("one incident has a median, a range, and no interval") {
  model::Report report = support::report();
  declare(report, 1, 1, 45);
  const auto statistics = compute_statistics(report, {});
  const auto& one = distribution(statistics, MetricKind::declared_duration);
  CHECK(one.known.size() == 1);
  CHECK(one.median->seconds == 45 * 60);
  CHECK(one.p90->seconds == 45 * 60);
  CHECK(one.least == 45 * 60);
  CHECK(one.greatest == 45 * 60);
  CHECK(!one.median_interval);
  CHECK(!one.median_range);
  CHECK(one.trend.verdict == Trend::Verdict::too_few);
  CHECK(distribution(statistics, MetricKind::impact_duration).unknown.size() == 1);
}

TEST_CASE("an open incident is censored at now, not dropped") {
  model::Report report = support::report("2026-03-01T12:00Z");
  declare(report, 1, 1, 30);
  add(report, "open", {{MilestoneKind::declared, "2026-03-01T09:00Z"}});
  const auto statistics = compute_statistics(report, {});
  const auto& one = distribution(statistics, MetricKind::declared_duration);
  CHECK(one.censored == std::vector<std::string>{"open"});
  CHECK(one.samples.back() == model::DurationSample{3 * 3600, true});
  CHECK(one.median->seconds == 30 * 60);
  CHECK(!one.p90->seconds);
}

TEST_CASE("all censored: a median that is not reached, and no range") {
  model::Report report = support::report("2026-03-01T12:00Z");
  add(report, "a", {{MilestoneKind::declared, "2026-03-01T09:00Z"}});
  const auto statistics = compute_statistics(report, {});
  const auto& one = distribution(statistics, MetricKind::declared_duration);
  REQUIRE(one.median);
  CHECK(!one.median->seconds);
  CHECK(!one.least);
}

TEST_CASE("ranged durations give ranges of the quantiles") {
  model::Report report = support::report();
  declare(report, 1, 1, 10);
  declare(report, 2, 2, 20);
  declare(report, 3, 3, 0);
  support::make_ranged(report.incidents[2], MetricKind::declared_duration, 5 * 60, 30 * 60);
  const auto statistics = compute_statistics(report, {});
  const auto& one = distribution(statistics, MetricKind::declared_duration);
  CHECK(one.ranged.size() == 1);
  CHECK(one.median->seconds == 15 * 60);
  REQUIRE(one.median_range);
  CHECK(one.median_range->least.seconds == 10 * 60);
  CHECK(one.median_range->most.seconds == 20 * 60);

  support::make_ranged(report.incidents[2], MetricKind::declared_duration, 25 * 60, std::nullopt);
  const auto again = compute_statistics(report, {});
  CHECK(!distribution(again, MetricKind::declared_duration).p90_range->most.seconds);
}

TEST_CASE("an incident belongs to the period in which it began") {
  model::Report report = support::report();
  declare(report, 1, 31, 45);
  add(report, "april",
      {{MilestoneKind::impact_start, "2026-03-31T23:50Z"}, {MilestoneKind::declared, "2026-04-01T00:10Z"}});
  add(report, "nowhere", {});
  StatisticsQuery query;
  query.period = {"2026-04", at("2026-04-01T00:00Z"), at("2026-05-01T00:00Z")};
  auto statistics = compute_statistics(report, query);
  CHECK(statistics.groups.empty());
  CHECK(statistics.unplaced == std::vector<std::string>{"nowhere"});
  REQUIRE(statistics.notes.size() == 1);
  CHECK(statistics.notes[0].find("nowhere") != std::string::npos);
  query.period = {"2026-03", at("2026-03-01T00:00Z"), at("2026-04-01T00:00Z")};
  statistics = compute_statistics(report, query);
  CHECK(statistics.groups.at(0).incidents == std::vector<std::string>{"i001", "april"});
}

TEST_CASE("paperwork beside impact, incident by incident") {
  model::Report report = support::report();
  for (int i = 0; i < 3; ++i) {
    const std::string end = fmt::format("2026-03-0{}T11:{}0Z", i + 1, i);
    const std::string day = fmt::format("2026-03-0{}", i + 1);
    add(report, fmt::format("i{}", i),
        {{MilestoneKind::impact_start, (day + "T10:00Z").c_str()},
         {MilestoneKind::impact_end, (day + "T10:30Z").c_str()},
         {MilestoneKind::declared, (day + "T10:10Z").c_str()},
         {MilestoneKind::resolved, end.c_str()}});
  }
  declare(report, 9, 9, 500);  // no impact: not in the pairs
  const auto statistics = compute_statistics(report, {});
  const model::PairedDurations& paired = statistics.groups.at(0).paired;
  CHECK(paired.incidents.size() == 3);
  CHECK(paired.impact_median == 30 * 60);
  CHECK(paired.declared_median == 60 * 60);
  CHECK(paired.difference_median == 30 * 60);
}

TEST_CASE("groups: an incident of two clusters is in both, one of none in a group of its own") {
  model::Report report = support::report();
  declare(report, 1, 1, 10);
  report.incidents.back().scopes = {support::place("prod-1", "api"), support::place("prod-2", "api")};
  declare(report, 2, 2, 20);
  StatisticsQuery query;
  query.grouping = model::StatisticsGrouping::cluster;
  auto statistics = compute_statistics(report, query);
  REQUIRE(statistics.groups.size() == 3);
  CHECK(statistics.groups[0].key == "prod-1");
  CHECK(statistics.groups[1].key == "prod-2");
  CHECK(statistics.groups[2].label == "(not told)");
  CHECK(statistics.notes.size() == 1);
  query.grouping = model::StatisticsGrouping::none;
  query.cluster = "prod-2";
  statistics = compute_statistics(report, query);
  CHECK(statistics.groups.at(0).incidents == std::vector<std::string>{"i001"});
}

TEST_CASE("a trend is claimed from 30 incidents on, and only where the interval leaves 0 out") {
  struct Row {
    const char* name;
    int per_half;
    int later_minutes;  // more in the second half
    Trend::Verdict expected;
  };
  const Row rows[] = {{"too few, however clear", 14, 300, Trend::Verdict::too_few},
                      {"longer", 15, 300, Trend::Verdict::longer},
                      {"shorter", 15, -60, Trend::Verdict::shorter},
                      {"none", 15, 0, Trend::Verdict::no_change_shown}};
  for (const Row& row : rows) {
    INFO(row.name);
    model::Report report = support::report();
    for (int i = 0; i < row.per_half; ++i) {
      declare(report, i, 1 + i % 10, 70 + 7 * i);
      declare(report, 100 + i, 20 + i % 10, 70 + 7 * i + row.later_minutes);
    }
    if (row.expected == Trend::Verdict::shorter) {
      for (int i = 0; i < row.per_half; ++i) declare(report, 200 + i, 21, 3);
    }
    const auto statistics = compute_statistics(report, {});
    CHECK(distribution(statistics, MetricKind::declared_duration).trend.verdict == row.expected);
  }
}

TEST_CASE("the order of incidents makes no difference") {
  model::Report report = support::report();
  for (int i = 0; i < 40; ++i) declare(report, i, 1 + i % 28, 1 + i * i % 97);
  add(report, "open", {{MilestoneKind::declared, "2026-03-05T10:00Z"}});
  const auto before = compute_statistics(report, {});
  std::mt19937 engine(3);
  std::shuffle(report.incidents.begin(), report.incidents.end(), engine);
  const auto after = compute_statistics(report, {});
  const auto &a = distribution(before, MetricKind::declared_duration),
             &b = distribution(after, MetricKind::declared_duration);
  CHECK(a.samples == b.samples);
  CHECK(a.known == b.known);
  CHECK(a.median == b.median);
  CHECK(a.median_interval == b.median_interval);
  CHECK(a.trend.difference == b.trend.difference);
  CHECK(before.groups[0].incidents == after.groups[0].incidents);
}

}  // namespace
}  // namespace faultline::analyze
