#include "model/metric.hpp"

#include <catch2/catch.hpp>

using namespace faultline::model;

namespace {

using Seconds = std::optional<std::int64_t>;

Metric metric(MetricState state, Seconds best, Seconds least, Seconds most, const char* reason = "") {
  return {MetricKind::time_to_detect, state, best, least, most, reason};
}

}  // namespace

TEST_CASE("a metric is described with its uncertainty") {
  const auto known = MetricState::known;
  const auto ranged = MetricState::ranged;
  const struct {
    const char* name;
    Metric metric;
    const char* text;
  } kCases[] = {
      {"exact", metric(known, 1380, 1380, 1380), "23m"},
      {"printed to the minute", metric(known, 1380, 1320, 1440), "23m"},
      {"known and wide", metric(known, 1380, 720, 2460), "23m (12 to 41 min)"},
      {"known without a range", metric(known, 34380, {}, {}), "9h 33m"},
      {"known by its range alone", metric(known, {}, 720, 2460), "12 to 41 min"},
      {"nothing", metric(known, 0, 0, 0), "0m"},
      {"range in minutes", metric(ranged, {}, 720, 2460), "12 to 41 min"},
      {"range of nothing", metric(ranged, {}, 720, 720), "12m"},
      {"range in hours", metric(ranged, {}, 7200, 10800), "2h to 3h"},
      {"range with seconds", metric(ranged, {}, 30, 90), "30s to 1m 30s"},
      {"at most", metric(ranged, {}, {}, 960), "at most 16m"},
      {"at most, from zero", metric(ranged, {}, 0, 960), "at most 16m"},
      {"at most, from below zero", metric(ranged, {}, -60, 960), "at most 16m"},
      {"at least", metric(ranged, {}, 300, {}), "at least 5m"},
      {"an upper limit is not made smaller", metric(ranged, {}, {}, 3 * 3600 + 59), "at most 3h 1m"},
      {"an upper limit of days", metric(ranged, {}, {}, 86400 + 23 * 3600 + 1), "at most 2d"},
      {"a lower limit is not made larger", metric(ranged, {}, 3 * 3600 + 59, {}), "at least 3h"},
      {"a range without ends", metric(ranged, {}, {}, {}), "not known"},
      {"pending", metric(MetricState::pending, {}, {}, {}), "pending"},
      {"unknown", metric(MetricState::unknown, {}, {}, {}, "nobody says when it began"),
       "not known: nobody says when it began"},
      {"unknown without reason", metric(MetricState::unknown, {}, {}, {}), "not known"},
      {"invalid", metric(MetricState::invalid, {}, {}, {}, "the end is before the start"),
       "invalid: the end is before the start"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    CHECK(describe(c.metric) == c.text);
  }
}

TEST_CASE("every metric has a name, a title and two ends") {
  for (int i = 0; i < kMetricCount; ++i) {
    const auto kind = static_cast<MetricKind>(i);
    INFO(to_string(kind));
    CHECK(parse_metric_kind(to_string(kind)) == kind);
    CHECK(parse_metric_kind(title_of(kind)) == kind);
    CHECK(ends_of(kind).from < ends_of(kind).to);
  }
  CHECK(ends_of(MetricKind::time_to_detect).to == MilestoneKind::detected);
  CHECK(ends_of(MetricKind::time_to_engage).from == MilestoneKind::detected);
  CHECK(ends_of(MetricKind::declared_duration).from == MilestoneKind::declared);
  CHECK(ends_of(MetricKind::declared_duration).to == MilestoneKind::resolved);
  CHECK_FALSE(parse_metric_kind("mttr"));
  CHECK_FALSE(parse_metric_kind(""));
}
