#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "base/error.hpp"
#include "sla_fixture.hpp"

namespace faultline::analyze {

using model::Level;
using test::exact;
using test::incident;
using test::minute;
using test::report;
using test::scope;
using test::window;
using Verdict = model::SlaRow::Verdict;

namespace {

const base::Instant kNow = test::at("2021-06-15T00:00:00Z");

// "prod-1 / login 2021-03 25m0s", down_seconds of the best reading.
std::vector<std::string> rows_of(const model::SlaResult& result) {
  std::vector<std::string> lines;
  for (const model::SlaRow& row : result.rows)
    lines.push_back(fmt::format("{} {} {}", model::to_string(row.scope), row.period, row.down_seconds));
  return lines;
}

bool has_note(const model::SlaResult& result, std::string_view part) {
  for (const std::string& note : result.notes)
    if (note.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace

// A document with two outages in one week: the first on three clusters, the second on one, Pacific clock.
TEST_CASE("two outages, three clusters, two months") {
  const auto result = compute_sla(
      report(
          {incident("first", {window({scope("prod-1"), scope("prod-2"), scope("prod-3")}, Level::major_outage,
                                     minute("2021-03-30T19:30:00Z"), minute("2021-03-30T19:55:00Z"))}),
           incident("second", {window({scope("prod-1")}, Level::major_outage, minute("2021-04-01T18:16:00Z"),
                                      minute("2021-04-01T18:44:00Z"))})}),
      {}, {}, kNow);
  struct Row {
    const char* cluster;
    const char* period;
    std::int64_t down_minutes, least_minutes, most_minutes;
    const char* available;
    const char* budget;
    const char* burned;
  };
  const Row rows[] = {
      {"prod-1", "2021-03", 25, 24, 26, "99.94399", "44.64", "56.00"},
      {"prod-1", "2021-04", 28, 27, 29, "99.93518", "43.20", "64.81"},
      {"prod-2", "2021-03", 25, 24, 26, "99.94399", "44.64", "56.00"},
      {"prod-2", "2021-04", 0, 0, 0, "100", "43.20", "0.00"},
      {"prod-3", "2021-03", 25, 24, 26, "99.94399", "44.64", "56.00"},
      {"prod-3", "2021-04", 0, 0, 0, "100", "43.20", "0.00"},
  };
  REQUIRE(result.rows.size() == std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const model::SlaRow& got = result.rows[i];
    INFO(rows[i].cluster << " " << rows[i].period);
    CHECK(got.scope.cluster.slug == rows[i].cluster);
    CHECK(got.period == rows[i].period);
    CHECK(got.down_seconds == rows[i].down_minutes * 60);
    CHECK(got.least.bad == rows[i].least_minutes * 600);
    CHECK(got.most.bad == rows[i].most_minutes * 600);
    const std::int64_t total = got.period_seconds * 10;
    CHECK(base::truncated_percent({total - got.best.bad, total}, 5) == rows[i].available);
    CHECK(base::truncated_quotient(got.budget, 600, 2) == rows[i].budget);
    CHECK(base::truncated_quotient(got.best.bad * 100, got.budget, 2) == rows[i].burned);
    CHECK(got.verdict == Verdict::met);
    CHECK(got.objective.is_default);
    CHECK_FALSE(got.is_provisional);
  }
}

TEST_CASE("a month that no source of a scope tells of has no row unless it is asked for") {
  auto first = incident("first", {window({scope("prod-1")}, Level::major_outage,
                                         minute("2021-03-30T19:30:00Z"), minute("2021-03-30T19:55:00Z"))});
  auto second = incident("second", {window({scope("prod-2")}, Level::major_outage,
                                           minute("2021-05-01T18:00:00Z"), minute("2021-05-01T18:30:00Z"))});
  first.source_digests = {"a"};
  second.source_digests = {"b"};
  const auto told = report({first, second});
  CHECK(rows_of(compute_sla(told, {}, {}, kNow)) ==
        std::vector<std::string>{"prod-1 2021-03 1500", "prod-2 2021-05 1800"});
  SlaQuery may;
  may.period = "2021-05";
  CHECK(rows_of(compute_sla(told, {}, may, kNow)) ==
        std::vector<std::string>{"prod-1 2021-05 0", "prod-2 2021-05 1800"});
}

TEST_CASE("which window counts in which row") {
  struct Row {
    const char* name;
    std::vector<std::vector<model::Scope>> windows;  // an hour each, one after the other
    std::vector<std::string> rows;
  };
  const Row rows[] = {
      {"a whole cluster is down for its services too",
       {{scope("prod-1")}, {scope("prod-1", "Login")}},
       {"prod-1 2021-03 3600", "prod-1 / Login 2021-03 7200"}},
      {"a service alone gives no figure for its cluster",
       {{scope("prod-1", "Login")}},
       {"prod-1 / Login 2021-03 3600"}},
      {"two clusters are apart",
       {{scope("prod-1", "Login")}, {scope("prod-2", "Login")}},
       {"prod-1 / Login 2021-03 3600", "prod-2 / Login 2021-03 3600"}},
      {"a service without a cluster", {{scope("", "Login")}}, {"Login 2021-03 3600"}},
      {"the same service in two groups",
       {{scope("", "Builder", "Platform")}, {scope("", "Builder", "Legacy")}},
       {"Legacy / Builder 2021-03 3600", "Platform / Builder 2021-03 3600"}},
      {"nothing is known but the organisation", {{}}, {"Tidepool 2021-03 3600"}},
      {"a scope told twice counts once", {{scope("prod-1"), scope("PROD 1")}}, {"prod-1 2021-03 3600"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<model::Incident> incidents;
    for (std::size_t i = 0; i < row.windows.size(); ++i)
      incidents.push_back(incident(
          fmt::format("incident-{}", i),
          {window(row.windows[i], Level::major_outage, exact(fmt::format("2021-03-10T{:02}:00:00Z", i)),
                  exact(fmt::format("2021-03-10T{:02}:00:00Z", i + 1)))}));
    CHECK(rows_of(compute_sla(report(incidents), {}, {}, kNow)) == row.rows);
  }
}

TEST_CASE("a window over the edge of a month is clipped, in the policy's zone") {
  const auto one =
      report({incident("night", {window({scope("prod-1")}, Level::major_outage, exact("2026-01-31T23:30:00Z"),
                                        exact("2026-02-01T00:45:00Z"))})});
  model::Config config;
  const base::Instant now = test::at("2026-06-01T00:00:00Z");
  CHECK(rows_of(compute_sla(one, config, {}, now)) ==
        std::vector<std::string>{"prod-1 2026-01 1800", "prod-1 2026-02 2700"});
  config.policy.zone = "America/New_York";
  CHECK(rows_of(compute_sla(one, config, {}, now)) == std::vector<std::string>{"prod-1 2026-01 4500"});
  config.policy.zone = "Atlantis/Deep";
  CHECK_THROWS_AS(compute_sla(one, config, {}, now), base::Error);
}

TEST_CASE("open windows and unfinished months are provisional") {
  const auto open = report({incident("open", {window({scope("prod-1")}, Level::major_outage,
                                                     exact("2021-05-31T23:00:00Z"), std::nullopt)})});
  const auto result = compute_sla(open, {}, {}, test::at("2021-06-01T02:00:00Z"));
  CHECK(rows_of(result) == std::vector<std::string>{"prod-1 2021-05 3600", "prod-1 2021-06 7200"});
  for (const auto& row : result.rows) CHECK(row.is_provisional);

  const auto past =
      report({incident("past", {window({scope("prod-1")}, Level::major_outage, exact("2021-05-31T22:00:00Z"),
                                       exact("2021-05-31T23:00:00Z"))})});
  CHECK_FALSE(compute_sla(past, {}, {}, test::at("2021-06-01T00:00:00Z")).rows[0].is_provisional);
  CHECK(compute_sla(past, {}, {}, test::at("2021-05-31T23:59:59Z")).rows[0].is_provisional);
  const auto half = compute_sla(past, {}, {}, test::at("2021-05-31T22:30:00Z"));
  CHECK(half.rows[0].down_seconds == 1800);
  CHECK(has_note(half, "counted until now"));
}

TEST_CASE("ranges and verdicts that depend on them") {
  SECTION("an unknown level is nothing at least and everything at most") {
    const auto result = compute_sla(
        report({incident("vague", {window({scope("prod-1")}, Level::unknown, exact("2021-04-01T00:00:00Z"),
                                          exact("2021-04-01T01:00:00Z"))})}),
        {}, {}, kNow);
    const auto& row = result.rows.at(0);
    CHECK(row.least.bad == 0);
    CHECK(row.best.bad == 0);
    CHECK(row.most.bad == 36000);
    CHECK(row.down_seconds == 0);
    CHECK(row.verdict == Verdict::depends);
    CHECK(row.depends_on == "the level of 'vague', which is not known");
    CHECK(has_note(result, "the level of a window is not known"));
  }
  SECTION("an edge printed to the minute decides") {
    const auto result = compute_sla(
        report({incident("edge", {window({scope("prod-1")}, Level::major_outage,
                                         exact("2021-04-01T00:00:00Z"), minute("2021-04-01T00:43:00Z"))})}),
        {}, {}, kNow);
    const auto& row = result.rows.at(0);
    CHECK(row.verdict == Verdict::depends);
    CHECK(row.depends_on == "the end of 'edge', which lies in 2021-04-01T00:43:00Z to 2021-04-01T00:44:00Z");
  }
  SECTION("an edge that cannot change the verdict is not mentioned") {
    const auto result = compute_sla(
        report({incident("edge", {window({scope("prod-1")}, Level::major_outage,
                                         minute("2021-04-01T00:00:00Z"), minute("2021-04-01T03:00:00Z"))})}),
        {}, {}, kNow);
    CHECK(result.rows.at(0).verdict == Verdict::breached);
    CHECK(result.rows.at(0).depends_on.empty());
  }
  SECTION("edges wider than the window leave nothing at least") {
    const auto result = compute_sla(
        report({incident("short", {window({scope("prod-1")}, Level::major_outage,
                                          minute("2021-04-01T00:00:00Z"), minute("2021-04-01T00:00:00Z"))})}),
        {}, {}, kNow);
    CHECK(result.rows.at(0).least.bad == 0);
    CHECK(result.rows.at(0).best.bad == 0);
    CHECK(result.rows.at(0).most.bad == 600);
  }
}

TEST_CASE("what is left out is told") {
  base::Moment zoneless;
  zoneless.local = base::parse_local("2021-04-01T10:00");
  zoneless.written = "10:00";
  base::Moment unplaced;
  unplaced.written = "14:xx";
  const auto good = window({scope("prod-1")}, Level::major_outage, exact("2021-04-01T00:00:00Z"),
                           exact("2021-04-01T00:10:00Z"));
  struct Row {
    const char* name;
    base::Moment start;
    std::optional<base::Moment> end;
    const char* note;
  };
  const Row rows[] = {
      {"zoneless start", zoneless, exact("2021-04-01T12:00:00Z"),
       "incident 'odd': a window of major_outage is left out: its start has no known zone ('10:00')"},
      {"unplaced end", exact("2021-04-01T12:00:00Z"), unplaced,
       "its end has no known date and time ('14:xx')"},
      {"backwards", exact("2021-04-01T12:00:00Z"), exact("2021-04-01T11:00:00Z"),
       "it ends (2021-04-01T11:00:00Z) before it starts (2021-04-01T12:00:00Z)"},
      {"future", exact("2022-04-01T12:00:00Z"), exact("2022-04-01T13:00:00Z"), "after now"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto result = compute_sla(
        report({incident("odd", {window({scope("prod-1")}, Level::major_outage, row.start, row.end)}),
                incident("good", {good})}),
        {}, {}, kNow);
    CHECK(rows_of(result) == std::vector<std::string>{"prod-1 2021-04 600"});
    CHECK(has_note(result, row.note));
  }
  CHECK(has_note(compute_sla(report({}), {}, {}, kNow), "no row"));
}

TEST_CASE("queries, ledgers, objectives and shares") {
  auto declared = window({scope("prod-1", "Login")}, Level::partial_outage, exact("2021-03-01T00:00:00Z"),
                         exact("2021-03-01T02:00:00Z"));
  declared.ledger = model::Ledger::declared;
  const auto fused = [](const char* cluster, const char* start, const char* end) {
    return window({scope(cluster, "Login")}, Level::major_outage, exact(start), exact(end));
  };
  const auto all =
      report({incident("b", {fused("prod-1", "2021-04-01T00:30:00Z", "2021-04-01T02:00:00Z")}),
              incident("a", {declared, fused("prod-1", "2021-04-01T00:00:00Z", "2021-04-01T01:00:00Z"),
                             fused("prod-2", "2021-04-01T00:00:00Z", "2021-04-01T01:00:00Z")})});
  SlaQuery query;
  query.period = "2021-03..2021-04";
  query.cluster = "prod-1";
  query.service = "login";
  CHECK(rows_of(compute_sla(all, {}, query, kNow)) ==
        std::vector<std::string>{"prod-1 / Login 2021-03 0", "prod-1 / Login 2021-04 7200"});
  query.ledger = model::Ledger::declared;
  const auto other = compute_sla(all, {}, query, kNow);
  CHECK(other.policies.front().ledger == model::Ledger::declared);
  CHECK(other.rows.at(0).best.bad == 7200 * 3);
  query.organisation = "somebody-else";
  CHECK(compute_sla(all, {}, query, kNow).rows.empty());

  model::Config config;
  model::Objective first;
  first.scope.cluster = model::make_name("prod-1");
  first.target = {99, 100};
  first.is_default = false;
  config.objectives = {first};
  SlaQuery april;
  april.period = "2021-04";
  const auto result = compute_sla(all, config, april, kNow);
  REQUIRE(result.rows.size() == 2);
  CHECK(has_note(result, "prod-1, 2021-04: no figure for the cluster as a whole"));
  CHECK(result.rows[0].objective.target.numerator == 99);
  CHECK(result.rows[1].objective.is_default);
  REQUIRE(result.rows[0].shares.size() == 2);
  CHECK(result.rows[0].shares[0].incident_id == "a");
  CHECK(result.rows[0].shares[0].bad == 36000);
  CHECK(result.rows[0].shares[1].incident_id == "b");
  CHECK(result.rows[0].shares[1].bad == 36000);
}

}  // namespace faultline::analyze
