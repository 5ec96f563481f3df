// What opens a window and what does not: one stream of an imported table, with one thing wrong.
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <optional>

#include "unit/observe/rollups_builder.hpp"

namespace faultline::analyze {
namespace {

using model::Channel;
using model::Level;
using support::Counts;
using support::minute_at;
using support::RollupsBuilder;
using support::steady;

constexpr std::int64_t kDay = 1440;
constexpr std::int64_t kAt = 3 * kDay + 600;  // the fourth day, 10:00

struct Expected {
  Channel channel;
  std::int64_t start, end;  // -1 = still running
  Level level;
};

struct Case {
  const char* name;
  std::vector<Counts> counts;
  std::function<void(std::vector<Counts>&)> change;
  std::vector<Expected> windows;
};

std::vector<Counts> nightly(std::int64_t days, bool has_weekend) {
  std::vector<Counts> counts = steady(0, days * kDay);
  for (Counts& count : counts) {
    const double hour = static_cast<double>(count.minute % kDay) / 60;
    double factor = 1 + 0.95 * std::sin((hour - 8) / 24 * 2 * M_PI);
    if (has_weekend && count.minute / kDay % 7 >= 5) factor *= 0.4;
    count.requests = static_cast<std::int64_t>(factor * static_cast<double>(count.requests));
    if (count.requests < 150) count.errors = 0;
  }
  return counts;
}

}  // namespace

TEST_CASE("windows of one stream") {
  const auto nothing = [](std::vector<Counts>&) {};
  const auto failing = [](std::int64_t from, std::int64_t to, double share) {
    return [=](std::vector<Counts>& counts) { support::fail(counts, from, to, share); };
  };
  const auto thinned = [](std::int64_t from, std::int64_t to, double left) {
    return [=](std::vector<Counts>& counts) { support::thin(counts, from, to, left); };
  };
  const std::vector<Case> cases = {
      {"quiet", steady(0, 4 * kDay), nothing, {}},
      {"all zero", steady(0, 2 * kDay, 0), nothing, {}},
      {"one minute in all", steady(0, 1), nothing, {}},
      {"three minutes in all", steady(0, 3), nothing, {}},
      {"step",
       steady(0, 4 * kDay),
       failing(kAt, kAt + 30, 0.3),
       {{Channel::errors, kAt, kAt + 30, Level::partial_outage}}},
      {"small step",
       steady(0, 4 * kDay),
       failing(kAt, kAt + 30, 0.05),
       {{Channel::errors, kAt, kAt + 30, Level::degraded}}},
      {"all requests fail",
       steady(0, 4 * kDay),
       failing(kAt, kAt + 30, 1),
       {{Channel::errors, kAt, kAt + 30, Level::major_outage}}},
      {"five hours",
       steady(0, 4 * kDay),
       failing(kAt, kAt + 300, 0.6),
       {{Channel::errors, kAt, kAt + 300, Level::major_outage}}},
      {"ramp",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) {
         for (int i = 0; i < 40; ++i)
           support::fail(counts, kAt + i, kAt + i + 1, 0.4 * std::min(1.0, (i + 1) / 10.0));
       },
       {{Channel::errors, kAt, kAt + 40, Level::partial_outage}}},
      {"blip of a minute", steady(0, 4 * kDay), failing(kAt, kAt + 1, 1), {}},
      {"certain but below the gate", steady(0, 4 * kDay, 20000), failing(kAt, kAt + 60, 0.008), {}},
      {"two steps nine minutes apart",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) {
         support::fail(counts, kAt, kAt + 20, 0.5);
         support::fail(counts, kAt + 29, kAt + 50, 0.5);
       },
       {{Channel::errors, kAt, kAt + 50, Level::partial_outage}}},
      {"two steps an hour apart",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) {
         support::fail(counts, kAt, kAt + 20, 0.5);
         support::fail(counts, kAt + 80, kAt + 100, 0.5);
       },
       {{Channel::errors, kAt, kAt + 20, Level::major_outage},
        {Channel::errors, kAt + 80, kAt + 100, Level::major_outage}}},
      {"still failing at the end",
       steady(0, 4 * kDay),
       failing(4 * kDay - 20, 4 * kDay, 0.3),
       {{Channel::errors, 4 * kDay - 20, -1, Level::partial_outage}}},
      {"drop to nothing",
       steady(0, 4 * kDay),
       thinned(kAt, kAt + 30, 0),
       {{Channel::traffic, kAt, kAt + 30, Level::major_outage}}},
      {"drop by half",
       steady(0, 4 * kDay),
       thinned(kAt, kAt + 60, 0.4),
       {{Channel::traffic, kAt, kAt + 60, Level::major_outage}}},
      {"drop for two minutes", steady(0, 4 * kDay), thinned(kAt, kAt + 2, 0), {}},
      {"drop without a season",
       steady(0, kDay),
       thinned(600, 640, 0),
       {{Channel::traffic, 600, 640, Level::major_outage}}},
      {"rows missing",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) { support::drop_rows(counts, kAt, kAt + 60); },
       {}},
      {"step with rows missing inside",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) {
         support::fail(counts, kAt, kAt + 40, 0.3);
         support::drop_rows(counts, kAt + 10, kAt + 20);
       },
       {{Channel::errors, kAt, kAt + 40, Level::partial_outage}}},
      {"errors and missing traffic are one outage",
       steady(0, 4 * kDay),
       [](std::vector<Counts>& counts) {
         support::thin(counts, kAt + 5, kAt + 40, 0.2);
         support::fail(counts, kAt, kAt + 30, 0.3);
       },
       {{Channel::traffic, kAt, kAt + 40, Level::major_outage}}},
      {"quiet nights", nightly(5, false), nothing, {}},
      {"quiet nights, two days only", nightly(2, false), nothing, {}},
      {"weekend", nightly(14, true), nothing, {}},
      {"huge counts",
       steady(0, 4 * kDay, 1000000000000),
       failing(kAt, kAt + 30, 0.3),
       {{Channel::errors, kAt, kAt + 30, Level::partial_outage}}},
  };
  for (const Case& test : cases) {
    INFO(test.name);
    std::vector<Counts> counts = test.counts;
    test.change(counts);
    RollupsBuilder builder;
    builder.source("a", "rollups").stream("prod-1", "Checkout", counts);
    const model::Observations found = builder.observe();
    REQUIRE(found.windows.size() == test.windows.size());
    for (std::size_t i = 0; i < found.windows.size(); ++i) {
      const model::ObservedWindow& window = found.windows[i];
      const Expected& expected = test.windows[i];
      INFO(window.rule << " from " << window.start.written);
      CHECK(window.channel == expected.channel);
      CHECK(window.level == expected.level);
      CHECK(window.start.utc->best == minute_at(expected.start));
      CHECK(window.start.utc->earliest <= window.start.utc->best);
      CHECK(window.start.utc->best <= window.start.utc->latest);
      REQUIRE(window.end.has_value() == (expected.end >= 0));
      if (window.end) {
        CHECK(window.end->utc->best == minute_at(expected.end));
        REQUIRE(window.recovered);
        CHECK(window.recovered->utc->best >= window.end->utc->best);
      }
      CHECK(window.peak >= window.threshold);
      CHECK(std::isfinite(window.peak + window.rate + window.expected + window.dispersion));
      CHECK(!window.evidence.empty());
      CHECK(window.evidence.size() <= 5);
      CHECK(window.versions.empty());
    }
  }
}

TEST_CASE("all errors of a short log are an outage that still runs") {
  std::vector<Counts> counts = steady(0, 30);
  support::fail(counts, 0, 30, 1);
  RollupsBuilder builder;
  builder.source("a", "jsonl").stream("prod-1", "Checkout", counts);
  const auto found = builder.observe();
  REQUIRE(found.windows.size() == 1);
  CHECK(found.windows[0].level == Level::major_outage);
  CHECK(!found.windows[0].end);
}

TEST_CASE("a window tells its figures, lines, versions and minutes") {
  std::vector<Counts> old_version = steady(0, kAt), new_version = steady(kAt - 10, 4 * kDay);
  support::fail(new_version, kAt, kAt + 30, 0.31);
  support::drop_rows(old_version, kAt - 10, kAt);
  RollupsBuilder builder;
  builder.source("a", "jsonl")
      .stream("prod-1", "Checkout", old_version, "v1")
      .stream("prod-1", "Checkout", new_version, "v2");
  const auto found = builder.observe();
  REQUIRE(found.windows.size() == 1);
  const model::ObservedWindow& window = found.windows[0];
  CHECK(window.requests == 30 * 200);
  CHECK(window.bad == 30 * 62);
  CHECK(window.rate == Approx(0.31));
  CHECK(window.rule == "errors 31 % against 0.1 %, 1,860 of 6,000 requests");
  REQUIRE(window.evidence.size() == 5);
  CHECK(window.evidence[0].source_digest == "a");
  CHECK(window.evidence[0].location.line == kAt + 1);
  CHECK(window.evidence[0].excerpt == "error " + std::to_string(kAt));
  REQUIRE(window.versions.size() == 2);
  CHECK(window.versions[0].version == "v1");
  CHECK(window.versions[0].requests == 0);
  CHECK(window.versions[0].requests_before == 50 * 200);
  CHECK(window.versions[1].errors == 30 * 62);
  CHECK(window.versions[1].first_seen == minute_at(kAt - 10));
  REQUIRE(window.minutes.size() == 60 + 30 + 30);
  CHECK(window.minutes[0].minute == minute_at(kAt - 60));
  CHECK(window.minutes[60].errors == 62);
  CHECK(window.start.zone == "UTC");
}

TEST_CASE("of a long window only the edges are excerpted, unknown minutes among them") {
  std::vector<Counts> counts = steady(0, 6 * kDay);
  support::fail(counts, kAt, kAt + 900, 0.5);
  support::drop_rows(counts, kAt + 10, kAt + 20);
  RollupsBuilder builder;
  builder.source("a", "rollups").stream("prod-1", "Checkout", counts);
  const auto found = builder.observe();
  REQUIRE(found.windows.size() == 1);
  const auto& minutes = found.windows[0].minutes;
  REQUIRE(minutes.size() == 60 + 360 + 360 + 30);
  CHECK(minutes[69].is_known);
  CHECK(!minutes[70].is_known);
  CHECK(minutes[420].minute == minute_at(kAt + 540));
}

}  // namespace faultline::analyze
